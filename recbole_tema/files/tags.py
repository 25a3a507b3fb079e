"""The ``.tag`` file: names of tags as slugs, and rows of tags with scores by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import TAG
from recbole_tema.files.words import words


def slug(tag: str) -> str:
    """Slug of a tag, one token of a ``.tag`` file: ``Science Fiction!`` becomes ``science-fiction``."""
    return "-".join(words(tag))


def write_tag_file(path: Path, tags: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    """Write a ``.tag`` file, atomically.

    Parameters
    ----------
    path : Path
    tags : mapping of str to sequence of (str, float)
        Slugs with scores, best first, by item.
    """
    rows = [(item, [tag for tag, _ in pairs], [score for _, score in pairs]) for item, pairs in tags.items()]
    write_atomic(pd.DataFrame(rows, columns=list(TAG.columns)), path, TAG.columns, digits=3)
