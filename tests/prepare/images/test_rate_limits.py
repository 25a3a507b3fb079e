"""Number and rate of requests to a host."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from recbole_tema.files.storage import replacing
from recbole_tema.prepare.images import http
from tests.prepare.images.site import Handler, Site, body, fetch, image_bytes, status


def test_concurrency_in_total_and_per_host(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.03)
        handler.answer(200, image_bytes())

    hosts = {"a": site.root, "b": site.root.replace("127.0.0.1", "localhost")}
    urls = {f"{host}{i}": f"{root}/{host}{i}" for host, root in hosts.items() for i in range(12)}
    site.pages.update({f"/{item_id}": slowly for item_id in urls})
    records = fetch(urls, tmp_path, concurrency=3, per_host=2)
    assert {record.status for record in records.values()} == {"ok"}
    assert site.most == {"127.0.0.1": 2, "localhost": 2, "all": 3}


def test_waiting_for_a_slot_does_not_count(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.2)
        handler.answer(200, image_bytes())

    urls = {f"{i}": site.url(f"{i}", slowly) for i in range(4)}
    records = fetch(urls, tmp_path, concurrency=1, per_host=4, timeout=0.5, retries=0)
    assert {record.status for record in records.values()} == {"ok"} and site.most["all"] == 1


def test_a_redirect_waits_for_its_host(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.02)
        handler.answer(200, image_bytes())

    site.url("p", slowly)
    site.url("r", status(302, Location=f"{site.root}/p"))
    entry = site.root.replace("127.0.0.1", "localhost")
    urls = {f"{i}": f"{entry}/r" for i in range(4)} | {f"d{i}": f"{site.root}/p" for i in range(4)}
    records = fetch(urls, tmp_path, concurrency=8, per_host=1)
    assert {record.status for record in records.values()} == {"ok"}
    assert site.most["127.0.0.1"] == site.most["localhost"] == 1


def test_slow_host_does_not_delay_others(site: Site, tmp_path: Path) -> None:
    others_served = threading.Event()
    in_time = []

    def slowly(handler: Handler) -> None:
        in_time.append(others_served.wait(4))
        handler.answer(200, image_bytes())

    def fast(handler: Handler) -> None:
        handler.answer(200, image_bytes())
        if site.requests["/fast"] == 6:
            others_served.set()

    other = site.root.replace("127.0.0.1", "localhost")
    urls = {f"a{i}": site.url("slow", slowly) for i in range(6)} | {f"b{i}": f"{other}/fast" for i in range(6)}
    site.url("fast", fast)
    fetch(urls, tmp_path, concurrency=3, per_host=2)
    assert in_time == [True] * 6


def test_delay_between_requests_to_a_host(site: Site, tmp_path: Path) -> None:
    urls = {f"{i}": site.url(f"{i}", body(image_bytes())) for i in range(3)}
    fetch(urls, tmp_path, delay=0.3, per_host=2)
    times = [at for _, at in site.times]
    assert len(times) == 3 and all(later - at > 0.2 for at, later in itertools.pairwise(times))


def test_one_image_is_written_at_a_time(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing: Counter[str] = Counter()

    @contextmanager
    def slowly(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
        writing["now"] += 1
        writing["most"] = max(writing["most"], writing["now"])
        time.sleep(0.03)
        with replacing(path, mode) as file:
            yield file
        writing["now"] -= 1

    monkeypatch.setattr(http, "replacing", slowly)
    before = os.umask(0o027)
    try:
        records = fetch({f"{i}": site.url(f"{i}", body(image_bytes())) for i in range(6)}, tmp_path, per_host=6)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert writing["most"] == 1 and {record.status for record in records.values()} == {"ok"}
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o640}
