"""What a run will cost, before anything is spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import pandas as pd

from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.pipeline import check_about, described, sampled, taggable
from recbole_tema.tagging.prompts import (
    Message,
    Templates,
    judge_messages,
    match_messages,
    propose_messages,
    rate_messages,
    review_messages,
)
from recbole_tema.tagging.proposals import PROPOSALS, PROPOSE_SCHEMA, PROPOSE_TOKENS
from recbole_tema.tagging.refine import EDITS, REVIEW_TOKENS

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
        Of proposing exactly; of judging, reviewing and matching at most, since the list is not known yet. A tag that is
        judged or matched by probability is a call. Repairs of answers that cannot be used come on top.

    Raises
    ------
    DataError
        If no item has any text, or ``about`` names a domain that is none.
    """
    about = about or {}
    folder = Path(dataset_folder).resolve()
    items = taggable(folder, options)
    check_about(folder, items, about)
    rows = sampled(items, options)
    asked = [propose_messages(templates, described(domain, about), text) for _, domain, text in rows]
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        keys = [
            cache_key(model=identity, messages=messages, schema=PROPOSE_SCHEMA, max_tokens=PROPOSE_TOKENS)
            for messages in asked
        ]
        distinct = dict(zip(keys, asked))  # items with the same text share an answer
        new = [messages for key, messages in distinct.items() if answers.get(key) is None]
    proposing = Cost("propose", len(new), len(distinct) - len(new), _tokens(new), len(new) * PROPOSE_TOKENS // 2)
    judging = _judging(Counter(domain for _, domain, _ in rows), options, templates, about)
    list_ = ["a tag"] * options.list_size
    reviews = [
        review_messages(templates, described(str(name), about), list_)
        for name in items["domain"].unique()
        for _ in range(options.rounds)
    ]
    reviewing = Cost("review, at most", len(reviews), 0, _tokens(reviews), len(reviews) * REVIEW_TOKENS)
    return [proposing, *judging, reviewing, _matching(items, options, templates, about)]


def _judging(
    asked: Mapping[str, int], options: TagOptions, templates: Templates, about: Mapping[str, str]
) -> list[Cost]:
    """Every tag that can be proposed or added is judged once."""
    if options.score == "rating" or options.rounds == 0:
        return []
    tags = {domain: PROPOSALS * count + EDITS * options.rounds for domain, count in asked.items()}
    tokens = sum(_tokens([judge_messages(templates, described(d, about))]) * count for d, count in tags.items())
    calls = sum(tags.values())
    return [Cost("judge, at most", calls, 0, tokens, calls)]


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
