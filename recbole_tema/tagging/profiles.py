"""Profile the items of a dataset: prose of a language model about what each item is, for whom and what for."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import mean, median
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator, TypeAdapter

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import read_header, write_atomic
from recbole_tema.files.formats import ITEM, PROFILE
from recbole_tema.files.item_text import PROFILE_FIELD
from recbole_tema.files.storage import read_provenance, sha256, utc_now, write_provenance
from recbole_tema.files.words import n_words
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.cost import StepCost, n_tokens
from recbole_tema.tagging.inputs import Item, check_descriptions, domain_description, without_empty_texts
from recbole_tema.tagging.item_fields import prompt_fields, prompt_texts
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.options import ProfileOptions
from recbole_tema.tagging.outcome import OutputFile
from recbole_tema.tagging.prompts import Message, Stage, Templates, load_templates, profile_messages
from recbole_tema.tagging.prose import Profile, read_profile
from recbole_tema.tagging.session import locked_dataset, open_client
from recbole_tema.tagging.steps import Failure, Progress, by_subject, for_each_item

STEP = "profile"
# Enough for 60 English words.
MAX_PROFILE_TOKENS = 128
_ANSWER: TypeAdapter[Profile] = TypeAdapter(Annotated[Profile, BeforeValidator(read_profile)])
_ANY_TEXT: Mapping[str, Any] = {}


def profile_items(
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
    """Write prose about each item of a dataset with a language model to ``NAME.profile``.

    A profile has 25 to 60 words: what the item is, who it is for, and what it is used for. Text encoders read it with
    ``encode_items(dataset, fields=["profile"])``. ``NAME.profile.json`` records how the profiles were written. An
    interrupted run continues from the cache when it is called again.

    Parameters
    ----------
    dataset : str or Path
        Folder of a prepared dataset.
    llm : str or Backend
        See :func:`recbole_tema.tagging.llm.open_backend`.
    about : mapping of str to str, optional
        Description of each domain for the prompts; by default its name.
    templates : str, Path or Templates, optional
        Prompt templates; by default the package's own.
    cache : str or Path
        Folder of the model's answers.
    parallel, threads, timeout, retries : number, optional
        See :func:`recbole_tema.tagging.llm.open_backend`; if ``llm`` is text.
    progress : callable, optional
        Called with the step ``profile``, number of items done and number of items.
    partial : bool
        Whether a file of fewer items may replace the existing one.
    **options
        Fields of :class:`~recbole_tema.tagging.options.ProfileOptions`: ``fields`` and ``limit``.

    Returns
    -------
    dict
        The content of ``NAME.profile.json``: ``model``, ``options``, ``counts``, ``failures`` and others.

    Raises
    ------
    BackendError
        If the model cannot be loaded or reached, no item gets a profile, or the existing file has more profiles.
    ConfigError
        If an option or the template file is invalid.
    DataError
        If no item has any text, ``about`` describes a domain that does not exist, or ``limit`` is less than the number
        of profiles of the existing file.
    FolderInUseError
        If another process writes to the dataset or to the cache.

    Examples
    --------
    >>> from recbole_tema import profile_items
    >>> record = profile_items("atomic_data/my-shop", "qwen2.5-1.5b-instruct-q4_k_m.gguf")  # doctest: +SKIP
    >>> record["counts"]["profiles"]  # doctest: +SKIP
    8711
    """
    settings, loaded = ProfileOptions(**options), load_templates(templates)
    stage = profile_stage(loaded)
    connection = {"parallel": parallel, "threads": threads, "timeout": timeout, "retries": retries}
    with locked_dataset(dataset, cache) as folder:
        items = profile_inputs(folder, settings)
        check_descriptions(folder, items, about or {})
        output = OutputFile.of(PROFILE, folder, partial=partial)
        output.check_limit(settings.limit)
        with open_client(llm, loaded, cache, **connection) as client:
            run = _write_all(client, stage, items, about or {}, progress or (lambda step, done, total: None))
            profiles, failures = asyncio.run(run)
        output.check_outcome(len(profiles), failures, len(items))
        return _write(folder, items, profiles, failures, client, settings)


def estimate_profile_costs(
    dataset: str | Path,
    options: ProfileOptions,
    templates: Templates,
    *,
    cache: str | Path,
    about: Mapping[str, str] | None = None,
    identity: str = "",
) -> list[StepCost]:
    """Estimate the requests of :func:`profile_items` without making any; repairs are not included.

    Parameters and errors are those of :func:`~recbole_tema.tagging.cost.estimate_costs`.
    """
    about, stage = about or {}, profile_stage(templates)
    folder = Path(dataset).resolve()
    items = profile_inputs(folder, options)
    check_descriptions(folder, items, about)
    new: list[list[Message]] = []
    n_answer_tokens = 0
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        rows = set(zip(map(str, items["domain"]), map(str, items["text"])))  # items with the same text share an answer
        for domain, text in rows:
            messages, size = profile_messages(stage, domain_description(domain, about), text), max_tokens(text)
            key = cache_key(model=identity, messages=messages, schema=_ANY_TEXT, max_tokens=size)
            if answers.get(key) is None:
                new.append(messages)
                n_answer_tokens += size // 2
    return [StepCost(STEP, len(new), len(rows) - len(new), n_tokens(new), n_answer_tokens)]


def profile_stage(templates: Templates) -> Stage:
    """The template of profiles.

    Raises
    ------
    ConfigError
        If the templates have none.
    """
    if templates.profile is None:
        raise ConfigError(
            "The template file has no part 'profile'.", remedy="Copy it from the package's own templates."
        )
    return templates.profile


def profile_inputs(folder: Path, options: ProfileOptions) -> pd.DataFrame:
    """``item_id``, ``domain`` and ``text`` of the items to profile, at most ``options.limit``.

    Raises
    ------
    ConfigError
        If ``.item`` has a column that encoders would confuse with the profiles.
    DataError
        If no item has any text.
    """
    path = ITEM.path(folder)
    if PROFILE_FIELD in read_header(path):
        raise ConfigError(
            f"{path.name} has a column {PROFILE_FIELD!r}, which encoders would confuse with the profiles.",
            remedy="Give the column another name.",
        )
    items = without_empty_texts(prompt_texts(folder, options.fields), folder)
    return items.head(len(items) if options.limit is None else options.limit)


async def write_profile(client: LLMClient, stage: Stage, about: str, text: str) -> Profile:
    """Profile of one item.

    Parameters
    ----------
    client : LLMClient
    stage : Stage
        Template of the request.
    about : str
        Description of the item's domain.
    text : str
        The item's text.

    Raises
    ------
    BackendError
        If the model gives no valid answer, even after a repair request.
    """
    return await client.chat(profile_messages(stage, about, text), _ANSWER, max_tokens(text), _ANY_TEXT)


def max_tokens(text: str) -> int:
    """Maximum number of tokens of the profile of an item with a text."""
    # Models have more tokens per word for scripts that they know less well.
    return MAX_PROFILE_TOKENS if text.isascii() else 2 * MAX_PROFILE_TOKENS


async def _write_all(
    client: LLMClient, stage: Stage, items: pd.DataFrame, about: Mapping[str, str], progress: Progress
) -> tuple[dict[str, Profile], list[Failure]]:
    """Profiles by item, in file order, and the failures."""
    profiles: dict[str, Profile] = {}
    failures: list[Failure] = []

    async def write(item: Item) -> None:
        description = domain_description(item.domain, about)
        profiles[item.item_id] = await write_profile(client, stage, description, item.text)

    # By domain, since the prompts of a domain share their start, which the model then processes once.
    by_domain = items.sort_values("domain", kind="stable")
    queue = list(map(Item, by_domain["item_id"], map(str, by_domain["domain"]), by_domain["text"]))
    try:
        parallel = client.backend.parallel
        await for_each_item(STEP, queue, write, parallel=parallel, failures=failures, progress=progress)
    finally:
        await client.backend.close()
    return {item: profiles[item] for item in items["item_id"] if item in profiles}, by_subject(failures)


def _write(
    folder: Path,
    items: pd.DataFrame,
    profiles: Mapping[str, Profile],
    failures: Sequence[Failure],
    client: LLMClient,
    options: ProfileOptions,
) -> dict[str, Any]:
    """Write ``.profile`` and ``.profile.json``, each atomically, and return the content of the latter."""
    path = PROFILE.path(folder)
    rows = [(item, profile.text) for item, profile in profiles.items()]
    write_atomic(pd.DataFrame(rows, columns=list(PROFILE.columns)), path, PROFILE.columns)
    record = {
        "made_by": "recbole_tema.tagging.profiles",
        "model": client.backend.describe(),
        "templates": {"version": client.templates.version, "sha256": client.templates.fingerprint()},
        "options": {**asdict(options), "fields": list(options.fields or prompt_fields(folder))},
        "inputs": {ITEM.path(folder).name: sha256(ITEM.path(folder))},
        "date": utc_now(),
        "counts": _counts(items, profiles, failures),
        "failures": failures,
    }
    write_provenance(path, record)
    return read_provenance(path)


def _counts(items: pd.DataFrame, profiles: Mapping[str, Profile], failures: Sequence[Failure]) -> dict[str, Any]:
    lengths = [n_words(profile.text) for profile in profiles.values()]
    n_items_of = Counter(profile.text for profile in profiles.values())
    return {
        "items_with_text": len(items),
        "profiles": len(profiles),
        "failures": len(failures),
        "shortened": sum(profile.is_shortened for profile in profiles.values()),
        # Items whose profile another item has too.
        "not_distinct": sum(count for count in n_items_of.values() if count > 1),
        "words": {
            "min": min(lengths, default=0),
            "median": median(lengths) if lengths else 0,
            "mean": round(mean(lengths), 1) if lengths else 0.0,
            "max": max(lengths, default=0),
        },
    }
