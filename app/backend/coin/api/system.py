"""Whether the app lives, and what it offers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter

from coin import __version__
from coin.api.dependencies import App
from coin.api.responses import documented
from coin.backtest import utc_text
from coin.models.responses import ApiHealth, Health, Strategies, Welcome
from coin.strategies import STRATEGIES

router = APIRouter(tags=["system"], responses=documented())

# These run on the event loop, not in a thread: they answer however many runs keep the threads busy.


@router.get("/", response_model=Welcome)
async def welcome() -> dict[str, Any]:
    """What this is."""
    endpoints = ["/health", "/docs", "/api/strategies", "/api/strategies/presets"]
    endpoints += ["/api/backtests/run", "/api/backtests/run-async", "/api/backtests/latest"]
    endpoints += ["/api/backtests/history", "/api/data/inventory"]
    return {"message": "Coin backtesting API", "version": __version__, "endpoints": endpoints}


@router.get("/health", response_model=Health)
async def health(app: App) -> dict[str, Any]:
    """The backend answers."""
    return {
        "status": "healthy",
        "timestamp": utc_text(datetime.now(UTC)),
        "data_root": app.settings.data_root.name,
        "results_dir": app.settings.results_dir.name,
    }


@router.get("/api/health", response_model=ApiHealth)
async def api_health() -> dict[str, Any]:
    """The API answers."""
    return {"status": "ok", "timestamp": utc_text(datetime.now(UTC))}


@router.get("/api/strategies", response_model=Strategies)
async def strategies() -> dict[str, Any]:
    """The strategies that a run may name."""
    return {"strategies": list(STRATEGIES), "count": len(STRATEGIES)}
