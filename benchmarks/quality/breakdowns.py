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
from recbole_tema.report.breakdowns import (
    HISTORY_BUCKETS,
    POPULARITY_BUCKETS,
    assign_buckets,
    breakdown,
    interaction_stats,
)

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
    targets = interaction_stats(arguments.dataset.resolve()).targets
    ranks = ranks.merge(targets, on=["user_id", "item_id"], validate="many_to_one")
    metrics = per_user(ranks["rank"].to_numpy())
    ranks = ranks.assign(**{name: metrics[name] for name in METRICS})
    ranks[TRAIN_INTERACTIONS] = assign_buckets(ranks["n_train_interactions"], POPULARITY_BUCKETS)
    ranks[HISTORY_LENGTH] = assign_buckets(ranks["history_length"], HISTORY_BUCKETS)
    ranks[LAST_ITEM] = np.where(ranks["domain_switch"], "other domain", "same domain")
    rows = [
        *breakdown(ranks, TRAIN_INTERACTIONS, list(POPULARITY_BUCKETS), METRICS),
        *breakdown(ranks, HISTORY_LENGTH, list(HISTORY_BUCKETS), METRICS),
        *breakdown(ranks, LAST_ITEM, ["same domain", "other domain"], METRICS),
    ]
    table = Table("breakdown", "bucket", "domain", "model", "users", *METRICS)
    for row in rows:
        table.add_row(*(f"{value:.4f}" if isinstance(value, float) else str(value) for value in row.values()))
    Console(width=120).print(table)
    write_json(arguments.output, {"protocol": arguments.protocol, "rows": rows})


if __name__ == "__main__":
    main()
