"""The services, the data and the app that tests work with."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from redis import Redis
from sqlalchemy.engine import make_url

from coin.candles import Candles
from coin.logs import configure_logs
from coin.main import create_app
from coin.services import Services
from coin.settings import Settings

NEEDED = ("TEST_DATABASE_URL", "TEST_REDIS_URL")
ORIGIN = "http://front.example"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Real services are part of what is tested."""
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        reason = f"{' and '.join(missing)} must name services for tests: a PostgreSQL and a Redis"
        pytest.exit(reason, returncode=4)


def make_candles(count: int, seed: int = 1, start: str = "2025-01-01", step: int = 86_400) -> Candles:
    """Candles of a random walk with surges of volume now and then.

    Args:
        count: number of bars.
        seed: of the walk.
        start: first moment.
        step: seconds from bar to bar.
    """
    random = np.random.default_rng(seed)
    close = 1000 * np.exp(np.cumsum(random.normal(0, 0.02, count)))
    opened = np.concatenate([[1000.0], close[:-1]])[:count]
    high = np.maximum(opened, close) * (1 + np.abs(random.normal(0, 0.005, count)))
    low = np.minimum(opened, close) * (1 - np.abs(random.normal(0, 0.005, count)))
    stamps = np.datetime64(start, "us") + np.arange(count) * np.timedelta64(step, "s")
    return Candles(stamps, opened, high, low, close, random.lognormal(5, 1, count))


def write_candles(root: Path, symbol: str, timeframe: str, year: int, candles: Candles) -> Path:
    """Write candles where the app looks for them."""
    path = root / symbol / timeframe / f"{year}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = {name: getattr(candles, name) for name in ("open", "high", "low", "close", "volume")}
    stamps = pa.array(candles.timestamp, pa.timestamp("us", "UTC"))
    names = {"symbol": [symbol] * len(candles), "timeframe": [timeframe] * len(candles)}
    pq.write_table(pa.table({"timestamp": stamps, **names, **columns}), path)
    return path


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """Requests by the hundred need no line each."""
    configure_logs("WARNING")


@contextmanager
def scratch_database() -> Iterator[str]:
    """A database of its own on the server for tests, gone afterwards."""
    url = make_url(os.environ["TEST_DATABASE_URL"]).set(drivername="postgresql")
    name = f"coin_test_{uuid.uuid4().hex[:12]}"
    server = url.render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        # Nothing here must outlive a power cut: no commit waits for the disk.
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    yield url.set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The database of this session's tests."""
    with scratch_database() as url:
        yield url


@pytest.fixture
def database_url(database_server: str) -> Iterator[str]:
    """A database without any table."""
    yield database_server
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS backtest_runs, alembic_version")


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis whose queue is empty."""
    url = os.environ["TEST_REDIS_URL"]
    with Redis.from_url(url) as redis:
        redis.delete("rq:queue:backtests")
        yield url
        redis.delete("rq:queue:backtests")


@pytest.fixture(scope="session")
def candle_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two symbols of daily candles in 2025, one with 2024 as well."""
    root = tmp_path_factory.mktemp("candles")
    for number, symbol in enumerate(("KRW-BTC", "KRW-ETH")):
        write_candles(root, symbol, "1D", 2025, make_candles(365, seed=number))
    write_candles(root, "KRW-BTC", "1D", 2024, make_candles(366, seed=7, start="2024-01-01"))
    return root


@pytest.fixture
def data_root(candle_files: Path, tmp_path: Path) -> Path:
    """A data folder of a test's own."""
    return Path(shutil.copytree(candle_files, tmp_path / "data"))


def make_settings(data_root: Path, database_url: str) -> Settings:
    return Settings(
        data_root=data_root,
        database_url=database_url,
        redis_url=os.environ["TEST_REDIS_URL"],
        cors_origins=ORIGIN,
        environment="test",
    )


@pytest.fixture
def settings(data_root: Path, database_url: str, redis_url: str) -> Settings:
    return make_settings(data_root, database_url)


@pytest.fixture(scope="session")
def shared(candle_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of one app for all tests to which it does not matter what the store holds."""
    root = Path(shutil.copytree(candle_files, tmp_path_factory.mktemp("shared") / "data"))
    with scratch_database() as url, TestClient(create_app(make_settings(root, url))) as client:
        yield client


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of an app that has started."""
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def services(client: TestClient) -> Services:
    """The parts of the app behind `client`."""
    found: Services = client.app.state.services
    return found


@pytest.fixture(scope="session")
def away(candle_files: Path) -> Settings:
    """Settings that name services which nobody runs."""
    nowhere = {"database_url": "postgresql://u:secret@127.0.0.1:9/x", "redis_url": "redis://127.0.0.1:9/0"}
    return make_settings(candle_files, nowhere["database_url"]).model_copy(update=nowhere)
