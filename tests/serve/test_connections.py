"""Idle and slow connections do not keep other clients out."""

from __future__ import annotations

import itertools
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from recbole_tema.serve.connection_limits import ConnectionLimits, client_network
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.headers import SECURITY_HEADERS
from tests.serve.conftest import Server, serving
from tests.serve.test_server import BODY, head, read_all

_times = itertools.count()
PARTIAL = head(len(BODY)) + BODY[:9]


@dataclass(eq=False)
class Connection:
    """A connection that is idle since its creation."""

    idle_since: float | None = field(default_factory=lambda: float(next(_times)))
    open: bool = True

    def disconnect(self) -> None:
        self.open = False


def busy() -> Connection:
    return Connection(None)


def test_an_address_at_its_limit_loses_its_longest_idle_connection() -> None:
    limits = ConnectionLimits(total=10, per_address=3)
    answering, first, second, other = busy(), Connection(), Connection(), Connection()
    limits.add(other, "b")
    for one in (answering, second, first):
        limits.add(one, "a")
    limits.add(Connection(), "a")
    assert [one.open for one in (answering, first, second, other)] == [True, False, True, True]
    assert len(limits) == 4


def test_an_address_whose_connections_are_all_answered_is_refused() -> None:
    limits = ConnectionLimits(total=10, per_address=2)
    for _ in range(2):
        limits.add(busy(), "a")
    with pytest.raises(ApiError, match="from this address") as raised:
        limits.add(Connection(), "a")
    assert raised.value.status == 429 and len(limits) == 2
    limits.add(Connection(), "b")


def test_at_the_total_limit_the_largest_address_loses_an_idle_connection_first() -> None:
    limits = ConnectionLimits(total=4, per_address=4)
    oldest = Connection()
    limits.add(oldest, "b")
    crowd = [Connection() for _ in range(3)]
    for one in crowd:
        limits.add(one, "a")
    limits.add(busy(), "c")
    assert oldest.open and [one.open for one in crowd] == [False, True, True]
    for one in crowd[1:]:
        one.idle_since = None
    limits.add(busy(), "c")  # none of the largest is idle
    assert not oldest.open
    with pytest.raises(ApiError) as raised:
        limits.add(Connection(), "d")
    assert raised.value.status == 503 and len(limits) == 4


def test_removed_connections_are_not_counted() -> None:
    limits = ConnectionLimits(total=2, per_address=1)
    for _ in range(5):
        connection = busy()
        limits.add(connection, "a")
        limits.remove(connection)
        limits.remove(connection)
    assert len(limits) == 0 and limits._connections == {}


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("/run/socket", "/run/socket"),
    ],
)
def test_clients_are_counted_by_address_or_ipv6_network(host: str, network: str) -> None:
    assert client_network(host) == network


@pytest.fixture(scope="module")
def limited_server(folder: Path) -> Iterator[Server]:
    """A server with few connections and short timeouts."""
    options = (
        "--max-connections-per-address",
        "4",
        "--max-connections",
        "6",
        "--upload-timeout",
        "2",
        "--timeout",
        "2",
    )
    with serving(folder, *options) as server:
        yield server


def connect(server: Server, address: str) -> socket.socket:
    """A connection from an address of the loopback network."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=15, source_address=(address, 0))


def is_closed(connection: socket.socket) -> bool:
    """Whether the server has closed a connection without a response."""
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def responds(server: Server) -> bool:
    start = time.monotonic()
    return server.request("POST", "/recommend", BODY)[0] == 200 and time.monotonic() - start < 2


@pytest.mark.slow
def test_idle_connections_of_an_address_are_limited_and_keep_no_client_out(limited_server: Server) -> None:
    with ExitStack() as stack:
        idle = []
        for sent in [b"", b"GET /he"] * 10:
            idle.append(stack.enter_context(connect(limited_server, "127.0.0.2")))
            idle[-1].sendall(sent)
        assert responds(limited_server)
        assert [is_closed(one) for one in idle] == [True] * 16 + [False] * 4


@pytest.mark.slow
def test_idle_connections_of_many_addresses_keep_no_client_out(limited_server: Server) -> None:
    with ExitStack() as stack:
        for i in range(2, 20):
            stack.enter_context(connect(limited_server, f"127.0.0.{i}"))
        assert responds(limited_server) and responds(limited_server)


@pytest.mark.slow
def test_an_address_with_slow_requests_is_refused_and_others_are_answered(limited_server: Server) -> None:
    with ExitStack() as stack:
        slow = []
        for _ in range(4):
            slow.append(stack.enter_context(connect(limited_server, "127.0.0.2")))
            slow[-1].sendall(PARTIAL)
        time.sleep(0.2)
        refused = read_all(stack.enter_context(connect(limited_server, "127.0.0.2")))
        top, _, body = refused.partition(b"\r\n\r\n")
        assert top.startswith(b"HTTP/1.1 429 Too Many Requests\r\n")
        lines = dict(line.split(": ", 1) for line in top.decode().split("\r\n")[1:])
        assert lines == {
            **SECURITY_HEADERS,
            "Retry-After": "1",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        message = "Too many connections from this address."
        assert json.loads(body) == {"error": {"status": 429, "message": message, "details": []}}
        assert responds(limited_server)
        for _ in range(2):
            slow.append(stack.enter_context(connect(limited_server, "127.0.0.3")))
            slow[-1].sendall(PARTIAL)
        time.sleep(0.2)
        assert b" 503 " in read_all(stack.enter_context(connect(limited_server, "127.0.0.4")))
        for one in slow:  # until the timeout for their bodies
            assert b" 408 " in read_all(one)
    assert responds(limited_server)


@pytest.mark.slow
def test_a_client_that_does_not_read_is_disconnected(limited_server: Server) -> None:
    request = b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    before = limited_server.metric("process_open_fds")
    with ExitStack() as stack:
        connections = []
        for _ in range(3):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.bind(("127.0.0.2", 0))
            connection.connect(("127.0.0.1", limited_server.port))
            connection.setblocking(False)
            connections.append(connection)
        start = time.monotonic()
        aborted = 0
        while aborted < 3 and time.monotonic() - start < 40:  # sends without end and never reads
            for connection in list(connections):
                try:
                    connection.send(request * 10)
                except BlockingIOError:
                    pass
                except OSError:
                    connections.remove(connection)
                    aborted += 1
            time.sleep(0.02)
        assert aborted == 3
        assert responds(limited_server)
        assert limited_server.metric("process_open_fds") <= before + 1


@pytest.mark.slow
def test_bytes_that_are_not_http_are_answered_in_the_format_of_all_errors(limited_server: Server) -> None:
    for sent in (b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n"):
        with connect(limited_server, "127.0.0.1") as connection:
            connection.sendall(sent)
            top, _, body = read_all(connection).partition(b"\r\n\r\n")
        assert top.startswith(b"HTTP/1.1 400 ") and b"nosniff" in top and b"default-src 'none'" in top
        assert json.loads(body)["error"]["status"] == 400
