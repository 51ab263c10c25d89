"""The order in which pabot runs the suites: the plan's dependencies, and Task 2 while nothing else runs."""

from collections.abc import Iterable

from readiness.plan import PlannedTest

STAGES = ((0,), (1, 3, 4), (2,))
"""Tasks that run together, one stage after the other. Performance has the machine to itself."""

LAST = "last"
"""The tag of tests that look back at the whole campaign: they run when all others have."""

QUICK = "quick"
"""The tag of suites that take about a second: they share a process, which alone costs 2 s to start."""


def ordering(tests: Iterable[PlannedTest]) -> str:
    """pabot's ordering file for some tests.

    Args:
        tests: the plan.

    Returns:
        A line a suite, those of one process in braces; `#WAIT` between stages.
        Suites of no task run in the first stage after Task 0.
    """
    stages: list[dict[str, bool]] = [{} for _ in range(len(STAGES) + 1)]
    for test in tests:
        suites = stages[_stage(test)]
        suite = test.longname.rsplit(".", 1)[0]
        suites[suite] = suites.get(suite, True) and QUICK in test.tags
    return "#WAIT\n".join(_block(suites) for suites in stages if suites)


def _stage(test: PlannedTest) -> int:
    if LAST in test.tags:
        return len(STAGES)
    return next((number for number, tasks in enumerate(STAGES) if test.task in tasks), 1)


def _block(suites: dict[str, bool]) -> str:
    quick = [suite for suite, shared in suites.items() if shared]
    alone = [suite for suite, shared in suites.items() if not shared]
    return _lines(quick) + "".join(_lines([suite]) for suite in alone)


def _lines(suites: list[str]) -> str:
    lines = "".join(f"--suite {suite}\n" for suite in suites)
    return f"{{\n{lines}}}\n" if len(suites) > 1 else lines
