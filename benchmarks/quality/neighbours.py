"""How much neighbours are worth: TEMA scored with several weights of theirs, which its training does not know of.

For each weight the validation of every run; then the test figures with the best of them and with none, and paired tests
over users between the two.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from benchmarks.quality.controls import METRICS, table_of
from recbole_tema.errors import TEMAError
from recbole_tema.evaluation import compare
from recbole_tema.experiment.run import rank_rows
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.files.atomic import write_json

WITH, WITHOUT = "TEMA", "without neighbours"


def validated(runs: Sequence[SavedRun], weights: Sequence[float]) -> dict[float, list[float]]:
    """Each run's selection score by weight."""
    scores: dict[float, list[float]] = {weight: [] for weight in weights}
    for run in runs:
        evaluator = run.evaluator("valid")
        metric, protocol = run.config["selection_metric"], run.config["selection_protocol"]
        for weight in weights:
            run.model.neighbour_weight = weight
            scores[weight].append(evaluator.selection_score(run.model, metric, protocol))
    return scores


def tested(run: SavedRun, name: str, weight: float) -> tuple[dict[str, Any], pd.DataFrame]:
    """Test metrics of every protocol, and the rank of every target."""
    evaluator = run.evaluator("test")
    run.model.neighbour_weight = weight
    ranks = evaluator.ranks(run.model)
    frames = [
        rank_rows(run.config, run.data, evaluator, "test", protocol, values).assign(model=name)
        for protocol, values in ranks.items()
    ]
    return evaluator.summary(ranks), pd.concat(frames)


def main() -> None:
    """Print the tables and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, help="finished runs of TEMA on one dataset, a seed each")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--weights", default="0,.1,.2,.25,.3,.4")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        runs = [open_run(folder, arguments.data_path) for folder in arguments.runs]
    except TEMAError as error:
        parser.error(str(error))
    scores = validated(runs, [float(weight) for weight in arguments.weights.split(",")])
    best = max(scores, key=lambda weight: np.mean(scores[weight]))
    console, table = Console(width=160), Table("weight", *map(str, arguments.runs), title="validation")
    for weight, row in scores.items():
        table.add_row(str(weight), *(f"{score:.4f}" for score in row))
    console.print(table)
    figures, frames = {}, []
    for name, weight in ((WITH, best), (WITHOUT, 0.0)):
        made = [tested(run, name, weight) for run in runs]
        figures[name] = [summary for summary, _ in made]
        frames += [frame for _, frame in made]
    ranks = pd.concat(frames, ignore_index=True)
    protocols = list(figures[WITH][0])
    answers = {protocol: compare(ranks, WITH, protocol=protocol, metrics=METRICS) for protocol in protocols}
    console.print(table_of(answers))
    record = {"dataset": runs[0].config["dataset"], "seeds": [run.config["seed"] for run in runs]}
    validation = {str(weight): row for weight, row in scores.items()}
    write_json(
        arguments.output, {**record, "validation": validation, "weight": best, "test": figures, "questions": answers}
    )


if __name__ == "__main__":
    main()
