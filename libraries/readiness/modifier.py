"""The reporter's door in pabot: a pre-rebot modifier, run once, on the merged result."""

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from readiness.concluding import conclude_once
from readiness.model import OUTPUT_METADATA
from readiness.project import find_project

_OPTIONS = ("-d", "--outputdir")


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
        output = Path(self._output or named or told_in(sys.argv) or ".").resolve()
        conclude_once(suite, output, find_project(suite.source))


def told_in(arguments: Sequence[str]) -> str:
    """The output directory that a command line names, or nothing.

    A pabot that was interrupted before its workers' first test has no result that names it.

    Args:
        arguments: of the process, as they were given.
    """
    apart = [value for option, value in pairwise(arguments) if option in _OPTIONS]
    joined = [one.partition("=")[2] for one in arguments if one.startswith("--outputdir=")]
    return (apart or joined or [""])[-1]
