"""Stored runs."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from coin.api.dependencies import App
from coin.api.responses import documented, json_bytes
from coin.errors import InvalidRequestError, NotFoundError
from coin.models.requests import IsoDate, StrategyName
from coin.models.responses import HistoryPage, RunResult
from coin.services import Services
from coin.storage.history import HistoryFilter

router = APIRouter(prefix="/api/backtests", tags=["results"])
STORED = {200: {"model": RunResult}, **documented(404)}
LARGEST = 2**31 - 1

Percent = Annotated[float, Field(allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=LARGEST)]


class HistoryQuery(BaseModel):
    """Which runs to list; returns are in percent, dates those on which the run was made (UTC)."""

    limit: int = Field(10, ge=1, le=100)
    offset: Count = 0
    strategy: StrategyName | None = None
    min_return: Percent | None = None
    max_return: Percent | None = None
    min_signals: Count | None = None
    max_signals: Count | None = None
    date_from: IsoDate | None = None
    date_to: IsoDate | None = None

    def filter(self) -> HistoryFilter:
        """The filter.

        Raises:
            InvalidRequestError: a minimum lies above its maximum.
        """
        pairs = [("min_return", "max_return"), ("min_signals", "max_signals"), ("date_from", "date_to")]
        for least, most in pairs:
            low, high = getattr(self, least), getattr(self, most)
            if low is not None and high is not None and low > high:
                raise InvalidRequestError(f"{least} must not be above {most}")
        return HistoryFilter(**self.model_dump(exclude={"limit", "offset"}))


@router.get("/latest", responses=STORED, response_model=None)
def latest(app: App) -> Response:
    """The newest run in full."""
    content = app.store.latest()
    if content is None:
        raise NotFoundError("There is no run yet")
    return json_bytes(content)


@router.get("/history", response_model=HistoryPage, responses=documented(400, 503))
def history(app: App, query: Annotated[HistoryQuery, Query()]) -> dict[str, Any]:
    """Stored runs, newest first."""
    total, runs = app.store.history.page(query.filter(), query.limit, query.offset)
    return {
        "total": total,
        "limit": query.limit,
        "offset": query.offset,
        "items": [run.item() for run in runs],
    }


@router.get("/{run_id}", responses=STORED, response_model=None)
def stored(app: App, run_id: str) -> Response:
    """A run in full."""
    return json_bytes(_content(app, run_id))


@router.get("/{run_id}/download", responses=STORED, response_model=None)
def download(app: App, run_id: str) -> Response:
    """A run in full, as a file to save."""
    content = _content(app, run_id)
    return json_bytes(content, {"content-disposition": f'attachment; filename="backtest_{run_id}.json"'})


def _content(app: Services, run_id: str) -> bytes:
    content = app.store.files.read(run_id)
    if content is None:
        raise NotFoundError("There is no such run")
    return content
