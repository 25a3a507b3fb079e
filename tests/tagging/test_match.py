"""Candidate tags of an item, their scores, and the selection."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.match import candidate_tags, score_tags, select_tags
from recbole_tema.tagging.prompts import load_templates
from tests.tagging.doubles import Scripted

TAGS = ["war", "deep-space", "love", "police"]
SCORES = st.sampled_from([0.0, 0.1, 0.2, 0.5, 0.7, 1.0])


@pytest.mark.parametrize(
    ("proposed", "similarities", "text", "size", "expected"),
    [
        ([], None, "A Space-War, of love", 2, ["war", "deep-space"]),  # ties in the order of the list
        (["police"], None, "Deep SPACE war", 2, ["deep-space", "police"]),
        (["police"], [0.9, 0.1, 0.2, 0.0], "deep space", 2, ["war", "police"]),
        (["police", "love", "war"], [0.0, 9.0, 0.0, 0.0], "", 2, ["war", "love"]),
        (["unheard"], [0.1, 0.2, 0.3, 0.4], "", 1, ["police"]),
        ([], None, "", 4, TAGS),
    ],
)
def test_candidates_by_hand(
    proposed: list[str], similarities: list[float] | None, text: str, size: int, expected: list[str]
) -> None:
    assert candidate_tags(TAGS, proposed, similarities, text, size) == expected


@given(st.lists(st.tuples(st.booleans(), SCORES), max_size=8), st.integers(1, 9))
def test_best_tags_are_candidates(tags: list[tuple[bool, float]], size: int) -> None:
    names = [f"tag{i}" for i in range(len(tags))]
    proposed = [name for name, (is_proposed, _) in zip(names, tags) if is_proposed]
    chosen = candidate_tags(names, proposed, [similarity for _, similarity in tags], "", size)
    assert chosen == [name for name in names if name in chosen] and len(chosen) == min(size, len(names))
    for name, rank in zip(names, tags):
        if name not in chosen:
            assert all(tags[names.index(other)] >= rank for other in chosen)


@given(st.lists(SCORES, max_size=6), SCORES, st.integers(1, 6), SCORES)
def test_selection_against_its_definition(scores: list[float], tau: float, k: int, floor: float) -> None:
    names = [f"tag{i}" for i in range(len(scores))]
    rest = dict(zip(names, scores))
    kept: list[tuple[str, float]] = []
    while rest and len(kept) < k and max(rest.values()) >= tau:
        best = next(name for name in rest if rest[name] == max(rest.values()))
        kept.append((best, rest.pop(best)))
    if not kept and scores and max(scores) >= floor:
        kept = [(names[scores.index(max(scores))], max(scores))]
    assert select_tags(dict(zip(names, scores)), tau, k, floor) == kept


def test_selection_by_hand() -> None:
    scores = {"a": 0.4, "b": 0.5, "c": 0.9, "d": 0.6}
    assert select_tags(scores, tau=0.5, k=2, floor=0.2) == [("c", 0.9), ("d", 0.6)]
    assert select_tags(scores, tau=0.95, k=2, floor=0.9) == [("c", 0.9)]
    assert select_tags(scores, tau=0.95, k=2, floor=0.91) == []
    assert select_tags({}, tau=0.5, k=2, floor=0.0) == []


def _scored(folder: Path, backend: Scripted, tags: list[str], score: str) -> dict[str, float]:
    async def run() -> dict[str, float]:
        with AnswerCache(folder / "answers.jsonl") as cache:
            return await score_tags(LLMClient(backend, cache, load_templates()), "films", tags, "Alien", score=score)

    return asyncio.run(run())


def test_probability_of_each_tag(tmp_path: Path) -> None:
    backend = Scripted(yes=lambda text, prefix: {"- war:": 0.25, "- deep space:": 0.75}[prefix])
    assert _scored(tmp_path, backend, ["war", "deep-space"], "probability") == {"war": 0.25, "deep-space": 0.75}
    assert [request.text for request in backend.requests] == ["<item>Alien</item>"] * 2


def test_rating_of_each_tag(tmp_path: Path) -> None:
    backend = Scripted(["[3, 10]"])
    assert _scored(tmp_path, backend, ["war", "deep-space"], "rating") == {"war": 0.3, "deep-space": 1.0}
    assert backend.requests[0].text == "<item>Alien</item>\nTags: war, deep space"


@pytest.mark.parametrize("bad", ["[3]", "[3, 4, 5]", "[3, 11]", "[3, -1]", "[3, 4.5]", '{"war": 3}'])
def test_invalid_ratings(tmp_path: Path, bad: str) -> None:
    assert _scored(tmp_path, Scripted([bad, "[0, 5]"]), ["war", "love"], "rating") == {"war": 0.0, "love": 0.5}
    with pytest.raises(BackendError, match="no valid answer"):
        _scored(tmp_path / "2", Scripted([bad, bad]), ["war", "love"], "rating")


def test_candidates_share_words_of_any_alphabet() -> None:
    tags = ["crêpe", "po", "чайник", "电影"]
    assert candidate_tags(tags, [], None, "Poêle, crêpe; ЧАЙНИК", 2) == ["crêpe", "чайник"]
    assert candidate_tags(tags, [], None, "新 电影", 1) == ["电影"]
