"""ASGI middleware that lets in who may come in."""

from __future__ import annotations

import hmac
from typing import Optional

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from recbole_tema.serve.errors import Refusal, response
from recbole_tema.serve.settings import Settings

# Nothing of the data is in these; the page asks for the token itself.
OPEN = {"/", "/healthz", "/readyz"}
OPEN_FOLDER = "/page/"


class Access:
    """Asks for the token where there is one, and else for a name of this machine.

    Parameters
    ----------
    app : ASGI application
    settings : Settings
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = set() if settings.token else {host.lower() for host in settings.hosts}
        self.expected = None if settings.token is None else f"Bearer {settings.token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None if scope["type"] != "http" else self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await response(refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Optional[Refusal]:
        headers = Headers(scope=scope)
        if self.hosts and _name(headers.get("host", "")) not in self.hosts:
            return Refusal(400, "The service does not go by this name.")
        if self.expected is None or scope["path"] in OPEN or scope["path"].startswith(OPEN_FOLDER):
            return None
        # In constant time: how long a guess takes must not tell how much of it is right.
        given = headers.get("authorization", "").encode("latin-1", "replace")
        if hmac.compare_digest(given, self.expected):
            return None
        return Refusal(401, "The token is missing or wrong.", headers={"WWW-Authenticate": "Bearer"})


def _name(host: str) -> str:
    """A ``Host`` header without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
