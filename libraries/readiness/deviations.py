"""Where the policy's values differ from the plan's."""

from collections.abc import Iterator

from readiness.policy import Policy

_PLAN = {
    "sla.response_time.limit": 1.0,
    "sla.response_time.critical": 10.0,
    "sla.memory.limit": float(2 << 30),
    "severity.server_error": "critical",
    "severity.sla_violated": "high",
    "severity.not_demonstrated": "high",
    "severity.untagged": "high",
    "go.critical": 0,
    "go.high": 5,
}


def deviations(policy: Policy) -> list[str]:
    """A line for each value that is not the plan's.

    Args:
        policy: the policy in force.
    """
    values = dict(_values(policy))
    return [
        f"{key} is {values.get(key)}, the plan says {planned}"
        for key, planned in _PLAN.items()
        if values.get(key) != planned
    ]


def _values(policy: Policy) -> Iterator[tuple[str, object]]:
    for name, sla in policy.slas.items():
        yield f"sla.{name}.limit", float(sla.limit)
        yield f"sla.{name}.critical", sla.critical
    for key in ("server_error", "sla_violated", "not_demonstrated", "untagged"):
        yield f"severity.{key}", getattr(policy.severity, key)
    yield "go.critical", policy.go.critical
    yield "go.high", policy.go.high
