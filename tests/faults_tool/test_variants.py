"""The sets of sound variants fit the app, and a run on one is judged by all that it found."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from faults import variants
from faults.catalogue import CatalogueError

ROOT = Path(__file__).resolve().parents[2]
SETS = variants.load(ROOT / "tests" / "variants")
ENTRY = """
[[variant]]
id = "one"
reason = "1. GET /"
file = "api.py"
text = "a"
replacement = "b"
"""


@pytest.mark.parametrize("name", SETS)
def test_all_variants_of_a_set_fit_the_app_together(name: str, tmp_path: Path) -> None:
    app = tmp_path / "app"
    shutil.copytree(ROOT / "app", app, ignore=shutil.ignore_patterns("node_modules", "dist"))
    variants.apply(SETS[name], app)


@pytest.mark.parametrize(
    ("entry", "message"),
    [(ENTRY * 2, "is taken"), (ENTRY.replace('reason = "1. GET /"', ""), "missing reason")],
)
def test_a_broken_entry_is_named(tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "set.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        variants.load(tmp_path)


@pytest.mark.parametrize(
    ("executed", "failed", "findings", "lines"),
    [
        (9, 0, [], []),
        (0, 0, [], ["no test ran"]),
        (9, 1, [], ["1 tests failed"]),
        (9, 0, [{"tests": ["S.T"], "severity": "medium", "message": "a\nb"}], ["S.T [medium]: a"]),
    ],
)
def test_no_finding_is_what_should_be(
    tmp_path: Path, executed: int, failed: int, findings: list[dict[str, Any]], lines: list[str]
) -> None:
    verdict = {"tests": {"executed": executed, "failed": failed}, "findings": findings}
    (tmp_path / "verdict.json").write_text(json.dumps(verdict), encoding="utf-8")
    assert variants.failures(tmp_path) == lines


def test_a_run_without_a_verdict_is_no_success(tmp_path: Path) -> None:
    assert "no verdict.json" in variants.failures(tmp_path)[0]
