"""What so many answers prove: exact binomial, three outcomes.

"95 % of answers are below the limit", with 95 % confidence: 59 answers with none slow, 93 with one,
124 with two, 181 with four. A sample's own 95th percentile below the limit proves nothing of the kind.

One hiccup of a busy machine must not condemn a sound app, so the plan has two stages, both fixed
beforehand: 59 answers, and when exactly one of them was slow, 90 more, none of which may be. A service of
which only 95 % are fast passes the first with 0.95^59 = 4.85 % and the second with
59 * 0.05 * 0.95^58 * 0.95^90 = 0.15 %: together still 5 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from scipy.stats import binom

Outcome = Literal["demonstrated", "violated", "not_demonstrated"]
SHARE = 0.95
CONFIDENCE = 0.95
REPETITIONS = 59
EXTENSION = 90
# Each answer is a look at the result; so small that all looks of a cell together keep the confidence
# is not needed where the slow share is near 100 %, which is what stopping early is for.
CERTAIN = 0.0026


@dataclass(frozen=True)
class Verdict:
    """The outcome of one cell, with its figures in seconds."""

    outcome: Outcome
    n: int
    slow: int
    p50: float
    p95: float
    p99: float
    maximum: float


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile: the smallest value with `share` of all at or below it."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def demonstrated(slow: int, n: int) -> bool:
    """Say whether `slow` of `n` prove that 95 % are fast, with 95 % confidence."""
    return n > 0 and float(binom.cdf(slow, n, 1 - SHARE)) <= 1 - CONFIDENCE


def disproved(slow: int, n: int) -> bool:
    """Say whether `slow` of `n` prove that fewer than 95 % are fast, with 95 % confidence."""
    return slow > 0 and float(binom.sf(slow - 1, n, 1 - SHARE)) <= 1 - CONFIDENCE


def certain_violation(slow: int, n: int) -> bool:
    """Say whether a cell can end early: two slow answers of the first two are enough."""
    return slow > 1 and float(binom.sf(slow - 1, n, 1 - SHARE)) <= CERTAIN


def deserves_extension(slow: int, n: int) -> bool:
    """Say whether the second stage of the plan is due: the first is over, with one slow answer."""
    return slow == 1 and n >= REPETITIONS


def decide(seconds: Sequence[float], slow: int, limit: float, extended: bool = False) -> Verdict:
    """Decide one cell.

    Args:
        seconds: All latencies.
        slow: How many were at or above the limit, or failed.
        limit: Seconds.
        extended: Whether the second stage was begun: it allows no further slow answer and no end before
            its own.
    """
    n = len(seconds)
    if n == 0:
        return Verdict("not_demonstrated", 0, 0, 0.0, 0.0, 0.0, 0.0)
    p50, p95, p99 = (percentile(seconds, share) for share in (0.5, 0.95, 0.99))
    outcome: Outcome = "not_demonstrated"
    whole = n >= REPETITIONS + EXTENSION and slow <= 1
    if whole if extended else demonstrated(slow, n):
        outcome = "demonstrated"
    elif p95 >= limit or disproved(slow, n):
        outcome = "violated"
    return Verdict(outcome, n, slow, p50, p95, p99, max(seconds))
