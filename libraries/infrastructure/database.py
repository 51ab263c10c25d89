"""The database of a target that gives access to it: rows of runs, a dump and its restoration."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

COLUMNS = (
    "run_id",
    "strategy",
    "symbols",
    "start_date",
    "end_date",
    "timeframe",
    "total_signals",
    "created_at",
)
TABLES = (
    "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'alembic%'"
)
SEQUENCES = (
    "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
    "FROM information_schema.columns WHERE table_schema = 'public' "
    "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
)
"""The columns that count by themselves: a restore lets them go on behind the highest number."""


def run_ids(url: str) -> set[str]:
    """Return the ids of all rows of `backtest_runs`."""
    with psycopg.connect(url, connect_timeout=5) as session:
        return {str(row[0]) for row in session.execute("SELECT run_id FROM backtest_runs")}


def table_problems(url: str) -> list[str]:
    """Return which promised columns the table lacks, and whether `run_id` is its primary key."""
    with psycopg.connect(url, connect_timeout=5) as session:
        found = {
            row[0]
            for row in session.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'backtest_runs'"
            )
        }
        keys = [
            row[0]
            for row in session.execute(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
                "AND a.attnum = ANY(i.indkey) WHERE i.indrelid = 'backtest_runs'::regclass AND i.indisprimary"
            )
        ]
    problems = [f"backtest_runs has no column {name}" for name in COLUMNS if name not in found]
    return problems if keys == ["run_id"] else [*problems, f"its primary key is {keys}, not run_id"]


def row_of(url: str, run_id: str) -> dict[str, object]:
    """Return the promised columns of one run's row; empty when there is none."""
    names = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
    query = sql.SQL("SELECT {} FROM backtest_runs WHERE run_id::text = %s").format(names)
    with psycopg.connect(url, connect_timeout=5) as session:
        row = session.execute(query, [run_id]).fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row else {}


def dump(url: str, folder: Path) -> dict[str, int]:
    """Copy all tables into files, one each, within one transaction.

    Returns:
        The bytes of each table's file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    with psycopg.connect(url, connect_timeout=5) as session:
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for (name,) in session.execute(TABLES).fetchall():
            target = folder / f"{name}.copy"
            command = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
            with target.open("wb") as file, session.cursor().copy(command) as data:
                for block in data:
                    file.write(block)
            sizes[name] = target.stat().st_size
    return sizes


def restore(url: str, folder: Path) -> None:
    """Replace the rows of all tables by those of a dump; the schema is the app's own to make."""
    with psycopg.connect(url, connect_timeout=5) as session:
        session.execute("SET session_replication_role = replica")  # foreign keys: whatever the order
        for path in sorted(folder.glob("*.copy")):
            table = sql.Identifier(path.stem)
            session.execute(sql.SQL("DELETE FROM {}").format(table))
            with session.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as data:
                data.write(path.read_bytes())
        for table_name, column, sequence in session.execute(SEQUENCES).fetchall():
            names = {"table": sql.Identifier(table_name), "column": sql.Identifier(column)}
            highest = sql.SQL("SELECT coalesce(max({column}), 0) + 1 FROM {table}").format(**names)
            session.execute(sql.SQL("SELECT setval(%s, ({}), false)").format(highest), [sequence])
