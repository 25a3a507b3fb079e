"""Files that a tagging run writes: the tags, the vocabulary, and the provenance record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.storage import read_provenance, sha256, utc_now, write_json, write_provenance
from recbole_tema.files.tags import write_tag_file
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.coverage import coverage
from recbole_tema.tagging.item_fields import prompt_fields
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.vocabulary import TagList, vocabulary_records


@dataclass
class TaggingResult:
    """Results of a tagging run.

    Attributes
    ----------
    items : pandas.DataFrame
        ``item_id``, ``domain`` and ``text`` of the items that have any text.
    proposals : dict of str to list of str
        The model's proposals by item.
    lists : dict of str to TagList
        By domain.
    scores : dict of str to dict
        Score by candidate tag, by matched item.
    tags : dict of str to list of (str, float)
        Selected tags with scores, best first, by item.
    failures : list of dict
        Requests without a valid answer: ``item_id`` or ``domain``, ``step`` and ``problem``.
    """

    items: pd.DataFrame
    proposals: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, TagList] = field(default_factory=dict)
    scores: dict[str, dict[str, float]] = field(default_factory=dict)
    tags: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)


def vocabulary_file(folder: Path) -> Path:
    """``NAME.vocabulary.json`` of a dataset's folder."""
    return TAG.path(folder).with_suffix(".vocabulary.json")


def write_tags(folder: Path, result: TaggingResult, client: LLMClient, options: TagOptions) -> dict[str, Any]:
    """Write ``.tag``, ``.vocabulary.json`` and ``.tag.json``, each atomically and the last one last.

    Parameters
    ----------
    folder : Path
        The dataset's folder.
    result : TaggingResult
    client : LLMClient
        Its model and templates are recorded.
    options : TagOptions

    Returns
    -------
    dict
        The content of ``.tag.json``.
    """
    path = TAG.path(folder)
    write_tag_file(path, result.tags)
    domain_of = dict(zip(result.items["item_id"], result.items["domain"].astype(str)))
    usage: dict[str, Counter[str]] = {domain: Counter() for domain in result.lists}
    for item, tags in result.tags.items():
        usage[domain_of[item]].update(tag for tag, _ in tags)
    write_json(vocabulary_file(folder), vocabulary_records(result.lists, usage))
    record = {
        "made_by": "recbole_tema.tagging",
        "model": client.backend.describe(),
        "templates": {"version": client.templates.version, "sha256": client.templates.fingerprint()},
        "options": {**asdict(options), "fields": list(options.fields or prompt_fields(folder))},
        "inputs": {ITEM.path(folder).name: sha256(ITEM.path(folder))},
        "date": utc_now(),
        "counts": _counts(result, usage),
        "coverage": _coverage(result, options.tau),
        "domains": {domain: _domain_record(tag_list) for domain, tag_list in result.lists.items()},
        "failures": result.failures,
    }
    write_provenance(path, record)
    return read_provenance(path)


def _domain_record(tag_list: TagList) -> dict[str, Any]:
    return {
        "about": tag_list.about,
        "facets": tag_list.facets,
        "tags": tag_list.names,
        "self_scores": tag_list.scores,
        "dropped": tag_list.dropped,
    }


def _coverage(result: TaggingResult, tau: float) -> dict[str, dict[str, float | None]]:
    """By domain, and of all items."""
    groups = {str(name): group["item_id"] for name, group in result.items.groupby("domain", sort=True)}
    by_domain = {name: coverage(ids, result.tags, tau) for name, ids in groups.items()}
    return {**by_domain, "all": coverage(result.items["item_id"], result.tags, tau)}


def _counts(result: TaggingResult, usage: Mapping[str, Counter[str]]) -> dict[str, Any]:
    by_domain = [set(counter) for counter in usage.values()]
    used = set().union(*by_domain)
    shared = {tag for tag in used if sum(tag in domain for domain in by_domain) > 1}
    return {
        "items_with_text": len(result.items),
        "items_proposed_for": len(result.proposals),
        "items_tagged": len(result.tags),
        "tags_used": len(used),
        "tags_shared_by_domains": len(shared),
        "tags_per_item": round(sum(map(len, result.tags.values())) / max(1, len(result.tags)), 2),
        "failures": len(result.failures),
    }
