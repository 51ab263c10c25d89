"""Compares the two downloads of the viewer with the result that the API gives."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

from ui.cells import instant
from ui.tables import signals_of

COLUMNS = ("symbol", "type", "timestamp", "entry_price", "exit_price", "return_pct")
PRECISION = 1e-9
"""Relative: a figure may be written with another number of digits, but not rounded for the eye."""


def check_json(path: Path, result: dict[str, Any]) -> None:
    """Compare a downloaded JSON file with a result, value by value.

    Raises:
        AssertionError: it is no JSON, or a value differs.
    """
    try:
        saved = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as cause:
        raise AssertionError(f"The downloaded file is no JSON: {cause}.") from cause
    difference = _difference(saved, result, "$")
    if difference:
        raise AssertionError(f"The downloaded JSON differs from the API's result {difference}.")


def _difference(saved: Any, expected: Any, where: str) -> str:
    """Name the first place where two JSON values differ; empty when they are the same."""
    if isinstance(saved, dict) and isinstance(expected, dict):
        if saved.keys() != expected.keys():
            return f"at {where}: the fields are {sorted(saved)}, not {sorted(expected)}"
        pairs = [(saved[key], expected[key], f"{where}.{key}") for key in expected]
    elif isinstance(saved, list) and isinstance(expected, list):
        if len(saved) != len(expected):
            return f"at {where}: {len(saved)} items, not {len(expected)}"
        pairs = [
            (one, other, f"{where}[{i}]") for i, (one, other) in enumerate(zip(saved, expected, strict=True))
        ]
    else:
        return "" if saved == expected else f"at {where}: {saved!r}, not {expected!r}"
    return next((found for found in (_difference(*pair) for pair in pairs) if found), "")


def check_csv(path: Path, result: dict[str, Any]) -> None:
    """Compare a downloaded CSV file with all signals of a result, in any order, with or without a header.

    Raises:
        AssertionError: a line is missing, too much, or a value differs.
    """
    lines = _lines(path)
    left = signals_of(result)
    if len(lines) != len(left):
        raise AssertionError(
            f"Expected {len(left)} lines, one a signal of all symbols, but the CSV has {len(lines)}."
        )
    for line in lines:
        fits = [signal for signal in left if _same(line, signal)]
        if not fits:
            near = [s for s in left if s["symbol"] == line.get("symbol")][:1]
            raise AssertionError(
                f"The CSV line {line} is no signal of the result (the next one of its symbol: {near})."
            )
        left.remove(fits[0])


def _lines(path: Path) -> list[dict[str, str]]:
    rows = [row for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))) if row]
    names: list[str] = list(COLUMNS)
    if rows and not any(_is_number(cell) for cell in rows[0]):  # a header, whatever its words
        header = [cell.strip().lower() for cell in rows.pop(0)]
        names = header if set(COLUMNS) <= set(header) else names
    return [dict(zip(names, row, strict=False)) for row in rows]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _same(line: dict[str, str], signal: dict[str, Any]) -> bool:
    try:
        return (
            line["symbol"] == signal["symbol"]
            and line["type"] == signal["type"]
            and instant(line["timestamp"]) == instant(signal["timestamp"])
            and all(_close(line[name], signal[name]) for name in COLUMNS[3:])
        )
    except (KeyError, ValueError):
        return False


def _close(text: str, value: float) -> bool:
    return math.isclose(float(text), value, rel_tol=PRECISION, abs_tol=PRECISION * 1e-3)
