"""What a bench measured, as a small table, and whether each figure keeps its bound."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

# Other programs' share of the processors beyond which an absolute time says more of them than of the app.
BUSY = 0.1


@dataclass(frozen=True)
class Row:
    """One figure: what, how much, beside what, and the bound in words."""

    what: str
    value: str
    beside: str
    bound: str
    verdict: str


@dataclass
class Figures:
    """All figures of a session; a figure that misses its bound fails its test at the end of it."""

    rows: list[Row] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)

    def at_most(self, what: str, value: float, limit: float, unit: str = "", beside: str = "") -> None:
        """Note a figure that must not exceed its limit."""
        self._note(what, f"{value:.3g} {unit}", beside, f"<= {limit:g} {unit}", value <= limit)

    def at_least(self, what: str, value: float, limit: float, unit: str = "", beside: str = "") -> None:
        """Note a figure that must reach its limit."""
        self._note(what, f"{value:.4g} {unit}", beside, f">= {limit:g} {unit}", value >= limit)

    def told(self, what: str, value: str, beside: str = "") -> None:
        """Note a figure that has no bound, or whose bound cannot be judged now."""
        self.rows.append(Row(what, value, beside, "", ""))

    def when_idle(
        self, what: str, value: float, limit: float, unit: str, others: float, beside: str = ""
    ) -> None:
        """Note a time with an absolute limit, which binds on a machine that has nothing else to do.

        Args:
            others: the share of the processors that other programs had meanwhile.
        """
        if value <= limit or others <= BUSY:
            self.at_most(what, value, limit, unit, beside)
        else:
            said = f"not judged: others had {others:.0%} of the processors"
            self.rows.append(Row(what, f"{value:.3g} {unit}", beside, f"<= {limit:g} {unit} idle", said))

    def check(self) -> None:
        """Fail when a figure noted since the last check has missed its bound."""
        missed, self.missed = self.missed, []
        told = [f"{row.what}: {row.value} ({row.beside}), must be {row.bound}" for row in missed]
        assert not told, "\n".join(told)

    def table(self) -> list[str]:
        """Return the rows as aligned lines."""
        head = Row("figure", "measured", "beside", "bound", "")
        rows = [tuple(vars(row).values()) for row in (head, *self.rows)]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        return [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]

    def _note(self, what: str, value: str, beside: str, bound: str, kept: bool) -> None:
        row = Row(what, value.strip(), beside, bound.strip(), "ok" if kept else "MISSED")
        self.rows.append(row)
        if not kept:
            self.missed.append(row)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


@dataclass
class Others:
    """How busy other programs kept the machine."""

    share: float = 0.0


@contextmanager
def others_watched() -> Iterator[Others]:
    """Find out which share of all processors other programs had during the block."""
    found = Others()
    own, busy, idle = _own_seconds(), *_machine_seconds()
    yield found
    own_after, busy_after, idle_after = _own_seconds(), *_machine_seconds()
    whole = busy_after - busy + idle_after - idle
    found.share = max(0.0, busy_after - busy - (own_after - own)) / whole if whole else 0.0


def _machine_seconds() -> tuple[float, float]:
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    # A guest's seconds are in `user` already.
    parts = [getattr(times, name, 0.0) for name in ("user", "nice", "system", "irq", "softirq", "steal")]
    return sum(parts), idle


def _own_seconds() -> float:
    """CPU of this process and of those below it, the ended ones included."""
    own = psutil.Process()
    total = 0.0
    for process in (own, *own.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue  # it ended just now; what it used counts as somebody else's
        total += times.user + times.system + times.children_user + times.children_system
    return total
