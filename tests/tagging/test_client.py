"""Answers are asked for once, checked, repaired, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import Asker, bounded
from recbole_tema.tagging.prompts import load_templates
from tests.tagging.doubles import Scripted

NUMBERS: TypeAdapter[list[int]] = TypeAdapter(list[int])
SCHEMA = {"type": "array", "items": {"type": "integer"}}
QUESTION = [{"role": "user", "content": "?"}]


def _with(
    backend: Scripted, folder: Path, work: Callable[[Asker], Awaitable[Any]], repairs: int = 1
) -> tuple[Any, int]:
    """What ``work`` returns, and how many requests the model answered for it."""

    async def run() -> tuple[Any, int]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            asker = Asker(backend, cache, load_templates(), repairs)
            return await work(asker), asker.asked

    return asyncio.run(run())


def _numbers(asker: Asker) -> Awaitable[list[int]]:
    return asker.validated(QUESTION, NUMBERS, 20, SCHEMA)


def test_an_unusable_answer_is_shown_to_the_model_with_what_is_wrong(tmp_path: Path) -> None:
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
    # Both answers are there: a model that has nothing left to say is not asked.
    assert _with(Scripted([]), tmp_path, _numbers) == ([1, 2], 0)


@pytest.mark.parametrize("repairs", [0, 1, 3])
def test_an_answer_is_repaired_so_many_times(tmp_path: Path, repairs: int) -> None:
    bad = [f"nonsense {n}" for n in range(repairs + 1)]
    backend = Scripted([*bad, "[1]"])
    for _ in range(2):  # the second time from the cache
        with pytest.raises(BackendError, match=f"no usable answer after {repairs} repairs: 'nonsense {repairs}'"):
            _with(backend, tmp_path, _numbers, repairs)
    assert len(backend.requests) == repairs + 1


def test_only_openings_that_are_new_are_asked(tmp_path: Path) -> None:
    backend = Scripted(agree=lambda text, opening: {"a": 0.1, "b": 0.2, "c": 0.3}[opening])
    assert _with(backend, tmp_path, lambda asker: asker.agreement(QUESTION, ["a", "b"])) == ([0.1, 0.2], 1)
    assert _with(backend, tmp_path, lambda asker: asker.agreement(QUESTION, ["c", "b"])) == ([0.3, 0.2], 1)
    assert [request.opening for request in backend.requests] == ["a", "b", "c"]
    assert _with(backend, tmp_path, lambda asker: asker.agreement(QUESTION, ["a", "c"])) == ([0.1, 0.3], 0)


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    other = Scripted(["[2]"])
    other.identity = "other"
    assert _with(Scripted(["[1]"]), tmp_path, _numbers) == ([1], 1)
    assert _with(other, tmp_path, _numbers) == ([2], 1)


def test_the_same_question_at_once_is_asked_once(tmp_path: Path) -> None:
    async def thrice(asker: Asker) -> Any:
        chats = [_numbers(asker) for _ in range(3)]
        shares = [asker.agreement(QUESTION, ["a"]) for _ in range(3)]
        return await asyncio.gather(*chats, *shares)

    backend = Scripted(["[1]"], lambda text, opening: 0.5, delay=lambda: 0.001)
    assert _with(backend, tmp_path, thrice) == ([[1]] * 3 + [[0.5]] * 3, 2)


def test_half_a_character_is_kept_and_repaired(tmp_path: Path) -> None:
    backend = Scripted(['["\ud83d', "[1]"])
    assert _with(backend, tmp_path, _numbers) == ([1], 2)
    assert backend.requests[1].messages[1]["content"] == '["?'
    assert _with(Scripted([]), tmp_path, _numbers) == ([1], 0)


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_bounded_keeps_order_and_its_limit(naps: list[int], limit: int) -> None:
    running, most, started = 0, 0, []

    async def work(place: int) -> int:
        nonlocal running, most
        started.append(place)
        running += 1
        most = max(most, running)
        for _ in range(naps[place]):
            await asyncio.sleep(0)
        running -= 1
        return place * place

    places = range(len(naps))
    assert asyncio.run(bounded(work, places, limit)) == [place * place for place in places]
    assert started == list(places)
    assert most <= limit
    # Room is used: as many run at once as may, where each takes a while.
    if all(naps):
        assert most == min(limit, len(naps))


def test_the_first_error_ends_the_rest() -> None:
    done = []

    async def work(place: int) -> None:
        await asyncio.sleep(0 if place < 2 else 0.2)  # long enough for a busy machine
        if place == 1:
            raise BackendError("down")
        done.append(place)

    async def run() -> None:
        with pytest.raises(BackendError, match="down"):
            await bounded(work, range(20), 3)
        await asyncio.sleep(0.3)

    asyncio.run(run())
    assert done == [0]
