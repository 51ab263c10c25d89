"""While a service is away, and when it comes back."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient

from coin.main import create_app
from coin.settings import Settings
from coin.storage.database import Database
from coin.storage.maintenance import Maintenance
from tests.requests import RUN, body

NEEDS_DATABASE = [("POST", RUN), ("GET", "/api/backtests/history")]
NEEDS_REDIS = [
    ("POST", f"{RUN}-async"),
    ("GET", "/api/backtests/status/7878212a-090c-47be-a3d8-19b5637609f5"),
]
NEEDS_NOTHING = [
    "/health",
    "/api/strategies",
    "/api/strategies/presets",
    "/api/data/inventory",
    "/openapi.json",
]


@pytest.fixture(scope="module")
def lonely(away: Settings) -> Iterator[TestClient]:
    """A client of an app that has started without any service."""
    with TestClient(create_app(away)) as client:
        yield client


@pytest.fixture
def frozen() -> Iterator[int]:
    """The port of a server that accepts and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(100)
        yield server.getsockname()[1]


@pytest.mark.parametrize(("method", "path"), NEEDS_DATABASE + NEEDS_REDIS)
def test_what_needs_a_service_says_that_it_is_away(lonely: TestClient, method: str, path: str) -> None:
    started = time.monotonic()
    answer = lonely.request(method, path, json=body() if method == "POST" else None)
    assert answer.status_code == 503
    assert time.monotonic() - started < 2
    assert set(answer.json()) == {"detail"}
    assert "127.0.0.1" not in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", NEEDS_NOTHING)
def test_the_rest_goes_on(lonely: TestClient, path: str) -> None:
    assert lonely.get(path).status_code == 200


def test_bad_input_is_refused_meanwhile(lonely: TestClient) -> None:
    assert lonely.post(RUN, json=body(symbols=[])).status_code == 422


def test_stored_runs_are_read_without_a_database(client: TestClient, away: Settings, data_root: Path) -> None:
    result = client.post(RUN, json=body()).json()
    with TestClient(create_app(away.model_copy(update={"data_root": data_root}))) as without:
        assert without.get("/api/backtests/latest").json() == result
        assert without.get(f"/api/backtests/{result['run_id']}").json() == result


@pytest.mark.parametrize(("method", "path"), [NEEDS_DATABASE[1], NEEDS_REDIS[1]])
def test_a_frozen_service_is_not_waited_for(settings: Settings, frozen: int, method: str, path: str) -> None:
    addresses = {
        "database_url": f"postgresql://u:p@127.0.0.1:{frozen}/x",
        "redis_url": f"redis://127.0.0.1:{frozen}/0",
    }
    with TestClient(create_app(settings.model_copy(update=addresses))) as client:
        started = time.monotonic()
        assert client.request(method, path).status_code == 503
        assert time.monotonic() - started < 2


def test_a_database_that_comes_late_is_caught_up_with(settings: Settings, away: Settings) -> None:
    app = create_app(settings)
    store = app.state.services.store
    real, store.database = store.database, Database(away.database_url)
    store.history._database = store.database
    maintenance = Maintenance(store)
    maintenance.once()
    assert not store.database.prepared
    store.database = store.history._database = real
    maintenance.once()
    assert real.prepared
    assert store.history.run_ids() == set()
    real.close()


def test_tables_that_vanish_are_made_again(client: TestClient, database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("DROP TABLE backtest_runs, alembic_version")
    assert client.get("/api/backtests/history").status_code == 503
    deadline = time.monotonic() + 5
    while client.get("/api/backtests/history").status_code != 200:
        assert time.monotonic() < deadline, "the table did not come back within 5 s"
        time.sleep(0.05)


def test_a_failing_repair_is_tried_again(client: TestClient, settings: Settings) -> None:
    store = create_app(settings).state.services.store
    repairs = []

    def repair() -> None:
        repairs.append(1)
        if len(repairs) == 1:
            raise RuntimeError("unlucky")
        store.needs_repair = False

    store.repair = repair
    maintenance = Maintenance(store)
    maintenance.once()
    assert store.needs_repair
    maintenance.once()
    assert not store.needs_repair
    maintenance.once()
    assert len(repairs) == 2
    store.database.close()
