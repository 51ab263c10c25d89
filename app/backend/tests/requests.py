"""Bodies of requests, and what is done with them again and again."""

from __future__ import annotations

from typing import Any

from fastapi.testclient import TestClient

RUN = "/api/backtests/run"


def body(**changes: Any) -> dict[str, Any]:
    """A run that is accepted, with some fields changed."""
    usual = {
        "strategy": "volume_long_candle",
        "symbols": ["KRW-BTC"],
        "start_date": "2025-01-01",
        "end_date": "2025-12-31",
        "params": {"vol_multiplier": 1, "body_pct": 0.001},
    }
    return {**usual, **changes}


def run(client: TestClient, **changes: Any) -> dict[str, Any]:
    """The result of a run that must be accepted."""
    answer = client.post(RUN, json=body(**changes))
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result
