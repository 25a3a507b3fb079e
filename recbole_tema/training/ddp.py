"""Training shared among processes: each takes its part of every batch, and all take the same step."""

from __future__ import annotations

from typing import Any, Union

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from recbole_tema import distributed

Losses = Union[torch.Tensor, tuple[torch.Tensor, ...]]


def n_targets(batch: Any) -> int:
    """Targets of a batch: those of whole sequences where there are such, else one a row."""
    if "target_list" in batch.interaction:
        return int((batch["target_list"] > 0).sum())
    return len(batch)


class SharedLoss:
    """A model's loss on this process's part of a batch; gradients are those of the whole batch, in every process.

    Every process is given the same batches and takes rows ``rank, rank + size, ...`` of each, so that the batch, and
    what a step learns of it, is the same however many processes there are.

    Parameters
    ----------
    model : recommender
        Any RecBole model whose ``calculate_loss`` is a mean over the targets of a batch.
    """

    def __init__(self, model: nn.Module) -> None:
        # Buffers are frozen features: alike everywhere from the start. Ablations leave parameters without use.
        self.reduced = DistributedDataParallel(_Loss(model), broadcast_buffers=False, find_unused_parameters=True)

    def __call__(self, batch: Any) -> Losses:
        """What this process adds to the mean over processes, which is the loss of the batch; one number or several."""
        rows = torch.arange(distributed.rank(), len(batch), distributed.world_size())
        # DDP waits for every process in each step: one that a small batch leaves nothing adds nothing.
        part = batch[rows] if len(rows) else batch[torch.zeros(1, dtype=torch.long)]
        share = distributed.world_size() * n_targets(part) / max(n_targets(batch), 1) if len(rows) else 0.0
        losses: Losses = self.reduced(part)
        return tuple(loss * share for loss in losses) if isinstance(losses, tuple) else losses * share


class _Loss(nn.Module):
    """A model whose ``forward``, which DDP listens to, is its loss."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: Any) -> Losses:
        losses: Losses = self.model.calculate_loss(batch)  # type: ignore[operator]
        return losses
