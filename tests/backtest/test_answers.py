"""Schemas, history's model, the OpenAPI reader and the judging of answers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from backtest.history import StoredRun, date_readings, page, select
from backtest.openapi import missing_from, named_defaults, wrong_defaults
from backtest.parameters import STRATEGIES, parameter
from backtest.responses import curl, leaks, status_problem
from backtest.schemas import SCHEMAS, violation

RUNS = [
    StoredRun(i, f"r{i}", "ba"[i % 2], f"2025-0{i + 1}-01", "2025-12-31", i, i - 2.5, "2026-01-01")
    for i in range(6)
]


def ids(query: dict[str, object]) -> list[str]:
    return [run.run_id for run in page(select(RUNS, query), query)]


def test_history_is_newest_first_and_paged() -> None:
    assert ids({"limit": 2, "offset": 1}) == ["r4", "r3"]


def test_filters_join() -> None:
    assert ids({"strategy": "a", "min_signals": 2, "max_return": 1}) == ["r3"]


def test_an_unknown_filter_is_a_misuse() -> None:
    with pytest.raises(ValueError, match="colour"):
        select(RUNS, {"colour": 1})


def test_a_date_filter_has_several_readings() -> None:
    assert "start date inside" in date_readings(RUNS, "2025-02-01", "2025-03-31", ["r2", "r1"])
    assert date_readings(RUNS, "2025-02-01", "2025-03-31", ["r5"]) == set()


@pytest.mark.parametrize("text", [
    "open('/home/app/x')", 'File "x.py", line 3', "psycopg.OperationalError", "postgresql://a:b@c/d",
])  # fmt: skip
def test_leaks_are_seen(text: str) -> None:
    assert leaks(text)


@pytest.mark.parametrize("text", ["symbol KRW-X not found", "/api/backtests/run", "see /docs", "must be a/b"])
def test_innocent_texts_are_no_leak(text: str) -> None:
    assert leaks(text) == []


def test_a_wrong_status_is_explained_with_a_curl_line() -> None:
    request = SimpleNamespace(method="POST", url="http://x/run", body=b'{"a": 1}')
    response = SimpleNamespace(status_code=500, text="boom", request=request, headers={})
    problem = status_problem(response, [404, 422], "1, table") or ""  # type: ignore[arg-type]
    assert "Expected status 404 or 422, got 500" in problem
    assert "curl -i -X POST" in problem
    assert "-X" not in curl(SimpleNamespace(method="GET", url="http://x", body=None))


def test_schemas_allow_more_fields_and_refuse_fewer() -> None:
    assert violation({"status": "ok", "timestamp": "2025-01-01T00:00:00Z", "more": 1}, "api health") is None
    assert "timestamp" in (violation({"status": "ok"}, "api health") or "")
    with pytest.raises(ValueError, match="Known"):
        violation({}, "no such schema")
    assert len(SCHEMAS) >= 10


def test_bounds_lie_on_both_sides() -> None:
    for strategy, entries in STRATEGIES.items():
        for entry in entries:
            assert entry.below_range() < entry.lowest_allowed() <= entry.default
            assert entry.default <= entry.highest_allowed() < entry.above_range(), (strategy, entry.name)
    with pytest.raises(ValueError, match="knows no parameter"):
        parameter("volume_long_candle", "num_bins")


def test_openapi_is_read() -> None:
    schema = {"properties": {"vol_ma_window": {"default": 21}, "timeframe": {"default": "1d"}}}
    document = {"openapi": "3.0.2", "paths": {}, "components": {"schemas": {"P": schema}}}
    assert "openapi is not 3.1" in missing_from(document)
    assert wrong_defaults(document) == ["vol_ma_window: 21 instead of 20"]
    assert ("timeframe", "1d") in list(named_defaults(schema))
