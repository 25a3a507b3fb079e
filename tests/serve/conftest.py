"""A trained run with images and a title with markup, served in this process and in a separate one."""

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
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """Folder of the data and the run: ``toy`` with images of all items but i7; that of i8 links out of the folder."""
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
def other_run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a second run of the same data, whose recommendations differ."""
    other = tmp_path_factory.mktemp("other")
    with working_in(other):
        return train(other, data_path=str(folder / "data"), hidden_size=8)


def weights_file(run: Path) -> Path:
    """File of the best weights of a run."""
    name: str = json.loads((run / "result.json").read_text())["weights"]["file"]
    return run / name


@pytest.fixture(scope="session")
def recommender(folder: Path) -> Recommender:
    """The recommender that is served, to compare with."""
    return Recommender.load(folder / "runs/TEMA-1", folder / "data")


@contextmanager
def client_of(recommender: Recommender, settings: Settings = DEFAULTS) -> Iterator[TestClient]:
    """Client of a service in this process that is ready."""
    with TestClient(create_app(lambda: recommender, settings), LOOPBACK, raise_server_exceptions=False) as client:
        deadline = time.monotonic() + 20
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield client


@pytest.fixture(scope="module")
def client(recommender: Recommender) -> Iterator[TestClient]:
    """Client of a service with default limits."""
    with client_of(recommender) as client:
        yield client


@dataclass
class Server:
    """A service in a separate process."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        """Address of the service."""
        return f"{LOOPBACK}:{self.port}"

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of one request; a body that is not bytes is sent as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.request(method, path, sent, {"Content-Type": "application/json", **headers})
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        is_json = "json" in (response.getheader("Content-Type") or "")
        return response.status, json.loads(content) if is_json else content

    def metric(self, name: str) -> float:
        """Value of a metric without labels."""
        page = self.request("GET", "/metrics")[1].decode()
        return next(float(line.split()[1]) for line in page.splitlines() if line.startswith(f"{name} "))


@contextmanager
def serving(
    folder: Path, *options: str, token: str | None = None, run: str = "runs/TEMA-1", log: Path | None = None
) -> Iterator[Server]:
    """Run ``recbole-tema serve`` within the context; ``log`` is the file of its standard error."""
    arguments = [str(folder / run), "--data_path", str(folder / "data"), "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if key != "RECBOLE_TEMA_TOKEN"}
    environment.update({"OMP_NUM_THREADS": "1", **({} if token is None else {"RECBOLE_TEMA_TOKEN": token})})
    command = [sys.executable, "-W", "ignore", "-c", _SERVE, *arguments, *options]
    with ExitStack() as stack:
        errors = None if log is None else stack.enter_context(log.open("w"))
        process = stack.enter_context(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment, cwd=folder)
        )
        try:
            assert process.stdout is not None
            server = Server(int(process.stdout.readline().rpartition(":")[2]), process)
            deadline = time.monotonic() + 60
            while server.request("GET", "/readyz")[0] != 200:
                assert time.monotonic() < deadline and process.poll() is None
                time.sleep(0.1)
            yield server
        finally:
            process.kill()


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """A server with a short timeout for slow clients."""
    with serving(folder, "--upload-timeout", "1") as server:
        yield server
