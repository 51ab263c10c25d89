"""Reproducible candles: the same symbol, timeframe, year and seed always give the same bars.

A year is made whole and then cut to the wanted range, and its path runs from one fixed price at its start
to that of the next year. So a day's candle does not depend on the range asked for, and years join well.
"""

from __future__ import annotations

import hashlib
import math

import numpy as np

from market.rules import DEFAULTS, PRESETS, Floats, Prices
from market.timeframes import Timeframe

BASE_PRICES = {  # KRW, the order of magnitude at which these traded in 2025
    "KRW-BTC": 140_000_000.0,
    "KRW-ETH": 5_000_000.0,
    "KRW-XRP": 3_200.0,
    "KRW-SOL": 260_000.0,
    "KRW-ADA": 1_150.0,
    "KRW-DOGE": 330.0,
    "KRW-TRX": 420.0,
    "KRW-AVAX": 36_000.0,
    "KRW-LINK": 27_000.0,
    "KRW-DOT": 6_300.0,
    "KRW-ETC": 29_000.0,
    "KRW-ATOM": 7_100.0,
}
MIN_TRADES = 30
MARGIN = 2e-6  # relative distance kept from every threshold, far above what floating point can move
HOLDS = (1, 2, 3, 5, 10)  # hold periods after which a close must differ, so that no return is exactly 0
ATTEMPTS = 50
ZONE_CHECK_LIMIT = 40_000  # bars; beyond it (minutes) the zone rule costs 10 s a year and is left out


def year_of_candles(symbol: str, frame: Timeframe, year: int, seed: int) -> Prices:
    """Make one year of candles on which both strategies trade, win and lose, and nothing is a close call.

    Args:
        symbol: such as "KRW-BTC"; an unknown one gets a price level of its own.
        frame: the bar length.
        year: the calendar year (UTC).
        seed: any whole number; another seed gives another market.

    Raises:
        ValueError: no suitable year was found, which another seed will mend.
    """
    for attempt in range(ATTEMPTS):
        random = np.random.default_rng(_digest("bars", symbol, frame.name, year, seed, attempt))
        prices = _clear_of_edges(_draw(symbol, frame, year, seed, random))
        if prices is not None and _lively(prices):
            return prices
    raise ValueError(
        f"no suitable {frame.name} candles for {symbol} {year}: seed {seed} will not do, try another"
    )


def tick_of(price: float) -> float:
    """Return the price step at this price: about a ten-thousandth, a power of ten, 1,000 KRW at most."""
    return min(1_000.0, 10.0 ** (math.floor(math.log10(price)) - 4))


def _digest(*parts: object) -> int:
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:8], "big")


def _level(symbol: str, year: int, seed: int) -> float:
    base = BASE_PRICES.get(symbol) or 10 ** (2 + _digest("base", symbol) % 400 / 100)
    swing = _digest("level", symbol, year, seed) % 1_000 / 1_000 - 0.5
    return _round(base * math.exp(0.5 * swing), tick_of(base))


def _round(value: float, tick: float) -> float:
    return round(round(value / tick) * tick, 6)


def _draw(symbol: str, frame: Timeframe, year: int, seed: int, random: np.random.Generator) -> Prices:
    count = frame.bars_in(year)
    first, last = _level(symbol, year, seed), _level(symbol, year + 1, seed)
    kind = random.random(count)
    surge = kind < frame.surge_share
    fall = (kind > 1 - frame.surge_share * 0.8) & ~surge
    moves = random.normal(0, frame.noise, count)
    moves[surge] = random.uniform(0.024, 0.055, surge.sum())
    moves[fall] = -random.uniform(0.024, 0.055, fall.sum())
    # The bridge: what is missing on the way to next year's price is spread over the quiet bars.
    quiet = ~(surge | fall)
    moves[quiet] += (math.log(last / first) - moves.sum()) / max(1, int(quiet.sum()))
    tick = tick_of(min(first, last))
    close = _distinct(np.round(first * np.exp(np.cumsum(moves)) / tick))
    open_ = np.concatenate([[np.round(first / tick)], close[:-1]])
    reach = max(frame.noise, 0.001)
    top, bottom = np.maximum(open_, close), np.minimum(open_, close)
    high = np.ceil(top * (1 + random.exponential(reach * 0.6, count))) + 1
    low = np.maximum(np.floor(bottom * (1 - np.minimum(random.exponential(reach * 0.6, count), 0.5))) - 1, 1)
    volume = random.lognormal(0, 0.25, count) * np.where(surge, random.uniform(3.0, 4.5, count), 1.0)
    volume *= np.where(fall, random.uniform(1.2, 3.0, count), 1.0)
    volume *= 2e11 / first * frame.step.total_seconds() / 86_400  # about 200 billion KRW a day
    opens, highs, lows, closes = (np.round(ticks * tick, 6) for ticks in (open_, high, low, close))
    return Prices(opens, highs, lows, closes, np.round(volume, 6) + 1e-6)


def _distinct(close: Floats) -> Floats:
    """Move each close by ticks until it differs from those that a trade would be opened at."""
    values = close.tolist()
    for index, value in enumerate(values):
        earlier = {values[index - hold] for hold in HOLDS if index >= hold}
        while value in earlier:
            value += 1
        values[index] = value
    return np.asarray(values)


def _clear_of_edges(prices: Prices) -> Prices | None:
    """Scale the volume and widen the range of bars that are too close to a threshold, or give up on the year.

    A bar's zone comes from the bars before it: the one before a close call is changed too.
    """
    rules = DEFAULTS + PRESETS if len(prices.close) <= ZONE_CHECK_LIMIT else (DEFAULTS[0], PRESETS[0])
    for _ in range(20):
        near = np.stack([rule.judge(prices).distance for rule in rules]).min(axis=0) < MARGIN
        if not near.any():
            return prices
        near[:-1] |= near[1:]
        tick = tick_of(float(prices.close.min()))
        prices.volume[near] = np.round(prices.volume[near] * 1.0037, 6)
        prices.high[near] = np.round(prices.high[near] + tick, 6)
        prices.low[near] = np.round(np.maximum(prices.low[near] - tick, tick), 6)
    return None


def _lively(prices: Prices) -> bool:
    """Say whether each strategy trades often enough by default, winning and losing (one bar's hold)."""
    if len(prices.close) > ZONE_CHECK_LIMIT:
        return True
    gains = prices.close[1:] > prices.close[:-1]
    for rule in DEFAULTS:
        trades = rule.judge(prices).fires[:-1]
        wins = int(gains[trades].sum())
        if trades.sum() < MIN_TRADES or wins < 3 or trades.sum() - wins < 3:
            return False
    return True
