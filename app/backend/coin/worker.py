"""The worker: `python -m coin.worker` runs queued backtests, each in a process of its own."""

from __future__ import annotations

import socket
import sys
import time
from functools import cache
from typing import Any

# Loaded before a task needs them: each task's process is a fork of this one.
import numpy as np  # noqa: F401
import pyarrow.parquet  # noqa: F401
import structlog
from pydantic import TypeAdapter
from redis import Redis, RedisError
from rq import Queue, Worker, get_current_job
from rq.job import Job
from rq.serializers import JSONSerializer

from coin.backtest import Run, run_backtest
from coin.errors import CoinError, ServiceUnavailableError
from coin.logs import configure_logs, get_logger
from coin.models.requests import RunRequest
from coin.services import Services
from coin.settings import get_settings
from coin.tasks import HEARTBEAT, QUEUE, UNEXPECTED
from coin.timing import Stopwatch

log = get_logger(__name__)

RUN: TypeAdapter[Run] = TypeAdapter(RunRequest)
# Seconds after which a worker that says nothing counts as dead.
SILENT_WORKER = 60
# How long a finished run waits for a database that is away.
PATIENCE = 60.0


class BacktestWorker(Worker):
    """RQ's worker; a Redis that comes back is noticed within seconds."""

    max_connection_wait_time = 1.0


@cache
def _services() -> Services:
    return Services.create(get_settings())


def execute(task_id: str, request: dict[str, Any]) -> str:
    """Run a queued backtest; its result is stored under the task's name.

    A run that its data does not allow is a task done, with a reason: nothing is broken.

    Args:
        task_id: name of the task and of its run.
        request: the run, as `TaskQueue.submit` put it.
    """
    structlog.contextvars.bind_contextvars(run_id=task_id)
    job = get_current_job()
    try:
        _execute(_services(), task_id, RUN.validate_python(request), job)
    except CoinError as error:
        _note(job, error=str(error))
        log.info("task_failed", reason=str(error))
    except Exception:
        _note(job, error=UNEXPECTED)
        log.exception("task_broke")
        raise
    return task_id


def _execute(services: Services, task_id: str, run: Run, job: Job | None) -> None:
    stopwatch = Stopwatch()
    environment = services.settings.environment

    def tell(done: int) -> None:
        # The last bit is the storing.
        _note(job, progress=done * 95 // 100)

    result = run_backtest(run, task_id, services.candles, environment, stopwatch, tell)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            services.store.save(result, stopwatch)
            break
        except ServiceUnavailableError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
    log.info("task_finished", strategy=run.strategy, signals=result["total_signals"], **stopwatch.seconds)


def _note(job: Job | None, **facts: Any) -> None:
    if job is None:
        return
    job.meta.update(facts)
    try:
        job.save_meta()
    except RedisError:
        # The run matters more than what is told of it meanwhile.
        log.warning("progress_not_told")


def main() -> None:
    """Work until told to stop; a Redis that is away is waited for."""
    settings = get_settings()
    configure_logs(settings.log_level)
    redis = Redis.from_url(settings.redis_url, socket_connect_timeout=2)
    while True:
        try:
            queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
            worker = BacktestWorker(
                [queue],
                connection=redis,
                serializer=JSONSerializer,
                job_monitoring_interval=HEARTBEAT,
                worker_ttl=SILENT_WORKER,
            )
            log.info("worker_started")
            worker.work(logging_level="WARNING")
            return
        except RedisError as error:
            log.warning("redis_away", reason=type(error).__name__)
            time.sleep(1)


def check() -> bool:
    """Whether this machine's worker has told Redis lately that it lives: what its health check asks."""
    redis = Redis.from_url(get_settings().redis_url, socket_connect_timeout=2, socket_timeout=2)
    try:
        # RQ lets a worker's entry expire when the worker falls silent.
        return any(worker.hostname == socket.gethostname() for worker in Worker.all(connection=redis))
    except RedisError:
        return False


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not check())
    main()
