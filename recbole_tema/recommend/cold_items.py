"""Items that came after training: known by their features alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional, Union

import numpy as np
import pandas as pd
import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.errors import DataError
from recbole_tema.files.formats import MODALITIES
from recbole_tema.recommend.catalog import Shelf


@dataclass(frozen=True)
class NewItems:
    """Items for a model that has never seen them.

    Attributes
    ----------
    items : pandas.DataFrame
        ``domain`` and other texts by ``item_id``.
    of_item : Tensor of int64, shape (m,)
        Their domains, from 1.
    features : dict of str to Tags or Vectors
        By modality, for each that the model reads.
    """

    items: pd.DataFrame
    of_item: torch.Tensor
    features: dict[str, Union[Tags, Vectors]]

    @property
    def tags(self) -> Optional[Tags]:
        """Their tags, where the model reads tags."""
        found = self.features.get("tag")
        return found if isinstance(found, Tags) else None


def read_new_items(frame: pd.DataFrame, shelf: Shelf, features: Mapping[str, Union[Tags, Vectors]]) -> NewItems:
    """Read new items from a table.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``item_id``, ``domain``, texts such as ``title``, and features as in the atomic files: ``tags`` (a list of
        names) with ``tag_scores``, ``txt_emb`` and ``img_emb`` (vectors of the dataset's encoder). A cell may be
        empty. Tags that no item of the dataset has are left out: the model has learned nothing of them.
    shelf : Shelf
        The items so far.
    features : mapping of str to Tags or Vectors
        What the model reads of those.

    Raises
    ------
    DataError
        For a missing column, an item that is there already or twice, an unknown domain, a vector of another length or
        with a number that is none, scores that do not fit, or an item without any feature.
    """
    missing = [column for column in ("item_id", "domain") if column not in frame.columns]
    if missing:
        raise DataError(f"the table of new items has no column {missing[0]!r}.", remedy="Add it.")
    frame = frame.reset_index(drop=True)
    tokens = frame["item_id"].astype(str)
    for bad, problem in (
        (tokens.isin(list(shelf.numbers)) | (tokens == "[PAD]"), "is known already"),
        (tokens.duplicated(), "is there twice"),
        (~frame["domain"].isin(shelf.domains), f"is of no known domain ({', '.join(shelf.domains)})"),
    ):
        if bad.any():
            raise DataError(f"the new item {tokens[bad].iloc[0]!r} {problem}.", remedy="Correct it.")
    read: dict[str, Union[Tags, Vectors]] = {}
    for modality, known in features.items():
        _, column, *scores = MODALITIES[modality].columns
        cells = frame[column].tolist() if column in frame else [None] * len(frame)
        if isinstance(known, Vectors):
            read[modality] = _vectors(cells, column, known.values.shape[1], tokens)
        else:
            given = frame[scores[0]].tolist() if scores[0] in frame else [None] * len(frame)
            read[modality] = _tags(cells, given, shelf, tokens)
    some = torch.zeros(len(frame), dtype=torch.bool)
    for feature in read.values():
        some |= feature.present
    if not some.all():
        lacking = tokens.iloc[int(torch.nonzero(~some)[0, 0])]
        raise DataError(
            f"the new item {lacking!r} has no feature that the model knows.",
            remedy=f"Give it one of {', '.join(features) or 'none: this model reads ids alone'}.",
        )
    of_features = [column for file in MODALITIES.values() for column in file.columns if column in frame]
    texts = frame.drop(columns=of_features).fillna("").astype(str)
    of_item = torch.tensor([shelf.number_of(domain) for domain in frame["domain"]], dtype=torch.long)
    return NewItems(texts.set_index("item_id"), of_item, read)


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and np.isnan(cell)) or len(cell) == 0


def _vectors(cells: Sequence[Any], column: str, dim: int, tokens: pd.Series) -> Vectors:
    values, present = torch.zeros(len(cells), dim), torch.zeros(len(cells), dtype=torch.bool)
    for row, cell in enumerate(cells):
        if _is_empty(cell):
            continue
        try:
            vector = np.asarray(cell, dtype=np.float32)
        except (TypeError, ValueError):
            vector = np.full(0, np.nan, dtype=np.float32)
        if vector.shape != (dim,) or not np.isfinite(vector).all():
            raise DataError(
                f"{column} of the new item {tokens.iloc[row]!r} is no vector of {dim} numbers.",
                remedy="Encode it as the dataset was encoded.",
            )
        values[row], present[row] = torch.from_numpy(vector), True
    return Vectors(values, present)


def _tags(cells: Sequence[Any], scores: Sequence[Any], shelf: Shelf, tokens: pd.Series) -> Tags:
    rows: list[dict[int, float]] = []
    for row, (names, given) in enumerate(zip(cells, scores)):
        names = [] if _is_empty(names) else list(names)
        numbers = np.ones(len(names)) if _is_empty(given) else np.asarray(given, dtype=float)
        if numbers.shape != (len(names),) or not ((numbers >= 0) & (numbers <= 1)).all():
            raise DataError(
                f"tag_scores of the new item {tokens.iloc[row]!r} are not a number in [0, 1] a tag.",
                remedy="Correct them, or leave them out.",
            )
        known = [(shelf.tag_ids[name], score) for name, score in zip(names, numbers) if name in shelf.tag_ids]
        rows.append(dict(known))
    most = max((len(row) for row in rows), default=0)
    ids, weights = torch.zeros(len(rows), max(most, 1), dtype=torch.long), torch.zeros(len(rows), max(most, 1))
    for n, row_tags in enumerate(rows):
        ids[n, : len(row_tags)] = torch.tensor(list(row_tags), dtype=torch.long)
        weights[n, : len(row_tags)] = torch.tensor(list(row_tags.values()), dtype=torch.float32)
    return Tags(ids, weights, shelf.tag_names)
