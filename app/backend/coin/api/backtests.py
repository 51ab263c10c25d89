"""Runs: made now, or queued."""

from __future__ import annotations

import uuid
from typing import Any

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Response
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from coin.api.dependencies import App
from coin.api.responses import documented, json_bytes
from coin.backtest import Run, run_backtest
from coin.logs import get_logger
from coin.models.requests import RunRequest
from coin.models.responses import QueuedTask, RunResult, TaskStatus
from coin.services import Services
from coin.timing import Stopwatch

log = get_logger(__name__)
STATUS = {200: {"model": TaskStatus}, **documented(404, 503)}
router = APIRouter(prefix="/api/backtests", tags=["backtests"])

# Runs in progress at once; more wait without a thread. Memory and the event loop's share stay bounded.
MOST_RUNS = 4
_limiter: anyio.lowlevel.RunVar[CapacityLimiter] = anyio.lowlevel.RunVar("runs")


def _runs() -> CapacityLimiter:
    """The limiter of this event loop."""
    try:
        return _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(MOST_RUNS)
        _limiter.set(limiter)
        return limiter


def new_run_id() -> str:
    run_id = str(uuid.uuid4())
    structlog.contextvars.bind_contextvars(run_id=run_id)
    return run_id


@router.post("/run", responses={200: {"model": RunResult}, **documented(404, 413, 503)}, response_model=None)
async def run(app: App, body: RunRequest) -> Response:
    """Run a backtest, store it and answer it."""
    return await to_thread.run_sync(_run, app, body, new_run_id(), limiter=_runs())


def _run(app: Services, body: Run, run_id: str) -> Response:
    app.store.database.check()
    stopwatch = Stopwatch()
    result = run_backtest(body, run_id, app.candles, app.settings.environment, stopwatch)
    content = app.store.save(result, stopwatch)
    log.info("run_finished", strategy=body.strategy, signals=result["total_signals"], **stopwatch.seconds)
    return json_bytes(content, {"server-timing": stopwatch.header()})


@router.post("/run-async", status_code=202, response_model=QueuedTask, responses=documented(413, 503))
def run_async(app: App, body: RunRequest) -> dict[str, Any]:
    """Queue a backtest; its task tells how it goes, data that is missing included."""
    return app.tasks.submit(new_run_id(), body)


@router.get("/status/{task_id}", responses=STATUS, response_model=None)
def status(app: App, task_id: str) -> Response:
    """Where a queued run is. A task is remembered for a week, its run for good."""
    return json_bytes(to_json(app.tasks.status(task_id)))


@router.api_route("/run", methods=["GET", "PUT", "PATCH", "DELETE"], include_in_schema=False)
@router.api_route("/run-async", methods=["GET", "PUT", "PATCH", "DELETE"], include_in_schema=False)
async def only_post() -> None:
    """Without this `run` would be taken for the name of a stored run."""
    raise HTTPException(405, headers={"Allow": "POST"})
