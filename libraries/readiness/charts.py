"""Charts of the performance report, drawn from nothing but the measures that it lists."""

import heapq
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.evidence import TestRecord
from readiness.figures import Scale, digits, scale_of
from readiness.severity import Judged
from readiness.vocabulary import BREAKDOWN_PARTS

FOLDER = "charts"
FILES = tuple(f"{FOLDER}/{name}.svg" for name in ("response-time", "memory", "parts"))
_MOST = 40
_GOOD, _BAD, _LIMIT = "#2e7d32", "#c62828", "#37474f"
_PARTS = dict(zip(BREAKDOWN_PARTS, ("#1565c0", "#ef6c00", "#6a1b9a", "#00838f"), strict=True))
_KOREAN = (
    "NanumGothic",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumBarunGothic",
    "Malgun Gothic",
    "AppleGothic",
)

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    Args:
        path: relative to the reports.
        title: in the reports' language.
    """

    path: str
    title: str


class ChartError(Exception):
    """Charts cannot be drawn here; the message says why."""


def draw_charts(measures: Iterable[tuple[TestRecord, Judged]], reports: Path, text: Gettext) -> list[Chart]:
    """Draw figure against limit of times and of memory, and what the times are made of.

    Args:
        measures: of the performance task, each with its test, in the order of the report;
            gone through once for each chart.
        reports: the folder of the reports.
        text: translates.

    Returns:
        Those that there is something to show in.

    Raises:
        ChartError: when the library that draws is not installed.
    """
    wanted: tuple[tuple[str, str, Callable[[Judged], bool], Callable[..., None]], ...] = (
        (FILES[0], text("Time against its limit"), lambda one: _limited(one, "s"), _against_limit),
        (FILES[1], text("Memory against its limit"), lambda one: _limited(one, "B"), _against_limit),
        (FILES[2], text("Where the time goes"), lambda one: bool(one.entry.get("breakdown")), _of_parts),
    )
    charts = []
    for path, title, fits, fill in wanted:
        shown, number = _largest(measure for _, measure in measures if fits(measure))
        if shown:
            if number > _MOST:
                title = f"{title} ({_MOST} / {number})"
            _draw(reports / path, title, shown, fill, text)
            charts.append(Chart(path, title))
    return charts


def _largest(measures: Iterable[Judged]) -> tuple[list[Judged], int]:
    """Those with the largest values, in their order, and how many there are in all."""
    number = itertools.count()
    placed = heapq.nlargest(_MOST, ((_value(one), next(number), one) for one in measures))
    return [one for _, _, one in sorted(placed, key=lambda entry: entry[1])], next(number)


def remove_charts(reports: Path) -> None:
    """Remove what an earlier campaign drew."""
    for name in FILES:
        (reports / name).unlink(missing_ok=True)


def _limited(measure: Judged, unit: str) -> bool:
    return measure.entry["unit"] == unit and measure.entry.get("limit") is not None


def _value(measure: Judged) -> float:
    return float(measure.entry["value"])


def _draw(path: Path, title: str, shown: Sequence[Judged], fill: Callable[..., None], text: Gettext) -> None:
    try:
        import matplotlib
        from matplotlib import figure
    except ImportError as error:
        raise ChartError(str(error)) from None
    look: Any = {
        "font.family": _fonts(),
        "svg.fonttype": "path",
        "svg.hashsalt": path.name,
        "axes.unicode_minus": False,
    }
    with matplotlib.rc_context(look):
        picture = figure.Figure(figsize=(9, 1.4 + 0.28 * len(shown)), layout="constrained")
        axes = picture.subplots()
        axes.set_title(title)
        axes.set_yticks(range(len(shown)), [measure.name for measure in shown])
        axes.invert_yaxis()
        axes.spines[["top", "right"]].set_visible(False)
        fill(axes, shown, text)
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.savefig(path, metadata={"Date": None})


def _fonts() -> list[str]:
    """Latin letters by matplotlib's own font, Korean ones by what is installed: all become outlines."""
    from matplotlib.font_manager import fontManager

    there = set(fontManager.get_font_names())
    return ["DejaVu Sans", *(name for name in _KOREAN if name in there)]


def _against_limit(axes: Any, shown: Sequence[Judged], text: Gettext) -> None:
    limit = min(float(measure.entry["limit"]) for measure in shown)
    scale = scale_of(shown[0].entry["unit"], max(map(_value, shown)), limit)
    values = [_value(measure) / scale.factor for measure in shown]
    colours = [_BAD if measure.failed else _GOOD for measure in shown]
    axes.barh(range(len(shown)), values, color=colours, hatch=["//" if one.failed else "" for one in shown])
    for place, measure in enumerate(shown):
        axes.text(values[place], place, f" {_label(measure, scale)}", va="center", fontsize="small")
    for bound in {float(measure.entry["limit"]) / scale.factor for measure in shown}:
        axes.axvline(
            bound, color=_LIMIT, linestyle="--", label=f"{text('limit')} {digits(bound)} {scale.unit}"
        )
    smallest = min((value for value in values if value > 0), default=0.0)
    if smallest and limit / scale.factor > 10 * smallest:
        axes.set_xscale("log")
        axes.set_xlim(left=smallest / 2, right=max(limit / scale.factor, *values) * 3)
        axes.xaxis.set_major_formatter("{x:,g}")
        axes.set_xlabel(text("{unit}, logarithmic").format(unit=scale.unit))
    else:
        axes.set_xlabel(scale.unit)
    axes.legend(loc="lower right", fontsize="small")


def _label(measure: Judged, scale: Scale) -> str:
    told = scale.tell(_value(measure), float(measure.entry["limit"]))
    return f"{told} FAIL" if measure.failed else told


def _of_parts(axes: Any, shown: Sequence[Judged], text: Gettext) -> None:
    longest = max(sum(measure.entry["breakdown"].values()) for measure in shown)
    scale = scale_of("s", longest)
    left = [0.0] * len(shown)
    for part, colour in _PARTS.items():
        widths = [float(measure.entry["breakdown"].get(part) or 0) / scale.factor for measure in shown]
        axes.barh(range(len(shown)), widths, left=left, color=colour, label=text(part))
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_xlabel(scale.unit)
    axes.legend(loc="lower right", fontsize="small")
