"""What happens to every request and answer."""

from __future__ import annotations

import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coin.api.responses import problem
from coin.logs import get_logger

log = get_logger("coin.access")

LARGEST_BODY = 1024 * 1024


def limited(receive: Receive) -> Receive:
    """A ``receive`` that takes no more than a body of `LARGEST_BODY`, whatever its header announced."""
    received = 0

    async def receive_some() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise HTTPException(413, "The body is too large")
        return message

    return receive_some


class Envelope:
    """The outermost layer: hardens each answer, logs each request, and hides what broke."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def hardened(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-content-type-options"] = "nosniff"
            await send(message)

        structlog.contextvars.clear_contextvars()
        try:
            await self._app(scope, limited(receive), hardened)
        except Exception:
            log.exception("request_broke", path=scope["path"])
            if status == 0:
                await problem(500, "Something went wrong here; it is logged")(scope, receive, hardened)
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        level = "debug" if scope["path"] in ("/health", "/api/health") else "info"
        getattr(log, level)(
            "request", method=scope["method"], path=scope["path"], status=status, duration_ms=milliseconds
        )


class OnlyConfiguredOrigins(CORSMiddleware):
    """CORS for the configured origins, whose refusals are JSON as all errors are."""

    def __init__(self, app: ASGIApp, origins: list[str]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["content-type"],
            expose_headers=["server-timing", "content-disposition"],
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        return problem(400, "This origin may not do that", {"vary": "Origin"})
