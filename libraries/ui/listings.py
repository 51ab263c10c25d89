"""Compares the lists of runs and of data files with those of the API."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

from ui import cells
from ui.metrics import STRATEGIES, timeframe_names
from ui.tables import Row, names_in, rows

HISTORY_COLUMNS = ("실행 ID", "전략", "심볼", "시작일", "종료일", "신호 수", "실행 시간", "작업")
FILE_COLUMNS = ("심볼", "타임프레임", "연도", "파일 크기", "수정일")
POWERS = {"K": 1, "M": 2, "G": 3}
SIZE = re.compile(r"([\d,]+(?:\.\d+)?)\s*([A-Za-z바이트]*)")


def check_history(table: dict[str, Any], items: list[dict[str, Any]]) -> None:
    """Check that the rows are these runs, in this order.

    Raises:
        AssertionError: a run is missing, too much, at another place, or shown wrong.
    """
    shown = rows(table, HISTORY_COLUMNS)
    if len(shown) != len(items):
        raise AssertionError(
            f"Expected {len(items)} runs in the history, but the table has {len(shown)} rows."
        )
    for place, (row, item) in enumerate(zip(shown, items, strict=True), start=1):
        faults = _run_faults(row, item)
        if faults:
            raise AssertionError(f"Row {place} of the history is wrong: {'; '.join(faults)}.")


def check_narrowed(table: dict[str, Any], symbol: str, items: list[dict[str, Any]]) -> None:
    """Check that all rows are of a symbol, and that these runs come first.

    The API has no filter for it, so that a build may look through one page of the history or through all.

    Raises:
        AssertionError: a row is of other symbols only, or one of the runs is missing.
    """
    shown = rows(table, HISTORY_COLUMNS)
    others = [row["심볼"]["text"] for row in shown if symbol not in row["심볼"]["text"]]
    if others:
        raise AssertionError(f"The history is narrowed to {symbol}, but still lists runs of {others}.")
    if len(shown) < len(items):
        raise AssertionError(
            f"Expected {len(items)} runs of {symbol} at least, but the history lists {len(shown)}."
        )
    check_history({**table, "rows": table["rows"][: len(items)]}, items)


def check_turned(table: dict[str, Any], before: dict[str, Any], symbol: str) -> None:
    """Check that a narrowed history was turned over: other runs of the symbol than on the page before.

    Raises:
        AssertionError: there are none, a run was on the page before, or is of other symbols.
    """
    check_narrowed(table, symbol, [])
    known = {row["실행 ID"]["text"] for row in rows(before, HISTORY_COLUMNS)}
    shown = [row["실행 ID"]["text"] for row in rows(table, HISTORY_COLUMNS)]
    if not shown or known & set(shown):
        raise AssertionError(
            f"Expected runs of {symbol} that were not on the page before, but found {shown}."
        )


def _run_faults(row: Row, item: dict[str, Any]) -> list[str]:
    faults = []
    if not cells.shows_run_id(row["실행 ID"]["text"], item["run_id"]):
        faults.append(f"실행 ID is {row['실행 ID']['text']!r}, not {item['run_id']}")
    if not any(name in row["전략"]["text"] for name in (item["strategy"], STRATEGIES[item["strategy"]])):
        faults.append(f"전략 is {row['전략']['text']!r}, not {item['strategy']}")
    if missing := [symbol for symbol in item["symbols"] if symbol not in row["심볼"]["text"]]:
        faults.append(f"심볼 lacks {missing}")
    for column, field in (("시작일", "start_date"), ("종료일", "end_date")):
        if cells.days(row[column]["text"])[:1] != [date.fromisoformat(item[field])]:
            faults.append(f"{column} is {row[column]['text']!r}, not {item[field]}")
    if not cells.figure(row["신호 수"]["text"]).agrees(item["total_signals"]):
        faults.append(f"신호 수 is {row['신호 수']['text']!r}, not {item['total_signals']}")
    if not cells.shows_duration(row["실행 시간"]["text"], item["execution_time"]):
        faults.append(f"실행 시간 is {row['실행 시간']['text']!r}, not {item['execution_time']} s")
    return faults


def shows_run(text: str, run: dict[str, Any]) -> bool:
    """Say whether a card shows a run: by its id, or by its strategy, symbols and number of signals."""
    if run["run_id"][:8] in text:
        return True
    strategy = run["strategy"] in text or STRATEGIES[run["strategy"]] in text
    names = [entry["symbol"] for entry in run["symbols"]]
    return (
        strategy
        and all(name in text for name in names)
        and str(run["total_signals"]) in text.replace(",", "")
    )


def left_over(text: str, run: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Name what a card shows of the run before instead of this one: strategy, symbols, first and last day.

    What a card shows besides the id is left open; it must be that of the same run.
    """
    days = [day.isoformat() for day in cells.days(text)]
    here, there = _facts(run), _facts(before)
    return [
        told
        for name, told in there.items()
        if told != here[name] and _tells(name, told, text, days) and not _tells(name, here[name], text, days)
    ]


def _facts(run: dict[str, Any]) -> dict[str, str]:
    facts = {name: str(run[name]) for name in ("strategy", "start_date", "end_date")}
    return {**facts, "symbol": run["symbols"][0]["symbol"]}


def _tells(name: str, told: str, text: str, days: list[str]) -> bool:
    if name.endswith("date"):
        return told in days
    return told in text or STRATEGIES.get(told, told) in text


def check_files(table: dict[str, Any], files: list[dict[str, Any]]) -> None:
    """Check that the rows are these files of the inventory, in any order.

    Raises:
        AssertionError: a file is missing, too much or shown wrong.
    """
    left = list(files)
    shown = rows(table, FILE_COLUMNS)
    for row in shown:
        fits = [entry for entry in left if _shows_file(row, entry)]
        if not fits:
            raise AssertionError(
                f"The row {[cell['text'] for cell in row.values()]} is no file of the inventory."
            )
        left.remove(fits[0])
    if left:
        raise AssertionError(
            f"{len(left)} of {len(files)} files are not listed, {left[0]['relative_path']} among them."
        )


def _shows_file(row: Row, entry: dict[str, Any]) -> bool:
    return (
        entry["symbol"] in names_in(row["심볼"]["text"])
        and _names_timeframe(row["타임프레임"]["text"], str(entry["timeframe"]))
        and str(entry["year"]) in row["연도"]["text"]
        and shows_size(row["파일 크기"]["text"], entry["size_bytes"])
        and cells.shows_moment(row["수정일"]["text"], entry["modified_at"])
    )


def _names_timeframe(text: str, timeframe: str) -> bool:
    told = names_in(text.lower())
    return any(set(names_in(name)) <= set(told) for name in timeframe_names(timeframe.lower()))


def shows_size(text: str, size: int) -> bool:
    """Say whether a text shows a number of bytes, in B, KB, MB or GB of 1,000 or 1,024, rounded."""
    found = SIZE.search(text)
    if not found:
        return False
    power = POWERS.get(found.group(2).upper()[:1], 0)
    shown = cells.figure(found.group(1))
    return any(abs(float(shown.value) - size / base**power) <= 10**-shown.decimals for base in (1000, 1024))


def check_polling(times: list[float], period: float, slack: float) -> None:
    """Check that requests come one a period; several at once when the page opens count as one.

    A busy machine delays one request and makes the next gap shorter: it is their mean that must fit.

    Args:
        times: when each request started, in seconds.
        period: what is promised, in seconds.
        slack: how far the mean gap may be off, in seconds; a single one twice as far.

    Raises:
        AssertionError: they come more or less often.
    """
    gaps = [round(later - earlier, 2) for earlier, later in pairwise(times)]
    while gaps and gaps[0] < 1:
        gaps.pop(0)
    mean = sum(gaps) / max(1, len(gaps))
    if not gaps or abs(mean - period) > slack or any(abs(gap - period) > 2 * slack for gap in gaps):
        raise AssertionError(f"Expected a request every {period} s, but the gaps are {gaps} s.")
