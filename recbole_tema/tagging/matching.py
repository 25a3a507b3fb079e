"""Stage 1, matching: how well each tag fits an item, and which are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Optional

import numpy as np
from pydantic import Field, TypeAdapter

from recbole_tema.tagging.asking import Asker
from recbole_tema.tagging.prompts import choose_messages, rate_messages

# Scores are (p / p_best) ** TEMPER: with 1/4, tau 0.5 keeps tags at least 1/16 as likely as the best. Ours.
TEMPER = 0.25
# Below this probability even the best tag is a guess, and the item gets none. Ours.
FLOOR = 0.02


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
        At most so many; a list no longer than this is taken whole, so that all items share their prompt's start.
    """
    if len(tags) <= size:
        return list(tags)
    if similarity is None:
        words = set(re.findall(r"[a-z0-9]+", text.lower()))
        similarity = [len(words & set(tag.split("-"))) for tag in tags]
    order = sorted(range(len(tags)), key=lambda i: (tags[i] not in own, -similarity[i], i))
    chosen = set(order[:size])
    return [tag for i, tag in enumerate(tags) if i in chosen]


def probability_scores(tags: Sequence[str], first_token: Mapping[str, float]) -> dict[str, float]:
    """Scores in [0, 1] from the probabilities of the first token of "the tag that fits best". Ours.

    A token counts for the tags that begin with it, in equal parts where several do: tokens can be as short as the
    "d" of "drama".
    """
    words = [tag.replace("-", " ") for tag in tags]
    mass = np.zeros(len(tags))
    for token, probability in first_token.items():
        start = token.strip().lower()
        hits = [i for i, word in enumerate(words) if start and word.startswith(start)]
        for i in hits:
            mass[i] += probability / len(hits)
    best = float(mass.max(initial=0.0))
    if best < FLOOR:
        return {tag: 0.0 for tag in tags}
    return {tag: float(score) for tag, score in zip(tags, (mass / best) ** TEMPER)}


def match(
    asker: Asker,
    about: str,
    tags: Sequence[str],
    text: str,
    *,
    scoring: str = "probability",
    examples: Sequence[tuple[str, str]] = (),
) -> dict[str, float]:
    """Score candidate tags of one item in one call.

    Parameters
    ----------
    asker : Asker
        The model.
    about, text : str
        What the domain holds; the item's text.
    tags : sequence of str
        Candidates, slugs.
    scoring : {"probability", "written"}
        The model's own token probabilities, or the numbers that it writes.
    examples : sequence of (text, tag)
        Demonstrations for "probability".

    Returns
    -------
    dict of str to float
        Score in [0, 1] by tag.

    Raises
    ------
    BackendError
        If the model gives no usable answer.
    """
    words = [tag.replace("-", " ") for tag in tags]
    if scoring == "probability":
        shown = [(example, tag.replace("-", " ")) for example, tag in examples]
        return probability_scores(tags, asker.next_token(choose_messages(about, words, shown, text)))
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
    answer = asker.validated(rate_messages(about, words, text), ratings, 4 * len(tags) + 8, schema)
    return {tag: rating / 10 for tag, rating in zip(tags, answer)}


def select(scores: Mapping[str, float], tau: float, k: int) -> list[tuple[str, float]]:
    """The at most ``k`` best tags whose score is at least ``tau`` [P; ties in the list's order]."""
    kept = [(tag, score) for tag, score in scores.items() if score >= tau]
    return sorted(kept, key=lambda pair: -pair[1])[:k]
