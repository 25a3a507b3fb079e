"""Tag list of a domain: support, spelling variants, merging, and rules that drop tags."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.tagging.names import stem
from recbole_tema.tagging.vocabulary import (
    Tag,
    TagList,
    build_tag_list,
    most_distinctive,
    rule_violations,
    too_frequent,
    vocabulary_records,
)

SPELLINGS = ["space", "spaces", "comedy", "comedies", "war", "ocean", "oceans", "love-story", "love-stories"]
PROPOSALS = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.lists(st.sampled_from(SPELLINGS), max_size=6))


def test_list_by_hand() -> None:
    tag_list = build_tag_list(
        "films",
        {
            "1": ["spy", "comedies"],
            "2": ["comedy", "spy"],
            "3": ["comedy", "war"],
            "4": ["comedies", "comedy"],  # two spellings of one tag
            "5": [],
        },
    )
    assert tag_list.names == ["comedy", "spy", "war"]
    assert [tag.items for tag in tag_list.tags] == [["1", "2", "3", "4"], ["1", "2"], ["3"]]
    assert [tag.support for tag in tag_list.tags] == [4, 2, 1]
    assert tag_list.tags[0].history == ["round 0: proposed for 4 items"]
    assert tag_list.aliases == {"comedies": "comedy"}
    assert tag_list.resolve(["war", "comedies", "comedy", "unheard"]) == ["war", "comedy"]
    assert build_tag_list("films", {"1": ["b", "a"], "2": ["c", "c2"]}, 2).names == ["a", "b"]
    assert build_tag_list("films", {}).names == []


@given(PROPOSALS, st.one_of(st.none(), st.integers(1, 4)))
def test_supports_are_distinct_items_of_any_spelling(proposals: dict[str, list[str]], size: int | None) -> None:
    tag_list = build_tag_list("films", proposals, size)
    groups = {stem(tag) for tags in proposals.values() for tag in tags}
    assert len(tag_list.tags) == min(len(groups), size or len(groups))
    for tag in tag_list.tags:
        assert tag.items == [i for i, tags in proposals.items() if any(stem(t) == stem(tag.name) for t in tags)]
    assert [tag.support for tag in tag_list.tags] == sorted((tag.support for tag in tag_list.tags), reverse=True)
    counts = Counter(tag for tags in proposals.values() for tag in tags)
    for tag in tag_list.tags:
        assert counts[tag.name] == max(n for other, n in counts.items() if stem(other) == stem(tag.name))


@given(PROPOSALS.filter(lambda p: len(build_tag_list("", p).tags) > 1), st.data())
def test_every_merged_spelling_resolves_to_the_kept_tag(proposals: dict[str, list[str]], data: st.DataObject) -> None:
    tag_list = build_tag_list("films", proposals)
    resolved = {spelling: tag_list.resolve([spelling])[0] for tags in proposals.values() for spelling in tags}
    items = {
        name: {i for i, tags in proposals.items() if any(resolved[t] == name for t in tags)} for name in tag_list.names
    }
    for round_ in range(1, data.draw(st.integers(1, len(tag_list.tags) - 1)) + 1):
        into, merged = data.draw(st.permutations(tag_list.names))[:2]
        tag_list.merge(merged, into, round_, "test")
        resolved = {spelling: into if name == merged else name for spelling, name in resolved.items()}
        items[into] |= items.pop(merged)
    for spelling, name in resolved.items():
        assert tag_list.resolve([spelling]) == [name]
    assert tag_list.resolve(SPELLINGS) == list(dict.fromkeys(resolved[s] for s in SPELLINGS if s in resolved))
    assert {tag.name: set(tag.items) for tag in tag_list.tags} == items
    assert all(len(tag.items) == len(set(tag.items)) for tag in tag_list.tags)
    assert len(tag_list.dropped) == round_


def test_merge_and_drop_are_recorded() -> None:
    tag_list = TagList("films", [Tag("war", ["1", "2"]), Tag("combat", ["2", "3"]), Tag("ocean", ["4"])])
    tag_list.merge("combat", "war", 2, "cosine 0.91")
    assert tag_list.tags[0] == Tag("war", ["1", "2", "3"], ["round 2: merged with combat (cosine 0.91)"])
    tag_list.drop({"ocean": "dull", "not there": "?"}, 3)
    assert tag_list.dropped == [
        {"tag": "combat", "round": 2, "why": "synonym of war (cosine 0.91)"},
        {"tag": "ocean", "round": 3, "why": "dull"},
    ]
    assert tag_list.names == ["war"]
    assert tag_list.resolve(["combat", "ocean"]) == ["war"]


def _tags(**supports: int) -> list[Tag]:
    return [Tag(name.replace("_", "-"), [str(n) for n in range(count)]) for name, count in supports.items()]


def test_rule_violations_by_hand() -> None:
    texts = {str(n): f"Acme Bolt number {n}" for n in range(10)}
    texts["0"] = "Tea of some kind"
    tags = [
        *_tags(lego=1, acme_bolt=3, everywhere=5, often=4, food_kitchens=2, kitchen=2, kitchen_tools=2),
        Tag("tea", ["0"]),  # a text starts with it, but only one
    ]
    assert rule_violations(tags, texts, "Food_Kitchen", {"lego"}) == {
        "lego": "a brand",
        "acme-bolt": "like a brand: texts start with it",  # two of three
        "everywhere": "proposed for too many items",  # more than 4 of 10
        "food-kitchens": "the name of the domain",
    }
    # Three of five is not more than three fifths.
    edge = {str(n): "Acme tool" if n < 3 else "A tool" for n in range(20)}
    assert rule_violations(_tags(acme=5), edge, "x") == {}
    # A text must start with the whole word.
    assert rule_violations(_tags(acme=2), {str(n): "Acmeist poem" for n in range(20)}, "x") == {}


@pytest.mark.parametrize(("n_frequent", "reasons"), [(7, {}), (8, {"rare": "proposed for one item only"})])
def test_rare_tags_are_dropped_if_enough_remain(n_frequent: int, reasons: dict[str, str]) -> None:
    texts = {str(n): "text" for n in range(20)}
    tags = [*_tags(**{f"tag{n}": 2 for n in range(n_frequent)}), *_tags(rare=1)]
    assert rule_violations(tags, texts, "x") == reasons


def test_vocabulary_records_of_two_domains() -> None:
    film = TagList("films", [Tag("war", ["1", "2", "3", "4"], ["h"]), Tag("ocean", ["5"])])
    game = TagList("games", [Tag("war", [], ["added"])])
    assert vocabulary_records({"film": film, "game": game}, {"film": Counter({"war": 7})}) == [
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


def test_most_distinctive_tags_by_hand() -> None:
    # Of 12 items: "food" fits nearly all, "tea" and "brew" the same four, "green-tea" two of these, "oil" three others.
    tags = [
        Tag("food", list("abcdefghijk")),
        Tag("tea", list("abcd")),
        Tag("brew", list("abcd")),
        Tag("oil", list("efg")),
        Tag("green-tea", list("ab")),
        Tag("added", []),
    ]
    # log(13 / n) * n: food 1.84, tea and brew 4.71, oil 4.40, green-tea 3.74. After tea, brew has 2.36, green-tea 1.87;
    # after brew, food has 0.17 * (4 / 3 + 3 / 2 + 4) = 1.14 and green-tea 3.74 / 3 = 1.25.
    assert most_distinctive(tags, 6, 12) == ["tea", "oil", "brew", "green-tea", "food", "added"]
    assert most_distinctive(tags, 2, 12) == ["tea", "oil"]
    assert most_distinctive([], 2, 12) == []
    tag_list = TagList("food", list(tags), n_items=12)
    tag_list.keep_distinctive(3, 1)
    assert tag_list.names == ["tea", "brew", "oil"]
    assert {record["tag"] for record in tag_list.dropped} == {"food", "green-tea", "added"}


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), max_size=7), st.integers(0, 8))
def test_most_distinctive_tags_against_the_definition(item_sets: list[set[str]], size: int) -> None:
    tags = [Tag(f"t{n}", sorted(items)) for n, items in enumerate(item_sets)]
    chosen: list[Tag] = []
    while len(chosen) < size and any(tag.items and tag not in chosen for tag in tags):
        rest = [tag for tag in tags if tag.items and tag not in chosen]
        gains = [
            math.log(9 / tag.support) * sum(1 / (1 + sum(item in c.items for c in chosen)) for item in tag.items)
            for tag in rest
        ]
        chosen.append(rest[gains.index(max(gains))])
    rest_names = [tag.name for tag in tags if not tag.items]
    assert most_distinctive(tags, size, 8) == ([tag.name for tag in chosen] + rest_names)[:size]


def test_tags_of_too_many_matched_items() -> None:
    rare = {f"t{n}": 1 for n in range(8)}
    assert too_frequent({"bag": 31, "tea": 30, **rare}, 100) == {"bag": "fits too many items (31 of 100)"}
    # In a small domain, tags of up to five items stay.
    assert too_frequent({"bag": 6, "tea": 5, **rare}, 6) == {"bag": "fits too many items (6 of 6)"}
    # At least eight tags stay, the least frequent ones.
    assert too_frequent({f"t{n}": 90 + n for n in range(9)}, 100) == {"t8": "fits too many items (98 of 100)"}
    assert too_frequent({f"t{n}": 90 for n in range(8)}, 100) == {}
