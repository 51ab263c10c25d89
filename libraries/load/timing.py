"""Where the time goes, as the server says in its `Server-Timing` header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readiness.figures import figure

# Names that servers give to the four phases of a run.
NAMES = {
    "load": ("load", "loading", "read", "data", "fetch"),
    "compute": ("compute", "computing", "calculate", "calc", "backtest", "strategy", "run"),
    "serialise": ("serialise", "serialize", "serialisation", "serialization", "json", "encode", "render"),
    "store": ("store", "storing", "save", "persist", "write", "db"),
}
METRIC = re.compile(r'([\w-]+)((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^;,]*))*)')
TITLES = {"load": "loading", "compute": "computing", "serialise": "serialising", "store": "storing"}


@dataclass(frozen=True)
class Breakdown:
    """Seconds of one answer, by phase."""

    load: float = 0.0
    compute: float = 0.0
    serialise: float = 0.0
    store: float = 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the phases in order."""
        return {name: getattr(self, name) for name in NAMES}


def parse(header: str | None) -> Breakdown | None:
    """Read a `Server-Timing` header (durations in ms); None when it tells no phase of a run."""
    found: dict[str, float] = {}
    for name, attributes in METRIC.findall(header or ""):
        duration = re.search(r"dur\s*=\s*\"?([\d.]+)", attributes)
        phase = next((phase for phase, names in NAMES.items() if name.lower() in names), None)
        if duration and phase:
            found[phase] = found.get(phase, 0.0) + float(duration.group(1)) / 1000
    return Breakdown(**found) if found else None


def mean(breakdowns: Iterable[Breakdown | None]) -> Breakdown | None:
    """Return the mean of the answers that told their phases."""
    told = [each for each in breakdowns if each is not None]
    if not told:
        return None
    return Breakdown(*(sum(getattr(each, name) for each in told) / len(told) for name in NAMES))


def bottleneck(breakdown: Breakdown | None, total: float, execution: float | None = None) -> str:
    """Say in words what takes the largest part of an answer's time.

    Args:
        breakdown: Mean phases in seconds, where the server tells them.
        total: Mean latency in seconds.
        execution: Mean `execution_time` of the results, for a server that tells no phases.
    """
    if breakdown is None:
        if execution is None:
            return f"unknown: the server tells no phases; an answer takes {figure(total, 's')}"
        took, of = figure(execution, "s"), figure(total, "s")
        return f"the run itself takes {took} of {of}; the server tells no phases"
    parts = {TITLES[name]: value for name, value in breakdown.as_dict().items()}
    parts["none of the phases that the server tells"] = max(0.0, total - sum(parts.values()))
    name, value = max(parts.items(), key=lambda part: part[1])
    return f"{name}: {value / total:.0%} of the time ({figure(value, 's')} of {figure(total, 's')})"
