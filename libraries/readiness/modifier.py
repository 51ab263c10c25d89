"""The reporter's door in pabot: a pre-rebot modifier, run once, on the merged result."""

import atexit
from pathlib import Path
from typing import Any

from readiness.doors import close, conclude, conclude_failed, plan_lost
from readiness.listener import FAILED, Once
from readiness.model import OUTPUT_METADATA, read_model
from readiness.project import find_project


class ReadinessModifier:
    """Brought by `--argumentfile resources/pabot.args`.

    Args:
        output: the campaign's output directory; pabot's workers leave it in the result unless it is given.
    """

    def __init__(self, output: str = "") -> None:
        self._output = output

    def visit_suite(self, suite: Any) -> None:
        """Write reports and verdict from the root suite; nothing below it is visited."""
        named = suite.metadata.pop(OUTPUT_METADATA, "") if OUTPUT_METADATA in suite.metadata else ""
        if Once.written:
            return
        Once.written = True
        project = find_project(suite.source)
        output = Path(self._output or named or ".").resolve()
        try:
            judgement = conclude(read_model(suite), output, gate=plan_lost(output))
        except Exception:
            conclude_failed(project, output, [FAILED])
            raise
        finally:
            atexit.register(close, output, project)
        suite.metadata["Verdict"] = judgement.verdict.replace("_", "-")
