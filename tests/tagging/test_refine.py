"""Rounds of refinement, and their record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.refine import merge_synonyms, refine
from recbole_tema.tagging.vocabulary import Tag, TagList
from tests.tagging.doubles import Scripted, review

NAMES = ["war", "love-story", "romance", "space", "police", "horror", "family", "heist", "sports", "ocean"]


def _list(names: Sequence[str] = NAMES) -> TagList:
    """Tags with decreasing support."""
    return TagList("films", [Tag(name, [str(n) for n in range(len(names) - i)]) for i, name in enumerate(names)])


def _refined(folder: Path, backend: Scripted, tag_list: TagList, **options: Any) -> TagList:
    async def run() -> None:
        with AnswerCache(folder / "answers.jsonl") as cache:
            await refine(LLMClient(backend, cache, load_templates()), tag_list, **{"rounds": 3, "size": 80, **options})

    asyncio.run(run())
    return tag_list


def _quality(probabilities: Mapping[str, float], otherwise: float = 0.6) -> Callable[[str, str], float]:
    """Yes-probability of each tag."""
    return lambda text, prefix: probabilities.get(prefix[2:-1], otherwise)


def _angles(degrees: Mapping[str, float]) -> Callable[[Sequence[str]], np.ndarray]:
    """Vectors of names as directions in a plane, which determine their cosines."""
    return lambda names: np.array([[np.cos(a), np.sin(a)] for a in np.deg2rad([degrees[n] for n in names])])


def test_three_rounds_by_hand(tmp_path: Path) -> None:
    backend = Scripted(
        [
            review(4, add=["western", "oceans", "Great", "Love Story"]),  # a spelling, a vague tag, a dropped tag
            review(5, drop=["western"], add=["western", "musical"]),
        ],
        _quality({"love story": 0.1, "romance": 0.19, "space": 0.2, "musical": 0.1}),
    )
    tag_list = _refined(tmp_path, backend, _list())
    kept = ["war", "space", "police", "horror", "family", "heist", "sports", "ocean", "western"]
    assert tag_list.names == kept
    assert tag_list.dropped == [
        {"tag": "love-story", "round": 1, "why": "yes-probability 0.10"},
        {"tag": "romance", "round": 1, "why": "yes-probability 0.19"},
        {"tag": "musical", "round": 2, "why": "yes-probability 0.10"},
    ]
    assert tag_list.tags[-1] == Tag("western", [], ["round 1: added by the model"])
    # (.1 + .19 + .2 + 7 * .6) / 10, (.2 + 8 * .6) / 9
    assert tag_list.scores == [0.469, 0.556]
    # Judgements are cached. "musical" is judged when it is added, and after dropping it the list is unchanged.
    assert backend.kinds() == {"judge": 12, "review": 2}
    # The review is without the tags that were just judged bad.
    assert backend.requests[10].text == "Tags: war, space, police, horror, family, heist, sports, ocean"


def test_round_without_changes_is_the_last(tmp_path: Path) -> None:
    backend = Scripted([review()], _quality({}))
    tag_list = _refined(tmp_path, backend, _list())
    assert (tag_list.names, tag_list.scores, tag_list.dropped) == (NAMES, [0.6], [])


def test_list_with_a_high_score_is_unchanged(tmp_path: Path) -> None:
    tag_list = _refined(tmp_path, Scripted([review(1, add=["western"])], _quality({"war": 0.0}, 0.9)), _list())
    assert (tag_list.names, tag_list.scores) == (NAMES, [0.81])


def test_worst_tags_are_dropped_first(tmp_path: Path) -> None:
    backend = Scripted([review()] * 2, _quality({"war": 0.19, "space": 0.1, "ocean": 0.15}, 0.7))
    tag_list = _refined(tmp_path, backend, _list(), rounds=1)
    assert [record["tag"] for record in tag_list.dropped] == ["space", "ocean"]
    assert len(tag_list.tags) == 8
    assert _refined(tmp_path, backend, _list(NAMES[:4]), rounds=1).names == NAMES[:4]


def test_refinement_by_ratings(tmp_path: Path) -> None:
    backend = Scripted([review(4, drop=["love story", "unheard"], add=["western"]), review(9, drop=["war"])])
    tag_list = _refined(tmp_path, backend, _list(), score="rating", rounds=5)
    assert tag_list.names == ["war", *NAMES[2:], "western"] and tag_list.scores == [0.4, 0.9]
    assert tag_list.dropped == [{"tag": "love-story", "round": 1, "why": "review: vague, a name, or a duplicate"}]
    assert backend.kinds() == {"review": 2}


@pytest.mark.parametrize("otherwise", [0.6, 0.9])
def test_list_is_truncated_whatever_its_score(tmp_path: Path, otherwise: float) -> None:
    tag_list = _refined(
        tmp_path, Scripted([review(add=["western"])], _quality({}, otherwise)), _list(), size=4, rounds=1
    )
    # Tag i has the first 10 - i of 10 items. Gains log(11 / n) * n: 0.95, 1.81, 2.55, 3.16, 3.64, 3.94, 4.05 (family),
    # 3.90, 3.41, 2.40. With the first four items counting half, police (2.42), then space (1.51), then horror (1.05).
    assert tag_list.names == ["space", "police", "horror", "family"] + ["western"] * (otherwise == 0.6)
    assert {record["why"] for record in tag_list.dropped} == {"list size exceeded: others distinguish items better"}


def test_invalid_review_keeps_earlier_rounds(tmp_path: Path) -> None:
    backend = Scripted([review(add=["western"]), "nonsense", '{"score": 11, "drop": [], "add": []}'], _quality({}))
    tag_list = _list()
    with pytest.raises(BackendError, match="no valid answer"):
        _refined(tmp_path, backend, tag_list, size=9)
    without_ocean = NAMES[:9]  # the only item of ocean has all tags
    assert tag_list.names == [*without_ocean, "western"]
    tag_list = _list()
    with pytest.raises(BackendError, match="no valid answer"):
        _refined(tmp_path / "first", Scripted(["bad", "bad"], _quality({})), tag_list, size=9)
    assert tag_list.names == without_ocean


def test_surplus_edits_of_a_review_are_left_out(tmp_path: Path) -> None:
    added = ["western", "suitable for vegans and vegetarians", "musical", *(f"new {c}{c}{c}" for c in "abcdef")]
    backend = Scripted([review(4, add=added)], _quality({}))
    tag_list = _refined(tmp_path, backend, _list(), rounds=1)
    assert tag_list.names[len(NAMES) :] == ["western", "musical", "new-aaa", "new-bbb", "new-ccc", "new-ddd"]


def test_no_rounds_make_no_requests(tmp_path: Path) -> None:
    assert _refined(tmp_path, Scripted([]), _list(), rounds=0).names == NAMES


def test_synonyms_are_merged_within_a_round(tmp_path: Path) -> None:
    degrees = {name.replace("-", " "): 35.0 * i for i, name in enumerate(NAMES)}
    degrees["romance"] = degrees["love story"] + 20  # cosine .94
    tag_list = _list()
    tag_list.aliases = {"romances": "romance"}
    backend = Scripted([review(), review()], _quality({}))
    _refined(tmp_path, backend, tag_list, embed=_angles(degrees))
    assert tag_list.names == [name for name in NAMES if name != "romance"]
    assert tag_list.tags[1].history == ["round 1: merged with romance (cosine 0.94)"]
    assert tag_list.dropped == [{"tag": "romance", "round": 1, "why": "synonym of love-story (cosine 0.94)"}]
    assert tag_list.resolve(["romances", "romance"]) == ["love-story"]


def _list_of(**items: str) -> TagList:
    return TagList("films", [Tag(name, list(ids)) for name, ids in items.items()])


def test_less_supported_tag_is_merged_into_the_other() -> None:
    tag_list = _list_of(rare="a", common="bcd", far="e")
    merge_synonyms(tag_list, _angles({"rare": 0, "common": 10, "far": 90}), 1)
    assert [(tag.name, tag.items) for tag in tag_list.tags] == [("common", ["b", "c", "d", "a"]), ("far", ["e"])]


def test_first_of_two_equally_supported_tags_is_kept() -> None:
    tag_list = _list_of(one="ab", two="cd")
    merge_synonyms(tag_list, _angles({"one": 0, "two": 30}), 1)
    assert tag_list.names == ["one"]
    tag_list = _list_of(one="ab", two="cd")
    merge_synonyms(tag_list, _angles({"one": 0, "two": 32}), 1)  # cosine .848
    assert tag_list.names == ["one", "two"]


def test_general_and_specific_tags_are_not_merged() -> None:
    tag_list = _list_of(**{"tea": "ab", "green-teas": "c", "drinking": "d", "drink": "e"})
    merge_synonyms(tag_list, _angles({"tea": 0, "green teas": 5, "drinking": 90, "drink": 95}), 1)
    assert tag_list.names == ["tea", "green-teas", "drinking"]


def test_closest_pair_is_merged_first_and_adds_its_support() -> None:
    # b is merged into a, which then has more support than c; b is also close to d, but already merged.
    tag_list = _list_of(c="1234", a="567", b="89", d="x")
    merge_synonyms(tag_list, _angles({"a": 0, "b": 5, "c": -25, "d": 33}), 1)
    assert [(tag.name, tag.support) for tag in tag_list.tags] == [("a", 9), ("d", 1)]
    assert tag_list.resolve(["a", "b", "c", "d"]) == ["a", "d"]
    assert [record["tag"] for record in tag_list.dropped] == ["b", "c"]


def test_single_tag_is_not_embedded() -> None:
    tag_list = _list_of(one="a")
    merge_synonyms(tag_list, lambda names: np.stack([]), 1)
    assert tag_list.names == ["one"]
