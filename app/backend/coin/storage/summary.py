"""What the history knows of a run."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from coin.backtest import utc_text


@dataclass(frozen=True)
class RunSummary:
    """One row of the history; the names are the table's columns.

    ``avg_return`` is the mean return of all trades of the run, in percent.
    """

    run_id: str
    strategy: str
    symbols: list[str]
    start_date: date
    end_date: date
    timeframe: str
    total_signals: int
    execution_time: float
    avg_return: float
    created_at: datetime

    @classmethod
    def of(cls, result: dict[str, Any]) -> RunSummary:
        """The summary of a result, so that a file alone is enough to bring its row back."""
        returns = [signal["return_pct"] for symbol in result["symbols"] for signal in symbol["signals"]]
        return cls(
            run_id=result["run_id"],
            strategy=result["strategy"],
            symbols=[symbol["symbol"] for symbol in result["symbols"]],
            start_date=date.fromisoformat(result["start_date"]),
            end_date=date.fromisoformat(result["end_date"]),
            timeframe=result["timeframe"],
            total_signals=result["total_signals"],
            execution_time=result["execution_time"],
            avg_return=sum(returns) / len(returns) * 100 if returns else 0.0,
            created_at=datetime.fromisoformat(result["metadata"]["execution_date"]),
        )

    def row(self) -> dict[str, Any]:
        return asdict(self)

    def item(self) -> dict[str, Any]:
        """The history item that clients get, and that the index keeps."""
        item = asdict(self)
        del item["avg_return"], item["created_at"]
        item["start_date"] = self.start_date.isoformat()
        item["end_date"] = self.end_date.isoformat()
        item["timestamp"] = utc_text(self.created_at)
        return item
