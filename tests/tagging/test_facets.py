"""Facets of a domain: proposed, reviewed, or the default ones."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.facets import DEFAULT_FACETS, find_facets, usable_facets
from recbole_tema.tagging.llm.base import Messages
from recbole_tema.tagging.prompts import Templates, load_templates
from tests.tagging.doubles import Scripted, review

TEXTS = [f"Tea number {n}" for n in range(25)]


class Answering(Scripted):
    """A backend with an answer, or an error, for each request in turn."""

    def __init__(self, *answers: str | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.seen: list[Messages] = []

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        self.seen.append(messages)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _facets(
    folder: Path, backend: Scripted, texts: Sequence[str] = TEXTS, templates: Templates | None = None, **options: Any
) -> list[str]:
    async def run() -> list[str]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            return await find_facets(LLMClient(backend, cache, templates or load_templates()), "tea", texts, **options)

    return asyncio.run(run())


def test_proposed_and_reviewed_by_hand(tmp_path: Path) -> None:
    backend = Answering(
        '["Kind", "Flavor notes", "brand", "kinds", "origin", "taste"]', review(drop=["origin"], add=["use"])
    )
    assert _facets(tmp_path, backend) == ["kind", "flavor-notes", "taste", "use"]
    first, second = (messages[-1]["content"] for messages in backend.seen)
    assert first == "\n".join(f"<item>Tea number {n}</item>" for n in range(10))
    assert second == "\n".join(f"<item>Tea number {n}</item>" for n in range(10, 20)) + (
        "\nFacets: kind, flavor notes, origin, taste"
    )


def test_review_that_drops_nearly_all_or_is_invalid(tmp_path: Path) -> None:
    three = '["kind", "origin", "use"]'
    assert _facets(tmp_path / "1", Answering(three, review(drop=["kind", "use"]))) == ["kind", "origin", "use"]
    assert _facets(tmp_path / "2", Answering(three, "?", "?")) == ["kind", "origin", "use"]
    assert _facets(tmp_path / "3", Answering(three), review=False) == ["kind", "origin", "use"]
    few = Answering(three, review(add=["taste"]))
    assert _facets(tmp_path / "4", few, TEXTS[:2]) == ["kind", "origin", "use", "taste"]
    assert few.seen[1][-1]["content"].startswith("<item>Tea number 0</item>\n<item>Tea number 1</item>\n")


@pytest.mark.parametrize(
    "answers",
    [
        ["no", "no"],
        ['["kind"]', '["kind"]'],
        ['["brand", "price", "kind"]'],
        [BackendError("The model failed.")],
    ],
)
def test_default_facets_without_a_valid_answer(tmp_path: Path, answers: list[Any]) -> None:
    assert _facets(tmp_path, Answering(*answers)) == list(DEFAULT_FACETS)


def test_model_that_is_down(tmp_path: Path) -> None:
    with pytest.raises(BackendDownError):
        _facets(tmp_path, Answering(BackendDownError("down")))


def test_templates_without_facets_make_no_request(tmp_path: Path) -> None:
    templates = load_templates()
    assert _facets(tmp_path, Answering(), templates=templates.model_copy(update={"facets": None})) == [*DEFAULT_FACETS]
    propose = templates.propose.model_copy(update={"user": "<item>$item</item>"})
    assert _facets(tmp_path, Answering(), templates=templates.model_copy(update={"propose": propose})) == []


@pytest.mark.parametrize(
    "answer", [["kind", "use", "taste"], {"facets": ["kind", "use", "taste"]}, {"kind": "", "use": "", "taste": ""}]
)
def test_forms_of_an_answer(tmp_path: Path, answer: Any) -> None:
    assert _facets(tmp_path, Answering(json.dumps(answer)), review=False) == ["kind", "use", "taste"]


def test_usable_facets() -> None:
    names = ["Size", "packaging", "a b c", "x" * 26, "", "kind", "kinds", *"abcdefg"]
    assert usable_facets(names) == ["kind", *"abcde"]
