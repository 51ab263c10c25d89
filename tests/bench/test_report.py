"""`readiness report` streams: little more than parsing, in little memory, however large output.xml is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bench.commands import Cost, bare_parse, rebot, report
from tests.bench.figures import Figures
from tests.bench.large_output import write_output

TESTS = 20_000
FEW = 20
MB = 1_000_000
ROUNDS = 3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with suites, policy and templates."""
    place = tmp_path / "project"
    shutil.copytree(Path(__file__).parents[1] / "readiness" / "project", place)
    return place


def test_report_of_20000_tests(project: Path, tmp_path: Path, figures: Figures) -> None:
    """What reading 20 keywords a test costs, beside a bare parse of the same file.

    What judging and writing cost is seen in a report of the same tests without their keywords. Each is done
    three times, in turn; the least CPU counts, since nothing but noise can be in the rest.
    """
    path = write_output(tmp_path / "whole", project / "suites", TESTS)
    bare = write_output(tmp_path / "bare", project / "suites", TESTS, keywords=0)
    size = path.stat().st_size / MB
    assert 155 < size < 170
    whole, peak = _compared(path, bare, project, figures, "report")
    robot = rebot(path, project)
    figures.told("rebot / report, CPU", f"{robot.cpu / whole.cpu:.3g} x", f"rebot {robot.cpu:.1f} s")
    figures.told("rebot / report, peak", f"{robot.peak / peak:.3g} x", f"rebot {robot.peak:.0f} MiB")


def test_report_where_each_test_measured(project: Path, tmp_path: Path, figures: Figures) -> None:
    """As much memory and no more CPU than that when every test carries measures, no two of them the same."""
    path = write_output(tmp_path / "whole", project / "suites", TESTS, measured=1)
    bare = write_output(tmp_path / "bare", project / "suites", TESTS, keywords=0, measured=1)
    _compared(path, bare, project, figures, "with measures")


def _compared(path: Path, bare: Path, project: Path, figures: Figures, what: str) -> tuple[Cost, float]:
    """Note what a report costs beside a bare parse and the report without keywords; its cost and its peak."""
    rounds = [
        (bare_parse(path, project), report(path, project), report(bare, project)) for _ in range(ROUNDS)
    ]
    parsed, whole, written = (min(costs, key=lambda cost: cost.cpu) for costs in zip(*rounds, strict=True))
    assert whole.code == written.code, "both campaigns are judged alike"
    named = f"{what}, {path.stat().st_size / MB:.0f} MB"
    allowed = 3.5 * parsed.cpu + written.cpu
    beside = f"{whole.cpu:.2f} s; 3.5 x bare parse {parsed.cpu:.2f} s + writing {written.cpu:.2f} s"
    figures.at_most(f"{named}: CPU / allowed", whole.cpu / allowed, 1, "x", beside)
    reading = (whole.cpu - written.cpu) / parsed.cpu
    figures.told(f"{named}: reading the keywords / bare parse", f"{reading:.3g} x")
    peak = max(costs[1].peak for costs in rounds)
    figures.at_most(f"{named}: peak", peak, 64, "MiB", f"bare parse {parsed.peak:.0f} MiB")
    return whole, peak


def test_report_is_linear(project: Path, tmp_path: Path, figures: Figures) -> None:
    """Four times the tests take four times the CPU, a report of hardly any aside."""
    few = report(write_output(tmp_path / "few", project / "suites", FEW), project)
    once = report(write_output(tmp_path / "once", project / "suites", TESTS), project)
    path = write_output(tmp_path / "four", project / "suites", 4 * TESTS)
    four = report(path, project)
    ratio = (four.cpu - few.cpu) / (once.cpu - few.cpu)
    beside = f"{four.cpu:.2f} s, {once.cpu:.2f} s, {few.cpu:.2f} s; {path.stat().st_size / MB:.0f} MB"
    figures.at_most("report of 4x the size / 1x, CPU", ratio, 4.6, "x", beside)
    figures.told("report of 4x the size, peak", f"{four.peak:.0f} MiB", f"{once.peak:.0f} MiB at 1x")
