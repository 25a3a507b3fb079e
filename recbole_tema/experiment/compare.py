"""Paired tests between the models of several output folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rich.table import Table

from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.comparable import differences, evaluation_settings, shortened
from recbole_tema.evaluation.ranks import read_ranks
from recbole_tema.evaluation.results import RANKS_FILE, RESULTS_FILE, RUN_FILE, ExperimentResult, read_run_record
from recbole_tema.evaluation.significance import TESTED_METRICS, compare
from recbole_tema.evaluation.tables import comparison_table


@dataclass(frozen=True)
class RunComparison:
    """Paired tests between models.

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
        """The tests, one row per pair of models, domain and metric."""
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
    model: str | None = None,
    protocol: str = "domain",
    metrics: Sequence[str] = TESTED_METRICS,
    alternative: str = "two-sided",
) -> RunComparison:
    """Test finished runs against each other, by paired tests over users.

    Parameters
    ----------
    folders : sequence of str or Path
        Output folders of ``run_experiment`` or ``recbole-tema run``, or folders of single runs, on the same dataset. A
        model that occurs in several folders is named with its folder, as in "TEMA (runs/a)".
    model : str, optional
        Model that is compared with every other one. By default every pair is compared, in alphabetical order.
    protocol : str
        Evaluation protocol: ``domain``, ``catalog`` or ``sampled``.
    metrics : sequence of str
        Metrics of a rank, with any cutoff, such as ``recall@20``.
    alternative : {"two-sided", "greater"}
        Alternative hypothesis: the mean difference is not 0, or is greater than 0. Without ``model``, "greater" tests
        each pair in both directions.

    Returns
    -------
    RunComparison
        p-values are corrected by Holm's method over all tests.

    Raises
    ------
    ConfigError
        If a folder is given twice, there is only one model, runs were evaluated in different ways, or an argument is
        unknown.
    DataError
        If a folder has no ranks, or models were evaluated on different targets.

    Examples
    --------
    >>> compare_runs(["runs/my-shop", "runs/my-baselines"]).to_frame()  # doctest: +SKIP
    """
    paths = [Path(folder) for folder in folders]
    repeated = [path for i, path in enumerate(paths) if path.resolve() in [p.resolve() for p in paths[:i]]]
    if repeated:
        raise ConfigError(f"The folder {repeated[0]} is given twice.", remedy="Give each folder once.")
    tables = _named([read_ranks(path / RANKS_FILE) for path in paths], paths)
    models = [str(name) for table in tables for name in table["model"].unique()]
    if len(models) < 2:
        raise ConfigError(
            f"A comparison needs two models, got {', '.join(models) or 'none'}.", remedy="Give another output folder."
        )
    _check_evaluation(paths, protocol)
    ranks = pd.concat(tables, ignore_index=True)
    tests = compare(ranks, model, protocol=protocol, metrics=metrics, alternative=alternative)
    seeds = {name: sorted(int(seed) for seed in part.unique()) for name, part in ranks.groupby("model")["seed"]}
    return RunComparison(protocol, alternative, {name: seeds[name] for name in models}, tests)


def _named(tables: Sequence[pd.DataFrame], paths: Sequence[Path]) -> list[pd.DataFrame]:
    """Rank tables in which a model of several folders has the name of its folder."""
    folders_of = Counter(str(name) for table in tables for name in table["model"].unique())
    shared = {name for name, count in folders_of.items() if count > 1}
    return [
        table.assign(model=[f"{name} ({path})" if name in shared else name for name in table["model"]])
        for table, path in zip(tables, paths)
    ]


def _check_evaluation(paths: Sequence[Path], protocol: str) -> None:
    """Refuse runs of different datasets, and runs that were evaluated in different ways."""
    described = [(path, *record) for path in paths for record in _records(path, protocol)]
    for path, fingerprint, settings in described:
        first_path, first_fingerprint, first_settings = described[0]
        lines = differences(first_settings, settings, first_path, path)
        if fingerprint != first_fingerprint:
            lines.insert(0, "the dataset or a version of its files differs")
        if lines:
            raise ConfigError(
                f"The runs in {first_path} and {path} cannot be compared: {shortened(lines)}.",
                remedy="Compare runs that were evaluated in the same way.",
            )


def _records(path: Path, protocol: str) -> list[tuple[str, dict[str, Any]]]:
    """Fingerprint and evaluation settings of the runs of a folder, where the folder holds their records."""
    if (path / RUN_FILE).is_file():
        result = read_run_record(path)
        records = [(result["dataset"]["fingerprint"], result["run"].get("config"))]
    elif (path / RESULTS_FILE).is_file():
        results = ExperimentResult.read(path)
        records = [(results.dataset.fingerprint, run.config) for run in results.runs]
    else:
        records = []
    return [
        (fingerprint, evaluation_settings({**config, "protocols": [protocol]}))
        for fingerprint, config in records
        if config
    ]
