"""Slugs, spelling variants and vague words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.names import PACKAGING, VAGUE, is_usable, stem


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (" Science  Fiction!", "science-fiction"),
        ("sci-fi", "sci-fi"),
        ("1960s", "1960s"),
        ("R&B", "r-b"),
        ("café", "café"),
        ("Crème brûlée", "crème-brûlée"),
        ("cre\u0300me", "crème"),
        ("Möbel & Küche", "möbel-küche"),
        ("Straße", "straße"),
        ("Электрический чайник", "электрический-чайник"),
        ("ΚΑΦΈΣ", "καφές"),
        ("日本", "日本"),
        ("日本・東京", "日本-東京"),
        ("ＣＤプレーヤー２", "cdプレーヤー2"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("한국 영화", "한국-영화"),
        ("หม้อหุงข้าว", "หม้อหุงข้าว"),
        ("हिन्दी फ़िल्में", "हिन्दी-फ\u093cिल्में"),
        ("कुकिंग\u200d\u0937", "कुकिंग\u200d\u0937"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("tea ☕\ufe0f 3\ufe0f\u20e3", "tea-3"),
        ("👨\u200d👩\u200d👧", ""),
        ("_\u0301_", ""),
        ("Lego™", "lego"),
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
        ("bag", False),
        ("packaging", False),
        ("set", False),
        ("container", False),
        ("tea-bag", True),
        ("high-quality", False),
        ("电影", True),
        ("茶", True),
        ("영화", True),
        ("शायरी", True),
        ("ชา", True),
        ("и", False),
        ("én", False),
        ("été", True),
        ("электрический-чайник", True),
        ("x" * 24 + "é\u0331", True),
        ("é" * 26, False),
        ("٢٠", False),
    ],
)
def test_usable_names(name: str, expected: bool) -> None:
    assert is_usable(name) == expected


def test_vague_words_are_slugs() -> None:
    assert {slug(word) for word in VAGUE | PACKAGING} == VAGUE | PACKAGING
