"""Means over users with 95 % intervals, computed from the rank table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from recbole_tema.errors import DataError
from recbole_tema.evaluation import per_user, read_ranks
from recbole_tema.evaluation.metrics import is_rank_metric
from recbole_tema.evaluation.results import RunResult


@dataclass(frozen=True)
class Estimate:
    """A mean, and the interval around it if there is one."""

    mean: float
    low: float | None = None
    high: float | None = None


def target_metrics(path: Path, runs: Sequence[RunResult], protocol: str, metrics: Sequence[str] = ()) -> pd.DataFrame:
    """Metrics of every test target, checked against the means in ``results.json``.

    Parameters
    ----------
    path : Path
        A ``ranks.parquet``.
    runs : sequence of RunResult
        Runs of the ``results.json`` beside it.
    protocol : str
    metrics : sequence of str
        Further metrics of a rank, beside those of the runs.

    Returns
    -------
    DataFrame
        One row per target, model and seed: the columns of the file and one column per metric.

    Raises
    ------
    DataError
        If the file is broken, or the means of its metrics differ from those of the runs.
    """
    ranks = read_ranks(path)
    chosen = ranks[(ranks["split"] == "test") & (ranks["protocol"] == protocol)].reset_index(drop=True)
    summaries = [summary for run in runs for summary in run.test.get(protocol, {}).values()]
    reported_metrics = dict.fromkeys(name for summary in summaries for name in summary if is_rank_metric(name))
    names = list(dict.fromkeys([*reported_metrics, *metrics]))
    frame = pd.concat([chosen, pd.DataFrame(per_user(chosen["rank"].to_numpy(), names))], axis=1)
    means = frame.groupby(["model", "seed", "domain"])[names].mean().to_dict("index")
    for run in runs:
        for domain, reported in run.test.get(protocol, {}).items():
            key = (run.model, run.seed, domain)
            if domain != "overall" and not _agree(means.get(key), reported):
                raise DataError(
                    f"the ranks of {run.model}, seed {run.seed}, do not match results.json.",
                    path=path,
                    remedy="Use the two files as run_tema.py wrote them together.",
                )
    return frame


def _agree(means: dict[Any, float] | None, reported: dict[str, float | None]) -> bool:
    if means is None:
        return False
    pairs = [(mean, reported.get(metric)) for metric, mean in means.items()]
    return all(value is None or abs(mean - value) < 1e-6 for mean, value in pairs)


def user_means(targets: pd.DataFrame, metrics: Sequence[str]) -> pd.DataFrame:
    """Metrics of each user, averaged over the seeds, so that users, not seeds, are the sample.

    Parameters
    ----------
    targets : DataFrame
        Rows of one model, with ``user_id`` and one column per metric.
    metrics : sequence of str

    Returns
    -------
    DataFrame
        Indexed by ``user_id``.
    """
    means: pd.DataFrame = targets.groupby("user_id")[list(metrics)].mean()
    return means


def estimate(values: np.ndarray) -> Estimate:
    """Mean of the values of users, with its 95 % t interval; a single user has no interval.

    Parameters
    ----------
    values : array of float, shape (n_users,)
    """
    n, mean = len(values), float(np.mean(values))
    if n < 2:
        return Estimate(mean)
    half = float(stats.t.ppf(0.975, n - 1)) * float(np.std(values, ddof=1)) / n**0.5
    return Estimate(mean, mean - half, mean + half)


def estimates_by_domain(targets: pd.DataFrame, metrics: Sequence[str]) -> dict[tuple[str, str, str], Estimate]:
    """Estimates by (model, domain, metric); ``overall`` counts as a domain.

    Parameters
    ----------
    targets : DataFrame
        Returned by :func:`target_metrics`.
    metrics : sequence of str
    """
    estimates = {}
    for model, of_model in targets.groupby("model"):
        subsets = [("overall", of_model), *((str(domain), rows) for domain, rows in of_model.groupby("domain"))]
        for domain, rows in subsets:
            means = user_means(rows, metrics)
            estimates.update({(str(model), domain, metric): estimate(means[metric].to_numpy()) for metric in metrics})
    return estimates
