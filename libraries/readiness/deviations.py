"""Where the policy's values differ from the plan's."""

from collections.abc import Iterator

from readiness.figures import figure
from readiness.policy import Policy
from readiness.wording import said

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
        said(
            "{key} is {value}, the plan says {planned}",
            key=key,
            value=_told(key, values.get(key)),
            planned=_told(key, planned),
        )
        for key, planned in _PLAN.items()
        if values.get(key) != planned
    ]
    if policy.go.waiver_days > _WAIVER_DAYS:
        different.append(
            said("go.waiver_days is {days}, more than {most}", days=policy.go.waiver_days, most=_WAIVER_DAYS)
        )
    return [*different, *_of_items(policy)]


def _of_items(policy: Policy) -> Iterator[str]:
    items = {item.id: item for item in policy.items}
    missing = [name for names in _ITEMS.values() for name in names.split() if name not in items]
    if missing:
        yield said("the Definition of Done has no '{names}'", names="', '".join(missing))
    for kind, names in _ITEMS.items():
        for name in [name for name in names.split() if name in items]:
            if items[name].kind != kind:
                yield said(
                    "'{name}' is of kind {is_now}, the plan's is {kind}",
                    name=name,
                    is_now=items[name].kind,
                    kind=kind,
                )
            elif "embedded" not in items[name].targets:
                yield said("'{name}' does not apply to the target embedded", name=name)
    for name, sla in _ITEMS_SLA.items():
        if name in items and items[name].sla != sla:
            yield said("'{name}' asks for no measure of {sla}", name=name, sla=sla)


def _told(key: str, value: object) -> str:
    """A value as people read it; bytes as the exact number that the policy holds stand beside."""
    if key == "sla.memory.limit" and isinstance(value, float):
        return f"{value:.0f} B ({figure(value, 'B')})"
    if value is None:
        return said("not set")
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _values(policy: Policy) -> Iterator[tuple[str, object]]:
    for name, sla in policy.slas.items():
        yield f"sla.{name}.unit", sla.unit
        yield f"sla.{name}.limit", float(sla.limit)
        yield f"sla.{name}.critical", sla.critical
    for key in ("server_error", "sla_violated", "not_demonstrated", "untagged"):
        yield f"severity.{key}", getattr(policy.severity, key)
    yield "go.critical", policy.go.critical
    yield "go.high", policy.go.high
