"""The reporter's door in a plain `robot suites/`: a library that listens."""

import traceback
from pathlib import Path
from typing import Any

from readiness.evidence import Reason
from readiness.recording import campaign_output_of


class ReadinessListener:
    """Attached by `Library    readiness.listener.ReadinessListener` in the root suite's `__init__.robot`.

    It writes the reports and the verdict when the root suite has ended. In pabot's workers it is silent: there
    the pre-rebot modifier writes them, once. So it is in a dry run, which shows nothing.
    """

    ROBOT_LIBRARY_SCOPE = "GLOBAL"
    ROBOT_LISTENER_API_VERSION = 3

    def __init__(self) -> None:
        self.ROBOT_LIBRARY_LISTENER = self
        self._output: Path | None = None
        self._source: str | None = None
        self._written = False

    def start_suite(self, data: Any, result: Any) -> None:
        """Before the first test: note the target, remove what an earlier campaign concluded."""
        if data.parent is not None:
            return
        variables = _variables()
        if variables is None:
            return
        result.metadata["Target"] = str(variables.get("TARGET") or "embedded")
        if variables.get("PABOTQUEUEINDEX") is not None:
            return
        self._output = campaign_output_of(Path(str(variables["OUTPUT DIR"])).resolve())
        self._source = str(data.source) if data.source else None
        from readiness.project import find_project
        from readiness.publishing import clear

        clear(find_project(data.source), self._output)

    def end_suite(self, data: Any, result: Any) -> None:
        """After the root suite: reports and verdict."""
        if data.parent is not None or self._output is None or self._written:
            return
        self._written = True
        self._conclude(result, self._output)

    def _conclude(self, result: Any, output: Path) -> None:
        from readiness.doors import conclude
        from readiness.model import read_model

        try:
            judgement = conclude(read_model(result), output)
        except Exception:
            _write_failure(result, output, traceback.format_exc())
            raise
        result.metadata["Verdict"] = judgement.verdict.replace("_", "-")

    def close(self) -> None:
        """When all of Robot's files are written: the manifest over them."""
        if self._output is not None and self._written:
            from readiness.manifest import write_manifest
            from readiness.project import find_project

            write_manifest(self._output, find_project(self._source))


def _write_failure(result: Any, output: Path, trace: str) -> None:
    from readiness.doors import conclude_failed
    from readiness.project import find_project

    del trace
    source = str(result.source) if result.source else None
    reason = Reason("gate", "reporter-failed", "The listener failed; its error stands on Robot's console.")
    conclude_failed(find_project(source), output, [reason])


def _variables() -> dict[str, Any] | None:
    from robot.libraries.BuiltIn import BuiltIn, RobotNotRunningError

    built_in = BuiltIn()
    try:
        if built_in.get_variable_value("${DRY_RUN}"):
            return None
        found: dict[str, Any] = {
            name: built_in.get_variable_value("${" + name + "}")
            for name in ("TARGET", "PABOTQUEUEINDEX", "OUTPUT DIR")
        }
    except RobotNotRunningError:
        return None
    return found
