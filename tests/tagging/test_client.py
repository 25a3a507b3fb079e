"""Requests are cached, and answers are validated and repaired."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.prompts import load_templates
from tests.tagging.doubles import Scripted

NUMBERS: TypeAdapter[list[int]] = TypeAdapter(list[int])
SCHEMA = {"type": "array", "items": {"type": "integer"}}
QUESTION = [{"role": "user", "content": "?"}]


def _with(
    backend: Scripted, folder: Path, work: Callable[[LLMClient], Awaitable[Any]], max_repairs: int = 1
) -> tuple[Any, int]:
    """Result of ``work``, and the number of requests that the model answered for it."""

    async def run() -> tuple[Any, int]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            client = LLMClient(backend, cache, load_templates(), max_repairs)
            return await work(client), client.n_requests

    return asyncio.run(run())


def _numbers(client: LLMClient) -> Awaitable[list[int]]:
    return client.chat(QUESTION, NUMBERS, 20, SCHEMA)


def test_invalid_answer_is_sent_back_with_its_problem(tmp_path: Path) -> None:
    backend = Scripted(['["one"]', "[1, 2]"])
    assert _with(backend, tmp_path, _numbers) == ([1, 2], 2)
    assert backend.requests[0].messages == QUESTION
    assert backend.requests[1].messages == [
        *QUESTION,
        {"role": "assistant", "content": '["one"]'},
        {
            "role": "user",
            "content": "That answer cannot be used: Input should be a valid integer, unable to parse string as an "
            "integer. Answer again, in that form only.",
        },
    ]
    # The valid answer is cached for the first request, so a model without an answer receives none.
    assert _with(Scripted([]), tmp_path, _numbers) == ([1, 2], 0)


@pytest.mark.parametrize("repairs", [0, 1, 3])
def test_number_of_repairs(tmp_path: Path, repairs: int) -> None:
    bad = [f"nonsense {n}" for n in range(repairs + 1)]
    backend = Scripted([*bad, "[1]"])
    with pytest.raises(BackendError, match=rf"no valid answer \(repair requests: {repairs}\): 'nonsense {repairs}'"):
        _with(backend, tmp_path, _numbers, repairs)
    assert len(backend.requests) == repairs + 1
    # Invalid answers are not cached, so that a later run requests one again.
    assert _with(backend, tmp_path, _numbers, repairs) == ([1], 1)
    assert _with(Scripted([]), tmp_path, _numbers) == ([1], 0)


def test_only_new_answer_prefixes_are_requested(tmp_path: Path) -> None:
    backend = Scripted(yes=lambda text, prefix: {"a": 0.1, "b": 0.2, "c": 0.3}[prefix])
    assert _with(backend, tmp_path, lambda client: client.yes_probabilities(QUESTION, ["a", "b"])) == ([0.1, 0.2], 1)
    assert _with(backend, tmp_path, lambda client: client.yes_probabilities(QUESTION, ["c", "b"])) == ([0.3, 0.2], 1)
    assert [request.answer_prefix for request in backend.requests] == ["a", "b", "c"]
    assert _with(backend, tmp_path, lambda client: client.yes_probabilities(QUESTION, ["a", "c"])) == ([0.1, 0.3], 0)


def test_another_model_does_not_share_answers(tmp_path: Path) -> None:
    other = Scripted(["[2]"])
    other.identity = "other"
    assert _with(Scripted(["[1]"]), tmp_path, _numbers) == ([1], 1)
    assert _with(other, tmp_path, _numbers) == ([2], 1)


def test_concurrent_equal_requests_are_sent_once(tmp_path: Path) -> None:
    async def thrice(client: LLMClient) -> Any:
        chats = [_numbers(client) for _ in range(3)]
        probabilities = [client.yes_probabilities(QUESTION, ["a"]) for _ in range(3)]
        return await asyncio.gather(*chats, *probabilities)

    backend = Scripted(["[1]"], lambda text, prefix: 0.5, delay=lambda: 0.001)
    assert _with(backend, tmp_path, thrice) == ([[1]] * 3 + [[0.5]] * 3, 2)


def test_half_a_surrogate_pair_is_cached_and_repaired(tmp_path: Path) -> None:
    backend = Scripted(['["\ud83d', "[1]"])
    assert _with(backend, tmp_path, _numbers) == ([1], 2)
    assert backend.requests[1].messages[1]["content"] == '["?'
    assert _with(Scripted([]), tmp_path, _numbers) == ([1], 0)
