"""The application: `uvicorn coin.main:app`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from coin import __version__
from coin.api import backtests, data, errors, presets, results, system
from coin.api.middleware import Envelope, OnlyConfiguredOrigins
from coin.logs import configure_logs
from coin.services import Services
from coin.settings import Settings, get_settings
from coin.storage.maintenance import Maintenance


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    maintenance = Maintenance(app.state.services.store)
    await to_thread.run_sync(maintenance.start)
    yield
    await to_thread.run_sync(maintenance.stop)
    app.state.services.store.database.close()


def create_app(settings: Settings) -> FastAPI:
    """The application for some settings."""
    app = FastAPI(
        title="Coin backtesting API",
        version=__version__,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.services = Services.create(settings)
    errors.install(app)
    # `results` is last: its `/{run_id}` would take the names of the others for those of runs.
    for part in (system, presets, data, backtests, results):
        app.include_router(part.router)
    app.add_middleware(OnlyConfiguredOrigins, origins=settings.cors_origins)
    app.add_middleware(Envelope)
    return app


configure_logs(get_settings().log_level)
app = create_app(get_settings())
