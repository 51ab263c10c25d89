"""The closed sets of words that evidence is written in."""

SEVERITIES = ("critical", "high", "medium", "low")
OUTCOMES = ("demonstrated", "violated", "not_demonstrated", "invalid", "indicative")
COMPARISONS = ("<", "<=", ">", ">=", "==")
SOURCES = ("console", "log", "http", "fuzz", "security", "store")
ARTIFACT_KINDS = ("screenshot", "log", "json", "text", "profile", "chart")
EVIDENCE_KINDS = ("measure", "finding", "artifact", "fact")
SEAL = "evidence"
"""Test metadata that holds how many pieces of evidence the test recorded."""
SLAS = ("response_time", "memory")
BREAKDOWN_PARTS = ("load", "compute", "serialise", "store")

FAILED_OUTCOMES = frozenset({"violated", "not_demonstrated", "invalid"})
"""A measure that ended so is a failure, whatever its test says."""


def worst(severities: list[str]) -> str:
    """The gravest of some severities.

    Args:
        severities: words of SEVERITIES, at least one.

    Returns:
        The one that stands first in SEVERITIES.
    """
    return min(severities, key=SEVERITIES.index)


def holds(value: float, comparison: str, limit: float) -> bool:
    """Whether a figure keeps its limit, without any rounding.

    Args:
        value: the figure.
        comparison: one of COMPARISONS.
        limit: in the figure's unit.
    """
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "==": value == limit,
    }[comparison]


CAPABILITIES = {
    "write": "ALLOW_WRITES=yes",
    "stop-services": "BACKEND_STOP, BACKEND_START",
    "database": "DATABASE_URL",
    "redis": "REDIS_URL",
    "app-source": "APP_DIR",
    "ten-symbols": "10 symbols × 365 days",
    "more-candles": "2024-02-29, 2024 + 2025, 1H",
}
"""What a target may or may not give, by its name in the policy, and what gives it."""
