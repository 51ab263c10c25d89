"""Judge one HTTP answer and say what was asked, expected and seen."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Collection
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

LEAKS = {
    "a traceback": re.compile(r"Traceback \(most recent|File \"[^\"]+\", line \d+|\.py:\d+|site-packages"),
    "a file-system path": re.compile(r"(?<![\w.:/])/(?:home|usr|var|tmp|opt|app|work|srv|root|etc|mnt)/\w"),
    "a driver's message": re.compile(
        r"psycopg|asyncpg|sqlalchemy|sqlstate|redis\.exceptions|pyarrow|\berrno\b|ConnectionRefused"
        r"|(?:Operational|Interface|Programming)Error|connection to server at|Is the server running on"
        r"|server closed the connection unexpectedly|terminating connection due to|connect call failed"
        r"|Error -?\d+ (?:while )?connecting to|relation \\?\"[^\"]*\" does not exist"
        r"|(?:could not translate host|Name or service not known|failure in name resolution)",
        re.I,
    ),
    "a connection string": re.compile(r"(?:postgres(?:ql)?|rediss?)(?:\+\w+)?://[\w:@\[%/]", re.I),
}
OF_ERRORS = {"a driver's message"}  # elsewhere, such as in a description of the app, its words are innocent


class Request(Protocol):
    """What is read of a sent request."""

    method: str | None
    url: str | None
    body: Any


class Response(Protocol):
    """What is read of an answer; that of `requests` fits."""

    status_code: int
    text: str
    headers: Any
    request: Any

    def json(self) -> Any:
        """Decode the body."""


def curl(request: Request) -> str:
    """Write a request as a curl line, so that a reader can repeat it."""
    words = ["curl", "-i"]
    if request.method not in (None, "GET"):
        words += ["-X", str(request.method)]
    if request.body:
        body = request.body
        text = body.decode(errors="replace") if isinstance(body, bytes) else str(body)
        words += [
            "-H",
            "Content-Type: application/json",
            "-d",
            text if len(text) < 1500 else text[:1500] + "…",
        ]
    return shlex.join([*words, str(request.url)])


def status_problem(response: Response, allowed: Collection[int], section: str) -> str | None:
    """Say what is wrong with a status, or None."""
    if response.status_code in allowed:
        return None
    wanted = " or ".join(str(status) for status in allowed)
    return (
        f"Expected status {wanted}, got {response.status_code}: {response.text[:400]!r}\n"
        f"Contract: {section}\nRequest: {curl(response.request)}"
    )


def leaks(text: str, sent: str = "", error: bool = True) -> list[str]:
    """Name what an answer's text gives away: paths, tracebacks, driver messages, secrets.

    Args:
        text: The answer's text.
        sent: What the client sent. A word of it that comes back, as in the `input` of a validation
            error, tells the client nothing new; a longer path around it does.
        error: Whether the text is that of an error: no other text can be a driver's message.
    """
    found = []
    for name, rule in LEAKS.items():
        if name in OF_ERRORS and not error:
            continue
        shown = next((hit for hit in rule.finditer(text) if _word(text, hit) not in sent), None)
        if shown:
            found.append(f"{name} ({shown.group(0)!r})")
    return found


def response_leaks(response: Response, shown: str | None = None) -> list[str]:
    """Name what an answer gives away that the client did not send itself.

    Args:
        shown: What of its text is looked at; all of it when nothing is given.
    """
    body = response.request.body or ""
    sent = body.decode(errors="replace") if isinstance(body, bytes) else str(body)
    text = response.text if shown is None else shown
    return leaks(text, f"{sent} {unquote(str(response.request.url))}", error=response.status_code >= 400)


def _word(text: str, hit: re.Match[str]) -> str:
    end = re.compile(r"[^\s\"',;\\]*").match(text, hit.end())
    return text[hit.start() : end.end() if end else hit.end()]


def strictly(response: Response) -> Any:
    """Decode an answer as JSON proper: Python takes `NaN` and `Infinity` for numbers, a browser does not.

    Raises:
        AssertionError: it holds such a word.
    """

    def refuse(word: str) -> None:
        raise AssertionError(
            f"The answer holds {word}, which is no JSON.\nContract: 1, HTTP API\n"
            f"Request: {curl(response.request)}"
        )

    return json.loads(response.text, parse_constant=refuse)


def reason(response: Response) -> str:
    """Return an error answer's text, both of an application and of a validation error."""
    try:
        body = response.json()
    except ValueError:
        return response.text
    return json.dumps(body.get("detail", body) if isinstance(body, dict) else body, ensure_ascii=False)


def path(response: Response) -> str:
    """Return the path that was asked."""
    return urlsplit(str(response.request.url)).path
