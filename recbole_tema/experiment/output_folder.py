"""Output folder of an experiment: runs of earlier commands and of this one in one comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema import distributed
from recbole_tema.config import Config, plain_settings
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import ExperimentResult, compare, read_ranks, write_ranks
from recbole_tema.evaluation.comparable import differences, evaluation_settings, shortened
from recbole_tema.evaluation.markdown import write_markdown
from recbole_tema.evaluation.results import RANKS_FILE, RESULTS_FILE, read_run_record
from recbole_tema.experiment.single_run import is_finished
from recbole_tema.files.checked_json import write_checked_json
from recbole_tema.files.fingerprint import dataset_fingerprint
from recbole_tema.training.checkpoint import check_folder

SCHEMA = 1
# Model and seed of a run.
RunKey = tuple[str, int]
_REMEDY = "Choose another output_dir."


def run_folder(output: Path, key: RunKey) -> Path:
    """Folder of a run."""
    return output / f"{key[0]}-{key[1]}"


def recorded_runs(output: Path) -> list[RunKey]:
    """Runs in the comparison of an output folder, in its order; those whose folder was deleted are left out.

    Raises
    ------
    ConfigError
        If ``results.json`` cannot be read.
    """
    path = output / RESULTS_FILE
    if not path.exists():
        return []
    try:
        result = ExperimentResult.read(path)
    except DataError as error:
        raise ConfigError(error.problem, path=path, remedy=f"Delete this file. {_REMEDY}") from None
    return [key for run in result.runs if is_finished(run_folder(output, key := (run.model, run.seed)))]


def check_output(output: Path, recorded: Sequence[RunKey], configs: Mapping[RunKey, Config]) -> None:
    """Refuse runs that conflict with those in an output folder, before any of them is trained.

    Parameters
    ----------
    output : Path
    recorded : sequence of (model, seed)
        Runs in the comparison of the folder.
    configs : mapping of (model, seed) to Config
        Runs to add.

    Raises
    ------
    ConfigError
        If the folder of a run holds one with other settings or data, or other runs in ``output`` are of another
        dataset, or were evaluated in another way.
    """
    for key, config in configs.items():
        check_folder(run_folder(output, key), config)
    kept = [read_run_record(run_folder(output, key)) for key in recorded if key not in configs]
    for config in configs.values():
        for result in kept:
            _check_dataset(output, result["dataset"], config)
            _check_evaluation(output, result["run"], config)
            _check_seeds(output, result["run"], config)


def _check_dataset(output: Path, dataset: Mapping[str, Any], config: Config) -> None:
    name = config["dataset"]
    if dataset["name"] != name:
        raise ConfigError(f"This folder holds runs on {dataset['name']}, not {name}.", path=output, remedy=_REMEDY)
    if dataset["fingerprint"] != dataset_fingerprint(Path(config["data_path"]), name):
        raise ConfigError(
            f"The runs in this folder are of other interactions, items or splits of {name}.",
            path=output,
            remedy=f"{_REMEDY[:-1]}, or delete the folder to run again.",
        )


def _check_evaluation(output: Path, run: Mapping[str, Any], config: Config) -> None:
    old, new = run["config"], plain_settings(config)
    lines = differences(evaluation_settings(old), evaluation_settings(new))
    if lines:
        raise ConfigError(
            f"{run['model']} and {config['model']} would be evaluated in different ways: {shortened(lines)}.",
            path=output,
            remedy="Give the same settings, or choose another output_dir.",
        )


def _check_seeds(output: Path, run: Mapping[str, Any], config: Config) -> None:
    """Refuse seeds of one model with different settings, which the comparison would average."""
    if run["model"] != config["model"]:
        return
    lines = differences({**run["config"], "seed": config["seed"]}, plain_settings(config))
    if lines:
        raise ConfigError(
            f"Seed {run['seed']} of {run['model']} has other settings: {shortened(lines)}.",
            path=output,
            remedy="Give the same settings, or choose another output_dir.",
        )


def write_results(
    output: Path, recorded: Sequence[RunKey], finished: Mapping[RunKey, dict[str, Any]], metrics: Sequence[str]
) -> ExperimentResult:
    """Write ``results.json``, ``ranks.parquet`` and ``comparison.md`` of the recorded and the finished runs.

    Parameters
    ----------
    output : Path
    recorded : sequence of (model, seed)
        Runs in the comparison of the folder, which keep their place.
    finished : mapping of (model, seed) to dict
        Results of :func:`~recbole_tema.experiment.single_run.run_one`; new ones are added at the end.
    metrics : sequence of str
        Metrics of the paired tests.

    Raises
    ------
    ConfigError
        If the runs are of different datasets.
    """
    keys = _grouped([*recorded, *(key for key in finished if key not in recorded)])
    results = [finished.get(key) or read_run_record(run_folder(output, key)) for key in keys]
    dataset = results[0]["dataset"]
    for key, result in zip(keys, results):
        if result["dataset"]["fingerprint"] != dataset["fingerprint"]:
            raise ConfigError(
                "The runs in this folder are of different datasets.", path=run_folder(output, key), remedy=_REMEDY
            )
    runs = [result["run"] for result in results]
    ranks = pd.concat([read_ranks(run_folder(output, key) / RANKS_FILE) for key in keys], ignore_index=True)
    record: dict[str, Any] = {"schema": SCHEMA, "dataset": dataset, "runs": runs, "comparison": []}
    first = keys[0][0]
    if any(model != first for model, _ in keys):
        for protocol in runs[0]["test"]:
            record["comparison"] += compare(ranks, first, protocol=protocol, metrics=metrics)
    experiment = ExperimentResult.from_dict(record, output)
    if distributed.is_main():
        write_ranks(output / RANKS_FILE, ranks)
        write_checked_json(output / RESULTS_FILE, record)
        write_markdown(experiment, output / "comparison.md")
    distributed.barrier()
    return experiment


def _grouped(keys: Sequence[RunKey]) -> list[RunKey]:
    """Runs with those of one model together, models in the order of their first runs."""
    order = list(dict.fromkeys(model for model, _ in keys))
    return sorted(keys, key=lambda key: order.index(key[0]))
