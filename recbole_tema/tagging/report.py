"""Statistics of a tag file: coverage, usage, tags that domains share, near-duplicates, and a sample to inspect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.item_text import slug_to_words, stable_sample
from recbole_tema.files.storage import read_provenance
from recbole_tema.tagging.coverage import ScoredTags, coverage
from recbole_tema.tagging.item_fields import TITLE, prompt_texts
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
        uses too), and the counts of :func:`~recbole_tema.tagging.coverage.coverage`.
    most_used : dict of str to list of (str, int)
        Most used tags of each domain, with the number of their items.
    near_duplicates : list of (str, str, float)
        Pairs of tags with similar names, and their cosine.
    sample : list of dict
        ``item_id``, ``domain``, ``text`` and ``tags`` of some items.
    """

    domains: dict[str, dict[str, float | None]]
    most_used: dict[str, list[tuple[str, int]]]
    near_duplicates: list[tuple[str, str, float]]
    sample: list[dict[str, Any]]


def tag_report(
    dataset: str | Path,
    *,
    fields: Sequence[str] | None = None,
    encoder: str | None = None,
    size: int = 12,
    seed: int = 0,
) -> TagReport:
    """Compute the statistics of a dataset's tags.

    Parameters
    ----------
    dataset : str or Path
        Folder of a dataset with ``.item`` and ``.tag``.
    fields : sequence of str, optional
        Columns of ``.item`` to show for sampled items; by default the title, or all if there is none.
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
    if fields is None and TITLE in read_header(ITEM.path(folder)):
        fields = [TITLE]
    items = prompt_texts(folder, fields)
    unknown = set(frame["tag_item_id"]) - set(items["item_id"])
    if unknown:
        raise DataError(
            f"The file has tags for {min(unknown)!r}, which is not in the .item file.",
            path=path,
            remedy="Tag the dataset again, or delete the row.",
        )
    tags = {
        item: list(zip(names, scores))
        for item, names, scores in zip(frame["tag_item_id"], frame["tags"], frame["tag_scores"])
    }
    tau = _recorded_tau(path)
    ids = {str(name): group["item_id"].tolist() for name, group in items.groupby("domain", sort=True)}
    usage = {name: Counter(tag for item in group for tag, _ in tags.get(item, [])) for name, group in ids.items()}
    domains = {name: _statistics(group, tags, tau, usage[name], usage) for name, group in ids.items()}
    domains["all"] = _statistics(items["item_id"].tolist(), tags, tau, sum(usage.values(), Counter()), usage)
    by_id = items.set_index("item_id")
    sample = [
        {
            "item_id": item,
            "domain": str(by_id.loc[item, "domain"]),
            "text": str(by_id.loc[item, "text"]),
            "tags": [f"{tag} {score:.2f}" for tag, score in tags.get(item, [])],
        }
        for item in stable_sample(items["item_id"], size, seed)
    ]
    names = sorted(set().union(*usage.values()))
    near = [] if encoder is None or len(names) < 2 else _near_duplicates(names, TextSimilarity(encoder))
    most_used = {name: counter.most_common(N_MOST_USED) for name, counter in usage.items()}
    return TagReport(domains, most_used, near, sample)


def _recorded_tau(path: Path) -> float | None:
    """The minimum score with which a language model's tags were selected; None for tags from another source."""
    options = read_provenance(path).get("options")
    tau = options.get("tau") if isinstance(options, dict) else None
    return float(tau) if isinstance(tau, (int, float)) else None


def _statistics(
    items: list[str],
    tags: Mapping[str, ScoredTags],
    tau: float | None,
    used: Counter[str],
    usage: dict[str, Counter[str]],
) -> dict[str, float | None]:
    counts = coverage(items, tags, tau)
    shared = {tag for tag in used if sum(tag in counter for counter in usage.values()) > 1}
    return {
        **counts,
        "coverage": round((counts["items_tagged"] or 0) / max(1, len(items)), 4),
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
    distinct = Table(
        "domain", "with a tag at tau", "by the floor only", "without tags", "with the tags of another", "tag sets",
        title="Items",
    )  # fmt: skip
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
        untagged = (row["items"] or 0) - (row["items_tagged"] or 0)
        columns = ("items_at_tau", "items_by_floor", untagged, "items_not_distinguished", "tag_sets")
        cells = [row[column] if isinstance(column, str) else column for column in columns]
        distinct.add_row(name, *("unknown" if cell is None else f"{cell:,.0f}" for cell in cells))
    most_used = Table("domain", "most used tags", title="Most used")
    for name, pairs in report.most_used.items():
        most_used.add_row(name, ", ".join(f"{tag} {count}" for tag, count in pairs))
    sample = Table("item", "domain", "text", "tags", title="Sample")
    for item in report.sample:
        sample.add_row(item["item_id"], item["domain"], item["text"], ", ".join(item["tags"]))
    near = Table("tag", "similar tag", "cosine", title="Near-duplicates")
    for tag, other, cosine in report.near_duplicates:
        near.add_row(tag, other, f"{cosine:.2f}")
    return [statistics, distinct, most_used, sample, *([near] if report.near_duplicates else [])]
