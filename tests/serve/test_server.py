"""A server in a separate process, with slow, large, many and hostile requests."""

from __future__ import annotations

import json
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recbole_tema.cli.serve import serve_command
from recbole_tema.errors import CheckpointError, ConfigError, MissingExtraError
from recbole_tema.options import options_of
from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings, create_app
from tests.serve.conftest import Server, client_of, serving

BODY = json.dumps({"history": ["i3", "i4"], "k": 3, "domains": ["d0", "d1"]}).encode()
MAX_GROWTH = 60 * 1024 * 1024  # bytes by which a process may grow while caches fill


def head(length: int, more: str = "") -> bytes:
    lines = (
        "POST /recommend HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {length}",
    )
    return "\r\n".join([*lines, *more.split("\n")] if more else lines).encode() + b"\r\n\r\n"


def read_all(connection: socket.socket) -> bytes:
    """All bytes until the other side closes the connection."""
    content = b""
    while True:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            return content
        if not part:
            return content
        content += part


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=15)


def responds(server: Server) -> bool:
    status, body = server.request("POST", "/recommend", BODY)
    return status == 200 and [len(one["items"]) for one in body["lists"]] == [3, 3]


@pytest.mark.parametrize("chunked", [False, True])
def test_large_bodies_are_rejected_and_not_kept_in_memory(server: Server, chunked: bool) -> None:
    server.request("POST", "/recommend", BODY)
    before, large = server.metric("process_resident_memory_bytes"), b"[" + b"1," * 5_000_000
    for _ in range(5):
        with connect(server) as connection:
            if chunked:
                start = head(0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
                connection.sendall(start)
                for offset in range(0, len(large), 1 << 20):
                    part = large[offset : offset + (1 << 20)]
                    connection.sendall(b"%x\r\n" % len(part) + part + b"\r\n")
                connection.sendall(b"0\r\n\r\n")
            else:
                connection.sendall(head(len(large)) + large)
            response = read_all(connection)
        assert response.startswith(b"HTTP/1.1 413 ") and b"at most 262144 bytes" in response
    assert server.metric("process_resident_memory_bytes") - before < MAX_GROWTH / 2
    assert responds(server)


def test_slow_clients_are_disconnected_and_delay_no_other_client(server: Server) -> None:
    slow = []
    for sent in (
        b"",
        b"POST /recomm",
        head(len(BODY))[:-4],
        b"GET /healthz HTTP/1.1\r\nA: b",
        head(len(BODY)) + BODY[:9],
    ):
        connection = connect(server)
        connection.sendall(sent)
        slow.append(connection)
    dripping = connect(server)
    start = time.monotonic()
    assert responds(server) and time.monotonic() - start < 1
    with pytest.raises(OSError):
        while time.monotonic() - start < 10:
            dripping.sendall(b"X")
            time.sleep(0.1)
    ends = [read_all(connection) for connection in slow]
    assert time.monotonic() - start < 9
    assert ends[:4] == [b""] * 4
    assert ends[4].startswith(b"HTTP/1.1 408 ") and b'"error"' in ends[4]
    for connection in [*slow, dripping]:
        connection.close()
    assert responds(server)


def test_endless_headers_are_disconnected(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n")
        with pytest.raises(OSError):
            for _ in range(2000):
                connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")
    assert responds(server)


def test_memory_does_not_grow_with_thousands_of_requests(server: Server) -> None:
    def ask(n: int) -> int:
        kinds: list[tuple[str, str, Any]] = [
            ("POST", "/recommend", {"history": [f"i{n % 30}", f"i{n % 7}"], "k": 1 + n % 9}),
            ("POST", "/recommend", {"history": [f"made-up-{n}"], "unknown_items": "skip"}),
            ("POST", "/recommend", {"history": [f"made-up-{n}"]}),
            ("POST", "/recommend", {"history": [], "k": 10**9 + n}),
            ("POST", "/recommend", b"{" * (n % 1000)),
            ("GET", f"/items/made-up-{n}", None),
            ("GET", f"/items?q=thing%20{n}", None),
            ("GET", f"/made-up/{n}", None),
            ("GET", "/images/i5", None),
        ]
        return server.request(*kinds[n % len(kinds)])[0]

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(ask, range(900)))
        before = server.metric("process_resident_memory_bytes")
        statuses |= set(pool.map(ask, range(900, 4500)))
    assert statuses == {200, 400, 404, 422}
    assert server.metric("process_resident_memory_bytes") - before < MAX_GROWTH / 4
    assert server.metric("recbole_tema_requests_waiting") == 0
    assert responds(server)


@pytest.mark.slow
def test_sigterm_completes_requests_in_flight(folder: Path) -> None:
    with serving(folder) as server:
        with connect(server) as connection:
            connection.sendall(head(len(BODY)) + BODY[:9])
            time.sleep(0.3)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            with pytest.raises(OSError):
                connect(server)
            connection.sendall(BODY[9:])
            assert read_all(connection).startswith(b"HTTP/1.1 200 ")
        assert server.process.wait(20) == 0


def test_requests_that_take_too_long_end_with_504(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(recommender, Settings(timeout=0.2)) as client:
        original = recommender.recommend_batch
        monkeypatch.setattr(recommender, "recommend_batch", lambda queries: (time.sleep(0.5), original(queries))[1])
        response = client.post("/recommend", content=BODY, headers={"Content-Type": "application/json"})
        assert response.status_code == 504 and response.json()["error"]["message"] == "The request took too long."
        monkeypatch.setattr(recommender, "recommend_batch", original)
        time.sleep(0.4)
        assert client.post("/recommend", json={"history": []}).status_code == 200


def test_internal_errors_are_500_without_a_traceback(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(queries: object) -> None:
        raise RuntimeError("secret internals")

    with client_of(recommender) as client:
        monkeypatch.setattr(recommender, "recommend_batch", broken)
        response = client.post("/recommend", json={"history": []})
        assert response.status_code == 500 and "secret" not in response.text and "Traceback" not in response.text
        assert response.json()["error"] == {"status": 500, "message": "Internal server error.", "details": []}


def test_the_service_is_alive_but_not_ready_while_loading(recommender: Recommender) -> None:
    failures: list[BaseException] = []
    go = threading.Event()

    def load() -> Recommender:
        go.wait(10)
        raise CheckpointError("is damaged.", path="weights")

    with TestClient(create_app(load, on_failure=failures.append), "http://127.0.0.1") as client:
        for path, status in (("/healthz", 200), ("/", 200), ("/readyz", 503), ("/info", 503), ("/items", 503)):
            response = client.get(path)
            assert response.status_code == status
            assert status == 200 or response.headers["retry-after"] == "1"
        assert client.post("/recommend", json={"history": []}).status_code == 503
        go.set()
        deadline = time.monotonic() + 10
        while not failures and time.monotonic() < deadline:
            time.sleep(0.01)
        assert [type(error) for error in failures] == [CheckpointError]
        assert client.get("/readyz").status_code == 503


def test_errors_of_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    arguments: dict[str, Any] = {**dict.fromkeys(options_of(Settings)), "run": tmp_path, "data_path": tmp_path}
    arguments.update(host="127.0.0.1", port=0, index=None, threads=1)
    monkeypatch.delenv("RECBOLE_TEMA_TOKEN", raising=False)
    with pytest.raises(ConfigError, match="anyone who reaches"):
        serve_command(**{**arguments, "host": "0.0.0.0"})
    taken = socket.create_server(("127.0.0.1", 0))
    with taken, pytest.raises(ConfigError, match=r"Cannot listen on 127\.0\.0\.1"):
        serve_command(**{**arguments, "port": taken.getsockname()[1]})
    with pytest.raises(ConfigError, match=r"max_k \(0\) must be at least 1"):
        serve_command(**{**arguments, "max_k": 0})
    with pytest.raises(CheckpointError, match="no such file"):  # the server ends when the run cannot be loaded
        serve_command(**arguments)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    monkeypatch.setattr("recbole_tema.cli.serve.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"fastapi is not installed.*\.\[serve\]"):
        serve_command(**arguments)
