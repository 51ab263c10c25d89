"""What clients get."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from coin.models.requests import StrategyName


class Problem(BaseModel):
    """An error, in words for a user."""

    detail: str


class Welcome(BaseModel):
    message: str
    version: str
    endpoints: list[str]


class Health(BaseModel):
    """The app answers. Folders are told by name only: a server's paths are its own business."""

    status: Literal["healthy"]
    timestamp: datetime
    data_root: str
    results_dir: str


class ApiHealth(BaseModel):
    status: Literal["ok"]
    timestamp: datetime


class Strategies(BaseModel):
    strategies: list[StrategyName]
    count: int


class Signal(BaseModel):
    """One trade; `return_pct` is a fraction: 0.05 means 5 %."""

    symbol: str
    type: Literal["buy", "sell"]
    timestamp: datetime
    entry_price: float
    exit_price: float
    return_pct: float


class CurvePoint(BaseModel):
    """Equity after a trade; `drawdown` is a fraction, never above 0."""

    timestamp: date
    equity: float
    drawdown: float = Field(le=0)


class SymbolResult(BaseModel):
    """What one symbol gave; `avg_return` and `max_drawdown` are in percent."""

    symbol: str
    signals: list[Signal]
    win_rate: float = Field(ge=0, le=1)
    avg_return: float
    max_drawdown: float = Field(ge=0)
    avg_hold_bars: float
    performance_curve: list[CurvePoint]


class Metadata(BaseModel):
    execution_date: datetime
    environment: str
    execution_host: str


class RunResult(BaseModel):
    """A finished run, as it is stored."""

    version: Literal["1.1.0"]
    run_id: str
    strategy: StrategyName
    params: dict[str, float]
    start_date: date
    end_date: date
    timeframe: str
    symbols: list[SymbolResult]
    total_signals: int
    execution_time: float = Field(description="Seconds")
    metadata: Metadata
    description: str


class HistoryItem(BaseModel):
    run_id: str
    strategy: StrategyName
    symbols: list[str]
    start_date: date
    end_date: date
    timeframe: str
    total_signals: int
    execution_time: float
    timestamp: datetime


class HistoryPage(BaseModel):
    total: int
    limit: int
    offset: int
    items: list[HistoryItem]


class QueuedTask(BaseModel):
    task_id: str
    status: Literal["queued"]
    created_at: datetime


class TaskStatus(BaseModel):
    """Where a queued run is; `progress` is in percent."""

    task_id: str
    status: Literal["queued", "running", "completed", "failed"]
    progress: int = Field(ge=0, le=100)
    result: RunResult | None = None
    error: str | None = None


class Preset(BaseModel):
    name: str
    strategy: StrategyName
    params: dict[str, Any]
    description: str
    created_at: datetime
    updated_at: datetime


class Presets(BaseModel):
    presets: list[Preset]
    count: int


class DataFile(BaseModel):
    symbol: str
    timeframe: str
    year: int
    relative_path: str
    size_bytes: int
    modified_at: datetime


class Inventory(BaseModel):
    files: list[DataFile]
    total_count: int
    limit: int
    offset: int
