"""Pictures of items, against a web server that misbehaves in every way it can."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import signal
import ssl
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Optional

import httpcore
import pytest
from PIL import Image

from recbole_tema.atomic import replacing
from recbole_tema.errors import ConfigError, DataError, MissingExtraError
from recbole_tema.prepare import images
from recbole_tema.prepare.images import (
    ImageOptions,
    ImageRecord,
    adopt_images,
    count_images,
    download_images,
    manifest,
    read_manifest,
    requests,
)

Page = Callable[["Handler"], None]


def options(**changed: Any) -> ImageOptions:
    """Options for a server on this machine."""
    return ImageOptions(**{"allow_private": True, "timeout": 5.0, "retries": 2, **changed})


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), seed: int = 1, **saving: Any) -> bytes:
    """A noisy picture: noise does not pack well, so that half of the file is half of the picture."""
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
    """Answers from the site's pages, and counts."""

    protocol_version = "HTTP/1.1"
    server: Site
    sent = False

    def do_GET(self) -> None:
        """Count the request, and let the page answer."""
        site, host = self.server, self.headers["Host"].split(":")[0]
        with site.lock:
            site.asked[self.path] += 1
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
        """Count the request as answered: before the last byte, after which the client may send the next."""
        if not self.sent:
            self.sent = True
            with self.server.lock:
                self.server.active[self.headers["Host"].split(":")[0]] -= 1
                self.server.active["all"] -= 1

    def answer(self, code: int, body: bytes = b"", *, length: Optional[int] = -1, **headers: str) -> None:
        """Send an answer; ``length`` is what Content-Length says, None for not sending it."""
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
        """Keep quiet."""


class Site(ThreadingHTTPServer):
    """A web server on this machine, in a thread."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str = "127.0.0.1", port: int = 0, context: Optional[ssl.SSLContext] = None) -> None:
        super().__init__((address, port), Handler)
        self.pages: dict[str, Page] = {}
        self.asked: Counter[str] = Counter()
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

    def url(self, name: str, page: Optional[Page] = None) -> str:
        """The address of a page, which is added."""
        if page is not None:
            self.pages[f"/{name}"] = page
        return f"{self.root}/{name}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: clients that hang up are part of the tests."""


def body(data: bytes, **answer: Any) -> Page:
    """A page that is these bytes."""
    return lambda handler: handler.answer(200, data, **answer)


def status(code: int, **headers: str) -> Page:
    """A page that is this status, with a little text."""
    return lambda handler: handler.answer(code, b"sorry", length=-1, **headers)


def in_turn(*pages: Page) -> Page:
    """One page after the other, then the last one for ever."""
    left = list(pages)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


default_ssl_context = httpcore.default_ssl_context
CONTEXT = default_ssl_context()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "_BACKOFF", 0.01)
    # Reading all certificates takes longer than a test; the one about them reads its own.
    monkeypatch.setattr(httpcore, "default_ssl_context", lambda: CONTEXT)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on 127.0.0.1."""
    with Site() as running:
        yield running
        running.shutdown()


def fetch(urls: dict[str, str], folder: Path, **changed: Any) -> dict[str, ImageRecord]:
    """Records of a download, by item."""
    return {record.item_id: record for record in read_manifest(download_images(urls, folder, options(**changed)))}


def reason(url: str, folder: Path, **changed: Any) -> Optional[str]:
    """Why the picture at ``url`` is missing."""
    record = fetch({"i": url}, folder, **changed)["i"]
    assert (record.status, record.file, record.sha256) == ("missing", None, None)
    assert [path.name for path in folder.iterdir()] == ["manifest.jsonl"]
    return record.reason


# What is kept


def test_good_pictures(site: Site, tmp_path: Path) -> None:
    made = {"JPEG": picture(), "PNG": picture("PNG", (7, 5)), "WEBP": picture("WEBP", (9, 4)), "GIF": picture("GIF")}
    # Suffix and Content-Type lie: the bytes decide.
    urls = {k: site.url(f"{k}.bmp", body(data, Content_Type="text/plain")) for k, data in made.items()}
    path = download_images({"NONE": "", **urls}, tmp_path / "pictures", options())
    assert path == tmp_path / "pictures" / "manifest.jsonl"
    assert json.loads(path.read_text().splitlines()[1]) == {
        "item_id": "JPEG",
        "status": "ok",
        "reason": None,
        "file": "JPEG.jpg",
        "url": urls["JPEG"],
        "bytes": len(made["JPEG"]),
        "sha256": hashlib.sha256(made["JPEG"]).hexdigest(),
        "width": 40,
        "height": 30,
        "format": "JPEG",
        "source": None,
    }
    records = {record.item_id: record for record in read_manifest(path)}
    assert list(records) == ["GIF", "JPEG", "NONE", "PNG", "WEBP"]
    for kind, data in made.items():
        kept = records[kind].path(path.parent)
        assert kept is not None and kept.read_bytes() == data and records[kind].format == kind
    assert [(r.width, r.height) for r in records.values()] == [(40, 30), (40, 30), (None, None), (7, 5), (9, 4)]
    assert records["NONE"] == ImageRecord("NONE", "missing", "no-url") and records["NONE"].path(tmp_path) is None
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "GIF.gif",
        "JPEG.jpg",
        "PNG.png",
        "WEBP.webp",
        "manifest.jsonl",
    ]


def test_requests_name_the_tool(site: Site, tmp_path: Path) -> None:
    fetch({"A": site.url("a", body(picture()))}, tmp_path)
    fetch({"B": site.url("b", body(picture()))}, tmp_path, user_agent="another/1")
    assert [headers["User-Agent"] for headers in site.headers] == ["recbole-tema/0.1.0", "another/1"]
    assert site.headers[0]["Host"] == site.root[len("http://") :]
    assert site.headers[0]["Accept-Encoding"] == "identity"


def test_camera_jpeg_is_a_jpeg(site: Site, tmp_path: Path) -> None:
    second = Image.new("RGB", (8, 8))
    data = picture("MPO", save_all=True, append_images=[second])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    record = fetch({"A": site.url("a", body(data))}, tmp_path)["A"]
    assert (record.format, record.file, record.width) == ("JPEG", "A.jpg", 40)


def test_hostile_ids_stay_in_the_folder(site: Site, tmp_path: Path) -> None:
    ids = ["../../x", "a/b", "a%2Fb", "..", ".", "", "A", "a", "é" * 200, "é" * 201, "x\0\ny", "A" * 500]
    folder = tmp_path / "one" / "two"
    page = site.url("a", body(picture()))
    records = fetch(dict.fromkeys(ids, page), folder)
    assert set(records) == set(ids) and {record.status for record in records.values()} == {"ok"}
    files = [str(record.file) for record in records.values()]
    assert len({name.lower() for name in files}) == len(ids)
    assert sorted([*files, "manifest.jsonl"]) == sorted(path.name for path in folder.iterdir())
    assert [path for path in tmp_path.rglob("*") if path.parent != folder] == [tmp_path / "one", folder]
    assert records["../../x"].file is not None and records["../../x"].file.startswith("%2E.%2F..%2Fx+")
    assert records["A"].file == "A.jpg"


# What is not


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://", "bad-url"),
        ("//127.0.0.1/x.jpg", "bad-url"),
        ("picture.jpg", "bad-url"),
        ("http://[::1/x.jpg", "bad-url"),
        ("http://127.0.0.1:99999/x.jpg", "bad-url"),
        ("http://a..b/x.jpg", "bad-url"),
        (f"http://{'a' * 70}.test/x.jpg", "bad-url"),
        ("http://exa mple/x.jpg", "bad-url"),
        ("http://127.0.0.1%2e/x.jpg", "bad-url"),
        ("http://127.0.0.1/\ud800", "connection"),
        ("\ud800", "bad-url"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://127.0.0.1/x.jpg", "scheme"),
        ("data:image/png;base64,AA", "scheme"),
        ("http://127.0.0.1:1/x.jpg", "connection"),
    ],
)
def test_addresses_that_cannot_be_asked(url: str, expected: str, tmp_path: Path) -> None:
    assert reason(url, tmp_path, retries=0) == expected


def test_missing_page_is_asked_for_once(site: Site, tmp_path: Path) -> None:
    assert reason(site.url("gone"), tmp_path) == "http-404"
    assert reason(site.url("shut", status(403)), tmp_path) == "http-403"
    assert site.asked == {"/gone": 1, "/shut": 1}


def test_server_errors_are_retried(site: Site, tmp_path: Path) -> None:
    url = site.url("a", in_turn(status(500), status(502), body(picture())))
    assert fetch({"A": url}, tmp_path)["A"].status == "ok"
    assert site.asked["/a"] == 3
    assert reason(site.url("down", status(503)), tmp_path / "down") == "http-503"
    assert site.asked["/down"] == 3


def test_retry_after_is_waited_for(site: Site, tmp_path: Path) -> None:
    urls = {
        "A": site.url("a", in_turn(status(429, Retry_After="1"), body(picture()))),
        "B": site.url("b", body(picture())),
        "C": site.url("c", in_turn(status(503, Retry_After="1"), body(picture()))).replace("127.0.0.1", "localhost"),
    }
    # The first turn at the host is A's; B's request must wait as well, though it is another item's.
    records = fetch(urls, tmp_path, delay=0.3, per_host=2)
    assert {record.status for record in records.values()} == {"ok"} and site.asked == {"/a": 2, "/b": 1, "/c": 2}
    first, again = (at for path, at in site.times if path == "/a")
    (other,) = (at for path, at in site.times if path == "/b")
    assert 1.0 <= again - first < 2.5 and 1.0 <= other - first < 2.5
    first, again = (at for path, at in site.times if path == "/c")
    assert 1.0 <= again - first < 2.5


def test_retry_after_forms() -> None:
    assert requests._retry_after("7") == 7.0
    soon = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 20))
    assert 18.5 < requests._retry_after(soon) <= 20.0
    assert requests._retry_after("86400") == requests._retry_after("Fri, 31 Dec 2199 23:59:59 GMT") == 60.0
    assert requests._retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert [requests._retry_after(text) for text in ("", "soon", "-5", "nan", "²")] == [0.0] * 5


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"<html><body>Not here, but with status 200</body></html>", "not-an-image", id="html"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(picture("BMP"), "not-an-image", id="bmp"),
        pytest.param(picture()[: len(picture()) // 2], "truncated", id="half a jpeg"),
        pytest.param(picture()[:10], "truncated", id="start of a jpeg"),
        pytest.param(picture()[:-100], "truncated", id="most of a jpeg"),
        pytest.param(picture(progressive=True)[:-300], "truncated", id="most of a progressive jpeg"),
        pytest.param(picture("PNG")[:-400], "truncated", id="most of a png"),
        pytest.param(picture("WEBP", lossless=True)[:-300], "truncated", id="most of a webp"),
        pytest.param(picture("GIF")[:200], "truncated", id="start of a gif"),
        pytest.param(declared_png(60_000, 60_000), "too-many-pixels", id="bomb"),
        pytest.param(declared_png(8_000, 8_000), "too-many-pixels", id="bomb that Pillow allows"),
        pytest.param(declared_png(40, 40), "truncated", id="png without its pixels"),
    ],
)
def test_bodies_that_are_no_picture(site: Site, tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(site.url("a", body(data)), tmp_path) == expected
    assert site.asked["/a"] == 1


def test_pixel_limit(site: Site, tmp_path: Path) -> None:
    url = site.url("a", body(picture()))
    assert fetch({"A": url}, tmp_path, max_pixels=1199)["A"] == ImageRecord(
        "A", "missing", "too-many-pixels", url=url, width=40, height=30
    )
    assert Image.MAX_IMAGE_PIXELS == 89_478_485
    fetch({"A": url}, tmp_path, max_pixels=1198)
    assert site.asked["/a"] == 1
    assert fetch({"A": url}, tmp_path, max_pixels=1200)["A"].status == "ok"


@pytest.mark.parametrize("length", [None, 10**9])
def test_oversized_body_is_not_read_to_its_end(site: Site, tmp_path: Path, length: Optional[int]) -> None:
    written = []

    def endless(handler: Handler) -> None:
        handler.answer(200, picture(), length=length)
        for _ in range(2000):
            handler.wfile.write(b"\0" * 65_536)
            written.append(65_536)

    record = fetch({"A": site.url("a", endless)}, tmp_path, max_bytes=100_000)["A"]
    assert (record.status, record.reason, record.bytes) == ("missing", "too-large", 100_000)
    deadline = time.monotonic() + 3
    while not site.hung_up and time.monotonic() < deadline:
        time.sleep(0.01)
    assert site.hung_up == ["/a"] and sum(written) < 60_000_000 and site.asked["/a"] == 1


def test_size_limit_is_exact_and_may_be_raised(site: Site, tmp_path: Path) -> None:
    url, size = site.url("a", body(picture())), len(picture())
    assert fetch({"A": url}, tmp_path, max_bytes=size - 1)["A"].reason == "too-large"
    assert fetch({"A": url}, tmp_path, max_bytes=size - 2)["A"].reason == "too-large"
    assert site.asked["/a"] == 1
    assert fetch({"A": url}, tmp_path, max_bytes=size)["A"].status == "ok"


def test_connection_cut_in_mid_body(site: Site, tmp_path: Path) -> None:
    half = picture()[: len(picture()) // 2]
    url = site.url("a", in_turn(body(half, length=len(picture())), body(picture())))
    assert fetch({"A": url}, tmp_path / "a")["A"].sha256 == hashlib.sha256(picture()).hexdigest()
    assert reason(site.url("b", body(half, length=len(picture()))), tmp_path / "b") == "connection"
    assert site.asked == {"/a": 2, "/b": 3}
    # Without Content-Length nothing but the decoder can tell.
    assert reason(site.url("c", body(half, length=None)), tmp_path / "c") == "truncated"


def test_slow_drip_ends_at_the_timeout(site: Site, tmp_path: Path) -> None:
    def drip(handler: Handler) -> None:
        handler.answer(200, b"", length=len(picture()))
        for i in range(100):
            handler.wfile.write(picture()[i : i + 1])
            time.sleep(0.05)

    start = time.monotonic()
    assert reason(site.url("a", drip), tmp_path, timeout=0.5, retries=0) == "timeout"
    assert 0.5 <= time.monotonic() - start < 2.0


# Redirects and addresses


def test_redirects(site: Site, tmp_path: Path) -> None:
    site.url("3", body(picture()))
    site.url("2", status(307, Location="3"))
    site.url("1", status(301, Location="/2"))
    chain = site.url("0", status(302, Location=site.url("1")))
    record = fetch({"A": chain}, tmp_path, max_redirects=3)["A"]
    assert (record.status, record.url, record.width) == ("ok", chain, 40)
    assert reason(chain, tmp_path / "few", max_redirects=2) == "too-many-redirects"
    loop = site.url("loop", status(302, Location="/loop"))
    assert reason(loop, tmp_path / "loop") == "too-many-redirects"
    assert site.asked == {"/0": 2, "/1": 2, "/2": 2, "/3": 1, "/loop": 6}
    assert reason(site.url("file", status(302, Location="file:///etc/passwd")), tmp_path / "b") == "scheme"
    assert reason(site.url("bad", status(302, Location="http://[")), tmp_path / "c") == "bad-url"
    assert reason(site.url("none", status(302)), tmp_path / "d") == "http-302"


def test_one_timeout_over_all_redirects(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.25)
        handler.answer(302, b"", Location="/loop")

    assert reason(site.url("loop", slowly), tmp_path, timeout=0.6, max_redirects=50, retries=0) == "timeout"
    assert site.asked["/loop"] in (2, 3)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::1]"])
def test_private_first_hop_is_refused(site: Site, tmp_path: Path, host: str) -> None:
    url = site.url("a", body(picture())).replace("127.0.0.1", host)
    assert reason(url, tmp_path, allow_private=False) == "private-address"
    assert not site.asked
    if host == "127.0.0.1":
        assert fetch({"i": url}, tmp_path)["i"].status == "ok"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert requests._is_public(address) is public


@pytest.fixture
def inner(site: Site) -> Iterator[Site]:
    """A server on another address and the same port, which is private where a test says so."""
    with Site("127.0.0.2", site.server_port) as running:
        yield running
        running.shutdown()


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Answer look-ups in turn, with only 127.0.0.1 counting as public; returns the list of hosts looked up."""
    left, looked_up = list(answers), []

    async def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return left.pop(0) if left else [host]

    monkeypatch.setattr(requests, "_resolve", resolve)
    monkeypatch.setattr(requests, "_is_public", lambda address: address == "127.0.0.1")
    return looked_up


def test_redirect_to_a_private_address_is_refused(
    site: Site, inner: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = resolve_to(monkeypatch)
    url = site.url("a", status(302, Location=inner.url("secret", body(picture()))))
    assert reason(url, tmp_path, allow_private=False) == "private-address"
    assert looked_up == ["127.0.0.1", "127.0.0.2"] and site.asked == {"/a": 1} and not inner.asked
    # The redirect itself works: it was the address that was refused.
    assert fetch({"i": url}, tmp_path, allow_private=True)["i"].status == "ok" and inner.asked == {"/secret": 1}


def test_rebinding_meets_the_checked_address(
    site: Site, inner: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = resolve_to(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    site.url("a", body(picture()))
    inner.url("a", body(picture()))
    url = f"http://pic.test:{site.server_port}/a"
    assert fetch({"i": url}, tmp_path, allow_private=False)["i"].status == "ok"
    assert looked_up == ["pic.test"] and site.asked == {"/a": 1}
    assert site.headers[0]["Host"] == f"pic.test:{site.server_port}"
    # The next connection looks it up anew, and meets the other address.
    assert fetch({"j": url}, tmp_path, allow_private=False)["j"].reason == "private-address"
    assert looked_up == ["pic.test", "pic.test"] and not inner.asked


def test_one_private_address_of_many_is_enough_to_refuse(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    site.url("a", body(picture()))
    url = f"http://pic.test:{site.server_port}/a"
    assert reason(url, tmp_path, allow_private=False) == "private-address" and not site.asked


def test_next_address_serves_where_one_is_down(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["127.0.0.3", "127.0.0.1"])
    site.url("a", body(picture()))
    record = fetch({"i": f"http://pic.test:{site.server_port}/a"}, tmp_path, retries=0)["i"]
    assert record.status == "ok" and site.asked == {"/a": 1}


# A key and a certificate of the name pic.test, made for this test alone: nothing else trusts them.
KEY = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4+6SD9D6lnyOLOxtETjftOcvOYdB5QBZ84gAnVJ8wSmhRANCAAQLLG5plV3rZL+6"
    "89OQRV2jdA1tbKzBOOAT35FEPST7awLjnSMQi3BbjqITGVfsFUQa6jvnX2UVX5LGwCKd8seT"
)
CERTIFICATE = (
    "MIIBpDCCAUqgAwIBAgIUPB4H4HFLGQKtMGep7B/Z4V3t7CYwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRcmVjYm9sZS10ZW1hIHRlc3QwIBcNMjYx"
    "MTI0MDcyMDEzWhgPMjEyNjEwMzEwNzIwMTNaMBwxGjAYBgNVBAMMEXJlY2JvbGUtdGVtYSB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"
    "CyxuaZVd62S/uvPTkEVdo3QNbWyswTjgE9+RRD0k+2sC450jEItwW46iExlX7BVEGuo7519lFV+SxsAinfLHk6NoMGYwHQYDVR0OBBYEFGa1GbQi"
    "uSkYxIoGTQq/6J/KbKU6MB8GA1UdIwQYMBaAFGa1GbQiuSkYxIoGTQq/6J/KbKU6MA8GA1UdEwEB/wQFMAMBAf8wEwYDVR0RBAwwCoIIcGljLnRl"
    "c3QwCgYIKoZIzj0EAwIDSAAwRQIhAJEZGffzPFW9O8Y9JvxKRQnWTaB3xG0WAtGBhZxZ6jE4AiAoehHciSfnRThAaAh5s2dcAuIBc37Fgdn+keQ7"
    "sGByAw=="
)


def pem(kind: str, text: str) -> str:
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])


def test_certificates_are_verified_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    key.write_text(pem("PRIVATE KEY", KEY))
    certificate.write_text(pem("CERTIFICATE", CERTIFICATE))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setattr(httpcore, "default_ssl_context", default_ssl_context)
    named: list[Optional[str]] = []
    context.sni_callback = lambda _, name, __: named.append(name)  # type: ignore[assignment]
    looked_up = resolve_to(monkeypatch, *[["127.0.0.1"]] * 4)
    with Site(context=context) as secure:
        secure.url("a", body(picture()))
        url = f"https://pic.test:{secure.server_port}/a"
        assert reason(url, tmp_path / "unknown", allow_private=False, retries=0) == "connection"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch({"i": url}, tmp_path / "known", allow_private=False)["i"].status == "ok"
        other = url.replace("pic.test", "other.test")
        # Both names have one address and one run: the connection that pic.test vouched for is not for other.test.
        records = fetch({"i": url, "j": other}, tmp_path / "both", allow_private=False, retries=0)
        assert (records["i"].status, records["j"].reason) == ("ok", "connection")
        secure.shutdown()
    assert looked_up == named and Counter(named) == {"pic.test": 3, "other.test": 1}
    assert {headers["Host"] for headers in secure.headers} == {f"pic.test:{secure.server_port}"}


# Politeness


def test_concurrency_in_all_and_per_host(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.03)
        handler.answer(200, picture())

    hosts = {"a": site.root, "b": site.root.replace("127.0.0.1", "localhost")}
    urls = {f"{host}{i}": f"{root}/{host}{i}" for host, root in hosts.items() for i in range(12)}
    site.pages.update({f"/{item_id}": slowly for item_id in urls})
    records = fetch(urls, tmp_path, concurrency=3, per_host=2)
    assert {record.status for record in records.values()} == {"ok"}
    assert site.most == {"127.0.0.1": 2, "localhost": 2, "all": 3}


def test_waiting_for_a_turn_does_not_count(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.2)
        handler.answer(200, picture())

    urls = {f"{i}": site.url(f"{i}", slowly) for i in range(4)}
    records = fetch(urls, tmp_path, concurrency=1, per_host=4, timeout=0.5, retries=0)
    assert {record.status for record in records.values()} == {"ok"} and site.most["all"] == 1


def test_a_redirect_waits_for_its_host(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.02)
        handler.answer(200, picture())

    site.url("p", slowly)
    site.url("r", status(302, Location=f"{site.root}/p"))
    entry = site.root.replace("127.0.0.1", "localhost")
    urls = {f"{i}": f"{entry}/r" for i in range(4)} | {f"d{i}": f"{site.root}/p" for i in range(4)}
    records = fetch(urls, tmp_path, concurrency=8, per_host=1)
    assert {record.status for record in records.values()} == {"ok"}
    assert site.most["127.0.0.1"] == site.most["localhost"] == 1


def test_slow_host_keeps_no_other_waiting(site: Site, tmp_path: Path) -> None:
    others_served = threading.Event()
    in_time = []

    def slowly(handler: Handler) -> None:
        in_time.append(others_served.wait(4))
        handler.answer(200, picture())

    def fast(handler: Handler) -> None:
        handler.answer(200, picture())
        if site.asked["/fast"] == 6:
            others_served.set()

    other = site.root.replace("127.0.0.1", "localhost")
    urls = {f"a{i}": site.url("slow", slowly) for i in range(6)} | {f"b{i}": f"{other}/fast" for i in range(6)}
    site.url("fast", fast)
    fetch(urls, tmp_path, concurrency=3, per_host=2)
    assert in_time == [True] * 6


def test_delay_between_requests_to_a_host(site: Site, tmp_path: Path) -> None:
    urls = {f"{i}": site.url(f"{i}", body(picture())) for i in range(3)}
    fetch(urls, tmp_path, delay=0.3, per_host=2)
    times = [at for _, at in site.times]
    assert len(times) == 3 and all(later - at > 0.2 for at, later in zip(times, times[1:]))


def test_one_picture_is_written_at_a_time(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing: Counter[str] = Counter()

    @contextmanager
    def slowly(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
        writing["now"] += 1
        writing["most"] = max(writing["most"], writing["now"])
        time.sleep(0.03)
        with replacing(path, mode) as file:
            yield file
        writing["now"] -= 1

    monkeypatch.setattr(requests, "replacing", slowly)
    before = os.umask(0o027)
    try:
        records = fetch({f"{i}": site.url(f"{i}", body(picture())) for i in range(6)}, tmp_path, per_host=6)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert writing["most"] == 1 and {record.status for record in records.values()} == {"ok"}
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o640}


# Going on


def test_second_call_asks_for_what_may_have_changed(site: Site, tmp_path: Path) -> None:
    urls = {
        "KEPT": site.url("kept", body(picture())),
        "GONE": site.url("gone"),
        "HTML": site.url("html", body(b"<html>")),
        "DOWN": site.url("down", status(500)),
        "BUSY": site.url("busy", status(429)),
        "LOST": site.url("lost", body(picture())),
        "SHORT": site.url("short", body(picture())),
        "MOVED": site.url("moved", body(picture())),
        "NONE": "",
    }
    first = fetch(urls, tmp_path, retries=0)
    assert count_images(first.values()) == [
        ("ok", "", 4),
        ("missing", "http-404", 1),
        ("missing", "http-429", 1),
        ("missing", "http-500", 1),
        ("missing", "no-url", 1),
        ("missing", "not-an-image", 1),
    ]
    (tmp_path / "LOST.jpg").unlink()
    (tmp_path / "SHORT.jpg").write_bytes(picture()[:-1])
    site.asked.clear()
    urls["MOVED"] = site.url("moved.png", body(picture("PNG")))
    urls["NEW"] = site.url("new", body(picture()))
    del urls["NONE"]
    second = fetch(urls, tmp_path, retries=0)
    assert site.asked == {"/down": 1, "/busy": 1, "/lost": 1, "/short": 1, "/moved.png": 1, "/new": 1}
    assert list(second) == sorted(urls) and second["KEPT"] == first["KEPT"] and second["GONE"] == first["GONE"]
    pictures = sorted(path.name for path in tmp_path.iterdir())
    assert pictures == ["KEPT.jpg", "LOST.jpg", "MOVED.png", "NEW.jpg", "SHORT.jpg", "manifest.jsonl"]
    assert (tmp_path / "SHORT.jpg").read_bytes() == picture()
    site.asked.clear()
    urls["MOVED"] = site.url("nowhere")
    assert fetch(urls, tmp_path, retries=0)["MOVED"].reason == "http-404"
    assert not (tmp_path / "MOVED.png").exists()


def test_manifest_cannot_reach_out_of_its_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"x")
    line = json.dumps({"item_id": "A", "status": "ok", "file": "../precious", "url": "http://old/"})
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "manifest.jsonl").write_text(line + "\n")
    fetch({"A": site.url("gone")}, folder)
    assert (tmp_path / "precious").exists()


CHILD = """
import json, signal, sys
from pathlib import Path
from recbole_tema.prepare.images import ImageOptions, download_images
signal.signal(signal.SIGINT, signal.default_int_handler)
urls = json.loads(sys.argv[1])
download_images(urls, Path(sys.argv[2]), ImageOptions(allow_private=True, per_host=2, timeout=60.0))
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_killed_download_goes_on(site: Site, tmp_path: Path, ending: signal.Signals) -> None:
    asked, let_go = threading.Event(), threading.Event()

    def stall(handler: Handler) -> None:
        asked.set()
        let_go.wait(20)
        handler.answer(200, picture())

    urls = {f"{i}": site.url(f"{i}", body(picture(seed=i))) for i in range(6)}
    urls |= {"GONE": site.url("gone"), "STALL": site.url("stall", stall)}
    folder = tmp_path / "f"
    root = Path(images.__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, json.dumps(urls), str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    journal = folder / "manifest.partial.jsonl"
    deadline = time.monotonic() + 30
    while not (asked.is_set() and journal.read_bytes().count(b"\n") == 7):
        assert child.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    child.send_signal(ending)
    _, errors = child.communicate(timeout=20)
    assert child.returncode == -ending and (b"KeyboardInterrupt" in errors) == (ending == signal.SIGINT)
    let_go.set()
    assert not (folder / "manifest.jsonl").exists()
    with journal.open("a") as file:
        file.write('{"item_id": "STALL", "status": "o')
    records = fetch(urls, folder)
    assert site.asked == {**{f"/{i}": 1 for i in range(6)}, "/gone": 1, "/stall": 2}
    assert [record.status for record in records.values()] == ["ok"] * 6 + ["missing", "ok"]
    assert not journal.exists()
    # As if it had never been killed.
    download_images(urls, tmp_path / "g", options())
    assert (folder / "manifest.jsonl").read_bytes() == (tmp_path / "g" / "manifest.jsonl").read_bytes()


def test_lines_after_a_torn_one_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "manifest.partial.jsonl"
    line = manifest.to_line(ImageRecord("A", "missing", "http-404", url="u"))
    path.write_text(line + "nonsense\n" + line[:20])
    with manifest.journal(path) as journal:
        journal.write(manifest.to_line(ImageRecord("B", "missing", "http-410", url="v")).encode())
    assert path.read_bytes().splitlines()[0] == line.strip().encode() and b"http-410" in path.read_bytes()
    assert {item_id: r.reason for item_id, r in manifest.known_records(tmp_path).items()} == {
        "A": "http-404",
        "B": "http-410",
    }


def test_manifest_does_not_depend_on_the_order(site: Site, tmp_path: Path) -> None:
    def after(seconds: float, page: Page) -> Page:
        def later(handler: Handler) -> None:
            time.sleep(seconds)
            page(handler)

        return later

    pages = [body(picture(seed=3)), body(b"<html>"), status(404), body(picture("PNG"))]
    urls = {f"{i}": site.url(f"{i}", after(0.01 * (i * 7 % 5), pages[i % 4])) for i in range(16)}
    one = download_images(urls, tmp_path / "one", options(concurrency=1, per_host=1))
    backwards = dict(reversed(urls.items()))
    many = download_images(backwards, tmp_path / "many", options(concurrency=8, per_host=8))
    assert one.read_bytes() == many.read_bytes() and one.read_bytes().count(b"\n") == 16
    assert [path for path, _ in site.times[:16]] != [path for path, _ in site.times[16:]]


# Local folders


def test_adopted_pictures(site: Site, tmp_path: Path) -> None:
    source, folder = tmp_path / "mine", tmp_path / "data" / "pictures"
    (source / "deep").mkdir(parents=True)
    (source / "7.jpg").mkdir()
    (source / "deep" / "6.jpg").write_bytes(picture())
    (source / "1.jpg").write_bytes(picture())
    (source / "2.WebP").write_bytes(picture("WEBP", (9, 4)))
    (source / "3.jpg").write_bytes(picture()[:-100])
    (source / "5.png").write_bytes(picture("PNG"))
    (source / "5.JPEG").write_bytes(picture("GIF"))
    (source / "8.jpg").write_bytes(picture("PNG", (200, 200)))
    (source / "9.tif").write_bytes(picture("TIFF"))
    (tmp_path / "out.jpg").write_bytes(picture())
    ids = ["2", "1", "3", "4", "5", "6", "7", "8", "9", "../out", "1"]
    path = adopt_images(ids, source, folder, options(max_bytes=50_000))
    assert path == folder / "manifest.jsonl" and [p.name for p in folder.iterdir()] == ["manifest.jsonl"]
    records = read_manifest(path)
    where = str(source.resolve())
    webp = hashlib.sha256(picture("WEBP", (9, 4))).hexdigest()
    assert [(r.item_id, r.reason, r.file, r.format) for r in records] == [
        ("../out", "no-file", None, None),
        ("1", None, "1.jpg", "JPEG"),
        ("2", None, "2.WebP", "WEBP"),
        ("3", "truncated", None, None),
        ("4", "no-file", None, None),
        ("5", None, "5.JPEG", "GIF"),
        ("6", "no-file", None, None),
        ("7", "no-file", None, None),
        ("8", "too-large", None, None),
        ("9", "no-file", None, None),
    ]
    assert (records[2].width, records[2].height, records[2].sha256, records[2].url) == (9, 4, webp, "")
    assert {record.source for record in records} == {where} and records[1].path(folder) == source.resolve() / "1.jpg"
    # A download after it does not take the user's files for its own.
    fetched = fetch({"1": site.url("gone"), "2": "", "4": ""}, folder)
    assert fetched["1"].reason == "http-404" and fetched["2"] == ImageRecord("2", "missing", "no-url")
    assert fetched["4"] == ImageRecord("4", "missing", "no-url")
    assert (source / "1.jpg").exists() and (source / "2.WebP").exists()


def test_adopting_no_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none.*is not a folder"):
        adopt_images(["1"], tmp_path / "none", tmp_path)


def test_ids_that_are_not_text(tmp_path: Path) -> None:
    for wrong in ("\ud800", 7):
        with pytest.raises(DataError, match="is not text"):
            download_images({wrong: ""}, tmp_path / "f")  # type: ignore[dict-item]
        with pytest.raises(DataError, match="is not text"):
            adopt_images(["1", wrong], tmp_path, tmp_path / "f")  # type: ignore[list-item]
    assert not (tmp_path / "f").exists()


# Records and options


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "",
        "[]",
        '{"item_id": "A"}',
        '{"item_id": "A", "status": "fine", "file": "a"}',
        '{"item_id": "A", "status": "ok"}',
        '{"item_id": "A", "status": "missing"}',
        '{"item_id": "A", "status": "missing", "reason": "timeout", "file": "a"}',
        '{"item_id": "A", "status": "ok", "file": "a", "reason": "timeout"}',
        '{"item_id": 1, "status": "ok", "file": "a"}',
        '{"item_id": "A", "status": "ok", "file": "a", "width": "9"}',
    ],
)
def test_broken_manifest_names_the_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_text(manifest.to_line(ImageRecord("A", "ok", file="a")) + line + "\n")
    with pytest.raises(DataError) as caught:
        read_manifest(path)
    assert (caught.value.path, caught.value.line) == (path, 2)


def test_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        read_manifest(tmp_path / "manifest.jsonl")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", 0),
        ("concurrency", 2.5),
        ("per_host", 0),
        ("delay", -0.1),
        ("delay", float("inf")),
        ("timeout", 0),
        ("timeout", float("nan")),
        ("timeout", "20"),
        ("retries", -1),
        ("max_bytes", 0),
        ("max_pixels", 0),
        ("max_pixels", 200_000_000),
        ("max_redirects", -1),
        ("allow_private", "yes"),
        ("user_agent", " "),
        ("user_agent", "tool\r\nX-Evil: 1"),
        ("user_agent", "é"),
    ],
)
def test_options_that_make_no_sense(name: str, value: Any) -> None:
    with pytest.raises(ConfigError, match=name):
        ImageOptions(**{name: value})


def test_default_options() -> None:
    made = ImageOptions(delay=1, timeout=5)
    assert (made.concurrency, made.per_host, made.retries, made.max_redirects) == (8, 2, 3, 5)
    assert (made.max_bytes, made.max_pixels, made.allow_private) == (10_485_760, 50_000_000, False)


@pytest.mark.parametrize(("module", "package"), [("httpx", "httpx"), ("PIL", "Pillow")])
def test_missing_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"{package} is not installed.*recbole-tema\[images\]"):
        download_images({"A": ""}, tmp_path / "f")
    assert not (tmp_path / "f").exists()
