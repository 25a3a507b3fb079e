"""Is one model better than the others? Paired tests over users, corrected for the number of questions asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

import numpy as np
import pandas as pd
from scipy import stats

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation.metrics import METRICS, per_user
from recbole_tema.evaluation.ranks import RANK_COLUMNS

_KEY = ["user_id", "item_id", "domain"]


def holm(p: Sequence[float]) -> list[float]:
    """Holm's step-down correction.

    The i-th smallest of m values is multiplied by m - i + 1, made monotone and cut at 1 (S. Holm, "A simple
    sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).

    Parameters
    ----------
    p : sequence of float
        The p-values of one family.

    Returns
    -------
    list of float
        Corrected values, in the order given.
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(steps, 1.0)
    return [float(x) for x in corrected]


def compare(
    ranks: pd.DataFrame,
    ours: str,
    *,
    protocol: str,
    metrics: Sequence[str] = ("ndcg@10", "hit@10"),
    split: str = "test",
) -> list[dict[str, Any]]:
    """Test whether ``ours`` is better than each other model, in each domain and overall.

    A user's metric is first averaged over a model's seeds, so that the users, not the seeds, are the sample. The tests
    are one-sided: a small p says that ``ours`` is *greater*.

    Parameters
    ----------
    ranks : DataFrame
        A rank table (:func:`recbole_tema.evaluation.read_ranks`).
    ours : str
        The model that claims to be better.
    protocol : str
        Whose ranks to use.
    metrics : sequence of str
        Names out of :data:`METRICS`.
    split : {"test", "valid"}
        Whose ranks to use.

    Returns
    -------
    list of dict
        One a (baseline, domain, metric): ``model``, ``baseline``, ``protocol``, ``domain``, ``metric``, ``users``,
        ``mean``, ``baseline_mean``, ``difference``, ``ci95`` ([low, high] of the mean difference, two-sided; None with
        a single user), ``p`` (paired t-test), ``p_holm`` (``p`` corrected over all rows returned) and ``p_wilcoxon``.

    Raises
    ------
    ConfigError
        If the model has no ranks of this protocol and split, or a metric is unknown.
    DataError
        If columns are missing, a target is ranked twice, or models or seeds were given different targets.
    """
    missing = [name for name in RANK_COLUMNS if name != "history_length" and name not in ranks.columns]
    if missing:
        raise DataError(f"the rank table lacks the columns {', '.join(missing)}.", remedy="See write_ranks.")
    for metric in metrics:
        if metric not in METRICS:
            raise ConfigError(f"unknown metric {metric!r}.", remedy=f"Choose from {', '.join(METRICS)}.")
    chosen = ranks[(ranks["protocol"] == protocol) & (ranks["split"] == split)]
    models = list(dict.fromkeys(chosen["model"].tolist()))
    if ours not in models:
        raise ConfigError(
            f"no {split} ranks of {ours!r} with the protocol {protocol!r}.",
            remedy=f"There are ranks of {', '.join(map(str, models)) or 'no model'}.",
        )
    means = {model: _seed_means(chosen[chosen["model"] == model], model, metrics) for model in models}
    own = means.pop(ours)
    rows = []
    for baseline, theirs in means.items():
        if not own.index.equals(theirs.index):
            raise DataError(
                f"{ours} and {baseline} were evaluated on different targets, so they cannot be compared.",
                remedy="Run them on the same dataset and split.",
            )
        rows += _compare_pair(own, theirs, {"model": ours, "baseline": baseline, "protocol": protocol}, metrics)
    for row, corrected in zip(rows, holm([row["p"] for row in rows])):
        row["p_holm"] = corrected
    return rows


def _seed_means(ranks: pd.DataFrame, model: str, metrics: Sequence[str]) -> pd.DataFrame:
    """Metrics of a model averaged over its seeds, indexed and sorted by (user_id, item_id, domain)."""
    if ranks.duplicated(["seed", "user_id", "item_id"]).any():
        raise DataError(f"{model} ranks a target twice under one seed.", remedy="Keep one run of each model and seed.")
    values = per_user(ranks["rank"].to_numpy())
    frame = ranks[_KEY].assign(**{metric: values[metric] for metric in metrics})
    groups = frame.groupby(_KEY, sort=True, observed=True)
    if (groups.size() != ranks["seed"].nunique()).any():
        raise DataError(
            f"the seeds of {model} were evaluated on different targets.",
            remedy="Run them on the same dataset and split.",
        )
    return groups[list(metrics)].mean()


def _compare_pair(
    own: pd.DataFrame, theirs: pd.DataFrame, names: dict[str, str], metrics: Sequence[str]
) -> list[dict[str, Any]]:
    owners = own.index.get_level_values("domain").to_numpy()
    rows = []
    for domain in ["overall", *sorted(set(owners.tolist()))]:
        users = np.ones(len(owners), dtype=bool) if domain == "overall" else owners == domain
        for metric in metrics:
            a, b = own[metric].to_numpy()[users], theirs[metric].to_numpy()[users]
            rows.append({**names, "domain": domain, "metric": metric, **_paired(a, b)})
    return rows


def _paired(a: np.ndarray, b: np.ndarray) -> dict[str, Any]:
    difference = a - b
    n, mean = len(difference), float(difference.mean())
    p = p_wilcoxon = 1.0
    interval: Optional[list[float]] = None
    if n > 1:
        error = float(difference.std(ddof=1) / np.sqrt(n))
        half = float(stats.t.ppf(0.975, n - 1)) * error
        interval = [mean - half, mean + half]
        # With no spread at all t is infinite, or undefined: the sign alone decides, and no difference is no evidence.
        p = float(stats.ttest_rel(a, b, alternative="greater").pvalue) if error > 0 else float(mean <= 0)
        if difference.any():
            p_wilcoxon = float(stats.wilcoxon(difference, alternative="greater").pvalue)
    return {
        "users": n,
        "mean": float(a.mean()),
        "baseline_mean": float(b.mean()),
        "difference": mean,
        "ci95": interval,
        "p": p,
        "p_holm": p,
        "p_wilcoxon": p_wilcoxon,
    }
