"""What everybody may know of the app under test that runs now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack.processes import ProcessId, tree

EMBEDDED_CAN = frozenset(
    {
        "stop-services",
        "memory",
        "logs",
        "database",
        "redis",
        "data-files",
        "app-source",
        "private",
        "empty-store",
        "write",
        "ten-symbols",
        "more-candles",
    }
)


@dataclass(frozen=True)
class StackInfo:
    """One app under test.

    Attributes:
        name: "shared", or a private app's own name.
        target: "embedded", "compose" or "external".
        api_url, ui_url: without a trailing slash.
        data_root: the app's data folder; None when it cannot be reached.
        database_url, redis_url: None where the target gives no access.
        app_dir: the app's source; logs: the folder of its services' logs.
        capabilities: what this target can do.
        services: state, process, log and error of each service, by name.
        outages: declared outages so far, {stack, service, start, end}.
        leftovers: what was found of earlier campaigns, and removed.
    """

    name: str
    target: str
    api_url: str
    ui_url: str
    data_root: Path | None = None
    database_url: str | None = None
    redis_url: str | None = None
    app_dir: Path | None = None
    logs: Path | None = None
    capabilities: frozenset[str] = frozenset()
    services: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    outages: tuple[Mapping[str, Any], ...] = ()
    leftovers: tuple[str, ...] = ()

    def can(self, capability: str) -> bool:
        """Say whether this target can do something."""
        return capability in self.capabilities

    def root(self, service: str) -> ProcessId | None:
        """Return a service's first process; None when it does not run here."""
        process = self.services.get(service, {}).get("process")
        return ProcessId(*process) if process else None

    def pids(self, service: str) -> list[int]:
        """Return the process ids of a service's whole process tree, the root first; empty when it is down.

        Costs about 2 ms and no round trip: fit for sampling.
        """
        root = self.root(service)
        return [identity.pid for identity in tree(root)] if root else []

    def log_of(self, service: str) -> str:
        """Return what a service has logged so far; empty when the target has no logs."""
        path = self.logs / f"{service}.log" if self.logs else None
        return path.read_text(errors="replace") if path and path.exists() else ""
