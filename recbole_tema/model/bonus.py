"""Score bonuses of items that relate to the history: repeat-consumption bias and item-item kNN (ours)."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from recbole_tema.data.split import Split
from recbole_tema.model.embeddings import FrozenVectors
from recbole_tema.model.neighbours import ItemKNN, content_neighbours, cooccurrence_neighbours


class ScoreBonus(nn.Module):
    """What is added to cosine scores: people buy tea again, but no second kettle; and another flavour, another size.

    Shapes: n items, D domains.

    Parameters
    ----------
    config : Config
        ``repeat_bias``, ``neighbours``, ``neighbour_weight``.
    frozen : ModuleDict
        Frozen features; kNN is by text and image or, with ids and neither of these, by co-occurrence.
    split : Split
        Training interactions.
    item_domain : Tensor of int64, shape (n,)
    n_domains : int
    """

    def __init__(
        self, config: Any, frozen: nn.ModuleDict, split: Split, item_domain: torch.Tensor, n_domains: int
    ) -> None:
        super().__init__()
        self.k = k = config["neighbours"]
        self.neighbour_weight, self.n_domains = float(config["neighbour_weight"]), n_domains
        self.neighbours = nn.ModuleDict()
        for name, features in frozen.items():
            if k and isinstance(features, FrozenVectors):
                self.neighbours[name] = ItemKNN(*content_neighbours(features(None), item_domain, k))
        if k and not self.neighbours and "id" in config["modalities"]:
            rows, data = split.train_rows(), split.interactions
            lists = cooccurrence_neighbours(data.owners(rows), data.items[rows], item_domain, k)
            self.neighbours["id"] = ItemKNN(*lists)
        # Bias of the cosine for items of the history, by domain; entry 0, PAD, stays 0.
        self.repeat = nn.Parameter(torch.zeros(n_domains + 1)) if config["repeat_bias"] == "learned" else None

    def repeat_bias(self, scale: torch.Tensor) -> torch.Tensor:
        """Bias of a logit for an item of the history, Tensor (D + 1,) by the domain of the item."""
        return scale.new_zeros(self.n_domains + 1) if self.repeat is None else scale * self.repeat

    def forward(self, history: torch.Tensor, item_domain: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
        """Bonus of every item, Tensor (B, n).

        Parameters
        ----------
        history : Tensor of int64, shape (B, T)
            Seen items, each once (:func:`~recbole_tema.model.loss.first_occurrences`); 0 elsewhere.
        item_domain : Tensor of int64, shape (n,)
        scale : Tensor, shape ()
            Scale of the cosine.
        """
        bias = self.repeat_bias(scale)[item_domain[history]]
        bonus = bias.new_zeros(len(history), len(item_domain)).scatter_add_(1, history, bias)
        for knn in self.neighbours.values():
            bonus.add_(knn(history) * self.neighbour_weight * scale)
        return bonus

    def nonzero(
        self, history: torch.Tensor, item_domain: torch.Tensor, scale: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Items (m,) with a bonus for one history (T,), and their bonuses (m,); arguments as of :meth:`forward`."""
        lists: list[Any] = list(self.neighbours.values())
        items = torch.unique(torch.cat([history, *(knn.ids[history].flatten() for knn in lists)]))
        bonus = self.repeat_bias(scale)[item_domain[items]] * torch.isin(items, history)
        for knn in lists:
            bonus = bonus + knn.by_position(history, items).sum(dim=1) * self.neighbour_weight * scale
        nonzero = (bonus != 0) & (items > 0)
        return items[nonzero], bonus[nonzero]
