"""Every door writes the same, and none lets a stale verdict live."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from readiness.running import target_of

pytestmark = pytest.mark.timeout(400)
"""Whole campaigns run here, on a machine that may be busy: the limit ends what hangs, it measures nothing."""

Command = Callable[..., "subprocess.CompletedProcess[str]"]
PATIENCE = 120.0
BAD = ("--variable", "RESULT:lost", "--variable", "SEEN:high")


def document(project: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((project / "results" / "verdict.json").read_text(encoding="utf-8"))
    return loaded


def reports(project: Path) -> list[Path]:
    return sorted((project / "docs/coin/mvp").glob("*.md"))


@pytest.mark.parametrize("options", [(), BAD], ids=["good", "bad"])
def test_every_door_gives_the_same(project: Path, command: Command, options: tuple[str, ...]) -> None:
    outcomes = []
    for runner in (
        ("robot", "--outputdir", "results", *options, "suites"),
        (
            "pabot",
            "--pabotlibport",
            "0",
            "--testlevelsplit",
            "--argumentfile",
            "resources/pabot.args",
            *options,
            "suites",
        ),
        ("readiness", "run", *options),
    ):
        command(*runner)
        written = document(project)
        assert len(reports(project)) == 6
        said = command("readiness", "report", "results/output.xml", "--canonical").stdout
        canonical = json.loads(said)
        assert canonical["verdict"] == written["verdict"]
        assert canonical["counts"] == written["counts"]
        assert document(project) == written, "--canonical writes nothing"
        assert "Unchanged" in command("readiness", "verify").stdout
        outcomes.append(said)
    assert len(set(outcomes)) == 1
    assert json.loads(outcomes[0])["verdict"] == ("NO_GO" if options else "GO")


def test_rerun_that_passes_stays_a_failure(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "--variable", "RESULT:lost", "suites")
    command("robot", "--outputdir", "again", "--rerunfailed", "results/output.xml", "suites")
    command(
        "rebot",
        "--merge",
        "--output",
        "output.xml",
        "--outputdir",
        "results",
        "results/output.xml",
        "again/output.xml",
    )
    done = command("readiness", "report", "results/output.xml")
    assert done.returncode == 20
    assert document(project)["tests"]["flaky"] == ["Suites.Ui.Flow.A run is stored"]


def test_part_of_the_campaign_is_never_go(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "--suite", "Suites.Environment", "suites")
    assert document(project)["reasons"][0]["kind"] == "partial"


def test_dry_run_says_nothing_and_removes_nothing(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "suites")
    before = document(project)
    command("robot", "--outputdir", "results", "--dryrun", "--output", "dry.xml", "suites")
    assert document(project) == before


def test_stale_verdict_goes_when_a_campaign_starts(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "suites")
    (project / "suites" / "0__environment.robot").write_text(
        "*** Test Cases ***\nStop\n    Evaluate    os._exit(9)    modules=os\n", encoding="utf-8"
    )
    command("robot", "--outputdir", "results", "suites")
    assert not (project / "results" / "verdict.json").exists()
    assert reports(project) == []


def test_broken_policy_stops_a_run_with_file_line_and_cure(project: Path, command: Command) -> None:
    policy = project / "resources" / "readiness.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("high = 5", "hihg = 5"), encoding="utf-8")
    done = command("readiness", "run")
    assert done.returncode == 31
    assert "readiness.toml:" in done.stderr
    assert "unknown key 'hihg'" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_output_is_the_gates_failure(project: Path, command: Command) -> None:
    (project / "results").mkdir()
    done = command("readiness", "report", "results/output.xml")
    assert done.returncode == 30
    assert document(project)["verdict"] == "NO_GO"


def test_script_that_does_not_run_is_no_deliverable(project: Path, command: Command) -> None:
    (project / "scripts" / "performance_test.py").write_text(
        "import nothing_of_that_name\n", encoding="utf-8"
    )
    command("robot", "--outputdir", "results", "suites")
    assert "deliverables" in {reason["rule"] for reason in document(project)["reasons"]}


@pytest.fixture
def slow(project: Path) -> Path:
    """The project with a suite that waits to be killed and says who it is."""
    (project / "suites" / "1__ui" / "slow.robot").write_text(
        "*** Settings ***\nTest Tags    task:1\n\n*** Test Cases ***\nSlow\n"
        "    Evaluate    open('worker.pid', 'w').write(str(os.getpid()))    modules=os\n"
        "    Sleep    300 s    reason=The test of the gate kills the run meanwhile.\n",
        encoding="utf-8",
    )
    return project


@pytest.fixture
def campaign(slow: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A campaign in the middle of the slow suite; whatever is left of it is ended."""
    environment = {**os.environ, "REPORT_LANG": "en"}
    environment.pop("READINESS_RUN", None)
    run = [sys.executable, "-m", "readiness", "run"]
    started = subprocess.Popen(run, cwd=slow, env=environment, stdout=subprocess.DEVNULL)
    family = _family(started.pid, slow / "worker.pid")
    yield started
    for process in family:
        with contextlib.suppress(psutil.Error):
            process.kill()


def _family(pid: int, sign: Path) -> list[psutil.Process]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if sign.is_file() and sign.read_text():
            return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        time.sleep(0.05)
    raise AssertionError(f"the slow suite did not start within {PATIENCE} s")


@pytest.mark.parametrize("victim", ["worker", "runner", "interrupt"])
def test_killed_campaign_is_the_gates_failure(
    slow: Path, campaign: subprocess.Popen[bytes], victim: str, command: Command
) -> None:
    assert command("readiness", "run").returncode == 32, "a second campaign says why it cannot start"
    worker = psutil.Process(int((slow / "worker.pid").read_text()))
    if victim == "worker":
        worker.kill()
    elif victim == "runner":
        psutil.Process(campaign.pid).children()[0].kill()
    else:
        campaign.send_signal(signal.SIGTERM)
        worker.send_signal(signal.SIGINT)
    assert campaign.wait(timeout=PATIENCE) == 30
    assert document(slow)["verdict"] == "NO_GO"
    assert len(reports(slow)) == 6


def test_verify_names_what_changed(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "suites")
    artifact = next((project / "results" / "artifacts").rglob("screen.png"))
    artifact.write_text("another picture", encoding="utf-8")
    shutil.copy(
        project / "docs/coin/mvp/KNOWN_ISSUES_STATUS.md",
        project / "docs/coin/mvp/FRONTEND_E2E_TEST_RESULTS.md",
    )
    done = command("readiness", "verify")
    assert done.returncode == 33
    assert "screen.png has changed" in done.stdout
    assert "FRONTEND_E2E_TEST_RESULTS.md has changed" in done.stdout


def test_report_dir_chooses_where_the_reports_go(
    project: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "elsewhere"
    monkeypatch.setenv("REPORT_DIR", str(place))
    command("readiness", "run", "--runner", "robot")
    assert len(list(place.glob("*.md"))) == 6
    assert not reports(project)
    named = {entry["path"] for entry in document(project)["deliverables"]}
    assert str(place / "KNOWN_ISSUES_STATUS.md") in named
    text = (place / "PHASE3_READINESS_REPORT.md").read_text(encoding="utf-8")
    assert str(place / "KNOWN_ISSUES_STATUS.md") in text
    assert "docs/coin/mvp" not in text
    assert document(project)["verdict"] == "GO"
    monkeypatch.delenv("REPORT_DIR")
    assert "Unchanged" in command("readiness", "verify").stdout
    (place / "KNOWN_ISSUES_STATUS.md").write_text("other", encoding="utf-8")
    assert "KNOWN_ISSUES_STATUS.md has changed" in command("readiness", "verify").stdout


@pytest.mark.parametrize(
    ("options", "target"),
    [
        ((), "compose"),
        (("--variable", "TARGET:external"), "external"),
        (("-v", "TARGET:external", "--loglevel", "DEBUG"), "external"),
        (("--variable=TARGET:external",), "external"),
        (("--variable", "OTHER:external", "--name", "TARGET:external"), "compose"),
    ],
)
def test_target_is_planned_as_robot_will_have_it(
    options: tuple[str, ...], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TARGET", "compose")
    assert target_of(options) == target


def test_report_made_again_is_what_verify_looks_at(project: Path, command: Command) -> None:
    command("robot", "--outputdir", "results", "suites")
    command("readiness", "report", "results/output.xml", "--lang", "ko")
    assert "Unchanged" in command("readiness", "verify").stdout
