"""Stage 1, matching: how well each tag fits an item, and which are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Optional

from pydantic import Field, TypeAdapter

from recbole_tema.tagging.client import Asker
from recbole_tema.tagging.names import spoken
from recbole_tema.tagging.prompts import match_messages, match_opening, rate_messages

SCORES = ("probability", "rating")


def candidates(
    tags: Sequence[str], own: Sequence[str], similarity: Optional[Sequence[float]], text: str, size: int
) -> list[str]:
    """Tags worth asking about: the item's own proposals first, then the most similar ones; in the list's order.

    Parameters
    ----------
    tags : sequence of str
        The domain's list.
    own : sequence of str
        Tags that the model proposed for this item.
    similarity : sequence of float, optional
        Similarity of the item's text with each tag; without it, the number of shared words.
    text : str
        The item's text.
    size : int
        At most so many.
    """
    if len(tags) <= size:
        return list(tags)
    if similarity is None:
        words = set(re.findall(r"[a-z0-9]+", text.lower()))
        similarity = [len(words & set(tag.split("-"))) for tag in tags]
    mine = set(own)
    order = sorted(range(len(tags)), key=lambda i: (tags[i] not in mine, -similarity[i], i))
    chosen = set(order[:size])
    return [tag for i, tag in enumerate(tags) if i in chosen]


async def match(asker: Asker, about: str, tags: Sequence[str], text: str, *, score: str) -> dict[str, float]:
    """Score candidate tags of one item.

    Parameters
    ----------
    asker : Asker
        The model.
    about, text : str
        What the domain holds; the item's text.
    tags : sequence of str
        Candidates, slugs.
    score : {"probability", "rating"}
        How likely the model says yes to a tag, rather than no, or the number that it writes.

    Returns
    -------
    dict of str to float
        Score in [0, 1] by tag.

    Raises
    ------
    BackendError
        If the model gives no usable answer.
    """
    words = [spoken(tag) for tag in tags]
    if score == "probability":
        openings = [match_opening(asker.templates, word) for word in words]
        shares = await asker.agreement(match_messages(asker.templates, about, text), openings)
        return dict(zip(tags, shares))
    ratings: TypeAdapter[list[int]] = TypeAdapter(
        Annotated[
            list[Annotated[int, Field(ge=0, le=10)]],
            Field(min_length=len(tags), max_length=len(tags)),
        ]
    )
    schema = {
        "type": "array",
        "items": {"type": "integer", "minimum": 0, "maximum": 10},
        "minItems": len(tags),
        "maxItems": len(tags),
    }
    messages = rate_messages(asker.templates, about, words, text)
    answer = await asker.validated(messages, ratings, 4 * len(tags) + 8, schema)
    return {tag: rating / 10 for tag, rating in zip(tags, answer)}


def select(scores: Mapping[str, float], tau: float, k: int, floor: float) -> list[tuple[str, float]]:
    """The at most ``k`` best tags whose score is at least ``tau`` [P; ties in the list's order].

    An item left with none keeps its best one, if that reaches ``floor`` [ours].
    """
    best = sorted(scores.items(), key=lambda pair: -pair[1])
    kept = [pair for pair in best if pair[1] >= tau][:k]
    return kept or [pair for pair in best[:1] if pair[1] >= floor]
