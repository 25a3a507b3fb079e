"""What is in a tag file: coverage, use, bridges between domains, near-duplicates, and a sample to judge by eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import numpy as np
from rich.table import Table

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import TAG
from recbole_tema.files.item_text import item_texts
from recbole_tema.tagging.names import spoken
from recbole_tema.tagging.proposals import sample_ids
from recbole_tema.tagging.similarity import Similarity, close_pairs

# Names this close are worth a look; those above refinement.SYNONYMS have been merged.
NEAR = 0.75
MOST_USED = 12


@dataclass(frozen=True)
class TagReport:
    """Figures of one tag file.

    Attributes
    ----------
    domains : dict of str to dict
        By domain, and ``all``: ``items``, ``coverage`` (share with any tag), ``tags_an_item`` (mean of those),
        ``tags`` (distinct), ``items_a_tag`` (median), ``bridging`` (share of its tags that another domain has too).
    common : dict of str to list of (str, int)
        Most used tags of each domain, with the items that have them.
    near : list of (str, str, float)
        Tags with almost the same name, and their cosine.
    sample : list of dict
        ``item_id``, ``domain``, ``text``, ``tags``.
    """

    domains: dict[str, dict[str, float]]
    common: dict[str, list[tuple[str, int]]]
    near: list[tuple[str, str, float]]
    sample: list[dict[str, Any]]


def tag_report(
    dataset_folder: Path,
    *,
    fields: Sequence[str] = ("title",),
    encoder: Optional[str] = None,
    size: int = 12,
    seed: int = 0,
) -> TagReport:
    """Look at a dataset's tags.

    Parameters
    ----------
    dataset_folder : Path
    fields : sequence of str
        Columns of ``.item`` that are shown of a sampled item.
    encoder : str, optional
        Finds near-duplicates; none are looked for without it.
    size : int
        Items of the sample.
    seed : int
        Chooses them.

    Raises
    ------
    DataError
        If the dataset has no tags, or tags for items that it does not have.
    """
    folder = Path(dataset_folder).resolve()
    path = folder / f"{folder.name}.tag"
    tags = read_atomic(path, require=TAG.columns)
    items = item_texts(folder, fields, year_style=True)
    unknown = set(tags["tag_item_id"]) - set(items["item_id"])
    if unknown:
        raise DataError(
            f"has tags for {min(unknown)!r}, which is no item.", path=path, remedy="Tag the dataset anew, or drop it."
        )
    of_item: dict[str, list[str]] = dict(zip(tags["tag_item_id"], tags["tags"]))
    scores: dict[str, Any] = dict(zip(tags["tag_item_id"], tags["tag_scores"]))
    used = {
        str(name): Counter(tag for item in group["item_id"] for tag in of_item.get(item, []))
        for name, group in items.groupby("domain", sort=True)
    }
    of_domain = {str(name): group["item_id"].tolist() for name, group in items.groupby("domain", sort=True)}
    domains = {name: _figures(ids, of_item, name, used) for name, ids in of_domain.items()}
    domains["all"] = _figures(items["item_id"].tolist(), of_item, None, used)
    row = items.set_index("item_id")
    sample = [
        {
            "item_id": item,
            "domain": str(row.loc[item, "domain"]),
            "text": str(row.loc[item, "text"]),
            "tags": [f"{tag} {score:.2f}" for tag, score in zip(of_item.get(item, []), scores.get(item, []))],
        }
        for item in sample_ids(items["item_id"], size, seed)
    ]
    every = sorted(set().union(*used.values()))
    near = [] if encoder is None or len(every) < 2 else _near(every, Similarity(encoder))
    return TagReport(domains, {name: c.most_common(MOST_USED) for name, c in used.items()}, near, sample)


def _figures(
    items: list[str], of_item: dict[str, list[str]], domain: Optional[str], used: dict[str, Counter[str]]
) -> dict[str, float]:
    tagged = [len(of_item[item]) for item in items if of_item.get(item)]
    inside = used[domain] if domain is not None else sum(used.values(), Counter())
    shared = {tag for tag in inside if sum(tag in counter for counter in used.values()) > 1}
    return {
        "items": len(items),
        "coverage": round(len(tagged) / max(1, len(items)), 4),
        "tags_an_item": round(float(np.mean(tagged)), 2) if tagged else 0.0,
        "tags": len(inside),
        "items_a_tag": float(np.median(list(inside.values()))) if inside else 0.0,
        "bridging": round(len(shared) / max(1, len(inside)), 4),
    }


def _near(tags: list[str], similarity: Similarity) -> list[tuple[str, str, float]]:
    vectors = similarity.embed([spoken(tag) for tag in tags])
    pairs = [(tags[i], tags[j], round(cosine, 3)) for i, j, cosine in close_pairs(vectors, NEAR)]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0]))


def report_tables(report: TagReport) -> list[Table]:
    """The report as tables for a terminal."""
    figures = Table("domain", "items", "coverage", "tags an item", "tags", "items a tag", "bridging", title="Tags")
    for name, f in report.domains.items():
        figures.add_row(
            name,
            f"{f['items']:,.0f}",
            f"{f['coverage']:.1%}",
            f"{f['tags_an_item']:.2f}",
            f"{f['tags']:.0f}",
            f"{f['items_a_tag']:.0f}",
            f"{f['bridging']:.1%}",
        )
    common = Table("domain", "most used tags", title="Most used")
    for name, pairs in report.common.items():
        common.add_row(name, ", ".join(f"{tag} {count}" for tag, count in pairs))
    sample = Table("item", "domain", "text", "tags", title="A sample to judge")
    for row in report.sample:
        sample.add_row(row["item_id"], row["domain"], row["text"], ", ".join(row["tags"]))
    near = Table("tag", "and", "cosine", title="Near-duplicates left")
    for one, other, cosine in report.near:
        near.add_row(one, other, f"{cosine:.2f}")
    return [figures, common, sample, *([near] if report.near else [])]
