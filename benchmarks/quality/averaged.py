"""What a model gains when several trainings of it score together: each run's figures, and those of their mean scores.

TEMA's `ensemble` is such a mean; this says what any other of our models gains by it, so that the gain is not taken for
that of the method.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.table import Table

from recbole_tema.errors import TEMAError
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.files.atomic import write_json

METRICS = ("hit@5", "hit@10", "ndcg@10", "mrr")


class Mean:
    """Several models that score as one, by the mean of their scores (of cross-entropies: of log-probabilities)."""

    def __init__(self, models: Sequence[Any]) -> None:
        self.models, self.device = models, models[0].device

    def eval(self) -> None:
        """Into evaluation mode."""
        for model in self.models:
            model.eval()

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Within this, each model computes its item tables once."""
        with ExitStack() as stack:
            for model in self.models:
                stack.enter_context(getattr(model, "frozen_items", nullcontext)())
            yield

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items)."""
        return torch.stack([model.full_sort_predict(interaction) for model in self.models]).mean(dim=0)


def figures(run: SavedRun, model: Any) -> dict[str, Any]:
    """Metrics of validation and test under every protocol, as in ``results.json``."""
    made = {}
    for split in ("valid", "test"):
        evaluator = run.evaluator(split)
        made[split] = evaluator.summary(evaluator.ranks(model))
    return made


def table_of(rows: Mapping[str, Mapping[str, Any]], split: str, protocol: str, domains: Sequence[str]) -> Table:
    """A row a run, and one of the mean."""
    table = Table(
        "scored by", *(f"{domain} {metric}" for domain in domains for metric in METRICS), title=f"{split}, {protocol}"
    )
    for name, row in rows.items():
        found = row[split][protocol]
        table.add_row(name, *(f"{found[domain][metric]:.4f}" for domain in domains for metric in METRICS))
    return table


def main() -> None:
    """Print a table a split and protocol, and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, help="folders of finished runs of one model and dataset")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        runs = [open_run(folder, arguments.data_path) for folder in arguments.runs]
    except TEMAError as error:
        parser.error(str(error))
    first = runs[0]
    if any(run.data.fingerprint != first.data.fingerprint for run in runs):
        parser.error("the runs are of several datasets")
    rows = {str(given): figures(run, run.model) for given, run in zip(arguments.runs, runs)}
    rows[f"mean of {len(runs)}"] = figures(first, Mean([run.model for run in runs]))
    console = Console(width=160)
    for split in ("valid", "test"):
        for protocol in first.config["protocols"]:
            console.print(table_of(rows, split, protocol, first.data.domains.names))
    write_json(
        arguments.output, {"dataset": first.config["dataset"], "model": first.config["model"], "scored_by": rows}
    )


if __name__ == "__main__":
    main()
