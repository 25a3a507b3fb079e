"""Metrics of one target per user, computed from its rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recbole_tema.errors import DataError

METRICS = ("hit@1", "hit@5", "hit@10", "ndcg@5", "ndcg@10", "mrr@10", "mrr")


def per_user(ranks: np.ndarray) -> dict[str, np.ndarray]:
    """Every metric of each target.

    With one relevant item, ``hit@k`` is ``[rank <= k]``, ``ndcg@k`` is ``hit@k / log2(rank + 1)`` (the ideal gain is 1)
    and ``mrr@k`` is ``hit@k / rank``; ``mrr`` has no cutoff. RecBole's ``hit``, ``ndcg`` and ``mrr`` are the same.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1; ties give half ranks.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
        One array per name in :data:`METRICS`.

    Raises
    ------
    DataError
        If a rank is below 1 or not finite.
    """
    ranks = np.asarray(ranks, dtype=np.float64)
    if not np.isfinite(ranks).all() or (ranks < 1).any():
        raise DataError("Ranks must be finite and at least 1.", remedy="Compute them with rank_targets.")
    gains = {"hit": np.ones_like(ranks), "ndcg": 1.0 / np.log2(ranks + 1.0), "mrr": 1.0 / ranks}
    values = {}
    for metric in METRICS:
        name, _, cutoff = metric.partition("@")
        values[metric] = np.where(ranks <= int(cutoff), gains[name], 0.0) if cutoff else gains[name]
    return values


def summarise(ranks: np.ndarray, domains: Sequence[str], names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Mean of every metric, over all targets and over those of each domain.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1.
    domains : sequence of str, length n
        Domain of each target.
    names : sequence of str
        Names of the domains, in output order.

    Returns
    -------
    dict
        ``{"overall": m, "<domain>": m...}`` with ``m = {"users": int, metric: float...}``. A domain without targets is
        left out.

    Raises
    ------
    DataError
        If there are no targets, lengths differ, or a domain is unknown or named "overall".
    """
    ranks, target_domains = np.asarray(ranks, dtype=np.float64), np.asarray(domains, dtype=object)
    if len(ranks) == 0:
        raise DataError(
            "There are no targets to evaluate.",
            remedy="Check the split: a test target needs a user with 3 interactions.",
        )
    if len(target_domains) != len(ranks):
        raise DataError(
            f"Expected one domain per target, got {len(ranks)} ranks and {len(target_domains)} domains.",
            remedy="Give the domain of each target.",
        )
    if "overall" in names:
        raise DataError('A domain is named "overall".', remedy="Rename it: the name stands for all domains together.")
    unknown = sorted(set(target_domains.tolist()) - set(names))
    if unknown:
        raise DataError(f"Unknown domain {unknown[0]!r}.", remedy=f"The domains are {', '.join(names)}.")
    values = per_user(ranks)
    masks = {"overall": np.ones(len(ranks), dtype=bool), **{name: target_domains == name for name in names}}
    return {
        name: {"users": int(mask.sum()), **{metric: float(v[mask].mean()) for metric, v in values.items()}}
        for name, mask in masks.items()
        if mask.any()
    }
