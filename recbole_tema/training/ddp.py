"""Distributed data parallel training: each process takes a part of every batch, and all take the same step."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from recbole_tema import distributed

Losses = torch.Tensor | tuple[torch.Tensor, ...]


def n_targets(batch: Any) -> int:
    """Number of targets of a batch: those of whole sequences, or one per row."""
    if "target_list" in batch.interaction:
        return int((batch["target_list"] > 0).sum())
    return len(batch)


class SharedLoss:
    """Loss of a model on the part of a batch of this process; gradients are those of the whole batch.

    Every process iterates over the same batches and takes rows ``rank, rank + size, ...`` of each, so that a step is
    the same whatever the number of processes.

    Parameters
    ----------
    model : recommender
        Any RecBole model whose ``calculate_loss`` is a mean over the targets of a batch.
    """

    def __init__(self, model: nn.Module) -> None:
        # Buffers are frozen features, equal in all processes. Ablations leave parameters unused.
        self.reduced = DistributedDataParallel(_Loss(model), broadcast_buffers=False, find_unused_parameters=True)

    def __call__(self, batch: Any) -> Losses:
        """Share of this process in the loss of the batch, which is the mean over processes; one number or several."""
        rows = torch.arange(distributed.rank(), len(batch), distributed.world_size())
        # DDP waits for every process in each step; a process without rows contributes zero.
        part = batch[rows] if len(rows) else batch[torch.zeros(1, dtype=torch.long)]
        share = distributed.world_size() * n_targets(part) / max(n_targets(batch), 1) if len(rows) else 0.0
        losses: Losses = self.reduced(part)
        return tuple(loss * share for loss in losses) if isinstance(losses, tuple) else losses * share


class _Loss(nn.Module):
    """A model whose ``forward``, which DDP hooks into, is its loss."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: Any) -> Losses:
        losses: Losses = self.model.calculate_loss(batch)  # type: ignore[operator]
        return losses
