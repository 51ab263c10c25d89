"""`readiness run`: one campaign from plan to verdict, with pabot or robot as a child process."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.doors import RUN_VARIABLE, clear_for, conclude, record_plan, whole_output
from readiness.evidence import Campaign, Reason, because
from readiness.manifest import write_manifest
from readiness.options import values_of
from readiness.ordering import ordering
from readiness.plan import Plan
from readiness.project import Project
from readiness.reader import read_output
from readiness.verdict_file import VERDICT_FILE
from readiness.wording import said
from stack.accounts import tied
from stack.processes import ProcessId, carrying, kill
from stack.runs import all_runs

LOCK_FILE = ".runner.lock"
_OLD = ("output.xml", "log.html", "report.html", "artifacts", "pabot_results")
_TESTS_FAILED = 250
"""Robot's exit codes up to here count failed tests; those above say that the run itself went wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a campaign runs."""

    project: Project
    output: Path
    runner: str
    processes: int
    language: str | None
    options: tuple[str, ...] = ()


def run_campaign(settings: Settings) -> dict[str, Any]:
    """Run a campaign and return its verdict.json.

    Args:
        settings: project, places and runner.

    Raises:
        PlanError: when the suites cannot be read.
    """
    output = settings.output
    clear_for(settings.project, output)
    _remove_old(output)
    plan = record_plan(settings.project, output, target_of(settings.options))
    code, interrupted = _execute(_command(settings, plan), _environment(settings))
    gate = list(_gate(code, interrupted, settings))
    if gate or not (output / VERDICT_FILE).is_file():
        _conclude_again(settings, gate)
    write_manifest(output, settings.project)
    document: dict[str, Any] = json.loads((output / VERDICT_FILE).read_text(encoding="utf-8"))
    return document


def target_of(options: tuple[str, ...]) -> str:
    """The target that a campaign will have: by Robot's option `--variable TARGET:…`, else by `TARGET`.

    Args:
        options: those that go to Robot Framework.
    """
    given = dict(value.partition(":")[::2] for value in values_of(options, "-v", "--variable"))
    return given.get("TARGET") or os.environ.get("TARGET") or "embedded"


def _remove_old(output: Path) -> None:
    for name in _OLD:
        path = output / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _command(settings: Settings, plan: Plan) -> list[str]:
    common = ["--outputdir", str(settings.output), *settings.options]
    suites = str(settings.project.suites)
    if settings.runner == "robot":
        return [sys.executable, "-m", "robot", *common, suites]
    order = settings.output / "pabot_ordering.txt"
    order.write_text(ordering(plan.tests), encoding="utf-8")
    pabot = ["--processes", str(settings.processes), "--pabotlibport", "0", "--ordering", str(order)]
    # Named here as well: workers that were ended before their first test have left nothing that names it.
    modifier = ["--prerebotmodifier", f"readiness.modifier.ReadinessModifier;{settings.output}"]
    return [sys.executable, "-m", "pabot.pabot", *pabot, *modifier, *common, suites]


def _environment(settings: Settings) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    more = {"REPORT_LANG": settings.language} if settings.language else {}
    # Unbuffered: whoever keeps the output in a file sees how far the campaign is.
    return {**os.environ, **more, "PATH": path, "PYTHONUNBUFFERED": "1", RUN_VARIABLE: str(os.getpid())}


def _execute(command: list[str], environment: dict[str, str]) -> tuple[int, bool]:
    """Run to the end; Ctrl-C and SIGTERM let the runner write what it has. It ends with this process."""
    child = subprocess.Popen(tied(command), env=environment)
    interrupted = False

    def pass_on(number: int, _frame: object) -> None:
        nonlocal interrupted
        interrupted = True
        if number == signal.SIGTERM:
            child.send_signal(signal.SIGINT)

    earlier = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        code = child.wait()
        if code < 0:
            _end_rest()
        return code, interrupted
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def _end_rest() -> None:
    """End what a killed runner has left: workers that have not asked for services yet are nobody's.

    Their supervisor, if there is one, ends by itself when they are gone, and takes its services down.
    """
    own = f"{RUN_VARIABLE}={os.getpid()}".encode()
    spared = {ProcessId.own(), *(run.supervisor() for run in all_runs())}
    kill(process for process in carrying(lambda entry: entry == own) if process not in spared)


def _gate(code: int, interrupted: bool, settings: Settings) -> list[Reason]:
    reasons = []
    if interrupted:
        reasons.append(
            because(
                "gate",
                "interrupted",
                "The campaign was interrupted.",
            )
        )
    elif code < 0:
        name = signal.Signals(-code).name
        reasons.append(
            Reason(
                "gate",
                "runner-killed",
                said("{runner} was ended by {name}.", runner=settings.runner, name=name),
            )
        )
    elif code > _TESTS_FAILED:
        reasons.append(
            because(
                "gate",
                "runner-failed",
                "{runner} ended with exit code {code}: the run itself went wrong.",
                runner=settings.runner,
                code=code,
            )
        )
    if not reasons and not (settings.output / VERDICT_FILE).is_file():
        reasons.append(
            Reason(
                "gate",
                "no-verdict",
                said("{runner} left no verdict: the reporter did not run.", runner=settings.runner),
            )
        )
    if not reasons and not whole_output(settings.output / "output.xml"):
        text = said("{runner} left no output.xml.", runner=settings.runner)
        reasons.append(Reason("gate", "output-unreadable", text))
    return reasons


def _conclude_again(settings: Settings, gate: list[Reason]) -> None:
    path = settings.output / "output.xml"
    campaign = read_output(path) if path.is_file() else _nothing(settings)
    conclude(campaign, settings.output, settings.language, gate)


def _nothing(settings: Settings) -> Campaign:
    text = said("{runner} left no output.xml.", runner=settings.runner)
    problem = Reason("gate", "output-unreadable", text)
    return Campaign(source=str(settings.project.suites), problems=[problem])
