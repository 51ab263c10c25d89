"""Queued runs, with a real worker."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from redis import ConnectionError as RedisAway
from redis import Redis
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.serializers import JSONSerializer

from coin import worker as worker_module
from coin.errors import ServiceUnavailableError
from coin.services import Services
from coin.settings import Settings
from coin.storage.store import RunStore
from coin.tasks import QUEUE
from tests.requests import body


class DeafWorker(SimpleWorker):
    """Does not listen for commands: ending that takes a second."""

    def subscribe(self) -> None:
        pass

    def unsubscribe(self) -> None:
        pass


ASYNC = "/api/backtests/run-async"


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as connection:
        yield connection


@pytest.fixture
def work(client: TestClient, settings: Settings, redis: Redis, monkeypatch: pytest.MonkeyPatch):
    """Work off the queue, in this process."""
    services = Services.create(settings)
    monkeypatch.setattr(worker_module, "_services", lambda: services)

    def once() -> None:
        queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
        SimpleWorker([queue], connection=redis, serializer=JSONSerializer).work(
            burst=True, logging_level="CRITICAL"
        )

    yield once
    services.store.database.close()


def submit(client: TestClient, **changes: object) -> str:
    answer = client.post(ASYNC, json=body(**changes))
    assert answer.status_code == 202
    assert answer.json()["status"] == "queued"
    task_id: str = answer.json()["task_id"]
    return task_id


def status(client: TestClient, task_id: str) -> dict:
    answer = client.get(f"/api/backtests/status/{task_id}")
    assert answer.status_code == 200
    told: dict = answer.json()
    return told


def test_a_task_waits_until_a_worker_comes(client: TestClient) -> None:
    task_id = submit(client)
    expected = {"task_id": task_id, "status": "queued", "progress": 0, "result": None, "error": None}
    assert status(client, task_id) == expected


def test_a_finished_task_has_its_run(client: TestClient, work) -> None:
    task_id = submit(client)
    work()
    told = status(client, task_id)
    assert (told["status"], told["progress"], told["error"]) == ("completed", 100, None)
    assert told["result"] == client.get(f"/api/backtests/{task_id}").json()
    assert client.get("/api/backtests/latest").json() == told["result"]
    assert client.get("/api/backtests/history").json()["items"][0]["run_id"] == task_id


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"symbols": ["NO-SUCH"]}, "NO-SUCH"), ({"timeframe": "5m"}, "5m")],
)
def test_a_failed_task_tells_its_reason(client: TestClient, work, changes: dict, reason: str) -> None:
    task_id = submit(client, **changes)
    work()
    told = status(client, task_id)
    assert (told["status"], told["result"]) == ("failed", None)
    assert reason in told["error"]


def test_a_task_that_breaks_shows_nothing_of_how(client: TestClient, work, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(worker_module, "run_backtest", broken)
    task_id = submit(client)
    work()
    told = status(client, task_id)
    assert told["status"] == "failed"
    assert "secret" not in told["error"]


def test_a_running_task_tells_its_progress(client: TestClient, work, monkeypatch) -> None:
    seen = []
    save = RunStore.save

    def watching(store, result, stopwatch):
        seen.append(status(client, result["run_id"]))
        return save(store, result, stopwatch)

    monkeypatch.setattr(RunStore, "save", watching)
    submit(client, symbols=["KRW-BTC", "KRW-ETH"])
    work()
    assert (seen[0]["status"], seen[0]["progress"]) == ("running", 95)


def test_a_finished_run_waits_for_its_database(client: TestClient, work, monkeypatch) -> None:
    save, failures = RunStore.save, [ServiceUnavailableError("away")]

    def flaky(store, result, stopwatch):
        if failures:
            raise failures.pop()
        return save(store, result, stopwatch)

    monkeypatch.setattr(RunStore, "save", flaky)
    monkeypatch.setattr(worker_module.time, "sleep", lambda seconds: None)
    task_id = submit(client)
    work()
    assert status(client, task_id)["status"] == "completed"


def test_a_database_that_stays_away_fails_the_task(client: TestClient, work, monkeypatch) -> None:
    def away(*args: object) -> None:
        raise ServiceUnavailableError("The database cannot be reached")

    monkeypatch.setattr(RunStore, "save", away)
    monkeypatch.setattr(worker_module, "PATIENCE", -1)
    task_id = submit(client)
    work()
    assert status(client, task_id)["error"] == "The database cannot be reached"


@pytest.mark.parametrize("stored", [True, False])
def test_a_task_whose_worker_died_does_not_run_for_ever(
    client: TestClient, services: Services, redis: Redis, stored: bool
) -> None:
    task_id = submit(client)
    job = Job.fetch(task_id, connection=redis, serializer=JSONSerializer)
    job.set_status("started")
    job.heartbeat(datetime.now(UTC) - timedelta(minutes=2), 600)
    if stored:
        services.store.files.write(task_id, b"{}")
    assert status(client, task_id)["status"] == ("completed" if stored else "failed")


@pytest.mark.parametrize("task_id", [str(uuid.uuid4()), "x", "..", "%00", "index"])
def test_an_unknown_task_is_not_found(shared: TestClient, task_id: str) -> None:
    assert shared.get(f"/api/backtests/status/{task_id}").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"symbols": []}, {"strategy": "moon"}, {"params": {"body_pct": 0}}, {"start_date": "2026-01-01"}],
)
def test_a_queued_run_is_checked_as_any_run_is(shared: TestClient, changes: dict) -> None:
    assert shared.post(ASYNC, json=body(**changes)).status_code == 422


def test_the_worker_waits_for_its_redis(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def work(self: object, **options: object) -> None:
        tries.append(time.monotonic())
        if len(tries) == 1:
            raise RedisAway("no Redis")

    monkeypatch.setattr(worker_module, "get_settings", lambda: settings)
    monkeypatch.setattr(worker_module.BacktestWorker, "work", work)
    monkeypatch.setattr(worker_module.time, "sleep", lambda seconds: None)
    worker_module.main()
    assert len(tries) == 2


def test_a_health_check_finds_a_living_worker(settings: Settings, redis: Redis, monkeypatch) -> None:
    monkeypatch.setattr(worker_module, "get_settings", lambda: settings)
    assert not worker_module.check()
    living = SimpleWorker([Queue(QUEUE, connection=redis)], connection=redis)
    living.register_birth()
    assert worker_module.check()
    living.register_death()
    assert not worker_module.check()


def test_a_health_check_without_redis_fails(away: Settings, monkeypatch) -> None:
    monkeypatch.setattr(worker_module, "get_settings", lambda: away)
    assert not worker_module.check()
