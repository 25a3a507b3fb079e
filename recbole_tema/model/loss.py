"""Cross-entropy within the target's domain, over all its items or over shared negatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch


def first_occurrences(items: torch.Tensor) -> torch.Tensor:
    """The items of each row, (B, T), at their first occurrence; 0 at later ones."""
    earlier = torch.ones(items.shape[1], items.shape[1], dtype=torch.bool, device=items.device).tril(-1)
    repeated = ((items[:, :, None] == items[:, None, :]) & earlier).any(dim=2)
    return items.masked_fill(repeated, 0)


def draw_candidates(negatives: Sequence[torch.Tensor], n_negatives: int) -> list[torch.Tensor]:
    """Negatives per domain: all of its items, or a uniform sample without replacement.

    Parameters
    ----------
    negatives : sequence of Tensor of int64
        Candidate negatives of each domain.
    n_negatives : int
        Sample size; 0 for all.

    Returns
    -------
    list of Tensor of int64
    """
    return [
        items[torch.randperm(len(items), device=items.device)[:n_negatives]] if 0 < n_negatives < len(items) else items
        for items in negatives
    ]


class _LogSumExp(torch.autograd.Function):
    """log sum exp of ``base + states @ vectors.T``; the logits are stored once and overwritten."""

    @staticmethod
    def forward(ctx: Any, states: Any, vectors: Any, base: Any) -> torch.Tensor:
        """(N,) from states (N, C), vectors (M, C) and a base (N, M) or None."""
        vectors = vectors.to(states.dtype)  # under autocast it may be the narrower of the two
        product = (states @ vectors.T).to(states.dtype)
        logits = product if base is None else product.add_(base)
        highest = logits.amax(dim=1, keepdim=True)
        weights = logits.sub_(highest).exp_()
        total = weights.sum(dim=1, keepdim=True)
        ctx.save_for_backward(states, vectors, weights, total)
        ctx.based = base is not None
        return (highest + total.log())[:, 0]

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        """Softmax weights times the incoming gradients."""
        states, vectors, weights, total = ctx.saved_tensors
        # Called once, so the saved weights may be overwritten.
        scaled = weights.mul_(gradients[0][:, None] / total)
        return scaled @ vectors, scaled.T @ states, scaled if ctx.based else None


_log_sum_exp: Callable[..., torch.Tensor] = _LogSumExp.apply


def domain_cross_entropy(
    states: torch.Tensor,
    targets: torch.Tensor,
    domain: torch.Tensor,
    vectors: torch.Tensor,
    candidates: Sequence[torch.Tensor],
    history: torch.Tensor,
    repeat: torch.Tensor,
    networks: Sequence[int] = (),
) -> torch.Tensor:
    """Mean cross-entropy of targets against the items of their own domain (ours).

    Uniform sampling needs no correction beyond a constant. A target counts once, whether it was sampled or not.

    Parameters
    ----------
    states : Tensor, shape (N, C)
        Scaled user states towards the targets' domains.
    targets, domain : Tensors of int64, shape (N,)
        Rows of the target items in ``vectors``, and their domains from 1.
    vectors : Tensor, shape (n, C)
        Item vectors.
    candidates : sequence of Tensor of int64
        Rows of the negatives of each domain (:func:`draw_candidates`).
    history : Tensor of int64, shape (N, T)
        Rows of the items before each target, each once (:func:`first_occurrences`); 0 where padded.
    repeat : Tensor, shape (N,)
        Added to the logits of items in the history.
    networks : sequence of int
        Number of columns of each network, from the first. Every network has its own cross-entropy, which includes the
        remaining columns and the repeat bias; the mean is returned. By default one network has all columns.

    Returns
    -------
    Tensor, shape ()
    """
    widths = list(networks or [states.shape[1]])
    widths.append(states.shape[1] - sum(widths))
    total = states.new_zeros(())
    for d in torch.unique(domain).tolist():
        rows = torch.nonzero(domain == d)[:, 0]
        domain_targets, domain_history, offset = targets[rows], history[rows], repeat[rows]
        column = torch.full((len(vectors),), -1, device=targets.device)
        column[candidates[d - 1]] = torch.arange(len(candidates[d - 1]), device=targets.device)
        # Selected by number, not by a mask: gradients are then added in place instead of sorted.
        *network_states, shared_state = torch.split(states.index_select(0, rows), widths, dim=1)
        *negatives, shared = torch.split(vectors.index_select(0, candidates[d - 1]), widths, dim=1)
        *target_vectors, shared_vector = torch.split(vectors.index_select(0, domain_targets), widths, dim=1)
        repeated = (domain_history == domain_targets[:, None]).any(dim=1)
        base = _base(shared_state, shared, column[domain_history], offset)
        target_base = (shared_state * shared_vector).sum(dim=1) + offset * repeated
        sampled = column[domain_targets] >= 0
        for state, negative, vector in zip(network_states, negatives, target_vectors):
            partition = _log_sum_exp(state, negative, base)
            logit = (state * vector).sum(dim=1) + target_base
            total = total + (torch.where(sampled, partition, torch.logaddexp(partition, logit)) - logit).sum()
    return total / (max(len(targets), 1) * (len(widths) - 1))


def _base(states: torch.Tensor, vectors: torch.Tensor, place: torch.Tensor, offset: torch.Tensor) -> Any:
    """Common part of the logits of all networks, (N, M): shared columns, and a bias at columns (N, T) of the history.

    None if there is none; a column below 0 is skipped.
    """
    rows, steps = torch.nonzero(place >= 0, as_tuple=True)
    if not states.shape[1] and not len(rows):
        return None
    base = states @ vectors.T if states.shape[1] else states.new_zeros(len(states), len(vectors))
    return base.index_put((rows, place[rows, steps]), offset[rows].to(base.dtype), accumulate=True)


def needed_items(
    items: torch.Tensor, targets: torch.Tensor, candidates: Sequence[torch.Tensor], n_items: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """The items that a training step works with, so that only their vectors are computed.

    Parameters
    ----------
    items, targets : Tensors of int64, shape (B, T)
    candidates : sequence of Tensor of int64
        Negatives per domain.
    n_items : int

    Returns
    -------
    needed : Tensor of int64, shape (n,)
        Item ids, ascending; PAD is the first.
    row_of : Tensor of int64, shape (n_items,)
        Row of each item in ``needed``.
    """
    used = torch.zeros(n_items, dtype=torch.bool, device=items.device)
    for ids in (items, targets, *candidates):
        used[ids] = True
    used[0] = True
    return torch.nonzero(used)[:, 0], (used.cumsum(0) - 1).clamp_min(0)
