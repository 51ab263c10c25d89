"""Reads a chart's drawing from outside and compares its shape with the data.

How a chart is drawn is a build's own business: a line or an area, straight or smoothed, with any axis.
What must hold: there is one place on the way for each point, and a higher value is never drawn lower.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from ui import cells

COMMAND = re.compile(r"([MLCHVSQTAZ])([^MLCHVSQTAZ]*)", re.IGNORECASE)
NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)
WIDTH = {"M": 2, "L": 2, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
PIXEL = 0.75
CLOSED = 3
"""A closed shape, such as an area, turns so often at most."""
Point = tuple[float, float]


def vertices(drawing: str) -> list[Point]:
    """The end points of the segments of an SVG path's ``d`` (absolute commands, as d3 writes them)."""
    points: list[Point] = []
    for command, text in COMMAND.findall(drawing):
        numbers = [float(number) for number in NUMBER.findall(text)]
        if command == "H":
            points += [(x, points[-1][1]) for x in numbers]
        elif command == "V":
            points += [(points[-1][0], y) for y in numbers]
        elif command in WIDTH:
            step = WIDTH[command]
            points += [(numbers[i - 2], numbers[i - 1]) for i in range(step, len(numbers) + 1, step)]
    return points


def heights(points: list[Point]) -> list[list[float]]:
    """Heights along the way, one a place: the first there (an area's upper edge) and the last (a step's)."""
    first: dict[float, float] = {}
    last: dict[float, float] = {}
    for x, y in points:
        first.setdefault(round(x, 2), y)
        last[round(x, 2)] = y
    return [[first[x] for x in sorted(first)], [last[x] for x in sorted(last)]]


def follows(drawn: list[float], values: list[float], downwards: bool = False) -> bool:
    """Say whether heights (in pixels from the top) follow values: never lower where the value is higher.

    Args:
        drawn: heights, one a place.
        values: the data, one a place.
        downwards: a higher value is drawn lower.
    """
    if len(drawn) != len(values) or not values:
        return False
    sign = 1 if downwards else -1
    order = sorted(range(len(values)), key=lambda i: values[i])
    ascending = [sign * drawn[i] for i in order]
    spread, height = values[order[-1]] - values[order[0]], max(drawn) - min(drawn)
    if spread == 0:
        return height <= PIXEL
    slack = PIXEL + 0.005 * height
    highest = ascending[0]
    for here in ascending[1:]:
        if here < highest - slack:
            return False
        highest = max(highest, here)
    return height > 2


def check_curve(chart: dict[str, Any], values: list[float], start: float, either_way: bool = False) -> None:
    """Check that a chart draws these values, one place each, with or without a place for the start.

    Args:
        chart: ``{"title", "paths", "dots"}`` from ``page.js``: those that do not leave the chart.
        values: the data, in order of time.
        start: the value before the first point (1.0 for the equity).
        either_way: a fall may be drawn as a depth, upwards.

    Raises:
        AssertionError: no line of the chart does.
    """
    candidates = [series for path in chart["paths"] for series in heights(vertices(path))]
    candidates += heights([(float(x), float(y)) for x, y in chart["dots"]])
    expected = [values, [start, *values]]
    directions = (False, True) if either_way else (False,)
    if any(follows(drawn, data, way) for drawn in candidates for data in expected for way in directions):
        return
    lengths = sorted({len(series) for series in candidates if len(series) > 1})
    raise AssertionError(
        f"{chart['title']}: no line follows the {len(values)} values of the result; "
        f"the lines that stay inside have {lengths} points. "
        f"The result's first and last values are {values[:3]} and {values[-3:]}."
    )


def check_any(charts: list[dict[str, Any]], check: Callable[..., None], *data: Any) -> None:
    """Check that one of several charts is right: a small one may stand beside the one that is meant.

    Args:
        charts: all under one heading.
        check: one of the checks of this module.
        data: what it is given besides the chart.

    Raises:
        AssertionError: none of them is; the message is that of the last.
    """
    for chart in charts[:-1]:
        try:
            return check(chart, *data)
        except AssertionError:
            continue
    return check(charts[-1], *data)


def check_lines(chart: dict[str, Any], count: int) -> None:
    """Check that a chart has a line or bar for each of ``count`` symbols, and that time runs one way.

    Raises:
        AssertionError: there are fewer, all are the same, or one runs back and forth.
    """
    lines = [path for path in chart["paths"] if len(vertices(path)) > 1]
    if max(len(lines), len(chart["bars"])) < count:
        raise AssertionError(f"{chart['title']}: {len(lines)} lines for {count} symbols.")
    if len(lines) >= count > len(set(lines)):
        raise AssertionError(f"{chart['title']}: of {len(lines)} lines {len(set(lines))} differ.")
    most = max((turns(vertices(path)) for path in lines), default=0)
    if most > CLOSED:
        raise AssertionError(f"{chart['title']}: a line runs back and forth in time, {most} times.")


def check_one_way(chart: dict[str, Any]) -> None:
    """Check that time runs one way along each line that crosses at least half of the chart.

    The outline of an area goes there and back; marks, such as dots, cross less.

    Raises:
        AssertionError: one runs back and forth.
    """
    for path in chart["paths"]:
        points = vertices(path)
        places = [x for x, _ in points]
        allowed = CLOSED if "z" in path.lower() else 1
        if places and max(places) - min(places) >= chart["width"] / 2 and (most := turns(points)) > allowed:
            raise AssertionError(f"{chart['title']}: a line runs back and forth in time, {most} times.")


def check_percent_axis(chart: dict[str, Any], most: float) -> None:
    """Check that labels in percent reach a value roughly: an axis may be short, but not a hundredfold.

    Raises:
        AssertionError: there are labels in percent, and none is a quarter of ``most`` (in percent).
    """
    labels = [label for label in chart["labels"] if "%" in label and cells.NUMBER.search(label)]
    if labels and max(abs(float(cells.figure(label).value)) for label in labels) < most / 4:
        raise AssertionError(f"{chart['title']}: the axis says {labels}, but the largest fall is {most} %.")


def turns(points: list[Point]) -> int:
    """How often a way turns from right to left or back."""
    steps = [after - before for (before, _), (after, _) in pairwise(points) if abs(after - before) > PIXEL]
    return sum((before > 0) != (after > 0) for before, after in pairwise(steps))


def check_distribution(chart: dict[str, Any], returns: list[float]) -> None:
    """Check that bars stand for these returns: whole counts that add up to all of them, or one bar a return.

    Raises:
        AssertionError: they do neither.
    """
    bars = [height for height in map(float, chart["bars"]) if height > 0.1]
    if len(bars) > 1 and max(bars) - min(bars) <= PIXEL:  # all as high as each other: they lie
        bars = [length for length in map(float, chart["lengths"]) if length > 0.1]
    if not bars:
        raise AssertionError(f"{chart['title']}: there are no bars for {len(returns)} returns.")
    unit = sum(bars) / len(returns)
    slack = max(0.1, PIXEL / unit)
    if slack < 0.5 and all(abs(bar / unit - round(bar / unit)) <= slack for bar in bars):
        return
    depths = [abs(value) for value in returns]
    if any(follows(bars, order, downwards=True) for order in (depths, sorted(depths))):
        return
    raise AssertionError(
        f"{chart['title']}: the {len(bars)} bars are no whole counts that add up to {len(returns)} returns: "
        f"{[round(bar / unit, 2) for bar in bars]}."
    )
