"""What an OpenAPI document must say of the contract's endpoints, and which defaults it may name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backtest.parameters import STRATEGIES

OPERATIONS = (
    "get /health", "get /api/health", "get /api/strategies", "post /api/backtests/run",
    "post /api/backtests/run-async", "get /api/backtests/status/{}", "get /api/backtests/latest",
    "get /api/backtests/history", "get /api/backtests/{}", "get /api/backtests/{}/download",
    "get /api/strategies/presets", "post /api/strategies/presets", "get /api/strategies/presets/{}",
    "put /api/strategies/presets/{}", "delete /api/strategies/presets/{}", "get /api/data/inventory",
)  # fmt: skip
HISTORY_QUERY = (
    "limit", "offset", "strategy", "min_return", "max_return", "min_signals", "max_signals",
    "date_from", "date_to",
)  # fmt: skip


def missing_from(document: dict[str, Any]) -> list[str]:
    """Return what an OpenAPI document lacks of the contract."""
    problems = [] if str(document.get("openapi", "")).startswith("3.1") else ["openapi is not 3.1"]
    described = {
        f"{method} {re.sub(r'{[^}]*}', '{}', path).rstrip('/') or '/'}"
        for path, methods in document.get("paths", {}).items()
        for method in methods
    }
    problems += [f"{operation} is not described" for operation in OPERATIONS if operation not in described]
    history = document.get("paths", {}).get("/api/backtests/history", {}).get("get", {})
    names = {entry.get("name") for entry in history.get("parameters", [])}
    return problems + [
        f"history has no query parameter {name}" for name in HISTORY_QUERY if name not in names
    ]


def wrong_defaults(document: dict[str, Any]) -> list[str]:
    """Return each default in an OpenAPI document that is not the contract's."""
    right: dict[str, Any] = {entry.name: entry.default for each in STRATEGIES.values() for entry in each}
    right["timeframe"] = "1d"
    problems = [
        f"{name}: {default!r} instead of {right[name]!r}"
        for name, default in named_defaults(document.get("components", {}).get("schemas", {}))
        if name in right and default is not None and default != right[name]
    ]
    history = document.get("paths", {}).get("/api/backtests/history", {}).get("get", {})
    for entry in history.get("parameters", []):
        default = entry.get("schema", {}).get("default")
        if entry.get("name") == "limit" and default != 10:
            problems.append(f"history's limit: {default!r} instead of 10")
    return problems


def named_defaults(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield each property that has a default, anywhere below a schema."""
    if isinstance(node, dict):
        for name, schema in (node.get("properties") or {}).items():
            if isinstance(schema, dict) and "default" in schema:
                yield name, schema["default"]
        for child in node.values():
            yield from named_defaults(child)
    elif isinstance(node, list):
        for child in node:
            yield from named_defaults(child)
