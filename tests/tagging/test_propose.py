"""Proposals for an item."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.propose import propose_tags
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
        (["one two three", "great", "!!!"], []),
        (
            ["日本映画", "茶", "Crème brûlée", "ชา"],
            ["日本映画", "茶", "crème-brûlée", "ชา"],
        ),
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
