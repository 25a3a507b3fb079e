"""ASGI middleware that bounds what a request may send, and how long it may take."""

from __future__ import annotations

from typing import Optional

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recbole_tema.serve.errors import Refusal, response
from recbole_tema.serve.settings import Settings

# What is read of a body that is too large, so that its sender comes to read the answer.
_DRAINED = 64 * 1024 * 1024


class Limits:
    """Reads a whole body within its limits, then gives the app so many seconds.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            with anyio.fail_after(self.settings.upload_seconds):
                body = await self._body(receive)
        except TimeoutError:
            await _refuse(Refusal(408, "The body did not arrive in time."), scope, receive, send)
            return
        except Refusal as refusal:
            await _refuse(refusal, scope, receive, send)
            return
        if body is not None:
            await self._answer(body, scope, receive, send)

    async def _body(self, receive: Receive) -> Optional[bytes]:
        """The body; None where the caller has gone."""
        parts: list[bytes] = []
        size, more = 0, True
        while more and size < _DRAINED:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part = message.get("body", b"")
            size, more = size + len(part), message.get("more_body", False)
            if size <= self.settings.largest_body:
                parts.append(part)
            else:
                parts.clear()
        if size > self.settings.largest_body:
            raise Refusal(413, f"A body has at most {self.settings.largest_body} bytes.")
        return b"".join(parts)

    async def _answer(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        given = started = False

        async def whole() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            with anyio.fail_after(self.settings.seconds):
                await self.app(scope, whole, watched)
        except TimeoutError:
            if not started:  # else the server cuts the connection, so that half an answer does not look whole
                await response(Refusal(504, "The answer took too long."))(scope, receive, send)


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    # The rest of the body may still come: the connection cannot be used again.
    refusal.headers["Connection"] = "close"
    await response(refusal)(scope, receive, send)
