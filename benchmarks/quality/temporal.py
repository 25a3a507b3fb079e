"""Compare models under a temporal split and under leave-one-out: does the order of the models change?

    python -m benchmarks.quality.temporal atomic_data/food-kitchen-mini --cuts 2013-07-01 2014-01-01 \\
        --models=TEMA,SASRecW,SASRec --output runs/temporal.json

Both experiments have the same models, seeds and settings. RecBole keys may follow as `--key=value` and apply to both;
`--max_train_seconds` limits each training. The output has the cuts, the number of targets, of new users and of new
items, the metrics of every model on all targets and on those of known and new users and items, the paired tests, and
the order of the models by each metric under both splits. Finished runs in `--work` are reused.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from recbole_tema.errors import TEMAError
from recbole_tema.evaluation import ExperimentResult
from recbole_tema.evaluation.results import Metrics, RunResult
from recbole_tema.evaluation.tables import split_line
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.storage import write_json

LEAVE_ONE_OUT, TEMPORAL = "leave-one-out", "temporal"
METRICS = ("ndcg@10", "hit@10", "mrr")


def order_of_models(means: Mapping[str, Mapping[str, float]], metric: str) -> list[str]:
    """Models from the best to the worst; equal ones in alphabetical order."""
    return sorted(means, key=lambda model: (-means[model][metric], model))


def mean_metrics(runs: Sequence[RunResult], protocol: str) -> dict[str, dict[str, dict[str, float]]]:
    """Test metrics by domain or group of targets and by model, averaged over seeds.

    Parameters
    ----------
    runs : sequence of RunResult
    protocol : str

    Returns
    -------
    dict
        ``{domain or group: {model: {"users": float, metric: float}}}``.
    """
    by_model: dict[str, list[Mapping[str, Any]]] = {}
    for run in runs:
        groups: Metrics = run.groups.get("test", {})
        by_model.setdefault(run.model, []).append({**run.test[protocol], **groups.get(protocol, {})})
    names = dict.fromkeys(name for parts in by_model.values() for part in parts for name in part)
    return {
        name: {
            model: {metric: float(np.mean([part[name][metric] for part in parts])) for metric in ("users", *METRICS)}
            for model, parts in by_model.items()
        }
        for name in names
    }


def order_changes(
    means: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]],
) -> dict[str, dict[str, dict[str, Any]]]:
    """Order of the models under both splits, by domain and metric.

    Parameters
    ----------
    means : mapping
        :func:`mean_metrics` of each split.

    Returns
    -------
    dict
        ``{domain: {metric: {split: [model...], "changes": bool}}}``, for the domains of both splits.
    """
    changes: dict[str, dict[str, dict[str, Any]]] = {}
    for domain in means[LEAVE_ONE_OUT]:
        if domain not in means[TEMPORAL]:
            continue
        changes[domain] = {}
        for metric in METRICS:
            orders = {split: order_of_models(means[split][domain], metric) for split in (LEAVE_ONE_OUT, TEMPORAL)}
            changes[domain][metric] = {**orders, "changes": orders[LEAVE_ONE_OUT] != orders[TEMPORAL]}
    return changes


def print_tables(record: Mapping[str, Any], console: Console) -> None:
    """Metrics of both splits, and the order of the models."""
    for split, parts in record["means"].items():
        table = Table("targets", "users", "model", *METRICS, title=split)
        for name, models in parts.items():
            for model, metrics in models.items():
                values = (f"{metrics[metric]:.4f}" for metric in METRICS)
                table.add_row(name, f"{metrics['users']:,.0f}", model, *values)
        console.print(table)
    table = Table("domain", "metric", LEAVE_ONE_OUT, TEMPORAL, "order changes")
    for domain, metrics in record["order"].items():
        for metric, orders in metrics.items():
            names = (", ".join(orders[split]) for split in (LEAVE_ONE_OUT, TEMPORAL))
            table.add_row(domain, metric, *names, "yes" if orders["changes"] else "no")
    console.print(table)


def measure(arguments: argparse.Namespace, keys: Mapping[str, str]) -> dict[str, Any]:
    """Train what is missing under both splits and compare them."""
    results: dict[str, ExperimentResult] = {}
    splits = {LEAVE_ONE_OUT: {"LS": "valid_and_test"}, TEMPORAL: {"TS": arguments.cuts}}
    for name, split in splits.items():
        results[name] = run_experiment(
            arguments.models.split(","),
            arguments.dataset.name,
            seeds=[int(seed) for seed in arguments.seeds.split(",")],
            output_dir=arguments.work / name,
            config_dict={**keys, "data_path": str(arguments.dataset.parent), "eval_args": {"split": split}},
        )
    temporal = results[TEMPORAL].to_dict()["dataset"]["split"]
    means = {name: mean_metrics(result.runs, arguments.protocol) for name, result in results.items()}
    return {
        "dataset": arguments.dataset.name,
        "fingerprint": results[TEMPORAL].dataset.fingerprint,
        "protocol": arguments.protocol,
        "settings": dict(keys),
        "split": temporal,
        "means": means,
        "order": order_changes(means),
        "comparisons": {
            name: [test.model_dump() for test in result.paired_tests if test.protocol == arguments.protocol]
            for name, result in results.items()
        },
        "runs": {
            name: [
                run.model_dump(include={"model", "seed", "epochs", "best_epoch", "stopped", "train_seconds"})
                for run in result.runs
            ]
            for name, result in results.items()
        },
    }


def parse_keys(arguments: Sequence[str]) -> dict[str, str]:
    """RecBole keys of ``--key=value`` arguments.

    Raises
    ------
    ValueError
        For another argument.
    """
    keys = {}
    for argument in arguments:
        key, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--") or not equals:
            raise ValueError(f"Unknown argument {argument!r}. Write keys of RecBole as --key=value.")
        keys[key] = value
    return keys


def main() -> None:
    """Train what is missing, print the tables and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of the dataset; RecBole keys may follow as --key=value")
    parser.add_argument("--cuts", nargs=2, required=True, help="start of the validation and of the test period")
    parser.add_argument("--models", default="TEMA,SASRecW,SASRec")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--protocol", default="domain")
    parser.add_argument("--work", type=Path, default=Path("runs/temporal"), help="folder of the runs")
    parser.add_argument("--output", type=Path, required=True, help="JSON file")
    arguments, others = parser.parse_known_args()
    arguments.dataset = arguments.dataset.resolve()
    console = Console(width=160)
    try:
        record = measure(arguments, parse_keys(others))
    except (TEMAError, ValueError) as error:
        parser.error(str(error))
    result = ExperimentResult.read(arguments.work / TEMPORAL)
    if result.dataset.split is not None:
        console.print(split_line(result.dataset.split))
    print_tables(record, console)
    write_json(arguments.output, record)


if __name__ == "__main__":
    main()
