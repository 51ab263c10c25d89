"""Robot keywords that judge the history by a model of what was stored."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import requests
from robot.api.deco import keyword, library

from backtest import responses
from backtest.history import StoredRun, date_readings, out_of_order, page, return_readings, select
from backtest.moments import not_now


@library(scope="SUITE")
class HistoryLibrary:
    """Remembers the runs that are stored, and says what each query of the history must list."""

    def __init__(self) -> None:
        self._runs: list[StoredRun] = []
        self._returns = set(return_readings([]))

    @keyword
    def remember_run(self, result: dict[str, Any]) -> None:
        """Add a stored result to the model; results are given in the order of storing."""
        self._runs.append(StoredRun.of(len(self._runs), result))

    @keyword
    def learn_stored_runs(self, url: str) -> None:
        """Add all runs that the app has already to the model, oldest first: an external app may have many."""
        ids: list[str] = []
        total = get_json(f"{url}/api/backtests/history?limit=1")["total"]
        while len(ids) < total:
            body = get_json(f"{url}/api/backtests/history?limit=100&offset={len(ids)}")
            ids += [item["run_id"] for item in body["items"]]
            total = min(total, len(ids)) if not body["items"] else total
        with ThreadPoolExecutor(4) as pool:
            for result in pool.map(lambda run_id: get_json(f"{url}/api/backtests/{run_id}"), ids[::-1]):
                self.remember_run(result)

    @keyword
    def page_should_follow_the_model(self, response: Any, **query: Any) -> None:
        """Check total, order and items of one answer of the history.

        One reading of "average return of the run" must explain all answers of a suite.

        Args:
            response: The answer.
            query: The filters, limit and offset that were asked for.

        Raises:
            AssertionError: the page lists other runs than the stored results call for.
        """
        problems = {
            name: self._page_problem(response.json(), runs, query)
            for name, runs in return_readings(self._runs).items()
            if name in self._returns
        }
        fitting = {name for name, problem in problems.items() if problem is None}
        if not fitting:
            raise AssertionError(
                f"History: {next(iter(problems.values()))}\nContract: 1, history query\n"
                f"Request: {responses.curl(response.request)}"
            )
        self._returns = fitting

    @keyword
    def page_should_follow_the_dates(self, response: Any, first: str, last: str) -> list[str]:
        """Check a query with `date_from` and `date_to`; any reading of "date" may explain it.

        The contract does not say whether they look at the day of the run or at the range of the backtest.

        Returns:
            The readings that explain the answer.
        """
        listed = [item["run_id"] for item in response.json()["items"]]
        found = date_readings(self._runs, first, last, listed, response.json()["limit"])
        if not found:
            raise AssertionError(
                f"No reading of date_from={first}, date_to={last} explains the {len(listed)} of "
                f"{len(self._runs)} runs that are listed.\nContract: 1, history query\n"
                f"Request: {responses.curl(response.request)}"
            )
        return sorted(found)

    @keyword
    def readings_should_agree(self, *readings: list[str]) -> None:
        """Check that one reading of the date filters explains all the answers."""
        if not set.intersection(*(set(each) for each in readings)):
            raise AssertionError(f"The date filters mean one thing here and another there: {readings}")

    @keyword
    def get_middle_return(self) -> float:
        """Return an average return (PCT) that lies between those of the stored runs, on none of them."""
        returns = sorted({run.average_return for run in self._runs})
        gaps = [(after - before, (after + before) / 2) for before, after in pairwise(returns)]
        middle = gaps[len(gaps) // 4 : len(gaps) * 3 // 4 + 1]
        if not middle:
            raise ValueError("The stored runs need three different returns at least.")
        return max(middle)[1]

    @keyword
    def get_returns_between_a_symbol_and_all(self, result: dict[str, Any]) -> list[float]:
        """Return average returns (PCT) that tell a run's own from that of its first and its last symbol."""
        run = StoredRun.of(0, result)
        whole = sorted([run.average_return, run.trade_return])
        limits = []
        for part in (result["symbols"][0], result["symbols"][-1]):
            nearest = whole[0] if part["avg_return"] < whole[0] else whole[1]
            if not whole[0] <= part["avg_return"] <= whole[1]:
                limits.append((part["avg_return"] + nearest) / 2)
        if not limits:
            raise ValueError("The symbols' average returns are too much alike to tell one from all.")
        return limits

    @keyword
    def get_middle_signals(self) -> int:
        """Return the number of signals of a stored run, with runs of fewer and of more beside it."""
        counts = sorted({run.total_signals for run in self._runs})
        return counts[len(counts) // 2]

    @keyword
    def item_should_describe(self, item: dict[str, Any], result: dict[str, Any]) -> None:
        """Check that a history item says of its result what the result says itself."""
        wanted = {
            name: result[name]
            for name in ("run_id", "strategy", "start_date", "end_date", "timeframe", "total_signals")
        }
        wanted["symbols"] = [part["symbol"] for part in result["symbols"]]
        for name, value in wanted.items():
            if item[name] != value:
                raise AssertionError(f"The item's {name} should be {value!r}, is {item[name]!r}.")
        listed, told = float(item["execution_time"]), float(result["execution_time"])
        if abs(listed - told) > 0.006:  # either may be rounded to hundredths
            raise AssertionError(f"The item's execution_time is {listed}, the result's {told}.")

    @keyword
    def item_should_be_of_now(self, item: dict[str, Any]) -> None:
        """Check that a history item's timestamp is the moment of its run, which has just ended."""
        if problem := not_now(item["timestamp"]):
            raise AssertionError(f"The run ended just now: {problem}.\nContract: 1, history")

    @keyword
    def items_should_be_newest_first(self, items: list[dict[str, Any]]) -> None:
        """Check that no history item is newer than one above it; runs made at once have no order."""
        if found := out_of_order(items):
            before, after = found
            raise AssertionError(f"The history lists {after} below {before}: newest comes first.")

    @keyword
    def get_days_around_today(self) -> tuple[str, str, str]:
        """Return yesterday, today and tomorrow in UTC, for filters on the day of a run."""
        today = date.fromisoformat(self._runs[-1].stored_on)
        return tuple((today + timedelta(days=step)).isoformat() for step in (-1, 0, 1))  # type: ignore[return-value]

    def _page_problem(self, body: dict[str, Any], runs: list[StoredRun], query: dict[str, Any]) -> str | None:
        matching = select(runs, query)
        wanted = [run.run_id for run in page(matching, query)]
        listed = [item["run_id"] for item in body["items"]]
        if body["total"] != len(matching):
            return f"total should be {len(matching)}, is {body['total']}"
        if listed != wanted:
            return self._say(wanted, listed)
        if (body["limit"], body["offset"]) != (int(query.get("limit", 10)), int(query.get("offset", 0))):
            return f"limit and offset are {body['limit']} and {body['offset']}"
        return None

    def _say(self, wanted: list[str], listed: list[str]) -> str:
        for place, (right, seen) in enumerate(zip(wanted, listed, strict=False)):
            if right != seen:
                known = any(run.run_id == seen for run in self._runs)
                return (
                    f"item {place} should be {right}, is {seen}{'' if known else ', which was never stored'}"
                )
        return f"{len(wanted)} items should be listed, {len(listed)} are"


def get_json(url: str) -> Any:
    """Return the decoded answer to a GET, which must be a 200."""
    answer = requests.get(url, timeout=30)
    if answer.status_code != 200:
        raise AssertionError(f"GET {url} was answered with {answer.status_code}: {answer.text[:200]}")
    return answer.json()
