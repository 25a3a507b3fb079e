"""Proposals for an item."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.propose import proposal_limits, propose_tags
from tests.tagging.doubles import Scripted


def _proposed(folder: Path, answers: Sequence[str], facets: Sequence[str] = ()) -> list[str]:
    async def run() -> list[str]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            return await propose_tags(
                LLMClient(Scripted(answers), cache, load_templates()), "films", "Alien (1979)", facets
            )

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
        # Surplus tags, and those of unusable length or type, are left out, not the item.
        (["war", "love", "ice", "sea", "sky", "spy"], ["war", "love", "ice", "sea", "sky"]),
        (["war", "suitable for vegans and vegetarians", 3, "a"], ["war"]),
        ({"tags": ["war", "love"]}, ["war", "love"]),
        ({"name": "Alien", "tags": ["war"]}, ["war"]),
    ],
)
def test_proposals_are_distinct_usable_slugs(tmp_path: Path, answer: Any, tags: list[str]) -> None:
    assert _proposed(tmp_path, [json.dumps(answer)]) == tags


@pytest.mark.parametrize(
    "bad", ["[]", "{}", '{"tags": []}', "[3]", '["a"]', '"war"', "null", '["war"', "war, love", ""]
)
def test_invalid_answer_is_repaired_or_refused(tmp_path: Path, bad: str) -> None:
    assert _proposed(tmp_path / "1", [bad, '["war"]']) == ["war"]
    with pytest.raises(BackendError, match="no valid answer"):
        _proposed(tmp_path / "2", [bad, bad])


@pytest.mark.parametrize(
    ("answer", "tags"),
    [
        # At most two per facet; a single tag may stand without an array; facets may be left out or added.
        ({"kind": ["tea", "green tea", "drink"], "use": "brewing"}, ["tea", "green-tea", "brewing"]),
        ({"kind": [], "use": None, "taste": ["jasmine"], "size": 3}, ["jasmine"]),
        ({"kind": ["kind", "tea"], "main use": ["use"]}, ["tea"]),  # the name of a facet is not a tag
        (["tea", "green tea"], ["tea", "green-tea"]),
        ({"tags": ["tea"]}, ["tea"]),
    ],
)
def test_tags_by_facet(tmp_path: Path, answer: Any, tags: list[str]) -> None:
    assert _proposed(tmp_path, [json.dumps(answer)], ["kind", "main-use"]) == tags


def test_limits_of_an_answer_by_facet() -> None:
    schema, max_tokens = proposal_limits("Tea", ["kind", "main use"])
    assert schema["required"] == ["kind", "main use"] == list(schema["properties"])
    assert schema["properties"]["kind"]["maxItems"] == 2 and max_tokens == 40
    assert proposal_limits("чай", ["kind"])[1] == 40


def test_names_of_facets_are_not_their_values(tmp_path: Path) -> None:
    facets = ["kind", "war-film"]
    assert _proposed(tmp_path / "1", ['["war film", "space", "kind"]'], facets) == ["space"]
    # A model that gave tags as facets before may give the same tags again.
    assert _proposed(tmp_path / "2", ['["war film"]'], facets) == ["war-film"]
