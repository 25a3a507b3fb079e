"""Connections that keep silent are cut: uvicorn by itself waits for a request's headers for ever, of any size."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol
elif find_spec("httptools") is not None:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Protocol
else:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol

LARGEST_HEADERS = 64 * 1024


class Impatient(Protocol):
    """uvicorn's protocol for HTTP, with so many seconds for the headers of each request."""

    patience = 10.0

    def connection_made(self, transport: Any) -> None:
        self.deadline: Optional[asyncio.TimerHandle] = None
        self.unread = 0
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_request():
            self._stop_waiting()
            return
        self.unread += len(data)
        if self.unread > LARGEST_HEADERS:
            self.transport.close()
        elif self.deadline is None:
            self._wait()

    def connection_lost(self, exc: Optional[Exception]) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _in_request(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self.deadline = self.loop.call_later(self.patience, self._give_up)

    def _stop_waiting(self) -> None:
        self.unread = 0
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def _give_up(self) -> None:
        self.deadline = None
        if not self._in_request() and not self.transport.is_closing():
            self.transport.close()


def impatient(seconds: float) -> type[asyncio.Protocol]:
    """The protocol with a patience of its own."""
    return type("Impatient", (Impatient,), {"patience": seconds})
