"""Stage 1: a list of tags for each domain, proposed and refined by the language model."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from recbole_tema.tagging.asking import Asker
from recbole_tema.tagging.prompts import TAG_PATTERN, propose_messages, review_messages

Tag = Annotated[str, Field(min_length=3, max_length=25)]
_PROPOSAL: TypeAdapter[list[str]] = TypeAdapter(Annotated[list[Tag], Field(min_length=1, max_length=5)])
_PROPOSAL_SCHEMA = {
    "type": "array",
    "items": {"type": "string", "pattern": TAG_PATTERN},
    "minItems": 5,
    "maxItems": 5,
}
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
        "cool",
        "entertaining",
        "entertainment",
        "enjoyable",
        "excellent",
        "famous",
        "favorite",
        "film",
        "films",
        "fun",
        "general",
        "good",
        "great",
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
        "premium",
        "product",
        "products",
        "quality",
        "setting",
        "special",
        "story",
        "tag",
        "tags",
        "theme",
        "thing",
        "things",
        "top",
        "unique",
        "various",
    ]
)


class Review(BaseModel):
    """The model's judgement of its own list."""

    score: int = Field(ge=0, le=10)
    drop: list[str] = Field(max_length=6)
    add: list[Tag] = Field(max_length=6)


_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


def slug(tag: str) -> str:
    """``Science Fiction!`` -> ``science-fiction``: one token that a person can read and edit."""
    return "-".join(re.findall(r"[a-z0-9]+", tag.lower()))


def stem(tag_slug: str) -> str:
    """A key under which spellings of one tag meet: ``spaces`` and ``space``, ``comedies`` and ``comedy``."""
    return "-".join(_word_stem(word) if len(word) > 4 else word for word in tag_slug.split("-"))


def _word_stem(word: str) -> str:
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return re.sub(r"y$", "i", re.sub(r"e$", "", singular))


def usable(tag_slug: str) -> bool:
    """Neither vague nor over-long, at most two words."""
    words = tag_slug.split("-")
    return 3 <= len(tag_slug) <= 25 and len(words) <= 2 and tag_slug not in VAGUE


def sample_ids(item_ids: Iterable[str], size: int, seed: int) -> list[str]:
    """A sample that depends on ids and seed only, not on their order in the file."""
    key = {i: hashlib.sha256(f"{seed}\t{i}".encode()).hexdigest() for i in item_ids}
    return sorted(key, key=key.__getitem__)[:size]


def propose(asker: Asker, about: str, text: str) -> list[str]:
    """The model's own tags for one item, as distinct usable slugs.

    Raises
    ------
    BackendError
        If the model gives no usable answer.
    """
    answer = asker.validated(propose_messages(about, text), _PROPOSAL, 48, _PROPOSAL_SCHEMA)
    return [tag for tag in dict.fromkeys(map(slug, answer)) if usable(tag)]


def aggregate(proposals: Mapping[str, Sequence[str]], size: int) -> list[str]:
    """The tags that most items were given; spellings of one tag are merged under the commonest.

    Parameters
    ----------
    proposals : mapping
        Slugs by item.
    size : int
        Length of the list at most.
    """
    counts = Counter(tag for tags in proposals.values() for tag in tags)
    merged: dict[str, Counter[str]] = {}
    for tag, count in counts.items():
        merged.setdefault(stem(tag), Counter())[tag] += count
    best = [(-sum(group.values()), min(group, key=lambda t: (-group[t], t))) for group in merged.values()]
    return [tag for _, tag in sorted(best)[:size]]


def refine(
    asker: Asker, about: str, tags: Sequence[str], *, rounds: int, threshold: int = 8, least: int = 8
) -> tuple[list[str], list[int]]:
    """Let the model judge and correct its own list until it is content or the rounds are over.

    The paper's self-refinement [P: that it exists; ours: the form, an edit of the list a round].

    Parameters
    ----------
    asker : Asker
        The model.
    about : str
        What the domain holds.
    tags : sequence of str
        Slugs, best first.
    rounds : int
        At most so many.
    threshold : int
        A list that the model gives this score (of 10) stays as it is.
    least : int
        No round may leave fewer tags.

    Returns
    -------
    tuple of (list of str, list of int)
        The list, and the model's score at each round.

    Raises
    ------
    BackendError
        If the model gives no usable answer.
    """
    current, scores = list(tags), []
    for _ in range(rounds):
        words = [tag.replace("-", " ") for tag in current]
        review = asker.validated(review_messages(about, words), _REVIEW, 120, _review_schema(words))
        scores.append(review.score)
        if review.score >= threshold:
            break
        dropped = set(map(slug, review.drop))
        kept = [tag for tag in current if tag not in dropped]
        known = {stem(tag) for tag in kept} | {stem(tag) for tag in dropped}
        for tag in map(slug, review.add):
            if usable(tag) and stem(tag) not in known:
                kept.append(tag)
                known.add(stem(tag))
        if len(kept) < min(least, len(current)):
            break
        current = kept
    return current, scores


def _review_schema(words: Sequence[str]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {
            "score": {"type": "integer", "minimum": 0, "maximum": 10},
            "drop": {"type": "array", "items": {"enum": list(words)}, "maxItems": 6},
            "add": {"type": "array", "items": {"type": "string", "pattern": TAG_PATTERN}, "maxItems": 6},
        },
        "required": ["score", "drop", "add"],
    }
