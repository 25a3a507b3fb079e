"""What a tag may look like, and which tags say nothing."""

from __future__ import annotations

import re

# They fit every item, or say how good it is and not what it is.
VAGUE = frozenset(
    [
        "amazing",
        "audience",
        "award",
        "beautiful",
        "best",
        "catalogue",
        "classic",
        "convenient",
        "cool",
        "delicious",
        "durable",
        "easy",
        "enjoyable",
        "entertaining",
        "entertainment",
        "essential",
        "excellent",
        "famous",
        "favorite",
        "film",
        "films",
        "fun",
        "functional",
        "general",
        "good",
        "great",
        "high-quality",
        "home",
        "intense",
        "interesting",
        "item",
        "items",
        "kind",
        "life",
        "modern",
        "mood",
        "movie",
        "movies",
        "new",
        "nice",
        "original",
        "other",
        "perfect",
        "plot",
        "popular",
        "practical",
        "premium",
        "product",
        "products",
        "quality",
        "setting",
        "special",
        "story",
        "stylish",
        "tag",
        "tags",
        "theme",
        "thing",
        "things",
        "top",
        "unique",
        "useful",
        "various",
        "versatile",
    ]
)


def slug(tag: str) -> str:
    """``Science Fiction!`` -> ``science-fiction``: one token that a person can read and edit."""
    return "-".join(re.findall(r"[a-z0-9]+", tag.lower()))


def spoken(tag_slug: str) -> str:
    """``science-fiction`` -> ``science fiction``: as a model reads it."""
    return tag_slug.replace("-", " ")


def stem(tag_slug: str) -> str:
    """A key under which spellings of one tag meet: ``spaces`` and ``space``, ``comedies`` and ``comedy``."""
    return "-".join(_word_stem(word) if len(word) > 4 else word for word in tag_slug.split("-"))


def _word_stem(word: str) -> str:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return re.sub(r"y$", "i", re.sub(r"e$", "", singular))


def usable(tag_slug: str) -> bool:
    """Neither vague nor over-long, at most two words, no bare number."""
    words = tag_slug.split("-")
    return 3 <= len(tag_slug) <= 25 and len(words) <= 2 and tag_slug not in VAGUE and not tag_slug.isdigit()
