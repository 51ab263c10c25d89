"""Counts and coverage come from what pytest and coverage wrote, not from what they print."""

import json
from pathlib import Path

import pytest

from stack.app_tests import AppTests, copy_source, environment, read

JUNIT = """<testsuites><testsuite time="1.5">
<testcase classname="a" name="good"/><testcase classname="a" name="late"><skipped/></testcase>
<testcase classname="a" name="bad"><failure message="1 is not 2&#10;more"/></testcase>
<testcase classname="b" name="worse"><failure message="x"/><error message="y"/></testcase>
</testsuite></testsuites>"""


def summary(covered: int, missing: int) -> dict:
    # Coverage's own figure counts branches as well, where an app asks for them.
    lines = {"covered_lines": covered, "num_statements": covered + missing, "missing_lines": missing}
    return {"summary": {**lines, "percent_covered": 1.0}}


@pytest.fixture
def outcome(tmp_path: Path) -> AppTests:
    coverage = {
        "totals": summary(57, 23)["summary"],
        "files": {"coin/a.py": summary(30, 0), "coin/b.py": summary(2, 8)},
    }
    (tmp_path / "junit.xml").write_text(JUNIT)
    (tmp_path / "coverage.json").write_text(json.dumps(coverage))
    return read(tmp_path / "junit.xml", tmp_path / "coverage.json")


def test_counts(outcome: AppTests) -> None:
    assert (outcome.passed, outcome.failed, outcome.skipped, outcome.seconds) == (1, 2, 1, 1.5)


def test_failures_are_named(outcome: AppTests) -> None:
    assert outcome.failures == ["a.bad: 1 is not 2", "b.worse: x"]


def test_coverage_is_not_rounded(outcome: AppTests) -> None:
    assert outcome.coverage == 71.25


def test_the_least_covered_comes_first(outcome: AppTests) -> None:
    assert outcome.least_covered[0] == {"file": "coin/b.py", "percent": 20, "missing": 8}


def test_only_the_candles_of_the_top_folder_are_left_out(tmp_path: Path) -> None:
    kept = ["coin/data/loader.py", "tests/data/candles.json", ".coveragerc"]
    for name in (*kept, "data/KRW-BTC/1D/2025.parquet", ".coverage", "coin/__pycache__/loader.pyc"):
        (tmp_path / "backend" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "backend" / name).touch()
    copy_source(tmp_path / "backend", tmp_path / "copy")
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path / "copy").as_posix() for path in files) == sorted(kept)


def test_a_package_of_that_name_is_copied(tmp_path: Path) -> None:
    (tmp_path / "backend" / "data").mkdir(parents=True)
    (tmp_path / "backend" / "data" / "__init__.py").touch()
    copy_source(tmp_path / "backend", tmp_path / "copy")
    assert (tmp_path / "copy" / "data" / "__init__.py").is_file()


def test_the_tests_get_services_of_their_own() -> None:
    given = {"PATH": "/bin", "DATABASE_URL": "somebody's", "DATA_ROOT": "/srv", "TARGET": "external"}
    assert environment(given, "d", "r") == {
        "PATH": "/bin",
        "DATABASE_URL": "d", "TEST_DATABASE_URL": "d",
        "REDIS_URL": "r", "TEST_REDIS_URL": "r",
    }  # fmt: skip
