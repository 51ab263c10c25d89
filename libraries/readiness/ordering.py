"""The order in which pabot runs the suites: the plan's dependencies, and Task 2 while nothing else runs."""

from collections.abc import Iterable

from readiness.plan import PlannedTest

STAGES = ((0,), (1, 4), (3,), (2,))
"""Tasks that run together, one stage after the other. Performance has the machine to itself."""


def ordering(tests: Iterable[PlannedTest]) -> str:
    """pabot's ordering file for some tests.

    Args:
        tests: the plan.

    Returns:
        A line a suite; `#WAIT` between stages. Suites of no stage run in the first after Task 0.
    """
    stages: list[list[str]] = [[] for _ in STAGES]
    for test in tests:
        suite = test.longname.rsplit(".", 1)[0]
        stage = next((number for number, tasks in enumerate(STAGES) if test.task in tasks), 1)
        if not any(suite in names for names in stages):
            stages[stage].append(suite)
    blocks = ["".join(f"--suite {suite}\n" for suite in names) for names in stages if names]
    return "#WAIT\n".join(blocks)
