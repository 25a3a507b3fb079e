"""A few items of each domain with their tags, for a reader to judge."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import TAG
from recbole_tema.files.item_domains import read_items
from recbole_tema.files.item_text import item_titles, slug_to_words, stable_sample

MAX_TAGS = 8


@dataclass(frozen=True)
class TaggedItem:
    """An item: its title, or its id if it has no title, and its best tags with their scores."""

    title: str
    tags: list[tuple[str, float]]


def tag_examples(folder: Path, count: int, seed: int = 0) -> dict[str, list[TaggedItem]]:
    """Sample tagged items of each domain; the same seed gives the same items.

    Parameters
    ----------
    folder : Path
        Folder of a dataset with ``.item`` and ``.tag``.
    count : int
        Maximum number of items per domain.
    seed : int

    Returns
    -------
    dict of str to list of TaggedItem
        By domain, in alphabetical order; at most :data:`MAX_TAGS` tags per item, best first.

    Raises
    ------
    DataError
        If a file is broken, tags an item that the dataset does not contain, or does not have one score per tag.
    """
    items = read_items(folder, folder.name)
    title_of = item_titles(items)
    tags_of = _best_tags(TAG.path(folder, folder.name), set(title_of))
    examples = {}
    for domain, domain_items in items.groupby("domain", sort=True):
        sample = stable_sample([item for item in domain_items["item_id"] if tags_of.get(item)], count, seed)
        if sample:
            examples[str(domain)] = [TaggedItem(title_of[item], tags_of[item]) for item in sample]
    return examples


def _best_tags(path: Path, items: Collection[str]) -> dict[str, list[tuple[str, float]]]:
    """The best tags of each item, with their scores."""
    table = read_atomic(path, require=TAG.columns)
    tags_of: dict[str, list[tuple[str, float]]] = {}
    for row, (item, tags, scores) in enumerate(zip(table["tag_item_id"], table["tags"], table["tag_scores"])):
        problem = "" if item in items else f"item {item!r} is not in the .item file"
        problem = problem or ("" if len(tags) == len(scores) else f"has {len(tags)} tags and {len(scores)} scores")
        if problem:
            raise DataError(f"{problem}.", path=path, line=row + 2, remedy="Tag the dataset again, or correct the row.")
        best = sorted(zip(tags, map(float, scores)), key=lambda pair: -pair[1])[:MAX_TAGS]
        tags_of[item] = [(slug_to_words(tag), score) for tag, score in best]
    return tags_of
