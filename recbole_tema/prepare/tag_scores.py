"""Write the tags that a dataset is published with as a `.tag` file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.files.formats import TAG
from recbole_tema.files.storage import read_provenance, write_provenance
from recbole_tema.files.tags import write_tag_file
from recbole_tema.prepare.sources.base import PublishedTags


def write_tag_scores(
    built: Path, target: Path, published: PublishedTags, items: pd.DataFrame, record: Mapping[str, Any]
) -> dict[str, Any]:
    """Write the tags of a source, unless the dataset has tags that another command or a person has made.

    Parameters
    ----------
    built : Path
        The folder of the new files.
    target : Path
        The folder of the dataset.
    published : PublishedTags
    items : pandas.DataFrame
        With ``item_id``, the items of the dataset.
    record : mapping
        The record of the dataset, as in ``NAME.inter.json``.

    Returns
    -------
    dict
        Counts of items with tags and of tags, or ``kept``, what made the tags that are left unchanged.
    """
    existing = TAG.path(target, target.name)
    if existing.is_file():
        maker = read_provenance(existing).get("made_by", "a person")
        if maker != record["made_by"]:
            return {"kept": maker}
    tags = published.table[published.table["item_id"].isin(items["item_id"])]
    pairs = {str(item): list(zip(rows["tag"], rows["score"])) for item, rows in tags.groupby("item_id", sort=False)}
    path = TAG.path(built, target.name)
    write_tag_file(path, {item: pairs[item] for item in items["item_id"] if item in pairs})
    counts = {
        "items_tagged": len(pairs),
        "tags_used": int(tags["tag"].nunique()),
        "tags_per_item": round(len(tags) / max(1, len(pairs)), 2),
    }
    write_provenance(
        path,
        {
            "made_by": record["made_by"],
            "model": {"name": published.name},
            "options": published.options,
            "inputs": record["inputs"],
            "date": record["date"],
            "counts": counts,
        },
    )
    return counts
