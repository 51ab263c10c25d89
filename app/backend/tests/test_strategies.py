"""The vectorised strategies against a plain-loop reading of the contract."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, currently_in_test_context, given, settings
from hypothesis import strategies as st

from coin.candles import Candles
from coin.models.parameters import LongCandleParameters, ZoneBreakoutParameters
from coin.strategies import find_signals
from coin.strategies.zone_breakout import CHUNK
from tests.conftest import make_candles

# Comparisons that a rounding error could turn round are left to the tests with exact figures.
NEAR = 1e-7
price = st.integers(1, 60).map(float)
bar = st.tuples(price, price, price, price, st.one_of(st.just(0.0), st.integers(1, 1000).map(float)))


def candles_of(bars: list[tuple[float, float, float, float, float]]) -> Candles:
    """Candles from rows of open, close, two more prices and volume."""
    rows = [(o, max(o, c, a, b), min(o, c, a, b), c, v) for o, c, a, b, v in bars]
    columns = np.array(rows, dtype=float).reshape(-1, 5).T
    stamps = np.datetime64("2025-01-01", "us") + np.arange(len(rows)) * np.timedelta64(1, "D")
    return Candles(stamps, *columns)


def steer_clear(tie: bool) -> None:
    """Give up on an example whose answer depends on the order of a sum."""
    if currently_in_test_context():
        assume(not tie)


def near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(abs(one), abs(other), 1.0)


def plain_long_candle(c: Candles, p: LongCandleParameters) -> list[bool]:
    found = []
    for i in range(len(c)):
        last = c.volume[max(0, i - p.vol_ma_window + 1) : i + 1]
        mean = sum(last) / len(last)
        body = (c.close[i] - c.open[i]) / c.open[i]
        upper = (c.high[i] - max(c.open[i], c.close[i])) / c.open[i]
        lower = (min(c.open[i], c.close[i]) - c.low[i]) / c.open[i]
        steer_clear(c.volume[i] != 0 and near(c.volume[i], p.vol_multiplier * mean))
        short = upper < 2 * p.body_pct and lower < 2 * p.body_pct
        found.append(bool(c.volume[i] >= p.vol_multiplier * mean and body >= p.body_pct and short))
    return found


def plain_resistance(c: Candles, first: int, last: int, p: ZoneBreakoutParameters) -> float | None:
    bottom, top = min(c.low[first:last]), max(c.high[first:last])
    width = (top - bottom) / p.num_bins
    volumes = [0.0] * p.num_bins
    for j in range(first, last):
        low, high = c.low[j], c.high[j]
        for k in range(p.num_bins):
            lower, upper = bottom + k * width, bottom + (k + 1) * width
            if high > low:
                volumes[k] += c.volume[j] * max(0.0, min(high, upper) - max(low, lower)) / (high - low)
        if high == low:
            steer_clear(width > 0 and near((low - bottom) / width % 1, 0) and low not in (bottom, top))
            volumes[p.num_bins - 1 if width == 0 else min(int((low - bottom) / width), p.num_bins - 1)] += (
                c.volume[j]
            )
    total, gathered = sum(volumes), 0.0
    if total == 0:
        return None
    for k in reversed(range(p.num_bins)):
        gathered += volumes[k]
        steer_clear(near(gathered / total, p.top_percentile))
        if gathered >= p.top_percentile * total:
            return bottom + k * width
    return bottom


def plain_zone_breakout(c: Candles, p: ZoneBreakoutParameters) -> list[bool]:
    found = []
    for i in range(len(c)):
        level = plain_resistance(c, i - p.volume_window, i, p) if i >= p.volume_window else None
        if level is None:
            found.append(False)
            continue
        wanted = level * (1 + p.breakout_buffer)
        steer_clear(near(c.high[i], wanted) and c.high[i] != wanted)
        found.append(bool(c.high[i] >= wanted))
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(bar, min_size=1, max_size=25),
    st.builds(
        LongCandleParameters,
        vol_ma_window=st.integers(1, 40),
        vol_multiplier=st.sampled_from([1.0, 1.3, 2.0]),
        body_pct=st.sampled_from([0.01, 0.1, 0.5, 1.0]),
    ),
)
def test_long_candles_are_those_of_the_contract(bars: list, params: LongCandleParameters) -> None:
    candles = candles_of(bars)
    assert find_signals(candles, params).tolist() == plain_long_candle(candles, params)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(bar, min_size=1, max_size=20),
    st.builds(
        ZoneBreakoutParameters,
        volume_window=st.integers(1, 24),
        top_percentile=st.floats(0.01, 0.99),
        breakout_buffer=st.sampled_from([0.0, 0.013, 0.2]),
        num_bins=st.integers(2, 30),
    ),
)
def test_zone_breakouts_are_those_of_the_contract(bars: list, params: ZoneBreakoutParameters) -> None:
    candles = candles_of(bars)
    assert find_signals(candles, params).tolist() == plain_zone_breakout(candles, params)


@pytest.mark.parametrize("params", [LongCandleParameters(), ZoneBreakoutParameters(volume_window=30)])
def test_a_year_of_candles_gives_the_signals_of_the_contract(params: object) -> None:
    candles = make_candles(120, seed=3)
    plain = plain_long_candle if isinstance(params, LongCandleParameters) else plain_zone_breakout
    expected = plain(candles, params)  # type: ignore[arg-type]
    assert find_signals(candles, params).tolist() == expected  # type: ignore[arg-type]


def test_windows_in_several_chunks_give_what_one_alone_gives() -> None:
    candles = make_candles(CHUNK + 300, seed=4)
    params = ZoneBreakoutParameters(volume_window=20)
    whole = find_signals(candles, params)
    tail = Candles(*(getattr(candles, name)[CHUNK:] for name in Candles.__dataclass_fields__))
    assert whole[CHUNK + 20 :].tolist() == find_signals(tail, params)[20:].tolist()


@pytest.mark.parametrize("params", [LongCandleParameters(body_pct=0.1), ZoneBreakoutParameters()])
def test_one_bar_alone_gives_as_many_flags_as_bars(params: object) -> None:
    assert len(find_signals(candles_of([(10, 11, 10, 11, 5)]), params)) == 1  # type: ignore[arg-type]


def test_a_single_rising_bar_is_a_long_candle() -> None:
    params = LongCandleParameters(vol_multiplier=1, body_pct=0.1)
    assert find_signals(candles_of([(10, 11, 10, 11, 5)]), params).tolist() == [True]


def test_equal_volumes_reach_their_own_mean() -> None:
    params = LongCandleParameters(vol_multiplier=1, body_pct=0.1, vol_ma_window=7)
    assert find_signals(candles_of([(10, 11, 10, 11, 0.1)] * 30), params).all()


def test_a_body_of_exactly_the_least_size_counts() -> None:
    params = LongCandleParameters(vol_multiplier=1, body_pct=0.02)
    assert find_signals(candles_of([(100, 102, 100, 102, 1)]), params).tolist() == [True]


def test_a_wick_of_exactly_twice_the_body_does_not_count() -> None:
    params = LongCandleParameters(vol_multiplier=1, body_pct=0.25)
    assert find_signals(candles_of([(100, 125, 175, 100, 1)]), params).tolist() == [False]
    assert find_signals(candles_of([(100, 125, 174, 100, 1)]), params).tolist() == [True]


def test_a_falling_candle_is_no_signal() -> None:
    params = LongCandleParameters(vol_multiplier=1, body_pct=0.01)
    assert not find_signals(candles_of([(11, 10, 11, 10, 5)]), params).any()


def test_no_volume_at_all_is_no_breakout() -> None:
    params = ZoneBreakoutParameters(volume_window=3, breakout_buffer=0)
    assert not find_signals(candles_of([(10, 11, 12, 9, 0)] * 8), params).any()


def test_equal_prices_break_out_only_without_a_buffer() -> None:
    flat = candles_of([(10, 10, 10, 10, 5)] * 5)
    window = {"volume_window": 2}
    assert find_signals(flat, ZoneBreakoutParameters(breakout_buffer=0, **window)).tolist()[2:] == [True] * 3
    assert not find_signals(flat, ZoneBreakoutParameters(breakout_buffer=0.01, **window)).any()


def test_a_window_as_long_as_the_data_leaves_no_breakout() -> None:
    bars = [(10, 12, 12, 10, 5)] * 6
    params = ZoneBreakoutParameters(volume_window=6, breakout_buffer=0)
    assert not find_signals(candles_of(bars), params).any()
    assert find_signals(candles_of([*bars, (10, 12, 12, 10, 5)]), params).tolist() == [False] * 6 + [True]


def test_bins_that_hold_exactly_the_share_are_enough() -> None:
    # Volume spread evenly over 10..110: the upper fifth of it lies above 90.
    bars = [(10, 110, 110, 10, 7)] * 3 + [(10, 90, 90, 10, 7), (10, 89, 89, 10, 7)]
    params = ZoneBreakoutParameters(volume_window=3, breakout_buffer=0, top_percentile=0.2, num_bins=20)
    assert find_signals(candles_of(bars), params).tolist()[3] is True
    assert find_signals(candles_of(bars[:3] + bars[4:]), params).tolist()[3] is False


def test_the_last_bar_is_judged_by_the_bars_before_it() -> None:
    bars = [(10, 11, 11, 10, 5)] * 4 + [(10, 50, 50, 10, 5)]
    params = ZoneBreakoutParameters(volume_window=4)
    assert find_signals(candles_of(bars), params).tolist() == [False] * 4 + [True]


def test_parameters_of_no_strategy_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="no strategy"):
        find_signals(make_candles(3), object())  # type: ignore[arg-type]
