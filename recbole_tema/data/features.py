"""Item features from extra atomic files, checked against the catalog and aligned with internal ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from recbole_tema.errors import DataError
from recbole_tema.files import vectors
from recbole_tema.files.atomic import check_item_ids, read_atomic


@dataclass(frozen=True)
class Vectors:
    """A frozen modality: one vector per item.

    Attributes
    ----------
    values : Tensor of float32, shape (n_items, dim)
        Zero rows for items without one.
    present : Tensor of bool, shape (n_items,)
        True for items that have the modality.
    """

    values: torch.Tensor
    present: torch.Tensor


@dataclass(frozen=True)
class Tags:
    """Tags of items with their matching scores, as one padded list per item.

    Attributes
    ----------
    ids : Tensor of int64, shape (n_items, max_tags)
        Tag ids from 1; 0 where padded.
    scores : Tensor of float32, shape (n_items, max_tags)
        Matching scores in [0, 1]; 0 where padded.
    names : list of str
        Name of each tag id; ``names[0]`` is ``[PAD]``.
    """

    ids: torch.Tensor
    scores: torch.Tensor
    names: list[str]

    @property
    def present(self) -> torch.Tensor:
        """True for items with a tag, Tensor of bool, shape (n_items,)."""
        return (self.ids > 0).any(dim=1)


def read_feature(
    path: Path, columns: Mapping[str, str], catalog: set[str], item_ids: Mapping[str, int]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Read a feature file and drop the items that a filter removed from this run.

    Parameters
    ----------
    path : Path
        The file.
    columns : mapping of str to str
        Required columns with their kinds, the id first.
    catalog : set of str
        Every item of the ``.item`` file.
    item_ids : mapping of str to int
        Internal ids of the items of this run; other items are not added.

    Returns
    -------
    frame : pandas.DataFrame
        The remaining rows.
    ids : array of int64
        Their internal item ids.

    Raises
    ------
    DataError
        For an unknown or duplicate item, or what :func:`~recbole_tema.files.atomic.read_atomic` refuses.
    """
    frame = read_atomic(path, require=columns, columns=list(columns))
    in_run, ids = _rows_of_items(frame[next(iter(columns))], catalog, item_ids, path)
    return frame[in_run].reset_index(drop=True), ids


def _rows_of_items(
    tokens: pd.Series, catalog: set[str], item_ids: Mapping[str, int], path: Path
) -> tuple[np.ndarray, np.ndarray]:
    """Mask of the rows of items of this run, and the internal ids of these."""
    check_item_ids(tokens, catalog, path)
    in_run = tokens.isin(item_ids.keys()).to_numpy()
    return in_run, tokens[in_run].map(item_ids).to_numpy(dtype=np.int64)


def read_vectors(
    path: Path, columns: Mapping[str, str], catalog: set[str], item_ids: Mapping[str, int], n_items: int
) -> Vectors:
    """Read the vectors of a modality: from its binary cache if that is valid, else from the text.

    Parameters
    ----------
    path : Path
        The text file.
    columns : mapping of str to str
        The two columns with their kinds, the id first.
    catalog : set of str
        Every item of the ``.item`` file.
    item_ids : mapping of str to int
        Internal ids of the items of this run.
    n_items : int
        Number of internal item ids, PAD included.

    Raises
    ------
    DataError
        For an unknown or duplicate item, no vector of any item of this run, or what
        :func:`recbole_tema.files.vectors.read_vectors` refuses.
    """
    tokens, values = vectors.read_vectors(path, columns)
    in_run, ids = _rows_of_items(pd.Series(tokens, dtype=object), catalog, item_ids, path)
    if not len(ids):
        raise DataError(
            "The file has no vector of any item of this run.", path=path, remedy="Encode the dataset again."
        )
    position = np.full(len(in_run), -1)
    position[in_run] = ids
    matrix = torch.zeros(n_items, values.shape[1])
    present = torch.zeros(n_items, dtype=torch.bool)
    for start, block in vectors.in_blocks(values):
        rows = position[start : start + len(block)]
        matrix.numpy()[rows[rows >= 0]] = block[rows >= 0]
    present[torch.from_numpy(ids)] = True
    return Vectors(matrix, present)


def align_tags(frame: pd.DataFrame, ids: np.ndarray, n_items: int, path: Path) -> Tags:
    """Number tags in order of first appearance and place them by internal item id.

    Raises
    ------
    DataError
        If tags and scores of an item differ in number, a score is outside [0, 1], or a tag is repeated.
    """
    for row, (tags, scores) in enumerate(zip(frame["tags"], frame["tag_scores"])):
        problem = None
        if len(tags) != len(scores):
            problem = f"{len(tags)} tags but {len(scores)} scores"
        elif len(scores) and (scores.min() < 0 or scores.max() > 1):
            problem = "a score outside [0, 1]"
        elif len(set(tags)) != len(tags):
            problem = "a tag twice"
        if problem:
            raise DataError(f"The item has {problem}.", path=path, line=row + 2, remedy="Correct the row.")
    flat = [tag for tags in frame["tags"] for tag in tags]
    codes, names = pd.factorize(np.array(flat, dtype=object))
    max_tags = max((len(tags) for tags in frame["tags"]), default=0)
    table, weights = torch.zeros(n_items, max(max_tags, 1), dtype=torch.long), torch.zeros(n_items, max(max_tags, 1))
    start = 0
    for item, tags, scores in zip(ids, frame["tags"], frame["tag_scores"]):
        table[item, : len(tags)] = torch.from_numpy(codes[start : start + len(tags)] + 1)
        weights[item, : len(tags)] = torch.from_numpy(scores)
        start += len(tags)
    return Tags(table, weights, ["[PAD]", *map(str, names)])
