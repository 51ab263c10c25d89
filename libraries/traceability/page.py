"""The page that shows for each line of the contract its tests and its faults (docs/traceability.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from faults.catalogue import Fault
from traceability.contract import Line
from traceability.suites import WrittenTest

TEMPLATE = "traceability.md.j2"
COMMAND = "python -m traceability"


@dataclass(frozen=True)
class Row:
    """A line of the contract, the tests that check it (names), and the faults that break it (ids)."""

    line: Line
    tests: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What the page says.

    Attributes:
        rows: of all lines, in the contract's order.
        tests: how many tests there are.
        tried: how many of them a fault names.
        faults: how many faults there are.
    """

    rows: tuple[Row, ...]
    tests: int
    tried: int
    faults: int

    @property
    def sections(self) -> dict[str, list[Row]]:
        grouped = groupby(self.rows, key=lambda row: row.line.section)
        return {title: list(rows) for title, rows in grouped}

    @property
    def contract(self) -> list[Row]:
        return [row for row in self.rows if not row.line.plan]

    @property
    def plan(self) -> list[Row]:
        return [row for row in self.rows if row.line.plan]

    @property
    def untested(self) -> list[Row]:
        return [row for row in self.contract if not row.tests]

    @property
    def plan_untested(self) -> list[Row]:
        return [row for row in self.plan if not row.tests]

    @property
    def unbroken(self) -> list[Row]:
        return [row for row in self.contract if row.tests and not row.faults]


def compose(contract: Mapping[str, Line], tests: Sequence[WrittenTest], faults: Collection[Fault]) -> Page:
    """Bring lines, tests and faults together.

    Args:
        contract: the lines by their ids, in their order.
        tests: in their order.
        faults: in their order.
    """
    rows = tuple(
        Row(
            line,
            tuple(test.name for test in tests if line.id in test.lines),
            tuple(fault.id for fault in faults if line.id in fault.contract),
        )
        for line in contract.values()
    )
    named = {name for fault in faults for name in fault.tests}
    return Page(rows, len(tests), sum(test.name in named for test in tests), len(faults))


def render(page: Page, templates: Path) -> str:
    """The page as Markdown.

    Args:
        page: what it says.
        templates: the folder that holds its template.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # Markdown; `cell` and `code` escape what would be mark-up
    )
    environment.filters.update(cell=cell, code=lambda text: f"`{text}`")
    return environment.get_template(TEMPLATE).render(page=page, command=COMMAND).strip() + "\n"


def cell(text: str) -> str:
    """A text as it can stand in a cell of a Markdown table; what is between backticks stays code."""
    parts = text.replace("|", "\\|").split("`")
    parts[::2] = [part.replace("<", "&lt;") for part in parts[::2]]
    return "`".join(parts)
