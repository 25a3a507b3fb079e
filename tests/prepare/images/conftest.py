"""A server for each test, and clients that wait only briefly."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore
import pytest

from recbole_tema.prepare.images import http
from tests.prepare.images.site import Site

CONTEXT = httpcore.default_ssl_context()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_BACKOFF", 0.01)
    # Loading all certificates takes longer than a test; the test of certificates loads its own.
    monkeypatch.setattr(httpcore, "default_ssl_context", lambda: CONTEXT)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on 127.0.0.1."""
    with Site() as running:
        yield running
        running.shutdown()


@pytest.fixture
def inner(site: Site) -> Iterator[Site]:
    """A server on another address and the same port, which is private where a test says so."""
    with Site("127.0.0.2", site.server_port) as running:
        yield running
        running.shutdown()
