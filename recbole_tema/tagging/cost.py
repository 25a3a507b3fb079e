"""Estimate of the requests and tokens of a tagging run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.inputs import check_descriptions, domain_description, items_with_text, proposal_sample
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.prompts import (
    Message,
    Templates,
    judge_messages,
    match_messages,
    propose_messages,
    rate_messages,
    review_messages,
)
from recbole_tema.tagging.propose import MAX_PROPOSE_TOKENS, N_PROPOSALS, proposal_limits
from recbole_tema.tagging.refine import MAX_EDITS, MAX_REVIEW_TOKENS

# English text has about four characters per token. Prompts with a common start are counted in full, as servers do.
CHARACTERS_PER_TOKEN = 4


@dataclass(frozen=True)
class StepCost:
    """Requests of one step.

    Attributes
    ----------
    step : str
    calls : int
        Requests that remain, at most.
    cached : int
        Answers in the cache.
    prompt_tokens, answer_tokens : int
        Estimates for these calls.
    """

    step: str
    calls: int
    cached: int
    prompt_tokens: int
    answer_tokens: int


def estimate_costs(
    dataset: str | Path,
    options: TagOptions,
    templates: Templates,
    *,
    cache: str | Path,
    about: Mapping[str, str] | None = None,
    identity: str = "",
) -> list[StepCost]:
    """Estimate the requests of :func:`~recbole_tema.tagging.tag_items` without making any.

    Parameters
    ----------
    dataset : str or Path
        Folder of a prepared dataset.
    options : TagOptions
    templates : Templates
    cache : str or Path
        Folder of the answers so far.
    about : mapping of str to str, optional
        Description of each domain.
    identity : str
        Identity of the model, to find its answers in the cache.

    Returns
    -------
    list of StepCost
        Exact for proposals; an upper bound for judging, reviewing and matching, since the lists are not known yet.
        Judging or matching one tag by probability counts as one call. Repairs of invalid answers are not included.

    Raises
    ------
    DataError
        If no item has any text, or ``about`` describes a domain that does not exist.
    """
    about = about or {}
    folder = Path(dataset).resolve()
    items = items_with_text(folder, options)
    check_descriptions(folder, items, about)
    sample = proposal_sample(items, options)
    requests = [propose_messages(templates, domain_description(item.domain, about), item.text) for item in sample]
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        limits = [proposal_limits(item.text) for item in sample]
        keys = [
            cache_key(model=identity, messages=messages, schema=schema, max_tokens=max_tokens)
            for messages, (schema, max_tokens) in zip(requests, limits)
        ]
        distinct = dict(zip(keys, requests))  # items with the same text share an answer
        new = [messages for key, messages in distinct.items() if answers.get(key) is None]
    n_cached = len(distinct) - len(new)
    proposing = StepCost("propose", len(new), n_cached, _n_tokens(new), len(new) * MAX_PROPOSE_TOKENS // 2)
    judging = _judging(Counter(item.domain for item in sample), options, templates, about)
    tags = ["a tag"] * options.list_size
    reviews = [
        review_messages(templates, domain_description(str(name), about), tags)
        for name in items["domain"].unique()
        for _ in range(options.rounds)
    ]
    reviewing = StepCost("review, at most", len(reviews), 0, _n_tokens(reviews), len(reviews) * MAX_REVIEW_TOKENS)
    return [proposing, *judging, reviewing, _matching(items, options, templates, about)]


def _judging(
    sample_sizes: Mapping[str, int], options: TagOptions, templates: Templates, about: Mapping[str, str]
) -> list[StepCost]:
    """Every tag that can be proposed or added is judged once."""
    if options.score == "rating" or options.rounds == 0:
        return []
    n_tags = {domain: N_PROPOSALS * size + MAX_EDITS * options.rounds for domain, size in sample_sizes.items()}
    tokens = sum(
        _n_tokens([judge_messages(templates, domain_description(domain, about))]) * count
        for domain, count in n_tags.items()
    )
    calls = sum(n_tags.values())
    return [StepCost("judge, at most", calls, 0, tokens, calls)]


def _matching(items: pd.DataFrame, options: TagOptions, templates: Templates, about: Mapping[str, str]) -> StepCost:
    rows = [(domain_description(str(domain), about), text) for domain, text in zip(items["domain"], items["text"])]
    if options.score == "rating":
        tags = ["a tag"] * options.candidates
        ratings = [rate_messages(templates, description, tags, text) for description, text in rows]
        return StepCost("match, at most", len(rows), 0, _n_tokens(ratings), len(rows) * 3 * options.candidates)
    matches = [match_messages(templates, description, text) for description, text in rows]
    calls = len(rows) * options.candidates
    return StepCost("match, at most", calls, 0, _n_tokens(matches) * options.candidates, calls)


def _n_tokens(requests: list[list[Message]]) -> int:
    return sum(len(message["content"]) for messages in requests for message in messages) // CHARACTERS_PER_TOKEN
