"""A result that is right passes, and each careless one is named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from backtest.comparison import AnsweredRun, differences, echo_difference, explain
from backtest.crafted import CRAFTED
from backtest.oracle import Reading, metrics, readings, trades
from backtest.parameters import LONG_CANDLE, ZONE_BREAKOUT
from backtest.schemas import promised

SYMBOL = "TICKS-1"
DATA = CRAFTED[SYMBOL](SYMBOL)


def read(symbol: str, timeframe: str) -> pd.DataFrame:
    return DATA


def answer(
    reading: Reading, strategy: str = LONG_CANDLE, hold: int = 2, start: str = "2025-03-01"
) -> AnsweredRun:
    request = {
        "strategy": strategy, "symbols": [SYMBOL], "start_date": start, "end_date": "2025-11-30",
        "params": {"hold_period_bars": hold},
    }  # fmt: skip
    taken = trades(DATA, strategy, request["params"], start, "2025-11-30", reading)  # type: ignore[arg-type]
    figures = metrics(taken, hold)
    signals = [
        {
            "symbol": SYMBOL, "type": "buy", "timestamp": t.timestamp.isoformat(),
            "entry_price": t.entry_price,
            "exit_price": t.exit_price, "return_pct": t.return_pct,
        }
        for t in taken
    ]  # fmt: skip
    curve = [
        {"timestamp": f"{t.exit_timestamp:%Y-%m-%d}", "equity": e, "drawdown": d}
        for t, e, d in zip(taken, figures.equity, figures.drawdown, strict=True)
    ]
    part = {
        "symbol": SYMBOL, "signals": signals, "win_rate": figures.win_rate, "avg_return": figures.avg_return,
        "max_drawdown": figures.max_drawdown, "avg_hold_bars": figures.avg_hold_bars,
        "performance_curve": curve,
    }  # fmt: skip
    return AnsweredRun({**request, "timeframe": "1d", "symbols": [part]}, request)


@pytest.mark.parametrize("strategy", [LONG_CANDLE, ZONE_BREAKOUT])
def test_each_reading_of_the_contract_is_accepted(strategy: str) -> None:
    for reading in readings(strategy):
        assert explain(answer(reading, strategy), read) is None


def test_a_curve_may_show_its_start() -> None:
    result = answer(readings(LONG_CANDLE)[0])
    result["symbols"][0]["performance_curve"].insert(
        0, {"timestamp": "2025-03-01", "equity": 1.0, "drawdown": 0.0}
    )
    assert explain(result, read) is None


def change(name: str, value: Callable[[Any], Any]) -> Callable[[dict[str, Any]], None]:
    def apply(part: dict[str, Any]) -> None:
        part[name] = value(part[name])

    return apply


FAULTS: dict[str, Callable[[dict[str, Any]], None]] = {
    "win rate counts zeros": change(
        "win_rate", lambda _: 0.9
    ),
    "win rate off by a thousandth": change("win_rate", lambda value: value * 1.001),
    "average is a fraction": change("avg_return", lambda value: value / 100),
    "drawdown is a fraction": change("max_drawdown", lambda value: value / 100),
    "drawdown is negative": change("max_drawdown", lambda value: -value),
    "holding is one short": change("avg_hold_bars", lambda value: value - 1),
    "last signal is lost": change("signals", lambda value: value[:-1]),
    "signals descend": change("signals", lambda value: value[::-1]),
    "signal is given twice": change("signals", lambda value: [value[0], *value]),
    "time is shifted by nine hours": change(
        "signals",
        lambda value: [{**s, "timestamp": s["timestamp"].replace("T00", "T09")} for s in value],
    ),
    "exit is at another price": change("signals", lambda value: [{**s, "exit_price": 1.0} for s in value]),
    "return is in percent": change(
        "signals", lambda value: [{**s, "return_pct": s["return_pct"] * 100} for s in value]
    ),
    "drawdown is null": change("performance_curve", lambda value: [{**p, "drawdown": None} for p in value]),
    "drawdown forgets the start": change(
        "performance_curve",
        lambda value: [{**value[0], "drawdown": 0.0 if value[0]["drawdown"] else -0.1}, *value[1:]],
    ),
    "curve is empty": change("performance_curve", lambda value: []),
    "curve ends early": change("performance_curve", lambda value: value[:-1]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str) -> None:
    result = answer(readings(LONG_CANDLE)[0])
    broken = AnsweredRun(copy.deepcopy(dict(result)), result.request)
    FAULTS[fault](broken["symbols"][0])
    assert explain(broken, read)


def test_ignored_parameters_are_noticed() -> None:
    result = answer(readings(LONG_CANDLE)[0], hold=2)
    asked = {**result.request, "params": {"hold_period_bars": 3}}
    assert explain(AnsweredRun(dict(result), asked), read)
    assert "hold_period_bars" in (echo_difference(AnsweredRun(dict(result), asked)) or "")


def test_another_order_of_symbols_is_noticed() -> None:
    result = answer(readings(LONG_CANDLE)[0])
    asked = {**result.request, "symbols": ["OTHER", SYMBOL]}
    assert "symbols" in (echo_difference(AnsweredRun(dict(result), asked)) or "")


def test_readings_that_mix_share_nothing() -> None:
    first, last = readings(LONG_CANDLE)[0], readings(LONG_CANDLE)[-1]
    fits = [
        {
            r
            for r, problem in differences(answer(each, hold=9, start="2025-03-05"), read).items()
            if not problem
        }
        for each in (first, last)
    ]
    assert first in fits[0]
    assert last in fits[1]


def test_fields_that_nobody_promised_are_left_out() -> None:
    part = {
        "symbol": "A",
        "took": 1,
        "signals": [{"entry_price": 1.0, "note": "x"}],
        "performance_curve": None,
    }
    wanted = {"symbol": "A", "signals": [{"entry_price": 1.0}], "performance_curve": None}
    assert promised(part, "symbol") == wanted
