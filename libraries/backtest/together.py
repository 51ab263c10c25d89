"""Different runs asked for at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from backtest.comparison import AnsweredRun
from backtest.parameters import LONG_CANDLE, ZONE_BREAKOUT

ROUNDS = 3
CLIENTS = 8


def different_requests(symbols: list[str]) -> list[dict[str, Any]]:
    """Make requests of which no two are alike: another symbol, strategy, range or holding period."""
    return [
        {
            "strategy": (LONG_CANDLE, ZONE_BREAKOUT)[(place + number) % 2],
            "symbols": [symbol],
            "start_date": f"2025-{1 + place % 3:02d}-01",
            "end_date": f"2025-{9 + number:02d}-28",
            "params": {"hold_period_bars": 1 + place},
        }
        for number in range(ROUNDS)
        for place, symbol in enumerate(symbols)
    ]


def answers_at_once(url: str, wanted: list[dict[str, Any]]) -> list[AnsweredRun]:
    """Ask for all runs from several clients at once; each answer remembers its request.

    Raises:
        AssertionError: a run is not accepted.
    """
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(lambda request: _answer(url, request), wanted))


def _answer(url: str, request: dict[str, Any]) -> AnsweredRun:
    response = requests.post(f"{url}/api/backtests/run", json=request, timeout=30)
    if response.status_code != 200:
        raise AssertionError(f"One of several runs at once got {response.status_code}: {response.text[:200]}")
    return AnsweredRun(response.json(), request)
