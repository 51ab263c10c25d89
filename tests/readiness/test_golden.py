"""The six reports of a fixed campaign, and its canonical form, word for word in both languages.

When a report is meant to change, `GOLDEN=renew .venv/bin/python -m pytest tests/readiness/test_golden.py`
writes the golden files again; the difference in version control is then read as a lead reads a report.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from readiness import doors
from readiness.canonical import canonical
from readiness.project import Project
from readiness.reader import read_output

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
CHANGING = {
    r"\b[0-9a-f]{64}\b": "<sha256>",
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d": "<time>",
}


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an output.xml: one test failed, one was skipped, one was slow as is known."""
    root = tmp_path / "project"
    shutil.copytree(HERE / "project", root)
    shutil.copytree(GOLDEN / "campaign", root, dirs_exist_ok=True)
    output = root / "results" / "output.xml"
    output.write_text(output.read_text(encoding="utf-8").replace("{PROJECT}", str(root)), encoding="utf-8")
    for name in ("log.html", "report.html"):
        (output.parent / name).write_text("", encoding="utf-8")
    for name in ("APP_DIR", "REPORT_DIR"):
        monkeypatch.delenv(name, raising=False)
    doors.record_plan(Project(root), output.parent, "embedded")
    return root


def same(text: str, golden: Path) -> None:
    for pattern, word in CHANGING.items():
        text = re.sub(pattern, word, text)
    if os.environ.get("GOLDEN") == "renew":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), (
        "if this is meant: GOLDEN=renew, and read the difference"
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_reports_are_the_golden_ones(campaign: Path, language: str) -> None:
    output = campaign / "results" / "output.xml"
    doors.conclude(read_output(output), output.parent, language)
    reports = sorted((campaign / "docs/coin/mvp").glob("*.md"))
    assert len(reports) == 6
    for report in reports:
        same(report.read_text(encoding="utf-8"), GOLDEN / language / report.name)


def test_canonical_form_is_the_golden_one(campaign: Path) -> None:
    output = campaign / "results" / "output.xml"
    judgement = doors.conclude(read_output(output), output.parent, "en", drawn=False)
    same(canonical(judgement), GOLDEN / "canonical.json")
