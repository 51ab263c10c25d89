"""The listener adds at most 3 % to the time of a campaign: plan, judgement, reports and charts included."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.bench.commands import cost_of
from tests.bench.figures import Figures

SUITES, EACH, ROUNDS = 30, 10, 3
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
    """Both in turn; the least CPU of each counts, since nothing but noise can be in the rest."""
    rounds = [(_robot(project), _robot(project.with_name("bare"))) for _ in range(ROUNDS)]
    with_it, without = (min(costs) for costs in zip(*rounds, strict=True))
    tests = SUITES * EACH
    added = with_it - without
    beside = f"{with_it:.2f} s with it, {without:.2f} s without, {tests} tests"
    figures.told("listener, CPU a test", f"{1000 * added / tests:.2g} ms", beside)
    share = added / (tests * SECONDS_A_TEST)
    figures.at_most("listener / campaign", 100 * share, 3, "%", f"of {SECONDS_A_TEST} s a test")


def _robot(project: Path) -> float:
    command = (sys.executable, "-m", "robot", "--outputdir", "results", "suites")
    return cost_of(*command, project=project).cpu
