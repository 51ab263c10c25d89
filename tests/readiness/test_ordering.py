"""The order of a campaign: the plan's dependencies, shared processes, and what looks back comes last."""

from __future__ import annotations

from readiness.ordering import ordering
from readiness.plan import PlannedTest


def test_stages_follow_one_another_and_quick_suites_share_a_process() -> None:
    tests = [
        PlannedTest("S.Environment.a", ("task:0",)),
        PlannedTest("S.Page.a", ("task:1",)),
        PlannedTest("S.Api.a", ("task:1", "quick")),
        PlannedTest("S.Speed.a", ("task:2",)),
        PlannedTest("S.Data.a", ("task:4", "quick")),
        PlannedTest("S.Logs.a", ("task:3", "last")),
    ]
    assert ordering(tests).splitlines() == [
        "--suite S.Environment",
        "#WAIT",
        "{",
        "--suite S.Api",
        "--suite S.Data",
        "}",
        "--suite S.Page",
        "#WAIT",
        "--suite S.Speed",
        "#WAIT",
        "--suite S.Logs",
    ]


def test_a_suite_with_one_slow_test_has_a_process_of_its_own() -> None:
    tests = [PlannedTest("S.A.a", ("quick",)), PlannedTest("S.B.a", ("quick",)), PlannedTest("S.B.b")]
    assert ordering(tests) == "--suite S.A\n--suite S.B\n"


def test_an_empty_plan_has_an_empty_order() -> None:
    assert ordering([]) == ""
