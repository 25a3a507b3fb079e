"""A trained run with pictures and a hostile title, served in this process and in one of its own."""

from __future__ import annotations

import http.client
import json
import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("uvicorn")

from fastapi.testclient import TestClient

from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings, create_app
from tests.toy import write_toy
from tests.trained import train, working_in

HOSTILE = "Thing <img src=x onerror=alert(1)> 5"
LOOPBACK = "http://127.0.0.1"
DEFAULTS = Settings()
_SERVE = "import sys, typer; from recbole_tema.cli.serve import serve_command; typer.run(serve_command)"


def png(side: int = 8) -> bytes:
    """A red square."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder above ``data`` and the run: ``toy`` with pictures of all but i7, one of them from elsewhere."""
    folder = tmp_path_factory.mktemp("served")
    with working_in(folder):
        write_toy(folder / "data")
        items = folder / "data/toy/toy.item"
        text = items.read_text().replace("Thing number 5\n", f"{HOSTILE}\n").replace("number 11\n", "Café 11\n")
        items.write_text(text)
        train(folder, ensemble=2)
    images = folder / "data/toy/images"
    images.mkdir()
    for i in range(30):
        if i not in (7, 8):
            (images / f"i{i}.png").write_bytes(png())
    (folder / "secret.png").write_bytes(png())
    (images / "i8.png").symlink_to(folder / "secret.png")
    return folder


@pytest.fixture(scope="session")
def recommender(folder: Path) -> Recommender:
    """What is served, to compare with."""
    return Recommender.load(folder / "runs/TEMA-1", folder / "data")


@contextmanager
def client_of(recommender: Recommender, settings: Settings = DEFAULTS) -> Iterator[TestClient]:
    """A client of a service in this process, once it is ready."""
    with TestClient(create_app(lambda: recommender, settings), LOOPBACK, raise_server_exceptions=False) as client:
        until = time.monotonic() + 20
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.01)
        yield client


@pytest.fixture(scope="module")
def client(recommender: Recommender) -> Iterator[TestClient]:
    """A client of a service with default limits."""
    with client_of(recommender) as client:
        yield client


@dataclass
class Server:
    """A service in a process of its own."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{LOOPBACK}:{self.port}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of one request; a body that is not bytes is sent as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        return answer.status, json.loads(content) if "json" in (answer.getheader("Content-Type") or "") else content

    def metric(self, name: str) -> float:
        """A metric without labels."""
        page = self.ask("GET", "/metrics")[1].decode()
        return next(float(line.split()[1]) for line in page.splitlines() if line.startswith(f"{name} "))


@contextmanager
def serving(folder: Path, *options: str, token: Optional[str] = None) -> Iterator[Server]:
    """``recbole-tema serve`` of the run, until it is stopped."""
    run = [str(folder / "runs/TEMA-1"), "--data_path", str(folder / "data"), "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if key != "RECBOLE_TEMA_TOKEN"}
    environment.update({"OMP_NUM_THREADS": "1", **({} if token is None else {"RECBOLE_TEMA_TOKEN": token})})
    command = [sys.executable, "-W", "ignore", "-c", _SERVE, *run, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder) as process:
        try:
            assert process.stdout is not None
            server = Server(int(process.stdout.readline().rpartition(":")[2]), process)
            until = time.monotonic() + 60
            while server.ask("GET", "/readyz")[0] != 200:
                assert time.monotonic() < until and process.poll() is None
                time.sleep(0.1)
            yield server
        finally:
            process.kill()


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """A server that is short of patience with slow clients."""
    with serving(folder, "--upload-timeout", "1") as server:
        yield server
