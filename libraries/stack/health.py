"""Whether the services of an app are well, by asking them; and how much memory they hold."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import redis

from stack.errors import UnsupportedError
from stack.info import StackInfo
from stack.services import SERVICES, tail

ANSWER_LIMIT = 5.0  # seconds


def check(info: StackInfo, name: str) -> None:
    """Check that a service runs and answers.

    Args:
        info: the app, with the services' states as they are now.
        name: backend, worker, frontend, postgres or redis.

    Raises:
        AssertionError: it does not; the message holds its state and the end of its log.
        ValueError: there is no such service.
    """
    if name not in SERVICES:
        raise ValueError(f"unknown service {name!r}: expected one of {', '.join(SERVICES)}")
    service = info.services.get(name)
    if service is not None and service["state"] != "running":
        raise AssertionError(f"{name} is down ({service['state']}): {service['error'] or 'it was stopped'}")
    if service is not None and not info.pids(name):
        raise AssertionError(f"{name} is down: its process is gone\n{tail(Path(service['log']))}")
    # The worker has no address: its process is looked at above, its work by the suites.
    probes = {"backend": _backend, "frontend": _frontend, "postgres": _postgres, "redis": _redis}
    problem = probes[name](info) if name in probes else None
    if problem:
        log = f"\n{tail(Path(service['log']))}" if service else ""
        raise AssertionError(f"{name} does not answer as it should: {problem}{log}")


def rows_of_run(info: StackInfo, run_id: str) -> int:
    """Return how many rows PostgreSQL has of a run.

    Raises:
        UnsupportedError: the target gives no access to the database.
    """
    if not info.database_url:
        raise UnsupportedError("the database cannot be looked into: DATABASE_URL is not known")
    with psycopg.connect(info.database_url, connect_timeout=int(ANSWER_LIMIT)) as session:
        row = session.execute(
            "SELECT count(*) FROM backtest_runs WHERE run_id::text = %s", [run_id]
        ).fetchone()
    return int(row[0]) if row else 0


def _backend(info: StackInfo) -> str | None:
    url = f"{info.api_url}/health"
    text, problem = _read(url)
    if problem:
        return problem
    try:
        status = json.loads(text)["status"]
    except (ValueError, KeyError, TypeError):
        return f"{url} answered {text[:200]!r}, expected JSON with a status"
    return None if status == "healthy" else f"{url} said {status!r}, expected 'healthy'"


def _frontend(info: StackInfo) -> str | None:
    text, problem = _read(f"{info.ui_url}/")
    if problem:
        return problem
    return None if "<script" in text else f"{info.ui_url}/ is no page of the front end: {text[:200]!r}"


def _postgres(info: StackInfo) -> str | None:
    if not info.database_url:
        return "DATABASE_URL is not known, so that PostgreSQL cannot be asked"
    try:
        with psycopg.connect(info.database_url, connect_timeout=int(ANSWER_LIMIT)) as session:
            session.execute("SELECT 1")
    except psycopg.Error as error:
        return str(error)
    return None


def _redis(info: StackInfo) -> str | None:
    if not info.redis_url:
        return "REDIS_URL is not known, so that Redis cannot be asked"
    try:
        with redis.Redis.from_url(info.redis_url, socket_timeout=ANSWER_LIMIT) as client:
            client.ping()
    except redis.RedisError as error:
        return str(error)
    return None


def _read(url: str) -> tuple[str, str | None]:
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_LIMIT) as answer:
            return answer.read().decode(errors="replace"), None
    except urllib.error.HTTPError as error:
        return "", f"{url} answered {error.code}, expected 200"
    except OSError as error:
        return "", f"{url} did not answer within {ANSWER_LIMIT:g} s: {error}"
