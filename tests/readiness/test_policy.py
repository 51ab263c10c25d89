"""The policy is read strictly, and says what is wrong with file, line and cure."""

from pathlib import Path

import pytest

from readiness.deviations import deviations
from readiness.explaining import check
from readiness.policy import PolicyError
from readiness.policy_loading import load_policy
from readiness.project import Project

ISSUE = """[[issue]]
id = "slow"
title = "Slow"
test = "Suites.*"
message = "above 1 s"
cause = "O(n²)"
plan = "vectorise"
owner = "Backend"
due = 2026-12-01
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("readiness.toml", 'unit = "s"\n', "", "'unit' is missing"),
        ("readiness.toml", "limit = 1.0", "limit = -1", "must be a number above 0"),
        ("readiness.toml", "critical = 10.0", "critical = 0.5", "is below 'limit'"),
        ("readiness.toml", "high = 5", "high = 5\nmedium = 3", "unknown key 'medium'"),
        ("readiness.toml", 'id = "bottleneck"', 'id = "exploration"', "used twice"),
        ("readiness.toml", 'kind = "activity"', 'kind = "wish"', "must be one of outcome, activity, derived"),
        ("readiness.toml", 'en = "Environment" }', 'de = "Umgebung" }', "in both languages"),
        ("readiness.toml", 'targets = ["embedded"', 'targets = ["moon"', "must be a list of some of"),
        ("readiness.toml", 'targets = ["embedded"', 'targets = ["external+moon"', "a target for moon"),
        ("readiness.toml", 'targets = ["embedded"', 'targets = ["embedded+write"', "embedded alone"),
        ("readiness.toml", 'targets = ["embedded"', "targets = [3", "must be a list of some of"),
        ("readiness.toml", 'untagged = "high"', 'untagged = "huge"', "must be one of critical"),
        ("readiness.toml", "docs/coin/mvp/KNOWN_ISSUES_STATUS.md", "../x.md", "leaves the project"),
        ("readiness.toml", "[go]", "[go", "not valid TOML"),
        ("known_issues.toml", "# None.", ISSUE.replace('owner = "Backend"\n', ""), "'owner' is missing"),
        ("known_issues.toml", "# None.", ISSUE.replace("above 1 s", "("), "no regular expression"),
        ("known_issues.toml", "# None.", ISSUE.replace("above 1 s", ".*"), "matches any message"),
        ("known_issues.toml", "# None.", ISSUE.replace("2026-12-01", '"soon"'), "must be a date"),
        ("known_issues.toml", "# None.", ISSUE + ISSUE, "used twice"),
        ("decisions.toml", 'state = "open"', 'state = "decided"', "by whom"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(
    project: Path, file: str, old: str, new: str, complaint: str
) -> None:
    path = project / "resources" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(project / "resources")
    assert any(complaint in line and str(path) in line for line in caught.value.problems)


def test_line_is_the_right_one(project: Path) -> None:
    path = project / "resources" / "readiness.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines, 1) if line.startswith("kind ="))
    lines[number - 1] = 'kind = "wish"'
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(project / "resources")
    assert caught.value.problems[0].startswith(f"{path}:{number}: ")


def test_every_item_has_a_test_and_every_tag_an_item(project: Path) -> None:
    assert check(Project(project)) == []
    suite = project / "suites" / "0__environment.robot"
    suite.write_text(
        suite.read_text(encoding="utf-8").replace("dod:services-healthy", "dod:services"), encoding="utf-8"
    )
    problems = check(Project(project))
    assert any("no test carries the tag 'dod:services-healthy'" in line for line in problems)
    assert any("'dod:services' names no item" in line for line in problems)


def test_policy_of_the_project_is_in_order_and_is_the_plans() -> None:
    policy = load_policy(Path(__file__).parents[2] / "resources")
    assert deviations(policy) == []
    assert len(policy.deliverables) == 7
    assert {task.id for task in policy.tasks} == set(range(6))


def test_deviation_from_the_plan_is_told(project: Path) -> None:
    path = project / "resources" / "readiness.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("high = 5", "high = 9"), encoding="utf-8")
    assert deviations(load_policy(project / "resources")) == ["go.high is 9, the plan says 5"]
