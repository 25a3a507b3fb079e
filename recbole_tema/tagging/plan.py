"""What a run will cost, before anything is spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import pandas as pd

from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.pipeline import described, sampled, taggable
from recbole_tema.tagging.prompts import (
    Message,
    Templates,
    match_messages,
    propose_messages,
    rate_messages,
    review_messages,
)
from recbole_tema.tagging.proposals import PROPOSE_SCHEMA, PROPOSE_TOKENS
from recbole_tema.tagging.refinement import REVIEW_TOKENS

# English text has about four characters a token; prompts that start alike are counted whole, as they are charged.
CHARACTERS = 4


@dataclass(frozen=True)
class Cost:
    """Requests of one step.

    Attributes
    ----------
    step : str
    calls : int
        At most so many requests still have to be made.
    cached : int
        Answers that are there already.
    prompt_tokens, answer_tokens : int
        Of the calls, estimated.
    """

    step: str
    calls: int
    cached: int
    prompt_tokens: int
    answer_tokens: int


def plan(
    dataset_folder: Path,
    options: TagOptions,
    templates: Templates,
    *,
    cache: Path,
    about: Optional[Mapping[str, str]] = None,
    identity: str = "",
) -> list[Cost]:
    """Count the requests of :func:`~recbole_tema.tagging.pipeline.tag_dataset` without making one.

    Parameters
    ----------
    dataset_folder : Path
    options : TagOptions
    templates : Templates
    cache : Path
        Folder of the answers so far.
    about : mapping of str to str, optional
    identity : str
        The model's, to know its answers in the cache.

    Returns
    -------
    list of Cost
        Of proposing exactly; of reviewing and matching at most, since the list is not known yet.
    """
    about = about or {}
    items = taggable(Path(dataset_folder).resolve(), options)
    asked = [propose_messages(templates, described(d, about), text) for _, d, text in sampled(items, options)]
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        keys = [
            cache_key(model=identity, messages=messages, schema=PROPOSE_SCHEMA, max_tokens=PROPOSE_TOKENS)
            for messages in asked
        ]
        new = [messages for messages, key in zip(asked, keys) if answers.get(key) is None]
    proposing = Cost("propose", len(new), len(asked) - len(new), _tokens(new), len(new) * PROPOSE_TOKENS // 2)
    list_ = ["a tag"] * options.list_size
    reviews = [
        review_messages(templates, described(str(name), about), list_)
        for name in items["domain"].unique()
        for _ in range(options.rounds)
    ]
    reviewing = Cost("refine, at most", len(reviews), 0, _tokens(reviews), len(reviews) * REVIEW_TOKENS)
    return [proposing, reviewing, _matching(items, options, templates, about)]


def _matching(items: pd.DataFrame, options: TagOptions, templates: Templates, about: Mapping[str, str]) -> Cost:
    rows = list(zip(map(str, items["domain"]), items["text"]))
    if options.score == "rating":
        tags = ["a tag"] * options.candidates
        asked = [rate_messages(templates, described(d, about), tags, text) for d, text in rows]
        return Cost("match, at most", len(rows), 0, _tokens(asked), len(rows) * 3 * options.candidates)
    asked = [match_messages(templates, described(d, about), text) for d, text in rows]
    calls = len(rows) * options.candidates
    return Cost("match, at most", calls, 0, _tokens(asked) * options.candidates, calls)


def _tokens(asked: list[list[Message]]) -> int:
    return sum(len(message["content"]) for messages in asked for message in messages) // CHARACTERS
