"""JSON Schemas of the contract's answers; more fields than promised are fine everywhere."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TIME: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$"}
MOMENT: Schema = {"anyOf": [TIME, {"type": "number"}]}
"""Where the contract says "timestamp" and not of which form: seconds since 1970 are one as well."""
UUID4: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}


def record(**fields: Schema) -> Schema:
    """Make the schema of an object that must have these fields."""
    return {"type": "object", "required": list(fields), "properties": fields}


def rows(items: Schema, **more: Any) -> Schema:
    """Make the schema of a list."""
    return {"type": "array", "items": items, **more}


SIGNAL = record(
    symbol=TEXT,
    type={"enum": ["buy", "sell"]},
    timestamp=TIME,
    entry_price=NUMBER,
    exit_price=NUMBER,
    return_pct=NUMBER,
)
POINT = record(timestamp=TIME, equity=NUMBER, drawdown={"type": "number", "maximum": 0})
SYMBOL = record(
    symbol=TEXT,
    signals=rows(SIGNAL),
    win_rate={"type": "number", "minimum": 0, "maximum": 1},
    avg_return=NUMBER,
    max_drawdown={"type": "number", "minimum": 0},
    avg_hold_bars={"type": "number", "minimum": 0},
    performance_curve={"type": ["array", "null"], "items": POINT},
)
RESULT = record(
    version={"const": "1.1.0"},
    run_id=UUID4,
    strategy=TEXT,
    params={"type": "object"},
    start_date=DAY,
    end_date=DAY,
    timeframe=TEXT,
    symbols=rows(SYMBOL, minItems=1),
    total_signals=COUNT,
    execution_time={"type": "number", "minimum": 0},
    metadata=record(execution_date=TEXT, environment=TEXT, execution_host=TEXT),
    description={"type": ["string", "null"]},
)
ITEM = record(
    run_id=UUID4,
    strategy=TEXT,
    symbols=rows(TEXT, minItems=1),
    start_date=DAY,
    end_date=DAY,
    timeframe=TEXT,
    total_signals=COUNT,
    execution_time={"type": "number", "minimum": 0},
    timestamp=TIME,
)
FILE = record(
    symbol=TEXT,
    timeframe=TEXT,
    year={"type": ["integer", "string"]},
    relative_path=TEXT,
    size_bytes={"type": "integer", "minimum": 1},
    modified_at={"type": ["string", "number"]},
)
PAGE = {"total": COUNT, "limit": COUNT, "offset": COUNT}
SCHEMAS: dict[str, Schema] = {
    "result": RESULT,
    "symbol": SYMBOL,
    "history": record(**PAGE, items=rows(ITEM)),
    "index": record(items=rows(ITEM, maxItems=1000)),
    "inventory": record(files=rows(FILE), total_count=COUNT, limit=COUNT, offset=COUNT),
    "banner": record(message=TEXT, version=TEXT, endpoints={}),
    "health": record(status={"const": "healthy"}, timestamp=MOMENT, data_root=TEXT, results_dir=TEXT),
    "api health": record(status={"const": "ok"}, timestamp=MOMENT),
    "strategies": record(
        strategies={"const": ["volume_long_candle", "volume_zone_breakout"]}, count={"const": 2}
    ),
    "task accepted": record(task_id=TEXT, status={"const": "queued"}, created_at=MOMENT),
    "task": record(
        task_id=TEXT,
        status={"enum": ["queued", "running", "completed", "failed"]},
        progress={},
        result={},
        error={},
    ),
    "error": record(detail={"type": "string", "minLength": 1}),
    "validation error": record(detail=rows(record(type=TEXT, loc=rows({}), msg=TEXT), minItems=1)),
}


def promised(body: Any, name: str) -> Any:
    """Return a value without the fields that its schema does not name, at any depth."""
    return _promised(body, SCHEMAS[name])


def _promised(body: Any, schema: Schema) -> Any:
    if isinstance(body, dict) and "properties" in schema:
        known = schema["properties"].items()
        return {name: _promised(body[name], part) for name, part in known if name in body}
    if isinstance(body, list) and "items" in schema:
        return [_promised(each, schema["items"]) for each in body]
    return body


def violation(body: Any, name: str) -> str | None:
    """Return the worst breach of a schema in words, or None.

    Args:
        body: A decoded JSON value.
        name: A key of `SCHEMAS`.

    Raises:
        ValueError: there is no schema of that name.
    """
    if name not in SCHEMAS:
        raise ValueError(f"No schema is called '{name}'. Known: {', '.join(SCHEMAS)}.")
    errors = list(Draft202012Validator(SCHEMAS[name], format_checker=FormatChecker()).iter_errors(body))
    if not errors:
        return None
    error = best_match(errors)
    assert error is not None
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    return f"at {place.lstrip('.') or 'the top'}: {error.message[:300]}"
