"""The listener adds at most 3 % to the time of a campaign: plan, judgement, reports and charts included."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.bench.commands import Cost, cost_of
from tests.bench.figures import Figures, others_watched

SUITES, EACH, ROUNDS = 30, 10, 5
TESTS = SUITES * EACH
SECONDS_A_TEST = 0.5
"""A campaign of 290 tests took over five minutes on two cores, 1 s a test; half of that is taken here."""
SUITE = """*** Settings ***
Library      readiness.recorder.EvidenceLibrary
Test Tags    task:2    severity:high    dod:response-sla

*** Test Cases ***
"""
CASE = """Case {number} of {suite}
    Record Measurement    run-{number}    0.2    s    limit=1    n=59    sla=response_time
    Should Be Equal    stored    stored

"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of 300 tests, each of which measures something, and the same without the listener."""
    place = tmp_path / "project"
    shutil.copytree(Path(__file__).parents[1] / "readiness" / "project", place)
    for suite in range(SUITES):
        cases = "".join(CASE.format(number=number, suite=suite) for number in range(EACH))
        (place / "suites" / f"more_{suite}.robot").write_text(SUITE + cases, encoding="utf-8")
    shutil.copytree(place, tmp_path / "bare")
    (tmp_path / "bare" / "suites" / "__init__.robot").unlink()
    return place


def test_listener_beside_the_same_tests_without_it(project: Path, figures: Figures) -> None:
    """Both in turn: the least CPU counts, since nothing but noise can be in the rest, and the median time."""
    with others_watched() as others:
        rounds = [(_robot(project), _robot(project.with_name("bare"))) for _ in range(ROUNDS)]
    with_it, without = zip(*rounds, strict=True)
    cpu = [min(cost.cpu for cost in costs) for costs in (with_it, without)]
    wall = [median(cost.wall for cost in costs) for costs in (with_it, without)]
    campaign = f"of {TESTS} tests of {SECONDS_A_TEST} s"
    figures.at_most("listener / campaign, CPU", _share(cpu), 3, "%", f"{_told(cpu)}, {campaign}")
    beside = f"{_told(wall)}, medians of {ROUNDS}, {campaign}"
    figures.when_idle("listener / campaign, time", _share(wall), 3, "%", others.share, beside)


def _share(seconds: list[float]) -> float:
    """What the listener added, in per cent of a campaign."""
    with_it, without = seconds
    return 100 * (with_it - without) / (TESTS * SECONDS_A_TEST)


def _told(seconds: list[float]) -> str:
    return f"{seconds[0]:.2f} s with it, {seconds[1]:.2f} s without"


def _robot(project: Path) -> Cost:
    command = (sys.executable, "-m", "robot", "--outputdir", "results", "suites")
    return cost_of(*command, project=project)
