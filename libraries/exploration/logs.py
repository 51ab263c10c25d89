"""What the services' logs say: server errors, exceptions and error lines outside declared outages."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Severity = Literal["critical", "medium"]
GRACE = 5.0  # seconds after an outage in which its last lines may still come
UNHANDLED = "Exception in ASGI application"  # also behind a 503 that the app's last handler gives
SERVER_ERROR = re.compile(rf'"[A-Z]+ [^"]+ HTTP/[\d.]+" 5\d\d\b|{UNHANDLED}')
UNAVAILABLE = re.compile(r'HTTP/[\d.]+" 503\b|"status(?:_code)?": ?503\b')
ERROR_LEVELS = {"error", "critical", "fatal", "exception"}
PLAIN_ERROR = re.compile(r"^(?:ERROR|CRITICAL|FATAL)\b|\b(?:ERROR|CRITICAL|FATAL)[:\]]|^Traceback \(")
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?")
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]+|\d+")


@dataclass
class LogFinding:
    """Lines of one kind: the first of them word for word, and how many there were."""

    service: str
    severity: Severity
    message: str
    count: int = 1

    @property
    def kind(self) -> str:
        """Return what lines of this kind have in common."""
        return NUMBERS.sub("#", self.message)[:160]


def read_log(service: str, text: str, outages: Sequence[dict[str, Any]]) -> list[LogFinding]:
    """Find in a log what should not be there.

    Args:
        service: Whose log it is.
        text: All of it.
        outages: Declared ones, with start and end in seconds since the epoch; lines of that time pass.
    """
    found: dict[str, LogFinding] = {}
    lines = [(as_record(line), line) for line in text.splitlines()]
    for (record, line), (earliest, latest) in zip(lines, spans(lines), strict=True):
        severity = judge(record, line)
        if severity is None:
            continue
        # In an outage a 503 and error lines are as they should be; another server error never is.
        caused = severity == "medium" or UNAVAILABLE.search(line) or UNHANDLED in line
        if caused and excused(earliest, latest, outages):
            continue
        finding = LogFinding(service, severity, line.strip()[:500])
        if finding.kind in found:
            found[finding.kind].count += 1
        else:
            found[finding.kind] = finding
    return list(found.values())


def as_record(line: str) -> dict[str, Any]:
    """Return a structured line as a dictionary, any other as an empty one."""
    if not line.lstrip().startswith("{"):
        return {}
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def judge(record: dict[str, Any], line: str) -> Severity | None:
    """Say how bad a line is: a server error is Critical, another error line Medium, the rest nothing."""
    status = record.get("status", record.get("status_code"))
    if SERVER_ERROR.search(line) or (isinstance(status, int) and status >= 500):
        return "critical"
    level = str(record.get("level", record.get("levelname", record.get("severity", "")))).lower()
    if level in ERROR_LEVELS or (not record and PLAIN_ERROR.search(line)):
        return "medium"
    return None


def time_of(record: dict[str, Any], line: str) -> float | None:
    """Return a line's time in seconds since the epoch, where it tells one."""
    told = next((record[name] for name in ("timestamp", "time", "ts", "asctime") if name in record), None)
    if isinstance(told, int | float):
        return float(told)
    match = TIME.search(str(told or line))
    try:
        told = datetime.fromisoformat(match.group(0).replace(",", ".")) if match else None
    except ValueError:  # a date that a client made up
        return None
    return told.timestamp() if told else None  # no zone: local time


def spans(lines: Sequence[tuple[dict[str, Any], str]]) -> list[tuple[float, float]]:
    """Return when each line was written: at its own time, else between its neighbours' times.

    A server's plain access lines tell no time.
    """
    times = [time_of(record, line) for record, line in lines]
    before, after = list[float](), list[float]()
    last, following = -math.inf, math.inf
    for time in times:
        last = time or last
        before.append(last)
    for time in reversed(times):
        following = time or following
        after.append(following)
    return list(zip(before, reversed(after), strict=True))


def excused(earliest: float, latest: float, outages: Iterable[dict[str, Any]]) -> bool:
    """Say whether a line may have been written in a declared outage, or just after one."""
    return any(
        outage["start"] - 1 <= latest and (outage["end"] is None or earliest <= outage["end"] + GRACE)
        for outage in outages
    )
