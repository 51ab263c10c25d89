"""Where the policy's values differ from the plan's."""

from collections.abc import Iterator

from readiness.policy import Policy

_PLAN = {
    "sla.response_time.limit": 1.0,
    "sla.response_time.critical": 10.0,
    "sla.response_time.unit": "s",
    "sla.memory.limit": float(2 << 30),
    "sla.memory.unit": "B",
    "severity.server_error": "critical",
    "severity.sla_violated": "high",
    "severity.not_demonstrated": "high",
    "severity.untagged": "high",
    "go.critical": 0,
    "go.high": 5,
}
_ITEMS = {
    "outcome": (
        "services-healthy app-tests app-coverage test-data base-data-file ui-backtest-flow ui-signals-table "
        "ui-charts ui-viewer ui-data-page ui-errors backtest-figures api-bad-input api-history api-presets "
        "api-async response-sla memory-sla issue-unknown-symbol issue-drawdown security app-documents "
        "data-structure result-store volumes-variables storage-switch backup"
    ),
    "activity": "bottleneck exploration",
    "derived": (
        "scenarios-documented no-serious-bugs fail-causes issues-classified deliverables-verified "
        "tasks-complete critical-zero high-within-limit decision-recorded"
    ),
}
"""The items that stand for the plan's Definition of Done; a policy may hold more."""
_ITEMS_SLA = {"response-sla": "response_time", "memory-sla": "memory"}
_WAIVER_DAYS = 30


def deviations(policy: Policy) -> list[str]:
    """A line for each value that is not the plan's.

    Args:
        policy: the policy in force.
    """
    values = dict(_values(policy))
    different = [
        f"{key} is {values.get(key)}, the plan says {planned}"
        for key, planned in _PLAN.items()
        if values.get(key) != planned
    ]
    if policy.go.waiver_days > _WAIVER_DAYS:
        different.append(f"go.waiver_days is {policy.go.waiver_days}, more than {_WAIVER_DAYS}")
    return [*different, *_of_items(policy)]


def _of_items(policy: Policy) -> Iterator[str]:
    items = {item.id: item for item in policy.items}
    for kind, names in _ITEMS.items():
        for name in names.split():
            if name not in items:
                yield f"the Definition of Done has no '{name}'"
            elif items[name].kind != kind:
                yield f"'{name}' is of kind {items[name].kind}, the plan's is {kind}"
            elif "embedded" not in items[name].targets:
                yield f"'{name}' does not apply to the target embedded"
    for name, sla in _ITEMS_SLA.items():
        if name in items and items[name].sla != sla:
            yield f"'{name}' asks for no measure of {sla}"


def _values(policy: Policy) -> Iterator[tuple[str, object]]:
    for name, sla in policy.slas.items():
        yield f"sla.{name}.unit", sla.unit
        yield f"sla.{name}.limit", float(sla.limit)
        yield f"sla.{name}.critical", sla.critical
    for key in ("server_error", "sla_violated", "not_demonstrated", "untagged"):
        yield f"severity.{key}", getattr(policy.severity, key)
    yield "go.critical", policy.go.critical
    yield "go.high", policy.go.high
