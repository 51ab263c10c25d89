"""The benchmark's figures as lines that people read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from load.decision import Verdict
from load.measuring import Measured
from load.timing import bottleneck, mean

WORDS = {"demonstrated": "PASS", "violated": "FAIL", "not_demonstrated": "FAIL (not demonstrated)"}


def table(results: Iterable[Measured], limit: float) -> str:
    """Return a table of cells with their figures in ms and PASS or FAIL."""
    rows: list[tuple[str, ...]] = [
        ("cell", "strategy", "n", "slow", "p50", "p95", "p99", "max", "result", "")
    ]
    for measured in results:
        verdict = measured.verdict(limit)
        cell = measured.cell
        note = cause(measured) if verdict.outcome != "demonstrated" else ""
        rows.append((cell.name, cell.strategy, *figures(verdict), WORDS[verdict.outcome], note))
    return "\n".join(aligned(rows))


def figures(verdict: Verdict) -> tuple[str, ...]:
    """Return counts, and latencies in whole ms."""
    times = (verdict.p50, verdict.p95, verdict.p99, verdict.maximum)
    return (str(verdict.n), str(verdict.slow), *(f"{value * 1000:.0f} ms" for value in times))


def cause(measured: Measured) -> str:
    """Say why a cell is not below its limit, from what was measured."""
    if not measured.samples:
        return measured.stopped or "nothing was measured"
    if measured.errors:
        return f"{len(measured.errors)} answers failed with status {sorted(set(measured.errors))}"
    seconds = measured.seconds
    told = [s.execution_time for s in measured.samples if s.execution_time is not None]
    execution = sum(told) / len(told) if told else None
    return bottleneck(mean(s.breakdown for s in measured.samples), sum(seconds) / len(seconds), execution)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Pad the columns of a table."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
