"""Pieces of evidence as JSON: what each kind must look like."""

import json
import math
from typing import Any

from readiness.vocabulary import COMPARISONS, OUTCOMES, SEVERITIES, SLAS, SOURCES

Entry = dict[str, Any]


def read_entry(kind: str, text: str) -> Entry | None:
    """A piece of evidence from its JSON.

    Args:
        kind: measure, finding, artifact or fact.
        text: as it stands in a test's metadata.

    Returns:
        The entry; None when it cannot be read or says less than its kind must.
    """
    try:
        entry = json.loads(text)
        json.dumps(entry, ensure_ascii=False).encode() if "\\u" in text else None
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and _SHAPES[kind](entry) else None


def _is_measure(entry: Entry) -> bool:
    figures = ("limit", "p50", "p95", "p99", "max")
    return (
        _is_number(entry.get("value"))
        and isinstance(entry.get("unit"), str)
        and entry.get("outcome") in OUTCOMES
        and all(entry.get(name) is None or _is_number(entry[name]) for name in figures)
        and entry.get("comparison") in (*COMPARISONS, None)
        and entry.get("sla") in (*SLAS, None)
        and isinstance(entry.get("n"), int | None)
        and isinstance(entry.get("cause"), str | None)
        and _is_breakdown(entry.get("breakdown"))
    )


def _is_breakdown(parts: Any) -> bool:
    return parts is None or (isinstance(parts, dict) and all(map(_is_number, parts.values())))


def _is_finding(entry: Entry) -> bool:
    texts = ("title", "message", "source")
    return (
        entry.get("severity") in SEVERITIES
        and entry.get("source") in SOURCES
        and all(isinstance(entry.get(name), str) for name in texts)
        and isinstance(entry.get("count", 1), int)
        and isinstance(entry.get("where", ""), str)
    )


def _is_artifact(entry: Entry) -> bool:
    path = entry.get("path")
    inside = isinstance(path, str) and path.startswith("artifacts/") and ".." not in path.split("/")
    texts = all(isinstance(entry.get(name, ""), str) for name in ("title", "kind"))
    return (
        inside and texts and isinstance(entry.get("sha256"), str) and isinstance(entry.get("bytes", 0), int)
    )


def _is_fact(entry: Entry) -> bool:
    return isinstance(entry.get("title"), str) and "value" in entry


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and isinstance(value, int | float) and math.isfinite(value)
    except OverflowError:
        return False


_SHAPES = {"measure": _is_measure, "finding": _is_finding, "artifact": _is_artifact, "fact": _is_fact}
