"""The channel to the supervisor: a socket in the run's folder, one question and one answer a connection."""

from __future__ import annotations

import os
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

from stack.errors import BusyError, ServiceError, StackError
from stack.processes import ProcessId
from stack.runs import Run


def listen(run: Run) -> Listener:
    """Open the run's socket and write down how to reach it."""
    key = os.urandom(24)
    address = str(run.folder / "control")
    listener = Listener(address, "AF_UNIX", backlog=32, authkey=key)
    run.write("supervisor", {"process": _pair(ProcessId.own()), "address": address, "key": key.hex()})
    return listener


def ask(run: Run, request: str, **details: object) -> Any:
    """Ask the run's supervisor and return its answer.

    Raises:
        StackError: it is not there, or it says so.
    """
    content = run.read("supervisor")
    if content is None:
        raise StackError(f"the stack of process {run.owner.pid} is not running")
    try:
        with Client(content["address"], "AF_UNIX", authkey=bytes.fromhex(content["key"])) as connection:
            connection.send((request, details))
            kind, answer = connection.recv()
    except (OSError, EOFError) as error:
        raise StackError(
            f"the supervisor of the stack (pid {content['process'][0]}) is gone; "
            f"it was asked to {request}: {error}"
        ) from None
    if kind == "service":
        raise ServiceError(answer)
    if kind == "busy":
        raise BusyError(answer)
    if kind == "error":
        raise StackError(answer)
    return answer


def reply(connection: Connection, act: Any) -> None:
    """Answer one question by what an action returns or raises."""
    with connection:
        try:
            request, details = connection.recv()
            try:
                answer = ("answer", act(request, details))
            except ServiceError as error:
                answer = ("service", str(error))
            except BusyError as error:
                answer = ("busy", str(error))
            except Exception as error:
                answer = ("error", str(error) or type(error).__name__)
            connection.send(answer)
        except (OSError, EOFError):
            return  # the asker is gone


def _pair(identity: ProcessId) -> list[int]:
    return [identity.pid, identity.started]
