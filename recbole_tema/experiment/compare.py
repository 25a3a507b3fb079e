"""Paired tests between the models of several output folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table

from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.ranks import read_ranks
from recbole_tema.evaluation.results import RANKS_FILE
from recbole_tema.evaluation.significance import TESTED_METRICS, compare
from recbole_tema.evaluation.tables import comparison_table


@dataclass(frozen=True)
class RunComparison:
    """Paired tests of one model against others.

    Attributes
    ----------
    protocol : str
    alternative : str
        Alternative hypothesis of the tests.
    seeds : dict of str to list of int
        Seeds of each model, which the tests average over.
    tests : list of dict
        Rows of :func:`recbole_tema.evaluation.compare`.
    """

    protocol: str
    alternative: str
    seeds: dict[str, list[int]]
    tests: list[dict[str, Any]]

    def to_frame(self) -> pd.DataFrame:
        """The tests, one row per baseline, domain and metric."""
        return pd.DataFrame(self.tests)

    def to_dict(self) -> dict[str, Any]:
        """Content of the JSON file that ``recbole-tema compare --output`` writes."""
        return {
            "protocol": self.protocol,
            "alternative": self.alternative,
            "seeds": self.seeds,
            "comparison": self.tests,
        }

    def table(self) -> Table:
        """The tests as a table for the terminal."""
        comparisons: dict[str, list[dict[str, Any]]] = {}
        for test in self.tests:
            comparisons.setdefault(f"{test['model']} vs {test['baseline']}", []).append(test)
        sides = "two-sided" if self.alternative == "two-sided" else "one-sided"
        return comparison_table(comparisons, f"Paired {sides} t-test over users, metrics averaged over seeds.")


def compare_runs(
    folders: Sequence[str | Path],
    *,
    protocol: str = "domain",
    metrics: Sequence[str] = TESTED_METRICS,
    alternative: str = "two-sided",
) -> RunComparison:
    """Test the first model of the first folder against every other model, by paired tests over users.

    Parameters
    ----------
    folders : sequence of str or Path
        Output folders of ``run_experiment`` or ``recbole-tema run``, on the same dataset, each with other models.
    protocol : str
        Evaluation protocol: ``domain``, ``catalog`` or ``sampled``.
    metrics : sequence of str
        Metrics of a rank, with any cutoff, such as ``recall@20``.
    alternative : {"two-sided", "greater"}
        Alternative hypothesis: the mean difference is not 0, or is greater than 0.

    Returns
    -------
    RunComparison
        p-values are corrected by Holm's method over all tests.

    Raises
    ------
    ConfigError
        If a model occurs in two folders, there is only one model, or an argument is unknown.
    DataError
        If a folder has no ranks, or models were evaluated on different targets.

    Examples
    --------
    >>> compare_runs(["runs/my-shop", "runs/my-baselines"]).to_frame()  # doctest: +SKIP
    """
    tables = [read_ranks(Path(folder) / RANKS_FILE) for folder in folders]
    models = [str(model) for table in tables for model in table["model"].unique()]
    repeated = next((model for model in models if models.count(model) > 1), None)
    if repeated is not None:
        # Together they would be mistaken for more seeds of one model.
        raise ConfigError(f"The model {repeated} occurs in two folders.", remedy="Give folders of different models.")
    if len(models) < 2:
        raise ConfigError(
            f"A comparison needs two models, got {', '.join(models) or 'none'}.", remedy="Give another output folder."
        )
    ranks = pd.concat(tables, ignore_index=True)
    tests = compare(ranks, models[0], protocol=protocol, metrics=metrics, alternative=alternative)
    seeds = {model: sorted(int(seed) for seed in part.unique()) for model, part in ranks.groupby("model")["seed"]}
    return RunComparison(protocol, alternative, {model: seeds[model] for model in models}, tests)
