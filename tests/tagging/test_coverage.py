"""Coverage of items by tags, by hand."""

from __future__ import annotations

from recbole_tema.tagging.coverage import coverage

TAGS = {
    "1": [("tea", 0.9), ("green-tea", 0.7)],
    "2": [("green-tea", 0.8), ("tea", 0.85)],  # the same set as item 1
    "3": [("tea", 0.8)],
    "4": [("coffee", 0.3)],  # by the floor
    "5": [],
    "other": [("tea", 1.0)],  # of another domain
}


def test_coverage_by_hand() -> None:
    assert coverage("123456", TAGS, 0.8) == {
        "items": 6,
        "items_tagged": 4,
        "items_at_tau": 3,
        "items_by_floor": 1,
        "items_not_distinguished": 2,
        "tag_sets": 3,
        "tags_per_item": 1.5,
    }


def test_without_tau_or_tags() -> None:
    unknown = coverage("14", TAGS, None)
    assert (unknown["items_at_tau"], unknown["items_by_floor"], unknown["tag_sets"]) == (None, None, 2)
    assert set(coverage([], {}, 0.5).values()) == {0}
