"""Security headers, sent with every response."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_RESTRICTIONS = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Responses that are data: a browser that displays one loads and runs nothing.
SECURITY_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; {_RESTRICTIONS}",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Scripts, styles and data of this service only; images are loaded as blobs, since an <img> cannot send a token.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    f"img-src 'self' blob:; {_RESTRICTIONS}"
)


class SecurityHeaders:
    """Middleware (ASGI) that adds the security headers which a response does not set itself.

    Parameters
    ----------
    app : ASGI application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
