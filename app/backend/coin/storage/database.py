"""PostgreSQL, and what happens while it is away."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import ARRAY, DateTime, Index, String, create_engine, exc
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from coin.errors import ServiceUnavailableError
from coin.logs import get_logger

log = get_logger(__name__)

# Seconds that a client waits at most for one step of the database.
DEADLINE = 0.8
KNOCK_DEADLINE = 0.6
MIGRATION_DEADLINE = 60.0
# After a step that ran into its deadline, others are refused at once for this long.
PAUSE = 0.5


class Base(DeclarativeBase):
    """Base of the tables."""


class BacktestRun(Base):
    """A stored run, see `RunSummary`."""

    __tablename__ = "backtest_runs"

    run_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    strategy: Mapped[str] = mapped_column(String(64))
    symbols: Mapped[list[str]] = mapped_column(ARRAY(String(64)))
    start_date: Mapped[date]
    end_date: Mapped[date]
    timeframe: Mapped[str] = mapped_column(String(16))
    total_signals: Mapped[int]
    execution_time: Mapped[float]
    avg_return: Mapped[float]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    __table_args__ = (Index("ix_backtest_runs_newest", "created_at", "run_id"),)


class _PatientConnection(psycopg.Connection[Any]):
    """A connection that gives up on a server that does not answer (frozen, or cut off)."""

    deadline = DEADLINE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        started = time.monotonic()
        try:
            return super().wait(gen, interval, self.deadline if timeout is None else timeout)
        except Exception as error:
            if time.monotonic() - started < self.deadline:
                raise
            self.close()
            raise psycopg.OperationalError("no answer in time") from error


class _MigratingConnection(_PatientConnection):
    deadline = MIGRATION_DEADLINE


def _knock(url: URL) -> None:
    """Ask the server whether it speaks TLS: a frozen one does not answer, and libpq waits 2 s at least."""
    if not url.host or url.host.startswith("/"):
        return
    try:
        with socket.create_connection((url.host, url.port or 5432), timeout=KNOCK_DEADLINE) as knock:
            knock.sendall(struct.pack("!ii", 8, 80877103))
            if not knock.recv(1):
                raise psycopg.OperationalError("the server hung up")
    except OSError as error:
        raise psycopg.OperationalError("the server does not answer") from error


def _engine(url: URL, kind: type[_PatientConnection]) -> Engine:
    conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)

    def connect() -> psycopg.Connection[Any]:
        _knock(url)
        return kind.connect(conninfo, connect_timeout=2, application_name="coin")

    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        creator=connect,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=32,
        pool_timeout=DEADLINE,
    )


class Database:
    """Gives transactions, or says within a second or so that there is no database now."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = _engine(self._url, _PatientConnection)
        self._closed_until = 0.0
        self.prepared = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction, committed at the end of the block.

        Raises:
            ServiceUnavailableError: the database is away.
        """
        started = time.monotonic()
        if started < self._closed_until:
            raise ServiceUnavailableError("The database cannot be reached")
        try:
            with self._engine.begin() as connection:
                yield connection
        except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError) as error:
            if time.monotonic() - started > DEADLINE / 2:
                self._closed_until = time.monotonic() + PAUSE
            log.warning("database_away", reason=type(error).__name__)
            raise ServiceUnavailableError("The database cannot be reached") from None
        except exc.ProgrammingError as error:
            if not isinstance(error.orig, psycopg.errors.UndefinedTable):
                raise
            self.prepared = False
            raise ServiceUnavailableError("The database is being prepared") from None

    def check(self) -> None:
        """Make sure that a run could be stored now.

        Raises:
            ServiceUnavailableError: it could not.
        """
        with self.transaction():
            pass

    def migrate(self) -> None:
        """Bring the tables up to date, whatever state they are in.

        Raises:
            ServiceUnavailableError: the database is away.
        """
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
        engine = _engine(self._url, _MigratingConnection)
        try:
            with engine.begin() as connection:
                # Two starting at once take turns.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7263)")
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except (exc.OperationalError, exc.InterfaceError):
            raise ServiceUnavailableError("The database cannot be reached") from None
        finally:
            engine.dispose()
        self.prepared = True

    def close(self) -> None:
        self._engine.dispose()
