"""Recording evidence from a running test: measures, findings, artifacts, facts.

Everything becomes metadata of the running test, as compact JSON: it alone survives a parallel run, a merge
and a rerun. Robot is imported only when something is recorded.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from readiness import places
from readiness.places import artifact_folder, campaign_output
from readiness.vocabulary import (
    ARTIFACT_KINDS,
    BREAKDOWN_PARTS,
    COMPARISONS,
    EVIDENCE_KINDS,
    OUTCOMES,
    SEAL,
    SEVERITIES,
    SLAS,
    SOURCES,
    holds,
    worst,
)

Json = Any
Evidence = dict[str, Json]

LIMIT_OF_FACT = 65_536
"""Bytes of JSON that a fact may hold: what is bigger belongs in an artifact."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_SUFFIXES = {
    "screenshot": ".png",
    "log": ".log",
    "json": ".json",
    "text": ".txt",
    "profile": ".json",
    "chart": ".svg",
}
_FIGURES = ("value", "limit", "p50", "p95", "p99", "max")
_MEASURE_FIELDS = (*_FIGURES, "unit", "comparison", "n", "breakdown", "outcome", "cause", "sla")


def record_measure(name: str, **fields: Json) -> Evidence:
    """Record what was measured and what it means.

    Args:
        name: letters, digits, `_`, `.` and `-`; one of a kind within the test.
        fields: `value` and `unit`; and as known `limit`, `comparison`, `n`, `p50`, `p95`, `p99`, `max`,
            `breakdown` (seconds of load, compute, serialise, store), `outcome`, `cause`, `sla`; others stay.

    Returns:
        The measure as it was recorded, with its outcome.

    Raises:
        ValueError: a name, a word or a figure that evidence cannot hold.
    """
    measure = {**dict.fromkeys(sorted(_MEASURE_FIELDS)), **fields}
    for figure in _FIGURES:
        measure[figure] = _number(figure, measure[figure])
    if measure["value"] is None:
        raise ValueError(f"measure '{name}' has no value")
    if not measure["unit"]:
        raise ValueError(f"measure '{name}' has no unit: say s, B, % or what is counted")
    measure["n"] = 1 if measure["n"] is None else int(measure["n"])
    _one_of("comparison", measure["comparison"], COMPARISONS, optional=True)
    _one_of("sla", measure["sla"], SLAS, optional=True)
    if measure["limit"] is not None and measure["comparison"] is None:
        measure["comparison"] = "<"
    measure["breakdown"] = _breakdown(name, measure["breakdown"])
    measure["outcome"] = measure["outcome"] or _outcome(measure)
    _one_of("outcome", measure["outcome"], OUTCOMES)
    return _set("measure", name, measure)


def record_finding(
    id: str,  # noqa: A002 - the word that suites write
    title: str,
    severity: str,
    source: str,
    message: str,
    count: int = 1,
    where: str = "",
) -> Evidence:
    """Record something that a test saw and that should not be; the test itself may pass.

    Args:
        id: stable name of the finding; seen again in one test it is counted, and the gravest severity stays.
        title: one line a reader understands.
        severity: critical, high, medium or low.
        source: console, log, http, fuzz, security or store.
        message: what was seen, word for word.
        count: how often.
        where: page, URL, file or service.

    Returns:
        The finding as it was recorded.

    Raises:
        ValueError: an unknown severity or source, or no title.
    """
    _one_of("severity", severity, SEVERITIES)
    _one_of("source", source, SOURCES)
    if not title:
        raise ValueError(f"finding '{id}' has no title")
    earlier = _recorded("finding", id)
    if earlier:
        severity, count = worst([severity, earlier["severity"]]), count + int(earlier["count"])
    record = {"title": title, "severity": severity, "source": source, "message": str(message)}
    return _set("finding", id, {**record, "count": int(count), "where": where}, again=True)


def record_fact(name: str, title: str, value: Json) -> Evidence:
    """Record something that the reports state: versions, counts, a snapshot.

    Args:
        name: letters, digits, `_`, `.` and `-`.
        title: how the reports call it.
        value: any JSON of at most 64 KiB.

    Returns:
        The fact as it was recorded.

    Raises:
        ValueError: a value that JSON cannot hold, or a big one.
    """
    if len(_compact(value)) > LIMIT_OF_FACT:
        raise ValueError(f"fact '{name}' is larger than {LIMIT_OF_FACT} bytes: attach it as an artifact")
    return _set("fact", name, {"title": title, "value": value}, again=True)


def attach_artifact(name: str, content: str | bytes | Path, kind: str, title: str = "") -> Evidence:
    """Keep a file beside the test, with its digest.

    Args:
        name: letters, digits, `_`, `.` and `-`.
        content: bytes, a path of an existing file (moved nowhere, copied), or the text itself.
        kind: screenshot, log, json, text, profile or chart.
        title: how the reports call it.

    Returns:
        path (relative to the campaign's output directory), sha256, bytes, kind, title.

    Raises:
        ValueError: an unknown kind, or a path that does not exist.
    """
    _one_of("kind", kind, ARTIFACT_KINDS)
    _check_name(name)
    data, suffix = _content(content, picture=kind == "screenshot")
    output = campaign_output()
    suffix = suffix or _SUFFIXES[kind]
    path = artifact_folder(output) / (name if name.endswith(suffix) else name + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    record = {
        "path": path.relative_to(output).as_posix(),
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "kind": kind,
        "title": title or name,
    }
    return _set("artifact", name, record, again=True)


def _set(kind: str, name: str, record: Evidence, again: bool = False) -> Evidence:
    _check_name(name)
    if not again and _recorded(kind, name):
        raise ValueError(f"{kind} '{name}' is recorded twice in this test: give each its own name")
    places.builtin().set_test_metadata(f"{kind}:{name}", _compact(record))
    _seal()
    return record


def _seal() -> None:
    """Count the test's evidence, so that some of it cannot go missing unnoticed."""
    metadata: Mapping[str, str] = places.builtin().get_variable_value("${TEST METADATA}") or {}
    count = sum(key.partition(":")[0].lower() in EVIDENCE_KINDS for key in metadata)
    places.builtin().set_test_metadata(SEAL, str(count))


def _recorded(kind: str, name: str) -> Evidence | None:
    metadata: Mapping[str, str] = places.builtin().get_variable_value("${TEST METADATA}") or {}
    text = metadata.get(f"{kind}:{name}")
    return json.loads(text) if text else None


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"'{name}' cannot name evidence: letters, digits, '_', '.' and '-' can")


def _one_of(what: str, value: Json, words: Sequence[str], optional: bool = False) -> None:
    if value is None and optional:
        return
    if value not in words:
        raise ValueError(f"{what} is '{value}': say one of {', '.join(words)}")


def _number(what: str, value: Json) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{what} is '{value}', which is no number") from None
    if not math.isfinite(number):
        raise ValueError(f"{what} is {number}: a figure must be finite")
    return number


def _breakdown(name: str, parts: Json) -> dict[str, float] | None:
    if parts is None:
        return None
    unknown = set(parts) - set(BREAKDOWN_PARTS)
    if unknown:
        known = ", ".join(BREAKDOWN_PARTS)
        raise ValueError(f"breakdown of '{name}' knows {known}, not {', '.join(sorted(unknown))}")
    return {part: _number(part, seconds) or 0.0 for part, seconds in parts.items()}


def _outcome(measure: Evidence) -> str:
    if measure["limit"] is None:
        return "indicative"
    return "demonstrated" if holds(measure["value"], measure["comparison"], measure["limit"]) else "violated"


def _content(content: str | bytes | Path, picture: bool) -> tuple[bytes, str]:
    if isinstance(content, bytes):
        return content, ""
    text = str(content)
    if (
        picture
        or isinstance(content, Path)
        or ("\n" not in text and len(text) < 4096 and Path(text).is_file())
    ):
        path = Path(text)
        if not path.is_file():
            raise ValueError(f"there is no file {path} to attach")
        return path.read_bytes(), path.suffix
    return text.encode(), ""


def _compact(value: Json) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ValueError(f"evidence must be JSON: {error}") from None
