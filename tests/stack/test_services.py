"""A service is ready when it says so; when it does not, the message tells all that is needed."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stack import services
from stack.errors import ServiceError
from stack.processes import ProcessId, kill
from stack.services import Service

READY = "import pathlib, time; pathlib.Path('ready').touch(); print('hello', flush=True); time.sleep(60)"


def service(folder: Path, code: str, **more) -> Service:
    return Service(
        name="toy",
        command=(sys.executable, "-I", "-S", "-c", code),
        folder=folder,
        log=folder / "toy.log",
        probe=lambda pid: (folder / "ready").exists(),
        expects="the toy to be there",
        **more,
    )


def test_a_service_is_ready_when_its_probe_says_so(tmp_path: Path) -> None:
    executor = services.start(service(tmp_path, READY))
    identity = ProcessId.of(executor.pid)
    assert identity is not None
    services.stop(executor)
    assert not identity.alive()


def test_one_that_ends_is_reported_with_its_log(tmp_path: Path) -> None:
    with pytest.raises(ServiceError) as caught:
        services.start(service(tmp_path, "print('out of cheese'); raise SystemExit(3)"))
    message = str(caught.value)
    assert "toy: expected the toy to be there" in message
    assert "exit code 3" in message
    assert "out of cheese" in message


def test_one_that_is_not_ready_in_time_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "START_LIMIT", 0.3)
    with pytest.raises(ServiceError, match=r"not so after 0\.3 s; it was ended"):
        services.start(service(tmp_path, "import time; time.sleep(60)"))


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(ServiceError, match=f"port {port} is taken"):
            services.start(service(tmp_path, READY, port=port))


def test_a_missing_log_is_no_error(tmp_path: Path) -> None:
    assert services.tail(tmp_path / "none.log") == "(no log)"


@pytest.fixture
def unwell() -> Iterator[str]:
    """The address of a server that answers 500 to all that is asked."""

    class Unwell(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(500)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Unwell) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/health"
        server.shutdown()


def test_an_unwell_app_is_waited_for(unwell: str) -> None:
    assert not services.answers(unwell)(0)


def test_an_app_that_stays_unwell_is_left_to_the_suites(unwell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "REFUSAL_LIMIT", 0)
    assert services.answers(unwell)(0)


def test_a_process_that_ends_ends_no_service_of_others() -> None:
    """A robot's pid may stand in the random id of another's service."""
    start = (
        "import os, subprocess, stack.services; "
        "mark = {**os.environ, 'mirakuru_uuid': f'77:9e1f{os.getpid()}b2'}; "
        "none = subprocess.DEVNULL; "
        "print(subprocess.Popen(['sleep', '60'], env=mark, stdout=none, stderr=none).pid)"
    )
    told = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True).stdout
    service = ProcessId.of(int(told))
    assert service is not None
    kill([service])
