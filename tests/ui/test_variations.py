"""Results that real candles do not give are still results of the contract."""

from typing import Any

from ui import variations

RESULT: dict[str, Any] = {
    "run_id": "x",
    "total_signals": 7,
    "symbols": [{"symbol": "A", "signals": []}, {"symbol": "B"}],
}


def test_all_kinds_of_trades_are_there() -> None:
    varied = variations.all_kinds(RESULT)
    signals = varied["symbols"][0]["signals"]
    assert {one["type"] for one in signals} == {"buy", "sell"}
    assert min(one["return_pct"] for one in signals) < 0 < max(one["return_pct"] for one in signals)
    assert 0.0 in [one["return_pct"] for one in signals]
    assert varied["total_signals"] == len(signals)
    assert len({one["timestamp"][11:] for one in signals}) == len(signals)
    assert all(point["drawdown"] <= 0 for point in varied["symbols"][0]["performance_curve"])


def test_a_result_is_stretched_or_emptied() -> None:
    assert variations.stretched(RESULT, 500)["total_signals"] == 500
    empty = variations.stretched(RESULT, 0)["symbols"][0]
    assert (empty["signals"], empty["win_rate"], empty["performance_curve"]) == ([], 0, [])
    assert RESULT["total_signals"] == 7


def test_a_curve_without_signals_may_be_null() -> None:
    assert variations.without_signals(RESULT, None)["symbols"][0]["performance_curve"] is None
    assert variations.without_signals(RESULT, [])["symbols"][0]["performance_curve"] == []
