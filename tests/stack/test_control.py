"""Questions to the supervisor are answered, and its refusals arrive as what they are."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from stack import control
from stack.errors import BusyError, ServiceError, StackError
from stack.runs import Run


@contextmanager
def answering_once(run: Run, act) -> Iterator[None]:
    listener = control.listen(run)

    def serve() -> None:
        with listener:
            control.reply(listener.accept(), act)

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    yield
    server.join()  # it closes its socket while the run's folder is still there


def test_an_answer_comes_back(run: Run) -> None:
    with answering_once(run, lambda request, details: {"heard": request, **details}):
        assert control.ask(run, "stop", service="redis") == {"heard": "stop", "service": "redis"}


@pytest.mark.parametrize("kind", [ServiceError, BusyError, StackError, ValueError])
def test_a_refusal_comes_back(run: Run, kind: type[Exception]) -> None:
    def refuse(request: str, details: dict) -> None:
        raise kind("no redis today")

    expected = kind if issubclass(kind, StackError) else StackError
    with answering_once(run, refuse), pytest.raises(expected, match="no redis today"):
        control.ask(run, "start")


def test_nobody_to_ask(run: Run) -> None:
    with pytest.raises(StackError, match="is not running"):
        control.ask(run, "start")


def test_a_dead_supervisor_is_named(run: Run) -> None:
    control.listen(run).close()
    with pytest.raises(StackError, match=r"the supervisor .* is gone; it was asked to start"):
        control.ask(run, "start")
