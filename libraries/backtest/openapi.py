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
    names = {entry.get("name") for entry in history_query(document)}
    return problems + [
        f"history has no query parameter {name}" for name in HISTORY_QUERY if name not in names
    ]


def wrong_defaults(document: dict[str, Any]) -> list[str]:
    """Return each default in an OpenAPI document that is not the contract's; it need not name any."""
    right: dict[str, Any] = {entry.name: entry.default for each in STRATEGIES.values() for entry in each}
    right["timeframe"] = "1d"
    problems = [
        f"{name}: {default!r} instead of {right[name]!r}"
        for name, default in named_defaults(document.get("components", {}).get("schemas", {}))
        if name in right and default is not None and default != right[name]
    ]
    for entry in history_query(document):
        default = resolved(document, entry.get("schema", {})).get("default")
        if entry.get("name") == "limit" and default not in (None, 10):
            problems.append(f"history's limit: {default!r} instead of 10")
    return problems


def history_query(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters of the history, whether its path or its operation names them, or a reference."""
    paths = {path.rstrip("/"): item for path, item in document.get("paths", {}).items()}
    item = resolved(document, paths.get("/api/backtests/history", {}))
    entries = [*item.get("parameters", []), *item.get("get", {}).get("parameters", [])]
    return [resolved(document, entry) for entry in entries]


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a `$ref` within a document leads to, with what stands beside it; else the node itself."""
    if not str(node.get("$ref", "")).startswith("#/"):
        return node
    found: Any = document
    for part in node["$ref"].removeprefix("#/").split("/"):
        found = found.get(part.replace("~1", "/").replace("~0", "~"), {})
    return {**found, **{name: value for name, value in node.items() if name != "$ref"}}


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
