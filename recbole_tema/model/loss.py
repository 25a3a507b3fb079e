"""Cross-entropy within the target's domain, over all its items or over shared negatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch


def first_occurrences(items: torch.Tensor) -> torch.Tensor:
    """The items of each row, (B, T), where they stand for the first time; 0 elsewhere."""
    earlier = torch.ones(items.shape[1], items.shape[1], dtype=torch.bool, device=items.device).tril(-1)
    again = ((items[:, :, None] == items[:, None, :]) & earlier).any(dim=2)
    return items.masked_fill(again, 0)


def draw_candidates(members: Sequence[torch.Tensor], n_negatives: int) -> list[torch.Tensor]:
    """What the targets of each domain are told from: all its items, or so many drawn uniformly without replacement.

    Parameters
    ----------
    members : sequence of Tensor of int64
        The items of each domain.
    n_negatives : int
        0 for all.

    Returns
    -------
    list of Tensor of int64
    """
    return [
        items[torch.randperm(len(items), device=items.device)[:n_negatives]] if 0 < n_negatives < len(items) else items
        for items in members
    ]


class _LogSumExp(torch.autograd.Function):
    """log sum exp of ``base + states @ vectors.T``: the logits exist once, and are written over."""

    @staticmethod
    def forward(ctx: Any, states: Any, vectors: Any, base: Any) -> torch.Tensor:
        """(N,) from states (N, C), vectors (M, C) and a base (N, M) or none."""
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
        """Softmax weights times what comes from above."""
        states, vectors, weights, total = ctx.saved_tensors
        # Asked for once: what was kept may be written over.
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

    Uniform draws need no correction beyond a constant. A target counts once, whether it was drawn or not.

    Parameters
    ----------
    states : Tensor, shape (N, C)
        Scaled user states towards the targets' domains.
    targets, domain : Tensors of int64, shape (N,)
        Rows of the target items in ``vectors``, and their domains from 1.
    vectors : Tensor, shape (n, C)
        Item vectors.
    candidates : sequence of Tensor of int64
        For each domain, rows of the items that its targets are told from (:func:`draw_candidates`).
    history : Tensor of int64, shape (N, T)
        Rows of the items before each target, each once (:func:`first_occurrences`), 0 where there is none.
    repeat : Tensor, shape (N,)
        Added to the logits of items in the history.
    networks : sequence of int
        How many of the columns, from the first, are each network's: every network has a cross-entropy of its own, with
        the columns that are left and the repeats in all of them, and the mean is taken. By default there is one, with
        all columns.

    Returns
    -------
    Tensor, shape ()
    """
    widths = list(networks or [states.shape[1]])
    widths.append(states.shape[1] - sum(widths))
    total = states.new_zeros(())
    for d in torch.unique(domain).tolist():
        rows = torch.nonzero(domain == d)[:, 0]
        own_targets, own_history, offset = targets[rows], history[rows], repeat[rows]
        column = torch.full((len(vectors),), -1, device=targets.device)
        column[candidates[d - 1]] = torch.arange(len(candidates[d - 1]), device=targets.device)
        # Selected by number, not by a mask: gradients are then added in place instead of sorted.
        *own_states, shared_state = torch.split(states.index_select(0, rows), widths, dim=1)
        *others, shared = torch.split(vectors.index_select(0, candidates[d - 1]), widths, dim=1)
        *own_vectors, shared_vector = torch.split(vectors.index_select(0, own_targets), widths, dim=1)
        repeated = (own_history == own_targets[:, None]).any(dim=1)
        base = _base(shared_state, shared, column[own_history], offset)
        own_base = (shared_state * shared_vector).sum(dim=1) + offset * repeated
        drawn = column[own_targets] >= 0
        for state, other, vector in zip(own_states, others, own_vectors):
            among = _log_sum_exp(state, other, base)
            own = (state * vector).sum(dim=1) + own_base
            total = total + (torch.where(drawn, among, torch.logaddexp(among, own)) - own).sum()
    return total / (max(len(targets), 1) * (len(widths) - 1))


def _base(states: torch.Tensor, vectors: torch.Tensor, place: torch.Tensor, offset: torch.Tensor) -> Any:
    """What all networks' logits have in common, (N, M): shared columns, and an offset at each row's places (N, T).

    None where that is nothing; a place below 0 is none.
    """
    again, steps = torch.nonzero(place >= 0, as_tuple=True)
    if not states.shape[1] and not len(again):
        return None
    base = states @ vectors.T if states.shape[1] else states.new_zeros(len(states), len(vectors))
    return base.index_put((again, place[again, steps]), offset[again].to(base.dtype), accumulate=True)
