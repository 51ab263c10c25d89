"""The app's own tests, run under coverage in a copy of its source, on real services."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import click
import redis

from stack import embedded_client, postgres
from stack.client import start_shared
from stack.errors import ServiceError, StackError, UnsupportedError
from stack.info import StackInfo
from stack.settings import TARGET_NAMES, Settings

LIMIT = 300.0  # seconds
REDIS_NUMBER = 9  # the app itself uses number 0 of the same server
LEAST = 5  # files named as least covered
LEFT_OUT = ("__pycache__", ".venv", ".pytest_cache", ".coverage", ".coverage.*")
CANDLES = "data"  # the default DATA_ROOT of an app that is run by hand: large, and no part of the source


@dataclass(frozen=True)
class AppTests:
    """What came of the app's own tests.

    Attributes:
        coverage: percent of lines.
        least_covered: the files with the least coverage, {file, percent, missing}.
        files: percent of lines of each file, by its path.
        failures: names of failed tests with the first line of their message.
    """

    passed: int
    failed: int
    skipped: int
    seconds: float
    pytest: str
    coverage: float
    least_covered: list[dict[str, Any]]
    files: dict[str, float]
    failures: list[str]

    def as_mapping(self) -> Mapping[str, Any]:
        """Return all figures by name, and the counts once more together, as reports show them."""
        names = ("pytest", "passed", "failed", "skipped", "seconds")
        return {**asdict(self), "counts": {name: getattr(self, name) for name in names}}


def run(info: StackInfo, arguments: tuple[str, ...] = ()) -> AppTests:
    """Run the app's own tests in a database and a Redis number of their own.

    Args:
        info: the app whose services are used.
        arguments: more arguments for pytest.

    Raises:
        UnsupportedError: the app's source or its services cannot be reached.
        ServiceError: the tests could not be run at all; the message holds the end of what they printed.
    """
    if not info.app_dir:
        raise UnsupportedError("the app's own tests need its source: set APP_DIR")
    with (
        tempfile.TemporaryDirectory(prefix="coin-app-tests-") as folder,
        _services(info) as services,
        _database(services[0]) as database,
        _redis_number(services[1]) as queue,
    ):
        copy = Path(folder) / "backend"
        copy_source(info.app_dir / "backend", copy)
        return _run(copy, environment(os.environ, database, queue), arguments)


def copy_source(source: Path, target: Path) -> None:
    """Copy an app's source without what its runs leave there: caches, and candles in the top folder."""
    left = shutil.ignore_patterns(*LEFT_OUT)

    def left_out(folder: str, names: list[str]) -> set[str]:
        candles = Path(folder) == source and not any((source / CANDLES).glob("*.py"))
        return left(folder, names) | ({CANDLES} & set(names) if candles else set())

    shutil.copytree(source, target, ignore=left_out)


def environment(given: Mapping[str, str], database: str, queue: str) -> dict[str, str]:
    """Return the variables for the tests: services of their own under both names, nothing of the campaign.

    An app's tests may read `TEST_DATABASE_URL` or the app's own `DATABASE_URL`; neither may be somebody's
    data, and the campaign's DATA_ROOT and the like are no default of the app.
    """
    kept = {name: value for name, value in given.items() if name not in TARGET_NAMES}
    services = {"DATABASE_URL": database, "REDIS_URL": queue}
    return {**kept, **services, **{f"TEST_{name}": address for name, address in services.items()}}


def read(junit: Path, coverage: Path) -> AppTests:
    """Read what pytest and coverage wrote."""
    suite = ElementTree.parse(junit).getroot()
    cases = list(suite.iter("testcase"))
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = sum(case.find("skipped") is not None for case in cases)
    told = json.loads(coverage.read_text())
    files = {name: each["summary"] for name, each in told["files"].items()}
    ranked = sorted(files.items(), key=lambda item: (_lines_covered(item[1]), item[0]))
    return AppTests(
        passed=len(cases) - len({id(case) for case in bad}) - skipped,
        failed=len(bad),
        skipped=skipped,
        seconds=round(sum(float(each.get("time", 0)) for each in suite.iter("testsuite")), 2),
        pytest=version("pytest"),
        coverage=_lines_covered(told["totals"]),
        least_covered=[
            {"file": name, "percent": round(_lines_covered(each), 1), "missing": each["missing_lines"]}
            for name, each in ranked[:LEAST]
        ],
        files={name: round(_lines_covered(each), 1) for name, each in sorted(files.items())},
        failures=[_failure(case) for case in bad],
    )


def _lines_covered(summary: dict[str, Any]) -> float:
    """Return the share of lines in percent; coverage's own figure counts branches where it is told to."""
    lines = summary["num_statements"]
    return 100 * summary["covered_lines"] / lines if lines else 100.0


def _run(copy: Path, variables: dict[str, str], arguments: tuple[str, ...]) -> AppTests:
    junit, coverage = copy / "junit.xml", copy / "coverage.json"
    tests = ["-m", "coverage", "run", "-m", "pytest", f"--junitxml={junit}", "-p", "no:cacheprovider"]
    said = _python([*tests, *arguments], copy, variables)
    if not junit.exists():
        raise ServiceError(f"the app's own tests could not be run:\n{said}")
    told = _python(["-m", "coverage", "json", "-q", "-o", str(coverage)], copy, variables)
    if not coverage.exists():
        raise ServiceError(f"the coverage of the app's own tests could not be read:\n{told}\n{said}")
    return read(junit, coverage)


def _python(arguments: list[str], folder: Path, variables: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=variables, check=False, text=True, timeout=LIMIT,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ServiceError(f"the app's own tests were not done after {LIMIT:g} s") from None
    return "\n".join(done.stdout.splitlines()[-25:])


@contextmanager
def _services(info: StackInfo) -> Iterator[tuple[str, str]]:
    """PostgreSQL and Redis for the tests: never those of an external app, which hold somebody's data."""
    if info.target != "external":
        if not info.database_url or not info.redis_url:
            raise UnsupportedError("the app's own tests need PostgreSQL and Redis, and the target has none")
        yield info.database_url, info.redis_url
        return
    settings = Settings.read({"TARGET": "embedded", "APP_DIR": str(info.app_dir)})
    own = embedded_client.start(settings, ("postgres", "redis"))
    try:
        if not own.database_url or not own.redis_url:
            raise ServiceError("the services for the app's own tests did not come up")
        yield own.database_url, own.redis_url
    finally:
        embedded_client.end()


@contextmanager
def _database(url: str) -> Iterator[str]:
    name = f"coin_test_{uuid4().hex[:8]}"
    postgres.ensure_database(url, name)
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        postgres.drop_database(url, name)


@contextmanager
def _redis_number(url: str) -> Iterator[str]:
    other = urlunsplit(urlsplit(url)._replace(path=f"/{REDIS_NUMBER}"))
    try:
        yield other
    finally:
        with redis.Redis.from_url(other) as client:
            client.flushdb()


def _failure(case: ElementTree.Element) -> str:
    reason = case.find("failure") if case.find("failure") is not None else case.find("error")
    message = (reason.get("message") or "") if reason is not None else ""
    first = message.splitlines()[0] if message else "no message"
    return f"{case.get('classname')}.{case.get('name')}: {first[:200]}"


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def main(arguments: tuple[str, ...]) -> None:
    """Run the app's own tests on services of their own; more arguments go to pytest."""
    try:
        info = start_shared(Settings.read(), wanted=("postgres", "redis"))
        outcome = run(info, arguments)
    except StackError as error:
        raise click.ClickException(str(error)) from error
    finally:
        embedded_client.end()
    for failure in outcome.failures:
        click.echo(f"FAILED {failure}")
    click.echo(f"coverage {outcome.coverage:.1f} % of lines, pytest {outcome.pytest}, {outcome.seconds} s")
    click.echo(f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped")
    sys.exit(1 if outcome.failed or not outcome.passed else 0)


if __name__ == "__main__":
    main()
