"""Cross-entropy within the target's domain, full or over shared negatives."""

from __future__ import annotations

import torch
from torch.nn import functional as F


def seen_among(history: torch.Tensor, candidates: torch.Tensor, n_items: int) -> torch.Tensor:
    """Which candidates a row has in its history.

    Parameters
    ----------
    history : Tensor of int64, shape (N, T)
        Item ids, 0 where there is none.
    candidates : Tensor of int64, shape (M,)
        Distinct item ids, without 0.
    n_items : int
        Items including PAD.

    Returns
    -------
    Tensor of bool, shape (N, M)
    """
    # What is no candidate falls into one column more, which is cut off.
    column = torch.full((n_items,), len(candidates), device=history.device)
    column[candidates] = torch.arange(len(candidates), device=history.device)
    seen = torch.zeros(len(history), len(candidates) + 1, dtype=torch.bool, device=history.device)
    return seen.scatter_(1, column[history], True)[:, :-1]


def domain_cross_entropy(
    states: torch.Tensor,
    targets: torch.Tensor,
    domain: torch.Tensor,
    vectors: torch.Tensor,
    item_domain: torch.Tensor,
    n_negatives: int,
    history: torch.Tensor,
    repeat: torch.Tensor,
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
    history : Tensor of int64, shape (N, T)
        The items before each target, 0 where there is none.
    repeat : Tensor, shape (N,)
        Added to the logits of items in the history.

    Returns
    -------
    Tensor, shape ()
    """
    total = states.new_zeros(())
    for d in torch.unique(domain).tolist():
        rows = domain == d
        own_targets, own_history, offset = targets[rows], history[rows], repeat[rows, None]
        candidates = torch.nonzero(item_domain == d)[:, 0]
        sampled = 0 < n_negatives < len(candidates)
        if sampled:
            candidates = candidates[torch.randperm(len(candidates), device=candidates.device)[:n_negatives]]
        logits = states[rows] @ vectors[candidates].T
        logits = logits + offset * seen_among(own_history, candidates, len(item_domain))
        if not sampled:
            place = torch.searchsorted(candidates, own_targets)
            total = total + F.cross_entropy(logits, place, reduction="sum")
            continue
        again = (own_history == own_targets[:, None]).any(dim=1, keepdim=True)
        own = (states[rows] * vectors[own_targets]).sum(dim=1, keepdim=True) + offset * again
        logits = logits.masked_fill(candidates[None, :] == own_targets[:, None], float("-inf"))
        total = total - (own[:, 0] - torch.cat([own, logits], dim=1).logsumexp(dim=1)).sum()
    return total / max(len(targets), 1)
