"""Middleware (ASGI) that limits the size of a request body and the time of a request."""

from __future__ import annotations

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recbole_tema.serve.errors import ApiError, error_response
from recbole_tema.serve.settings import Settings

# Bytes of an oversized body that are still read, so that its sender gets to read the response.
_MAX_DRAINED = 64 * 1024 * 1024
# Loading a model may take longer than any other request.
_UNLIMITED_PATHS = {"/reload"}


class RequestLimits:
    """Reads the whole body within its limits, then runs the app within the timeout.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            with anyio.fail_after(self._settings.upload_timeout):
                body = await self._read_body(receive)
        except TimeoutError:
            await _reject(ApiError(408, "The body did not arrive in time."), scope, receive, send)
            return
        except ApiError as error:
            await _reject(error, scope, receive, send)
            return
        if body is not None:
            await self._run(body, scope, receive, send)

    async def _read_body(self, receive: Receive) -> bytes | None:
        """The body; None if the caller has disconnected."""
        chunks: list[bytes] = []
        size, more = 0, True
        while more and size < _MAX_DRAINED:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunk = message.get("body", b"")
            size, more = size + len(chunk), message.get("more_body", False)
            if size <= self._settings.max_body:
                chunks.append(chunk)
            else:
                chunks.clear()
        if size > self._settings.max_body:
            raise ApiError(413, f"The body must have at most {self._settings.max_body} bytes.")
        return b"".join(chunks)

    async def _run(self, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        body_sent = response_started = False

        async def receive_body() -> Message:
            nonlocal body_sent
            if body_sent:
                return await receive()
            body_sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send_and_note(message: Message) -> None:
            nonlocal response_started
            response_started = True
            await send(message)

        try:
            with anyio.fail_after(None if scope["path"] in _UNLIMITED_PATHS else self._settings.timeout):
                await self._app(scope, receive_body, send_and_note)
        except TimeoutError:
            # Once the response has started, the server closes the connection, so that it does not look complete.
            if not response_started:
                await error_response(ApiError(504, "The request took too long."))(scope, receive, send)


async def _reject(error: ApiError, scope: Scope, receive: Receive, send: Send) -> None:
    # The rest of the body may still arrive, so the connection cannot be reused.
    error.headers["Connection"] = "close"
    await error_response(error)(scope, receive, send)
