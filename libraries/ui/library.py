"""Keywords over ``ui``: what a page shows against what the API says, and the browser's complaints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from robot.api.deco import keyword, library

from ui import cells, console, files, geometry, listings, metrics, tables, variations

WHOLE_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
RUN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{0,4}){0,3}(?:-[0-9a-f]{0,12})?(?![0-9a-z])", re.IGNORECASE)
"""In full, or cut after eight characters or more."""


@library(scope="GLOBAL", auto_keywords=False)
class UiLibrary:
    """Compares what ``page.js`` read from a page with results of the API."""

    @keyword
    def cards_should_show(self, texts: list[str], result: dict[str, Any]) -> None:
        """Compare the texts of all metric cards with a result; see `metrics.check_card`."""
        metrics.check_cards(texts, result)

    @keyword
    def percentages_should_have_two_decimals(self, texts: list[str], result: dict[str, Any]) -> None:
        """Compare the metric cards with a result, their formats included: two decimals, a percent sign."""
        metrics.check_cards(texts, result, places=True)

    @keyword
    def information_should_show(self, text: str, result: dict[str, Any]) -> None:
        """Compare the text of the section 백테스트 정보 with a result."""
        metrics.check_information(text, result)

    @keyword
    def find_run_id(self, text: str) -> str:
        """Give the run id, or its beginning, at 실행 ID; without that label the first whole one."""
        ahead, labelled, behind = text.partition("실행 ID")
        near = ["\n".join(cells.lines(behind)[:2]), *cells.lines(ahead)[-1:], behind]
        found = map(RUN_ID.search, near) if labelled else iter([WHOLE_ID.search(text)])
        return next((one.group().lower() for one in found if one), "")

    @keyword
    def get_full_run_id(self, items: list[dict[str, Any]], shown: str) -> str:
        """Give the id of the newest run of the history whose id begins as a page shows it.

        Raises:
            AssertionError: there is none.
        """
        ids = [str(item["run_id"]) for item in items]
        found = next((run_id for run_id in ids if run_id.startswith(shown.rstrip("-"))), None)
        if found is None:
            raise AssertionError(f"The page shows the run {shown}, but the history lists only {ids[:9]}.")
        return found

    @keyword
    def get_section(self, text: str, heading: str, next_heading: str) -> str:
        """Give what a page's text has between two headings, or all of it where one is missing.

        Whether the headings are there is what `Texts Should Stand In Order` checks.
        """
        # A list of contents above names them too, with nothing between: the longest is the section itself.
        starts = [rest.partition(next_heading) for rest in text.split(heading)[1:]]
        return max((section for section, end, _ in starts if end), key=len, default=text)

    @keyword
    def texts_should_stand_in_order(self, text: str, *parts: str) -> None:
        """Check that a page's text holds all parts, each after the one before, in capitals or not."""
        place = 0
        for part in parts:
            found = text.lower().find(part.lower(), place)
            if found < 0:
                raise AssertionError(
                    f"Expected {part!r} after what comes before it in {parts}; text: {text[:2000]!r}."
                )
            place = found + len(part)

    @keyword
    def texts_should_be_there(self, text: str, *parts: str) -> None:
        """Check that a page's text holds all parts, in any order."""
        missing = [part for part in parts if part not in text]
        if missing:
            raise AssertionError(f"Expected {missing} in {text[:2000]!r}.")

    @keyword
    def columns_should_be(self, table: dict[str, Any], *names: str) -> None:
        """Compare a table's columns, sorting arrows aside."""
        tables.check_headers(table, list(names))

    @keyword
    def signals_should_be_shown(self, table: dict[str, Any], result: dict[str, Any]) -> None:
        """Check that each signal of a result has its row and each row its signal, all six values right."""
        tables.match_signals(table, result)

    @keyword
    def signals_should_be_sorted(
        self, table: dict[str, Any], result: dict[str, Any], column: str, direction: str
    ) -> None:
        """Check the order of the rows against the data: ``ascending`` or ``descending``."""
        tables.check_order(table, result, column, direction)

    @keyword
    def get_groups(self, table: dict[str, Any], column: str) -> list[str]:
        """Check that equal texts of a column stand together, and give them in the order shown."""
        return tables.check_grouped(table, column)

    @keyword
    def get_sort_direction(self, table: dict[str, Any], column: str) -> str:
        """Give what a column's arrow says: ``ascending``, ``descending`` or ``none``.

        Raises:
            AssertionError: the column shows no arrow, or several.
        """
        header = next((text for text in table["headers"] if tables.plain(text) == column), "")
        arrows = {"↑": "ascending", "↓": "descending", "⇅": "none"}
        shown = [arrow for arrow in arrows if arrow in header]
        if len(shown) != 1:
            raise AssertionError(
                f"Expected one of ⇅ ↑ ↓ at {column}, but the headers are {table['headers']}."
            )
        return arrows[shown[0]]

    @keyword
    def only_column_sorted_should_be(self, table: dict[str, Any], column: str) -> None:
        """Check that each other column shows ⇅."""
        others = [name for name in map(tables.plain, table["headers"]) if name != column]
        marked = [name for name in others if self.get_sort_direction(table, name) != "none"]
        if marked:
            raise AssertionError(
                f"Only {column} is sorted, but {marked} have an arrow too: {table['headers']}."
            )

    @keyword
    def returns_should_be_coloured(self, table: dict[str, Any], result: dict[str, Any]) -> None:
        """Check class and computed colour of each return by its sign."""
        tables.check_colours(table, result)

    @keyword
    def types_should_be_marked(self, table: dict[str, Any], result: dict[str, Any]) -> None:
        """Check class and text of each signal's type."""
        tables.match_signals(table, result)
        tables.check_types(table, result)

    @keyword
    def get_charts(self, charts: list[dict[str, Any]], title: str) -> list[dict[str, Any]]:
        """Give the charts under the heading with ``title``.

        Raises:
            AssertionError: there is none, or one has no size.
        """
        found = [chart for chart in charts if chart["title"] == title]
        if not found:
            raise AssertionError(
                f"Expected a chart under {title!r}; charts stand under {[c['title'] for c in charts]}."
            )
        flat = [chart for chart in found if min(chart["width"], chart["height"]) <= 0]
        if flat:
            raise AssertionError(
                f"A chart under {title!r} has the size {flat[0]['width']} x {flat[0]['height']}."
            )
        return found

    @keyword
    def equity_should_be_drawn(self, charts: list[dict[str, Any]], curve: list[dict[str, Any]]) -> None:
        """Check that one of the charts under a heading draws the equity of a performance curve."""
        geometry.check_any(charts, geometry.check_curve, [point["equity"] for point in curve], 1.0)

    @keyword
    def drawdown_should_be_drawn(self, charts: list[dict[str, Any]], curve: list[dict[str, Any]]) -> None:
        """Check that one of the charts draws the drawdown of a performance curve, as a fall or as a depth."""
        geometry.check_any(charts, geometry.check_curve, [point["drawdown"] for point in curve], 0.0, True)

    @keyword
    def drawdown_should_be_labelled(self, charts: list[dict[str, Any]], result: dict[str, Any]) -> None:
        """Check that an axis of one of the charts, if it is labelled in percent, reaches the largest fall."""
        fall = max(entry["max_drawdown"] for entry in result["symbols"])
        geometry.check_any(charts, geometry.check_percent_axis, fall)

    @keyword
    def time_should_run_one_way(self, charts: list[dict[str, Any]]) -> None:
        """Check that no line of one of the charts under a heading runs back and forth in time."""
        geometry.check_any(charts, geometry.check_one_way)

    @keyword
    def distribution_should_be_drawn(self, charts: list[dict[str, Any]], result: dict[str, Any]) -> None:
        """Check that the bars of one of the charts stand for all returns of a result."""
        returns = [signal["return_pct"] for signal in tables.signals_of(result)]
        geometry.check_any(charts, geometry.check_distribution, returns)

    @keyword
    def each_symbol_should_be_drawn(self, charts: list[dict[str, Any]], count: int) -> None:
        """Check that one of the charts has at least one line or bar for each of ``count`` symbols."""
        geometry.check_any(charts, geometry.check_lines, count)

    @keyword
    def history_should_list(self, table: dict[str, Any], items: list[dict[str, Any]]) -> None:
        """Check that the rows are these runs in this order, all values right."""
        listings.check_history(table, items)

    @keyword
    def narrowed_history_should_list(
        self, table: dict[str, Any], symbol: str, items: list[dict[str, Any]]
    ) -> None:
        """Check that all rows are of a symbol, these runs first; runs of other pages may follow."""
        listings.check_narrowed(table, symbol, items)

    @keyword
    def narrowed_history_should_be_turned(
        self, table: dict[str, Any], before: dict[str, Any], symbol: str
    ) -> None:
        """Check that all rows are of a symbol and that none of them was on the page before."""
        listings.check_turned(table, before, symbol)

    @keyword
    def text_should_show_run(
        self, text: str, run: dict[str, Any], before: dict[str, Any] | None = None
    ) -> None:
        """Check that a card shows a run: by its id, or by strategy, symbols and number of signals.

        Nothing of the run ``before`` may be left in its place.
        """
        if not listings.shows_run(text, run):
            raise AssertionError(
                f"Expected the run {run['run_id']} ({run['strategy']}), but the card shows {text!r}."
            )
        if left := listings.left_over(text, run, before or run):
            raise AssertionError(
                f"The card of the run {run['run_id']} still shows {left} of the run before: {text!r}."
            )

    @keyword
    def full_cards_should_show(self, texts: list[str], result: dict[str, Any]) -> None:
        """Compare metric cards with a result, where each symbol has one with all that is promised of it."""
        if len(texts) == len(result["symbols"]) and all(metrics.is_full(text) for text in texts):
            metrics.check_cards(texts, result)

    @keyword
    def files_should_be_listed(self, table: dict[str, Any], files_: list[dict[str, Any]]) -> None:
        """Check that the rows are these files of the inventory, in any order."""
        listings.check_files(table, files_)

    @keyword
    def select_entries(self, entries: list[dict[str, Any]], **fields: Any) -> list[dict[str, Any]]:
        """Give the entries whose fields have these values (or, of a list, hold them)."""

        def fits(entry: dict[str, Any]) -> bool:
            known = ((entry[name], value) for name, value in fields.items())
            return all(
                value in here if isinstance(here, list) else str(here) == str(value) for here, value in known
            )

        return [entry for entry in entries if fits(entry)]

    @keyword
    def requests_should_come_every(self, requests: list[dict[str, Any]], period: float, slack: float) -> None:
        """Check that noted requests come one a period (both in seconds)."""
        listings.check_polling([float(request["time"]) for request in requests], period, slack)

    @keyword
    def json_file_should_hold(self, path: Path, result: dict[str, Any]) -> None:
        """Compare a downloaded JSON file with a result, value by value."""
        files.check_json(path, result)

    @keyword
    def csv_file_should_hold(self, path: Path, result: dict[str, Any]) -> None:
        """Compare a downloaded CSV file with all signals of a result, value by value."""
        files.check_csv(path, result)

    @keyword
    def parameters_should_include(self, sent: dict[str, Any] | str, **expected: float) -> None:
        """Check that parameters have these values; others are left to the build."""
        params = json.loads(sent) if isinstance(sent, str) else sent
        wrong = {
            name: params.get(name) for name, value in expected.items() if not _equal(params.get(name), value)
        }
        if wrong:
            raise AssertionError(f"Expected the parameters {expected}, but the run has {wrong}.")

    @keyword
    def vary_result(self, result: dict[str, Any]) -> dict[str, Any]:
        """Give a result like this one, with sold, lost, won and unchanged trades."""
        return variations.all_kinds(result)

    @keyword
    def stretch_result(self, result: dict[str, Any], count: int) -> dict[str, Any]:
        """Give a result like this one with ``count`` signals of its first symbol, one an hour."""
        return variations.stretched(result, count)

    @keyword
    def empty_result(self, result: dict[str, Any], null_curve: bool = False) -> dict[str, Any]:
        """Give a result like this one without a signal; its curve is an empty list or null."""
        return variations.without_signals(result, None if null_curve else [])

    @keyword
    def empty_first_symbol(self, result: dict[str, Any]) -> dict[str, Any]:
        """Give a result like this one whose first symbol has no signal and no curve."""
        return variations.first_without_signals(result)

    @keyword
    def get_console_findings(
        self, lines: list[dict[str, Any]], errors: list[dict[str, Any]], outage: bool, *app: str
    ) -> list[console.Finding]:
        """Give what a page's console lines and script errors are worth reporting.

        With ``outage`` the browser's own lines about failed requests are expected; ``app`` has its addresses.
        """
        return console.findings(lines, errors, outage, app)


def _equal(value: Any, expected: float) -> bool:
    return isinstance(value, int | float) and abs(float(value) - float(expected)) <= 1e-12
