"""Robot keywords that judge the answers of the backtest API."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from robot.api.deco import keyword, library

from backtest import candles, comparison, responses, schemas, together
from backtest.choosing import data_root
from backtest.comparison import AnsweredRun
from backtest.crafted import add, damage, take_away
from backtest.oracle import Reading
from backtest.parameters import LONG_CANDLE, defaults, parameter


@library(scope="GLOBAL")
class BacktestLibrary:
    """Judges runs by the contract: statuses, shapes, and every figure by an independent oracle."""

    @keyword
    def make_run_request(
        self,
        strategy: str = LONG_CANDLE,
        symbols: list[str] | str = "KRW-BTC",
        start: str = "2025-01-01",
        end: str = "2025-12-31",
        timeframe: str | None = None,
        **params: Any,
    ) -> dict[str, Any]:
        """Make the body of a run; what is left out takes the app's own defaults.

        Args:
            strategy: `volume_long_candle` or `volume_zone_breakout`.
            symbols: A list, or names with commas between.
            start: First day, `YYYY-MM-DD`.
            end: Last day, included.
            timeframe: Left out of the body when not given.
            params: The strategy's parameters; numbers in text become numbers.

        Example:
        | ${body} | Make Run Request | symbols=KRW-BTC,KRW-ETH | hold_period_bars=3 |
        """
        names = [name.strip() for name in symbols.split(",")] if isinstance(symbols, str) else list(symbols)
        body: dict[str, Any] = {"strategy": strategy, "symbols": names, "start_date": start, "end_date": end}
        if timeframe is not None:
            body["timeframe"] = timeframe
        if params:
            body["params"] = {name: as_json(value) for name, value in params.items()}
        return body

    @keyword
    def get_result(self, response: Any) -> dict[str, Any]:
        """Return the decoded result of an accepted run, which remembers its request."""
        self.response_should_have_status(response, "200", section="1, POST /api/backtests/run")
        body = response.request.body
        return AnsweredRun(responses.strictly(response), json.loads(body) if body else {})

    @keyword
    def response_should_have_status(
        self, response: Any, status: str, naming: str | None = None, section: str = "1, HTTP API"
    ) -> None:
        """Check the status of an answer, and what its reason names.

        Args:
            response: What a session's request returned.
            status: One or more statuses, such as `404 or 422`.
            naming: A text that the reason must contain.
            section: Where the contract promises it.

        Raises:
            AssertionError: with the expected and seen answer and the request as a curl line.
        """
        allowed = [int(word) for word in status.replace("or", " ").split()]
        problem = responses.status_problem(response, allowed, section)
        if problem is None and naming and naming not in responses.reason(response):
            problem = (
                f"The reason should name '{naming}': {responses.reason(response)[:400]}\n"
                f"Contract: {section}\nRequest: {responses.curl(response.request)}"
            )
        if problem:
            raise AssertionError(problem)

    @keyword
    def response_should_be_an_error(self, response: Any, status: str, naming: str | None = None) -> None:
        """Check status, shape and discretion of an error answer."""
        section = "1, HTTP API: errors"
        self.response_should_have_status(response, status, naming, section)
        schema = "validation error" if response.status_code == 422 else "error"
        body = response.json()
        if response.status_code == 422 and isinstance(body.get("detail"), str):
            schema = "error"
        self.body_should_match_schema(body, schema)
        if found := responses.response_leaks(response):
            raise AssertionError(
                f"The error text gives away {', '.join(found)}.\nContract: {section}\n"
                f"Request: {responses.curl(response.request)}"
            )

    @keyword
    def response_should_be_a_download_of(self, response: Any, result: dict[str, Any]) -> None:
        """Check that an answer is an attachment with the contract's name and a result's content."""
        self.response_should_have_status(response, "200", section="1, download")
        header = response.headers.get("content-disposition", "")
        name = f"backtest_{result['run_id']}.json"
        if not header.lower().startswith("attachment") or name not in header:
            raise AssertionError(f"Expected an attachment named {name}, got content-disposition '{header}'.")
        self.results_should_be_equal(result, response.json())

    @keyword
    def latest_should_fit_the_history(self, response: Any, page: dict[str, Any]) -> None:
        """Check that there is a latest result exactly when there are runs: the newest."""
        self.response_should_have_status(response, "200" if page["total"] else "404", section="1, latest")
        if page["total"]:
            newest, latest = page["items"][0]["run_id"], response.json()["run_id"]
            if latest != newest:
                raise AssertionError(
                    f"The latest result is {latest}, the newest run of the history {newest}."
                )

    @keyword
    def body_should_match_schema(self, body: Any, schema: str) -> None:
        """Check a decoded answer against the contract's schema of that name."""
        problem = schemas.violation(body, schema)
        if problem:
            raise AssertionError(f"The answer does not have the contract's shape of '{schema}': {problem}")

    @keyword
    def result_should_match_its_schema(self, result: dict[str, Any]) -> None:
        """Check that a result has every promised field with the promised type."""
        self.body_should_match_schema(result, "result")

    @keyword
    def result_should_match_the_oracle(self, result: dict[str, Any]) -> None:
        """Check every figure of a result against the candles, within 1e-9.

        What the contract leaves open at the edges of a range (whether windows reach back before the
        start date, whether a trade may end after the end date) is accepted either way, but one way
        for the whole result.
        """
        self.result_should_match_its_schema(result)
        problem = comparison.echo_difference(result) or comparison.explain(result, self._reader())
        if problem:
            request = json.dumps(comparison.asked(result) if isinstance(result, AnsweredRun) else {})
            raise AssertionError(
                f"The figures are not those of the candles: {problem}\n"
                f"Contract: 1, Strategies\nRequest: POST /api/backtests/run {request}"
            )

    @keyword
    def results_should_share_one_reading(self, *results: dict[str, Any]) -> None:
        """Check that one reading of the range's edges explains all the results of a strategy."""
        reader = self._reader()
        shared: set[Reading] | None = None
        for result in results:
            found = comparison.differences(result, reader)
            fitting = {reading for reading, problem in found.items() if problem is None}
            shared = fitting if shared is None else shared & fitting
        if not shared:
            raise AssertionError(
                "No one reading of the contract explains all runs: the edges of a date range are treated "
                "in one way here and in another there.\nContract: 1, Strategies"
            )

    @keyword
    def results_should_be_equal(
        self, first: dict[str, Any], second: dict[str, Any], ignoring: str = ""
    ) -> None:
        """Check that two decoded answers are equal, field by field.

        Args:
            ignoring: Top-level fields that may differ, with commas between.
        """
        skip = {name.strip() for name in ignoring.split(",")}
        for name in sorted({*first, *second} - skip):
            if first.get(name, "(missing)") != second.get(name, "(missing)"):
                left, right = (json.dumps(part.get(name, "(missing)"))[:300] for part in (first, second))
                raise AssertionError(f"The two differ in '{name}': {left} and {right}")

    @keyword
    def figures_should_be_equal(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        """Check that two runs gave the same figures, whatever their ids, times and texts."""
        self.results_should_be_equal(
            {"total_signals": first["total_signals"]}, {"total_signals": second["total_signals"]}
        )
        if len(first["symbols"]) != len(second["symbols"]):
            raise AssertionError(f"{len(first['symbols'])} symbols, and {len(second['symbols'])}.")
        for one, other in zip(first["symbols"], second["symbols"], strict=True):
            self.parts_should_be_equal(one, other)

    @keyword
    def parts_should_be_equal(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        """Check that two symbols' parts of results have the same promised figures.

        A build may add fields of its own, such as how long a symbol took.
        """
        left, right = schemas.promised(first, "symbol"), schemas.promised(second, "symbol")
        self.results_should_be_equal(left, right)

    @keyword
    def runs_at_once_should_have_their_own_answers(self, url: str, symbols: list[str]) -> None:
        """Check that runs asked for at once are each answered with what was asked, every figure right.

        A build that keeps a request where another one can reach it answers with that one's figures.

        Args:
            url: The app's address.
            symbols: Symbols with candles of 2025.
        """
        results = together.answers_at_once(url, together.different_requests(symbols))
        for result in results:
            self.result_should_match_the_oracle(result)
        if len({result["run_id"] for result in results}) < len(results):
            raise AssertionError("Runs asked for at once share a run_id.\nContract: 1, run_id (uuid4)")

    @keyword
    def get_contract_defaults(self, strategy: str) -> dict[str, Any]:
        """Return a strategy's parameters with the contract's defaults."""
        return defaults(strategy)

    @keyword
    def get_parameter_bounds(self, strategy: str, name: str) -> dict[str, Any]:
        """Return a parameter's values just inside and outside its range, of a wrong type, or doubtful."""
        entry = parameter(strategy, name)
        number = int if entry.kind == "whole" else float
        fractions = [entry.default + 0.5] if entry.kind == "whole" else []  # inside the range, but not whole
        return {
            "allowed": [number(entry.lowest_allowed()), number(entry.highest_allowed())],
            "refused": [number(entry.below_range()), number(entry.above_range())],
            "wrong_type": ["many", [1], {"a": 1}, *fractions],
            # In JSON neither is a number, yet many a sound app takes them for the number that they spell.
            "doubtful": [f'"{number(entry.default)}"', True],
        }

    @keyword
    def symbols_of_result_should_be(self, result: dict[str, Any], symbols: list[str]) -> None:
        """Check the symbols of a result and their order."""
        observed = [part["symbol"] for part in result["symbols"]]
        if observed != symbols:
            raise AssertionError(f"The symbols should be {symbols}, as in the request, and are {observed}.")

    @keyword
    def signals_should_be_buys_of_their_symbol(self, result: dict[str, Any]) -> None:
        """Check that each signal is an entry (long only) and is listed below its own symbol."""
        for part in result["symbols"]:
            for signal in part["signals"]:
                if (signal["symbol"], signal["type"]) != (part["symbol"], "buy"):
                    raise AssertionError(
                        f"{part['symbol']} lists a {signal['type']} of {signal['symbol']} at "
                        f"{signal['timestamp']}; trades are long only.\nContract: 1, Strategies"
                    )

    @keyword
    def signal_times_should_be_in_utc(self, result: dict[str, Any]) -> None:
        """Check that each signal's time is ISO 8601 and names UTC."""
        for part in result["symbols"]:
            for signal in part["signals"]:
                time = pd.Timestamp(signal["timestamp"])
                if time.tzinfo is None or time.utcoffset() != timedelta(0):
                    raise AssertionError(f"'{signal['timestamp']}' does not say that it is UTC.")

    @keyword
    def first_signal_should_be_on(self, result: dict[str, Any], day: str) -> None:
        """Check that the first signal of the only symbol lies on a day."""
        times = [signal["timestamp"] for signal in result["symbols"][0]["signals"]]
        if not times or times[0][:10] != day:
            raise AssertionError(f"The first signal should be on {day}: {times[:1] or 'there is none'}.")

    @keyword
    def signals_should_be_every_fourth(self, result: dict[str, Any], places: str) -> None:
        """Check on which days of January 2025 the only symbol has signals.

        The first day has no bars before it, and the last is no trade: both may be left out.

        Args:
            places: Days from 1 to 4, with commas between, that come back every four days.
        """
        wanted = {1 + (int(place) - 1 + step) for place in places.split(",") for step in range(0, 20, 4)}
        seen = {comparison.utc(signal["timestamp"]).day for signal in result["symbols"][0]["signals"]}
        missing, more = sorted(wanted - seen - {1, 20}), sorted(seen - (wanted - {20}) - {1})
        if missing or more:
            raise AssertionError(
                f"In January 2025 the days {missing} should be signals and are not, {more} should not be."
                "\nContract: 1, Strategies"
            )

    @keyword
    def get_field_of_each(self, rows: list[dict[str, Any]], name: str) -> list[Any]:
        """Return one field of each row."""
        return [row[name] for row in rows]

    @keyword
    def get_signal_count(self, result: dict[str, Any]) -> int:
        """Return the number of signals that a result lists, over all its symbols."""
        return sum(len(part["signals"]) for part in result["symbols"])

    @keyword
    def add_candles(self, symbol: str) -> None:
        """Write daily candles of 2025 of a symbol that has none, as an update of the data would."""
        add(data_root(), symbol)

    @keyword
    def damage_candles(self, symbol: str) -> None:
        """Write a file in the place of a symbol's candles that holds none: no parquet, or one cut short."""
        damage(data_root(), symbol)

    @keyword
    def take_candles_away(self, symbol: str) -> None:
        """Remove the candles of a crafted symbol that is there for this."""
        take_away(data_root(), symbol)

    def _reader(self) -> comparison.ReadCandles:
        return partial(cached_candles, str(data_root()))


@lru_cache(maxsize=64)
def cached_candles(root: str, symbol: str, timeframe: str) -> pd.DataFrame:
    """Read candles once: while a campaign runs, none that are there change."""
    return candles.read_candles(Path(root), symbol, timeframe)


def as_json(value: Any) -> Any:
    """Turn the text of a keyword's argument into the number or list that it spells."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
