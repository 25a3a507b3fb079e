"""What tagging leaves: the tags, texts with them, the vocabulary, and how all of it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.storage import sha256, utc_now, write_json, write_provenance
from recbole_tema.tagging.augment import AUGMENTED_KINDS, augmented_texts
from recbole_tema.tagging.client import Asker
from recbole_tema.tagging.options import TagOptions
from recbole_tema.tagging.vocabulary import TagList, as_records


@dataclass
class Tagged:
    """What a run found.

    Attributes
    ----------
    items : pandas.DataFrame
        ``item_id``, ``domain``, ``text`` of the items that have any text.
    proposals : dict of str to list of str
        The model's own tags of the items it was asked for.
    lists : dict of str to TagList
        By domain.
    tags : dict of str to list of (str, float)
        Kept tags with scores, best first, by item.
    failures : list of dict
        What could not be answered: ``item_id`` or ``domain``, ``step`` and ``problem``.
    """

    items: pd.DataFrame
    proposals: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, TagList] = field(default_factory=dict)
    tags: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    failures: list[dict[str, str]] = field(default_factory=list)


def vocabulary_path(folder: Path) -> Path:
    """``NAME.vocabulary.json`` of a dataset's folder."""
    folder = Path(folder).resolve()
    return folder / f"{folder.name}.vocabulary.json"


def write_tags(folder: Path, found: Tagged, asker: Asker, options: TagOptions) -> Path:
    """Write ``.tag``, ``.aug``, ``.vocabulary.json`` and ``.tag.json``, each atomically, the last one last.

    Parameters
    ----------
    folder : Path
        The dataset's.
    found : Tagged
    asker : Asker
        Whose model and templates it was.
    options : TagOptions

    Returns
    -------
    Path
        The ``.tag`` file.
    """
    path = folder / f"{folder.name}.tag"
    rows = [(item, [t for t, _ in tags], [s for _, s in tags]) for item, tags in found.tags.items()]
    write_atomic(pd.DataFrame(rows, columns=list(TAG.columns)), path, TAG.columns, digits=3)
    texts = augmented_texts(folder, {item: tags for item, tags, _ in rows})
    augmented_path = folder / f"{folder.name}.aug"
    write_atomic(texts, augmented_path, AUGMENTED_KINDS)
    domain_of = dict(zip(found.items["item_id"], found.items["domain"].astype(str)))
    used: dict[str, Counter[str]] = {domain: Counter() for domain in found.lists}
    for item, tags, _ in rows:
        used[domain_of[item]].update(tags)
    write_json(vocabulary_path(folder), as_records(found.lists, used))
    record = {
        "made_by": "recbole_tema.tagging",
        "model": asker.backend.describe(),
        "templates": {"version": asker.templates.version, "sha256": asker.templates.fingerprint()},
        "options": {**asdict(options), "fields": list(options.fields)},
        "inputs": {ITEM.path(folder).name: sha256(ITEM.path(folder))},
        "date": utc_now(),
        "counts": _counts(found, used),
        "domains": {name: _domain(made) for name, made in found.lists.items()},
        "failures": found.failures,
    }
    for file in (augmented_path, path):
        write_provenance(file, record)
    return path


def _domain(made: TagList) -> dict[str, Any]:
    return {"about": made.about, "tags": made.names, "self_scores": made.scores, "dropped": made.dropped}


def _counts(found: Tagged, used: Mapping[str, Counter[str]]) -> dict[str, Any]:
    of_domain = [set(counter) for counter in used.values()]
    every = set().union(*of_domain)
    shared = {tag for tag in every if sum(tag in domain for domain in of_domain) > 1}
    return {
        "items_with_text": len(found.items),
        "items_proposed_for": len(found.proposals),
        "items_tagged": len(found.tags),
        "tags_used": len(every),
        "tags_shared_by_domains": len(shared),
        "tags_an_item": round(sum(map(len, found.tags.values())) / max(1, len(found.tags)), 2),
        "failures": len(found.failures),
    }
