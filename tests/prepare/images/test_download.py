"""Responses that are images, and the reasons why others are not."""

from __future__ import annotations

import hashlib
import io
import json
import time
from pathlib import Path

import pytest
from PIL import Image

from recbole_tema.prepare.images import http
from recbole_tema.prepare.images.download import download_images
from recbole_tema.prepare.images.manifest import ImageRecord, read_manifest
from tests.prepare.images.site import (
    Handler,
    Site,
    body,
    declared_png,
    fetch,
    image_bytes,
    in_turn,
    options,
    reason,
    status,
)


def test_images(site: Site, tmp_path: Path) -> None:
    contents = {
        "JPEG": image_bytes(),
        "PNG": image_bytes("PNG", (7, 5)),
        "WEBP": image_bytes("WEBP", (9, 4)),
        "GIF": image_bytes("GIF"),
    }
    # Suffix and Content-Type are wrong: the content decides.
    urls = {k: site.url(f"{k}.bmp", body(data, Content_Type="text/plain")) for k, data in contents.items()}
    path = download_images({"NONE": "", **urls}, tmp_path / "images", options())
    assert path == tmp_path / "images" / "manifest.jsonl"
    assert json.loads(path.read_text().splitlines()[1]) == {
        "item_id": "JPEG",
        "status": "ok",
        "reason": None,
        "file": "JPEG.jpg",
        "url": urls["JPEG"],
        "bytes": len(contents["JPEG"]),
        "sha256": hashlib.sha256(contents["JPEG"]).hexdigest(),
        "width": 40,
        "height": 30,
        "format": "JPEG",
        "source": None,
    }
    records = {record.item_id: record for record in read_manifest(path)}
    assert list(records) == ["GIF", "JPEG", "NONE", "PNG", "WEBP"]
    for kind, data in contents.items():
        file = records[kind].path(path.parent)
        assert file is not None and file.read_bytes() == data and records[kind].format == kind
    assert [(r.width, r.height) for r in records.values()] == [(40, 30), (40, 30), (None, None), (7, 5), (9, 4)]
    assert records["NONE"] == ImageRecord("NONE", "missing", "no-url") and records["NONE"].path(tmp_path) is None
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "GIF.gif",
        "JPEG.jpg",
        "PNG.png",
        "WEBP.webp",
        "manifest.jsonl",
    ]


def test_request_headers(site: Site, tmp_path: Path) -> None:
    fetch({"A": site.url("a", body(image_bytes()))}, tmp_path)
    fetch({"B": site.url("b", body(image_bytes()))}, tmp_path, user_agent="another/1")
    assert [headers["User-Agent"] for headers in site.headers] == ["recbole-tema/0.1.0", "another/1"]
    assert site.headers[0]["Host"] == site.root[len("http://") :]
    assert site.headers[0]["Accept-Encoding"] == "identity"


def test_jpeg_with_a_second_image_is_a_jpeg(site: Site, tmp_path: Path) -> None:
    second = Image.new("RGB", (8, 8))
    data = image_bytes("MPO", save_all=True, append_images=[second])
    assert Image.open(io.BytesIO(data)).format == "MPO"
    record = fetch({"A": site.url("a", body(data))}, tmp_path)["A"]
    assert (record.format, record.file, record.width) == ("JPEG", "A.jpg", 40)


def test_files_of_hostile_ids_are_in_the_folder(site: Site, tmp_path: Path) -> None:
    ids = ["../../x", "a/b", "a%2Fb", "..", ".", "", "A", "a", "é" * 200, "é" * 201, "x\0\ny", "A" * 500]
    folder = tmp_path / "one" / "two"
    page = site.url("a", body(image_bytes()))
    records = fetch(dict.fromkeys(ids, page), folder)
    assert set(records) == set(ids) and {record.status for record in records.values()} == {"ok"}
    files = [str(record.file) for record in records.values()]
    assert len({name.lower() for name in files}) == len(ids)
    assert sorted([*files, "manifest.jsonl"]) == sorted(path.name for path in folder.iterdir())
    assert [path for path in tmp_path.rglob("*") if path.parent != folder] == [tmp_path / "one", folder]
    assert records["../../x"].file is not None and records["../../x"].file.startswith("%2E.%2F..%2Fx+")
    assert records["A"].file == "A.jpg"


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
def test_invalid_addresses(url: str, expected: str, tmp_path: Path) -> None:
    assert reason(url, tmp_path, retries=0) == expected


def test_missing_page_is_requested_once(site: Site, tmp_path: Path) -> None:
    assert reason(site.url("gone"), tmp_path) == "http-404"
    assert reason(site.url("shut", status(403)), tmp_path) == "http-403"
    assert site.requests == {"/gone": 1, "/shut": 1}


def test_server_errors_are_retried(site: Site, tmp_path: Path) -> None:
    url = site.url("a", in_turn(status(500), status(502), body(image_bytes())))
    assert fetch({"A": url}, tmp_path)["A"].status == "ok"
    assert site.requests["/a"] == 3
    assert reason(site.url("down", status(503)), tmp_path / "down") == "http-503"
    assert site.requests["/down"] == 3


def test_retry_after_is_respected(site: Site, tmp_path: Path) -> None:
    urls = {
        "A": site.url("a", in_turn(status(429, Retry_After="1"), body(image_bytes()))),
        "B": site.url("b", body(image_bytes())),
        "C": site.url("c", in_turn(status(503, Retry_After="1"), body(image_bytes()))).replace(
            "127.0.0.1", "localhost"
        ),
    }
    # A's request is the first to the host; B's request to it must wait too, though it is for another item.
    records = fetch(urls, tmp_path, delay=0.3, per_host=2)
    assert {record.status for record in records.values()} == {"ok"} and site.requests == {"/a": 2, "/b": 1, "/c": 2}
    first, again = (at for path, at in site.times if path == "/a")
    (other,) = (at for path, at in site.times if path == "/b")
    assert 1.0 <= again - first < 2.5 and 1.0 <= other - first < 2.5
    first, again = (at for path, at in site.times if path == "/c")
    assert 1.0 <= again - first < 2.5


def test_retry_after_forms() -> None:
    assert http._retry_after("7") == 7.0
    soon = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 20))
    assert 18.5 < http._retry_after(soon) <= 20.0
    assert http._retry_after("86400") == http._retry_after("Fri, 31 Dec 2199 23:59:59 GMT") == 60.0
    assert http._retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert [http._retry_after(text) for text in ("", "soon", "-5", "nan", "²")] == [0.0] * 5


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"<html><body>Not here, but with status 200</body></html>", "not-an-image", id="html"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(image_bytes("BMP"), "not-an-image", id="bmp"),
        pytest.param(image_bytes()[: len(image_bytes()) // 2], "truncated", id="half a jpeg"),
        pytest.param(image_bytes()[:10], "truncated", id="start of a jpeg"),
        pytest.param(image_bytes()[:-100], "truncated", id="most of a jpeg"),
        pytest.param(image_bytes(progressive=True)[:-300], "truncated", id="most of a progressive jpeg"),
        pytest.param(image_bytes("PNG")[:-400], "truncated", id="most of a png"),
        pytest.param(image_bytes("WEBP", lossless=True)[:-300], "truncated", id="most of a webp"),
        pytest.param(image_bytes("GIF")[:200], "truncated", id="start of a gif"),
        pytest.param(declared_png(60_000, 60_000), "too-many-pixels", id="bomb"),
        pytest.param(declared_png(8_000, 8_000), "too-many-pixels", id="bomb that Pillow allows"),
        pytest.param(declared_png(40, 40), "truncated", id="png without its pixels"),
    ],
)
def test_responses_that_are_not_images(site: Site, tmp_path: Path, data: bytes, expected: str) -> None:
    assert reason(site.url("a", body(data)), tmp_path) == expected
    assert site.requests["/a"] == 1


def test_pixel_limit(site: Site, tmp_path: Path) -> None:
    url = site.url("a", body(image_bytes()))
    assert fetch({"A": url}, tmp_path, max_pixels=1199)["A"] == ImageRecord(
        "A", "missing", "too-many-pixels", url=url, width=40, height=30
    )
    assert Image.MAX_IMAGE_PIXELS == 89_478_485
    fetch({"A": url}, tmp_path, max_pixels=1198)
    assert site.requests["/a"] == 1
    assert fetch({"A": url}, tmp_path, max_pixels=1200)["A"].status == "ok"


@pytest.mark.parametrize("length", [None, 10**9])
def test_too_large_response_is_not_read_to_its_end(site: Site, tmp_path: Path, length: int | None) -> None:
    written = []

    def endless(handler: Handler) -> None:
        handler.answer(200, image_bytes(), length=length)
        for _ in range(2000):
            handler.wfile.write(b"\0" * 65_536)
            written.append(65_536)

    record = fetch({"A": site.url("a", endless)}, tmp_path, max_bytes=100_000)["A"]
    assert (record.status, record.reason, record.bytes) == ("missing", "too-large", 100_000)
    deadline = time.monotonic() + 3
    while not site.hung_up and time.monotonic() < deadline:
        time.sleep(0.01)
    assert site.hung_up == ["/a"] and sum(written) < 60_000_000 and site.requests["/a"] == 1


def test_size_limit_is_exact_and_may_be_increased(site: Site, tmp_path: Path) -> None:
    url, size = site.url("a", body(image_bytes())), len(image_bytes())
    assert fetch({"A": url}, tmp_path, max_bytes=size - 1)["A"].reason == "too-large"
    assert fetch({"A": url}, tmp_path, max_bytes=size - 2)["A"].reason == "too-large"
    assert site.requests["/a"] == 1
    assert fetch({"A": url}, tmp_path, max_bytes=size)["A"].status == "ok"


def test_connection_lost_in_the_middle(site: Site, tmp_path: Path) -> None:
    half = image_bytes()[: len(image_bytes()) // 2]
    url = site.url("a", in_turn(body(half, length=len(image_bytes())), body(image_bytes())))
    assert fetch({"A": url}, tmp_path / "a")["A"].sha256 == hashlib.sha256(image_bytes()).hexdigest()
    assert reason(site.url("b", body(half, length=len(image_bytes()))), tmp_path / "b") == "connection"
    assert site.requests == {"/a": 2, "/b": 3}
    # Without Content-Length only the decoder can detect it.
    assert reason(site.url("c", body(half, length=None)), tmp_path / "c") == "truncated"


def test_slow_response_ends_at_the_timeout(site: Site, tmp_path: Path) -> None:
    def drip(handler: Handler) -> None:
        handler.answer(200, b"", length=len(image_bytes()))
        for i in range(100):
            handler.wfile.write(image_bytes()[i : i + 1])
            time.sleep(0.05)

    start = time.monotonic()
    assert reason(site.url("a", drip), tmp_path, timeout=0.5, retries=0) == "timeout"
    assert 0.5 <= time.monotonic() - start < 2.0
