"""A few items of each domain with their tags, to judge by eye."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.item_text import item_titles, slug_to_words, stable_sample

AN_ITEM = 8


@dataclass(frozen=True)
class Tagged:
    """An item: its title (its id where it has none), and its best tags with their scores."""

    title: str
    tags: list[tuple[str, float]]


def tag_examples(folder: Path, count: int, seed: int = 0) -> dict[str, list[Tagged]]:
    """Tagged items of each domain, the same ones every time.

    Parameters
    ----------
    folder : Path
        A dataset's, with ``.item`` and ``.tag``.
    count : int
        Items a domain, at most.
    seed : int
        Chooses them.

    Returns
    -------
    dict of str to list of Tagged
        By domain, in alphabetical order; at most :data:`AN_ITEM` tags an item, best first.

    Raises
    ------
    DataError
        If a file is broken, has tags for an item that the dataset does not have, or not one score a tag.
    """
    items = read_atomic(ITEM.path(folder), require=ITEM.columns)
    named = item_titles(items)
    path = TAG.path(folder)
    tags = read_atomic(path, require=TAG.columns)
    of_item: dict[str, list[tuple[str, float]]] = {}
    for row, (item, names, scores) in enumerate(zip(tags["tag_item_id"], tags["tags"], tags["tag_scores"])):
        problem = "" if item in named else f"has tags for {item!r}, which is no item"
        problem = problem or ("" if len(names) == len(scores) else f"has {len(names)} tags and {len(scores)} scores")
        if problem:
            raise DataError(f"{problem}.", path=path, line=row + 2, remedy="Tag the dataset anew, or correct the row.")
        of_item[item] = sorted(zip(names, map(float, scores)), key=lambda pair: -pair[1])[:AN_ITEM]
    examples = {}
    for domain, part in items.groupby("domain", sort=True):
        chosen = stable_sample([item for item in part["item_id"] if of_item.get(item)], count, seed)
        if chosen:
            examples[str(domain)] = [
                Tagged(named[item], [(slug_to_words(tag), score) for tag, score in of_item[item]]) for item in chosen
            ]
    return examples
