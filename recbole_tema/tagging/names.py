"""Tag names: spelling variants, and words that are too vague to be tags."""

from __future__ import annotations

import re

# Words that fit every item, or that rate an item instead of describing it.
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


def stem(tag_slug: str) -> str:
    """Key that spelling variants of a tag share: ``spaces`` and ``space``, ``comedies`` and ``comedy``."""
    return "-".join(_word_stem(word) if len(word) > 4 else word for word in tag_slug.split("-"))


def _word_stem(word: str) -> str:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return re.sub(r"y$", "i", re.sub(r"e$", "", singular))


def is_usable(tag_slug: str) -> bool:
    """Whether a slug can be a tag: 3 to 25 characters, at most two words, neither vague nor a number."""
    words = tag_slug.split("-")
    return 3 <= len(tag_slug) <= 25 and len(words) <= 2 and tag_slug not in VAGUE and not tag_slug.isdigit()
