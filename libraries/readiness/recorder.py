"""The keywords that record evidence; `readiness.recording` holds the functions."""

from typing import Any

from robot.api.deco import keyword, library

from readiness.recording import (
    Evidence,
    Json,
    attach_artifact,
    record_fact,
    record_finding,
    record_measure,
)

__all__ = [
    "EvidenceLibrary",
    "attach_artifact",
    "record_fact",
    "record_finding",
    "record_measure",
]


@library(scope="GLOBAL", auto_keywords=False)
class EvidenceLibrary:
    """What a test saw, kept for the reports and the verdict."""

    @keyword
    def record_measurement(
        self,
        name: str,
        value: float,
        unit: str,
        limit: float | None = None,
        comparison: str | None = None,
        n: int = 1,
        outcome: str | None = None,
        sla: str | None = None,
        cause: str | None = None,
        **more: Json,
    ) -> Evidence:
        """Record a figure with its unit, and its limit when it has one.

        Args:
            name: letters, digits, `_`, `.` and `-`; one of a kind within the test.
            value: the figure.
            unit: s, B, %, or what is counted.
            limit: what the figure is compared with.
            comparison: `<`, `<=`, `>`, `>=` or `==`; `<` unless said.
            n: how many samples the figure rests on.
            outcome: demonstrated, violated, not_demonstrated, invalid or indicative; else from the limit.
            sla: response_time or memory, when the figure is one of the plan's SLA.
            cause: the measured cause of a violation.
            more: p50, p95, p99, max, breakdown.

        Example:
        | Record Measurement    passed    92    tests    limit=75    comparison=>=
        """
        return record_measure(
            name,
            value=value,
            unit=unit,
            limit=limit,
            comparison=comparison,
            n=n,
            outcome=outcome,
            sla=sla,
            cause=cause,
            **more,
        )

    @keyword
    def record_finding(
        self,
        id: str,  # noqa: A002 - the word that suites write
        title: str,
        severity: str,
        source: str,
        message: str,
        count: int = 1,
        where: str = "",
    ) -> Evidence:
        """Record something that should not be and that the test saw on its way.

        Args:
            id: stable name of the finding.
            title: one line a reader understands.
            severity: critical, high, medium or low.
            source: console, log, http, fuzz, security or store.
            message: what was seen, word for word.
            count: how often.
            where: page, URL, file or service.

        Example:
        | Record Finding    console-error    Script error    medium    console    TypeError: x is null
        """
        return record_finding(id, title, severity, source, message, count, where)

    @keyword
    def attach_artifact(self, name: str, path_or_content: Any, kind: str, title: str = "") -> Evidence:
        """Keep a file, or a text as a file, beside the test.

        Args:
            name: letters, digits, `_`, `.` and `-`.
            path_or_content: an existing file, or the text itself.
            kind: screenshot, log, json, text, profile or chart.
            title: how the reports call it.

        Example:
        | Attach Artifact    results    ${screenshot}    screenshot    The results of a run
        """
        return attach_artifact(name, path_or_content, kind, title)

    @keyword
    def record_fact(self, name: str, title: str, value: Any) -> Evidence:
        """Record what the reports state: versions, counts, a snapshot.

        Args:
            name: letters, digits, `_`, `.` and `-`.
            title: how the reports call it.
            value: text, number, list or dictionary.

        Example:
        | Record Fact    pytest-version    Version of pytest    9.2.0
        """
        return record_fact(name, title, value)
