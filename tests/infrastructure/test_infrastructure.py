"""Stores, inventories, compose files and backups, in temporary folders."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from backtest.crafted import write_crafted
from infrastructure import inventory, moving, store

RUN = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "index.json").write_text('{"items": []}')
    return tmp_path


def test_drafts_and_other_files_are_told_from_results(root: Path) -> None:
    drafts = [
        "tmpk3x_9a", ".index.json.4f2a", f"{RUN}.json.part", f".{RUN}.tmp-12", "gone.json.bak",
        "tmpk3x_9a.json", f"{RUN}.new.json", f"{RUN}-part2.json", "draft.tmp",
    ]  # fmt: skip
    own = [
        f"{RUN}.json",
        ".index.lock",
        "history.sqlite3-wal",
        "index.json.bak",
        "index.json~",
        f"{RUN}.json.gz",
        "latest.json",
        "template.json",
        "runs.jsonl",
    ]
    for name in (*own, *drafts):
        (root / "results" / name).write_text("{}")
    assert store.drafts(root) == sorted(drafts)
    assert store.result_ids(root) == {RUN}
    (problem,) = store.file_problems(root)
    assert problem.startswith(f"{RUN}.json")


def test_a_torn_index_is_an_error(root: Path) -> None:
    (root / "results" / "index.json").write_text('{"items": [')
    with pytest.raises(ValueError, match="Expecting"):
        store.read_index(root)


def test_an_index_of_results_is_too_large() -> None:
    item = {
        "run_id": RUN, "strategy": "s", "symbols": ["A"],
        "start_date": "2025-01-01", "end_date": "2025-01-02",
        "timeframe": "1d", "total_signals": 1, "execution_time": 0.1, "timestamp": "2025-01-01T00:00:00Z",
    }  # fmt: skip
    assert store.index_problems({"items": [item]}, 300) == []
    assert "names, not results" in store.index_problems({"items": [item]}, 50_000)[0]
    assert "twice" in store.index_problems({"items": [item, item]}, 600)[0]
    assert store.index_problems({"items": [{}]}, 10)
    whole = {**item, "result": {"symbols": [{"performance_curve": []}]}}
    assert "holds results" in store.index_problems({"items": [whole]}, 500)[0]


def test_differences_are_told_both_ways() -> None:
    found = store.differences({"files": {"a", "b"}, "index": {"b", "c"}})
    assert len(found) == 2
    assert store.differences({"files": {"a"}, "index": {"a"}}) == []


def test_candle_files_are_found_and_checked(root: Path) -> None:
    write_crafted(root)
    assert inventory.misplaced(root) == []
    assert inventory.schema_problems(root) == []
    files = inventory.candle_files(root)
    told = [
        {"symbol": f.symbol, "timeframe": f.timeframe.lower(), "year": f.year, "size_bytes": f.size}
        for f in files
    ]
    assert inventory.listed(told) == inventory.lying(files)
    (root / "GAPS-1" / "notes.txt").write_text("x")
    assert inventory.misplaced(root) == ["GAPS-1/notes.txt"]


def test_an_app_may_keep_more_beside_candles(root: Path) -> None:
    write_crafted(root)
    files = inventory.candle_files(root)
    own = ["GAPS-1/1D/2025.parquet.crc32", "GAPS-1/1D/2025.npy", "cache/1D/2025.parquet"]
    wrong = [
        "GAPS-1/1D/2025.parquet.tmp",
        "GAPS-1/1D/1999.npy",
        "GAPS-1/2025.parquet",
        "GAPS-1/1D/2025.new.parquet",
    ]
    for name in (*own, *wrong):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    assert inventory.misplaced(root) == sorted(wrong)
    assert inventory.candle_files(root) == files


def test_only_what_stood_still_must_be_copied() -> None:
    before = {"a": "1", "app.log": "1", "gone": "1"}
    after = {"a": "1", "app.log": "3", "new": "1"}
    assert moving.wrongly_copied(before, after, {"a": "1", "app.log": "2"}) == []
    assert moving.wrongly_copied(before, after, {"a": "2", "app.log": "3"}) == ["a"]
    assert moving.wrongly_copied(before, after, {"app.log": "3"}) == ["a"]


def test_a_damaged_backup_is_noticed(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    (source / "results").mkdir(parents=True)
    (source / "results" / "x.json").write_text(json.dumps({"a": 1}))
    assert moving.copy(source, target).files == 1
    moving.seal(target)
    assert moving.damage(target) == []
    (target / "results" / "x.json").write_text("{")
    assert moving.damage(target) == ["results/x.json was changed"]
    (target / "results" / "x.json").unlink()
    assert moving.damage(target) == ["results/x.json is missing"]


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("KRW-BTC/1D/2025.parquet", True),
        ("data/KRW-BTC/1D/2025.parquet", True),
        ("KRW-BTC/1H/2025.parquet", False),
        ("KRW-BTC/1D/2024.parquet", False),
        ("KRW-BTC/1D/../1D/2025.parquet", False),
    ],
)
def test_a_path_leads_to_the_file_that_it_stands_for(tmp_path: Path, path: str, right: bool) -> None:
    for place in ("1D/2025", "1D/2024", "1H/2025"):
        file = tmp_path / "data" / "KRW-BTC" / f"{place}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    listed = {"symbol": "KRW-BTC", "timeframe": "1d", "year": 2025, "relative_path": path}
    assert (inventory.astray([listed], tmp_path / "data") == []) is right


def test_a_file_is_dated_by_when_it_was_written(tmp_path: Path) -> None:
    write_crafted(tmp_path)
    written = (tmp_path / "GAPS-1" / "1D" / "2025.parquet").stat().st_mtime

    def dated(told: str | float) -> list[str]:
        file = {
            "symbol": "GAPS-1",
            "timeframe": "1d",
            "year": 2025,
            "relative_path": "x",
            "modified_at": told,
        }
        return inventory.wrongly_dated([file], tmp_path)

    moment = datetime.fromtimestamp(written, UTC)
    seoul = moment.astimezone(timezone(timedelta(hours=9)))
    right = [
        written,
        moment.isoformat(),
        seoul.isoformat(),
        seoul.strftime("%Y-%m-%dT%H:%M:%S"),
        f"{moment:%F}",
    ]
    assert not [told for told in right if dated(told)]
    late = moment + timedelta(minutes=1)
    assert dated(late.isoformat())
    assert dated(written + 60)
    assert dated(f"{moment - timedelta(days=3):%F}")


def test_items_of_one_run_differ_in_what_they_say_not_in_how() -> None:
    told = {
        "strategy": "volume_long_candle",
        "symbols": ["KRW-BTC"],
        "start_date": "2025-01-01",
        "end_date": "2025-02-01",
        "timeframe": "1d",
        "total_signals": 3,
        "execution_time": 0.01234,
        "timestamp": "2025-03-01T09:00:00.123456+09:00",
    }
    same = {**told, "execution_time": 0.012, "timestamp": "2025-03-01T00:00:01Z"}
    assert store.item_differences(same, told) == []
    assert store.item_differences({"strategy": "volume_long_candle"}, {**told}) == list(told)[1:]
    other = {**told, "symbols": ["KRW-ETH"], "execution_time": 12.34, "timestamp": "2025-03-01T09:00:00Z"}
    assert store.item_differences(other, told) == ["symbols", "execution_time", "timestamp"]


def _runs(*seconds: float) -> list[dict[str, object]]:
    return [
        {
            "run_id": f"run of {second:.2f}",
            "timestamp": datetime.fromtimestamp(1.7e9 + second, UTC).isoformat(),
            "execution_time": 0.1,
        }
        for second in seconds
    ]


def test_the_index_names_the_newest_runs_and_runs_made_at_once_have_no_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "INDEX_LIMIT", 3)
    told = _runs(90, 60, 30.1, 30, 10)
    assert store.newest_problems(_runs(90, 60, 30.1), told) == []
    assert store.newest_problems(_runs(90, 60, 30), told) == [], "made at once with the one at the end"
    assert store.newest_problems(_runs(60, 90, 30.1), told), "oldest first"
    assert store.newest_problems(_runs(90, 60, 10), told), "an older one instead"
    assert store.newest_problems(_runs(90, 60), told), "one too few"
    assert store.newest_problems(_runs(95, 90, 60), told), "one that nobody knows"
