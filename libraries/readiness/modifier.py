"""The reporter's door in pabot: a pre-rebot modifier, run once, on the merged result."""

from pathlib import Path
from typing import Any

from readiness.concluding import conclude_once
from readiness.model import OUTPUT_METADATA
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
        output = Path(self._output or named or ".").resolve()
        conclude_once(suite, output, find_project(suite.source))
