"""The oracle, on candles small enough to check by hand."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from backtest.crafted import CRAFTED, take_away
from backtest.oracle import Reading, metrics, readings, trades
from backtest.parameters import LONG_CANDLE, STRATEGIES, ZONE_BREAKOUT
from backtest.strategies import resistance, volume_per_bin

PLAIN = Reading(warm_up=False, exits="range")


def candles(rows: list[tuple[float, float, float, float, float]], start: str = "2025-01-01") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["open", "high", "low", "close", "volume"], dtype=float)
    frame.insert(0, "timestamp", pd.date_range(start, periods=len(rows), freq="D", tz="UTC"))
    return frame


QUIET = (100.0, 101.0, 99.0, 100.0, 10.0)
LIVELY = (100.0, 103.5, 99.5, 103.0, 100.0)


def test_a_long_candle_is_a_trade_until_the_next_close() -> None:
    found = trades(candles([QUIET, QUIET, LIVELY, QUIET]), LONG_CANDLE, {}, "2025-01-01", "2025-01-04", PLAIN)
    assert [(t.timestamp.day, t.entry_price, t.exit_price) for t in found] == [(3, 103.0, 100.0)]


def test_a_signal_without_its_exit_bar_is_no_trade() -> None:
    assert trades(candles([QUIET, QUIET, LIVELY]), LONG_CANDLE, {}, "2025-01-01", "2025-01-03", PLAIN) == []


def test_exits_after_the_end_are_a_reading_of_their_own() -> None:
    data = candles([QUIET, QUIET, LIVELY, QUIET])
    assert not trades(data, LONG_CANDLE, {}, "2025-01-01", "2025-01-03", PLAIN)
    assert trades(data, LONG_CANDLE, {}, "2025-01-01", "2025-01-03", Reading(False, "data"))


@pytest.mark.parametrize("spoiled", [(100, 107.1, 99.5, 103, 100), (100, 103.5, 95.9, 103, 100)])
def test_a_wick_of_twice_the_body_or_more_is_no_long_candle(spoiled: tuple[float, ...]) -> None:
    data = candles([QUIET, QUIET, tuple(map(float, spoiled)), QUIET])  # type: ignore[list-item]
    assert trades(data, LONG_CANDLE, {}, "2025-01-01", "2025-01-04", PLAIN) == []


def test_a_threshold_that_is_met_exactly_is_a_tie() -> None:
    data = candles([QUIET, QUIET, (100.0, 102.5, 99.5, 102.0, 100.0), QUIET])
    (trade,) = trades(data, LONG_CANDLE, {"body_pct": 0.02}, "2025-01-01", "2025-01-04", PLAIN)
    assert trade.tie


def test_volume_is_spread_over_the_bins_by_overlap() -> None:
    spread = volume_per_bin(
        np.array([0.0, 2.0]), np.array([4.0, 3.0]), np.array([8.0, 5.0]), np.linspace(0, 4, 5)
    )
    assert spread.tolist() == [2.0, 2.0, 7.0, 2.0]


def test_resistance_is_the_lower_edge_of_the_bin_that_fills_the_share() -> None:
    low, high, volume = np.array([0.0, 2.0]), np.array([4.0, 3.0]), np.array([8.0, 5.0])
    assert resistance(low, high, volume, 0.1, 4) == (3.0, 3.0)
    assert resistance(low, high, volume, 0.5, 4) == (2.0, 2.0)
    assert resistance(low, high, volume, 0.9, 4) == (0.0, 0.0)


def test_a_share_that_is_met_exactly_leaves_two_bins_open() -> None:
    assert resistance(np.array([0.0]), np.array([4.0]), np.array([8.0]), 0.25, 4) == (2.0, 3.0)


def test_metrics_have_the_contracts_units() -> None:
    data = candles([LIVELY, (0, 0, 0, 51.5, 0), (0, 0, 0, 51.5, 0), (0, 0, 0, 103.0, 0)])
    close = data["close"]
    from backtest.oracle import Trade

    def trade(a: int, b: int) -> Trade:
        return Trade(data["timestamp"][a], data["timestamp"][b], close[a], close[b], False)

    found = metrics([trade(0, 1), trade(1, 2), trade(2, 3)], 1)
    assert found.win_rate == pytest.approx(1 / 3)
    assert found.avg_return == pytest.approx((-50 + 0 + 100) / 3)
    assert found.max_drawdown == pytest.approx(50)
    assert found.drawdown == pytest.approx((-0.5, -0.5, 0))


def test_without_a_trade_all_figures_are_zero() -> None:
    assert metrics([], 5).avg_hold_bars == 0


@pytest.mark.parametrize(
    ("symbol", "strategy"),
    # Breakouts may want a full window, and SHORT-1 has fewer candles.
    [pair for pair in product(CRAFTED, [LONG_CANDLE, ZONE_BREAKOUT]) if pair != ("SHORT-1", ZONE_BREAKOUT)],
)
def test_crafted_candles_make_trades(symbol: str, strategy: str) -> None:
    data = CRAFTED[symbol](symbol)
    for reading in readings(strategy):
        found = trades(data, strategy, {"breakout_buffer": 0} if strategy == ZONE_BREAKOUT else {},
                       "2023-01-01", "2026-01-01", reading)  # fmt: skip
        assert len(found) >= 3 or symbol == "FALLING-1"


def test_each_strategy_has_the_contracts_number_of_parameters() -> None:
    assert [len(each) for each in STRATEGIES.values()] == [4, 5]


def test_only_candles_made_to_go_are_taken_away(tmp_path: Path) -> None:
    for symbol in ("GONE-1", "KRW-BTC"):
        (tmp_path / symbol / "1D").mkdir(parents=True)
    take_away(tmp_path, "GONE-1")
    with pytest.raises(ValueError, match="KRW-BTC is none of the symbols"):
        take_away(tmp_path, "KRW-BTC")
    assert [path.name for path in tmp_path.iterdir()] == ["KRW-BTC"]
