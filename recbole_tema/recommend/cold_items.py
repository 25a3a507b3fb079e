"""Cold-start items: items without training interactions, represented by their features only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.errors import DataError
from recbole_tema.files.formats import MODALITIES
from recbole_tema.recommend.filters import ItemCatalog


@dataclass(frozen=True)
class ColdItems:
    """Items to be added to a trained model.

    Attributes
    ----------
    items : pandas.DataFrame
        ``domain`` and other texts by ``item_id``.
    item_domain : Tensor of int64, shape (m,)
        Domain of each item, counted from 1.
    features : dict of str to Tags or Vectors
        By modality, for each modality of the model.
    """

    items: pd.DataFrame
    item_domain: torch.Tensor
    features: dict[str, Tags | Vectors]

    @property
    def tags(self) -> Tags | None:
        """Tags of the items, if the model uses tags."""
        tags = self.features.get("tag")
        return tags if isinstance(tags, Tags) else None


def read_cold_items(frame: pd.DataFrame, catalog: ItemCatalog, features: Mapping[str, Tags | Vectors]) -> ColdItems:
    """Read cold-start items from a table.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``item_id``, ``domain``, texts such as ``title``, and features as in the atomic files: ``tags`` (lists
        of names) with ``tag_scores``, ``txt_emb`` and ``img_emb`` (vectors of the dataset's encoders). Cells may be
        empty. Tags that no item of the dataset has are ignored, since the model has not learned them.
    catalog : ItemCatalog
        Items that the model knows.
    features : mapping of str to Tags or Vectors
        Features of the known items, by modality of the model.

    Raises
    ------
    DataError
        If a column is missing, an item is known or given twice, a domain is unknown, a vector has the wrong length or
        is not finite, tag scores do not match the tags, or an item has no feature at all.
    """
    missing = [column for column in ("item_id", "domain") if column not in frame.columns]
    if missing:
        raise DataError(f"The table of new items has no column {missing[0]!r}.", remedy="Add the column.")
    frame = frame.reset_index(drop=True)
    item_ids = frame["item_id"].astype(str)
    for invalid, problem in (
        (item_ids.isin(list(catalog.internal_ids)) | (item_ids == "[PAD]"), "is already known"),
        (item_ids.duplicated(), "is given twice"),
        (~frame["domain"].isin(catalog.domains), f"has an unknown domain (known: {', '.join(catalog.domains)})"),
    ):
        if invalid.any():
            raise DataError(f"The new item {item_ids[invalid].iloc[0]!r} {problem}.", remedy="Correct the table.")
    cold_features = {
        modality: _read_feature(frame, modality, known, catalog, item_ids) for modality, known in features.items()
    }
    has_feature = torch.zeros(len(frame), dtype=torch.bool)
    for feature in cold_features.values():
        has_feature |= feature.present
    if not has_feature.all():
        featureless = item_ids.iloc[int(torch.nonzero(~has_feature)[0, 0])]
        raise DataError(
            f"The new item {featureless!r} has no feature that the model uses.",
            remedy=f"Give it at least one of: {', '.join(features) or 'none; this model uses ids only'}.",
        )
    feature_columns = [column for file in MODALITIES.values() for column in file.columns if column in frame]
    texts = frame.drop(columns=feature_columns).fillna("").astype(str)
    item_domain = torch.tensor([catalog.domain_id(domain) for domain in frame["domain"]], dtype=torch.long)
    return ColdItems(texts.set_index("item_id"), item_domain, cold_features)


def _read_feature(
    frame: pd.DataFrame, modality: str, known: Tags | Vectors, catalog: ItemCatalog, item_ids: pd.Series
) -> Tags | Vectors:
    _, column, *score_columns = MODALITIES[modality].columns
    if isinstance(known, Vectors):
        return _read_vectors(_cells(frame, column), column, known.values.shape[1], item_ids)
    return _read_tags(_cells(frame, column), _cells(frame, score_columns[0]), catalog, item_ids)


def _cells(frame: pd.DataFrame, column: str) -> list[Any]:
    return frame[column].tolist() if column in frame else [None] * len(frame)


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and np.isnan(cell)) or len(cell) == 0


def _read_vectors(cells: Sequence[Any], column: str, dim: int, item_ids: pd.Series) -> Vectors:
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
                f"{column} of the new item {item_ids.iloc[row]!r} must be {dim} finite numbers.",
                remedy="Encode it with the encoder of the dataset.",
            )
        values[row], present[row] = torch.from_numpy(vector), True
    return Vectors(values, present)


def _read_tags(cells: Sequence[Any], score_cells: Sequence[Any], catalog: ItemCatalog, item_ids: pd.Series) -> Tags:
    rows: list[dict[int, float]] = []
    for row, (names, scores) in enumerate(zip(cells, score_cells)):
        names = [] if _is_empty(names) else list(names)
        values = np.ones(len(names)) if _is_empty(scores) else np.asarray(scores, dtype=float)
        if values.shape != (len(names),) or not ((values >= 0) & (values <= 1)).all():
            raise DataError(
                f"tag_scores of the new item {item_ids.iloc[row]!r} must be one number in [0, 1] per tag.",
                remedy="Correct them, or leave them out.",
            )
        rows.append({catalog.tag_ids[name]: value for name, value in zip(names, values) if name in catalog.tag_ids})
    width = max((len(row) for row in rows), default=0)
    ids, weights = torch.zeros(len(rows), max(width, 1), dtype=torch.long), torch.zeros(len(rows), max(width, 1))
    for n, row_tags in enumerate(rows):
        ids[n, : len(row_tags)] = torch.tensor(list(row_tags), dtype=torch.long)
        weights[n, : len(row_tags)] = torch.tensor(list(row_tags.values()), dtype=torch.float32)
    return Tags(ids, weights, catalog.tag_names)
