"""uvicorn's HTTP protocol with limits of connections, and timeouts for clients that send or read too slowly.

uvicorn by itself waits forever for headers of any size, and for a client that does not read its response.
"""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from recbole_tema.serve.connection_limits import ConnectionLimits, client_network
from recbole_tema.serve.errors import ApiError, error_bytes
from recbole_tema.serve.settings import Settings

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol
elif find_spec("httptools") is not None:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Protocol
else:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol

_MAX_HEADER_BYTES = 64 * 1024


class LimitedProtocol(Protocol):
    """HTTP protocol of one connection, with the limits of a service."""

    limits: ConnectionLimits
    header_timeout: float
    read_timeout: float

    def connection_made(self, transport: Any) -> None:
        self._header_timer: asyncio.TimerHandle | None = None
        self._read_timer: asyncio.TimerHandle | None = None
        self._header_bytes = 0
        self._last_response = self.loop.time()
        super().connection_made(transport)
        # Any unsent bytes count as "the client does not read" from now on: see pause_writing.
        transport.set_write_buffer_limits(high=0)
        peer = transport.get_extra_info("peername")
        try:
            self.limits.add(self, client_network(str(peer[0]) if peer else ""))
        except ApiError as error:
            self._refuse(error)
        else:
            self._start_header_timer()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_request():
            self._stop_header_timer()
            return
        self._header_bytes += len(data)
        if self._header_bytes > _MAX_HEADER_BYTES:
            self.transport.close()
        elif self._header_timer is None:
            self._start_header_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self.limits.remove(self)
        self._stop_header_timer()
        self._stop_read_timer()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Start the timeout within which the client has to read what was sent."""
        self._stop_read_timer()
        # Not close(), which waits until everything is sent.
        self._read_timer = self.loop.call_later(self.read_timeout, self.transport.abort)
        super().pause_writing()

    def resume_writing(self) -> None:
        """Stop the timeout, since everything has been sent."""
        self._stop_read_timer()
        super().resume_writing()

    def on_response_complete(self) -> None:
        """Note the time from which the connection is idle."""
        self._last_response = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Respond to bytes that are not HTTP, in the format of all errors."""
        self._refuse(ApiError(400, msg))

    @property
    def idle_since(self) -> float | None:
        """Time of the last response or of the connection; None while a request is answered."""
        return None if self._in_request() or self._read_timer is not None else self._last_response

    def disconnect(self) -> None:
        """Close an idle connection."""
        self.transport.close()

    def _refuse(self, error: ApiError) -> None:
        self.transport.write(error_bytes(error))
        self.transport.close()

    def _in_request(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _start_header_timer(self) -> None:
        self._header_timer = self.loop.call_later(self.header_timeout, self._on_header_timeout)

    def _stop_header_timer(self) -> None:
        self._header_bytes = 0
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _stop_read_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.cancel()
            self._read_timer = None

    def _on_header_timeout(self) -> None:
        self._header_timer = None
        if not self._in_request() and not self.transport.is_closing():
            self.transport.close()


def limited_protocol(settings: Settings) -> type[asyncio.Protocol]:
    """HTTP protocol class of one server with the limits of a service."""
    limits = ConnectionLimits(settings.max_connections, settings.max_connections_per_address)
    attributes = {
        "limits": limits,
        "header_timeout": settings.upload_timeout,
        "read_timeout": settings.timeout,
    }
    return type("LimitedProtocol", (LimitedProtocol,), attributes)
