"""Slugs, spelling variants and vague words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.names import VAGUE, is_usable, stem


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (" Science  Fiction!", "science-fiction"),
        ("sci-fi", "sci-fi"),
        ("1960s", "1960s"),
        ("R&B", "r-b"),
        ("café", "caf"),
        ("日本", ""),
        ('"]} {"tags": ["hacked"', "tags-hacked"),
    ],
)
def test_slug(tag: str, expected: str) -> None:
    assert slug(tag) == expected


@given(st.text())
def test_slug_is_one_token_and_idempotent(tag: str) -> None:
    once = slug(tag)
    assert len(once.split()) <= 1 and slug(once) == once == slug(slug_to_words(once))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("spaces", "space", True),
        ("comedies", "comedy", True),
        ("love-stories", "love-story", True),
        ("classes", "class", True),
        ("movie", "movies", True),
        ("boxes", "box", True),
        ("toys", "toy", False),  # too short to tell a plural from another word
        ("mars", "mar", False),
        ("glass", "glas", False),
        ("ocean", "oceanic", False),
    ],
)
def test_spelling_variants_share_a_stem(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) == same


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("war", True),
        ("red-wine", True),
        ("1960s", True),
        ("ab", False),
        ("", False),
        ("a-very-long", False),
        ("1979", False),
        ("x" * 25, True),
        ("x" * 26, False),
        ("great", False),
        ("high-quality", False),
    ],
)
def test_usable_names(name: str, expected: bool) -> None:
    assert is_usable(name) == expected


def test_vague_words_are_slugs() -> None:
    assert {slug(word) for word in VAGUE} == VAGUE
