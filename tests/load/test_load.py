"""Deciding, breaking down, sampling and printing, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from itertools import count

import pytest

from load import measuring
from load.decision import EXTENSION, REPETITIONS, SHARE, certain_violation, decide, demonstrated, percentile
from load.measuring import Measured, Sample, measure_cells, reason_to_stop, sample_and_decide
from load.memory import MemorySampler, Peaks, resident, sample, tree
from load.printing import table
from load.timing import Breakdown, bottleneck, mean, parse
from load.workload import Cell, Requests, gating_cells

CELL = Cell("1 month", "volume_long_candle", 31, 1, 1)
HOLD = "import time; held = b'1' * (20 << 20); print('held', flush=True); time.sleep(60)"
SPIKE = "import time; b'1' * (60 << 20); print('over', flush=True); time.sleep(60)"


@pytest.mark.parametrize(("slow", "n"), [(0, 59), (1, 93), (2, 124), (4, 181)])
def test_the_numbers_of_answers_are_exact(slow: int, n: int) -> None:
    assert demonstrated(slow, n)
    assert not demonstrated(slow, n - 1)


def test_outcomes() -> None:
    assert decide([0.1] * 59, 0, 1.0).outcome == "demonstrated"
    assert decide([0.1] * 20, 0, 1.0).outcome == "not_demonstrated"
    assert decide([0.1] * 58 + [2.0], 1, 1.0).outcome == "not_demonstrated"
    assert decide([2.0] * 2, 2, 1.0).outcome == "violated"
    assert decide([], 0, 1.0).outcome == "not_demonstrated"


def test_a_certain_violation_ends_a_cell() -> None:
    assert certain_violation(2, 2)
    assert not certain_violation(1, 1)
    assert not certain_violation(2, 30)
    assert reason_to_stop(Measured(CELL, [Sample(200, 11.0)]), 1.0)
    assert reason_to_stop(Measured(CELL, [Sample(200, 0.1)]), 1.0) is None


def test_a_failed_answer_is_a_slow_one() -> None:
    verdict = Measured(CELL, [Sample(500, 0.01)] * 59).verdict(1.0)
    assert (verdict.outcome, verdict.slow) == ("violated", 59)


def test_both_stages_together_keep_the_confidence() -> None:
    passes_first = SHARE**REPETITIONS
    passes_second = REPETITIONS * (1 - SHARE) * SHARE ** (REPETITIONS - 1 + EXTENSION)
    assert passes_first + passes_second <= 0.05


@pytest.mark.parametrize(
    ("slow_at", "n", "outcome"),
    [
        (set(), 59, "demonstrated"),
        ({3}, 149, "demonstrated"),
        ({3, 40}, 59, "not_demonstrated"),
        ({3, 100}, 101, "not_demonstrated"),
        ({3, 148}, 149, "not_demonstrated"),
    ],
)
def test_one_hiccup_calls_for_a_second_stage_without_any(
    monkeypatch: pytest.MonkeyPatch, slow_at: set[int], n: int, outcome: str
) -> None:
    answers = (Sample(200, 1.5 if number in slow_at else 0.1) for number in count())
    monkeypatch.setattr(measuring, "post", lambda url, body: next(answers))
    measured = measure_cells("", [CELL], Requests(["A"], date(2025, 12, 31)), REPETITIONS, 1.0, budget=60)[
        CELL
    ]
    assert (len(measured.samples), measured.verdict(1.0).outcome) == (n, outcome)


def test_answers_taken_one_by_one_have_two_stages_too() -> None:
    answers = (Sample(200, 1.5 if number == 7 else 0.1) for number in count())
    verdict = sample_and_decide(lambda: next(answers), REPETITIONS, 1.0)
    assert (verdict.n, verdict.outcome) == (149, "demonstrated")


def test_percentiles_are_nearest_rank() -> None:
    assert percentile(list(range(1, 101)), 0.95) == 95


def test_no_two_requests_are_equal() -> None:
    requests = Requests([f"S{n}" for n in range(12)], date(2025, 12, 31))
    bodies = [str(requests.make(cell)) for cell in gating_cells() for _ in range(60)]
    assert len(set(bodies)) == len(bodies)


def test_too_few_symbols_are_a_misuse() -> None:
    with pytest.raises(ValueError, match="generate_test_data"):
        Requests(["A"], date(2025, 12, 31)).make(Cell("3 symbols", "volume_long_candle", 365, 3, 1))


def test_server_timing_is_read() -> None:
    told = parse('load;dur=10, compute;desc="x, y";dur=20.5, serialize;dur=1, total;dur=99')
    assert told == Breakdown(load=0.01, compute=0.0205, serialise=0.001)
    assert parse("cache;dur=1") is None
    assert parse(None) is None
    assert mean([told, None]) == told


def test_the_bottleneck_is_named() -> None:
    assert bottleneck(Breakdown(load=0.1, compute=0.8), 1.0).startswith("computing: 80 %".replace(" %", "%"))
    assert "none of the phases" in bottleneck(Breakdown(load=0.1), 2.0)
    assert "1.9 s" in bottleneck(None, 2.0, 1.9)


def test_memory_of_this_process_is_seen() -> None:
    sampler = MemorySampler({"me": lambda: [os.getpid()], "gone": list})
    sampler.start()
    time.sleep(0.12)
    peaks = sampler.stop()
    assert peaks["me"].upper_bound >= peaks["me"].rss > 0
    assert peaks["me"].outcome(2**40) == "demonstrated"
    assert peaks["gone"].outcome(2**40) == "invalid"


def test_memory_outcomes() -> None:
    assert Peaks(rss=10, pss=10, samples=1).outcome(10) == "violated"
    assert Peaks(rss=10, pss=9, samples=1).outcome(10) == "not_demonstrated"


def test_a_dead_address_is_violated_and_printed() -> None:
    requests = Requests(["A"], date(2025, 12, 31))
    results = measure_cells("http://127.0.0.1:9", [CELL], requests, n=3, limit=1.0, budget=5)
    assert "FAIL" in table(results.values(), 1.0)
    assert len(results[CELL].samples) == 2


def test_peaks_of_two_watches_are_joined() -> None:
    first = Peaks(rss=5, pss=9, samples=2, processes={1}, high_water=8)
    both = first.joined(Peaks(rss=7, pss=1, samples=3, processes={2}, high_water=6))
    assert (both.rss, both.pss, both.samples) == (7, 9, 5)
    assert both.upper_bound == 8


def test_processes_that_follow_each_other_do_not_add_up() -> None:
    peaks, most = Peaks(), 0
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE) as child:
            assert child.stdout
            assert child.stdout.readline()
            sample(peaks, tree([child.pid]), full=True)
            most = max(most, resident(child.pid)[1])
            child.kill()
    assert len(peaks.processes) == 4
    assert peaks.upper_bound == most


def test_a_spike_between_two_samples_is_in_the_bound() -> None:
    with subprocess.Popen([sys.executable, "-c", SPIKE], stdout=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stdout.readline()
        peaks = Peaks()
        sample(peaks, tree([child.pid]), full=False)
        child.kill()
    assert peaks.rss < 50 << 20 < peaks.upper_bound


def test_an_app_may_be_asked_by_https_and_below_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    class Connection:
        def __init__(self, *place: object, **_: float) -> None:
            asked.append(place)

        def request(self, method: str, path: str, *_: object) -> None:
            asked.append((method, path))
            raise OSError("nobody is there")

        def close(self) -> None:
            pass

    monkeypatch.setattr(measuring, "HTTPSConnection", Connection)
    assert measuring.call("GET", "https://app.example:8443/coin/", "/health").status == 0
    assert asked == [("app.example", 8443), ("GET", "/coin/health")]
