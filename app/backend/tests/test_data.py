"""The inventory, and how candles are read."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from coin.candles import CandleStore
from coin.errors import NotFoundError
from coin.inventory import list_files
from tests.conftest import make_candles, write_candles

INVENTORY = "/api/data/inventory"
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def test_the_inventory_lists_the_files(shared: TestClient) -> None:
    answer = shared.get(INVENTORY).json()
    assert [file["relative_path"] for file in answer["files"]] == [
        "KRW-BTC/1D/2024.parquet",
        "KRW-BTC/1D/2025.parquet",
        "KRW-ETH/1D/2025.parquet",
    ]
    assert answer["total_count"] == 3
    assert answer["files"][0]["year"] == 2024
    assert all(file["size_bytes"] > 0 for file in answer["files"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("symbol=KRW-ETH", 1),
        ("symbol=KRW", 0),
        ("symbol=%00", 0),
        ("timeframe=1D", 3),
        ("timeframe=1d", 3),
        ("timeframe=5m", 0),
        ("year=2025", 2),
        ("symbol=KRW-BTC&year=2024&timeframe=1d", 1),
    ],
)
def test_the_inventory_is_filtered(shared: TestClient, query: str, count: int) -> None:
    assert shared.get(f"{INVENTORY}?{query}").json()["total_count"] == count


def test_the_inventory_is_paged(shared: TestClient) -> None:
    answer = shared.get(f"{INVENTORY}?limit=1&offset=1").json()
    assert ([file["year"] for file in answer["files"]], answer["total_count"]) == ([2025], 3)


@pytest.mark.parametrize("query", ["year=x", "year=0", "limit=0", "limit=x", "offset=-1", "offset=9e99"])
def test_a_bad_question_is_refused(shared: TestClient, query: str) -> None:
    assert shared.get(f"{INVENTORY}?{query}").status_code == 422


def test_only_candle_files_inside_the_folder_are_listed(data_root: Path, tmp_path: Path) -> None:
    outside = write_candles(tmp_path / "outside", "X", "1D", 2025, make_candles(3))
    (data_root / "KRW-LINK/1D").mkdir(parents=True)
    (data_root / "KRW-LINK/1D/2025.parquet").symlink_to(outside)
    (data_root / "KRW-LINK/1D/2024.parquet").symlink_to(data_root / "gone")
    (data_root / "KRW-LINK/1D/notes.parquet").write_text("x")
    (data_root / "results/old").mkdir(parents=True)
    (data_root / "results/old/2025.parquet").write_text("x")
    assert len(list_files(data_root)) == 3


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert list_files(tmp_path / "nowhere") == []


def test_both_ends_of_a_range_are_included(data_root: Path) -> None:
    candles = CandleStore(data_root).load("KRW-BTC", "1d", date(2025, 2, 1), date(2025, 2, 3))
    assert [str(day)[:10] for day in candles.timestamp] == ["2025-02-01", "2025-02-02", "2025-02-03"]


def test_a_file_that_changed_is_read_again(data_root: Path) -> None:
    store = CandleStore(data_root)
    before = store.load("KRW-BTC", "1d", FIRST, LAST)
    assert store.load("KRW-BTC", "1d", FIRST, LAST).close.base is before.close.base
    write_candles(data_root, "KRW-BTC", "1D", 2025, make_candles(20))
    assert len(store.load("KRW-BTC", "1d", FIRST, LAST)) == 20


def test_memory_for_candles_is_bounded(data_root: Path) -> None:
    store = CandleStore(data_root, cache_bytes=20_000)
    for symbol in ("KRW-BTC", "KRW-ETH", "KRW-BTC"):
        assert len(store.load(symbol, "1d", FIRST, LAST)) == 365
    assert len(store._cache) == 1


def _write(path: Path, **changes: object) -> None:
    columns: dict = {
        "timestamp": pa.array([3, 1, 2], pa.timestamp("s", "UTC")),
        "open": [1.0, 2.0, 3.0],
        "high": [1.0, 2.0, 3.0],
        "low": [1.0, 2.0, 3.0],
        "close": [1.0, 2.0, 3.0],
        "volume": [1, 2, 3],
    }
    columns |= changes
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({name: values for name, values in columns.items() if values is not None}), path)


def test_whole_volumes_coarse_times_and_disorder_are_fine(tmp_path: Path) -> None:
    _write(tmp_path / "A/1D/1970.parquet")
    candles = CandleStore(tmp_path).load("A", "1D", date(1970, 1, 1), date(1970, 1, 1))
    assert candles.close.tolist() == [2.0, 3.0, 1.0]
    assert candles.volume.dtype == np.float64


def test_a_bar_without_a_value_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path / "A/1D/1970.parquet", close=[None, 2.0, 3.0])
    assert len(CandleStore(tmp_path).load("A", "1D", date(1970, 1, 1), date(1970, 1, 1))) == 2


@pytest.mark.parametrize(
    "changes", [{"close": None}, {"close": ["a", "b", "c"]}, {"timestamp": ["x", "y", "z"]}]
)
def test_a_file_of_another_shape_cannot_be_read(tmp_path: Path, changes: dict) -> None:
    _write(tmp_path / "A/1D/1970.parquet", **changes)
    with pytest.raises(NotFoundError, match="cannot be read"):
        CandleStore(tmp_path).load("A", "1D", date(1970, 1, 1), date(1970, 1, 1))


def test_links_that_lead_outside_are_not_followed(data_root: Path, tmp_path: Path) -> None:
    outside = write_candles(tmp_path / "outside", "X", "1D", 2025, make_candles(3))
    (data_root / "KRW-DIR").symlink_to(outside.parent.parent)
    (data_root / "KRW-FILE/1D").mkdir(parents=True)
    (data_root / "KRW-FILE/1D/2025.parquet").symlink_to(outside)
    for symbol in ("KRW-DIR", "KRW-FILE"):
        with pytest.raises(NotFoundError):
            CandleStore(data_root).load(symbol, "1D", FIRST, LAST)


def test_a_timeframe_in_capitals_comes_second(tmp_path: Path) -> None:
    write_candles(tmp_path, "A", "1m", 2025, make_candles(5, step=60))
    write_candles(tmp_path, "A", "1M", 2025, make_candles(2, step=60))
    assert len(CandleStore(tmp_path).load("A", "1m", FIRST, LAST)) == 5


def test_an_empty_file_cannot_be_read(data_root: Path) -> None:
    os.truncate(data_root / "KRW-BTC/1D/2025.parquet", 0)
    with pytest.raises(NotFoundError, match="2025"):
        CandleStore(data_root).load("KRW-BTC", "1d", FIRST, LAST)
