"""Turns what went wrong into an answer that reveals nothing but the reason."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from coin.api.responses import PlainJSON, problem
from coin.errors import CoinError
from coin.strategies import STRATEGIES

# A union's errors name the strategy that was meant, which is no place in the client's body.
_TAGS = set(STRATEGIES)
LONGEST_MESSAGE = 300


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(CoinError, _coin_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)


def _coin_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, CoinError)
    return problem(error.status, str(error))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:
        # FastAPI's word for a body that is not text or is nested too deeply.
        unreadable = {"type": "json_invalid", "loc": ["body"], "msg": "The body is not readable JSON"}
        return PlainJSON({"detail": [unreadable]}, status_code=422)
    headers = dict(error.headers or {})
    if error.status_code == 405 and "Allow" in headers:
        headers["Allow"] = ", ".join(_allowed(request.app, request.url.path)) or headers["Allow"]
    return problem(error.status_code, str(error.detail), headers)


def _allowed(app: FastAPI, path: str) -> list[str]:
    """All methods of a path; the router's own answer knows only those of the first route that fits."""
    paths = app.openapi()["paths"]
    for template, operations in paths.items():
        if compile_path(template)[0].match(path):
            return sorted(method.upper() for method in operations)
    return []


def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return PlainJSON({"detail": [_item(found) for found in error.errors()]}, status_code=422)


def _item(found: dict[str, Any]) -> dict[str, Any]:
    """Type, place and message; neither what the client sent nor addresses of documentation."""
    kind, place, message = str(found["type"]), list(found["loc"]), str(found["msg"])
    if len(place) > 1 and place[1] in _TAGS:
        del place[1]
    if kind.startswith("union_tag"):
        place.append("strategy")
        message = f"must be one of: {', '.join(STRATEGIES)}"
    message = message.removeprefix("Value error, ")[:LONGEST_MESSAGE]
    return {"type": kind, "loc": place, "msg": message}
