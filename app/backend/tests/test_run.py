"""`POST /api/backtests/run`: what is accepted, what is refused, and why."""

from __future__ import annotations

import json
import math
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from coin.candles import Candles
from tests.conftest import make_candles, write_candles
from tests.requests import RUN, body, run

ZONE = "volume_zone_breakout"


def test_a_run_answers_the_whole_result(shared: TestClient) -> None:
    result = run(shared, symbols=["KRW-ETH", "KRW-BTC"])
    assert result["version"] == "1.1.0"
    assert uuid.UUID(result["run_id"]).version == 4
    assert [symbol["symbol"] for symbol in result["symbols"]] == ["KRW-ETH", "KRW-BTC"]
    assert result["total_signals"] == sum(len(symbol["signals"]) for symbol in result["symbols"]) > 0
    assert result["metadata"]["environment"] == "test"
    assert result["timeframe"] == "1d"
    assert result["execution_time"] > 0


def test_parameters_that_are_left_out_have_their_defaults(shared: TestClient) -> None:
    assert run(shared, params={})["params"] == {
        "vol_ma_window": 20,
        "vol_multiplier": 1.5,
        "body_pct": 0.02,
        "hold_period_bars": 1,
    }
    assert run(shared, strategy=ZONE, params={"num_bins": 7})["params"] == {
        "volume_window": 60,
        "top_percentile": 0.2,
        "breakout_buffer": 0.01,
        "hold_period_bars": 1,
        "num_bins": 7,
    }


def test_signals_ascend_in_time_inside_the_range(shared: TestClient) -> None:
    result = run(shared, start_date="2025-03-01", end_date="2025-05-31")
    times = [signal["timestamp"] for signal in result["symbols"][0]["signals"]]
    assert times == sorted(times)
    assert times[0] >= "2025-03-01"
    assert times[-1] < "2025-06-01"


def test_a_range_may_span_years(shared: TestClient) -> None:
    result = run(shared, start_date="2024-01-01", params={"vol_multiplier": 1, "body_pct": 0.001})
    years = {signal["timestamp"][:4] for signal in result["symbols"][0]["signals"]}
    assert years == {"2024", "2025"}


def test_the_calendar_is_wide(shared: TestClient) -> None:
    assert run(shared, start_date="0001-01-01", end_date="9999-12-31")["total_signals"] > 0


def test_a_single_day_is_accepted(shared: TestClient) -> None:
    result = run(shared, start_date="2025-03-01", end_date="2025-03-01")
    assert result["total_signals"] == 0
    assert result["symbols"][0]["win_rate"] == 0


def test_the_last_day_counts_as_a_whole(client: TestClient, data_root: Path) -> None:
    candles = make_candles(72, start="2025-06-01", step=3600)
    write_candles(data_root, "KRW-HOUR", "1H", 2025, candles)
    result = run(
        client,
        symbols=["KRW-HOUR"],
        timeframe="1h",
        start_date="2025-06-01",
        end_date="2025-06-02",
        params={"vol_multiplier": 1, "body_pct": 1e-9, "vol_ma_window": 1},
    )
    rising = np.flatnonzero((candles.close > candles.open)[:47])
    wicks = [signal["timestamp"] for signal in result["symbols"][0]["signals"]]
    assert set(wicks) <= {f"{str(candles.timestamp[i])[:19]}Z" for i in rising}


def test_a_symbol_may_be_named_twice(shared: TestClient) -> None:
    first, second = run(shared, symbols=["KRW-BTC", "KRW-BTC"])["symbols"]
    assert first == second


def test_the_phases_are_told(shared: TestClient) -> None:
    header = shared.post(RUN, json=body()).headers["server-timing"]
    phases = dict(part.split(";dur=") for part in header.split(", "))
    assert list(phases) == ["load", "compute", "serialise", "store"]
    assert all(float(value) >= 0 for value in phases.values())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"symbols": ["NO-SUCH"]}, "NO-SUCH"),
        ({"symbols": ["KRW-BTC", "NO-SUCH"]}, "NO-SUCH"),
        ({"start_date": "1999-01-01", "end_date": "1999-12-31"}, "KRW-BTC"),
        ({"start_date": "2024-01-01", "end_date": "2024-12-31", "symbols": ["KRW-ETH"]}, "KRW-ETH"),
        ({"timeframe": "5m"}, "5m"),
    ],
)
def test_what_has_no_data_is_not_found(shared: TestClient, changes: dict[str, Any], named: str) -> None:
    answer = shared.post(RUN, json=body(**changes))
    assert answer.status_code == 404
    assert named in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"start_date": "2025-02-02", "end_date": "2025-02-01"}, "end_date"),
        ({"start_date": "2025/01/01"}, "start_date"),
        ({"start_date": "2025-1-1"}, "start_date"),
        ({"start_date": "2025-02-30"}, "start_date"),
        ({"end_date": "2025-12-31T00:00:00"}, "end_date"),
        ({"end_date": 20251231}, "end_date"),
        ({"end_date": None}, "end_date"),
        ({"end_date": "２０２５-12-31"}, "end_date"),
        ({"strategy": "moon"}, "strategy"),
        ({"strategy": 7}, "strategy"),
        ({"symbols": []}, "symbols"),
        ({"symbols": "KRW-BTC"}, "symbols"),
        ({"symbols": ["A"] * 101}, "symbols"),
        ({"symbols": [None]}, "symbols"),
        ({"symbols": ["krw-btc"]}, "symbols"),
        ({"symbols": ["../KRW-BTC"]}, "symbols"),
        ({"symbols": ["KRW-BTC\n"]}, "symbols"),
        ({"symbols": ["KRW-BTC\u0000"]}, "symbols"),
        ({"symbols": [""]}, "symbols"),
        ({"symbols": ["A" * 65]}, "symbols"),
        ({"timeframe": "../1d"}, "timeframe"),
        ({"timeframe": ""}, "timeframe"),
        ({"timeframe": None}, "timeframe"),
        ({"params": []}, "params"),
        ({"params": None}, "params"),
    ],
)
def test_bad_fields_are_named(shared: TestClient, changes: dict[str, Any], named: str) -> None:
    answer = shared.post(RUN, json=body(**changes))
    assert answer.status_code == 422
    assert any(named in item["loc"] for item in answer.json()["detail"])


@pytest.mark.parametrize("field", ["strategy", "symbols", "start_date", "end_date"])
def test_a_missing_field_is_named(shared: TestClient, field: str) -> None:
    sent = body()
    del sent[field]
    answer = shared.post(RUN, json=sent)
    assert answer.status_code == 422
    assert field in answer.json()["detail"][0]["loc"]


@pytest.mark.parametrize(
    ("strategy", "name", "value"),
    [
        ("volume_long_candle", "vol_ma_window", 0),
        ("volume_long_candle", "vol_ma_window", 201),
        ("volume_long_candle", "vol_ma_window", 1.5),
        ("volume_long_candle", "vol_ma_window", "20"),
        ("volume_long_candle", "vol_ma_window", True),
        ("volume_long_candle", "vol_ma_window", None),
        ("volume_long_candle", "vol_ma_window", 10**400),
        ("volume_long_candle", "vol_multiplier", 0.99),
        ("volume_long_candle", "vol_multiplier", 10.1),
        ("volume_long_candle", "vol_multiplier", "1.5"),
        ("volume_long_candle", "vol_multiplier", math.nan),
        ("volume_long_candle", "vol_multiplier", math.inf),
        ("volume_long_candle", "body_pct", 0),
        ("volume_long_candle", "body_pct", 1.01),
        ("volume_long_candle", "body_pct", False),
        ("volume_long_candle", "hold_period_bars", 0),
        ("volume_long_candle", "hold_period_bars", 101),
        ("volume_long_candle", "num_bins", 20),
        ("volume_long_candle", "\ud800", 20),
        (ZONE, "volume_window", 0),
        (ZONE, "volume_window", 201),
        (ZONE, "top_percentile", 0),
        (ZONE, "top_percentile", 1),
        (ZONE, "breakout_buffer", -0.01),
        (ZONE, "breakout_buffer", 1),
        (ZONE, "num_bins", 1),
        (ZONE, "num_bins", 101),
        (ZONE, "hold_period_bars", [1]),
        (ZONE, "body_pct", 0.1),
    ],
)
def test_a_bad_parameter_is_named(shared: TestClient, strategy: str, name: str, value: Any) -> None:
    sent = json.dumps(body(strategy=strategy, params={name: value}))
    answer = shared.post(RUN, content=sent, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["body", "params"]
    assert set(answer.json()["detail"][0]) == {"type", "loc", "msg"}
    if name != "\ud800":
        assert name in answer.json()["detail"][0]["loc"]


@pytest.mark.parametrize(
    ("strategy", "params"),
    [
        ("volume_long_candle", {"vol_ma_window": 1, "vol_multiplier": 1, "body_pct": 1}),
        ("volume_long_candle", {"vol_ma_window": 200, "vol_multiplier": 10, "hold_period_bars": 100}),
        ("volume_long_candle", {"vol_ma_window": 20.0}),
        (ZONE, {"volume_window": 1, "num_bins": 2, "breakout_buffer": 0, "top_percentile": 0.999}),
        (ZONE, {"volume_window": 200, "num_bins": 100, "breakout_buffer": 0.999, "top_percentile": 1e-9}),
    ],
)
def test_the_ends_of_the_ranges_are_accepted(shared: TestClient, strategy: str, params: dict) -> None:
    assert run(shared, strategy=strategy, params=params)["params"].items() >= params.items()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"1",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 3000 + b"1" + b"}" * 3000,
        b"9" * 5000,
    ],
)
def test_a_body_that_is_no_object_is_refused(shared: TestClient, content: bytes) -> None:
    answer = shared.post(RUN, content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], list)


def test_a_huge_body_is_refused(shared: TestClient) -> None:
    answer = shared.post(RUN, content=b" " * 1_100_000, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_a_damaged_file_is_told_without_its_path(client: TestClient, data_root: Path) -> None:
    (data_root / "KRW-BTC/1D/2025.parquet").write_bytes(b"PAR1 not really")
    answer = client.post(RUN, json=body())
    assert answer.status_code == 404
    assert "KRW-BTC" in answer.json()["detail"]
    assert str(data_root) not in answer.text


def test_bars_that_are_no_numbers_never_reach_the_answer(client: TestClient, data_root: Path) -> None:
    candles = make_candles(50)
    columns = [getattr(candles, name).copy() for name in Candles.__dataclass_fields__]
    columns[4][10], columns[1][20], columns[5][30] = math.nan, 0.0, math.inf
    write_candles(data_root, "KRW-GAP", "1D", 2025, Candles(*columns))
    answer = client.post(RUN, json=body(symbols=["KRW-GAP"], params={"vol_multiplier": 1, "body_pct": 1e-6}))
    assert answer.status_code == 200
    assert "NaN" not in answer.text
    assert "Infinity" not in answer.text


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", [RUN, f"{RUN}-async"])
def test_a_run_is_only_posted(shared: TestClient, method: str, path: str) -> None:
    answer = shared.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
