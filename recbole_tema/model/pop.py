"""RecBole's Pop with right counts."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.general_recommender import Pop as RecBolePop


class Pop(RecBolePop):  # type: ignore[misc]
    """Most popular items by training interactions.

    RecBole's class increments an item once per batch, however often the batch has it, so its counts depend on the batch
    size. This one counts every interaction.
    """

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Count the items of a batch; the loss is 0."""
        items = interaction[self.ITEM_ID]
        self.item_cnt.index_add_(0, items, torch.ones_like(items)[:, None])
        self.max_cnt = self.item_cnt.max(dim=0).values
        return torch.zeros(1, device=self.device, requires_grad=True)
