"""The order of a campaign: the plan's dependencies, shared processes, and what looks back comes last."""

from __future__ import annotations

from readiness.ordering import ordering
from readiness.plan import PlannedTest


def test_stages_follow_one_another() -> None:
    tests = [
        PlannedTest("S.Environment.a", ("task:0",)),
        PlannedTest("S.Own.a", ("task:0", "beside")),
        PlannedTest("S.Page.a", ("task:1",)),
        PlannedTest("S.Data.a", ("task:4", "quick")),
        PlannedTest("S.Speed.a", ("task:2",)),
        PlannedTest("S.Logs.a", ("task:3", "last")),
    ]
    assert ordering(tests).splitlines() == [
        "--suite S.Environment",
        "#WAIT",
        "--suite S.Own",
        "--suite S.Page",
        "--suite S.Data",
        "#WAIT",
        "--suite S.Speed",
        "#WAIT",
        "--suite S.Logs",
    ]


def test_the_suites_of_a_stage_are_shared_out_by_what_they_cost() -> None:
    sizes = {"A": 30, "B": 12, "C": 11, "D": 10, "E": 9, "F": 8, "G": 7, "H": 6, "I": 5, "J": 4, "K": 3}
    tests = [PlannedTest(f"S.{suite}.{n}", ("task:1",)) for suite, size in sizes.items() for n in range(size)]
    assert shares(ordering(tests)) == ["A", "B", "C", "D", "E", "F", "G", "HK", "IJ"]


def test_a_quick_suite_costs_little_unless_one_of_its_tests_is_slow() -> None:
    tests = [PlannedTest(f"S.{suite}.{n}") for suite in "ABCDEFGHI" for n in range(3)]
    quick = [PlannedTest(f"S.{suite}.{n}", ("quick",)) for suite in ("Quick", "Rest") for n in range(30)]
    assert shares(ordering([*tests, *quick])) == ["AQuick", "BRest", *"CDEFGHI"]
    slow = [*tests, *quick, PlannedTest("S.Quick.slow")]
    assert shares(ordering(slow)) == ["Quick", "AI", "BRest", *"CDEFGH"]


def test_a_long_test_begins_early() -> None:
    tests = [PlannedTest(f"S.{suite}.{n}") for suite in "AB" for n in range(9)]
    assert shares(ordering([*tests, PlannedTest("S.C.long", ("long",))])) == ["C", "A", "B"]


def shares(order: str) -> list[str]:
    """Return the suites of each process, in the order of the file."""
    found, inside = [], False
    for line in order.splitlines():
        if line in "{}":
            inside = line == "{"
            found += [""] if inside else []
            continue
        suite = line.removeprefix("--suite S.")
        found[-1:] = [found[-1] + suite] if inside else [*found[-1:], suite]
    return found


def test_an_empty_plan_has_an_empty_order() -> None:
    assert ordering([]) == ""
