"""Runs are found by their owner; what killed ones left is named and removed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stack import claim, runs
from stack.claim import Claim
from stack.errors import BusyError
from stack.processes import MARKER, ProcessId
from stack.runs import Run


def test_a_run_in_use_is_no_leftover(run: Run) -> None:
    assert runs.leftovers() == []


def test_a_run_whose_owner_is_gone_is_one(runs_folder: Path, gone: ProcessId) -> None:
    (runs_folder / f"run-{gone}").mkdir()
    assert runs.leftovers() == [Run(gone)]


def test_leftovers_are_ended_named_and_removed(runs_folder: Path, gone: ProcessId) -> None:
    dead = Run(gone)
    dead.folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", "print(flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, MARKER: f"{dead.marker}1:"},
    )
    process.stdout.readline()
    (told,) = runs.clean_leftovers()
    process.communicate()
    assert process.returncode == -9
    assert f"processes ended: {process.pid}" in told
    assert list(runs_folder.iterdir()) == []


def test_strange_folders_are_left_alone(runs_folder: Path) -> None:
    (runs_folder / "run-of-the-mill").mkdir()
    assert runs.clean_leftovers() == []


def test_files_are_for_this_user_alone(run: Run) -> None:
    run.write("app-shared", {"password": "x"})
    assert (run.folder / "app-shared.json").stat().st_mode & 0o077 == 0
    assert run.read("app-shared") == {"password": "x"}
    assert run.read("nothing") is None


def test_a_results_folder_has_one_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "ENDING", 0)
    first, second = Claim(), Claim()
    first.take(tmp_path, ProcessId(4711, 1))
    with pytest.raises(BusyError, match="another campaign \\(process 4711\\) writes into"):
        second.take(tmp_path, ProcessId(4712, 1))
    first.release()
    second.take(tmp_path, ProcessId(4712, 1))
    second.release()
    assert [path.name for path in tmp_path.iterdir()] == [claim.NAME]
