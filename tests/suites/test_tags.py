"""Every test says which task and DoD item it serves and how bad its failure is; every item has its tests."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from robot import running
from robot.utils import normalize

from readiness.ordering import ordering
from readiness.plan import PlannedTest

ROOT = Path(__file__).resolve().parents[2]
SEVERITIES = {"critical", "high", "medium", "low"}


def _tests(suite: running.TestSuite) -> Iterator[running.TestCase]:
    yield from suite.tests
    for child in suite.suites:
        yield from _tests(child)


@pytest.fixture(scope="module")
def tests() -> list[running.TestCase]:
    return list(_tests(running.TestSuiteBuilder().build(ROOT / "suites")))


@pytest.fixture(scope="module")
def items() -> dict[str, dict[str, Any]]:
    """The DoD items of the policy, by their ids."""
    policy = tomllib.loads((ROOT / "resources" / "readiness.toml").read_text(encoding="utf-8"))
    return {item["id"]: item for task in policy["task"] for item in task["dod"]}


def _needs(body: Sequence[object], known: Mapping[str, running.UserKeyword]) -> set[str]:
    """What must be allowed for all of a body to run: what it says itself, and the keywords that it calls."""
    found: set[str] = set()
    for step in body:
        if not isinstance(step, running.Keyword) or not step.name:
            continue  # no set-up; or a condition: what stands below it is not always needed
        name = normalize(step.name, ignore="_")
        if name == "thetargetmustallow":
            found |= {str(argument) for argument in step.args}
        elif name in known:
            found |= _needs(known[name].body, known)
    return found


def _values(test: running.TestCase, key: str) -> list[str]:
    return [tag.split(":", 1)[1] for tag in test.tags if tag.startswith(f"{key}:")]


def test_each_test_has_one_severity(tests: list[running.TestCase]) -> None:
    wrong = {
        test.longname: found
        for test in tests
        if len(found := _values(test, "severity")) != 1 or found[0] not in SEVERITIES
    }
    assert not wrong, "add -severity:<the suite's> where a test has its own"


def test_each_test_belongs_to_one_task(tests: list[running.TestCase]) -> None:
    assert not {test.longname for test in tests if len(_values(test, "task")) != 1}


def test_each_test_serves_a_dod_item_that_the_policy_knows(
    tests: list[running.TestCase], items: dict[str, dict[str, Any]]
) -> None:
    served = {test.longname: _values(test, "dod") for test in tests}
    assert not [name for name, found in served.items() if not found]
    assert not {item for found in served.values() for item in found} - items.keys()


def test_each_dod_item_has_a_test_or_is_derived(
    tests: list[running.TestCase], items: dict[str, dict[str, Any]]
) -> None:
    served = {item for test in tests for item in _values(test, "dod")}
    assert not {name for name, item in items.items() if item["kind"] != "derived"} - served


def test_no_item_waits_for_a_test_that_its_target_skips(
    tests: list[running.TestCase], items: dict[str, dict[str, Any]]
) -> None:
    resources = [
        running.ResourceFile.from_file_system(file) for file in (ROOT / "keywords").rglob("*.resource")
    ]
    shared = {normalize(each.name, ignore="_"): each for resource in resources for each in resource.keywords}
    wrong = []
    for test in tests:
        suite = test.parent
        known = shared | {normalize(each.name, ignore="_"): each for each in suite.resource.keywords}
        needs = _needs([suite.setup, test.setup, *test.body], known)
        for item in _values(test, "dod"):
            given = [target.split("+") for target in items[item]["targets"] if target.startswith("external")]
            wrong += [(test.longname, item, lacks) for words in given if (lacks := needs - {*words})]
    assert not wrong, "the item is never done there: give the test another item, or the item other targets"


def test_names_stand_once(tests: list[running.TestCase]) -> None:
    names = [test.name for test in tests]
    assert not {name for name in names if names.count(name) > 1}


def test_pabots_order_is_that_of_the_suites(tests: list[running.TestCase]) -> None:
    kept = (ROOT / "resources" / "pabot_ordering.txt").read_text(encoding="utf-8")
    plan = [PlannedTest(test.longname, tuple(test.tags)) for test in tests]
    assert kept == ordering(plan), "readiness order > resources/pabot_ordering.txt"


def test_pabots_arguments_leave_each_worker_its_folder() -> None:
    lines = (ROOT / "resources" / "pabot.args").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith("--outputdir")], "each worker would get this folder"
