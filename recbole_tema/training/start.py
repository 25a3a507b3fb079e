"""Start of a training: what the first weights of a model are computed from."""

from __future__ import annotations

from typing import Any

import torch

from recbole_tema import distributed
from recbole_tema.model.spectral import spectral_start


@torch.no_grad()
def start_ids(config: Any, model: Any, train: Any) -> None:
    """Replace the random id embeddings of a model whose ``id_start`` is spectral (:func:`spectral_start`).

    This is part of the training, not of the model, since a model that is loaded needs no start.

    Parameters
    ----------
    config : Config
    model : recommender
    train : iterable of Interaction
        Training batches, with the dataset they are made of.
    """
    tables = model.id_tables() if config["id_start"] == "spectral" else []
    if not tables:
        return
    split = train._dataset.split
    rows = split.train_rows()
    users, items = split.interactions.owners(rows), split.interactions.items[rows]
    start = None
    if distributed.is_main():  # the last bits of a decomposition depend on the machine
        start = spectral_start(users, items, torch.stack([table.weight.cpu() for table in tables]))
    for table, weight in zip(tables, distributed.broadcast(start)):
        table.weight.copy_(weight)
