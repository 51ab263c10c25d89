"""Sound variants of the app: what another team might have built, and the contract allows.

A fault shows that a test can fail; a variant shows that it does not fail where it has no reason to.
Each ``*.toml`` file of the catalogue is one set, and all its changes go into one copy of the app::

    [[variant]]
    id = "offset-instead-of-z"
    reason = "1. timestamps are ISO 8601: +00:00 says UTC as Z does"
    file = "backend/coin/backtest.py"
    text = "..."         # occurs exactly once in the file, as it is after the variants before
    replacement = "..."
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.catalogue import CatalogueError, check_fields, entries, replace_once
from faults.trial import changed_app

FIELDS = {"id", "reason", "file", "text", "replacement"}
OWN_TESTS = "dod:app-testsORdod:app-coverage"
"""The app's own tests know the app as it is, and are no part of the contract."""


@dataclass(frozen=True)
class Variant:
    """One change that keeps the contract.

    Attributes:
        id: unique in its set.
        reason: the line of the contract that allows it.
        file: path below the app's folder.
        text: what is replaced.
        replacement: what stands there instead.
    """

    id: str
    reason: str
    file: str
    text: str
    replacement: str


def load(folder: Path) -> dict[str, list[Variant]]:
    """Read every set of variants, by the name of its file.

    Raises:
        CatalogueError: an entry is incomplete or has an unknown key, or an id stands twice in its set.
    """
    sets = {}
    for path in sorted(folder.glob("*.toml")):
        found = entries(path, "variant")
        for entry in found:
            check_fields(path, entry, FIELDS)
        ids = [entry["id"] for entry in found]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise CatalogueError(f"{path}: the id {', '.join(sorted(twice))} is taken; choose another")
        sets[path.stem] = [Variant(**entry) for entry in found]
    return sets


def apply(variants: Sequence[Variant], app: Path) -> None:
    """Put all variants of a set into the copy of the app below ``app``.

    Raises:
        CatalogueError: a text does not occur exactly once.
    """
    for variant in variants:
        replace_once(variant.id, app / variant.file, variant.text, variant.replacement)


def run(variants: Sequence[Variant], root: Path, output: Path, options: Sequence[str]) -> list[str]:
    """Run the campaign, or the part of it that options of Robot Framework choose, on the changed app.

    Args:
        variants: all of a set.
        root: the project's folder.
        output: where the run's results go; emptied first.
        options: such as ``--suite "Suites.Ui.Charts"``.

    Returns:
        One line for each test that failed, or was not run to its end; none is what should be.
    """
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    with changed_app(root / "app", lambda copy: apply(variants, copy)) as copy:
        environment = dict(os.environ, APP_DIR=str(copy), REPORT_DIR=str(output / "reports"))
        command = [sys.executable, "-m", "readiness", "run", "--output", str(output)]
        with (output / "campaign.log").open("w") as log:
            subprocess.run(
                [*command, "--exclude", OWN_TESTS, *options],
                cwd=root, env=environment, stdout=log, stderr=log, check=False,
            )  # fmt: skip
    return failures(output)


def failures(output: Path) -> list[str]:
    """Read from a run's verdict which tests should not have failed."""
    file = output / "verdict.json"
    if not file.is_file():
        return [f"the run wrote no verdict.json; see {output / 'campaign.log'}"]
    verdict = json.loads(file.read_text(encoding="utf-8"))
    if not verdict["tests"]["executed"]:
        return ["no test ran"]
    found = [
        f"{', '.join(finding['tests']) or '-'} [{finding['severity']}]: {finding['message'].splitlines()[0]}"
        for finding in verdict["findings"]
    ]
    counted = verdict["tests"]["failed"]
    return found if found or not counted else [f"{counted} tests failed"]
