"""What in the console is a finding, and how bad it is."""

from typing import Any

import pytest

from ui import console


def line(kind: str, text: str) -> dict[str, Any]:
    return {"type": kind, "text": text, "location": {"url": "http://app/x.js"}}


@pytest.mark.parametrize(
    ("kind", "text", "outage", "severities"),
    [
        ("log", "hello", False, []),
        (
            "error",
            "Failed to load resource: the server responded with a status of 404 (Not Found)",
            False,
            [],
        ),
        (
            "error",
            "Failed to load resource: the server responded with a status of 500 ()",
            False,
            ["critical"],
        ),
        ("error", "Failed to load resource: net::ERR_CONNECTION_REFUSED", False, ["high"]),
        ("error", "Failed to load resource: net::ERR_CONNECTION_REFUSED", True, []),
        ("error", "Warning: Each child in a list should have a unique key", True, ["high"]),
        ("warning", "The width(0) of chart should be greater than 0", False, ["medium"]),
    ],
)
def test_a_line_is_judged(kind: str, text: str, outage: bool, severities: list[str]) -> None:
    found = console.findings([line(kind, text)], [], outage, ["http://app"])
    assert [one.severity for one in found] == severities


def test_what_another_host_does_not_answer_is_no_fault_of_the_pages() -> None:
    unreachable = line("error", "Failed to load resource: net::ERR_NAME_NOT_RESOLVED")
    (found,) = console.findings([unreachable], [], False, ["http://elsewhere"])
    assert found.severity == "low"
    unreachable["location"]["url"] = "http://localhost:8000/api/health"
    (found,) = console.findings([unreachable], [], False, ["http://elsewhere"])
    assert found.severity == "high", "an address that the build has written in is its own"


def test_a_script_error_is_high_and_counted() -> None:
    error = {"name": "TypeError", "message": "x is null"}
    (found,) = console.findings([], [error, error], True)
    assert (found.severity, found.count, found.message) == ("high", 2, "TypeError: x is null")
