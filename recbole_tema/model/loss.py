"""Cross-entropy within the target's domain, over all its items or over shared negatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

# By domain, probabilities of its negatives and of the target.
SoftTargets = dict[int, tuple[torch.Tensor, torch.Tensor]]


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
    """log sum exp of logits ``base + states @ vectors.T``, and their mean under given probabilities.

    The logits are stored once and overwritten.
    """

    @staticmethod
    def forward(ctx: Any, states: Any, vectors: Any, base: Any, probabilities: Any) -> tuple[torch.Tensor, Any]:
        """Two Tensors (N,) from states (N, C), vectors (M, C), a base (N, M) or None, and probabilities (N, M) or None.

        The second is None without probabilities.
        """
        vectors = vectors.to(states.dtype)  # under autocast it may be the narrower of the two
        product = (states @ vectors.T).to(states.dtype)
        logits = product if base is None else product.add_(base)
        expected = None if probabilities is None else (logits * probabilities).sum(dim=1)
        highest = logits.amax(dim=1, keepdim=True)
        weights = logits.sub_(highest).exp_()
        total = weights.sum(dim=1, keepdim=True)
        ctx.save_for_backward(states, vectors, weights, total, probabilities)
        ctx.based = base is not None
        return (highest + total.log())[:, 0], expected

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        """Softmax weights and probabilities times the incoming gradients."""
        states, vectors, weights, total, probabilities = ctx.saved_tensors
        # Called once, so the saved weights may be overwritten.
        scaled = weights.mul_(gradients[0][:, None] / total)
        if probabilities is not None:
            scaled = scaled.addcmul_(probabilities, gradients[1][:, None])
        return scaled @ vectors, scaled.T @ states, scaled if ctx.based else None, None


_log_sum_exp: Callable[..., Any] = _LogSumExp.apply


@dataclass(frozen=True)
class TrainingScores:
    """What a training step compares: user states, and the item vectors of targets and candidates.

    The logit of an item is the product of a state and its vector, plus ``repeat`` if it is in the history.

    Attributes
    ----------
    states : Tensor, shape (N, C)
        Scaled user states towards the targets' domains.
    targets, domain : Tensors of int64, shape (N,)
        Rows of the target items in ``vectors``, and their domains from 1.
    vectors : Tensor, shape (n, C)
        Item vectors.
    candidates : sequence of Tensor of int64
        Rows of the negatives of each domain (:func:`draw_candidates`).
    history : Tensor of int64, shape (N, T), optional
        Rows of the items before each target, each once (:func:`first_occurrences`); 0 where padded.
    repeat : Tensor, shape (N,), optional
        Added to the logits of items in the history; with ``history`` only.
    networks : sequence of int
        Number of columns of each network, from the first. A logit of a network includes the remaining columns and the
        repeat bias. By default one network has all columns.
    """

    states: torch.Tensor
    targets: torch.Tensor
    domain: torch.Tensor
    vectors: torch.Tensor
    candidates: Sequence[torch.Tensor]
    history: torch.Tensor | None = None
    repeat: torch.Tensor | None = None
    networks: Sequence[int] = ()


def domain_cross_entropy(scores: TrainingScores, soft: SoftTargets | None = None) -> torch.Tensor:
    """Mean cross-entropy of targets against the items of their own domain (ours).

    Uniform sampling needs no correction beyond a constant. A target counts once, whether it was sampled or not. Every
    network has its own cross-entropy, and their mean is returned.

    Parameters
    ----------
    scores : TrainingScores
    soft : dict, optional
        Probabilities of :func:`soft_targets` for the same targets and candidates, which replace the targets.

    Returns
    -------
    Tensor, shape ()
    """
    total, n_networks = scores.states.new_zeros(()), len(scores.networks) or 1
    for d in torch.unique(scores.domain).tolist():
        part = _of_domain(scores, d)
        for state, negative, vector in zip(part.states, part.negatives, part.target_vectors):
            of_negatives, of_target = (None, 1.0) if soft is None else soft[d]
            partition, of_others = _log_sum_exp(state, negative, part.base, of_negatives)
            logit = (state * vector).sum(dim=1) + part.target_base
            expected = of_target * logit if of_others is None else of_target * logit + of_others
            total = (
                total + (torch.where(part.column >= 0, partition, torch.logaddexp(partition, logit)) - expected).sum()
            )
    return total / (max(len(scores.targets), 1) * n_networks)


@torch.no_grad()
def soft_targets(teachers: Sequence[TrainingScores], hard: float = 0.0) -> SoftTargets:
    """Probabilities of the candidates by the mean logits of several models.

    Parameters
    ----------
    teachers : sequence of TrainingScores
        Of the same targets and candidates.
    hard : float
        Probability that is moved to the target from all candidates alike.

    Returns
    -------
    dict
        By domain, the probabilities (N_d, M) of its negatives and (N_d,) of the target, which is 0 if the target is one
        of the negatives; in the order of the targets.
    """
    probabilities = {}
    for d in torch.unique(teachers[0].domain).tolist():
        parts = [_of_domain(scores, d) for scores in teachers]
        logits, logit = map(_mean, zip(*map(_mean_logits, parts)))
        column = parts[0].column
        is_negative = column >= 0
        logit = logit.masked_fill(is_negative, float("-inf"))
        highest = torch.maximum(logits.amax(dim=1), logit)
        weights, weight = logits.sub_(highest[:, None]).exp_(), (logit - highest).exp()
        factor = (1 - hard) / (weights.sum(dim=1) + weight)
        weights, weight = weights.mul_(factor[:, None]), weight * factor + hard * ~is_negative
        weights[is_negative, column[is_negative]] += hard
        probabilities[d] = weights, weight
    return probabilities


def _mean_logits(part: _DomainScores) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean logits over networks of the negatives, (N_d, M), and of the targets, (N_d,)."""
    logits = _mean(state @ negative.T for state, negative in zip(part.states, part.negatives))
    logit = _mean((state * vector).sum(dim=1) for state, vector in zip(part.states, part.target_vectors))
    return logits if part.base is None else logits.add_(part.base), logit.add_(part.target_base)


def _mean(values: Iterable[torch.Tensor]) -> torch.Tensor:
    """Mean of tensors that are not needed any more: in the memory of the first."""
    first, *others = values
    for other in others:
        first.add_(other)
    return first.div_(1 + len(others))


@dataclass(frozen=True)
class _DomainScores:
    """The scores of the targets of one domain; states and vectors by network, place of the target among the negatives.

    A target that was not sampled has column -1.
    """

    states: Sequence[torch.Tensor]
    negatives: Sequence[torch.Tensor]
    target_vectors: Sequence[torch.Tensor]
    base: torch.Tensor | None
    target_base: torch.Tensor
    column: torch.Tensor


def _of_domain(scores: TrainingScores, d: int) -> _DomainScores:
    vectors, candidates = scores.vectors, scores.candidates[d - 1]
    widths = list(scores.networks or [scores.states.shape[1]])
    widths.append(scores.states.shape[1] - sum(widths))
    rows = torch.nonzero(scores.domain == d)[:, 0]
    targets = scores.targets[rows]
    column = torch.full((len(vectors),), -1, device=targets.device)
    column[candidates] = torch.arange(len(candidates), device=targets.device)
    # Selected by number, not by a mask: gradients are then added in place instead of sorted.
    *states, shared_state = torch.split(scores.states.index_select(0, rows), widths, dim=1)
    *negatives, shared = torch.split(vectors.index_select(0, candidates), widths, dim=1)
    *target_vectors, shared_vector = torch.split(vectors.index_select(0, targets), widths, dim=1)
    base, target_base = None, (shared_state * shared_vector).sum(dim=1)
    if scores.history is not None and scores.repeat is not None:
        history, offset = scores.history[rows], scores.repeat[rows]
        base = _base(shared_state, shared, column[history], offset)
        target_base = target_base + offset * (history == targets[:, None]).any(dim=1)
    elif shared_state.shape[1]:
        base = shared_state @ shared.T
    return _DomainScores(states, negatives, target_vectors, base, target_base, column[targets])


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
