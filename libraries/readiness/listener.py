"""The reporter's door in a plain `robot suites/`: a library that listens."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import filelock

from readiness.concluding import conclude_once
from readiness.doors import RUN_VARIABLE, clear_for, record_plan
from readiness.evidence import OVERRIDDEN_METADATA
from readiness.model import OUTPUT_METADATA
from readiness.places import campaign_output_of
from readiness.project import Project, find_project
from readiness.vocabulary import CONFIGURATION

PLANNED_BY = ".planned-by"
"""Holds which pabot the plan in an output directory belongs to."""


class ReadinessListener:
    """Attached by `Library    readiness.listener.ReadinessListener` in the root suite's `__init__.robot`.

    It writes reports and verdict when the root suite has ended. In pabot's workers it leaves that to the
    pre-rebot modifier, which runs once; in a dry run, which shows nothing, it does nothing.
    """

    ROBOT_LIBRARY_SCOPE = "GLOBAL"
    ROBOT_AUTO_KEYWORDS = False
    ROBOT_LISTENER_API_VERSION = 3

    def __init__(self) -> None:
        self.ROBOT_LIBRARY_LISTENER = self
        self._output: Path | None = None
        self._project: Project | None = None

    def start_suite(self, data: Any, result: Any) -> None:
        """Before the first test: note the target, remove what an earlier campaign concluded."""
        if data.parent is not None or _dry_run():
            return
        variables = _variables()
        output = campaign_output_of(Path(str(variables["OUTPUT DIR"])).resolve())
        target = str(variables["TARGET"] or "embedded")
        result.metadata["Target"] = target
        overridden = _overridden()
        if overridden:
            result.metadata[OVERRIDDEN_METADATA] = ", ".join(overridden)
        worker = variables["PABOTQUEUEINDEX"]
        project = find_project(data.source)
        if worker is not None:
            result.metadata[OUTPUT_METADATA] = str(output)
        if not _of_readiness_run():
            if worker is None:
                _begin(project, output, target)
            else:
                _begin_once(project, output, target)
        if worker is None:
            self._output, self._project = output, project

    def end_suite(self, data: Any, result: Any) -> None:
        """After the root suite: reports and verdict."""
        if data.parent is None and self._output is not None and self._project is not None:
            conclude_once(result, self._output, self._project)


def _begin(project: Project, output: Path, target: str) -> None:
    clear_for(project, output)
    record_plan(project, output, target)


def _begin_once(project: Project, output: Path, target: str) -> None:
    """As the first of pabot's workers: the plan is there before a test of any of them has begun."""
    import psutil

    above = psutil.Process().parents()
    named = [process for process in above if "pabot" in " ".join(process.cmdline()[:3])]
    if not named:
        return  # it was killed: this worker outlives a campaign that others conclude
    pabot = named[0]
    campaign = f"{pabot.pid} {pabot.create_time()}"
    mark = output / PLANNED_BY
    output.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(output / f"{PLANNED_BY}.lock"):
        if not mark.is_file() or mark.read_text(encoding="utf-8") != campaign:
            _begin(project, output, target)
            mark.write_text(campaign, encoding="utf-8")


def _variables() -> dict[str, Any]:
    from robot.libraries.BuiltIn import BuiltIn

    names = ("TARGET", "PABOTQUEUEINDEX", "OUTPUT DIR")
    return {name: BuiltIn().get_variable_value("${" + name + "}") for name in names}


_ROBOTS_OWN = re.compile(
    r"TEMP_?DIR|EXEC_?DIR|OPTIONS|OUTPUT_?DIR|\w+_?FILE|LOG_?LEVEL|PREV_?TEST_?\w+|SPACE|EMPTY|True|False"
    r"|None|null|PABOT\w+|CALLER_?ID|\W|\\n",
    re.IGNORECASE,
)


def _overridden() -> list[str]:
    """Variables that the command line sets, except those that say what the campaign runs on."""
    from robot.running.context import EXECUTION_CONTEXTS

    context = EXECUTION_CONTEXTS.current
    names = context.variables._global.as_dict(decoration=False)  # Robot tells nowhere else where one is from
    own = {_plain(name) for name in CONFIGURATION}
    changed = sorted(name for name in names if not _ROBOTS_OWN.fullmatch(name) and _plain(name) not in own)
    return [*changed, *_modifiers()]


def _modifiers() -> list[str]:
    """What rewrites the tests before they run, between the plan and them."""
    from robot.errors import DataError, Information
    from robot.run import RobotFramework

    try:
        options, _ = RobotFramework().parse_arguments(sys.argv[1:])
    except (DataError, Information):
        return []  # not started from a command line
    return [f"--prerunmodifier {name}" for name in options.get("prerunmodifier", ())]


def _plain(name: str) -> str:
    return re.sub(r"[ _]", "", name).lower()


def _of_readiness_run() -> bool:
    """Whether `readiness run` is among the processes above; the variable alone may be left from anywhere."""
    import psutil

    named = os.environ.get(RUN_VARIABLE)
    above = [process for process in psutil.Process().parents() if str(process.pid) == named]
    words = {Path(word).name for process in above for word in process.cmdline()}
    return {"readiness", "run"} <= words


def _dry_run() -> bool:
    from robot.running.context import EXECUTION_CONTEXTS

    context = EXECUTION_CONTEXTS.current
    return context is None or bool(context.dry_run)
