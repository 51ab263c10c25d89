"""Response time does not depend on how much is stored."""

from __future__ import annotations

from stack.client import StackInfo
from tests.bench.figures import Figures, others_watched, percentile
from tests.bench.runs import ONE_SYMBOL, TEN_SYMBOLS, forget_runs, make_runs, requests_for, run, stored

STORED = 2000
REPETITIONS = 400
EMPTIED_EVERY = 20  # so that the empty store stays one


def test_response_time_with_2000_stored_runs(app: StackInfo, fresh_app: StackInfo, figures: Figures) -> None:
    """10 symbols x 1 year: an app with 2,000 runs and an empty one, asked in turn."""
    full, empty = app, fresh_app
    requests = requests_for(full)
    make_runs(full, ONE_SYMBOL, STORED - stored(full), requests, at_once=2)
    for warm in (full, empty):
        make_runs(warm, TEN_SYMBOLS, 10, requests)
    times: dict[str, list[float]] = {full.name: [], empty.name: []}
    with others_watched() as others:
        for number in range(REPETITIONS):
            if number % EMPTIED_EVERY == 0:
                forget_runs(empty)
                run(empty, requests.make(ONE_SYMBOL))  # notices the new index
            for one in (full, empty) if number % 2 else (empty, full):
                times[one.name].append(run(one, requests.make(TEN_SYMBOLS)).seconds)
    with_runs, without = (percentile(times[one.name], 0.95) * 1000 for one in (full, empty))
    medians = tuple(percentile(times[one.name], 0.5) * 1000 for one in (full, empty))
    beside = f"{with_runs:.1f} ms with {STORED:,}, {without:.1f} ms with none, n={REPETITIONS} each"
    figures.at_most("p95, 2,000 stored / none", with_runs / without, 1.2, "x", beside)
    figures.told(
        "p50, 2,000 stored / none",
        f"{medians[0] / medians[1]:.3g} x",
        f"{medians[0]:.1f} ms, {medians[1]:.1f} ms",
    )
    figures.when_idle("p95, none stored", without, 60, "ms", others.share)
    figures.when_idle("p95, 2,000 stored", with_runs, 60, "ms", others.share)
