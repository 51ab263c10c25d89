"""The backend answers for its health while it computes."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from load.measuring import call
from stack.client import StackInfo
from tests.bench.figures import Figures, others_watched, percentile
from tests.bench.runs import TEN_SYMBOLS, requests_for, run

CONCURRENT = 5
ASKED = 1000
EVERY = 0.02  # seconds


def health_times(app: StackInfo) -> list[float]:
    """Ask for the health many times, each on a connection of its own; milliseconds."""
    times = []
    for _ in range(ASKED):
        answer = call("GET", app.api_url, "/health")
        assert answer.status == 200
        times.append(answer.seconds * 1000)
        time.sleep(max(0.0, EVERY - answer.seconds))
    return times


def test_health_while_five_runs_compute(fresh_app: StackInfo, figures: Figures) -> None:
    """Five at a time, 10 symbols x 1 year each, without a pause, for as long as the health is asked for."""
    requests = requests_for(fresh_app)
    run(fresh_app, requests.make(TEN_SYMBOLS))
    idle = percentile(health_times(fresh_app), 0.99)
    enough = threading.Event()

    def keep_running() -> int:
        made = 0
        while not enough.is_set():
            run(fresh_app, requests.make(TEN_SYMBOLS))
            made += 1
        return made

    with ThreadPoolExecutor(CONCURRENT) as pool, others_watched() as others:
        runs = [pool.submit(keep_running) for _ in range(CONCURRENT)]
        try:
            loaded = percentile(health_times(fresh_app), 0.99)
        finally:
            enough.set()
        made = sum(each.result() for each in runs)
    figures.when_idle(
        "/health p99, 5 runs at once", loaded, 100, "ms", others.share, f"{made} runs meanwhile"
    )
    figures.told(
        "/health p99, 5 runs / idle", f"{loaded / idle:.3g} x", f"{loaded:.1f} ms, {idle:.1f} ms idle"
    )
