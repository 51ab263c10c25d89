"""Candles are the same each time, sound, lively, and away from every threshold."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from market.candles import BASE_PRICES, HOLDS, MARGIN, tick_of, year_of_candles
from market.generate import DEFAULT_SEED, Order, candles_of, default_orders, missing_orders, orders_for
from market.rules import DEFAULTS, PRESETS, LongCandle, Prices, ZoneBreakout
from market.timeframes import TIMEFRAMES, timeframe_named

DAY = TIMEFRAMES["1D"]


@pytest.fixture(scope="module", params=sorted(BASE_PRICES))
def year(request: pytest.FixtureRequest) -> Prices:
    return year_of_candles(request.param, DAY, 2025, DEFAULT_SEED)


def test_same_seed_same_candles() -> None:
    first, second = (year_of_candles("KRW-BTC", DAY, 2025, 7) for _ in range(2))
    assert all(np.array_equal(*columns) for columns in zip(first, second, strict=True))


def test_another_seed_gives_another_market() -> None:
    first, second = (year_of_candles("KRW-BTC", DAY, 2025, seed) for seed in (7, 8))
    assert not np.array_equal(first.close, second.close)


def test_prices_are_sane(year: Prices) -> None:
    assert (year.low <= np.minimum(year.open, year.close)).all()
    assert (year.high >= np.maximum(year.open, year.close)).all()
    assert (year.low > 0).all()
    assert (year.high > year.low).all()
    assert (year.volume > 0).all()


@pytest.mark.parametrize("rule", DEFAULTS, ids=["long candle", "zone breakout"])
def test_each_strategy_trades_wins_and_loses(year: Prices, rule: LongCandle | ZoneBreakout) -> None:
    trades = rule.judge(year).fires[:-1]
    wins = (year.close[1:] > year.close[:-1])[trades]
    assert trades.sum() >= 30
    assert 0 < wins.sum() < trades.sum()


@pytest.mark.parametrize("rule", DEFAULTS + PRESETS, ids=str)
def test_no_bar_is_a_close_call(year: Prices, rule: LongCandle | ZoneBreakout) -> None:
    assert rule.judge(year).distance.min() > MARGIN


@pytest.mark.parametrize("hold", HOLDS)
def test_no_return_is_exactly_zero(year: Prices, hold: int) -> None:
    assert (year.close[hold:] != year.close[:-hold]).all()


def test_years_join_without_a_jump() -> None:
    before, after = (year_of_candles("KRW-BTC", DAY, number, 1) for number in (2024, 2025))
    assert after.open[0] == pytest.approx(before.close[-1], rel=0.002)


def test_a_leap_year_has_its_day() -> None:
    times, _ = candles_of(Order("KRW-BTC", DAY, date(2024, 2, 28), date(2024, 3, 1)), 2024)
    assert [time.day for time in times] == [28, 29, 1]


def test_a_day_does_not_depend_on_the_range_asked_for() -> None:
    whole = Order("KRW-ETH", DAY, date(2025, 1, 1), date(2025, 12, 31))
    part = Order("KRW-ETH", DAY, date(2025, 6, 1), date(2025, 6, 30))
    times, prices = candles_of(part, 2025)
    assert times[0] == datetime(2025, 6, 1, tzinfo=UTC)
    assert np.array_equal(prices.close, candles_of(whole, 2025)[1].close[151:181])


def test_an_unknown_symbol_gets_candles_too() -> None:
    assert len(year_of_candles("KRW-NEW", DAY, 2025, 1).close) == 365


def test_ticks_follow_the_price() -> None:
    assert [tick_of(price) for price in (140_000_000, 5_000_000, 3_200, 330)] == [1_000, 100, 0.1, 0.01]


def test_orders_cross_years() -> None:
    (order,) = orders_for(["KRW-BTC"], days=400)
    assert (order.first, order.last, list(order.years())) == (
        date(2024, 11, 27),
        date(2025, 12, 31),
        [2024, 2025],
    )


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"symbols": []}, "no symbol"),
        ({"symbols": ["A"], "days": 0}, "at least 1"),
        ({"symbols": ["A"], "first": date(2025, 2, 1), "last": date(2025, 1, 1)}, "after its end"),
        ({"symbols": ["A"], "first": date(2025, 1, 1), "last": date(2025, 1, 2), "days": 3}, "two of"),
        ({"symbols": ["A"], "timeframe": "2D"}, "unknown timeframe"),
    ],
)
def test_bad_wishes_are_refused(wish: dict, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        orders_for(**wish)


def test_everything_is_missing_in_an_empty_folder(tmp_path) -> None:
    assert missing_orders(tmp_path, default_orders()) == default_orders()


def test_timeframes_go_by_any_case() -> None:
    assert timeframe_named("1d") is DAY
