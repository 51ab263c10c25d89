"""What holds for every answer: health, documents, headers, origins, reasons."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from coin.logs import configure_logs
from coin.main import create_app
from coin.settings import Settings
from tests.conftest import ORIGIN
from tests.requests import RUN, body

PATHS = ["/", "/health", "/api/health", "/docs", "/openapi.json", "/api/strategies", "/api/data/inventory"]


@pytest.mark.parametrize("path", PATHS)
def test_the_app_answers(shared: TestClient, path: str) -> None:
    assert shared.get(path).status_code == 200


def test_the_welcome_names_the_endpoints(shared: TestClient) -> None:
    answer = shared.get("/").json()
    assert set(answer) == {"message", "version", "endpoints"}
    assert all(shared.get(path).status_code != 404 for path in answer["endpoints"] if "latest" not in path)


def test_health_names_folders_without_their_path(shared: TestClient) -> None:
    answer = shared.get("/health").json()
    assert answer["status"] == "healthy"
    assert (answer["data_root"], answer["results_dir"]) == ("data", "results")
    assert shared.get("/api/health").json()["status"] == "ok"


def test_the_strategies_are_listed(shared: TestClient) -> None:
    expected = {"strategies": ["volume_long_candle", "volume_zone_breakout"], "count": 2}
    assert shared.get("/api/strategies").json() == expected


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/nowhere", 404),
        ("DELETE", "/health", 405),
        ("POST", RUN, 422),
        ("GET", "/api/backtests/history?limit=0", 422),
        ("OPTIONS", RUN, 405),
    ],
)
def test_every_answer_forbids_sniffing_and_is_json(
    shared: TestClient, method: str, path: str, status: int
) -> None:
    answer = shared.request(method, path)
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/json"


def test_what_breaks_is_not_shown(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Any]:
        raise RuntimeError("/secret/path")

    app = create_app(settings)
    monkeypatch.setattr(app.state.services.presets, "list", broken)
    with TestClient(app) as client:
        answer = client.get("/api/strategies/presets")
    assert answer.status_code == 500
    assert set(answer.json()) == {"detail"}
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/strategies/presets", "GET, POST"),
        ("/api/strategies/presets/x", "DELETE, GET, PUT"),
        ("/health", "GET"),
    ],
)
def test_a_refused_method_names_those_that_are_allowed(shared: TestClient, path: str, methods: str) -> None:
    assert shared.patch(path).headers["allow"] == methods


def test_a_configured_origin_may_call(shared: TestClient) -> None:
    answer = shared.get("/health", headers={"origin": ORIGIN})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"{ORIGIN}.evil.example", "http://front"])
def test_a_strange_origin_may_not(shared: TestClient, origin: str) -> None:
    asked = {"origin": origin, "access-control-request-method": "POST"}
    for answer in (shared.get("/health", headers={"origin": origin}), shared.options(RUN, headers=asked)):
        assert "access-control-allow-origin" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers


def test_a_preflight_is_answered(shared: TestClient) -> None:
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    answer = shared.options(RUN, headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_the_document_tells_defaults_and_ranges(shared: TestClient) -> None:
    document = shared.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    assert schemas["LongCandleRun"]["properties"]["timeframe"]["default"] == "1d"
    window = schemas["LongCandleParameters"]["properties"]["vol_ma_window"]
    assert (window["default"], window["minimum"], window["maximum"]) == (20, 1, 200)
    share = schemas["ZoneBreakoutParameters"]["properties"]["top_percentile"]
    assert (share["default"], share["exclusiveMinimum"], share["exclusiveMaximum"]) == (0.2, 0, 1)


@pytest.mark.parametrize("value", ["*", "http://a.example,*", "https://*.example"])
def test_a_wildcard_origin_is_no_configuration(value: str) -> None:
    with pytest.raises(ValueError, match="wildcard"):
        Settings(cors_origins=value)


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", "http://a.example/, http://b.example")
    monkeypatch.setenv("LOG_LEVEL", "warning")
    settings = Settings()
    assert settings.cors_origins == ["http://a.example", "http://b.example"]
    assert settings.log_level == "WARNING"


def test_health_answers_while_runs_compute(shared: TestClient) -> None:
    stop = threading.Event()

    def keep_running() -> None:
        while not stop.is_set():
            shared.post(RUN, json=body(symbols=["KRW-BTC"] * 20, params={}))

    threads = [threading.Thread(target=keep_running) for _ in range(5)]
    for thread in threads:
        thread.start()
    try:
        slowest = max(_seconds(shared, "/health") for _ in range(20))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert slowest < 1


def _seconds(client: TestClient, path: str) -> float:
    started = time.perf_counter()
    assert client.get(path).status_code == 200
    return time.perf_counter() - started


def test_logs_are_json_with_the_run_id(shared: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    run_id = shared.post(RUN, json=body()).json()["run_id"]
    configure_logs("WARNING")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    finished = [line for line in lines if line["event"] == "run_finished"]
    assert finished[0]["run_id"] == run_id
    assert finished[0]["level"] == "info"
