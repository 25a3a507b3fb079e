"""Break test metrics down by training interactions of the target, history length, and domain of the last item.

    python -m benchmarks.quality.breakdowns runs/food-kitchen atomic_data/food-kitchen --output runs/breakdowns.json

Reads the ranks that `run_tema.py` keeps. Metrics are averaged over seeds; models stand side by side.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.metrics import per_user
from recbole_tema.files.storage import write_json
from recbole_tema.report.breakdowns import HISTORY, POPULARITY, cut, facts, named

METRICS = ("hit@10", "ndcg@10", "mrr")
TRAIN_INTERACTIONS, HISTORY_LENGTH, LAST_ITEM = "training interactions", "history length", "last item"


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, help="output folder of a run")
    parser.add_argument("dataset", type=Path, help="folder of the dataset")
    parser.add_argument("--protocol", default="sampled")
    parser.add_argument("--output", type=Path, required=True, help="JSON file")
    arguments = parser.parse_args()
    ranks = read_ranks(arguments.results / "ranks.parquet")
    ranks = ranks[(ranks["split"] == "test") & (ranks["protocol"] == arguments.protocol)]
    ranks = ranks.merge(facts(arguments.dataset.resolve()).targets, on=["user_id", "item_id"], validate="many_to_one")
    metrics = per_user(ranks["rank"].to_numpy())
    ranks = ranks.assign(**{name: metrics[name] for name in METRICS})
    ranks[TRAIN_INTERACTIONS] = named(ranks["had"], POPULARITY)
    ranks[HISTORY_LENGTH] = named(ranks["history_length"], HISTORY)
    ranks[LAST_ITEM] = np.where(ranks["crossed"], "other domain", "same domain")
    rows = [
        *cut(ranks, TRAIN_INTERACTIONS, list(POPULARITY), METRICS),
        *cut(ranks, HISTORY_LENGTH, list(HISTORY), METRICS),
        *cut(ranks, LAST_ITEM, ["same domain", "other domain"], METRICS),
    ]
    table = Table("breakdown", "bucket", "domain", "model", "users", *METRICS)
    for row in rows:
        table.add_row(*(f"{value:.4f}" if isinstance(value, float) else str(value) for value in row.values()))
    Console(width=120).print(table)
    write_json(arguments.output, {"protocol": arguments.protocol, "rows": rows})


if __name__ == "__main__":
    main()
