"""Whole runs with the servers that people use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.tagging import tag_items
from tests.tagging.doubles import write_items
from tests.tagging.llm.dialects import (
    FAILING,
    ITEMS,
    WORKING,
    Dialect,
    azure_server,
    azure_url,
    failing_midway,
    small_context,
)
from tests.tagging.llm.faulty_server import FaultyServer, Reply

pytest.importorskip("openai")
KEY = "sk-secret"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("AZURE_OPENAI_API_KEY", raising=False)


def _tag(folder: Path, url: str, **options: Any) -> dict[str, Any]:
    dataset = write_items(folder / "d", ITEMS)
    settings = {
        "score": "rating",
        "rounds": 1,
        "sample": 0,
        "list_size": 12,
        "retries": 0,
        "timeout": 20.0,
        "parallel": 2,
        **options,
    }
    return tag_items(dataset, f"openai:m@{url}", cache=folder / "cache", **settings)


@pytest.mark.parametrize(("dialect", "score"), WORKING.values(), ids=WORKING)
def test_run_succeeds(dialect: Dialect, score: str, tmp_path: Path) -> None:
    rejected = 0

    def counted(body: dict[str, Any]) -> Reply:
        nonlocal rejected
        reply = dialect(body)
        rejected += reply.status >= 400
        return reply

    with FaultyServer(otherwise=counted) as server:
        record = _tag(tmp_path, server.url, score=score)
        assert record["failures"] == [] and record["counts"]["items_tagged"] == len(ITEMS)
        # What was learned from a rejected request holds for the rest of the run.
        assert rejected <= 6
        assert {"scarf", "hat"} <= set(record["domains"]["wear"]["tags"])
        # All answers are valid, so another run makes no request.
        seen = len(server.seen)
        assert _tag(tmp_path, server.url, score=score)["counts"] == record["counts"]
        assert len(server.seen) == seen
    assert KEY not in "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def test_rejected_parameters_are_not_sent_again(tmp_path: Path) -> None:
    dialect, score = WORKING["OpenAI, reasoning"]
    with FaultyServer(otherwise=dialect) as server:
        _tag(tmp_path, server.url, score=score, parallel=1)
    sent = [set(body) - {"messages", "model"} for _, body in server.seen]
    assert sent[0] == {"max_tokens", "temperature", "seed", "response_format"}
    accepted = {"max_completion_tokens", "seed", "response_format"}
    assert all(names == accepted for names in sent[3:])
    assert [body["max_completion_tokens"] > 1000 for _, body in server.seen[5:]] == [True] * len(server.seen[5:])


@pytest.mark.parametrize(("dialect", "score", "message"), FAILING.values(), ids=FAILING)
def test_run_ends_with_the_message_of_the_server(dialect: Dialect, score: str, message: str, tmp_path: Path) -> None:
    with FaultyServer(otherwise=dialect) as server, pytest.raises(BackendError, match=message) as caught:
        _tag(tmp_path, server.url, score=score)
    # No request for each of the items: the messages repeat at once.
    assert len(server.seen) <= 20 if score == "rating" else len(server.seen) <= 80
    assert len(str(caught.value)) < 700 and KEY not in str(caught.value)
    assert not (tmp_path / "d/d.tag").exists()


def test_azure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with azure_server() as server:
        record = _tag(tmp_path, azure_url(server))
        # The filter rejects one item, and the others are tagged.
        assert {(failure["item_id"], failure["step"]) for failure in record["failures"]} == {
            ("i3", "propose"),
            ("i3", "match"),
        }
        assert "content management policy" in record["failures"][0]["problem"]
        assert record["counts"]["items_tagged"] == len(ITEMS) - 1
        assert record["model"]["server"] == server.url.replace("/v1", "/openai/deployments/m")
        monkeypatch.delenv("OPENAI_API_KEY")
        with pytest.raises(BackendError, match=r"does not accept the API key \(401: Access denied"):
            _tag(tmp_path / "other", azure_url(server))
        monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
        assert _tag(tmp_path / "azure", azure_url(server))["counts"] == record["counts"]


def test_server_that_breaks_down(tmp_path: Path) -> None:
    with failing_midway(served=12) as server, pytest.raises(BackendError, match=r"5 requests in a row.*500: boom"):
        _tag(tmp_path, server.url)
    with FaultyServer(otherwise=WORKING["vLLM"][0]) as server:
        record = _tag(tmp_path, server.url)
    # The answers before the breakdown are not requested again.
    assert record["counts"]["items_tagged"] == len(ITEMS) and len(server.seen) == 2 + 2 + 12 + 2 + 12 - 12


def test_budget_that_the_server_rejects_is_lowered(tmp_path: Path) -> None:
    with FaultyServer(otherwise=small_context) as server:
        record = _tag(tmp_path, server.url, parallel=1)
    assert {failure["item_id"] for failure in record["failures"]} == {"i3"}
    assert "at max_tokens" in record["failures"][0]["problem"] and "thinking" in record["failures"][0]["problem"]
    too_large = [body for _, body in server.seen if body["max_tokens"] > 3000]
    assert len(too_large) == 1 and record["counts"]["items_tagged"] == len(ITEMS) - 1
