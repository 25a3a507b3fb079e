"""A Hugging Face hub on this machine, and a cache in its layout."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(ThreadingHTTPServer):
    """A hub that serves folders as models, or answers every request with one status.

    Parameters
    ----------
    models : dict of str to Path, optional
        Folder of each model by its id; other ids get the status 404.
    status : int, optional
        Answer to every request.
    delay : float
        Seconds before an answer.
    """

    daemon_threads = True

    def __init__(self, models: dict[str, Path] | None = None, status: int | None = None, delay: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.models, self.status, self.delay = models or {}, status, delay
        self.requests: list[str] = []
        self.tokens: set[str | None] = set()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Hub:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log nothing: a client may close the connection before a late answer."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        self._reply()

    def do_HEAD(self) -> None:
        self._reply()

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""

    def _reply(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        self.server.tokens.add(self.headers["Authorization"])
        time.sleep(self.server.delay)
        path = self.path.partition("?")[0].strip("/")
        if self.server.status is not None:
            self._send(self.server.status, b"sorry")
        elif path.startswith("api/models/"):
            self._describe("/".join(path.split("/")[2:4]), tree="/tree/" in path)
        else:
            repository, _, file = path.partition("/resolve/")
            self._file(repository, file.partition("/")[2])

    def _describe(self, repository: str, tree: bool) -> None:
        folder = self.server.models.get(repository)
        if folder is None:
            self._send(404, b"{}", **{"X-Error-Code": "RepoNotFound"})
            return
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        names = [str(path.relative_to(folder)) for path in files]
        listing = [
            {"type": "file", "path": name, "size": path.stat().st_size, "oid": _etag(path)}
            for name, path in zip(names, files)
        ]
        model = {"id": repository, "sha": COMMIT, "siblings": [{"rfilename": name} for name in names]}
        self._send(200, json.dumps(listing if tree else model).encode())

    def _file(self, repository: str, name: str) -> None:
        folder = self.server.models.get(repository)
        if folder is None or not (folder / name).is_file():
            self._send(404, b"", **{"X-Error-Code": "EntryNotFound" if folder else "RepoNotFound"})
            return
        self._send(200, (folder / name).read_bytes(), **{"ETag": f'"{_etag(folder / name)}"', "X-Repo-Commit": COMMIT})

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def _etag(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def closed_port() -> str:
    """URL of a port that refuses connections."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def use_hub(monkeypatch: pytest.MonkeyPatch, url: str, cache: Path) -> None:
    """Set the hub and the cache of this process, whose client has read the environment variables already."""
    constants = pytest.importorskip("huggingface_hub.constants")
    settings = {"ENDPOINT": url, "HF_HUB_CACHE": str(cache), "HF_HUB_OFFLINE": False, "HF_HUB_DISABLE_TELEMETRY": True}
    for name, value in settings.items():
        monkeypatch.setattr(constants, name, value)


def write_cache(cache: Path, repository: str, folder: Path, leave_out: tuple[str, ...] = ()) -> Path:
    """Write a model into a cache, with the links that the hub's client makes, and return its snapshot."""
    storage = cache / f"models--{repository.replace('/', '--')}"
    snapshot = storage / "snapshots" / COMMIT
    (storage / "refs").mkdir(parents=True)
    (storage / "blobs").mkdir()
    snapshot.mkdir(parents=True)
    (storage / "refs" / "main").write_text(COMMIT)
    for path in (path for path in folder.rglob("*") if path.is_file() and path.name not in leave_out):
        blob, link = storage / "blobs" / _etag(path), snapshot / path.relative_to(folder)
        blob.write_bytes(path.read_bytes())
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(blob)
    return snapshot


def write_absence(cache: Path, repository: str, name: str) -> None:
    """Record in a cache that a model does not have a file."""
    mark = cache / f"models--{repository.replace('/', '--')}" / ".no_exist" / COMMIT / name
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
