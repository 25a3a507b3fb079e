"""Slugs, spellings that meet, and words that say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.tagging.names import VAGUE, slug, spoken, stem, usable


@pytest.mark.parametrize(
    ("tag", "made"),
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
def test_slug(tag: str, made: str) -> None:
    assert slug(tag) == made


@given(st.text())
def test_a_slug_is_one_token_and_its_own_slug(tag: str) -> None:
    made = slug(tag)
    assert len(made.split()) <= 1 and slug(made) == made == slug(spoken(made))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
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
def test_spellings_meet(one: str, other: str, meet: bool) -> None:
    assert (stem(one) == stem(other)) == meet


@pytest.mark.parametrize(
    ("made", "good"),
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
def test_usable(made: str, good: bool) -> None:
    assert usable(made) == good


def test_vague_words_are_slugs() -> None:
    assert {slug(word) for word in VAGUE} == VAGUE
