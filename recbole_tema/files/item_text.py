"""The text of each item, for encoders and language models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM


def plain_cells(cells: pd.Series) -> list[str]:
    """A column of an atomic file as texts, a sequence joined by blanks."""
    return [" ".join(cell) if isinstance(cell, list) else str(cell) for cell in cells]


def item_texts(dataset_folder: Path, fields: Sequence[str], *, year_style: bool = False) -> pd.DataFrame:
    """One text an item, made of columns of ``.item``.

    Parameters
    ----------
    dataset_folder : Path
        The dataset's folder.
    fields : sequence of str
        Columns to join, in order; empty cells are left out.
    year_style : bool
        ``Alien (1979)`` instead of ``Alien. 1979``: the way language models have read of films.

    Returns
    -------
    pandas.DataFrame
        ``item_id``, ``domain``, ``text`` in file order; ``text`` is empty where every field is.

    Raises
    ------
    ConfigError
        If a field is no column of ``.item``.
    """
    path = ITEM.path(dataset_folder)
    frame = read_atomic(path, require=ITEM.columns)
    for field in fields:
        if field not in frame.columns:
            raise ConfigError(
                f"{path.name} has no column {field!r}.", remedy=f"Choose among: {', '.join(frame.columns)}."
            )
    cells = [plain_cells(frame[field]) for field in fields]
    texts = []
    for row in zip(*cells):
        parts = [part for part in row if part]
        if year_style and len(parts) > 1:
            texts.append(f"{parts[0]} ({', '.join(parts[1:])})")
        else:
            texts.append(". ".join(parts))
    return pd.DataFrame({"item_id": frame["item_id"], "domain": frame["domain"], "text": texts})
