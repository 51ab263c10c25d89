"""Schemas, history's model, the OpenAPI reader and the judging of answers."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from backtest.answers import AnswersLibrary
from backtest.history import StoredRun, date_readings, out_of_order, page, return_readings, select
from backtest.history_library import HistoryLibrary
from backtest.library import BacktestLibrary
from backtest.openapi import HISTORY_QUERY, missing_from, named_defaults, wrong_defaults
from backtest.parameters import STRATEGIES, parameter
from backtest.responses import curl, leaks, response_leaks, status_problem
from backtest.schemas import SCHEMAS, violation
from backtest.tasks import TasksLibrary
from backtest.together import different_requests

RUNS = [
    StoredRun(i, f"r{i}", "ba"[i % 2], f"2025-0{i + 1}-01", "2025-12-31", i, i - 2.5, "2026-01-01", 2.5 - i)
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


def test_dates_that_leave_out_nothing_join_other_filters() -> None:
    ever = {"date_from": "1970-01-01", "date_to": "2999-12-31"}
    assert select(RUNS, {"min_signals": 3, **ever}) == select(RUNS, {"min_signals": 3})
    with pytest.raises(ValueError, match="date_from"):
        select(RUNS, {"date_from": "2025-02-01"})


def test_a_limit_tells_a_runs_average_from_that_of_its_symbols() -> None:
    parts = [{"avg_return": each, "signals": [{"return_pct": each / 100}]} for each in (4.0, 1.0, 1.0)]
    result = {
        **{"run_id": "r", "strategy": "s", "start_date": "", "end_date": "", "total_signals": 3},
        "metadata": {"execution_date": "2025-01-01"},
        "symbols": parts,
    }
    assert HistoryLibrary().get_returns_between_a_symbol_and_all(result) == [3.0, 1.5]
    parts[0]["avg_return"] = parts[1]["avg_return"] = 2.0
    parts[2]["avg_return"] = 2.0
    with pytest.raises(ValueError, match="too much alike"):
        HistoryLibrary().get_returns_between_a_symbol_and_all(result)


def test_a_date_filter_has_several_readings() -> None:
    assert "start date inside" in date_readings(RUNS, "2025-02-01", "2025-03-31", ["r2", "r1"])
    assert date_readings(RUNS, "2025-02-01", "2025-03-31", ["r5"]) == set()


@pytest.mark.parametrize("text", [
    "open('/home/app/x')", 'File "x.py", line 3', "psycopg.OperationalError", "postgresql://a:b@c/d",
    'connection to server at "127.0.0.1", port 5432 failed: Connection refused',
    "Error 111 connecting to 127.0.0.1:6379. Connection refused.", 'relation "backtest_runs" does not exist',
])  # fmt: skip
def test_leaks_are_seen(text: str) -> None:
    assert leaks(text)


@pytest.mark.parametrize("text", [
    "symbol KRW-X not found", "/api/backtests/run", "see /docs", "must be a/b",
    "The database refused the connection", "Connection refused", "The queue cannot be reached",
])  # fmt: skip
def test_innocent_texts_are_no_leak(text: str) -> None:
    assert leaks(text) == []


@pytest.mark.parametrize(
    "text", ["SQLAlchemy and pyarrow", "Runs wait in redis:// until a worker takes them"]
)
def test_a_description_of_the_app_is_no_leak(text: str) -> None:
    assert leaks(text, error=False) == []


@pytest.mark.parametrize(
    "text", ["redis://:word@queue/0", "redis://localhost", "/srv/data/x", "postgresql+psycopg://u@h/d"]
)
def test_a_leak_is_one_in_every_answer(text: str) -> None:
    assert leaks(text, error=False)


def test_what_the_client_sent_itself_is_no_leak() -> None:
    def answer(text: str) -> list[str]:
        request = SimpleNamespace(method="POST", url="http://app/x", body=b'{"symbols": ["/etc/passwd"]}')
        response = SimpleNamespace(text=text, request=request, status_code=404)
        return response_leaks(response)  # type: ignore[arg-type]

    assert answer('{"detail": [{"input": "/etc/passwd"}]}') == []
    assert answer('{"detail": "no file /srv/data/etc/passwd"}')
    assert answer('{"detail": "no file /etc/passwd/1D/2025.parquet"}')
    assert answer('{"detail": "/etc/passwd is not below /srv/data"}')


def test_only_runs_made_at_once_may_change_places() -> None:
    def items(*seconds: float) -> list[dict[str, object]]:
        return [{"timestamp": f"2026-01-01T00:00:{s:06.3f}Z", "execution_time": 0.1} for s in seconds]

    assert out_of_order(items(9, 8, 8.01, 3)) is None
    assert out_of_order(items(3, 9))
    assert out_of_order(items(*range(10))), "each near the next, yet oldest first"


def test_an_average_return_has_two_readings() -> None:
    listed = [
        [run.run_id for run in select(runs, {"min_return": 2})] for runs in return_readings(RUNS).values()
    ]
    assert listed == [["r5"], ["r0"]]


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


def test_a_query_may_be_described_by_reference_and_for_the_whole_path() -> None:
    def described(limit: dict[str, object]) -> dict[str, object]:
        path = {
            "parameters": [{"name": name, "in": "query"} for name in HISTORY_QUERY[2:]],
            "get": {"parameters": [{"$ref": "#/components/parameters/Limit"}, {"name": "offset"}]},
        }
        parameters = {"Limit": {"name": "limit", "schema": limit}}
        return {"paths": {"/api/backtests/history": path}, "components": {"parameters": parameters}}

    assert not [problem for problem in missing_from(described({})) if "query parameter" in problem]
    assert wrong_defaults(described({"type": "integer"})) == []
    assert wrong_defaults(described({"default": 10})) == []
    assert wrong_defaults(described({"default": 20})) == ["history's limit: 20 instead of 10"]


def test_a_time_in_milliseconds_does_not_fit_the_answer() -> None:
    response = SimpleNamespace(
        elapsed=timedelta(seconds=0.2), request=SimpleNamespace(method="GET", url="http://app/", body=None)
    )
    AnswersLibrary().execution_time_should_fit_the_answer(0.19, response)
    with pytest.raises(AssertionError, match="seconds"):
        AnswersLibrary().execution_time_should_fit_the_answer(190.0, response)


def test_the_documentation_page_may_lie_elsewhere() -> None:
    def answer(url: str, *history: object) -> SimpleNamespace:
        request = SimpleNamespace(method="GET", url=url, body=None)
        return SimpleNamespace(
            headers={"content-type": "text/html"}, status_code=200, request=request, history=history, text=""
        )

    AnswersLibrary().answer_should_be_json(answer("http://app/docs"))
    AnswersLibrary().answer_should_be_json(answer("http://app/docs/", answer("http://app/docs")))
    with pytest.raises(AssertionError, match="text/html"):
        AnswersLibrary().answer_should_be_json(answer("http://app/health"))


def test_what_a_replaced_preset_still_holds_is_named() -> None:
    preset = {"params": {"body_pct": 0.03, "volume_window": 60}}
    TasksLibrary().preset_should_lack(preset, volume_window="25", num_bins="3")
    with pytest.raises(AssertionError, match="body_pct"):
        TasksLibrary().preset_should_lack(preset, body_pct="0.03")


def test_days_that_are_no_signals_are_named() -> None:
    def result(*days: int) -> dict[str, object]:
        return {"symbols": [{"signals": [{"timestamp": f"2025-01-{day:02d}T00:00:00Z"} for day in days]}]}

    right = [day for day in range(2, 20) if day % 4 in (0, 1)]
    BacktestLibrary().signals_should_be_every_fourth(result(1, *right), "1,4")
    for wrong in (right[1:], [*right, 18], [*right, 20]):
        with pytest.raises(AssertionError, match="January"):
            BacktestLibrary().signals_should_be_every_fourth(result(*wrong), "1,4")


def test_no_two_runs_at_once_are_alike() -> None:
    wanted = different_requests(["A", "B", "C"])
    assert len({repr(request) for request in wanted}) == len(wanted) == 9


def test_a_page_of_dates_lists_the_newest_that_fit() -> None:
    assert "start date inside" in date_readings(RUNS, "2025-02-01", "2025-03-31", ["r2"], limit=1)
    assert "start date inside" not in date_readings(RUNS, "2025-02-01", "2025-03-31", ["r1"], limit=1)
