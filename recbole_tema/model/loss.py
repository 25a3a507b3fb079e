"""Cross-entropy within the target's domain, full or over shared negatives."""

from __future__ import annotations

import torch
from torch.nn import functional as F


def first_occurrences(items: torch.Tensor) -> torch.Tensor:
    """The items of each row, (B, T), where they stand for the first time; 0 elsewhere."""
    earlier = torch.ones(items.shape[1], items.shape[1], dtype=torch.bool, device=items.device).tril(-1)
    again = ((items[:, :, None] == items[:, None, :]) & earlier).any(dim=2)
    return items.masked_fill(again, 0)


def _add_repeats(
    logits: torch.Tensor, history: torch.Tensor, offset: torch.Tensor, candidates: torch.Tensor, n_items: int
) -> torch.Tensor:
    """Add each row's offset (N,) to its logits (N, M) of the candidates (M,) in its history (N, T), in place.

    A history is some tens of items, where candidates are thousands: only its entries are touched.
    """
    column = torch.full((n_items,), -1, device=logits.device)
    column[candidates] = torch.arange(len(candidates), device=logits.device)
    place = column[history]
    rows, steps = torch.nonzero(place >= 0, as_tuple=True)
    return logits.index_put_((rows, place[rows, steps]), offset[rows], accumulate=True)


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
        The items before each target, each once (:func:`first_occurrences`), 0 where there is none.
    repeat : Tensor, shape (N,)
        Added to the logits of items in the history.

    Returns
    -------
    Tensor, shape ()
    """
    total = states.new_zeros(())
    for d in torch.unique(domain).tolist():
        rows = torch.nonzero(domain == d)[:, 0]
        own_targets, own_history, offset = targets[rows], history[rows], repeat[rows]
        # Selected by number, not by a mask: gradients are then added in place instead of sorted.
        own_states = states.index_select(0, rows)
        candidates = torch.nonzero(item_domain == d)[:, 0]
        sampled = 0 < n_negatives < len(candidates)
        if sampled:
            candidates = candidates[torch.randperm(len(candidates), device=candidates.device)[:n_negatives]]
        logits = own_states @ vectors.index_select(0, candidates).T
        logits = _add_repeats(logits, own_history, offset, candidates, len(item_domain))
        if not sampled:
            place = torch.searchsorted(candidates, own_targets)
            total = total + F.cross_entropy(logits, place, reduction="sum")
            continue
        again = (own_history == own_targets[:, None]).any(dim=1, keepdim=True)
        own = (own_states * vectors.index_select(0, own_targets)).sum(dim=1, keepdim=True) + offset[:, None] * again
        logits = logits.masked_fill(candidates[None, :] == own_targets[:, None], float("-inf"))
        total = total - (own[:, 0] - torch.cat([own, logits], dim=1).logsumexp(dim=1)).sum()
    return total / max(len(targets), 1)
