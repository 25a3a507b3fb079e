"""Proposals for an item, and the sample of items to propose for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.propose import propose_tags, sample_ids
from tests.tagging.doubles import Scripted


def _proposed(folder: Path, answers: Sequence[str]) -> list[str]:
    async def run() -> list[str]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            return await propose_tags(LLMClient(Scripted(answers), cache, load_templates()), "films", "Alien (1979)")

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("answer", "tags"),
    [
        (["Space Horror", "space-horror", "alien!", "Great", "1979"], ["space-horror", "alien"]),
        (["one two three", "great", "日本映画"], []),
        (["war"], ["war"]),
    ],
)
def test_proposals_are_distinct_usable_slugs(tmp_path: Path, answer: list[str], tags: list[str]) -> None:
    assert _proposed(tmp_path, [json.dumps(answer)]) == tags


@pytest.mark.parametrize(
    "bad", ["[]", '{"tags": ["war"]}', '["war", 3]', '["a", "war"]', json.dumps(["war"] * 6), '["war"', "war, love", ""]
)
def test_invalid_answer_is_repaired_or_refused(tmp_path: Path, bad: str) -> None:
    assert _proposed(tmp_path / "1", [bad, '["war"]']) == ["war"]
    with pytest.raises(BackendError, match="no valid answer"):
        _proposed(tmp_path / "2", [bad, bad])


@given(st.sets(st.text(max_size=5), max_size=20), st.integers(0, 25), st.integers(0, 3), st.randoms())
def test_sample_depends_on_ids_and_seed_only(ids: set[str], size: int, seed: int, rng: object) -> None:
    order = sorted(ids)
    rng.shuffle(order)  # type: ignore[attr-defined]
    sample = sample_ids(order, size, seed)
    assert sample == sample_ids(sorted(ids), size, seed)
    assert len(sample) == len(set(sample)) == min(size, len(ids)) and set(sample) <= ids
    # A larger sample starts with a smaller one, so that cached answers stay useful.
    assert sample_ids(order, size + 3, seed)[: len(sample)] == sample


def test_seeds_select_different_items() -> None:
    ids = [str(n) for n in range(100)]
    assert sample_ids(ids, 10, 0) != sample_ids(ids, 10, 1)
