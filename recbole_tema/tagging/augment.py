"""The text of an item with its tags in it, for text encoders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.files.item_text import plain_cells
from recbole_tema.tagging.names import spoken

AUGMENTED_KINDS = {"aug_item_id": "token", "aug_text": "token_seq"}
# CLIP reads 77 tokens, and English has about 1.3 a word.
LONGEST = 60


def augmented(title: str, tags: Sequence[str], description: str) -> str:
    """Title, tags and the start of the description in one text, in that order, since encoders cut the end.

    Parameters
    ----------
    title, description : str
        Either may be empty.
    tags : sequence of str
        Slugs, best first.
    """
    parts = [title, ", ".join(map(spoken, tags)), description]
    words = ". ".join(part.strip().rstrip(".") for part in parts if part.strip()).split()
    return " ".join(words[:LONGEST])


def augmented_texts(dataset_folder: Path, tags: dict[str, list[str]]) -> pd.DataFrame:
    """``.aug`` of a dataset: every item that has a title, a description or tags.

    Parameters
    ----------
    dataset_folder : Path
    tags : dict of str to list of str
        Slugs by item.
    """
    items = read_atomic(ITEM.path(dataset_folder), require={"item_id": "token"})
    empty = pd.Series([""] * len(items), index=items.index)
    titles, descriptions = (plain_cells(items.get(name, empty)) for name in ("title", "description"))
    texts = [
        augmented(title, tags.get(item, []), description)
        for item, title, description in zip(items["item_id"], titles, descriptions)
    ]
    frame = pd.DataFrame({"aug_item_id": items["item_id"], "aug_text": [text.split() for text in texts]})
    return frame[[bool(text) for text in texts]]
