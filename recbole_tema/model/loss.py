"""Cross-entropy within the target's domain, full or over shared negatives."""

from __future__ import annotations

import torch
from torch.nn import functional as F


def domain_cross_entropy(
    states: torch.Tensor,
    targets: torch.Tensor,
    domain: torch.Tensor,
    vectors: torch.Tensor,
    item_domain: torch.Tensor,
    n_negatives: int,
) -> torch.Tensor:
    """Mean cross-entropy of targets against the items of their own domain (ours).

    Parameters
    ----------
    states : Tensor, shape (N, C)
        Scaled user states towards the targets' domains.
    targets, domain : Tensors of int64, shape (N,)
        Target items and their domains.
    vectors : Tensor, shape (n_items, C)
        Item vectors.
    item_domain : Tensor of int64, shape (n_items,)
        Domain of every item.
    n_negatives : int
        0 for every item of the domain; else so many drawn uniformly without replacement once a domain and batch,
        shared by its targets. Uniform draws need no correction beyond a constant, and a target that is drawn does
        not count as its own negative.

    Returns
    -------
    Tensor, shape ()
    """
    total = states.new_zeros(())
    for d in torch.unique(domain).tolist():
        rows = domain == d
        candidates = torch.nonzero(item_domain == d)[:, 0]
        if n_negatives == 0 or n_negatives >= len(candidates):
            place = torch.searchsorted(candidates, targets[rows])
            logits = states[rows] @ vectors[candidates].T
            total = total + F.cross_entropy(logits, place, reduction="sum")
            continue
        drawn = candidates[torch.randperm(len(candidates), device=candidates.device)[:n_negatives]]
        own = (states[rows] * vectors[targets[rows]]).sum(dim=1, keepdim=True)
        logits = states[rows] @ vectors[drawn].T
        logits = logits.masked_fill(drawn[None, :] == targets[rows][:, None], float("-inf"))
        total = total - (own[:, 0] - torch.cat([own, logits], dim=1).logsumexp(dim=1)).sum()
    return total / max(len(targets), 1)
