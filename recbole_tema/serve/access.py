"""Authentication middleware (ASGI): bearer token and host check."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from recbole_tema.serve.errors import ApiError, error_response
from recbole_tema.serve.settings import Settings

# Paths that need no token: they contain no data, and the page itself requests the token.
PUBLIC_PATHS = {"/", "/healthz", "/readyz"}
PUBLIC_FOLDER = "/page/"


class AccessControl:
    """Requires the token if one is set, otherwise a host name of this machine.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = set() if settings.token else {host.lower() for host in settings.hosts}
        self._expected = None if settings.token is None else f"Bearer {settings.token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = None if scope["type"] != "http" else self._check(scope)
        if error is None:
            await self._app(scope, receive, send)
        else:
            await error_response(error)(scope, receive, send)

    def _check(self, scope: Scope) -> ApiError | None:
        headers = Headers(scope=scope)
        if self._hosts and _host_name(headers.get("host", "")) not in self._hosts:
            return ApiError(400, "The host name of the request is not allowed.")
        if self._expected is None or scope["path"] in PUBLIC_PATHS or scope["path"].startswith(PUBLIC_FOLDER):
            return None
        # In constant time, so that the response time does not reveal how much of a guess is right.
        given = headers.get("authorization", "").encode("latin-1", "replace")
        if hmac.compare_digest(given, self._expected):
            return None
        return ApiError(401, "The token is missing or wrong.", headers={"WWW-Authenticate": "Bearer"})


def _host_name(host: str) -> str:
    """A ``Host`` header without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
