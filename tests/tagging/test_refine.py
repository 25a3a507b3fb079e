"""The model corrects its own list; each round says what it did."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pytest

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import Asker
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.refine import merge_synonyms, refine
from recbole_tema.tagging.vocabulary import Tag, TagList
from tests.tagging.doubles import Scripted, review

NAMES = ["war", "love-story", "romance", "space", "police", "horror", "family", "heist", "sports", "ocean"]


def _list(names: Sequence[str] = NAMES) -> TagList:
    """Each is proposed for one item less than the one before."""
    return TagList("films", [Tag(name, [str(n) for n in range(len(names) - i)]) for i, name in enumerate(names)])


def _refined(folder: Path, backend: Scripted, made: TagList, **options: Any) -> TagList:
    async def run() -> None:
        with AnswerCache(folder / "answers.jsonl") as cache:
            await refine(Asker(backend, cache, load_templates()), made, **{"rounds": 3, "size": 80, **options})

    asyncio.run(run())
    return made


def _good(shares: Mapping[str, float], otherwise: float = 0.6) -> Callable[[str, str], float]:
    """How good the model says each tag is."""
    return lambda text, opening: shares.get(opening[2:-1], otherwise)


def _angles(degrees: Mapping[str, float]) -> Callable[[Sequence[str]], np.ndarray]:
    """Names as directions in a plane, so that cosines are known."""
    return lambda names: np.array([[np.cos(a), np.sin(a)] for a in np.deg2rad([degrees[n] for n in names])])


def test_three_rounds_by_hand(tmp_path: Path) -> None:
    backend = Scripted(
        [
            review(4, add=["western", "oceans", "Great", "Love Story"]),  # a spelling, a vague one, one just dropped
            review(5, drop=["western"], add=["western", "musical"]),
        ],
        _good({"love story": 0.1, "romance": 0.19, "space": 0.2, "musical": 0.1}),
    )
    made = _refined(tmp_path, backend, _list())
    kept = ["war", "space", "police", "horror", "family", "heist", "sports", "ocean", "western"]
    assert made.names == kept
    assert made.dropped == [
        {"tag": "love-story", "round": 1, "why": "the model: good with probability 0.10"},
        {"tag": "romance", "round": 1, "why": "the model: good with probability 0.19"},
        {"tag": "musical", "round": 2, "why": "the model: good with probability 0.10"},
    ]
    assert made.tags[-1] == Tag("western", [], ["round 1: added by the model"])
    # (.1 + .19 + .2 + 7 * .6) / 10, (.2 + 8 * .6) / 9
    assert made.scores == [0.469, 0.556]
    # What was judged once is not judged again; "musical" is judged as it comes, and without it the list is as before.
    assert backend.kinds() == {"judge": 12, "review": 2}
    # The model reviews what it has not just called bad.
    assert backend.requests[10].text == "Tags: war, space, police, horror, family, heist, sports, ocean"


def test_a_round_that_changes_nothing_is_the_last(tmp_path: Path) -> None:
    backend = Scripted([review()], _good({}))
    made = _refined(tmp_path, backend, _list())
    assert (made.names, made.scores, made.dropped) == (NAMES, [0.6], [])


def test_a_model_that_is_content_leaves_the_list(tmp_path: Path) -> None:
    made = _refined(tmp_path, Scripted([review(1, add=["western"])], _good({"war": 0.0}, 0.9)), _list())
    assert (made.names, made.scores) == (NAMES, [0.81])


def test_worst_go_first_where_few_may(tmp_path: Path) -> None:
    backend = Scripted([review()] * 2, _good({"war": 0.19, "space": 0.1, "ocean": 0.15}, 0.7))
    made = _refined(tmp_path, backend, _list(), rounds=1)
    assert [record["tag"] for record in made.dropped] == ["space", "ocean"]
    assert len(made.tags) == 8
    assert _refined(tmp_path, backend, _list(NAMES[:4]), rounds=1).names == NAMES[:4]


def test_written_judgement(tmp_path: Path) -> None:
    backend = Scripted([review(4, drop=["love story", "unheard"], add=["western"]), review(9, drop=["war"])])
    made = _refined(tmp_path, backend, _list(), score="rating", rounds=5)
    assert made.names == ["war", *NAMES[2:], "western"] and made.scores == [0.4, 0.9]
    assert made.dropped == [{"tag": "love-story", "round": 1, "why": "the model: vague, a name, or said twice"}]
    assert backend.kinds() == {"review": 2}


@pytest.mark.parametrize("otherwise", [0.6, 0.9])
def test_the_list_has_its_size_even_where_the_model_is_content(tmp_path: Path, otherwise: float) -> None:
    made = _refined(tmp_path, Scripted([review(add=["western"])], _good({}, otherwise)), _list(), size=4, rounds=1)
    assert made.names == NAMES[:4] + ["western"] * (otherwise == 0.6)
    assert {record["why"] for record in made.dropped} == {"beyond the list's size"}


def test_a_bad_review_leaves_the_rounds_before_it(tmp_path: Path) -> None:
    backend = Scripted([review(add=["western"]), "nonsense", '{"score": 11, "drop": [], "add": []}'], _good({}))
    made = _list()
    with pytest.raises(BackendError, match="no usable answer"):
        _refined(tmp_path, backend, made, size=9)
    assert made.names == [*NAMES[:9], "western"]
    made = _list()
    with pytest.raises(BackendError, match="no usable answer"):
        _refined(tmp_path / "first", Scripted(["bad", "bad"], _good({})), made, size=9)
    assert made.names == NAMES[:9]


def test_no_rounds_no_requests(tmp_path: Path) -> None:
    assert _refined(tmp_path, Scripted([]), _list(), rounds=0).names == NAMES


def test_synonyms_are_merged_within_a_round(tmp_path: Path) -> None:
    degrees = {name.replace("-", " "): 35.0 * i for i, name in enumerate(NAMES)}
    degrees["romance"] = degrees["love story"] + 20  # cosine .94
    made = _list()
    made.aliases = {"romances": "romance"}
    backend = Scripted([review(), review()], _good({}))
    _refined(tmp_path, backend, made, embed=_angles(degrees))
    assert made.names == [name for name in NAMES if name != "romance"]
    assert made.tags[1].history == ["round 1: took in romance (cosine 0.94)"]
    assert made.dropped == [{"tag": "romance", "round": 1, "why": "same as love-story (cosine 0.94)"}]
    assert made.own(["romances", "romance"]) == ["love-story"]


def _supported(**items: str) -> TagList:
    return TagList("films", [Tag(name, list(ids)) for name, ids in items.items()])


def test_the_rarer_goes_into_the_commoner() -> None:
    made = _supported(rare="a", common="bcd", far="e")
    merge_synonyms(made, _angles({"rare": 0, "common": 10, "far": 90}), 1)
    assert [(tag.name, tag.items) for tag in made.tags] == [("common", ["b", "c", "d", "a"]), ("far", ["e"])]


def test_of_two_that_are_as_common_the_first_stays() -> None:
    made = _supported(one="ab", two="cd")
    merge_synonyms(made, _angles({"one": 0, "two": 30}), 1)
    assert made.names == ["one"]
    made = _supported(one="ab", two="cd")
    merge_synonyms(made, _angles({"one": 0, "two": 32}), 1)  # cosine .848
    assert made.names == ["one", "two"]


def test_the_closest_pair_is_merged_first_and_counts_together() -> None:
    # b goes into a, which then is commoner than c; b is also near d, but gone.
    made = _supported(c="1234", a="567", b="89", d="x")
    merge_synonyms(made, _angles({"a": 0, "b": 5, "c": -25, "d": 33}), 1)
    assert [(tag.name, tag.support) for tag in made.tags] == [("a", 9), ("d", 1)]
    assert made.own(["a", "b", "c", "d"]) == ["a", "d"]
    assert [record["tag"] for record in made.dropped] == ["b", "c"]


def test_one_tag_needs_no_vectors() -> None:
    made = _supported(one="a")
    merge_synonyms(made, lambda names: np.stack([]), 1)
    assert made.names == ["one"]
