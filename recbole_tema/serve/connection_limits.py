"""Limits of open connections, in total and per client address."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Protocol

from recbole_tema.serve.errors import ApiError


class Connection(Protocol):
    """What the limits need of a connection."""

    @property
    def idle_since(self) -> float | None:
        """Time at which the connection became idle; None while a request is answered."""

    def disconnect(self) -> None:
        """Close an idle connection."""


class ConnectionLimits:
    """Open connections of a server. At a limit, a new connection replaces the one that has been idle longest.

    Idle connections therefore never keep others out. A new connection is refused only if all others that count
    towards the limit are being answered.

    Parameters
    ----------
    total : int
        Maximum number of connections.
    per_address : int
        Maximum number of connections of one client address, see :func:`client_network`.
    """

    def __init__(self, total: int, per_address: int) -> None:
        self._total, self._per_address = total, per_address
        self._addresses: dict[Connection, str] = {}
        self._connections: dict[str, set[Connection]] = {}

    def __len__(self) -> int:
        return len(self._addresses)

    def add(self, connection: Connection, address: str) -> None:
        """Count a new connection.

        Raises
        ------
        ApiError
            429 if the address, 503 if the server has too many connections, none of them idle. The connection is not
            counted then.
        """
        of_address = self._connections.get(address, set())
        if len(of_address) >= self._per_address:
            if not self._disconnect_one(of_address):
                raise ApiError(429, "Too many connections from this address.", headers={"Retry-After": "1"})
        elif len(self) >= self._total:
            largest = max(self._connections.values(), key=len)
            if not self._disconnect_one(largest) and not self._disconnect_one(self._addresses):
                raise ApiError(503, "Too many connections.", headers={"Retry-After": "1"})
        self._addresses[connection] = address
        self._connections.setdefault(address, set()).add(connection)

    def remove(self, connection: Connection) -> None:
        """Stop counting a connection; nothing happens if it is not counted."""
        address = self._addresses.pop(connection, None)
        if address is not None:
            self._connections[address].remove(connection)
            if not self._connections[address]:
                del self._connections[address]

    def _disconnect_one(self, connections: Iterable[Connection]) -> bool:
        idle = [(since, one) for one in connections if (since := one.idle_since) is not None]
        if not idle:
            return False
        oldest = min(idle, key=lambda pair: pair[0])[1]
        self.remove(oldest)
        oldest.disconnect()
        return True


def client_network(host: str) -> str:
    """Address under which the connections of a client are counted.

    An IPv6 client usually has a whole /64 network and is counted by it. Hosts that are not an address are returned
    unchanged.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False))
