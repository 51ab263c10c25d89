"""The lines of the app's contract that a test checks, as its failure card shows them."""

import functools
from pathlib import Path

from readiness.evidence import TestRecord
from traceability.contract import ContractError, load

CONTRACT_FILE = "contract.toml"
_MOST = 5


class ContractLines:
    """Finds the texts of the lines that tests name.

    Args:
        resources: directory of `contract.toml`; a project may do without one.
    """

    def __init__(self, resources: Path) -> None:
        self._path = resources / CONTRACT_FILE

    def named_by(self, test: TestRecord) -> list[tuple[str, str]]:
        """The first lines that a test names, each with its text; no text where the contract lacks it."""
        return [(name, self._texts.get(name, "")) for name in test.contract[:_MOST]]

    def more(self, test: TestRecord) -> int:
        """How many lines a test names beyond those."""
        return max(0, len(test.contract) - _MOST)

    @functools.cached_property
    def _texts(self) -> dict[str, str]:
        try:
            return {line.id: line.text for line in load(self._path).values()}
        except ContractError:
            return {}
