"""Tag names: spelling variants, and words that are too vague to be tags."""

from __future__ import annotations

import re

from recbole_tema.files.words import has_case, is_ideographic, n_letters

MAX_TAG_LETTERS = 25
# Words that fit every item, that rate an item instead of describing it, or that name a facet instead of a value of it.
# English only, as are the rules of `stem`.
VAGUE = frozenset(
    [
        "amazing", "audience", "award", "beautiful", "best", "catalogue", "category", "classic", "color", "convenient",
        "cool", "delicious", "durable", "easy", "enjoyable", "entertaining", "entertainment", "essential", "excellent",
        "famous", "favorite", "feature", "features", "film", "films", "flavor", "fun", "function", "functional",
        "general", "genre", "good", "great", "high-quality", "home", "intense", "interesting", "item", "items", "kind",
        "life", "material", "modern", "mood", "movie", "movies", "new", "nice", "occasion", "original", "other",
        "perfect", "plot", "popular", "practical", "premium", "product", "products", "purpose", "quality", "setting",
        "special", "story", "style", "stylish", "tag", "tags", "theme", "thing", "things", "top", "type", "unique",
        "use", "useful", "various", "versatile",
    ]
)  # fmt: skip

# Words for how an item is packed or counted, which say nothing of what it is.
PACKAGING = frozenset(
    [
        "amount", "assorted", "assortment", "bag", "bags", "box", "boxes", "bulk", "bundle", "carton", "container",
        "containers", "count", "multipack", "pack", "package", "packages", "packaged", "packaging", "packet", "packets",
        "packs", "pair", "piece", "pieces", "pouch", "quantity", "set", "sets", "single-pack", "size", "sizes", "unit",
        "units", "variety", "variety-pack", "volume", "weight", "wrapper",
    ]
)  # fmt: skip


def stem(tag_slug: str) -> str:
    """Key that spelling variants of a tag share: ``spaces`` and ``space``, ``comedies`` and ``comedy``."""
    return "-".join(_word_stem(word) if len(word) > 4 else word for word in tag_slug.split("-"))


def _word_stem(word: str) -> str:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return re.sub(r"y$", "i", re.sub(r"e$", "", singular))


def is_usable(tag_slug: str) -> bool:
    """Whether a slug can be a tag: 3 to 25 letters, at most two words, neither vague nor packaging nor a number.

    In scripts without capitals, whose words are shorter, two letters suffice, and in Chinese and Japanese one.
    """
    is_name = min_letters(tag_slug) <= n_letters(tag_slug) <= MAX_TAG_LETTERS and tag_slug.count("-") <= 1
    return is_name and tag_slug not in (VAGUE | PACKAGING) and not tag_slug.isdigit()


def min_letters(tag: str) -> int:
    """Minimum number of letters of a tag in its script."""
    if tag.isascii() or has_case(tag):
        return 3
    return 1 if is_ideographic(tag) else 2


def is_tag_length(tag: str) -> bool:
    """Whether a text of a model's answer is neither too short nor too long for a tag."""
    return min_letters(tag) <= len(tag) and n_letters(tag) <= MAX_TAG_LETTERS
