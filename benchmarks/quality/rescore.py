"""Score trained runs in another way, without training them again.

    python -m benchmarks.quality.rescore neighbours runs/my-shop/TEMA-* --weights=0,.2,.3 --output runs/knn.json
    python -m benchmarks.quality.rescore ensemble runs/SASRecW/SASRecW-* --output runs/ensemble.json
    python -m benchmarks.quality.rescore history runs/SASRecW/SASRecW-* --output runs/history.json

`neighbours` varies the weight of item-item kNN, which training does not use: validation of every run per weight, test
metrics with the best weight and with none, and paired tests over users between the two. `ensemble` compares each run
with the mean of the scores of all of them. `history` ranks with and without the items of the history among the
candidates (`mask_history`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from rich.console import Console
from rich.table import Table

from recbole_tema.errors import TEMAError
from recbole_tema.evaluation import compare
from recbole_tema.evaluation.tables import comparison_table
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.experiment.single_run import rank_rows
from recbole_tema.files.storage import write_json

WITH, WITHOUT = "TEMA", "without item-item kNN"
TESTED_METRICS = ("ndcg@10", "hit@10")
SHOWN_METRICS = ("hit@5", "hit@10", "ndcg@10", "mrr")


class MeanScores:
    """Several models that score as one, by the mean of their scores (log-probabilities for cross-entropy)."""

    def __init__(self, models: Sequence[Any]) -> None:
        self.models, self.device = models, models[0].device

    def eval(self) -> None:
        """Switch every model to evaluation mode."""
        for model in self.models:
            model.eval()

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Within this context each model computes its item tables once."""
        with ExitStack() as stack:
            for model in self.models:
                stack.enter_context(getattr(model, "frozen_items", nullcontext)())
            yield

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items)."""
        return torch.stack([model.full_sort_predict(interaction) for model in self.models]).mean(dim=0)


def rescore_ensemble(runs: Sequence[SavedRun], names: Sequence[str], console: Console) -> dict[str, Any]:
    """Metrics of each run and of the mean of their scores."""
    first = runs[0]
    if any(run.data.fingerprint != first.data.fingerprint for run in runs):
        raise ValueError("The runs were trained on different datasets. Give runs of one dataset.")
    rows = {name: _metrics(run, run.model) for name, run in zip(names, runs)}
    rows[f"mean of {len(runs)}"] = _metrics(first, MeanScores([run.model for run in runs]))
    for split in ("valid", "test"):
        for protocol in first.config["protocols"]:
            console.print(_metrics_table(rows, split, protocol, first.data.domains.names))
    return {"dataset": first.config["dataset"], "model": first.config["model"], "scored_by": rows}


def rescore_history(runs: Sequence[SavedRun], names: Sequence[str], console: Console) -> dict[str, Any]:
    """Metrics of each run with the items of the history as candidates, and without them."""
    rows = {}
    for run, name in zip(runs, names):
        for masked, label in ((False, name), (True, f"{name}, history masked")):
            run.config["mask_history"] = masked
            rows[label] = _metrics(run, run.model)
    for protocol in runs[0].config["protocols"]:
        console.print(_metrics_table(rows, "test", protocol, runs[0].data.domains.names))
    return {"dataset": runs[0].config["dataset"], "model": runs[0].config["model"], "scored_by": rows}


def _metrics(run: SavedRun, model: Any) -> dict[str, Any]:
    metrics = {}
    for split in ("valid", "test"):
        evaluator = run.evaluator(split)
        metrics[split] = evaluator.summary(evaluator.ranks(model))
    return metrics


def _metrics_table(rows: Mapping[str, Mapping[str, Any]], split: str, protocol: str, domains: Sequence[str]) -> Table:
    columns = [f"{domain} {metric}" for domain in domains for metric in SHOWN_METRICS]
    table = Table("scored by", *columns, title=f"{split}, {protocol}")
    for name, row in rows.items():
        metrics = row[split][protocol]
        table.add_row(name, *(f"{metrics[domain][metric]:.4f}" for domain in domains for metric in SHOWN_METRICS))
    return table


def rescore_neighbours(
    runs: Sequence[SavedRun], names: Sequence[str], weights: Sequence[float], console: Console
) -> dict[str, Any]:
    """Validation per weight of item-item kNN, and test metrics and paired tests of the best weight against none."""
    validation = _validate_weights(runs, weights)
    best = max(validation, key=lambda weight: np.mean(validation[weight]))
    table = Table("weight", *names, title="validation")
    for weight, scores in validation.items():
        table.add_row(str(weight), *(f"{score:.4f}" for score in scores))
    console.print(table)
    metrics: dict[str, list[dict[str, Any]]] = {}
    tables = []
    for name, weight in ((WITH, best), (WITHOUT, 0.0)):
        tested = [_test_weight(run, name, weight) for run in runs]
        metrics[name] = [summary for summary, _ in tested]
        tables += [ranks for _, ranks in tested]
    ranks = pd.concat(tables, ignore_index=True)
    comparisons = {
        protocol: compare(ranks, WITH, protocol=protocol, metrics=TESTED_METRICS, alternative="greater")
        for protocol in metrics[WITH][0]
    }
    console.print(comparison_table(comparisons))
    return {
        "dataset": runs[0].config["dataset"],
        "seeds": [run.config["seed"] for run in runs],
        "validation": {str(weight): scores for weight, scores in validation.items()},
        "weight": best,
        "test": metrics,
        "questions": comparisons,
    }


def _validate_weights(runs: Sequence[SavedRun], weights: Sequence[float]) -> dict[float, list[float]]:
    scores: dict[float, list[float]] = {weight: [] for weight in weights}
    for run in runs:
        evaluator = run.evaluator("valid")
        metric, protocol = run.config["selection_metric"], run.config["selection_protocol"]
        for weight in weights:
            run.model.bonus.neighbour_weight = weight
            scores[weight].append(evaluator.selection_score(run.model, metric, protocol))
    return scores


def _test_weight(run: SavedRun, name: str, weight: float) -> tuple[dict[str, Any], pd.DataFrame]:
    """Test metrics of every protocol, and the rank of every target, with the run's model renamed."""
    evaluator = run.evaluator("test")
    run.model.bonus.neighbour_weight = weight
    ranks = evaluator.ranks(run.model)
    return evaluator.summary(ranks), rank_rows(run.config, run.data, evaluator, "test", ranks).assign(model=name)


def main() -> None:
    """Open the runs, score them, print tables and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["neighbours", "ensemble", "history"])
    parser.add_argument("runs", nargs="+", type=Path, help="folders of finished runs of one model and dataset")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--weights", default="0,.1,.2,.25,.3,.4", help="weights of item-item kNN")
    parser.add_argument("--output", type=Path, required=True, help="JSON file")
    arguments = parser.parse_args()
    names, console = [str(folder) for folder in arguments.runs], Console(width=160)
    try:
        runs = [open_run(folder, arguments.data_path) for folder in arguments.runs]
        if arguments.what == "ensemble":
            record = rescore_ensemble(runs, names, console)
        elif arguments.what == "history":
            record = rescore_history(runs, names, console)
        else:
            weights = [float(weight) for weight in arguments.weights.split(",")]
            record = rescore_neighbours(runs, names, weights, console)
    except (TEMAError, ValueError) as error:
        parser.error(str(error))
    write_json(arguments.output, record)


if __name__ == "__main__":
    main()
