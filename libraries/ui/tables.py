"""Compares tables that a page shows with the data behind them.

A table comes as ``{"headers": [str], "rows": [[{"text", "classes", "color"}]]}`` from ``page.js``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ui import cells

ARROWS = re.compile(r"[⇅↑↓]")
WORD = re.compile(r"[\w-]+")
ASIDE = re.compile(r"\s*[(\[].*$")
"""A unit behind a column's name, or words for screen readers: 수익률 (%)."""
SIGNAL_COLUMNS = ("심볼", "타입", "시간", "진입가", "청산가", "수익률")
FIELDS = dict(
    zip(
        SIGNAL_COLUMNS,
        ("symbol", "type", "timestamp", "entry_price", "exit_price", "return_pct"),
        strict=True,
    )
)
TYPES = {"buy": "매수", "sell": "매도"}
COLOURS = {"positive": (40, 167, 69), "negative": (220, 53, 69)}
GREYS = 48
"""How far the parts of a grey may lie apart: a bluish grey is one, the promised green and red are none."""
Cell = dict[str, Any]
Row = dict[str, Cell]


def plain(header: str) -> str:
    """A column's name without its sorting arrow and its unit."""
    return ASIDE.sub("", ARROWS.sub("", header)).strip()


def rows(table: dict[str, Any], columns: tuple[str, ...]) -> list[Row]:
    """The rows of a table, each by the names of its columns.

    Columns that are worded otherwise are taken by their places: names are compared by `check_headers`.
    """
    names = [plain(header) for header in table["headers"]]
    if len(names) == len(columns) and set(names) != set(columns):
        names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in table["rows"]]


def names_in(text: str) -> list[str]:
    """The words of a cell: a symbol may have an icon, a badge or a name beside it, or stand in brackets."""
    return WORD.findall(text)


def check_headers(table: dict[str, Any], expected: list[str]) -> None:
    """Compare the columns' names and order, arrows and units aside; there may be others between them.

    Raises:
        AssertionError: one is missing, or stands at another place.
    """
    shown = [plain(header) for header in table["headers"]]
    if [name for name in shown if name in expected] != list(expected):
        raise AssertionError(f"Expected the columns {list(expected)}, but the table shows {shown}.")


def signals_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    """All signals of a result, with the symbol on each."""
    return [
        {**signal, "symbol": entry["symbol"]} for entry in result["symbols"] for signal in entry["signals"]
    ]


def match_signals(table: dict[str, Any], result: dict[str, Any]) -> list[tuple[Row, dict[str, Any]]]:
    """Pair each row with the signal that it shows, in the table's order.

    Raises:
        AssertionError: a row shows no signal of the result, or a signal is not shown.
    """
    left = signals_of(result)
    shown = rows(table, SIGNAL_COLUMNS)
    if len(shown) != len(left):
        raise AssertionError(f"Expected {len(left)} signals in the table, but it has {len(shown)} rows.")
    pairs = []
    for row in shown:
        fits = [signal for signal in left if _shows(row, signal)]
        if not fits:
            texts = [cell["text"] for cell in row.values()]
            raise AssertionError(f"The row {texts} shows no signal of the result.{_nearest(row, left)}")
        left.remove(fits[0])
        pairs.append((row, fits[0]))
    return pairs


def _shows(row: Row, signal: dict[str, Any]) -> bool:
    return (
        _same_place(row, signal)
        and not any(name in row["타입"]["text"] for kind, name in TYPES.items() if kind != signal["type"])
        and cells.figure(row["진입가"]["text"]).agrees(signal["entry_price"])
        and cells.figure(row["청산가"]["text"]).agrees(signal["exit_price"])
        and cells.figure(row["수익률"]["text"]).agrees(signal["return_pct"] * 100)
    )


def _same_place(row: Row, signal: dict[str, Any]) -> bool:
    return signal["symbol"] in names_in(row["심볼"]["text"]) and cells.shows_moment(
        row["시간"]["text"], signal["timestamp"]
    )


def _nearest(row: Row, signals: list[dict[str, Any]]) -> str:
    near = [signal for signal in signals if _same_place(row, signal)]
    return f" The signal of that symbol and time is {near[0]}." if near else ""


def check_order(table: dict[str, Any], result: dict[str, Any], column: str, direction: str) -> None:
    """Check that the rows are in the order of one column's data; rows with equal values may stand either way.

    Args:
        table: what the page shows.
        result: the result behind it.
        column: one of the six columns.
        direction: ``ascending`` or ``descending``.

    Raises:
        AssertionError: two neighbours stand the wrong way round.
    """
    keys = [_key(signal, column) for _, signal in match_signals(table, result)]
    if direction == "descending":
        keys.reverse()
    for here, there in pairwise(keys):
        if there < here:
            raise AssertionError(
                f"{column} is not {direction}: {here!r} stands before {there!r} (read ascending)."
            )


def _key(signal: dict[str, Any], column: str) -> Any:
    value = signal[FIELDS[column]]
    return cells.instant(value) if column == "시간" else value


def check_grouped(table: dict[str, Any], column: str) -> list[str]:
    """Check that equal texts of a column stand together; give them in the order shown.

    Raises:
        AssertionError: a text comes back after another one.
    """
    groups: list[str] = []
    for row in rows(table, SIGNAL_COLUMNS):
        text = row[column]["text"]
        if groups and groups[-1] == text:
            continue
        if text in groups:
            raise AssertionError(f"{column} is not sorted: {text!r} comes back after {groups[-1]!r}.")
        groups.append(text)
    return groups


def check_colours(table: dict[str, Any], result: dict[str, Any]) -> None:
    """Check class and computed colour of each return: green above 0, red below, grey at 0.

    Raises:
        AssertionError: a class or a colour is wrong.
    """
    for row, signal in match_signals(table, result):
        cell, value = row["수익률"], float(signal["return_pct"])
        kind = "positive" if value > 0 else "negative" if value < 0 else "neutral"
        if not {"return", kind} <= set(cell["classes"]):
            raise AssertionError(
                f"A return of {value} has the classes {cell['classes']}, not 'return {kind}'."
            )
        if not _right_colour(kind, cell["color"]):
            raise AssertionError(f"A {kind} return ({value}) is shown in {cell['color']}.")


def _right_colour(kind: str, color: str) -> bool:
    red, green, blue = (int(float(part)) for part in re.findall(r"[\d.]+", color)[:3])
    if kind in COLOURS:
        return (red, green, blue) == COLOURS[kind]
    return max(red, green, blue) - min(red, green, blue) <= GREYS


def check_types(table: dict[str, Any], result: dict[str, Any]) -> None:
    """Check class and text of each signal's type.

    Raises:
        AssertionError: one of them is wrong.
    """
    for row, signal in match_signals(table, result):
        if not {"type", signal["type"]} <= set(row["타입"]["classes"]):
            raise AssertionError(f"A {signal['type']} signal has the classes {row['타입']['classes']}.")
        if TYPES[signal["type"]] not in row["타입"]["text"]:
            raise AssertionError(f"A {signal['type']} signal is called {row['타입']['text']!r}.")
