"""Where a model is right: test targets cut by history, by how often the item was had in training, and by the last item.

Reads the ranks that `run_tema.py` keeps; seeds are averaged, models stand side by side.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from recbole_tema.evaluation import read_ranks
from recbole_tema.files.atomic import write_json
from recbole_tema.report.breakdowns import HISTORY, POPULARITY, cut, facts, named


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, help="a run's output folder")
    parser.add_argument("dataset", type=Path, help="the dataset's folder")
    parser.add_argument("--protocol", default="sampled")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    ranks = read_ranks(arguments.results / "ranks.parquet")
    ranks = ranks[(ranks["split"] == "test") & (ranks["protocol"] == arguments.protocol)]
    ranks = ranks.merge(facts(arguments.dataset.resolve()).targets, on=["user_id", "item_id"], validate="many_to_one")
    hit = ranks["rank"] <= 10
    ranks = ranks.assign(**{"hit@10": hit, "ndcg@10": hit / np.log2(ranks["rank"] + 1), "mrr": 1 / ranks["rank"]})
    ranks["times had in training"] = named(ranks["had"], POPULARITY)
    ranks["history"] = named(ranks["history_length"], HISTORY)
    ranks["last item"] = np.where(ranks["crossed"], "other domain", "same domain")
    rows = [
        *cut(ranks, "times had in training", list(POPULARITY)),
        *cut(ranks, "history", list(HISTORY)),
        *cut(ranks, "last item", ["same domain", "other domain"]),
    ]
    table = Table("cut", "band", "domain", "model", "users", "hit@10", "ndcg@10", "mrr")
    for row in rows:
        table.add_row(*(f"{value:.4f}" if isinstance(value, float) else str(value) for value in row.values()))
    Console(width=120).print(table)
    write_json(arguments.output, {"protocol": arguments.protocol, "rows": rows})


if __name__ == "__main__":
    main()
