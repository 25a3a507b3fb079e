"""Statistics of a tag file: coverage, usage, tags that domains share, near-duplicates, and a sample to inspect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import TAG
from recbole_tema.files.item_text import item_texts, slug_to_words, stable_sample
from recbole_tema.tagging.similarity import TextSimilarity, close_pairs

# Tags with at least this cosine are reported; refinement merges those from refine.SYNONYM_COSINE on.
NEAR_COSINE = 0.75
N_MOST_USED = 12


@dataclass(frozen=True)
class TagReport:
    """Statistics of one tag file.

    Attributes
    ----------
    domains : dict of str to dict
        By domain, and ``all``: ``items``, ``coverage`` (share of items with a tag), ``tags_per_item`` (mean over items
        with a tag), ``tags`` (distinct), ``items_per_tag`` (median), ``shared`` (share of its tags that another domain
        uses too).
    most_used : dict of str to list of (str, int)
        Most used tags of each domain, with the number of their items.
    near_duplicates : list of (str, str, float)
        Pairs of tags with similar names, and their cosine.
    sample : list of dict
        ``item_id``, ``domain``, ``text`` and ``tags`` of some items.
    """

    domains: dict[str, dict[str, float]]
    most_used: dict[str, list[tuple[str, int]]]
    near_duplicates: list[tuple[str, str, float]]
    sample: list[dict[str, Any]]


def tag_report(
    dataset: str | Path,
    *,
    fields: Sequence[str] = ("title",),
    encoder: str | None = None,
    size: int = 12,
    seed: int = 0,
) -> TagReport:
    """Compute the statistics of a dataset's tags.

    Parameters
    ----------
    dataset : str or Path
        Folder of a dataset with ``.item`` and ``.tag``.
    fields : sequence of str
        Columns of ``.item`` to show for sampled items.
    encoder : str, optional
        Sentence encoder that finds near-duplicates; without it there are none.
    size : int
        Number of sampled items.
    seed : int
        Seed of the sample.

    Raises
    ------
    DataError
        If the dataset has no tags, or tags for items that are not in ``.item``.
    """
    folder = Path(dataset).resolve()
    path = TAG.path(folder)
    frame = read_atomic(path, require=TAG.columns)
    items = item_texts(folder, fields, year_style=True)
    unknown = set(frame["tag_item_id"]) - set(items["item_id"])
    if unknown:
        raise DataError(
            f"The file has tags for {min(unknown)!r}, which is not in the .item file.",
            path=path,
            remedy="Tag the dataset again, or delete the row.",
        )
    tags: dict[str, list[str]] = dict(zip(frame["tag_item_id"], frame["tags"]))
    scores: dict[str, Any] = dict(zip(frame["tag_item_id"], frame["tag_scores"]))
    ids = {str(name): group["item_id"].tolist() for name, group in items.groupby("domain", sort=True)}
    usage = {name: Counter(tag for item in group for tag in tags.get(item, [])) for name, group in ids.items()}
    domains = {name: _statistics(group, tags, usage[name], usage) for name, group in ids.items()}
    domains["all"] = _statistics(items["item_id"].tolist(), tags, sum(usage.values(), Counter()), usage)
    by_id = items.set_index("item_id")
    sample = [
        {
            "item_id": item,
            "domain": str(by_id.loc[item, "domain"]),
            "text": str(by_id.loc[item, "text"]),
            "tags": [f"{tag} {score:.2f}" for tag, score in zip(tags.get(item, []), scores.get(item, []))],
        }
        for item in stable_sample(items["item_id"], size, seed)
    ]
    names = sorted(set().union(*usage.values()))
    near = [] if encoder is None or len(names) < 2 else _near_duplicates(names, TextSimilarity(encoder))
    most_used = {name: counter.most_common(N_MOST_USED) for name, counter in usage.items()}
    return TagReport(domains, most_used, near, sample)


def _statistics(
    items: list[str], tags: dict[str, list[str]], used: Counter[str], usage: dict[str, Counter[str]]
) -> dict[str, float]:
    n_tags = [len(tags[item]) for item in items if tags.get(item)]
    shared = {tag for tag in used if sum(tag in counter for counter in usage.values()) > 1}
    return {
        "items": len(items),
        "coverage": round(len(n_tags) / max(1, len(items)), 4),
        "tags_per_item": round(float(np.mean(n_tags)), 2) if n_tags else 0.0,
        "tags": len(used),
        "items_per_tag": float(np.median(list(used.values()))) if used else 0.0,
        "shared": round(len(shared) / max(1, len(used)), 4),
    }


def _near_duplicates(tags: list[str], similarity: TextSimilarity) -> list[tuple[str, str, float]]:
    vectors = similarity.embed([slug_to_words(tag) for tag in tags])
    pairs = [(tags[i], tags[j], round(cosine, 3)) for i, j, cosine in close_pairs(vectors, NEAR_COSINE)]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0]))


def report_tables(report: TagReport) -> list[Table]:
    """Tables of the report for a terminal."""
    statistics = Table(
        "domain", "items", "coverage", "tags per item", "tags", "items per tag", "shared tags", title="Tags"
    )
    for name, row in report.domains.items():
        statistics.add_row(
            name,
            f"{row['items']:,.0f}",
            f"{row['coverage']:.1%}",
            f"{row['tags_per_item']:.2f}",
            f"{row['tags']:.0f}",
            f"{row['items_per_tag']:.0f}",
            f"{row['shared']:.1%}",
        )
    most_used = Table("domain", "most used tags", title="Most used")
    for name, pairs in report.most_used.items():
        most_used.add_row(name, ", ".join(f"{tag} {count}" for tag, count in pairs))
    sample = Table("item", "domain", "text", "tags", title="Sample")
    for item in report.sample:
        sample.add_row(item["item_id"], item["domain"], item["text"], ", ".join(item["tags"]))
    near = Table("tag", "similar tag", "cosine", title="Near-duplicates")
    for tag, other, cosine in report.near_duplicates:
        near.add_row(tag, other, f"{cosine:.2f}")
    return [statistics, most_used, sample, *([near] if report.near_duplicates else [])]
