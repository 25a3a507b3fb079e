"""Metrics of targets, computed from their ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recbole_tema.errors import ConfigError, DataError

# Computed if the settings name no metric.
METRICS = ("hit@1", "hit@5", "hit@10", "ndcg@5", "ndcg@10", "mrr@10", "mrr")
# Metrics of a rank, and of the top-k lists of all users; each has a cutoff, such as ndcg@10.
RANK_METRICS = ("hit", "recall", "precision", "ndcg", "map", "mrr")
LIST_METRICS = ("itemcoverage", "averagepopularity", "giniindex", "shannonentropy")
# RecBole's list of the metrics of which less is better.
SMALLER_IS_BETTER = ("averagepopularity", "giniindex")


def parse_metric(name: str) -> tuple[str, int | None]:
    """Kind and cutoff of a metric, such as ``("ndcg", 10)`` for ``ndcg@10`` or ``NDCG@10``.

    Raises
    ------
    ConfigError
        If there is no such metric. Only ``mrr`` may have no cutoff.
    """
    kind, _, cutoff = str(name).lower().partition("@")
    if kind in RANK_METRICS + LIST_METRICS and cutoff.isdecimal() and int(cutoff) > 0:
        return kind, int(cutoff)
    if str(name).lower() == "mrr":
        return "mrr", None
    raise ConfigError(f"Unknown metric {name!r}.", remedy=f"Choose from {allowed_metrics()}.")


def allowed_metrics() -> str:
    """The metrics that can be computed from ranks, for messages."""
    return ", ".join(f"{kind}@k" for kind in RANK_METRICS) + " (k a number, such as ndcg@10), and mrr"


def metric_name(name: str) -> str:
    """Name of a metric as ``results.json`` has it; raises like :func:`parse_metric`."""
    kind, cutoff = parse_metric(name)
    return kind if cutoff is None else f"{kind}@{cutoff}"


def is_rank_metric(name: str) -> bool:
    """Whether a metric can be computed from ranks, so that it has one value per target."""
    try:
        return parse_metric(name)[0] in RANK_METRICS
    except ConfigError:
        return False


def rank_metric_name(name: str) -> str:
    """Name of a metric that can be computed from ranks.

    Raises
    ------
    ConfigError
        If there is no such metric, or it is one of all lists together.
    """
    name = metric_name(name)
    if not is_rank_metric(name):
        raise ConfigError(f"{name} has no value per target.", remedy=f"Choose from {allowed_metrics()}.")
    return name


def per_user(ranks: np.ndarray, metrics: Sequence[str] = METRICS) -> dict[str, np.ndarray]:
    """Metrics of each target.

    With one relevant item, ``hit@k`` and ``recall@k`` are ``[rank <= k]``, ``precision@k`` is ``hit@k / k``, ``ndcg@k``
    is ``hit@k / log2(rank + 1)`` (the ideal gain is 1), ``mrr@k`` and ``map@k`` are ``hit@k / rank``; ``mrr`` has no
    cutoff. RecBole's metrics of the same names are the same.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1; ties give half ranks.
    metrics : sequence of str
        Metrics of a rank.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
        One array per metric.

    Raises
    ------
    ConfigError
        If a metric is unknown.
    DataError
        If a rank is below 1 or not finite.
    """
    ranks = np.asarray(ranks, dtype=np.float64)
    if not np.isfinite(ranks).all() or (ranks < 1).any():
        raise DataError("Ranks must be finite and at least 1.", remedy="Compute them with rank_targets.")
    hit, reciprocal = np.ones_like(ranks), 1.0 / ranks
    gains = {
        **dict.fromkeys(("hit", "recall", "precision"), hit),
        "ndcg": 1.0 / np.log2(ranks + 1.0),
        **dict.fromkeys(("mrr", "map"), reciprocal),
    }
    values = {}
    for metric in metrics:
        kind, cutoff = parse_metric(rank_metric_name(metric))
        gain = gains[kind] if cutoff is None else np.where(ranks <= cutoff, gains[kind], 0.0)
        values[metric] = gain / cutoff if kind == "precision" and cutoff is not None else gain
    return values


def summarise(
    ranks: np.ndarray, domains: Sequence[str], names: Sequence[str], metrics: Sequence[str] = METRICS
) -> dict[str, dict[str, Any]]:
    """Mean of metrics, over all targets and over those of each domain.

    Parameters
    ----------
    ranks : array_like of float, shape (n,)
        Ranks from 1.
    domains : sequence of str, length n
        Domain of each target.
    names : sequence of str
        Names of the domains, in output order.
    metrics : sequence of str
        Metrics of a rank.

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
    values = per_user(ranks, metrics)
    masks = {"overall": np.ones(len(ranks), dtype=bool), **{name: target_domains == name for name in names}}
    return {
        name: {"users": int(mask.sum()), **{metric: float(v[mask].mean()) for metric, v in values.items()}}
        for name, mask in masks.items()
        if mask.any()
    }
