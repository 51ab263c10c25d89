"""The candle files."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from coin.api.dependencies import App
from coin.api.responses import documented
from coin.inventory import list_files
from coin.models.responses import Inventory

router = APIRouter(prefix="/api/data", tags=["data"])


class InventoryQuery(BaseModel):
    """Which files to list."""

    symbol: str | None = Field(None, max_length=64)
    timeframe: str | None = Field(None, max_length=16)
    year: int | None = Field(None, ge=1, le=9999)
    limit: int = Field(1000, ge=1, le=10_000)
    offset: int = Field(0, ge=0, le=2**31 - 1)


@router.get("/inventory", response_model=Inventory, responses=documented())
def inventory(app: App, query: Annotated[InventoryQuery, Query()]) -> dict[str, Any]:
    """The candle files that runs can use."""
    files = list_files(app.settings.data_root, query.symbol, query.timeframe, query.year)
    return {
        "files": files[query.offset : query.offset + query.limit],
        "total_count": len(files),
        "limit": query.limit,
        "offset": query.offset,
    }
