"""Metrics of one target a user, computed from its rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recbole_tema.errors import DataError

METRICS = ("hit@1", "hit@5", "hit@10", "ndcg@5", "ndcg@10", "mrr@10", "mrr")


def per_user(ranks: np.ndarray) -> dict[str, np.ndarray]:
    """Every metric of every target.

    With one relevant item, ``hit@k`` is ``[rank <= k]``, ``ndcg@k`` is ``hit@k / log2(rank + 1)`` (the ideal gain is 1)
    and ``mrr@k`` is ``hit@k / rank``; ``mrr`` has no cut. RecBole's ``hit``, ``ndcg`` and ``mrr`` are the same.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1; halves come from ties.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
        One entry for each of :data:`METRICS`.

    Raises
    ------
    DataError
        If a rank is below 1 or not finite.
    """
    ranks = np.asarray(ranks, dtype=np.float64)
    if not np.isfinite(ranks).all() or (ranks < 1).any():
        raise DataError("a rank is below 1 or not a finite number.", remedy="Ranks count from 1.")
    gains = {"hit": np.ones_like(ranks), "ndcg": 1.0 / np.log2(ranks + 1.0), "mrr": 1.0 / ranks}
    values = {}
    for metric in METRICS:
        name, _, cut = metric.partition("@")
        values[metric] = np.where(ranks <= int(cut), gains[name], 0.0) if cut else gains[name]
    return values


def summarise(ranks: np.ndarray, domains: Sequence[str], names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Mean of every metric, over all targets and over those of each domain.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1.
    domains : sequence of str, length n
        Each target's own domain.
    names : sequence of str
        The domains, in the order wanted.

    Returns
    -------
    dict
        ``{"overall": m, "<domain>": m...}`` with ``m = {"users": int, metric: float...}``. A domain that holds no
        target has no mean, hence no row.

    Raises
    ------
    DataError
        If there are no targets, lengths differ, or a domain is unknown or called "overall".
    """
    ranks, owners = np.asarray(ranks, dtype=np.float64), np.asarray(domains, dtype=object)
    if len(ranks) == 0:
        raise DataError("there is no target to evaluate.", remedy="Check the split: every user needs 3 interactions.")
    if len(owners) != len(ranks):
        raise DataError(f"{len(ranks)} ranks but {len(owners)} domains.", remedy="Give each target its domain.")
    if "overall" in names:
        raise DataError('a domain is called "overall".', remedy="Rename it: that row holds all domains together.")
    strangers = sorted(set(owners.tolist()) - set(names))
    if strangers:
        raise DataError(f"unknown domain {strangers[0]!r}.", remedy=f"The domains are {', '.join(names)}.")
    values = per_user(ranks)
    chosen = {"overall": np.ones(len(ranks), dtype=bool), **{name: owners == name for name in names}}
    return {
        name: {"users": int(rows.sum()), **{metric: float(v[rows].mean()) for metric, v in values.items()}}
        for name, rows in chosen.items()
        if rows.any()
    }
