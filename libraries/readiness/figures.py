"""Figures as people read them: a unit that fits, and no more digits than it takes to tell them apart.

The exact values stand in verdict.json.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.vocabulary import BREAKDOWN_PARTS, COMPARISONS

SIGNIFICANT = 3
_SCALES = {
    "s": ((1.0, "s"), (1e-3, "ms")),
    "B": ((float(1 << 30), "GiB"), (float(1 << 20), "MiB"), (1024.0, "KiB"), (1.0, "B")),
}
_LARGEST_LIMIT = 10_000
"""A limit in the unit of its figure has at most so many: 2,048 MiB, but not 2,147,483,648 B."""

_UNITS = (("byte", "B"), ("size", "B"), ("second", "s"), ("percent", "%"))
_COLUMNS = ("value", "limit", "p50", "p95", "p99", "max")


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which figures are told, and how many of the recorded unit it is."""

    factor: float
    unit: str

    def tell(self, value: float, limit: float | None = None) -> str:
        """A figure in this unit; never rounded to or over its limit.

        Args:
            value: in the recorded unit.
            limit: what it is compared with, in the recorded unit.
        """
        bound = None if limit is None else limit / self.factor
        return f"{digits(value / self.factor, bound)} {self.unit}".strip()


def scale_of(unit: str, value: float, limit: float | None = None) -> Scale:
    """The unit that fits a figure, and the limit in its row.

    Args:
        unit: as it was recorded: s, B, %, or what is counted.
        value: the figure.
        limit: what it is compared with.
    """
    scales = [Scale(*entry) for entry in _SCALES.get(unit, ((1.0, unit),))]
    fitting = [one for one in scales if abs(value) >= one.factor] or scales[-1:]
    wide = [one for one in scales if limit is None or abs(limit) / one.factor < _LARGEST_LIMIT] or scales[:1]
    return max(fitting[0], wide[-1], key=lambda one: one.factor)


def digits(number: float, limit: float | None = None) -> str:
    """A number with three significant digits, or as many more as keep it on its side of a limit.

    Args:
        number: whole numbers keep all their digits, and thousands are set apart.
        limit: what it is compared with.
    """
    if number == 0 or abs(number) >= 1e15:
        return f"{number:.{SIGNIFICANT}g}"
    places = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(number))))
    while _side(round(number, places), limit) != _side(number, limit) and places < 300:
        places += 1
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def _side(number: float, limit: float | None) -> int:
    return 0 if limit is None else (number > limit) - (number < limit)


def figure(value: Any, unit: str = "", limit: float | None = None) -> str:
    """A figure with the unit that fits it; a dash for none.

    Args:
        value: the figure.
        unit: as it was recorded.
        limit: what it is compared with; it is told in the same unit.
    """
    return "–" if value is None else scale_of(unit, value, limit).tell(value, limit)


def size(value: float) -> str:
    """Bytes in the unit that fits them."""
    return figure(value, "B")


def row(entry: Mapping[str, Any]) -> dict[str, str]:
    """The figures of a measure, all in one unit: value, limit, p50, p95, p99, max.

    Args:
        entry: the measure as it was recorded.

    Returns:
        A text each; a dash for what was not recorded, the limit with its comparison.
    """
    limit = entry.get("limit")
    scale = scale_of(entry["unit"], entry["value"], limit)
    told = {name: _tell(scale, entry.get(name), limit) for name in _COLUMNS}
    if limit is not None:
        told["limit"] = f"{entry.get('comparison') or COMPARISONS[0]} {scale.tell(limit)}"
    return told


def parts(breakdown: Mapping[str, float]) -> dict[str, str]:
    """The parts of a figure, all in the unit of the longest."""
    scale = scale_of("s", max(breakdown.values(), default=0.0))
    return {name: _tell(scale, breakdown.get(name), None) for name in BREAKDOWN_PARTS}


def _tell(scale: Scale, value: float | None, limit: float | None) -> str:
    return "–" if value is None else scale.tell(value, limit)


def as_text(value: Any, name: str = "") -> str:
    """Any JSON as one line; numbers by what they are called: bytes, seconds, per cent, or a count.

    Args:
        value: what a fact holds.
        name: what it is called, with the names around it.
    """
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(one, f'{name} {key}')}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(as_text(one, name) for one in value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "" if value is None else str(value)
    unit = _unit_of(name)
    if not unit and isinstance(value, int) and abs(value) < _LARGEST_LIMIT:
        return str(value)  # it may be a year
    return figure(value, unit)


def _unit_of(name: str) -> str:
    words = name.lower()
    if "phase" in words and words.split()[-1] in BREAKDOWN_PARTS:
        return "s"
    return next((unit for part, unit in _UNITS if part in words), "")
