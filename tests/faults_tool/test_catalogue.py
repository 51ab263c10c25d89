"""The catalogue of faults refuses what could not be tried."""

import re
from pathlib import Path

import pytest

from faults.catalogue import CatalogueError, Fault, load
from traceability import contract

ROOT = Path(__file__).resolve().parents[2]
ENTRY = """
[[fault]]
id = "one"
careless = "forgot it"
contract = ["api.root"]
file = "api.py"
text = "return 200"
replacement = "return 500"
tests = ["The root answers"]
severity = "critical"
verdict = "NO_GO"
"""
LINES = {"api.root"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faults.toml").write_text(ENTRY, encoding="utf-8")
    return tmp_path


def test_an_entry_replaces_its_text_once(folder: Path) -> None:
    (folder / "api.py").write_text("x = 1\nreturn 200\n", encoding="utf-8")
    load(folder, LINES)["one"].apply(folder)
    assert (folder / "api.py").read_text(encoding="utf-8") == "x = 1\nreturn 500\n"


@pytest.mark.parametrize("content", ["", "return 200 return 200"])
def test_a_text_that_does_not_occur_just_once_is_an_error(folder: Path, content: str) -> None:
    (folder / "api.py").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match="not once"):
        load(folder, LINES)["one"].apply(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('severity = "critical"', 'severity = "bad"', "severity is one of"),
        ('verdict = "NO_GO"', 'verdict = "MAYBE"', "verdict is one of"),
        ('tests = ["The root answers"]', "tests = []", "at least one test"),
        ('file = "api.py"', "", "missing file"),
        ('file = "api.py"', 'file = "api.py"\nfiel = 1', "unknown fiel"),
        ('["api.root"]', '["api.rot"]', r"faults\.toml: one: the contract has no line 'api\.rot'"),
        ('["api.root"]', "[]", "one: 'contract' is a list of ids"),
        ('["api.root"]', '"1. GET /"', "one: 'contract' is a list of ids"),
        ("[[fault]]", "[[fault]", "not TOML"),
    ],
)
def test_a_broken_entry_is_named(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "faults.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load(folder, LINES)


def test_an_id_stands_once(folder: Path) -> None:
    (folder / "more.toml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(CatalogueError, match="is taken"):
        load(folder, LINES)


@pytest.fixture(scope="module")
def faults() -> dict[str, Fault]:
    return load(ROOT / "tests" / "faults", contract.load(ROOT / "resources" / "contract.toml"))


def test_every_fault_of_the_catalogue_fits_the_app(faults: dict[str, Fault]) -> None:
    for fault in faults.values():
        content = (ROOT / "app" / fault.file).read_text(encoding="utf-8")
        assert content.count(fault.text) == 1, fault.id
        if fault.file.endswith(".py"):  # an app that cannot start fails each test, and shows nothing
            compile(content.replace(fault.text, fault.replacement), fault.id, "exec")


def test_every_fault_names_tests_that_exist(faults: dict[str, Fault]) -> None:
    names = {
        re.split(r"\s{2,}", line.strip())[0]
        for suite in (ROOT / "suites").rglob("*.robot")
        for line in suite.read_text(encoding="utf-8").splitlines()
        if line and not line[0].isspace()
    }
    for fault in faults.values():
        assert set(fault.tests) <= names, fault.id
