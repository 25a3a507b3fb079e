"""The text of each item as encoders read it: its title, its tags, and the start of its description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Optional

import pandas as pd

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM, TAG
from recbole_tema.files.item_text import plain_cells
from recbole_tema.tagging.augment import LONGEST, augmented
from recbole_tema.tagging.names import spoken

USUAL_FIELDS = ("title", "description")


def read_tags(dataset_folder: Path) -> dict[str, list[str]]:
    """Tags of the items in a dataset's ``.tag``, best first; empty where there is no such file.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.

    Raises
    ------
    DataError
        If the file is broken.
    """
    path = TAG.path(dataset_folder)
    if not path.is_file():
        return {}
    frame = read_atomic(path, require={"tag_item_id": "token", "tags": "token_seq"})
    none: list[list[float]] = [[]] * len(frame)
    scores = list(frame["tag_scores"]) if "tag_scores" in frame.columns else none
    found = {}
    for item, tags, row in zip(frame["tag_item_id"], frame["tags"], scores):
        by_score = zip(tags, row) if len(row) == len(tags) else ((tag, 0.0) for tag in tags)
        found[str(item)] = [str(tag) for tag, _ in sorted(by_score, key=lambda pair: -float(pair[1]))]
    return found


def encoder_texts(
    dataset_folder: Path,
    fields: Optional[Sequence[str]] = None,
    tags: Optional[Mapping[str, Sequence[str]]] = None,
) -> pd.DataFrame:
    """One text an item: the first field, the tags, then the other fields, since encoders cut the end.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    fields : sequence of str, optional
        Columns of ``.item``, the most telling first; by default those of title and description that there are.
    tags : mapping of str to sequence of str, optional
        Slugs by item, best first; by default what the dataset's ``.tag`` says.

    Returns
    -------
    pandas.DataFrame
        ``item_id``, ``domain``, ``text`` and ``cut`` in file order. ``text`` is empty where there is neither a field
        nor a tag; ``cut`` says whether words were left out already here, whatever the encoder reads.

    Raises
    ------
    ConfigError
        If a field is no column of ``.item``, or none is left.
    """
    path = ITEM.path(dataset_folder)
    frame = read_atomic(path, require=ITEM.columns)
    if fields is None:
        fields = [name for name in USUAL_FIELDS if name in frame.columns]
    missing = [name for name in fields if name not in frame.columns]
    if missing or not fields:
        problem = f"{path.name} has no column {missing[0]!r}." if missing else f"{path.name} has no title."
        raise ConfigError(problem, remedy=f"Choose fields among: {', '.join(frame.columns)}.")
    tags = read_tags(dataset_folder) if tags is None else tags
    cells = [plain_cells(frame[name]) for name in fields]
    texts, cut = [], []
    for item, row in zip(frame["item_id"], zip(*cells)):
        title, rest, slugs = row[0], ". ".join(part for part in row[1:] if part), tags.get(item, [])
        texts.append(augmented(title, slugs, rest))
        words = sum(len(part.split()) for part in (title, *map(spoken, slugs), rest))
        cut.append(words > LONGEST)
    columns = {"item_id": frame["item_id"], "domain": frame["domain"], "text": texts, "cut": cut}
    return pd.DataFrame(columns)
