"""Evaluation protocols: the candidates that a target is ranked against, and its rank.

========= ==================================================================================
protocol  candidates
========= ==================================================================================
domain    every item of the target's domain
catalog   every item of every domain
sampled   the target and a fixed sample of items of its domain (:func:`sample_negatives`)
cold      the cold items of the target's domain, under a split by cold items
========= ==================================================================================

RecBole's full ranking gives the same ranks as ``catalog`` if no scores are tied, with one exception: RecBole masks a
target that is also in the user's history, which then can never be hit; here a target always remains a candidate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import torch

from recbole_tema.data.split import Targets
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation.ranks import COLD, PROTOCOLS


def _check(
    scores: torch.Tensor,
    targets: Targets,
    protocols: Sequence[str],
    negatives: np.ndarray | None,
    cold_items: np.ndarray | None,
) -> None:
    for protocol in protocols:
        if protocol not in PROTOCOLS:
            raise ConfigError(f"Unknown protocol {protocol!r}.", remedy=f"Choose from {', '.join(PROTOCOLS)}.")
    if scores.dim() != 2 or scores.shape[0] != len(targets):
        raise ConfigError(
            f"Scores have shape {tuple(scores.shape)} for {len(targets)} targets.",
            remedy="A model must return one row per target and one column per item.",
        )
    if "sampled" in protocols and (negatives is None or negatives.ndim != 2 or len(negatives) != len(targets)):
        raise ConfigError(
            "The protocol 'sampled' needs one row of negatives per target.",
            remedy="Sample them with sample_negatives.",
        )
    if COLD in protocols and (cold_items is None or not cold_items[targets.items].all()):
        raise ConfigError(
            "The protocol 'cold' ranks targets that are cold items.",
            remedy="Set eval_args.split to {cold_items: 0.1}, or remove cold from protocols.",
        )
    # The PAD column is never a candidate, and models leave different values there. Models also exclude items by -inf.
    # Summing is faster than checking each score; a sum may also overflow, hence the second check.
    candidates = scores[:, 1:]
    if not bool(torch.isfinite(scores.sum())) and bool((candidates.isnan() | candidates.isposinf()).any()):
        raise ConfigError(
            "The model's scores contain NaN or infinity: training has diverged.",
            remedy="Lower learning_rate or set clip_grad_norm, and train again.",
        )


@torch.no_grad()
def rank_targets(
    scores: torch.Tensor,
    targets: Targets,
    item_domain: torch.Tensor,
    protocols: Sequence[str],
    *,
    mask_history: bool,
    negatives: np.ndarray | None = None,
    cold_items: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Rank each target among the candidates of several protocols, in one pass over the scores.

    The rank is 1 + the number of candidates with a higher score + half the number of other candidates with the same
    score. A model that gives every item the same score thus gets a rank in the middle instead of rank 1.

    Parameters
    ----------
    scores : Tensor of float32, shape (B, n_items)
        Higher is better. Column 0 is PAD and never a candidate.
    targets : Targets
        ``B`` targets, in the order of the rows.
    item_domain : LongTensor, shape (n_items,)
        0 for PAD and for items that are not candidates, 1..D for others.
    protocols : sequence of {"domain", "catalog", "sampled", "cold"}
        Protocols whose ranks are returned.
    mask_history : bool
        Remove the items of the user's history from the candidates; the target itself always stays.
    negatives : ndarray of int, shape (B, n_neg), optional
        Item ids for ``sampled``, padded with 0.
    cold_items : ndarray of bool, shape (n_items,), optional
        Candidates of ``cold``.

    Returns
    -------
    dict of str to ndarray of float64, shape (B,)
        By protocol: ranks from 1, in steps of one half.

    Raises
    ------
    ConfigError
        If scores contain NaN or infinity, shapes do not match, or a protocol is unknown.
    DataError
        If a target item has no domain.
    """
    _check(scores, targets, protocols, negatives, cold_items)
    device = scores.device
    domain = item_domain.to(device)
    items = torch.as_tensor(targets.items, dtype=torch.long, device=device)
    if scores.shape[1] != len(domain):
        raise ConfigError(
            f"Expected {len(domain)} scores per user, got {scores.shape[1]}.",
            remedy="Score every item, including PAD.",
        )
    if bool((domain[items] == 0).any()):
        raise DataError("A target item has no domain.", remedy="Give every item a domain in the .item file.")
    target_scores = scores.gather(1, items[:, None])
    if mask_history:
        scores = _mask_history(scores, targets).scatter_(1, items[:, None], target_scores)
    ranks: dict[str, np.ndarray] = {}
    if "domain" in protocols or "catalog" in protocols:
        ahead = _count_ahead_by_domain(scores, target_scores, domain)  # (B, D)
        ahead_in_domain = ahead.gather(1, domain[items][:, None] - 1)[:, 0]
        ranks["domain"], ranks["catalog"] = _as_ranks(ahead_in_domain), _as_ranks(ahead.sum(dim=1))
    if COLD in protocols:
        ahead = _count_ahead_by_domain(scores, target_scores, domain * torch.as_tensor(cold_items, device=device))
        ranks[COLD] = _as_ranks(ahead.gather(1, domain[items][:, None] - 1)[:, 0])
    if "sampled" in protocols:
        columns = torch.as_tensor(negatives, dtype=torch.long, device=device)
        sampled = scores.gather(1, columns).masked_fill_((columns == 0) | (columns == items[:, None]), torch.nan)
        ahead = ((sampled > target_scores).double() + (sampled >= target_scores).double()).sum(dim=1)
        # The target is not among its negatives and ties with itself.
        ranks["sampled"] = _as_ranks(ahead + 1)
    return {protocol: ranks[protocol] for protocol in protocols}


def _mask_history(scores: torch.Tensor, targets: Targets) -> torch.Tensor:
    """Copy of the scores with NaN, which compares as false with every score, at the items of each history."""
    scores = scores.clone()
    scores[history_cells(targets, scores.device)] = torch.nan
    return scores


def history_cells(targets: Targets, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows and columns of the items of each history, in a matrix of targets by items."""
    lengths = torch.as_tensor(targets.history_lengths, device=device)
    rows = torch.repeat_interleave(torch.arange(len(targets), device=device), lengths)
    return rows, torch.as_tensor(targets.history_items, dtype=torch.long, device=device)


def _count_ahead_by_domain(scores: torch.Tensor, target_scores: torch.Tensor, domain: torch.Tensor) -> torch.Tensor:
    """Twice the number of items of each domain with a higher score than the target plus the number of ties, (B, D).

    Comparisons are stored as numbers and summed by a matrix product with the items' domains. This is faster than
    counting booleans, and exact up to 16 million items. The result is float64.
    """
    domain_items = torch.nn.functional.one_hot(domain)[:, 1:].to(scores.dtype)  # (n_items, D); PAD is in no domain
    buffer = torch.empty_like(scores)
    higher = torch.gt(scores, target_scores, out=buffer) @ domain_items
    return higher.double() + (torch.ge(scores, target_scores, out=buffer) @ domain_items).double()


def _as_ranks(ahead: torch.Tensor) -> np.ndarray:
    """Ranks from twice the number of higher scores plus the number of ties, which include the target itself."""
    ranks: np.ndarray = (1.0 + (ahead.double() - 1.0) / 2).cpu().numpy()
    return ranks


def sample_negatives(
    targets: Targets, item_domain: np.ndarray, *, fingerprint: str, seed: int, count: int = 999
) -> np.ndarray:
    """Sample the negatives of the protocol ``sampled``, the same for every model, epoch and batch.

    Each user has a random priority for every item, from a counter-based generator whose key is (fingerprint, seed) and
    whose counter is the user. The ``count`` allowed items of lowest priority are a uniform sample without replacement.
    NumPy guarantees the raw stream of the generator, so samples do not change with NumPy's version.

    Parameters
    ----------
    targets : Targets
        ``n`` targets.
    item_domain : ndarray of int, shape (n_items,)
        0 for PAD, 1..D for items.
    fingerprint : str
        Fingerprint of the dataset, in hexadecimal.
    seed : int
        Seed of the sample, independent of the seed of training.
    count : int
        Number of negatives per target.

    Returns
    -------
    ndarray of int64, shape (n, count), or (n, m) if no domain has more than m items
        Ascending ids of items of the target's domain that are neither in the user's history nor the target. If there
        are fewer than ``count``, all of them, padded with 0.

    Raises
    ------
    ConfigError
        If ``count`` is below 1.
    DataError
        If a target item has no domain.
    """
    if count < 1:
        raise ConfigError(f"eval_negatives must be at least 1, got {count}.", remedy="The default is 999.")
    item_domain = np.asarray(item_domain)
    if (item_domain[targets.items] == 0).any():
        raise DataError("A target item has no domain.", remedy="Give every item a domain in the .item file.")
    key = np.frombuffer(hashlib.sha256(f"{fingerprint}:{seed}".encode()).digest()[:16], dtype="<u8")
    domain_items = {int(d): np.flatnonzero(item_domain == d) for d in np.unique(item_domain[targets.items])}
    count = min(count, max(map(len, domain_items.values()), default=0))
    negatives = np.zeros((len(targets), count), dtype=np.int64)
    allowed = np.ones(len(item_domain), dtype=bool)
    for row, (user, item) in enumerate(zip(targets.users.tolist(), targets.items.tolist())):
        history = targets.history(row)
        allowed[history] = False
        allowed[item] = False
        pool = domain_items[int(item_domain[item])]
        pool = pool[allowed[pool]]
        allowed[history] = True
        allowed[item] = True
        if len(pool) > count:
            # The user is a high word of the counter, so the streams of two users cannot overlap.
            counter = np.array([0, 0, user, 0], dtype=np.uint64)
            priority = np.random.Philox(key=key, counter=counter).random_raw(len(item_domain))
            pool = np.sort(pool[np.argpartition(priority[pool], count - 1)[:count]])
        negatives[row, : len(pool)] = pool
    return negatives
