"""Tag a whole dataset: propose and refine each domain's list, then match every item."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Optional

import pandas as pd
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from recbole_tema.errors import BackendDownError, BackendError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.files.item_text import item_texts, plain_cells
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import Asker, bounded
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.match import candidates, match, select
from recbole_tema.tagging.names import slug
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.output import Tagged, write_tags
from recbole_tema.tagging.prompts import Templates, load_templates
from recbole_tema.tagging.proposals import propose, sample_ids
from recbole_tema.tagging.refine import refine
from recbole_tema.tagging.similarity import Similarity
from recbole_tema.tagging.vocabulary import aggregate, plain_faults

Row = tuple[str, str, str]  # item id, domain, text
DEFAULTS = TagOptions()


def tag_dataset(
    dataset_folder: Path,
    backend: Backend,
    options: TagOptions = DEFAULTS,
    *,
    cache: Path,
    about: Optional[Mapping[str, str]] = None,
    templates: Optional[Templates] = None,
) -> Path:
    """Write ``<dataset>.tag`` with a language model's tags, and how it was made beside it.

    Interrupt it at any time: the same call goes on where it was, from the cache.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    backend : Backend
        The language model; see :func:`recbole_tema.tagging.llm.open_backend`.
    options : TagOptions
    cache : Path
        Folder of the model's answers.
    about : mapping of str to str, optional
        What each domain holds, for the prompt; its name by default.
    templates : Templates, optional
        What the model is told.

    Returns
    -------
    Path
        The ``.tag`` file; ``.aug``, ``.vocabulary.json`` and ``.tag.json`` are beside it.

    Raises
    ------
    BackendError
        If the model can no longer be reached, or no item gets any tag.
    DataError
        If no item has any text, or ``about`` names a domain that is none.
    """
    folder = Path(dataset_folder).resolve()
    items = taggable(folder, options)
    check_about(folder, items, about or {})
    templates = templates or load_templates()
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        asker = Asker(backend, answers, templates)
        found = asyncio.run(_tag(asker, items, options, about or {}, _brands(folder)))
    if not found.tags:
        raise BackendError("the model gave no item any tag.", remedy="Try a larger model or a lower tau.")
    return write_tags(folder, found, asker, options)


def taggable(folder: Path, options: TagOptions) -> pd.DataFrame:
    """``item_id``, ``domain`` and ``text`` of the items that can be tagged.

    Raises
    ------
    DataError
        If none has any text.
    """
    items = item_texts(folder, options.fields, year_style=True)
    items = items[items["text"] != ""]
    if items.empty:
        raise DataError("no item has any text.", path=ITEM.path(folder), remedy="Choose other fields.")
    return items.head(len(items) if options.limit is None else options.limit)


def sampled(items: pd.DataFrame, options: TagOptions) -> list[Row]:
    """The items that tags are proposed for, domain by domain: like prompts in a row are read once."""
    rows: list[Row] = []
    for domain, group in items.groupby("domain", sort=True):
        size = len(group) if options.sample is None else options.sample
        text = dict(zip(group["item_id"], group["text"]))
        rows += [(item, str(domain), text[item]) for item in sample_ids(group["item_id"], size, options.seed)]
    return rows


def described(domain: str, about: Mapping[str, str]) -> str:
    """What a domain holds, as the user says, or else as its name does."""
    return about.get(domain, domain.replace("_", " ").replace("-", " "))


def check_about(folder: Path, items: pd.DataFrame, about: Mapping[str, str]) -> None:
    """Refuse a description of a domain that the dataset lacks.

    Raises
    ------
    DataError
        Naming the domains that there are.
    """
    domains = sorted(map(str, items["domain"].unique()))
    for name in about:
        if name not in domains:
            raise DataError(
                f"has no domain {name!r}.", path=ITEM.path(folder), remedy=f"Its domains: {', '.join(domains)}."
            )


def _brands(folder: Path) -> frozenset[str]:
    frame = read_atomic(ITEM.path(folder), columns=["brand"])
    return frozenset(filter(None, map(slug, plain_cells(frame["brand"])))) if "brand" in frame else frozenset()


async def _tag(
    asker: Asker, items: pd.DataFrame, options: TagOptions, about: Mapping[str, str], brands: frozenset[str]
) -> Tagged:
    found = Tagged(items)
    try:
        with _progress() as bars:
            await _propose_all(asker, found, options, about, bars)
            similar = None if options.encoder is None else Similarity(options.encoder)
            await _refine_all(asker, found, options, about, similar, brands)
            await _match_all(asker, found, options, similar, bars)
    finally:
        await asker.backend.close()
    return found


def _progress() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


@contextmanager
def _recorded(found: Tagged, step: str, **whose: str) -> Iterator[None]:
    """Let what the model cannot answer fail for an item or a list alone; a model that is down ends the run."""
    try:
        yield
    except BackendDownError:
        raise
    except BackendError as error:
        found.failures.append({**whose, "step": step, "problem": str(error)})


async def _propose_all(
    asker: Asker, found: Tagged, options: TagOptions, about: Mapping[str, str], bars: Progress
) -> None:
    rows = sampled(found.items, options)
    task = bars.add_task("Proposing tags", total=len(rows))

    async def one(row: Row) -> None:
        item, domain, text = row
        with _recorded(found, "propose", item_id=item):
            found.proposals[item] = await propose(asker, described(domain, about), text)
        bars.advance(task)

    await bounded(one, rows, asker.backend.parallel)
    # Answers come in any order; what follows must not depend on it.
    found.proposals = {item: found.proposals[item] for item, _, _ in rows if item in found.proposals}


async def _refine_all(
    asker: Asker,
    found: Tagged,
    options: TagOptions,
    about: Mapping[str, str],
    similar: Optional[Similarity],
    brands: frozenset[str],
) -> None:
    texts = dict(zip(found.items["item_id"], found.items["text"]))
    for name, group in found.items.groupby("domain", sort=True):
        domain = str(name)
        members = set(group["item_id"])
        own = {item: tags for item, tags in found.proposals.items() if item in members}
        made = aggregate(described(domain, about), own, None if options.rounds else options.list_size)
        if options.rounds:
            faults = plain_faults(made.tags, {item: texts[item] for item in own}, domain, brands)
            made.drop(faults, 0)
        found.lists[domain] = made
        if made.tags:
            embed = None if similar is None else similar.embed
            size, score = options.list_size, options.score
            # Where this fails, the list before that round is still a list; the record says what it is.
            with _recorded(found, "refine", domain=domain):
                await refine(asker, made, rounds=options.rounds, size=size, score=score, embed=embed)


async def _match_all(
    asker: Asker, found: Tagged, options: TagOptions, similar: Optional[Similarity], bars: Progress
) -> None:
    # Domain by domain: all items of one share the start of their prompts, which the model then reads once.
    ordered = found.items.sort_values("domain", kind="stable")
    if similar is not None:
        similar.embed(ordered["text"].tolist())
    rows: list[Row] = list(zip(ordered["item_id"], map(str, ordered["domain"]), ordered["text"]))
    task = bars.add_task("Matching tags", total=len(rows))
    scored: dict[str, list[tuple[str, float]]] = {}

    async def one(row: Row) -> None:
        item, domain, text = row
        made = found.lists[domain]
        near = None if similar is None or not made.tags else similar.of_tags(text, made.names)
        own = made.own(found.proposals.get(item, []))
        asked = candidates(made.names, own, near, text, options.candidates)
        if asked:
            with _recorded(found, "match", item_id=item):
                scores = await match(asker, made.about, asked, text, score=options.score)
                scored[item] = select(scores, options.tau, options.k, options.floor)
        bars.advance(task)

    await bounded(one, rows, asker.backend.parallel)
    found.tags = {item: scored[item] for item in found.items["item_id"] if scored.get(item)}
    found.failures.sort(key=lambda failure: (failure["step"], failure.get("item_id", ""), failure.get("domain", "")))
