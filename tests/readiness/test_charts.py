"""Charts are drawn from the measures of the report, and only from those."""

import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from readiness import evidence
from readiness.charts import FILES, ChartError, draw_charts, remove_charts
from readiness.severity import Judged


def judged(
    name: str, value: float, outcome: str = "demonstrated", **more: Any
) -> tuple[evidence.TestRecord, Judged]:
    entry = {"value": value, "unit": "s", "limit": 1.0, "comparison": "<", **more}
    return evidence.TestRecord("Suites.Fast", "Fast", "Suites"), Judged(name, entry, outcome)


def texts(path: Path) -> str:
    """The words of a chart: matplotlib notes each beside its outlines."""
    assert ET.parse(path).getroot().tag.endswith("svg")
    return path.read_text(encoding="utf-8")


def test_figure_stands_against_its_limit(tmp_path: Path) -> None:
    drawn = draw_charts([judged("month", 0.0147), judged("year", 2.5, "violated")], tmp_path, str)
    assert [chart.path for chart in drawn] == ["charts/response-time.svg"]
    words = texts(tmp_path / drawn[0].path)
    for word in ("month", " 0.0147 s", "year", " 2.5 s FAIL", "limit 1 s"):
        assert f"<!-- {word} -->" in words


def test_parts_and_memory_have_their_own(tmp_path: Path) -> None:
    parts = {"load": 0.1, "compute": 0.3}
    memory = judged("backend", 201302016, unit="B", limit=2**31)
    drawn = draw_charts([judged("run", 0.4, breakdown=parts), memory], tmp_path, str)
    assert tuple(chart.path for chart in drawn) == FILES
    assert "192 MiB" in texts(tmp_path / FILES[1])
    assert "<!-- compute -->" in texts(tmp_path / FILES[2])


def test_nothing_measured_is_nothing_drawn(tmp_path: Path) -> None:
    assert draw_charts([judged("seen", 0.2, "indicative", limit=None)], tmp_path, str) == []
    assert list(tmp_path.iterdir()) == []


def test_same_figures_give_the_same_file(tmp_path: Path) -> None:
    measures = [judged("month", 0.0147), judged("year", 0.2)]
    for folder in ("one", "other"):
        draw_charts(measures, tmp_path / folder, str)
    assert (tmp_path / "one" / FILES[0]).read_bytes() == (tmp_path / "other" / FILES[0]).read_bytes()


def test_largest_figures_are_shown_in_the_order_of_the_report(tmp_path: Path) -> None:
    drawn = draw_charts([judged(f"run {number}", 0.5 - number / 1000) for number in range(50)], tmp_path, str)
    assert [chart.title for chart in drawn] == ["Time against its limit (40 / 50)"]
    words = texts(tmp_path / FILES[0])
    assert words.index("<!-- run 0 -->") < words.index("<!-- run 39 -->")
    assert "<!-- run 40 -->" not in words


def test_chart_of_an_earlier_campaign_goes(tmp_path: Path) -> None:
    draw_charts([judged("month", 0.0147)], tmp_path, str)
    remove_charts(tmp_path)
    assert not (tmp_path / FILES[0]).exists()


def test_without_the_library_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ChartError, match="matplotlib"):
        draw_charts([judged("month", 0.0147)], tmp_path, str)
