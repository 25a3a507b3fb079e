"""Models of the hub: one request decides between the hub and the cache."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.files.hub import cached_snapshot, model_source
from tests.hub import Hub, closed_port, use_hub, write_absence, write_cache

pytest.importorskip("huggingface_hub")
MODEL = "owner/small"
TOKEN = "hf_secretSecretSecret"
API = f"GET /api/models/{MODEL}"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a token."""
    use_hub(monkeypatch, "", tmp_path / "hub")
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    return tmp_path / "hub"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model without weights."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    return tmp_path / "model"


def _ask(monkeypatch: pytest.MonkeyPatch, url: str, repository: str = MODEL) -> str:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", url)
    return model_source(repository, cached_snapshot(repository, "config.json"))


def _error(monkeypatch: pytest.MonkeyPatch, url: str, repository: str = MODEL) -> str:
    with pytest.raises(BackendError) as caught:
        _ask(monkeypatch, url, repository)
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    assert TOKEN not in str(caught.value)
    return str(caught.value)


def test_model_of_a_reachable_hub(monkeypatch: pytest.MonkeyPatch, cache: Path, folder: Path) -> None:
    with Hub({MODEL: folder}) as hub:
        assert _ask(monkeypatch, hub.url) == MODEL
        write_cache(cache, MODEL, folder)
        assert _ask(monkeypatch, hub.url) == MODEL
    assert hub.requests == [API, API] and hub.tokens == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("status", [401, 403, 404])
def test_model_that_the_hub_does_not_have(
    monkeypatch: pytest.MonkeyPatch, cache: Path, folder: Path, status: int
) -> None:
    with Hub(status=status) as hub:
        error = _error(monkeypatch, hub.url)
        assert "'owner/small' does not exist on the Hugging Face hub (127.0.0.1" in error and f"{status}" in error
        assert hub.requests == [API] and hub.tokens == {f"Bearer {TOKEN}"}
        # As a private model whose token has expired.
        snapshot = write_cache(cache, MODEL, folder)
        assert _ask(monkeypatch, hub.url) == str(snapshot)
    with Hub() as hub:
        assert "'owner/other' does not exist" in _error(monkeypatch, hub.url, "owner/other")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_hub_that_is_down(monkeypatch: pytest.MonkeyPatch, cache: Path, folder: Path, status: int) -> None:
    with Hub(status=status) as hub:
        error = _error(monkeypatch, hub.url)
        assert f"'owner/small' is not in the cache ({cache})" in error
        assert f"could not be reached (status {status}). Give the folder of a model, or run `hf download owner" in error
        assert hub.requests == [API]
        snapshot = write_cache(cache, MODEL, folder)
        assert _ask(monkeypatch, hub.url) == str(snapshot)
        assert hub.requests == [API, API]


def test_hub_that_limits_requests_may_serve_files(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    with Hub(status=429) as hub:
        assert _ask(monkeypatch, hub.url) == MODEL
    assert hub.requests == [API]


def test_hub_that_refuses_connections(monkeypatch: pytest.MonkeyPatch, cache: Path, folder: Path) -> None:
    started = time.monotonic()
    error = _error(monkeypatch, closed_port())
    assert "could not be reached (" in error and "Connection refused" in error and "HF_HOME" in error
    snapshot = write_cache(cache, MODEL, folder)
    assert _ask(monkeypatch, closed_port()) == str(snapshot)
    assert time.monotonic() - started < 1


def test_hub_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_ETAG_TIMEOUT", 0.2)
    with Hub(delay=1) as hub:
        assert "could not be reached" in _error(monkeypatch, hub.url)
    assert hub.requests == [API]


def test_answer_of_a_login_page_is_not_the_hub(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    with Hub(status=200) as hub:
        assert "could not be reached" in _error(monkeypatch, hub.url)


def test_offline_mode_sends_no_request(monkeypatch: pytest.MonkeyPatch, cache: Path, folder: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with Hub({MODEL: folder}) as hub:
        assert "is not asked, since HF_HUB_OFFLINE is set." in _error(monkeypatch, hub.url)
        snapshot = write_cache(cache, MODEL, folder)
        assert _ask(monkeypatch, hub.url) == str(snapshot)
    assert hub.requests == []


@pytest.mark.parametrize("name", ["./no/such/folder", "/no/such/folder", "a/b/c", "a b"])
def test_names_that_are_not_ids(monkeypatch: pytest.MonkeyPatch, cache: Path, name: str) -> None:
    with Hub() as hub:
        assert "is neither a folder nor an id" in _error(monkeypatch, hub.url, name)
    assert hub.requests == []


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    error = _error(monkeypatch, closed_port().replace("http://", "http://user:password@"))
    assert "password" not in error and "127.0.0.1" in error
    # The HTTP library reports a header that it cannot send together with its content.
    monkeypatch.setenv("HF_TOKEN", f"{TOKEN}\x01")
    assert "could not be reached" in _error(monkeypatch, closed_port())


def test_snapshot_in_the_cache(tmp_path: Path, cache: Path, folder: Path) -> None:
    assert cached_snapshot(MODEL, "config.json") is None
    snapshot = write_cache(cache, MODEL, folder)
    assert cached_snapshot(MODEL, "config.json") == snapshot
    assert cached_snapshot(MODEL, "modules.json") is None
    # A missing file may be part of the model, unless the cache records that it is not.
    assert cached_snapshot(MODEL, "modules.json", "config.json") is None
    write_absence(cache, MODEL, "modules.json")
    assert cached_snapshot(MODEL, "modules.json", "config.json") == snapshot
    assert cached_snapshot(MODEL, "modules.json") is None
    other = write_cache(tmp_path / "other", MODEL, folder)
    assert cached_snapshot(MODEL, "config.json", cache_dir=str(tmp_path / "other")) == other
