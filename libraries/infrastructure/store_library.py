"""Robot keywords on the result store: files, index, history and database."""

from __future__ import annotations

import json
from typing import Any

import requests
from robot.api import SkipExecution
from robot.api.deco import keyword, library
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from backtest.choosing import data_root
from backtest.moments import not_now
from infrastructure import database, store
from infrastructure.clients import Observed, write_and_read
from readiness.recorder import record_fact, record_finding, record_measure
from stack import client

COMPARED = ("strategy", "symbols", "start_date", "end_date", "timeframe", "total_signals")

soon = retry(
    retry=retry_if_exception_type(AssertionError),
    stop=stop_after_delay(5),
    wait=wait_fixed(0.3),
    reraise=True,
)
"""Files may follow an answer a moment later: "at once" is promised of `latest` and `history` only."""


@library(scope="GLOBAL")
class StoreLibrary:
    """Compares the places in which runs are stored with each other."""

    @keyword
    def result_files_should_be_sound(self) -> None:
        """Check each result file against the schema of a result."""
        problems = store.file_problems(data_root())
        if problems or not store.result_ids(data_root()):
            raise AssertionError("\n".join(problems[:10]) or "No result is stored.")

    @keyword
    def index_should_be_sound(self) -> None:
        """Check index.json: shape, newest first, nothing twice, names and not results."""
        size = (data_root() / "results" / store.INDEX).stat().st_size
        index = store.read_index(data_root())
        record_measure("index-size", value=size, unit="B", n=1, outcome="indicative")
        record_fact("index", "index.json", {"items": len(index.get("items", [])), "bytes": size})
        if problems := store.index_problems(index, size):
            raise AssertionError(f"index.json: {'; '.join(problems)}\nContract: 2, Data")

    @keyword
    @soon
    def index_should_hold(self, count: int, newest: str) -> None:
        """Check how many runs index.json names, of so many that are stored, and which is its first."""
        items = store.read_index(data_root())["items"]
        count = min(count, store.INDEX_LIMIT)
        first = items[0]["run_id"] if items else "none"
        if len(items) != count or first != newest:
            raise AssertionError(
                f"index.json should name {count} runs, {newest} first; it has {len(items)}, {first} first.\n"
                "Contract: 2, Data"
            )

    @keyword
    def history_should_reach_back_to(self, url: str, run_id: str) -> None:
        """Check that the history's pages list a run of long ago, and none twice."""
        items = history_items(url)
        ids = [item["run_id"] for item in items]
        if len(set(ids)) < len(ids):
            raise AssertionError(
                f"The history's pages list {len(ids) - len(set(ids))} of {len(ids)} runs twice."
            )
        if run_id not in ids:
            raise AssertionError(f"The history of {len(ids)} runs lacks {run_id}, which is stored longest.")

    @keyword
    @soon
    def stored_runs_should_agree(self, url: str) -> None:
        """Check that files, history and database know the same runs, both ways, and the index the newest."""
        told = history_items(url)
        ids = {item["run_id"] for item in told}
        places = {"result files": store.result_ids(data_root()), "history of the API": ids}
        if address := client.current().database_url:
            places["table backtest_runs"] = database.run_ids(address)
        index = store.read_index(data_root())["items"]
        counts = {name: len(runs) for name, runs in places.items()}
        record_fact("stored-runs", "Stored runs by place", {**counts, "index": len(index)})
        if problems := [*store.differences(places), *store.newest_problems(index, told)]:
            raise AssertionError("; ".join(problems) + "\nContract: 2, Data")

    @keyword
    @soon
    def index_should_equal_the_history(self, url: str) -> None:
        """Check that index.json names the newest runs and says of each what the history says."""
        index, told = store.read_index(data_root())["items"], history_items(url)
        problems = store.newest_problems(index, told)
        kept = {item["run_id"]: item for item in index}
        for item in told:
            if item["run_id"] in kept and (wrong := store.item_differences(kept[item["run_id"]], item)):
                problems.append(f"index.json and history differ on {item['run_id']} in {', '.join(wrong)}")
        if problems:
            raise AssertionError("; ".join(problems[:10]) + "\nContract: 2, Data")

    @keyword
    def nothing_else_should_lie_in_the_results(self) -> None:
        """Check that no draft lies among the results; what does is a finding."""
        found = store.drafts(data_root())
        if found:
            told = ", ".join(found[:10])
            record_finding("orphans", "Drafts among the results", "medium", "store", told, len(found))
            raise AssertionError(f"Among the results lie {told}.")

    @keyword
    def runs_from_many_clients_should_be_kept(
        self, url: str, request: dict[str, Any], runs: int, clients: int
    ) -> None:
        """Make runs from several clients at once; no reading may be torn, no run lost.

        Args:
            url: The app's address.
            request: The body of each run; the holding period varies.
            runs: How many in all.
            clients: How many at once.
        """
        bodies = [{**request, "params": {"hold_period_bars": 1 + number % 20}} for number in range(runs)]
        seen = write_and_read(url, bodies, clients, data_root())
        told = {"runs": runs, "clients": clients, "readings": seen.readings, "torn": len(seen.torn)}
        record_fact("concurrent-writes", "Concurrent writes", told)
        problems = observed_problems(seen)
        lost = seen.ids - {item["run_id"] for item in history_items(url)}
        if lost:
            problems.append(f"{len(lost)} runs are not in the history")
        changed = [result["run_id"] for result in seen.accepted if stored_result(url, result) != result]
        if changed:
            problems.append(
                f"{len(changed)} results are stored otherwise than answered, such as {changed[0]}"
            )
        if problems:
            raise AssertionError("; ".join(problems) + "\nContract: 1 and 2, stored runs")

    @keyword
    def fill_store_with(self, url: str, request: dict[str, Any], runs: int) -> dict[str, str]:
        """Make so many runs, the first and the last one alone, and return their ids as `first` and `last`."""
        first = post_run(url, request)
        seen = write_and_read(url, [request] * (runs - 2), 4, None)
        if problems := observed_problems(seen):
            raise AssertionError("; ".join(problems))
        return {"first": first, "last": post_run(url, request)}

    @keyword
    def result_file_should_hold(self, result: dict[str, Any]) -> None:
        """Check that the file of a run holds what was answered, field by field."""
        path = data_root() / "results" / f"{result['run_id']}.json"
        if not path.is_file():
            raise AssertionError(f"There is no DATA_ROOT/results/{path.name}.\nContract: 2, Data")
        content = json.loads(path.read_text(encoding="utf-8"))
        kept = content if isinstance(content, dict) else {}
        wrong = [name for name in sorted({*kept, *result}) if kept.get(name) != result.get(name)]
        if wrong:
            raise AssertionError(
                f"{path.name} differs from the answer in {', '.join(wrong)}.\nContract: 2, Data"
            )

    @keyword
    def result_should_lie_in_the_data(self, run_id: str) -> None:
        """Check that the result file of a run is below DATA_ROOT."""
        if run_id not in store.result_ids(data_root()):
            raise AssertionError(f"DATA_ROOT/results has no file of the run {run_id}.")

    @keyword
    def table_should_be_as_promised(self) -> None:
        """Check columns and primary key of `backtest_runs`."""
        if problems := database.table_problems(database_url()):
            raise AssertionError("; ".join(problems) + "\nContract: 2, PostgreSQL")

    @keyword
    def row_should_describe(self, result: dict[str, Any]) -> None:
        """Check that the row of a run says what its result says."""
        row = database.row_of(database_url(), result["run_id"])
        wanted = {name: str(result[name]) for name in COMPARED if name != "symbols"}
        shown = {name: str(row.get(name)) for name in wanted}
        shown |= {name: shown[name][:10] for name in ("start_date", "end_date")}  # midnight is a day too
        wrong = [f"{name} is {row.get(name)}" for name in wanted if shown[name] != wanted[name]]
        if row and (problem := not_now(row["created_at"])):
            wrong.append(f"created_at: {problem}")
        symbols = json.dumps(row.get("symbols"), default=str)
        asked = [part["symbol"] for part in result["symbols"]]
        wrong += [f"{symbol} is not among {symbols}" for symbol in asked if symbol not in symbols]
        if not row or wrong:
            raise AssertionError(f"The row of {result['run_id']}: {'; '.join(wrong) or 'there is none'}")


def observed_problems(seen: Observed) -> list[str]:
    """Return what went wrong while many clients wrote and others read."""
    runs, problems = len(seen.refused) + len(seen.accepted), []
    if seen.refused:
        problems.append(f"{len(seen.refused)} of {runs} runs were not accepted: {seen.refused[0]}")
    if seen.torn:
        problems.append(f"{len(seen.torn)} of {seen.readings} readings were torn: {seen.torn[0]}")
    if len(seen.ids) < len(seen.accepted):
        problems.append("two runs have one id")
    return problems


def history_items(url: str) -> list[dict[str, Any]]:
    """Return all items of the history, page by page."""
    items: list[dict[str, Any]] = []
    while True:
        query = {"limit": 100, "offset": len(items)}
        answer = requests.get(f"{url}/api/backtests/history", params=query, timeout=30)
        answer.raise_for_status()
        page = answer.json()
        items += page["items"]
        if not page["items"] or len(items) >= page["total"]:
            return items


def stored_result(url: str, result: dict[str, Any]) -> Any:
    """Return what is stored under the id of a result; None when it is not served."""
    answer = requests.get(f"{url}/api/backtests/{result['run_id']}", timeout=30)
    return answer.json() if answer.status_code == 200 else None


def post_run(url: str, request: dict[str, Any]) -> str:
    """Make one run that must be accepted, and return its id."""
    answer = requests.post(f"{url}/api/backtests/run", json=request, timeout=60)
    if answer.status_code != 200:
        raise AssertionError(f"A run was answered with {answer.status_code}: {answer.text[:200]}")
    return str(answer.json()["run_id"])


def database_url() -> str:
    """Return the database's address; the test is skipped where the target does not give it."""
    address = client.current().database_url
    if not address:
        raise SkipExecution("The target gives no access to its database.")
    return address
