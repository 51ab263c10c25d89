"""The app that the bench measures, and the table that it prints."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from stack import client, embedded_client
from stack.client import StackInfo
from tests.bench.figures import Figures

FIGURES = Figures()


@pytest.fixture
def figures() -> Iterator[Figures]:
    """Take figures; those that missed their bound fail the test when it has noted all of them."""
    yield FIGURES
    FIGURES.check()


@pytest.fixture(scope="session")
def app() -> Iterator[StackInfo]:
    """An app of the session, with nothing stored when it starts."""
    settings = client.Settings.read({**os.environ, "TARGET": "embedded"})
    yield client.start_shared(settings, ("postgres", "redis", "backend"))
    embedded_client.end()


@pytest.fixture(autouse=True)
def _app_is_whole(request: pytest.FixtureRequest) -> None:
    """Say which service of the session's app has ended since the last test, and what it logged."""
    if "app" not in request.fixturenames:
        return
    app = request.getfixturevalue("app")
    for name, service in client.refreshed().services.items():
        assert service["state"] == "running", f"{name} {service['state']}:\n{app.log_of(name)[-2000:]}"


@pytest.fixture
def fresh_app(app: StackInfo) -> Iterator[StackInfo]:
    """An app of one test's own beside the session's."""
    yield client.start_private(ui=False)
    client.stop_private()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if FIGURES.rows:
        terminalreporter.section("bench")
        for line in FIGURES.table():
            terminalreporter.write_line(line)
