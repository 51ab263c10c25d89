"""Sorts what a page wrote to the browser's console into findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ANSWERED = re.compile(r"status of (\d{3})")
HERE = {"localhost", "127.0.0.1", "::1"}
LEVELS = {"error": "high", "assert": "high", "warning": "medium", "warn": "medium"}


@dataclass(frozen=True)
class Finding:
    """One kind of line that does not belong in the console."""

    id: str
    title: str
    severity: str
    message: str
    where: str
    count: int = 1


def findings(
    lines: list[dict[str, Any]], errors: list[dict[str, Any]], outage: bool, app: Iterable[str] = ()
) -> list[Finding]:
    """What the console and the page's script errors give to report, each kind once.

    Args:
        lines: of Browser's ``Get Console Log``.
        errors: of Browser's ``Get Page Errors``.
        outage: the test itself made requests fail, so the browser's lines about that are expected.
        app: addresses of the app: a host elsewhere may be out of reach for the machine that tests.
    """
    hosts = {*HERE, *(urlsplit(address).hostname or "" for address in app)}
    found = [_script_error(error) for error in errors]
    found += [finding for line in lines if (finding := _line(line, outage, hosts))]
    kinds: dict[str, Finding] = {}
    for one in found:
        count = kinds[one.id].count + 1 if one.id in kinds else 1
        kinds[one.id] = Finding(one.id, one.title, one.severity, one.message, one.where, count)
    return list(kinds.values())


def _line(line: dict[str, Any], outage: bool, hosts: set[str]) -> Finding | None:
    text, level = str(line.get("text", "")), str(line.get("type", ""))
    location = line.get("location") or {}
    where = str(location.get("url", ""))
    if level not in LEVELS:
        return None
    if text.startswith("Failed to load resource"):
        return _browsers_own(text, where, outage, hosts)
    return _finding(f"A page writes console.{level}", LEVELS[level], text, where)


def _browsers_own(text: str, where: str, outage: bool, hosts: set[str]) -> Finding | None:
    """Chromium's line for a request that failed: an answered 4xx does not count, nor what the test caused."""
    answered = ANSWERED.search(text)
    if outage or (answered and answered.group(1).startswith("4")):
        return None
    host = urlsplit(where).hostname
    if host and host not in hosts and not answered:
        return _finding(f"A page needs {host}, which cannot be reached from here", "low", text, where)
    severity = "critical" if answered and answered.group(1).startswith("5") else "high"
    return _finding("A request of a page fails", severity, text, where)


def _script_error(error: dict[str, Any]) -> Finding:
    return _finding(
        "A page raises a script error", "high", f"{error.get('name')}: {error.get('message')}", "page"
    )


def _finding(title: str, severity: str, message: str, where: str) -> Finding:
    kind = re.sub(r"[0-9a-f-]{8,}|\d+", "#", message)
    return Finding(
        f"console-{hashlib.sha256(kind.encode()).hexdigest()[:8]}", title, severity, message[:500], where
    )
