"""Stored runs: latest, history, one by one, and what survives what."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient

from coin.main import create_app
from coin.services import Services
from coin.settings import Settings
from coin.storage import files as stored_files
from coin.storage.files import remove_leftovers, write_atomically
from coin.storage.history import HistoryFilter
from coin.storage.index import RunIndex
from tests.requests import RUN, body, run

LATEST = "/api/backtests/latest"
HISTORY = "/api/backtests/history"


def history(client: TestClient, **query: object) -> dict:
    answer = client.get(HISTORY, params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    page: dict = answer.json()
    return page


def index_ids(root: Path) -> list[str]:
    return [item["run_id"] for item in json.loads((root / "results/index.json").read_text())["items"]]


def test_an_empty_store_has_no_latest_run(client: TestClient) -> None:
    assert client.get(LATEST).status_code == 404
    assert history(client) == {"total": 0, "limit": 10, "offset": 0, "items": []}


def test_a_run_is_everywhere_at_once(client: TestClient, data_root: Path, database_url: str) -> None:
    result = run(client)
    run_id = result["run_id"]
    assert client.get(LATEST).json() == result
    assert client.get(f"/api/backtests/{run_id}").json() == result
    assert json.loads((data_root / f"results/{run_id}.json").read_text()) == result
    item = history(client)["items"][0]
    assert json.loads((data_root / "results/index.json").read_text()) == {"items": [item]}
    assert item == {
        "run_id": run_id,
        "strategy": result["strategy"],
        "symbols": ["KRW-BTC"],
        "start_date": "2025-01-01",
        "end_date": "2025-12-31",
        "timeframe": "1d",
        "total_signals": result["total_signals"],
        "execution_time": result["execution_time"],
        "timestamp": result["metadata"]["execution_date"],
    }
    with psycopg.connect(database_url) as connection:
        rows = connection.execute("SELECT run_id, symbols, total_signals FROM backtest_runs").fetchall()
    assert rows == [(run_id, ["KRW-BTC"], result["total_signals"])]


def test_a_download_is_an_attachment(shared: TestClient) -> None:
    result = run(shared)
    answer = shared.get(f"/api/backtests/{result['run_id']}/download")
    assert answer.headers["content-disposition"] == f'attachment; filename="backtest_{result["run_id"]}.json"'
    assert answer.json() == result


@pytest.mark.parametrize(
    "name",
    ["index", "..", "%2e%2e", "..%2findex", "index.json", "x", "%00", "7878212A-090C-47BE-A3D8-19B5637609F5"],
)
@pytest.mark.parametrize("suffix", ["", "/download"])
def test_a_name_that_is_no_run_reveals_nothing(shared: TestClient, name: str, suffix: str) -> None:
    run(shared)
    answer = shared.get(f"/api/backtests/{name}{suffix}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}


def test_an_unknown_run_is_not_found(shared: TestClient) -> None:
    assert shared.get("/api/backtests/7878212a-090c-47be-a3d8-19b5637609f5").status_code == 404


def test_history_is_paged_newest_first(client: TestClient) -> None:
    made = [run(client)["run_id"] for _ in range(5)][::-1]
    assert [item["run_id"] for item in history(client)["items"]] == made
    page = history(client, limit=2, offset=1)
    assert ([item["run_id"] for item in page["items"]], page["total"]) == (made[1:3], 5)
    assert history(client, offset=2**31 - 1)["items"] == []


def test_history_is_filtered(client: TestClient) -> None:
    long_candle = run(client)
    none = run(client, params={"body_pct": 1})
    zone = run(client, strategy="volume_zone_breakout", symbols=["KRW-ETH"], params={})
    returns = [s["return_pct"] for s in long_candle["symbols"][0]["signals"]]
    mean = sum(returns) / len(returns) * 100

    def found(**query: object) -> set[str]:
        return {item["run_id"] for item in history(client, **query)["items"]}

    everything = {long_candle["run_id"], none["run_id"], zone["run_id"]}
    assert found(strategy="volume_zone_breakout") == {zone["run_id"]}
    assert found(max_signals=0) == {none["run_id"]}
    assert found(min_signals=1) == everything - {none["run_id"]}
    assert long_candle["run_id"] in found(min_return=mean - 0.001, max_return=mean + 0.001)
    assert none["run_id"] in found(min_return=0, max_return=0)
    assert found(min_return=1e6) == set()
    today = none["metadata"]["execution_date"][:10]
    assert found(date_from=today) == found(date_to="9999-12-31") == everything
    assert found(date_to="0001-01-01") == found(date_from="9999-12-31") == set()


@pytest.mark.parametrize(
    "query",
    [
        "min_return=2&max_return=1",
        "min_signals=2&max_signals=1",
        "date_from=2025-02-02&date_to=2025-02-01",
    ],
)
def test_a_minimum_above_its_maximum_is_refused(shared: TestClient, query: str) -> None:
    answer = shared.get(f"{HISTORY}?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "offset=-1",
        "offset=99999999999999999999999",
        "strategy=moon",
        "strategy=%00",
        "min_return=nan",
        "max_return=inf",
        "min_signals=-1",
        "max_signals=1.5",
        "date_from=yesterday",
        "date_to=2025-02-30",
    ],
)
def test_a_bad_filter_is_named(shared: TestClient, query: str) -> None:
    answer = shared.get(f"{HISTORY}?{query}")
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.json()["detail"][0]["loc"]


def test_concurrent_runs_lose_nothing(client: TestClient, data_root: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = {
            answer.json()["run_id"] for answer in pool.map(lambda _: client.post(RUN, json=body()), range(24))
        }
    assert len(made) == 24
    listed = [item["run_id"] for item in history(client, limit=100)["items"]]
    assert set(listed) == made
    assert index_ids(data_root) == listed
    assert client.get(LATEST).json()["run_id"] == listed[0]


def test_a_restart_loses_nothing(client: TestClient, settings: Settings) -> None:
    made = [run(client)["run_id"] for _ in range(3)]
    with TestClient(create_app(settings)) as again:
        assert [item["run_id"] for item in history(again)["items"]] == made[::-1]
        assert again.get(LATEST).json()["run_id"] == made[-1]


def _no_index(root: Path, url: str) -> None:
    (root / "results/index.json").unlink()


def _half_an_index(root: Path, url: str) -> None:
    path = root / "results/index.json"
    path.write_bytes(path.read_bytes()[:50])


def _stale_index(root: Path, url: str) -> None:
    (root / "results/index.json").write_text('{"items":[]}')


def _no_rows(root: Path, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM backtest_runs")


def _no_table(root: Path, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE backtest_runs, alembic_version")


@pytest.mark.parametrize("harm", [_no_index, _half_an_index, _stale_index, _no_rows, _no_table])
def test_a_start_repairs_the_store(
    client: TestClient, settings: Settings, database_url: str, harm: Callable[[Path, str], None]
) -> None:
    made = [run(client)["run_id"] for _ in range(3)][::-1]
    harm(settings.data_root, database_url)
    with TestClient(create_app(settings)) as again:
        assert [item["run_id"] for item in history(again)["items"]] == made
        assert index_ids(settings.data_root) == made
        assert again.get(LATEST).json()["run_id"] == made[0]


def test_a_start_passes_over_what_is_no_result(client: TestClient, settings: Settings) -> None:
    run_id = run(client)["run_id"]
    broken = settings.results_dir / "7878212a-090c-47be-a3d8-19b5637609f5.json"
    broken.write_text("{")
    (settings.results_dir / "notes.json").write_text("{}")
    with TestClient(create_app(settings)) as again:
        assert [item["run_id"] for item in history(again)["items"]] == [run_id]


def test_a_run_that_could_not_be_entered_leaves_nothing(
    client: TestClient, services: Services, database_url: str
) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "ALTER TABLE backtest_runs ADD CONSTRAINT full_up CHECK (total_signals < 0) NOT VALID"
        )
    answer = client.post(RUN, json=body())
    assert answer.status_code == 500
    assert "full_up" not in answer.text
    assert services.store.files.run_ids() == set()
    services.store.repair()
    assert services.store.index.newest_run_id() is None


def test_a_store_that_cannot_be_written_is_told(client: TestClient, settings: Settings) -> None:
    settings.results_dir.rename(settings.data_root / "elsewhere")
    settings.results_dir.write_text("a file where the folder should be")
    answer = client.post(RUN, json=body())
    assert answer.status_code == 503
    assert str(settings.data_root) not in answer.text


def test_the_index_keeps_the_newest_runs_only(client: TestClient, services: Services, tmp_path: Path) -> None:
    for _ in range(4):
        run(client)
    _, summaries = services.store.history.page(HistoryFilter(), 10, 0)
    index = RunIndex(tmp_path / "small", newest=3)
    for summary in summaries:
        index.add(summary)
        index.add(summary)
    items = json.loads((tmp_path / "small/index.json").read_text())["items"]
    assert [item["run_id"] for item in items] == [summary.run_id for summary in summaries[:3]]


def test_two_processes_share_an_index(client: TestClient, services: Services, tmp_path: Path) -> None:
    for _ in range(2):
        run(client)
    _, (newer, older) = services.store.history.page(HistoryFilter(), 10, 0)
    one, other = RunIndex(tmp_path / "shared"), RunIndex(tmp_path / "shared")
    other.add(older)
    one.add(newer)
    assert other.newest_run_id() == newer.run_id
    other.rebuild([older])
    assert one.newest_run_id() == older.run_id


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.json"
    write_atomically(path, b"old")
    monkeypatch.setattr(stored_files.os, "fsync", _refuse)
    with pytest.raises(OSError, match="no space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list((tmp_path / ".drafts").iterdir()) == []


def _refuse(descriptor: int) -> None:
    raise OSError("no space")


def test_drafts_of_killed_writers_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".drafts").mkdir()
    (tmp_path / ".drafts/half").write_bytes(b"{")
    assert remove_leftovers(tmp_path) == 0
    monkeypatch.setattr(stored_files, "LEFTOVER_AGE", -1.0)
    assert remove_leftovers(tmp_path) == 1
