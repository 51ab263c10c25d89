"""The rules as worked out by hand, so that the generator's margins are margins of the right thing."""

import numpy as np

from market.rules import LongCandle, Prices, ZoneBreakout


def candles(*rows: tuple[float, float, float, float, float]) -> Prices:
    return Prices(*(np.array(column, dtype=float) for column in zip(*rows, strict=True)))


QUIET = (100.0, 101.0, 99.0, 100.5, 10.0)


def test_a_surge_with_a_long_body_fires() -> None:
    prices = candles(QUIET, QUIET, (100, 104, 99, 103, 40))
    assert LongCandle().judge(prices).fires.tolist() == [False, False, True]


def test_a_long_wick_keeps_it_from_firing() -> None:
    prices = candles(QUIET, QUIET, (100, 108, 99, 103, 40))
    assert not LongCandle().judge(prices).fires.any()


def test_the_mean_includes_the_bar_itself() -> None:
    # Mean of 10, 10 and 20 is 13.33: 1.5 times that is 20.
    distance = LongCandle().judge(candles(QUIET, QUIET, (100, 104, 99, 103, 20))).distance
    assert distance[2] < 1e-12


def test_the_zone_is_gathered_from_the_top() -> None:
    # One bar from 0 to 100 spread over 20 bins: a fifth of its volume lies above 80.
    prices = candles((50, 100, 1e-9, 50, 10), (50, 79, 40, 50, 10), (50, 82, 40, 50, 10))
    rule = ZoneBreakout(window=1, top=0.19, buffer=0.0)
    assert rule.judge(prices).fires.tolist() == [False, False, True]


def test_bars_without_a_whole_window_do_not_fire() -> None:
    assert not ZoneBreakout(window=5).judge(candles(*[QUIET] * 5)).fires.any()
