"""The order in which pabot runs the suites: the plan's dependencies, and Task 2 while nothing else runs."""

import heapq
from collections.abc import Iterable

from readiness.plan import PlannedTest

STAGES = ((0,), (1, 3, 4), (2,))
"""Tasks that run together, one stage after the other. Performance has the machine to itself."""

LAST = "last"
"""The tag of tests that look back at the whole campaign: they run when all others have."""

BESIDE = "beside"
"""The tag of tests of Task 0 that nothing waits for: they run beside the next stage."""

QUICK = "quick"
"""The tag of suites whose tests take a fraction of a second each, and that start nothing of their own."""

LONG = "long"
"""The tag of a test that takes a quarter of a minute or more."""

SHARES = 9
"""Processes among which a stage's suites are shared out. Each costs seconds to start."""

START = 8.0
"""What the browser or app of a suite that is not quick costs to start, in tests."""

LONG_COST = 15.0
"""What a long test costs, in tests."""


def ordering(tests: Iterable[PlannedTest]) -> str:
    """pabot's ordering file for some tests.

    Args:
        tests: the plan.

    Returns:
        A line a suite, those of one process in braces; `#WAIT` between stages.
        Suites of no task run in the first stage after Task 0.
    """
    stages: list[dict[str, list[PlannedTest]]] = [{} for _ in range(len(STAGES) + 1)]
    for test in tests:
        stages[_stage(test)].setdefault(test.longname.rsplit(".", 1)[0], []).append(test)
    return "#WAIT\n".join(_stage_lines(suites) for suites in stages if suites)


def _stage(test: PlannedTest) -> int:
    if LAST in test.tags:
        return len(STAGES)
    if BESIDE in test.tags:
        return 1
    return next((number for number, tasks in enumerate(STAGES) if test.task in tasks), 1)


def _stage_lines(suites: dict[str, list[PlannedTest]]) -> str:
    costs = {suite: _cost(tests) for suite, tests in suites.items()}
    return "".join(_process(share) for share in _shares(costs))


def _cost(tests: list[PlannedTest]) -> float:
    quick = all(QUICK in test.tags for test in tests)
    each = [LONG_COST if LONG in test.tags else 1.0 for test in tests]
    return 0.1 * len(tests) if quick else START + sum(each)


def _shares(costs: dict[str, float]) -> list[list[str]]:
    """Share suites out so that each process has about as much to do: the costliest first, each to the idlest.

    Source: R. L. Graham, Bounds on Multiprocessing Timing Anomalies, SIAM J. Appl. Math. 17 (1969), 416-429.
    """
    loads = [(0.0, number) for number in range(min(SHARES, len(costs)))]
    shares: list[list[str]] = [[] for _ in loads]
    for suite in sorted(costs, key=lambda suite: (-costs[suite], suite)):
        load, number = loads[0]
        shares[number].append(suite)
        heapq.heapreplace(loads, (load + costs[suite], number))
    return [sorted(share, key=list(costs).index) for share in shares]


def _process(suites: list[str]) -> str:
    lines = "".join(f"--suite {suite}\n" for suite in suites)
    return f"{{\n{lines}}}\n" if len(suites) > 1 else lines
