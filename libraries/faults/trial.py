"""Run the suites against a broken copy of the app and see who noticed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults.catalogue import SEVERITIES, Fault

UNTRIED = ("Parent suite setup failed", "Setup failed")
LEFT_OUT = shutil.ignore_patterns("node_modules", "dist", "__pycache__", ".coverage*", ".pytest_cache")


@dataclass(frozen=True)
class Outcome:
    """What one named test did with the fault.

    Attributes:
        test: the test's name.
        severity: of the finding that it gave, None when it gave none.
        message: the finding's message, or why there is none.
        caught: whether it failed with the demanded severity or a worse one.
    """

    test: str
    severity: str | None
    message: str
    caught: bool


@contextmanager
def changed_app(app: Path, change: Callable[[Path], None]) -> Iterator[Path]:
    """Give a copy of the app with a change in it; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="coin-fault-") as folder:
        copy = Path(folder) / "app"
        shutil.copytree(app, copy, ignore=LEFT_OUT)
        change(copy)
        yield copy


def run(fault: Fault, root: Path, output: Path) -> list[Outcome]:
    """Run the tests that a fault names against the broken app.

    Args:
        fault: what to break.
        root: the project's folder.
        output: where the run's results go; emptied first.

    Returns:
        One outcome for each named test.
    """
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    with changed_app(root / "app", fault.apply) as copy:
        environment = dict(os.environ, APP_DIR=str(copy), REPORT_DIR=str(output / "reports"))
        selection = [argument for test in fault.tests for argument in ("--test", test)]
        command = [sys.executable, "-m", "robot", "--outputdir", str(output), "--console", "none", *selection]
        with (output / "robot.log").open("w") as log:
            subprocess.run(
                [*command, "suites"], cwd=root, env=environment, stdout=log, stderr=log, check=False
            )
    return judge(fault, output / "verdict.json")


def judge(fault: Fault, verdict_file: Path) -> list[Outcome]:
    """Look up each named test among the findings of a run."""
    if not verdict_file.is_file():
        return [Outcome(test, None, "the run wrote no verdict.json", False) for test in fault.tests]
    findings: list[dict[str, Any]] = json.loads(verdict_file.read_text(encoding="utf-8"))["findings"]
    return [_outcome(fault, test, findings) for test in fault.tests]


def _outcome(fault: Fault, test: str, findings: list[dict[str, Any]]) -> Outcome:
    mine = [one for one in findings if any(name.split(".")[-1] == test for name in one["tests"])]
    if not mine:
        return Outcome(test, None, "passed, or did not run", False)
    worst = min(mine, key=lambda one: SEVERITIES.index(one["severity"]))
    # A test whose suite could not even be set up has not looked at the fault.
    looked = not worst["message"].startswith(UNTRIED)
    caught = looked and SEVERITIES.index(worst["severity"]) <= SEVERITIES.index(fault.severity)
    return Outcome(test, worst["severity"], worst["message"], caught)
