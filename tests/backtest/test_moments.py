"""Times that answers tell of themselves, and answers that have to wait for a run."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from backtest import waiting
from backtest.moments import not_now
from backtest.responses import strictly

NOW = datetime.now(UTC)


@pytest.mark.parametrize("told", [
    NOW.isoformat(), f"{NOW:%FT%TZ}", str(NOW), f"{NOW + timedelta(hours=9):%F %T}", f"{NOW:%F}",
    NOW.timestamp(), int(NOW.timestamp() * 1000),
])  # fmt: skip
def test_now_may_be_told_in_several_ways(told: str | float) -> None:
    assert not_now(told) is None


@pytest.mark.parametrize("told", [
    f"{NOW + timedelta(hours=9):%FT%TZ}", f"{NOW - timedelta(hours=1):%FT%T+00:00}",
    f"{NOW - timedelta(days=3):%F}", "1764000000", "soon", "", 0, 1e300,
])  # fmt: skip
def test_another_time_is_not_now(told: str | float) -> None:
    assert not_now(told)


@pytest.mark.parametrize("text", ['{"a": NaN}', "[Infinity]", '{"a": {"b": -Infinity}}'])
def test_words_that_are_no_json_are_seen(text: str) -> None:
    request = SimpleNamespace(method="GET", url="http://app/", body=None)
    with pytest.raises(AssertionError, match="no JSON"):
        strictly(SimpleNamespace(text=text, request=request))  # type: ignore[arg-type]


class App(BaseHTTPRequestHandler):
    """A run takes 0.4 s; whether `/health` waits for it is the server's affair."""

    def do_POST(self) -> None:
        time.sleep(0.4)
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        content = json.dumps({}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(params=[HTTPServer, ThreadingHTTPServer])
def server(request: pytest.FixtureRequest) -> Iterator[HTTPServer]:
    found: HTTPServer = request.param(("127.0.0.1", 0), App)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def test_an_app_that_does_one_thing_at_a_time_lets_health_wait(server: HTTPServer) -> None:
    seen = waiting.watch(f"http://127.0.0.1:{server.server_port}", {})
    assert seen.for_its_end is not isinstance(server, ThreadingHTTPServer), seen


@pytest.mark.parametrize(
    ("run", "longest", "idle", "waits"),
    [(0.5, 0.4, 0.0, True), (0.5, 0.3, 0.21, False), (0.9, 0.8, 0.2, True), (0.2, 0.2, 0.0, False)],
)
def test_an_app_far_away_lets_nobody_wait_for_a_run(
    run: float, longest: float, idle: float, waits: bool
) -> None:
    assert waiting.Wait(run, longest, idle).for_its_end is waits
