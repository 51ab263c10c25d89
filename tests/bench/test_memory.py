"""Memory does not grow with the number of runs."""

from __future__ import annotations

from load.memory import Peaks, sample, tree
from stack.client import StackInfo
from tests.bench.figures import Figures
from tests.bench.runs import TEN_SYMBOLS, make_runs, requests_for

MIB = 1024 * 1024
FEW, MANY = 50, 500


def resident(app: StackInfo) -> Peaks:
    """Return the backend's memory as it is now."""
    peaks = Peaks()
    sample(peaks, tree(app.pids("backend")[:1]), full=True)
    return peaks


def test_backend_memory_after_500_runs(fresh_app: StackInfo, figures: Figures) -> None:
    """10 symbols x 1 year, 500 times, two at once; resident memory of the backend's process tree."""
    requests = requests_for(fresh_app)
    make_runs(fresh_app, TEN_SYMBOLS, FEW, requests, at_once=2)
    few = resident(fresh_app)
    make_runs(fresh_app, TEN_SYMBOLS, MANY - FEW, requests, at_once=2)
    many = resident(fresh_app)
    peak = f"peak {many.upper_bound / MIB:.0f} MiB"
    figures.at_most("backend after 500 runs", many.rss / MIB, 300, "MiB", peak)
    beside = f"{few.rss / MIB:.0f} MiB after {FEW}, {many.rss / MIB:.0f} MiB after {MANY}"
    figures.at_most("memory after 500 / after 50 runs", many.rss / few.rss, 1.25, "x", beside)
