"""Answers: JSON that any text survives, and the errors that each endpoint documents."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Response
from starlette.responses import JSONResponse

from coin.models.responses import Problem


class PlainJSON(JSONResponse):
    """JSON in ASCII: what a client sent may be quoted back, half a surrogate pair included."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> PlainJSON:
    """An application error."""
    return PlainJSON({"detail": detail}, status_code=status, headers=headers)


def json_bytes(content: bytes, headers: dict[str, str] | None = None) -> Response:
    """A stored result, byte for byte."""
    return Response(content, media_type="application/json", headers=headers)


_REASONS = {
    400: "The values contradict each other",
    404: "Not there",
    405: "The method is not allowed here",
    409: "There already",
    413: "The body is too large",
    503: "A service that the answer needs is away",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an endpoint, for the OpenAPI document; 405 is everywhere."""
    return {status: {"model": Problem, "description": _REASONS[status]} for status in (*statuses, 405)}
