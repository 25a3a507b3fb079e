"""A second call, also after a kill, requests what may have changed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from recbole_tema.prepare import images
from recbole_tema.prepare.images import manifest
from recbole_tema.prepare.images.download import download_images
from recbole_tema.prepare.images.manifest import ImageRecord, count_images
from tests.prepare.images.site import Handler, Page, Site, body, fetch, image_bytes, options, status


def test_second_call_requests_what_may_have_changed(site: Site, tmp_path: Path) -> None:
    urls = {
        "KEPT": site.url("kept", body(image_bytes())),
        "GONE": site.url("gone"),
        "HTML": site.url("html", body(b"<html>")),
        "DOWN": site.url("down", status(500)),
        "BUSY": site.url("busy", status(429)),
        "LOST": site.url("lost", body(image_bytes())),
        "SHORT": site.url("short", body(image_bytes())),
        "MOVED": site.url("moved", body(image_bytes())),
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
    (tmp_path / "SHORT.jpg").write_bytes(image_bytes()[:-1])
    site.requests.clear()
    urls["MOVED"] = site.url("moved.png", body(image_bytes("PNG")))
    urls["NEW"] = site.url("new", body(image_bytes()))
    del urls["NONE"]
    second = fetch(urls, tmp_path, retries=0)
    assert site.requests == {"/down": 1, "/busy": 1, "/lost": 1, "/short": 1, "/moved.png": 1, "/new": 1}
    assert list(second) == sorted(urls) and second["KEPT"] == first["KEPT"] and second["GONE"] == first["GONE"]
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["KEPT.jpg", "LOST.jpg", "MOVED.png", "NEW.jpg", "SHORT.jpg", "manifest.jsonl"]
    assert (tmp_path / "SHORT.jpg").read_bytes() == image_bytes()
    site.requests.clear()
    urls["MOVED"] = site.url("nowhere")
    assert fetch(urls, tmp_path, retries=0)["MOVED"].reason == "http-404"
    assert not (tmp_path / "MOVED.png").exists()


def test_manifest_cannot_name_files_outside_of_its_folder(site: Site, tmp_path: Path) -> None:
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
from recbole_tema.prepare.images.download import download_images
from recbole_tema.prepare.images.manifest import ImageOptions
signal.signal(signal.SIGINT, signal.default_int_handler)
urls = json.loads(sys.argv[1])
download_images(urls, Path(sys.argv[2]), ImageOptions(allow_private=True, per_host=2, timeout=60.0))
"""


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_killed_download_is_resumed(site: Site, tmp_path: Path, ending: signal.Signals) -> None:
    requested, resume = threading.Event(), threading.Event()

    def stall(handler: Handler) -> None:
        requested.set()
        resume.wait(20)
        handler.answer(200, image_bytes())

    urls = {f"{i}": site.url(f"{i}", body(image_bytes(seed=i))) for i in range(6)}
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
    while not (requested.is_set() and journal.read_bytes().count(b"\n") == 7):
        assert child.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    child.send_signal(ending)
    _, errors = child.communicate(timeout=20)
    assert child.returncode == -ending and (b"KeyboardInterrupt" in errors) == (ending == signal.SIGINT)
    resume.set()
    assert not (folder / "manifest.jsonl").exists()
    with journal.open("a") as file:
        file.write('{"item_id": "STALL", "status": "o')
    records = fetch(urls, folder)
    assert site.requests == {**{f"/{i}": 1 for i in range(6)}, "/gone": 1, "/stall": 2}
    assert [record.status for record in records.values()] == ["ok"] * 6 + ["missing", "ok"]
    assert not journal.exists()
    # The same as without the kill.
    download_images(urls, tmp_path / "g", options())
    assert (folder / "manifest.jsonl").read_bytes() == (tmp_path / "g" / "manifest.jsonl").read_bytes()


def test_lines_after_an_incomplete_one_are_complete(tmp_path: Path) -> None:
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

    pages = [body(image_bytes(seed=3)), body(b"<html>"), status(404), body(image_bytes("PNG"))]
    urls = {f"{i}": site.url(f"{i}", after(0.01 * (i * 7 % 5), pages[i % 4])) for i in range(16)}
    one = download_images(urls, tmp_path / "one", options(concurrency=1, per_host=1))
    backwards = dict(reversed(urls.items()))
    many = download_images(backwards, tmp_path / "many", options(concurrency=8, per_host=8))
    assert one.read_bytes() == many.read_bytes() and one.read_bytes().count(b"\n") == 16
    assert [path for path, _ in site.times[:16]] != [path for path, _ in site.times[16:]]
