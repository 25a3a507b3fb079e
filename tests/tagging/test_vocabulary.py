"""One list of tags a domain: support, spellings, merging, and faults that need no model."""

from __future__ import annotations

from collections import Counter
from typing import Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.tagging.names import stem
from recbole_tema.tagging.vocabulary import Tag, TagList, aggregate, as_records, plain_faults

SPELLINGS = ["space", "spaces", "comedy", "comedies", "war", "ocean", "oceans", "love-story", "love-stories"]
PROPOSALS = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.lists(st.sampled_from(SPELLINGS), max_size=6))


def test_a_list_by_hand() -> None:
    made = aggregate(
        "films",
        {
            "1": ["spy", "comedies"],
            "2": ["comedy", "spy"],
            "3": ["comedy", "war"],
            "4": ["comedies", "comedy"],  # two spellings of one tag
            "5": [],
        },
    )
    assert made.names == ["comedy", "spy", "war"]
    assert [tag.items for tag in made.tags] == [["1", "2", "3", "4"], ["1", "2"], ["3"]]
    assert [tag.support for tag in made.tags] == [4, 2, 1]
    assert made.tags[0].history == ["round 0: proposed for 4 items"]
    assert made.aliases == {"comedies": "comedy"}
    assert made.own(["war", "comedies", "comedy", "unheard"]) == ["war", "comedy"]
    assert aggregate("films", {"1": ["b", "a"], "2": ["c", "c2"]}, 2).names == ["a", "b"]
    assert aggregate("films", {}).names == []


@given(PROPOSALS, st.one_of(st.none(), st.integers(1, 4)))
def test_supports_are_distinct_items_of_any_spelling(proposals: dict[str, list[str]], size: Optional[int]) -> None:
    made = aggregate("films", proposals, size)
    groups = {stem(tag) for tags in proposals.values() for tag in tags}
    assert len(made.tags) == min(len(groups), size or len(groups))
    for tag in made.tags:
        assert tag.items == [i for i, tags in proposals.items() if any(stem(t) == stem(tag.name) for t in tags)]
    assert [tag.support for tag in made.tags] == sorted((tag.support for tag in made.tags), reverse=True)
    everywhere = Counter(tag for tags in proposals.values() for tag in tags)
    for tag in made.tags:
        assert everywhere[tag.name] == max(n for other, n in everywhere.items() if stem(other) == stem(tag.name))


@given(PROPOSALS.filter(lambda p: len(aggregate("", p).tags) > 1), st.data())
def test_every_merged_spelling_stands_for_the_tag_that_survives(
    proposals: dict[str, list[str]], data: st.DataObject
) -> None:
    made = aggregate("films", proposals)
    stands = {spelling: made.own([spelling])[0] for tags in proposals.values() for spelling in tags}
    items = {name: {i for i, tags in proposals.items() if any(stands[t] == name for t in tags)} for name in made.names}
    for round_ in range(1, data.draw(st.integers(1, len(made.tags) - 1)) + 1):
        into, gone = data.draw(st.permutations(made.names))[:2]
        made.merge(gone, into, round_, "test")
        stands = {spelling: into if name == gone else name for spelling, name in stands.items()}
        items[into] |= items.pop(gone)
    for spelling, name in stands.items():
        assert made.own([spelling]) == [name]
    assert made.own(SPELLINGS) == list(dict.fromkeys(stands[s] for s in SPELLINGS if s in stands))
    assert {tag.name: set(tag.items) for tag in made.tags} == items
    assert all(len(tag.items) == len(set(tag.items)) for tag in made.tags)
    assert len(made.dropped) == round_


def test_a_merge_and_a_drop_are_recorded() -> None:
    made = TagList("films", [Tag("war", ["1", "2"]), Tag("combat", ["2", "3"]), Tag("ocean", ["4"])])
    made.merge("combat", "war", 2, "cosine 0.91")
    assert made.tags[0] == Tag("war", ["1", "2", "3"], ["round 2: took in combat (cosine 0.91)"])
    made.drop({"ocean": "dull", "not there": "?"}, 3)
    assert made.dropped == [
        {"tag": "combat", "round": 2, "why": "same as war (cosine 0.91)"},
        {"tag": "ocean", "round": 3, "why": "dull"},
    ]
    assert made.names == ["war"]
    assert made.own(["combat", "ocean"]) == ["war"]


def _tags(**supports: int) -> list[Tag]:
    return [Tag(name.replace("_", "-"), [str(n) for n in range(count)]) for name, count in supports.items()]


def test_plain_faults_by_hand() -> None:
    texts = {str(n): f"Acme Bolt number {n}" for n in range(10)}
    texts["0"] = "Tea of some kind"
    tags = [
        *_tags(lego=1, acme_bolt=3, everywhere=5, often=4, food_kitchens=2, kitchen=2, kitchen_tools=2),
        Tag("tea", ["0"]),  # a text begins with it, but one text only
    ]
    assert plain_faults(tags, texts, "Food_Kitchen", {"lego"}) == {
        "lego": "a brand",
        "acme-bolt": "like a brand: texts begin with it",  # two of three
        "everywhere": "fits too many items",  # more than 4 of 10
        "food-kitchens": "the domain's own name",
    }
    # Three of five is not more than three fifths.
    edge = {str(n): "Acme tool" if n < 3 else "A tool" for n in range(20)}
    assert plain_faults(_tags(acme=5), edge, "x") == {}
    # It must begin a text as a word.
    assert plain_faults(_tags(acme=2), {str(n): "Acmeist poem" for n in range(20)}, "x") == {}


@pytest.mark.parametrize(("often", "faults"), [(7, {}), (8, {"rare": "proposed for one item only"})])
def test_rare_tags_are_dropped_where_enough_are_left(often: int, faults: dict[str, str]) -> None:
    texts = {str(n): "text" for n in range(20)}
    tags = [*_tags(**{f"tag{n}": 2 for n in range(often)}), *_tags(rare=1)]
    assert plain_faults(tags, texts, "x") == faults


def test_records_of_the_union() -> None:
    film = TagList("films", [Tag("war", ["1", "2", "3", "4"], ["h"]), Tag("ocean", ["5"])])
    game = TagList("games", [Tag("war", [], ["added"])])
    assert as_records({"film": film, "game": game}, {"film": Counter({"war": 7})}) == [
        {
            "tag": "ocean",
            "domains": ["film"],
            "in": {"film": {"support": 1, "items_tagged": 0, "examples": ["5"], "history": []}},
        },
        {
            "tag": "war",
            "domains": ["film", "game"],
            "in": {
                "film": {"support": 4, "items_tagged": 7, "examples": ["1", "2", "3"], "history": ["h"]},
                "game": {"support": 0, "items_tagged": 0, "examples": [], "history": ["added"]},
            },
        },
    ]
