"""Trades and figures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coin.candles import Candles
from coin.trades import equity_curve, symbol_result
from tests.conftest import make_candles


def candles_with(closes: list[float], step: int = 86_400) -> Candles:
    base = make_candles(len(closes), step=step)
    close = np.array(closes)
    return Candles(base.timestamp, close, close, close, close, base.volume)


def result(closes: list[float], signals: list[int], hold: int = 1) -> dict:
    flags = np.isin(np.arange(len(closes)), signals)
    return symbol_result("S", candles_with(closes), flags, hold)


def test_a_trade_enters_at_the_close_and_leaves_at_a_later_close() -> None:
    signal = result([100, 90, 110, 120], [1], hold=2)["signals"][0]
    assert (signal["entry_price"], signal["exit_price"]) == (90, 120)
    assert signal["return_pct"] == pytest.approx(30 / 90)
    assert (signal["type"], signal["timestamp"]) == ("buy", "2025-01-02T00:00:00Z")


@pytest.mark.parametrize(("hold", "trades"), [(1, 2), (2, 1), (3, 0), (100, 0)])
def test_a_signal_without_its_exit_bar_is_no_trade(hold: int, trades: int) -> None:
    assert len(result([100, 101, 102, 103], [1, 2, 3], hold)["signals"]) == trades


def test_figures_of_several_trades() -> None:
    figures = result([100, 110, 99, 99, 198], [0, 1, 2, 3])
    assert figures["win_rate"] == 0.5
    assert figures["avg_return"] == pytest.approx((10 - 10 + 0 + 100) / 4)
    assert figures["max_drawdown"] == pytest.approx(10)
    assert figures["avg_hold_bars"] == 1
    assert [point["equity"] for point in figures["performance_curve"]] == pytest.approx(
        [1.1, 0.99, 0.99, 1.98]
    )
    assert [point["drawdown"] for point in figures["performance_curve"]] == pytest.approx([0, -0.1, -0.1, 0])


def test_a_return_of_zero_is_no_win() -> None:
    assert result([100, 100], [0])["win_rate"] == 0


def test_a_first_loss_is_a_drawdown_from_the_start() -> None:
    figures = result([100, 80], [0])
    assert figures["max_drawdown"] == pytest.approx(20)
    assert figures["performance_curve"][0]["drawdown"] == pytest.approx(-0.2)


def test_only_gains_have_no_drawdown() -> None:
    assert result([100, 110, 120], [0, 1])["max_drawdown"] == 0


def test_without_signals_the_figures_are_zero() -> None:
    figures = result([100, 110, 120], [])
    assert figures == {
        "symbol": "S",
        "signals": [],
        "win_rate": 0,
        "avg_return": 0,
        "max_drawdown": 0,
        "avg_hold_bars": 0,
        "performance_curve": [],
    }


def test_overlapping_trades_are_all_taken() -> None:
    assert len(result([100, 101, 102, 103, 104], [0, 1, 2], hold=2)["signals"]) == 3


def test_a_curve_point_carries_the_day_of_the_exit() -> None:
    assert result([100, 101, 102], [0], hold=2)["performance_curve"][0]["timestamp"] == "2025-01-03"


def test_more_gains_than_a_float_holds_stay_finite() -> None:
    equity, drawdown = equity_curve(np.full(5000, 1.0))
    assert math.isfinite(equity[-1])
    assert np.all(drawdown <= 0)


def test_moments_within_a_second_keep_their_fraction() -> None:
    candles = candles_with([100, 101])
    shifted = Candles(candles.timestamp + np.timedelta64(250, "ms"), *[candles.close] * 4, candles.volume)
    found = symbol_result("S", shifted, np.array([True, False]), 1)
    assert found["signals"][0]["timestamp"] == "2025-01-01T00:00:00.250000Z"
