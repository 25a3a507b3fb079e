"""Tag a dataset: find facets, propose tags, refine the list of each domain, match every item with it, and select."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import BackendError
from recbole_tema.files.formats import TAG
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.facets import find_facets
from recbole_tema.tagging.inputs import (
    Item,
    brand_slugs,
    check_descriptions,
    domain_description,
    items_with_text,
    proposal_sample,
)
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.match import candidate_tags, score_tags, select_all
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.outcome import OutputFile
from recbole_tema.tagging.output import TaggingResult, write_tags
from recbole_tema.tagging.prompts import Templates, load_templates
from recbole_tema.tagging.propose import propose_tags
from recbole_tema.tagging.refine import refine
from recbole_tema.tagging.session import locked_dataset, open_client
from recbole_tema.tagging.similarity import TextSimilarity
from recbole_tema.tagging.steps import Progress, by_subject, for_each_item, recording_failure
from recbole_tema.tagging.vocabulary import TagList, build_tag_list, rule_violations, too_frequent


def tag_items(
    dataset: str | Path,
    llm: str | Backend,
    *,
    about: Mapping[str, str] | None = None,
    templates: str | Path | Templates | None = None,
    cache: str | Path = "tag_cache",
    parallel: int | None = None,
    threads: int | None = None,
    timeout: float | None = None,
    retries: int | None = None,
    progress: Progress | None = None,
    partial: bool = False,
    **options: Any,
) -> dict[str, Any]:
    """Tag the items of a dataset with a language model and write ``NAME.tag``.

    Beside it, ``NAME.vocabulary.json`` holds all tags with their domains and history, and ``NAME.tag.json`` records
    how they were made. An interrupted run continues from the cache when it is called again.

    Parameters
    ----------
    dataset : str or Path
        Folder of a prepared dataset.
    llm : str or Backend
        ``MODEL.gguf``, ``openai:MODEL@URL`` or ``transformers:ID_OR_FOLDER``; see
        :func:`recbole_tema.tagging.llm.open_backend`. Or an object with the interface of
        :class:`~recbole_tema.tagging.llm.base.Backend`, which is closed at the end.
    about : mapping of str to str, optional
        Description of each domain for the prompts; by default its name.
    templates : str, Path or Templates, optional
        Prompt templates; by default the package's own.
    cache : str or Path
        Folder of the model's answers.
    parallel, threads : int, optional
        Number of concurrent requests and of CPU threads, if ``llm`` is text.
    timeout : float, optional
        Seconds without an answer of a server after which a request is sent again, if ``llm`` is text.
    retries : int, optional
        How often a request to a server is sent again, if ``llm`` is text.
    progress : callable, optional
        Called with step (``propose`` or ``match``), number of items done and number of items.
    partial : bool
        Whether a file of fewer items may replace the existing one.
    **options
        Fields of :class:`~recbole_tema.tagging.options.TagOptions`, such as ``rounds=1``.

    Returns
    -------
    dict
        The content of ``NAME.tag.json``: ``model``, ``options``, ``counts``, ``coverage``, ``domains``, ``failures``
        (requests without a valid answer, whose items may lack tags) and others.

    Raises
    ------
    BackendError
        If the model cannot be loaded or reached, no item gets a tag, or the existing file has more items.
    ConfigError
        If an option or the template file is invalid.
    DataError
        If no item has any text, ``about`` describes a domain that does not exist, or ``limit`` is less than the number
        of items of the existing file.
    FolderInUseError
        If another process writes to the dataset or to the cache.

    Examples
    --------
    >>> from recbole_tema import tag_items
    >>> record = tag_items(
    ...     "atomic_data/my-shop", "qwen2.5-1.5b-instruct-q4_k_m.gguf", about={"food": "groceries"}, rounds=1
    ... )  # doctest: +SKIP
    >>> record["counts"]["items_tagged"]  # doctest: +SKIP
    8713
    """
    settings, loaded = TagOptions(**options), load_templates(templates)
    connection = {"parallel": parallel, "threads": threads, "timeout": timeout, "retries": retries}
    with locked_dataset(dataset, cache) as folder:
        items = items_with_text(folder, settings)
        check_descriptions(folder, items, about or {})
        output = OutputFile.of(TAG, folder, partial=partial)
        output.check_limit(settings.limit)
        with open_client(llm, loaded, cache, **connection) as client:
            run = _Run(
                client=client,
                result=TaggingResult(items),
                options=settings,
                about=about or {},
                brands=brand_slugs(folder),
                progress=progress or (lambda step, done, total: None),
            )
            asyncio.run(run.all_steps())
        result = run.result
        output.check_outcome(len(result.tags), result.failures, len(items))
        if not result.tags:
            raise BackendError("The model gave no item a tag.", remedy="Use a larger model or a lower tau.")
        return write_tags(folder, result, run.client, settings)


@dataclass
class _Run:
    """Steps of a tagging run, which fill its result."""

    client: LLMClient
    result: TaggingResult
    options: TagOptions
    about: Mapping[str, str]
    brands: frozenset[str]
    progress: Progress
    similarity: TextSimilarity | None = None
    facets: dict[str, list[str]] = field(default_factory=dict)

    async def all_steps(self) -> None:
        try:
            sample = proposal_sample(self.result.items, self.options)
            await self._find_facets(sample)
            await self._propose(sample)
            if self.options.encoder is not None:
                self.similarity = TextSimilarity(self.options.encoder)
            await self._refine()
            await self._match()
            self._select()
        finally:
            await self.client.backend.close()
        self.result.failures = by_subject(self.result.failures)

    async def _for_each(self, step: str, items: list[Item], work: Callable[[Item], Awaitable[None]]) -> None:
        parallel, failures = self.client.backend.parallel, self.result.failures
        await for_each_item(step, items, work, parallel=parallel, failures=failures, progress=self.progress)

    async def _find_facets(self, sample: list[Item]) -> None:
        """Find the facets of each domain, from the items for which tags are proposed."""
        for domain in sorted({item.domain for item in sample}):
            texts = [item.text for item in sample if item.domain == domain]
            self.facets[domain] = await find_facets(
                self.client, domain_description(domain, self.about), texts, review=self.options.rounds > 0
            )

    async def _propose(self, sample: list[Item]) -> None:
        proposals: dict[str, list[str]] = {}

        async def propose(item: Item) -> None:
            about = domain_description(item.domain, self.about)
            proposals[item.item_id] = await propose_tags(self.client, about, item.text, self.facets[item.domain])

        await self._for_each("propose", sample, propose)
        # In the order of the sample, since the order of answers varies and later steps must not depend on it.
        self.result.proposals = {item.item_id: proposals[item.item_id] for item in sample if item.item_id in proposals}

    async def _refine(self) -> None:
        options = self.options
        for name, group in self.result.items.groupby("domain", sort=True):
            domain, size = str(name), options.list_size_of(len(group))
            tag_list = self._first_list(domain, group, None if options.rounds else size)
            self.result.lists[domain] = tag_list
            if tag_list.tags:
                embed = None if self.similarity is None else self.similarity.embed
                # If a round fails, the list of the round before is used; the record says so.
                with recording_failure(self.result.failures, "refine", domain=domain):
                    await refine(
                        self.client, tag_list, rounds=options.rounds, size=size, score=options.score, embed=embed
                    )

    def _first_list(self, domain: str, group: pd.DataFrame, size: int | None) -> TagList:
        """The list of a domain's proposals, without those that rules drop unless a size is given."""
        texts = dict(zip(group["item_id"], group["text"]))
        proposals = {item: tags for item, tags in self.result.proposals.items() if item in texts}
        tag_list = build_tag_list(domain_description(domain, self.about), proposals, size)
        tag_list.facets = self.facets.get(domain, [])
        if size is None:
            sample_texts = {item: texts[item] for item in proposals}
            tag_list.drop(rule_violations(tag_list.tags, sample_texts, domain, self.brands), 0)
        return tag_list

    async def _match(self) -> None:
        # By domain, since the prompts of a domain share their start, which the model then processes once.
        by_domain = self.result.items.sort_values("domain", kind="stable")
        if self.similarity is not None:
            self.similarity.embed(by_domain["text"].tolist())
        items = list(map(Item, by_domain["item_id"], map(str, by_domain["domain"]), by_domain["text"]))
        scores = self.result.scores

        async def match(item: Item) -> None:
            candidates = self._candidates(item)
            if candidates:
                about = self.result.lists[item.domain].about
                scores[item.item_id] = await score_tags(
                    self.client, about, candidates, item.text, score=self.options.score
                )

        await self._for_each("match", items, match)

    def _select(self) -> None:
        """Select the tags of each item, without those that too many items of the domain have."""
        result, options = self.result, self.options
        for name, group in result.items.groupby("domain", sort=True):
            scores = {item: result.scores[item] for item in group["item_id"] if item in result.scores}
            selected = select_all(scores, options.tau, options.k, options.floor)
            if options.rounds:
                usage = Counter(tag for tags in selected.values() for tag, _ in tags)
                frequent = too_frequent(usage, len(scores))
                result.lists[str(name)].drop(frequent, options.rounds + 1)
                selected = select_all(scores, options.tau, options.k, options.floor, without=frequent)
            result.tags.update(selected)
        result.tags = {item: result.tags[item] for item in result.items["item_id"] if result.tags.get(item)}

    def _candidates(self, item: Item) -> list[str]:
        tag_list = self.result.lists[item.domain]
        if not tag_list.tags:
            return []
        similarities = None if self.similarity is None else self.similarity.with_tags(item.text, tag_list.names)
        proposed = tag_list.resolve(self.result.proposals.get(item.item_id, []))
        return candidate_tags(tag_list.names, proposed, similarities, item.text, self.options.candidates)
