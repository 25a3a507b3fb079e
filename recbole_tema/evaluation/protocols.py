"""Which items a target is ranked against, and its rank among them.

========= ==================================================================================
protocol  candidates
========= ==================================================================================
domain    every item of the target's domain
catalog   every item of every domain
sampled   the target and a fixed draw of items of its domain (:func:`sample_negatives`)
========= ==================================================================================

RecBole's own full ranking gives the same ranks for ``catalog`` where no score is tied, with one exception: it masks a
target that the user has had before, which then can never be hit; here a target always remains a candidate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np
import torch

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation.ranks import PROTOCOLS


@dataclass(frozen=True)
class Targets:
    """What is to be ranked: ``n`` (user, item) pairs, each with the history before it.

    Parameters
    ----------
    users : ndarray of int64, shape (n,)
        Internal user ids.
    items : ndarray of int64, shape (n,)
        Internal item ids of the targets, from 1 (0 is PAD).
    history_offsets : ndarray of int64, shape (n + 1,)
        Row ``i``'s history is ``history_items[history_offsets[i]:history_offsets[i + 1]]``.
    history_items : ndarray of int64, shape (total,)
        Internal ids of the items the user had before the target, all rows end to end.

    Raises
    ------
    DataError
        If the shapes do not fit each other, or a target is PAD.
    """

    users: np.ndarray
    items: np.ndarray
    history_offsets: np.ndarray
    history_items: np.ndarray

    def __post_init__(self) -> None:
        n = len(self.users)
        if len(self.items) != n or len(self.history_offsets) != n + 1:
            raise DataError(
                f"targets do not fit: {n} users, {len(self.items)} items, {len(self.history_offsets)} offsets.",
                remedy="There must be one item a user, and one offset more.",
            )
        lengths = np.diff(self.history_offsets)
        ends = (int(self.history_offsets[0]), int(self.history_offsets[-1]))
        if ends != (0, len(self.history_items)) or (lengths < 0).any():
            raise DataError(
                "history offsets do not cover the history items.",
                remedy="They must rise from 0 to the number of history items.",
            )
        if n and int(np.min(self.items)) < 1:
            raise DataError("a target item is PAD (id 0).", remedy="Item ids start at 1.")

    def __len__(self) -> int:
        return len(self.users)

    @property
    def history_lengths(self) -> np.ndarray:
        """Number of items before each target, shape (n,)."""
        return np.diff(self.history_offsets)

    def history(self, row: int) -> np.ndarray:
        """The items before target ``row``, shape (length,)."""
        return self.history_items[self.history_offsets[row] : self.history_offsets[row + 1]]

    def subset(self, index: Any) -> Targets:
        """Some of the targets.

        Parameters
        ----------
        index : slice, or ndarray of int or bool
            What picks rows of an array of length ``n``, in the order wanted.

        Returns
        -------
        Targets
            The chosen rows, with offsets that start at 0 again.
        """
        rows = np.arange(len(self))[index]
        lengths = self.history_lengths[rows]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        # Position j of the new flat array lies (j - new start of its row) after the old start of its row.
        shift = np.repeat(self.history_offsets[rows] - offsets[:-1], lengths)
        flat = self.history_items[np.arange(offsets[-1]) + shift]
        return Targets(self.users[rows], self.items[rows], offsets, flat)


def _check(scores: torch.Tensor, targets: Targets, protocols: Sequence[str], negatives: Optional[np.ndarray]) -> None:
    for protocol in protocols:
        if protocol not in PROTOCOLS:
            raise ConfigError(f"unknown protocol {protocol!r}.", remedy=f"Choose from {', '.join(PROTOCOLS)}.")
    if scores.dim() != 2 or scores.shape[0] != len(targets):
        raise ConfigError(
            f"scores have shape {tuple(scores.shape)} for {len(targets)} targets.",
            remedy="A model must score every item for every user: one row a target, one column an item.",
        )
    if "sampled" in protocols and (negatives is None or negatives.ndim != 2 or len(negatives) != len(targets)):
        raise ConfigError(
            "the protocol 'sampled' needs one row of negatives a target.", remedy="Draw them with sample_negatives."
        )
    # The PAD column is never a candidate, and models differ in what they leave there. A sum that is a number is quicker
    # to have than a look at each; infinities that cancel out are looked at too.
    if bool(torch.isnan(scores.sum())) and bool(torch.isnan(scores[:, 1:]).any()):
        raise ConfigError(
            "the model's scores hold NaN: it has diverged.",
            remedy="Lower learning_rate, or set clip_grad_norm, and train again.",
        )


@torch.no_grad()
def rank_targets(
    scores: torch.Tensor,
    targets: Targets,
    item_domain: torch.Tensor,
    protocols: Sequence[str],
    *,
    mask_history: bool,
    negatives: Optional[np.ndarray] = None,
) -> dict[str, np.ndarray]:
    """Rank each target among the candidates of some protocols, all in one pass over the scores.

    The rank is 1 + the number of candidates strictly better + half of the others that are tied, so a model that gives
    every item the same score lands in the middle instead of on top.

    Parameters
    ----------
    scores : Tensor of float32, shape (B, n_items)
        Higher is better. Column 0 is PAD and never a candidate.
    targets : Targets
        The same ``B`` rows.
    item_domain : LongTensor, shape (n_items,)
        0 for PAD, 1..D for items.
    protocols : sequence of {"domain", "catalog", "sampled"}
        Which items are candidates.
    mask_history : bool
        Remove the items the user had before from the candidates; the target itself always stays.
    negatives : ndarray of int, shape (B, n_neg), optional
        For ``sampled``: item ids, padded with 0, used as given.

    Returns
    -------
    dict of str to ndarray of float64, shape (B,)
        Ranks from 1, in steps of one half, by protocol.

    Raises
    ------
    ConfigError
        If scores hold NaN, shapes do not fit, or a protocol is unknown.
    DataError
        If a target's item belongs to no domain.
    """
    _check(scores, targets, protocols, negatives)
    device = scores.device
    domain = item_domain.to(device)
    items = torch.as_tensor(targets.items, dtype=torch.long, device=device)
    if scores.shape[1] != len(domain):
        raise ConfigError(
            f"{scores.shape[1]} scores a user for {len(domain)} items.", remedy="Score every item, PAD included."
        )
    if bool((domain[items] == 0).any()):
        raise DataError("a target's item belongs to no domain.", remedy="Give every item a domain in the .item file.")
    own = scores.gather(1, items[:, None])
    if mask_history:
        scores = _without_history(scores, targets).scatter_(1, items[:, None], own)
    found: dict[str, np.ndarray] = {}
    if "domain" in protocols or "catalog" in protocols:
        ahead = _ahead_by_domain(scores, own, domain)  # (B, D)
        of_target = ahead.gather(1, domain[items][:, None] - 1)[:, 0]
        found["domain"], found["catalog"] = (_as_ranks(counted) for counted in (of_target, ahead.sum(dim=1)))
    if "sampled" in protocols:
        columns = torch.as_tensor(negatives, dtype=torch.long, device=device)
        drawn = scores.gather(1, columns).masked_fill_((columns == 0) | (columns == items[:, None]), torch.nan)
        found["sampled"] = _as_ranks(((drawn > own).double() + (drawn >= own).double()).sum(dim=1) + 1)
    return {protocol: found[protocol] for protocol in protocols}


def _without_history(scores: torch.Tensor, targets: Targets) -> torch.Tensor:
    """A copy of the scores with NaN, which is neither better than anything nor tied with it, at what users had."""
    lengths = torch.as_tensor(targets.history_lengths, device=scores.device)
    rows = torch.repeat_interleave(torch.arange(len(targets), device=scores.device), lengths)
    scores = scores.clone()
    scores[rows, torch.as_tensor(targets.history_items, dtype=torch.long, device=scores.device)] = torch.nan
    return scores


def _ahead_by_domain(scores: torch.Tensor, own: torch.Tensor, domain: torch.Tensor) -> torch.Tensor:
    """Items of each domain better than the target, twice, and those tied with it, once; Tensor of float64, (B, D).

    Comparisons are written as numbers and summed by a product with the items' domains: quicker than counting truth
    values, and exact up to 16 million items.
    """
    members = torch.nn.functional.one_hot(domain)[:, 1:].to(scores.dtype)  # (n_items, D); PAD is in none
    compared = torch.empty_like(scores)
    better = torch.gt(scores, own, out=compared) @ members
    return better.double() + (torch.ge(scores, own, out=compared) @ members).double()


def _as_ranks(ahead: torch.Tensor) -> np.ndarray:
    """Ranks from twice the better and once the tied ones, the target itself among the latter."""
    ranks: np.ndarray = (1.0 + (ahead.double() - 1.0) / 2).cpu().numpy()
    return ranks


def sample_negatives(
    targets: Targets, item_domain: np.ndarray, *, fingerprint: str, seed: int, count: int = 999
) -> np.ndarray:
    """Draw the candidates of the protocol ``sampled``, the same for every model, epoch and batch.

    Each user has a random priority for every item, from a counter-based generator keyed by (fingerprint, seed) and
    counted by the user; the ``count`` allowed items of lowest priority are a uniform draw without replacement. It uses
    the generator's raw stream, which NumPy promises to keep, so a draw does not change with NumPy's version.

    Parameters
    ----------
    targets : Targets
        ``n`` targets.
    item_domain : ndarray of int, shape (n_items,)
        0 for PAD, 1..D for items.
    fingerprint : str
        Hexadecimal fingerprint of the dataset.
    seed : int
        Seed of the draw, apart from any seed of training.
    count : int
        Negatives a target.

    Returns
    -------
    ndarray of int64, shape (n, count)
        Ids of items of the target's domain that the user has not had before and that are not the target, ascending;
        all of them, padded with 0, where there are fewer than ``count``.

    Raises
    ------
    ConfigError
        If ``count`` is below 1.
    DataError
        If a target's item belongs to no domain.
    """
    if count < 1:
        raise ConfigError(f"{count} negatives a target make no ranking.", remedy="Ask for at least 1.")
    item_domain = np.asarray(item_domain)
    if (item_domain[targets.items] == 0).any():
        raise DataError("a target's item belongs to no domain.", remedy="Give every item a domain in the .item file.")
    key = np.frombuffer(hashlib.sha256(f"{fingerprint}:{seed}".encode()).digest()[:16], dtype="<u8")
    members = {int(d): np.flatnonzero(item_domain == d) for d in np.unique(item_domain[targets.items])}
    negatives = np.zeros((len(targets), count), dtype=np.int64)
    free = np.ones(len(item_domain), dtype=bool)
    for row, (user, item) in enumerate(zip(targets.users.tolist(), targets.items.tolist())):
        history = targets.history(row)
        free[history] = False
        free[item] = False
        pool = members[int(item_domain[item])]
        pool = pool[free[pool]]
        free[history] = True
        free[item] = True
        if len(pool) > count:
            # The user stands in a high word of the counter, so two users' streams cannot overlap.
            counter = np.array([0, 0, user, 0], dtype=np.uint64)
            priority = np.random.Philox(key=key, counter=counter).random_raw(len(item_domain))
            pool = np.sort(pool[np.argpartition(priority[pool], count - 1)[:count]])
        negatives[row, : len(pool)] = pool
    return negatives
