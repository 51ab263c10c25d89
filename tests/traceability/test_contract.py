"""The contract's file is read strictly, and a test's severity follows from its lines."""

from pathlib import Path

import pytest

from traceability.contract import ContractError, Line, load
from traceability.suites import WrittenTest, problem, read

FILE = """
[kind]
run = { severity = "critical", reason = "a run" }
label = { severity = "medium", reason = "labels" }
other = { severity = "high", reason = "others" }

[[section]]
title = "1. Runs"
lines = [
    { id = "run.total", kind = "run", text = "The total is the sum." },
    { id = "run.name", kind = "label", text = "The run has a name." },
    { id = "run.form", kind = ["label", "other"], text = "Either." },
]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "contract.toml").write_text(FILE, encoding="utf-8")
    return tmp_path / "contract.toml"


@pytest.fixture
def lines(path: Path) -> dict[str, Line]:
    return load(path)


def test_a_line_has_the_severities_of_its_kinds_the_gravest_first(lines: dict[str, Line]) -> None:
    assert lines["run.form"].severities == ("high", "medium")
    assert lines["run.form"].reasons == ("others", "labels")
    assert not lines["run.form"].plan


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"run.name"', '"run.total"', r"'run\.total' is taken"),
        ('kind = "label"', 'kind = "lable"', r"run\.name: no kind 'lable'"),
        ('["label", "other"]', "[]", r"run\.form: no kind '\(none\)'"),
        (', text = "Either."', "", r"run\.form: has id, kind;"),
        ('"critical"', '"bad"', "kind run: severity is one of"),
        ("[[section]]", "[[section]", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(path: Path, old: str, new: str, message: str) -> None:
    path.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(ContractError, match=message):
        load(path)


@pytest.mark.parametrize(
    ("severity", "named"),
    [
        ("critical", ("run.total",)),
        ("critical", ("run.total", "run.name", "run.form")),
        ("medium", ("run.name",)),
        ("medium", ("run.name", "run.form")),
        ("high", ("run.name", "run.form")),
    ],
)
def test_a_severity_that_the_lines_allow(
    lines: dict[str, Line], severity: str, named: tuple[str, ...]
) -> None:
    assert problem(WrittenTest("A run", "Runs", severity, named), lines) is None


@pytest.mark.parametrize(
    ("severity", "named", "message"),
    [
        ("high", ("run.total",), "is severity:high, but run.total wants critical (a run)"),
        ("medium", ("run.name", "run.total"), "but run.total wants critical (a run)"),
        ("critical", ("run.form",), "but run.form wants high or medium (others; labels)"),
        ("low", ("run.name",), "but run.name wants medium (labels)"),
        ("", ("run.name",), "is severity:"),
        ("critical", ("run.sum",), "names 'run.sum', which resources/contract.toml does not have"),
        ("critical", (), "says no line of the contract"),
    ],
)
def test_what_is_wrong_with_a_test(
    lines: dict[str, Line], severity: str, named: tuple[str, ...], message: str
) -> None:
    assert message in str(problem(WrittenTest("A run", "Runs", severity, named), lines))


def test_a_test_has_its_own_lines_and_those_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "runs.robot").write_text(
        "*** Settings ***\nMetadata    Contract    run.name\nTest Tags    severity:high\n"
        "*** Test Cases ***\nOne\n    [Metadata]    Contract    run.total    run.name\n    No Operation\n"
        "Two\n    No Operation\n",
        encoding="utf-8",
    )
    one, two = read(tmp_path)
    assert (one.name, one.severity, one.lines) == ("One", "high", ("run.name", "run.total"))
    assert two.lines == ("run.name",)
