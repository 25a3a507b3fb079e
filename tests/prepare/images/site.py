"""A web server that misbehaves in many ways, and helpers that download images from it."""

from __future__ import annotations

import io
import random
import ssl
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image

from recbole_tema.prepare.images.download import download_images
from recbole_tema.prepare.images.manifest import ImageOptions, ImageRecord, read_manifest

Page = Callable[["Handler"], None]


def options(**changed: Any) -> ImageOptions:
    """Options for a server on this machine."""
    return ImageOptions(**{"allow_private": True, "timeout": 5.0, "retries": 2, **changed})


def image_bytes(kind: str = "JPEG", size: tuple[int, int] = (40, 30), seed: int = 1, **saving: Any) -> bytes:
    """A file of a noisy image: noise is incompressible, so half of the file is half of the image."""
    pixels = random.Random(seed).randbytes(size[0] * size[1] * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(file, kind, **saving)
    return file.getvalue()


def declared_png(width: int, height: int) -> bytes:
    """A tiny PNG whose header claims any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


class Handler(BaseHTTPRequestHandler):
    """Answers with the pages of the site, and counts requests."""

    protocol_version = "HTTP/1.1"
    server: Site
    sent = False

    def do_GET(self) -> None:
        """Count the request and answer with its page."""
        site, host = self.server, self.headers["Host"].split(":")[0]
        with site.lock:
            site.requests[self.path] += 1
            site.times.append((self.path, time.monotonic()))
            site.headers.append(dict(self.headers))
            for name in (host, "all"):
                site.active[name] += 1
                site.most[name] = max(site.most[name], site.active[name])
        self.sent = False
        try:
            site.pages.get(self.path, status(404))(self)
        except OSError:
            site.hung_up.append(self.path)
            self.close_connection = True
        finally:
            self.leave()

    def leave(self) -> None:
        """Count the request as answered, before the last byte, after which the client may send another one."""
        if not self.sent:
            self.sent = True
            with self.server.lock:
                self.server.active[self.headers["Host"].split(":")[0]] -= 1
                self.server.active["all"] -= 1

    def answer(self, code: int, body: bytes = b"", *, length: int | None = -1, **headers: str) -> None:
        """Send an answer; ``length`` is the value of Content-Length, None to omit it."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length == -1 else length))
        if length != -1:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.leave()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


class Site(ThreadingHTTPServer):
    """A web server on this machine, in a thread."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None) -> None:
        super().__init__((address, port), Handler)
        self.pages: dict[str, Page] = {}
        self.requests: Counter[str] = Counter()
        self.active: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.times: list[tuple[str, float]] = []
        self.headers: list[dict[str, str]] = []
        self.hung_up: list[str] = []
        self.lock = threading.Lock()
        self.root = f"http://{address}:{self.server_port}"
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, name: str, page: Page | None = None) -> str:
        """Address of a page, which is added if it is given."""
        if page is not None:
            self.pages[f"/{name}"] = page
        return f"{self.root}/{name}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log nothing: tests include clients that close the connection."""


def body(data: bytes, **answer: Any) -> Page:
    """A page of these bytes."""
    return lambda handler: handler.answer(200, data, **answer)


def status(code: int, **headers: str) -> Page:
    """A page with this status and a short text."""
    return lambda handler: handler.answer(code, b"sorry", length=-1, **headers)


def in_turn(*pages: Page) -> Page:
    """One page after the other, then the last one again and again."""
    remaining = list(pages)
    return lambda handler: (remaining.pop(0) if len(remaining) > 1 else remaining[0])(handler)


def fetch(urls: dict[str, str], folder: Path, **changed: Any) -> dict[str, ImageRecord]:
    """Records of a download, by item."""
    return {record.item_id: record for record in read_manifest(download_images(urls, folder, options(**changed)))}


def reason(url: str, folder: Path, **changed: Any) -> str | None:
    """Why the image at ``url`` is missing."""
    record = fetch({"i": url}, folder, **changed)["i"]
    assert (record.status, record.file, record.sha256) == ("missing", None, None)
    assert [path.name for path in folder.iterdir()] == ["manifest.jsonl"]
    return record.reason
