"""Estimate of the requests and tokens of a tagging run."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import BackendError
from recbole_tema.files.item_text import slug_to_words
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.facets import DEFAULT_FACETS, MAX_FACET_TOKENS, find_facets
from recbole_tema.tagging.inputs import Item, check_descriptions, domain_description, items_with_text, proposal_sample
from recbole_tema.tagging.llm.base import Messages
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
from recbole_tema.tagging.propose import N_PER_FACET, N_PROPOSALS, proposal_limits
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
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        backend = _Offline(identity)
        facets, faceting = _finding_facets(sample, options, LLMClient(backend, answers, templates), backend, about)
        names = [list(map(slug_to_words, facets[item.domain])) for item in sample]
        requests = [
            propose_messages(templates, domain_description(item.domain, about), item.text, of_item)
            for item, of_item in zip(sample, names)
        ]
        limits = [proposal_limits(item.text, of_item) for item, of_item in zip(sample, names)]
        keys = [
            cache_key(model=identity, messages=messages, schema=schema, max_tokens=max_tokens)
            for messages, (schema, max_tokens) in zip(requests, limits)
        ]
        distinct = dict(zip(keys, requests))  # items with the same text share an answer
        new = [messages for key, messages in distinct.items() if answers.get(key) is None]
    n_cached = len(distinct) - len(new)
    n_answer_tokens = sum(max_tokens for _, max_tokens in limits) // (2 * max(1, len(sample)))
    proposing = StepCost("propose", len(new), n_cached, n_tokens(new), len(new) * n_answer_tokens)
    n_tags = Counter[str]()
    for item in sample:
        n_tags[item.domain] += N_PER_FACET * len(facets[item.domain]) or N_PROPOSALS
    judging = _judging(n_tags, options, templates, about)
    reviews = [
        review_messages(templates, domain_description(str(name), about), ["a tag"] * options.list_size_of(count))
        for name, count in items["domain"].value_counts().items()
        for _ in range(options.rounds)
    ]
    reviewing = StepCost("review, at most", len(reviews), 0, n_tokens(reviews), len(reviews) * MAX_REVIEW_TOKENS)
    return [*faceting, proposing, *judging, reviewing, _matching(items, options, templates, about)]


class _Offline:
    """A backend that counts the requests that the cache does not answer."""

    name, parallel = "offline", 1

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self.requests: list[list[Message]] = []

    def describe(self) -> dict[str, Any]:
        return {"name": self.name}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        self.requests.append([dict(message) for message in messages])
        raise BackendError("Not in the cache.")

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        raise BackendError("Not in the cache.")

    async def close(self) -> None:
        pass


def _finding_facets(
    sample: list[Item], options: TagOptions, client: LLMClient, backend: _Offline, about: Mapping[str, str]
) -> tuple[dict[str, list[str]], list[StepCost]]:
    """Facets by domain, as far as the cache has them, and the cost of finding them."""
    reviewed = options.rounds > 0 and client.templates.review_facets is not None
    facets: dict[str, list[str]] = {}
    n_missing = 0
    for domain in sorted({item.domain for item in sample}):
        texts = [item.text for item in sample if item.domain == domain]
        n_before = len(backend.requests)
        facets[domain] = asyncio.run(
            find_facets(client, domain_description(domain, about), texts, review=options.rounds > 0)
        )
        is_first_missing = len(backend.requests) > n_before and facets[domain] == list(DEFAULT_FACETS)
        n_missing += len(backend.requests) - n_before + (is_first_missing and reviewed)
    if not client.templates.uses_facets or client.templates.facets is None:
        return facets, []
    n_cached = len(facets) * (1 + reviewed) - n_missing
    tokens = 2 * n_tokens(backend.requests)  # the review is about as long as the request
    return facets, [StepCost("facets, at most", n_missing, n_cached, tokens, n_missing * MAX_FACET_TOKENS)]


def _judging(
    n_proposals: Mapping[str, int], options: TagOptions, templates: Templates, about: Mapping[str, str]
) -> list[StepCost]:
    """Every tag that can be proposed or added is judged once."""
    if options.score == "rating" or options.rounds == 0:
        return []
    n_tags = {domain: count + MAX_EDITS * options.rounds for domain, count in n_proposals.items()}
    tokens = sum(
        n_tokens([judge_messages(templates, domain_description(domain, about))]) * count
        for domain, count in n_tags.items()
    )
    calls = sum(n_tags.values())
    return [StepCost("judge, at most", calls, 0, tokens, calls)]


def _matching(items: pd.DataFrame, options: TagOptions, templates: Templates, about: Mapping[str, str]) -> StepCost:
    rows = [(domain_description(str(domain), about), text) for domain, text in zip(items["domain"], items["text"])]
    if options.score == "rating":
        tags = ["a tag"] * options.candidates
        ratings = [rate_messages(templates, description, tags, text) for description, text in rows]
        return StepCost("match, at most", len(rows), 0, n_tokens(ratings), len(rows) * 3 * options.candidates)
    matches = [match_messages(templates, description, text) for description, text in rows]
    calls = len(rows) * options.candidates
    return StepCost("match, at most", calls, 0, n_tokens(matches) * options.candidates, calls)


def n_tokens(requests: Iterable[Sequence[Message]]) -> int:
    """Estimated number of prompt tokens of some requests."""
    return sum(len(message["content"]) for messages in requests for message in messages) // CHARACTERS_PER_TOKEN
