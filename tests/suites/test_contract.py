"""Tests, contract and faults fit together: who checks what, and how grave that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import catalogue
from traceability import contract, suites
from traceability.__main__ import PAGE, current_page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lines() -> dict[str, contract.Line]:
    return contract.load(ROOT / "resources" / "contract.toml")


@pytest.fixture(scope="module")
def tests() -> list[suites.WrittenTest]:
    return suites.read(ROOT / "suites")


def test_each_test_is_as_grave_as_the_lines_that_it_checks(
    tests: list[suites.WrittenTest], lines: dict[str, contract.Line]
) -> None:
    wrong = [f"{test.suite}.{test.name} {told}" for test in tests if (told := suites.problem(test, lines))]
    assert not wrong, "\n".join(wrong)


def test_each_test_that_a_fault_names_checks_a_line_that_the_fault_breaks(
    tests: list[suites.WrittenTest], lines: dict[str, contract.Line]
) -> None:
    checked = {test.name: set(test.lines) for test in tests}
    wrong = [
        f"{fault.id} breaks {', '.join(fault.contract)}, which '{name}' does not say it checks"
        for fault in catalogue.load(ROOT / "tests" / "faults", lines).values()
        for name in fault.tests
        if not checked.get(name, set()) & set(fault.contract)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == current_page(), "stale: run `python -m traceability`"
