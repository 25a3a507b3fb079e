"""Item features from extra atomic files, checked against the catalogue and aligned with internal ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import check_item_ids, read_atomic, read_header
from recbole_tema.files.vectors import open_cache


@dataclass(frozen=True)
class Vectors:
    """A frozen modality: one vector an item.

    Attributes
    ----------
    values : Tensor of float32, shape (n_items, dim)
        Zero rows where the item has none.
    present : Tensor of bool, shape (n_items,)
        Which items have the modality.
    """

    values: torch.Tensor
    present: torch.Tensor


@dataclass(frozen=True)
class Tags:
    """Tags of items with their matching scores, as a padded list an item.

    Attributes
    ----------
    ids : Tensor of int64, shape (n_items, most_tags)
        Tag ids from 1; 0 pads.
    scores : Tensor of float32, shape (n_items, most_tags)
        Matching scores in [0, 1]; 0 where padded.
    names : list of str
        Name of each tag id; ``names[0]`` is ``[PAD]``.
    """

    ids: torch.Tensor
    scores: torch.Tensor
    names: list[str]

    @property
    def present(self) -> torch.Tensor:
        """Which items have a tag, Tensor of bool, shape (n_items,)."""
        return (self.ids > 0).any(dim=1)


def read_feature(
    path: Path, columns: Mapping[str, str], catalogue: set[str], kept: Mapping[str, int]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Read a feature file and drop the items that this run filtered out.

    Parameters
    ----------
    path : Path
        The file.
    columns : mapping of str to str
        The columns it must have with their kinds, the id first.
    catalogue : set of str
        Every item of the dataset's ``.item`` and ``.inter``.
    kept : mapping of str to int
        Internal ids of the items of this run. An item that is not there joins no vocabulary.

    Returns
    -------
    frame : pandas.DataFrame
        The remaining rows.
    ids : array of int64
        Their internal item ids.

    Raises
    ------
    DataError
        For an unknown item, a duplicate one, or what :func:`~recbole_tema.files.atomic.read_atomic` refuses.
    """
    frame = read_atomic(path, require=columns, columns=list(columns))
    here, ids = _places(frame[next(iter(columns))], catalogue, kept, path)
    return frame[here].reset_index(drop=True), ids


def _places(
    tokens: pd.Series, catalogue: set[str], kept: Mapping[str, int], path: Path
) -> tuple[np.ndarray, np.ndarray]:
    """Which rows are of items of this run, bool of shape (rows,), and the internal ids of those."""
    check_item_ids(tokens, catalogue, path)
    here = tokens.isin(kept.keys()).to_numpy()
    return here, tokens[here].map(kept).to_numpy(dtype=np.int64)


def read_vectors(
    path: Path, columns: Mapping[str, str], catalogue: set[str], kept: Mapping[str, int], n_items: int
) -> Vectors:
    """Read a modality's vectors: from its binary cache if that is valid, else from the text.

    Parameters
    ----------
    path : Path
        The text file.
    columns : mapping of str to str
        Its two columns with their kinds, the id first.
    catalogue : set of str
        Every item of the dataset's ``.item`` and ``.inter``.
    kept : mapping of str to int
        Internal ids of the items of this run.
    n_items : int
        Items of this run, the padding included.

    Raises
    ------
    DataError
        The same from either: see :func:`read_feature` and :func:`align_vectors`.
    """
    cache = open_cache(path)
    # The names of the columns are not in the cache. If they are wrong, reading the text raises the error.
    if cache is None or not columns.items() <= read_header(path).items():
        frame, ids = read_feature(path, columns, catalogue, kept)
        return align_vectors(list(frame[list(columns)[1]]), ids, n_items, path)
    here, ids = _places(pd.Series(cache.ids, dtype=object), catalogue, kept, path)
    if not len(ids):
        raise _no_vector(path)
    place = np.full(len(here), -1)
    place[here] = ids
    matrix = torch.zeros(n_items, cache.values.shape[1])
    present = torch.zeros(n_items, dtype=torch.bool)
    for start, block in cache.blocks():
        rows = place[start : start + len(block)]
        matrix.numpy()[rows[rows >= 0]] = block[rows >= 0]
    present[torch.from_numpy(ids)] = True
    return Vectors(matrix, present)


def _no_vector(path: Path) -> DataError:
    return DataError("holds no vector for any item of this run.", path=path, remedy="Encode the dataset again.")


def align_vectors(values: Sequence[np.ndarray], ids: np.ndarray, n_items: int, path: Path) -> Vectors:
    """Place vectors by internal id.

    Raises
    ------
    DataError
        If lengths differ or there is none at all.
    """
    lengths = np.array([len(value) for value in values])
    if len(lengths) == 0 or lengths[0] == 0:
        raise _no_vector(path)
    if (lengths != lengths[0]).any():
        row = int(np.flatnonzero(lengths != lengths[0])[0])
        raise DataError(
            f"the vector has {lengths[row]} numbers where the first has {lengths[0]}.",
            path=path,
            line=row + 2,
            remedy="Every vector must have the same length.",
        )
    matrix = torch.zeros(n_items, int(lengths[0]))
    present = torch.zeros(n_items, dtype=torch.bool)
    rows = torch.from_numpy(ids)
    matrix[rows] = torch.from_numpy(np.stack(values).astype(np.float32))
    present[rows] = True
    return Vectors(matrix, present)


def align_tags(frame: pd.DataFrame, ids: np.ndarray, n_items: int, path: Path) -> Tags:
    """Number tags in order of first appearance and place them by internal item id.

    Raises
    ------
    DataError
        If an item's tags and scores differ in number, a score leaves [0, 1], or a tag repeats.
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
            raise DataError(f"the item has {problem}.", path=path, line=row + 2, remedy="Correct the row.")
    flat = [tag for tags in frame["tags"] for tag in tags]
    codes, names = pd.factorize(np.array(flat, dtype=object))
    most = max((len(tags) for tags in frame["tags"]), default=0)
    table, weights = torch.zeros(n_items, max(most, 1), dtype=torch.long), torch.zeros(n_items, max(most, 1))
    start = 0
    for item, tags, scores in zip(ids, frame["tags"], frame["tag_scores"]):
        table[item, : len(tags)] = torch.from_numpy(codes[start : start + len(tags)] + 1)
        weights[item, : len(tags)] = torch.from_numpy(scores)
        start += len(tags)
    return Tags(table, weights, ["[PAD]", *map(str, names)])
