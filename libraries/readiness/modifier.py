"""The reporter's door in pabot: a pre-rebot modifier, run once, on the merged result."""

import sys
from pathlib import Path
from typing import Any

from readiness.concluding import conclude_once
from readiness.model import OUTPUT_METADATA
from readiness.options import values_of
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
        # A pabot that was interrupted before its workers' first test has no result that names it.
        told = values_of(sys.argv, "-d", "--outputdir")
        output = Path(self._output or named or (told or ["."])[-1]).resolve()
        conclude_once(suite, output, find_project(suite.source))
