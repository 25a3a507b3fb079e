"""Paired significance tests between models over users, corrected for the number of tests."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation.metrics import per_user, rank_metric_name
from recbole_tema.evaluation.ranks import RANK_COLUMNS

ALTERNATIVES = ("two-sided", "greater")
TESTED_METRICS = ("ndcg@10", "hit@10")
_KEY = ["user_id", "item_id", "domain"]


def holm(p: Sequence[float]) -> list[float]:
    """Holm's step-down correction.

    The i-th smallest of m values is multiplied by m - i + 1, made monotone and cut at 1 (S. Holm, "A simple
    sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).

    Parameters
    ----------
    p : sequence of float
        The p-values of one family of tests.

    Returns
    -------
    list of float
        Corrected p-values, in the order given.
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    steps = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(steps, 1.0)
    return [float(x) for x in corrected]


def compare(
    ranks: pd.DataFrame,
    model: str | None = None,
    *,
    protocol: str,
    metrics: Sequence[str] = TESTED_METRICS,
    split: str = "test",
    alternative: str = "two-sided",
) -> list[dict[str, Any]]:
    """Test one model against each other model, or every pair of models, in each domain and overall.

    A user's metric is first averaged over a model's seeds, so that the users, not the seeds, are the sample.

    Parameters
    ----------
    ranks : DataFrame
        A rank table (:func:`recbole_tema.evaluation.read_ranks`).
    model : str, optional
        The model that is compared with every other model of the table. By default all pairs are compared, in
        alphabetical order, so that the result does not depend on the order of the table.
    protocol : str
    metrics : sequence of str
        Metrics of a rank, with any cutoff, such as ``recall@20``.
    split : {"test", "valid"}
    alternative : {"two-sided", "greater"}
        Alternative hypothesis: the mean difference differs from 0, or is greater than 0. Without ``model``, "greater"
        tests each pair in both directions.

    Returns
    -------
    list of dict
        One per (pair, domain, metric): ``model``, ``baseline``, ``protocol``, ``domain``, ``metric``, ``alternative``,
        ``users``, ``mean``, ``baseline_mean``, ``difference``, ``ci95`` ([low, high] of the mean difference, two-sided;
        None with a single user), ``p`` (paired t-test), ``p_holm`` (``p`` corrected over all rows returned) and
        ``p_wilcoxon``.

    Raises
    ------
    ConfigError
        If a model has no ranks for this protocol and split, or a metric or the alternative is unknown.
    DataError
        If columns are missing, a target is ranked twice, or models or seeds were evaluated on different targets.
    """
    metrics = [rank_metric_name(metric) for metric in metrics]
    _check(ranks, alternative)
    chosen = ranks[(ranks["protocol"] == protocol) & (ranks["split"] == split)]
    models = list(dict.fromkeys(ranks["model"].tolist()))
    ranked = set(chosen["model"])
    for name in [*([] if model is None else [model]), *models]:
        if name not in ranked:
            raise ConfigError(
                f"There are no {split} ranks of {name!r} for the protocol {protocol!r}.",
                remedy=f"There are ranks of {', '.join(m for m in models if m in ranked) or 'no model'}.",
            )
    means = {name: _seed_means(chosen[chosen["model"] == name], name, metrics) for name in models}
    rows = []
    for first, second in _pairs(models, model, alternative):
        if not means[first].index.equals(means[second].index):
            raise DataError(
                f"{first} and {second} were evaluated on different targets, so they cannot be compared.",
                remedy="Run them on the same dataset and split.",
            )
        names = {"model": first, "baseline": second, "protocol": protocol}
        rows += [{**names, **test} for test in _compare_pair(means[first], means[second], metrics, alternative)]
    for row, corrected in zip(rows, holm([row["p"] for row in rows])):
        row["p_holm"] = corrected
    return rows


def _pairs(models: Sequence[str], model: str | None, alternative: str) -> list[tuple[str, str]]:
    if model is not None:
        return [(model, other) for other in models if other != model]
    return list((combinations if alternative == "two-sided" else permutations)(sorted(models), 2))


def _check(ranks: pd.DataFrame, alternative: str) -> None:
    missing = [name for name in RANK_COLUMNS if name != "history_length" and name not in ranks.columns]
    if missing:
        raise DataError(f"The rank table lacks the columns {', '.join(missing)}.", remedy="See write_ranks.")
    if alternative not in ALTERNATIVES:
        raise ConfigError(f"Unknown alternative {alternative!r}.", remedy=f"Choose from {', '.join(ALTERNATIVES)}.")


def _seed_means(ranks: pd.DataFrame, model: str, metrics: Sequence[str]) -> pd.DataFrame:
    """Metrics of a model averaged over its seeds, indexed and sorted by (user_id, item_id, domain)."""
    if ranks.duplicated(["seed", "user_id", "item_id"]).any():
        raise DataError(
            f"A target of {model} is ranked twice with one seed.", remedy="Keep one run of each model and seed."
        )
    values = per_user(ranks["rank"].to_numpy(), metrics)
    frame = ranks[_KEY].assign(**{metric: values[metric] for metric in metrics})
    groups = frame.groupby(_KEY, sort=True, observed=True)
    if (groups.size() != ranks["seed"].nunique()).any():
        raise DataError(
            f"The seeds of {model} were evaluated on different targets.",
            remedy="Run them on the same dataset and split.",
        )
    return groups[list(metrics)].mean()


def _compare_pair(
    model_means: pd.DataFrame, baseline_means: pd.DataFrame, metrics: Sequence[str], alternative: str
) -> list[dict[str, Any]]:
    domains = model_means.index.get_level_values("domain").to_numpy()
    rows = []
    for domain in ["overall", *sorted(set(domains.tolist()))]:
        users = np.ones(len(domains), dtype=bool) if domain == "overall" else domains == domain
        for metric in metrics:
            values, baseline_values = (means[metric].to_numpy()[users] for means in (model_means, baseline_means))
            names = {"domain": domain, "metric": metric, "alternative": alternative}
            rows.append({**names, **_paired_test(values, baseline_values, alternative)})
    return rows


def _paired_test(values: np.ndarray, baseline_values: np.ndarray, alternative: str) -> dict[str, Any]:
    difference = values - baseline_values
    n, mean = len(difference), float(difference.mean())
    p = p_wilcoxon = 1.0
    interval: list[float] | None = None
    if n > 1:
        error = float(difference.std(ddof=1) / np.sqrt(n))
        half = float(stats.t.ppf(0.975, n - 1)) * error
        interval = [mean - half, mean + half]
        if error > 0:
            p = float(stats.ttest_rel(values, baseline_values, alternative=alternative).pvalue)
        else:
            # Without spread t is infinite, or undefined: the sign decides, and a difference of 0 is not evidence.
            p = float(mean == 0 if alternative == "two-sided" else mean <= 0)
        if difference.any():
            p_wilcoxon = float(stats.wilcoxon(difference, alternative=alternative).pvalue)
    return {
        "users": n,
        "mean": float(values.mean()),
        "baseline_mean": float(baseline_values.mean()),
        "difference": mean,
        "ci95": interval,
        "p": p,
        "p_holm": p,
        "p_wilcoxon": p_wilcoxon,
    }
