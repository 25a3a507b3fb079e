"""Stage 1, third step: the model judges its own list and corrects it, and synonyms are merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Optional

import numpy as np
from pydantic import BaseModel, Field, TypeAdapter

from recbole_tema.tagging.client import Asker
from recbole_tema.tagging.names import slug, spoken, stem, usable
from recbole_tema.tagging.prompts import TAG_PATTERN, judge_messages, judge_opening, review_messages
from recbole_tema.tagging.similarity import close_pairs
from recbole_tema.tagging.vocabulary import LEAST_TAGS, Tag, TagList

# Names whose vectors are this close mean the same. Ours: with MiniLM "drink" meets "drinking" (.87) and "sofa" "couch"
# (.86), while "red wine" and "white wine" (.78) stay two. But "film" and "movie" (.84) do so too, and "gluten" meets
# "gluten free" (.88).
SYNONYMS = 0.85
EDITS = 6
# A list of this score stays as it is. Ours.
CONTENT = 0.8
# A tag that the model calls good with less than this probability is dropped. Ours, from two catalogues and a model of
# 1.5B: below .2 are packaging, brands, sizes and words of other catalogues; at .3 it also lost "children", "music" and
# "robot" of films, "salty" and "sparkling" of groceries.
BAD = 0.2
REVIEW_TOKENS = 120

# From names of tags to unit vectors, shape (n, dim).
Embed = Callable[[Sequence[str]], np.ndarray]


class Review(BaseModel):
    """The model's judgement of its own list."""

    score: int = Field(ge=0, le=10)
    drop: list[str] = Field(max_length=EDITS)
    add: list[Annotated[str, Field(min_length=3, max_length=25)]] = Field(max_length=EDITS)


_REVIEW: TypeAdapter[Review] = TypeAdapter(Review)


async def refine(
    asker: Asker,
    made: TagList,
    *,
    rounds: int,
    size: int,
    score: str = "probability",
    embed: Optional[Embed] = None,
    least: int = LEAST_TAGS,
) -> None:
    """Correct a list, in place, until the model is content with it or the rounds are over.

    The paper's self-refinement [P: that it exists; ours: the form, an edit of the list a round].

    Parameters
    ----------
    asker : Asker
        The model.
    made : TagList
        Of one domain; what is changed in which round is kept in it.
    rounds : int
        At most so many.
    size : int
        After the first round's drops, only so many of the commonest tags are kept; additions come on top.
    score : {"probability", "rating"}
        How the model judges: by the probability of its yes to each tag (the list's score is their mean), or by what
        it writes about the list. The first tells good from bad even where a small model praises every list.
    embed : callable, optional
        Names to vectors; synonyms are merged with it.
    least : int
        No round may leave fewer tags.

    Raises
    ------
    BackendError
        If the model gives no usable answer; the rounds before it hold.
    """
    for round_ in range(1, rounds + 1):
        before = made.names
        if embed is not None:
            merge_synonyms(made, embed, round_)
        review: Optional[Review] = None
        try:
            if score == "rating":
                review = await _reviewed(asker, made, {})
                made.scores.append(review.score / 10)
                bad = {name: "the model: vague, a name, or said twice" for name in map(slug, review.drop)}
            else:
                bad = await _judged(asker, made)
                if made.scores[-1] < CONTENT:
                    review = await _reviewed(asker, made, bad)
            if made.scores[-1] < CONTENT:
                made.drop(dict(list(bad.items())[: max(0, len(made.tags) - least)]), round_)
        finally:
            if round_ == 1:
                _cut(made, size)
        if review is None or made.scores[-1] >= CONTENT:
            break
        added = _add(made, review.add, before, round_)
        if score == "probability":  # no round may come after this one
            made.drop(_bad(added, await _agreement(asker, made, added)), round_)
        if made.names == before:
            break


def _cut(made: TagList, size: int) -> None:
    """Keep the commonest tags only, in the first round, whatever the model says of the list."""
    commonest = sorted(made.tags, key=lambda tag: -tag.support)
    made.drop({tag.name: "beyond the list's size" for tag in commonest[size:]}, 1)


async def _judged(asker: Asker, made: TagList) -> dict[str, str]:
    """Tags that the model calls bad rather than good, worst first, with the reason; the list's score is noted."""
    shares = await _agreement(asker, made, made.names)
    made.scores.append(round(sum(shares) / len(shares), 3))
    return _bad(made.names, shares)


async def _agreement(asker: Asker, made: TagList, names: Sequence[str]) -> list[float]:
    """The probability of the model's yes to each name as a tag of this domain."""
    openings = [judge_opening(asker.templates, spoken(name)) for name in names]
    return await asker.agreement(judge_messages(asker.templates, made.about), openings) if openings else []


def _bad(names: Sequence[str], shares: Sequence[float]) -> dict[str, str]:
    worst = sorted(zip(shares, names))
    return {name: f"the model: good with probability {share:.2f}" for share, name in worst if share < BAD}


async def _reviewed(asker: Asker, made: TagList, bad: Mapping[str, str]) -> Review:
    """What the model writes about the list, less what it has just called bad."""
    words = [spoken(name) for name in made.names if name not in bad] or [spoken(name) for name in made.names]
    messages = review_messages(asker.templates, made.about, words)
    return await asker.validated(messages, _REVIEW, REVIEW_TOKENS, review_schema(words))


def _add(made: TagList, names: Sequence[str], before: Sequence[str], round_: int) -> list[str]:
    """Add tags that are usable and new; what was ever dropped stays away."""
    known = {stem(name) for name in [*before, *made.names, *(record["tag"] for record in made.dropped)]}
    added = []
    for name in map(slug, names):
        if usable(name) and stem(name) not in known:
            made.tags.append(Tag(name, [], [f"round {round_}: added by the model"]))
            known.add(stem(name))
            added.append(name)
    return added


def merge_synonyms(made: TagList, embed: Embed, round_: int) -> None:
    """Merge tags whose names mean the same, the rarer into the commoner, until no pair is left."""
    names = made.names
    if len(names) < 2:
        return
    vectors = embed([spoken(name) for name in names])
    tags = {tag.name: tag for tag in made.tags}
    gone: set[str] = set()
    for i, j, cosine in close_pairs(vectors, SYNONYMS):
        kept, merged = sorted((names[i], names[j]), key=lambda name: (-tags[name].support, names.index(name)))
        if not gone & {kept, merged}:
            made.merge(merged, kept, round_, f"cosine {cosine:.2f}")
            gone.add(merged)


def review_schema(words: Sequence[str]) -> Mapping[str, Any]:
    """JSON schema of a review of a list: only its own tags can be dropped."""
    return {
        "type": "object",
        "properties": {
            "score": {"type": "integer", "minimum": 0, "maximum": 10},
            "drop": {"type": "array", "items": {"enum": list(words)}, "maxItems": EDITS},
            "add": {"type": "array", "items": {"type": "string", "pattern": TAG_PATTERN}, "maxItems": EDITS},
        },
        "required": ["score", "drop", "add"],
    }
