"""Stage 1, third step: the model judges and corrects the tag list of a domain, and synonyms are merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel, Field, TypeAdapter, field_validator

from recbole_tema.files.item_text import slug_to_words
from recbole_tema.files.tags import slug
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.names import is_tag_length, is_usable, stem
from recbole_tema.tagging.options import ScoreMethod
from recbole_tema.tagging.prompts import judge_answer_prefix, judge_messages, review_messages, tag_pattern
from recbole_tema.tagging.similarity import close_pairs
from recbole_tema.tagging.vocabulary import MIN_TAGS, Tag, TagList

# Tags with at least this cosine are synonyms. Ours: with MiniLM "drink" and "drinking" (.87) and "sofa" and "couch"
# (.86) are merged, "red wine" and "white wine" (.78) are not. But "film" and "movie" (.84) are not merged either.
SYNONYM_COSINE = 0.85
# Maximum number of tags that one review drops or adds.
MAX_EDITS = 6
# A list with at least this score is final. Ours.
TARGET_SCORE = 0.8
# Tags with a lower yes-probability are dropped. Ours, from two catalogues and a model of 1.5B: below .2 are packaging,
# brands, sizes and words of other catalogues; .3 also dropped "children", "music" and "robot" of films, "salty" and
# "sparkling" of groceries.
MIN_YES_PROBABILITY = 0.2
MAX_REVIEW_TOKENS = 120

# Unit vectors of tag names, shape (n, dim).
Embed = Callable[[Sequence[str]], np.ndarray]


class Review(BaseModel):
    """The model's review of a list of tags or facets; surplus names, and those of unusable length, are left out."""

    score: int = Field(ge=0, le=10)
    drop: list[str]
    add: list[str]

    @field_validator("drop", "add", mode="before")
    @classmethod
    def _usable(cls, names: Any) -> Any:
        if not isinstance(names, list):
            return names
        return [name for name in names if isinstance(name, str) and is_tag_length(name)][:MAX_EDITS]


REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


async def refine(
    client: LLMClient,
    tag_list: TagList,
    *,
    rounds: int,
    size: int,
    score: ScoreMethod = "probability",
    embed: Embed | None = None,
    min_tags: int = MIN_TAGS,
) -> None:
    """Refine the tag list of a domain in place, until its score is high enough or the rounds are over.

    The paper's self-refinement [P: that there is one; ours: its form, an edit of the list per round].

    Parameters
    ----------
    client : LLMClient
    tag_list : TagList
        Changes and their rounds are recorded in it.
    rounds : int
        Maximum number of rounds.
    size : int
        The first round keeps at most this many tags, those that distinguish items best; additions come on top.
    score : {"probability", "rating"}
        Judge by the probability of the model's yes to each tag (the list's score is their mean), or by the review it
        writes. Probabilities separate good tags from bad ones even with small models, which praise every list.
    embed : callable, optional
        Vectors of tag names, to merge synonyms.
    min_tags : int
        A round leaves at least this many tags.

    Raises
    ------
    BackendError
        If the model gives no valid answer; the changes of earlier rounds stay.
    """
    for round_ in range(1, rounds + 1):
        before = tag_list.names
        if embed is not None:
            merge_synonyms(tag_list, embed, round_)
        review: Review | None = None
        try:
            if score == "rating":
                review = await _review(client, tag_list, {})
                tag_list.scores.append(review.score / 10)
                reasons = {name: "review: vague, a name, or a duplicate" for name in map(slug, review.drop)}
            else:
                reasons = await _judge(client, tag_list)
                if tag_list.scores[-1] < TARGET_SCORE:
                    review = await _review(client, tag_list, reasons)
            if tag_list.scores[-1] < TARGET_SCORE:
                n_droppable = max(0, len(tag_list.tags) - min_tags)
                tag_list.drop(dict(list(reasons.items())[:n_droppable]), round_)
        finally:
            if round_ == 1:  # whatever the model's judgement
                tag_list.keep_distinctive(size, round_)
        if review is None or tag_list.scores[-1] >= TARGET_SCORE:
            break
        added = _add(tag_list, review.add, before, round_)
        if score == "probability":  # judged at once, since this round may be the last
            tag_list.drop(_improbable(added, await _yes_probabilities(client, tag_list, added)), round_)
        if tag_list.names == before:
            break


async def _judge(client: LLMClient, tag_list: TagList) -> dict[str, str]:
    """Score the list, and return the tags that the model calls bad, worst first, with the reason."""
    probabilities = await _yes_probabilities(client, tag_list, tag_list.names)
    tag_list.scores.append(round(sum(probabilities) / len(probabilities), 3))
    return _improbable(tag_list.names, probabilities)


async def _yes_probabilities(client: LLMClient, tag_list: TagList, names: Sequence[str]) -> list[float]:
    """Probability that the model calls each name a good tag of the domain."""
    prefixes = [judge_answer_prefix(client.templates, slug_to_words(name)) for name in names]
    return await client.yes_probabilities(judge_messages(client.templates, tag_list.about), prefixes) if names else []


def _improbable(names: Sequence[str], probabilities: Sequence[float]) -> dict[str, str]:
    worst_first = sorted(zip(probabilities, names))
    return {name: f"yes-probability {p:.2f}" for p, name in worst_first if p < MIN_YES_PROBABILITY}


async def _review(client: LLMClient, tag_list: TagList, exclude: Mapping[str, str]) -> Review:
    """Request a review of the list without the tags that were just judged bad."""
    names = [slug_to_words(name) for name in tag_list.names if name not in exclude]
    names = names or [slug_to_words(name) for name in tag_list.names]
    messages = review_messages(client.templates, tag_list.about, names)
    return await client.chat(messages, REVIEW, MAX_REVIEW_TOKENS, review_schema(names))


def _add(tag_list: TagList, names: Sequence[str], before: Sequence[str], round_: int) -> list[str]:
    """Add usable new tags; a tag that was ever dropped is not added again."""
    known = {stem(name) for name in [*before, *tag_list.names, *(record["tag"] for record in tag_list.dropped)]}
    added = []
    for name in map(slug, names):
        if is_usable(name) and stem(name) not in known:
            tag_list.tags.append(Tag(name, [], [f"round {round_}: added by the model"]))
            known.add(stem(name))
            added.append(name)
    return added


def merge_synonyms(tag_list: TagList, embed: Embed, round_: int) -> None:
    """Merge tags with similar names, closest pair first, the less supported into the more supported.

    A tag and one that is more specific, such as ``tea`` and ``green-tea``, do not mean the same and both stay.
    """
    names = tag_list.names
    if len(names) < 2:
        return
    vectors = embed([slug_to_words(name) for name in names])
    tags = {tag.name: tag for tag in tag_list.tags}
    merged_names: set[str] = set()
    for i, j, cosine in close_pairs(vectors, SYNONYM_COSINE):
        kept, merged = sorted((names[i], names[j]), key=lambda name: (-tags[name].support, names.index(name)))
        if not merged_names & {kept, merged} and not _is_hierarchy(kept, merged):
            tag_list.merge(merged, kept, round_, f"cosine {cosine:.2f}")
            merged_names.add(merged)


def _is_hierarchy(name: str, other: str) -> bool:
    """Whether all words of one name are among those of the other, which has more."""
    words, other_words = ({word.rstrip("s") for word in tag.split("-")} for tag in (name, other))
    return words < other_words or words > other_words


def review_schema(names: Sequence[str]) -> Mapping[str, Any]:
    """JSON schema of a review: only tags of the list can be dropped."""
    new_tag = {"type": "string", "pattern": tag_pattern(" ".join(names))}
    return {
        "type": "object",
        "properties": {
            "score": {"type": "integer", "minimum": 0, "maximum": 10},
            "drop": {"type": "array", "items": {"enum": list(names)}, "maxItems": MAX_EDITS},
            "add": {
                "type": "array",
                "items": new_tag,
                "maxItems": MAX_EDITS,
            },
        },
        "required": ["score", "drop", "add"],
    }
