"""Queued runs: how the API hands them to the worker, and what it tells of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from coin.backtest import Run, utc_text
from coin.errors import NotFoundError, ServiceUnavailableError
from coin.logs import get_logger
from coin.storage.files import ResultFiles, is_run_id

log = get_logger(__name__)

QUEUE = "backtests"
KEPT = 7 * 24 * 3600
LONGEST_RUN = 600
# A worker that lives says so every HEARTBEAT seconds while it runs a task.
HEARTBEAT = 5
SILENCE = timedelta(seconds=30)

STATUSES = {
    JobStatus.STARTED: "running",
    JobStatus.FINISHED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.STOPPED: "failed",
    JobStatus.CANCELED: "failed",
}
UNEXPECTED = "The run ended unexpectedly; please try again"


class TaskQueue:
    """The queue in Redis. A task has the name of the run that it makes."""

    def __init__(self, redis_url: str, files: ResultFiles) -> None:
        # One attempt, and at most one reconnect in it: a client gets its reason within 2 s.
        self._redis = Redis.from_url(
            redis_url, socket_timeout=0.6, socket_connect_timeout=0.6, retry=Retry(NoBackoff(), 0)
        )
        self._queue = Queue(QUEUE, connection=self._redis, serializer=JSONSerializer)
        self._files = files

    def submit(self, task_id: str, run: Run) -> dict[str, Any]:
        """Queue a run.

        Raises:
            ServiceUnavailableError: Redis is away.
        """
        with _redis_needed():
            self._queue.enqueue_call(
                "coin.worker.execute",
                args=(task_id, run.model_dump(mode="json")),
                job_id=task_id,
                timeout=LONGEST_RUN,
                result_ttl=KEPT,
                failure_ttl=KEPT,
                description=f"run {task_id}",
            )
        return {"task_id": task_id, "status": "queued", "created_at": utc_text(datetime.now(UTC))}

    def status(self, task_id: str) -> dict[str, Any]:
        """Where a task is, with its result when it is done.

        Raises:
            NotFoundError: there is no such task.
            ServiceUnavailableError: Redis is away.
        """
        if not is_run_id(task_id):
            raise NotFoundError("There is no such task")
        try:
            with _redis_needed():
                job = Job.fetch(task_id, connection=self._redis, serializer=JSONSerializer)
                state = job.get_status(refresh=False)
        except NoSuchJobError:
            raise NotFoundError("There is no such task") from None
        return self._describe(task_id, job, STATUSES.get(state, "queued"))

    def _describe(self, task_id: str, job: Job, status: str) -> dict[str, Any]:
        if status == "running" and _silent(job):
            # Its worker died, or could not reach Redis at the end: the file knows which.
            status = "completed" if self._files.read(task_id) else "failed"
        if "error" in job.meta:
            status = "failed"
        told = {"task_id": task_id, "status": status, "progress": int(job.meta.get("progress", 0))}
        told |= {"result": None, "error": None}
        if status == "completed":
            content = self._files.read(task_id)
            told |= {"progress": 100, "result": json.loads(content) if content else None}
        elif status == "failed":
            told["error"] = job.meta.get("error", UNEXPECTED)
        return told


def _silent(job: Job) -> bool:
    last = job.last_heartbeat
    return last is not None and datetime.now(UTC) - last.astimezone(UTC) > SILENCE


@contextmanager
def _redis_needed() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        log.warning("redis_away", reason=type(error).__name__)
        raise ServiceUnavailableError("The task queue cannot be reached") from None
