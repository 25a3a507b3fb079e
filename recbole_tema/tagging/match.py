"""Stage 1, last steps: match items with tags, and select the tags of each item by score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated

from pydantic import Field, TypeAdapter

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.words import words
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.options import ScoreMethod
from recbole_tema.tagging.prompts import match_answer_prefix, match_messages, rate_messages


def candidate_tags(
    tags: Sequence[str], proposed: Sequence[str], similarities: Sequence[float] | None, text: str, size: int
) -> list[str]:
    """Tags to score for an item: its own proposals first, then the most similar tags.

    Parameters
    ----------
    tags : sequence of str
        The domain's tags.
    proposed : sequence of str
        Tags that the model proposed for this item.
    similarities : sequence of float, optional
        Similarity of the item's text with each tag; by default the number of shared words.
    text : str
        The item's text.
    size : int
        Maximum number of candidates.

    Returns
    -------
    list of str
        In the order of ``tags``.
    """
    if len(tags) <= size:
        return list(tags)
    if similarities is None:
        text_words = set(words(text))
        similarities = [len(text_words & set(tag.split("-"))) for tag in tags]
    is_proposed = set(proposed)
    order = sorted(range(len(tags)), key=lambda i: (tags[i] not in is_proposed, -similarities[i], i))
    chosen = set(order[:size])
    return [tag for i, tag in enumerate(tags) if i in chosen]


async def score_tags(
    client: LLMClient, about: str, tags: Sequence[str], text: str, *, score: ScoreMethod
) -> dict[str, float]:
    """Score how well candidate tags fit one item.

    Parameters
    ----------
    client : LLMClient
    about : str
        Description of the domain.
    tags : sequence of str
        Slugs of the candidates.
    text : str
        The item's text.
    score : {"probability", "rating"}
        ``probability``: P(yes) / (P(yes) + P(no)) of the model's next token after the tag. ``rating``: a number from
        0 to 10 that the model writes, divided by 10.

    Returns
    -------
    dict of str to float
        Score in [0, 1] by tag.

    Raises
    ------
    BackendError
        If the model gives no valid answer.
    """
    names = [slug_to_words(tag) for tag in tags]
    if score == "probability":
        prefixes = [match_answer_prefix(client.templates, name) for name in names]
        probabilities = await client.yes_probabilities(match_messages(client.templates, about, text), prefixes)
        return dict(zip(tags, probabilities))
    answer_type: TypeAdapter[list[int]] = TypeAdapter(
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
    messages = rate_messages(client.templates, about, names, text)
    ratings = await client.chat(messages, answer_type, 4 * len(tags) + 8, schema)
    return {tag: rating / 10 for tag, rating in zip(tags, ratings)}


def select_tags(scores: Mapping[str, float], tau: float, k: int, floor: float) -> list[tuple[str, float]]:
    """Select the at most ``k`` best tags with a score of at least ``tau`` [P; ties keep the order of ``scores``].

    If no tag reaches ``tau``, the best one is selected if it reaches ``floor`` [ours].
    """
    best_first = sorted(scores.items(), key=lambda pair: -pair[1])
    selected = [pair for pair in best_first if pair[1] >= tau][:k]
    return selected or [pair for pair in best_first[:1] if pair[1] >= floor]


def select_all(
    scores: Mapping[str, Mapping[str, float]], tau: float, k: int, floor: float, *, without: Collection[str] = ()
) -> dict[str, list[tuple[str, float]]]:
    """:func:`select_tags` of each item, among the tags that are not in ``without``."""
    return {
        item: select_tags({tag: score for tag, score in row.items() if tag not in without}, tau, k, floor)
        for item, row in scores.items()
    }
