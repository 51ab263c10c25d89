"""The page shows what is covered, and above all what is not."""

from pathlib import Path

import pytest

from faults.catalogue import Fault
from traceability.contract import Line
from traceability.page import Page, cell, compose, render
from traceability.suites import WrittenTest

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"
NAMES = ("checked", "broken", "forgotten", "planned")
LINES = {
    name: Line(name, "1. Runs", f"The {name} one.", ("high",), ("others",), name == "planned")
    for name in NAMES
}
TESTS = [
    WrittenTest("A test", "Runs", "high", ("checked", "broken", "planned")),
    WrittenTest("Another", "Runs", "high", ("broken",)),
]
FAULT = Fault("cut", "cut short", ("broken",), "api.py", "1", "2", ("Another",), "high", "NO_GO")


@pytest.fixture
def page() -> Page:
    return compose(LINES, TESTS, [FAULT])


def test_lines_without_a_test_or_without_a_fault_are_known(page: Page) -> None:
    assert [row.line.id for row in page.untested] == ["forgotten"]
    assert [row.line.id for row in page.unbroken] == ["checked"]
    assert (page.tests, page.tried, page.faults) == (2, 1, 1)


def test_the_page_says_so(page: Page) -> None:
    text = render(page, TEMPLATES)
    assert "| the app's contract | 3 | 1 | 1 |" in text
    assert "| broken | The broken one. | high | A test<br>Another | `cut` |" in text
    assert "| forgotten | The forgotten one. | high | **no test** | **no fault** |" in text
    assert text.index("**forgotten**") < text.index("## Lines that are tested") < text.index("## 1. Runs")


def test_no_line_is_uncovered() -> None:
    lines = {"broken": LINES["broken"]}
    assert render(compose(lines, TESTS, [FAULT]), TEMPLATES).count("None.") == 2


def test_a_cell_holds_no_mark_up_but_code() -> None:
    assert cell("a <b> or `<c>` | d") == "a &lt;b> or `<c>` \\| d"
