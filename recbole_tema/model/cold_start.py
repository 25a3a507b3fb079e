"""Cold items: a trained model that covers items added after training, represented by their features alone."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.model.embeddings import IdEmbedding
from recbole_tema.model.neighbours import ItemKNN, content_neighbours
from recbole_tema.model.tema import TEMA


def with_cold_items(model: TEMA, domains: torch.Tensor, features: Mapping[str, Tags | Vectors]) -> TEMA:
    """Copy of a model with cold items appended, represented by their features only.

    Parameters
    ----------
    model : TEMA
    domains : Tensor of int64, shape (m,)
        Domain of each new item, from 1.
    features : mapping of str to Tags or Vectors
        Features of the new items alone, for each frozen modality of the model. Tag ids are those of the model.

    Returns
    -------
    TEMA
    """
    extended = deepcopy(model)
    extended._frozen_tables, extended._frozen_vectors = None, []
    extended.item_domain = torch.cat([extended.item_domain, domains.to(extended.item_domain.device)])
    extended.n_items += len(domains)
    for name, frozen in extended.frozen.items():
        frozen.extend(features[name])  # type: ignore[operator]
    bonus = extended.bonus
    for name, knn in bonus.neighbours.items():
        if name in extended.frozen:
            lists = content_neighbours(extended.frozen[name](None), extended.item_domain, bonus.k)
            bonus.neighbours[name] = ItemKNN(*lists)
        else:
            knn.extend(len(domains))  # type: ignore[operator]
    embeddings: list[Any] = [module for module in extended.modules() if isinstance(module, IdEmbedding)]
    for embedding in embeddings:
        embedding.extend(len(domains))
    return extended
