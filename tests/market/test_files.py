"""Candle files are written whole, and looked at without mercy."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from market.cli import main
from market.generate import Order, generate
from market.inspection import problems, snapshot
from market.store import path_of
from market.timeframes import TIMEFRAMES

DAY = TIMEFRAMES["1D"]
JANUARY = Order("KRW-BTC", DAY, date(2025, 1, 1), date(2025, 1, 31))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (path,) = generate(tmp_path, [JANUARY])
    return path


def rewrite(path: Path, change) -> None:
    pq.write_table(change(pq.read_table(path, partitioning=None)), path)


def replace(table: pa.Table, name: str, values: list) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, pa.array(values, table[name].type))


def test_a_file_is_where_and_what_the_contract_says(base: Path, tmp_path: Path) -> None:
    (found,) = snapshot(tmp_path)
    assert (found.path, found.rows) == ("KRW-BTC/1D/2025.parquet", 31)
    assert (found.first, found.last) == ("2025-01-01T00:00:00+00:00", "2025-01-31T00:00:00+00:00")
    assert problems(tmp_path) == []


def test_writing_twice_changes_nothing(base: Path, tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    generate(tmp_path, [JANUARY])
    assert snapshot(tmp_path) == before


def test_no_draft_is_left(base: Path) -> None:
    assert list(base.parent.iterdir()) == [base]


def test_a_symbol_cannot_leave_the_root(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not made of"):
        path_of(tmp_path, "../etc", DAY, 2025)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda table: pa.concat_tables([table.slice(0, 5), table.slice(6)]), "1 gaps"),
        (lambda table: pa.concat_tables([table, table.slice(30)]), "appear twice"),
        (lambda table: table.take(list(range(30, -1, -1))), "older than the one before"),
        (lambda table: table.drop_columns(["volume"]), "lacks the columns volume"),
        (lambda table: replace(table, "volume", [-1.0] * 31), "volumes are below 0"),
        (lambda table: replace(table, "high", [1.0] * 31), "outside low to high"),
        (lambda table: replace(table, "close", [float("nan")] * 31), "no number"),
        (lambda table: replace(table, "symbol", ["KRW-ETH"] * 31), "symbol holds"),
        (lambda table: table.slice(0, 0), "no candle"),
        (lambda table: _naive(table), "expected UTC"),
    ],
)
def test_what_is_wrong_is_said(base: Path, tmp_path: Path, change, complaint: str) -> None:
    rewrite(base, change)
    assert any(complaint in problem for problem in problems(tmp_path))


def _naive(table: pa.Table) -> pa.Table:
    bare = table["timestamp"].cast(pa.timestamp("us"))
    return table.set_column(0, "timestamp", bare)


def test_a_broken_file_is_named(base: Path, tmp_path: Path) -> None:
    base.write_bytes(b"no parquet")
    assert "cannot be read" in problems(tmp_path)[0]
    with pytest.raises(ValueError, match=r"2025\.parquet is no file of candles"):
        snapshot(tmp_path)


def test_the_command_makes_what_it_is_asked_for(tmp_path: Path) -> None:
    told = CliRunner().invoke(
        main, ["--symbols", "KRW-A,KRW-B", "--days", "10", "--data-root", str(tmp_path)]
    )
    assert told.exit_code == 0
    assert sorted(file.path for file in snapshot(tmp_path)) == [
        "KRW-A/1D/2025.parquet",
        "KRW-B/1D/2025.parquet",
    ]


def test_the_default_collection(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--data-root", str(tmp_path)]).exit_code == 0
    files = snapshot(tmp_path)
    years = [file for file in files if file.timeframe == "1D" and file.rows == 365]
    assert len(years) >= 10
    assert problems(tmp_path) == []
    assert "KRW-BTC/1D/2025.parquet" in {file.path for file in files}


def test_if_missing_leaves_what_is_there(base: Path, tmp_path: Path) -> None:
    arguments = ["--symbols", "KRW-BTC", "--if-missing", "--data-root", str(tmp_path)]
    assert "are all there" in CliRunner().invoke(main, arguments).output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--symbols", "krw"], "not made of"),
        (["--timeframe", "7D"], "unknown timeframe"),
        (["--from", "2025-13-01"], "does not match"),
        (["--days", "x"], "not a valid integer"),
    ],
)
def test_bad_arguments_are_explained(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    told = CliRunner().invoke(main, [*arguments, "--data-root", str(tmp_path)])
    assert told.exit_code == 2
    assert complaint in told.output
