"""Scores of all items, by ``full_sort_predict`` or, for models without it, by ``predict`` in blocks."""

from __future__ import annotations

from typing import Any

import torch
from recbole.data.interaction import Interaction
from recbole.model.abstract_recommender import AbstractRecommender

# Pairs of a target and an item per call of `predict`, which bounds the memory of models with large inputs.
PAIRS = 4096


def scores_all_items(model: Any) -> bool:
    """Whether a model has ``full_sort_predict``."""
    return getattr(type(model), "full_sort_predict", None) is not AbstractRecommender.full_sort_predict


def item_rows(dataset: Any, item_field: str, n_items: int) -> Interaction:
    """Every item with its features, as ``predict`` reads them.

    Parameters
    ----------
    dataset : Dataset or PaddedHistories
        The latter has no item features.
    item_field : str
    n_items : int
        Including PAD.

    Returns
    -------
    Interaction
        One row per item.
    """
    items = Interaction({item_field: torch.arange(n_items)})
    join = getattr(dataset, "get_item_feature", None)
    return items if join is None else join()


def score_items(model: Any, batch: Interaction, items: Interaction) -> torch.Tensor:
    """Scores of all items for each row of a batch.

    Parameters
    ----------
    model : recommender
        Any RecBole model.
    batch : Interaction
        B rows, on the model's device.
    items : Interaction
        From :func:`item_rows`, on the same device.

    Returns
    -------
    Tensor of float32, shape (B, n_items)
    """
    if scores_all_items(model):
        scores: torch.Tensor = model.full_sort_predict(batch)
        return scores.view(len(batch), -1).float()
    n_items = len(items)
    pairs = torch.arange(len(batch) * n_items, device=model.device)
    parts = []
    for start in range(0, len(pairs), PAIRS):
        block = pairs[start : start + PAIRS]
        rows = batch[block // n_items]
        rows.update(items[block % n_items])
        parts.append(model.predict(rows).reshape(-1).float())
    return torch.cat(parts).view(len(batch), n_items)
