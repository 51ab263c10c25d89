"""How much memory a service takes: its process tree, sampled, with one definition for every runtime.

RSS each 50 ms, PSS each second, and the sum of VmHWM (each process's own peak) as the upper bound: the
highest of all samples, each over the processes that lived then, for what has ended holds no memory any more.
Summed RSS counts shared pages several times; a spike between samples is in VmHWM all the same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import psutil

RSS_EVERY, PSS_EVERY = 0.05, 1.0
Outcome = Literal["demonstrated", "violated", "not_demonstrated", "invalid"]


@dataclass
class Peaks:
    """The highest memory of one service, in bytes."""

    rss: int = 0
    pss: int = 0
    samples: int = 0
    processes: set[int] = field(default_factory=set)
    high_water: int = 0

    @property
    def upper_bound(self) -> int:
        """Return the highest sum of the own peaks of processes that lived at one time."""
        return max(self.high_water, self.rss)

    def joined(self, later: Peaks) -> Peaks:
        """Return the highest of these and of what was seen later."""
        return Peaks(
            max(self.rss, later.rss),
            max(self.pss, later.pss),
            self.samples + later.samples,
            self.processes | later.processes,
            max(self.high_water, later.high_water),
        )

    def outcome(self, limit: int) -> Outcome:
        """Decide against a limit in bytes, as docs on measuring say: the bound proves, PSS disproves."""
        if not self.samples:
            return "invalid"
        if self.upper_bound < limit:
            return "demonstrated"
        return "violated" if self.pss >= limit else "not_demonstrated"


def tree(roots: Iterable[int]) -> list[psutil.Process]:
    """Return the living processes of some roots and all below them."""
    found: dict[int, psutil.Process] = {}
    for pid in roots:
        try:
            root = psutil.Process(pid)
            found.update({process.pid: process for process in (root, *root.children(recursive=True))})
        except psutil.Error:
            continue
    return list(found.values())


def resident(pid: int) -> tuple[int, int]:
    """Return the resident memory of a process, and its peak, which the kernel keeps (bytes)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    told = {
        line.split()[0]: int(line.split()[1]) * 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))
    }
    return told.get("VmRSS:", 0), told.get("VmHWM:", 0)


def shared_out(pid: int) -> int:
    """Return the proportional set size of a process (bytes)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class MemorySampler(threading.Thread):
    """Watches the memory of several services until it is stopped.

    Args:
        pids: For each service a function that gives its root process ids; asked each second.
    """

    def __init__(self, pids: dict[str, Callable[[], Iterable[int]]]) -> None:
        super().__init__(daemon=True, name="memory sampler")
        self.peaks = {name: Peaks() for name in pids}
        self._pids = pids
        self._stopped = threading.Event()

    def run(self) -> None:
        """Sample until stopped."""
        trees: dict[str, list[psutil.Process]] = {}
        next_full = 0.0
        while not self._stopped.is_set():
            full = time.monotonic() >= next_full
            if full:
                trees = {name: tree(roots()) for name, roots in self._pids.items()}
                next_full = time.monotonic() + PSS_EVERY
            for name, processes in trees.items():
                sample(self.peaks[name], processes, full)
            self._stopped.wait(RSS_EVERY)

    def stop(self) -> dict[str, Peaks]:
        """Stop, take a last full sample, and return the peaks of each service."""
        self._stopped.set()
        self.join(timeout=10)
        for name, roots in self._pids.items():
            sample(self.peaks[name], tree(roots()), full=True)
        return self.peaks


def sample(peaks: Peaks, processes: list[psutil.Process], full: bool) -> None:
    """Take one sample of a service's tree; a process that has just ended is passed over."""
    rss = pss = water = 0
    for process in processes:
        try:
            now, peak = resident(process.pid)
            rss, water = rss + now, water + peak
            if full:
                peaks.processes.add(process.pid)
                pss += shared_out(process.pid)
        except OSError:
            continue
    if rss:
        peaks.samples += 1
    peaks.rss, peaks.pss = max(peaks.rss, rss), max(peaks.pss, pss)
    peaks.high_water = max(peaks.high_water, water)
