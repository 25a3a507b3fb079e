"""Where a model is right: test targets cut by history, by how often the item was had in training, and by the last item.

Reads the ranks that `run_tema.py` keeps; seeds are averaged, models stand side by side.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from recbole_tema.atomic import read_atomic, write_json
from recbole_tema.evaluation import read_ranks

POPULARITY = {"never": (0, 0), "1 to 2": (1, 2), "3 to 10": (3, 10), "11 to 20": (11, 20), "more": (21, 10**9)}
HISTORY = {"up to 10": (0, 10), "11 to 20": (11, 20), "21 to 50": (21, 50), "more": (51, 10**9)}


def facts(dataset: Path) -> pd.DataFrame:
    """Of each user's last interaction: times its item was had in training, and whether the one before was elsewhere."""
    kinds = {"user_id": "token", "item_id": "token"}
    rows = read_atomic(dataset / f"{dataset.name}.inter", require={**kinds, "timestamp": "float"})
    items = read_atomic(dataset / f"{dataset.name}.item", require={"item_id": "token", "domain": "token"})
    rows = rows.sort_values(["user_id", "timestamp"], kind="stable")
    rows["domain"] = rows["item_id"].map(items.set_index("item_id")["domain"])
    training = rows[rows.groupby("user_id").cumcount(ascending=False) >= 2]
    rows["had"] = rows["item_id"].map(training["item_id"].value_counts()).fillna(0).astype(int)
    rows["crossed"] = rows["domain"] != rows.groupby("user_id")["domain"].shift()
    return rows.groupby("user_id").tail(1)[["user_id", "item_id", "had", "crossed"]]


def named(values: pd.Series, bands: dict[str, tuple[int, int]]) -> pd.Series:
    """The band of each number."""
    names = pd.Series("", index=values.index)
    for name, (low, high) in bands.items():
        names[(values >= low) & (values <= high)] = name
    return names


def cut(ranks: pd.DataFrame, by: str, bands: list[str]) -> list[dict[str, object]]:
    """Means of each band, domain and model."""
    rows = []
    for (domain, band), part in ranks.groupby(["domain", by]):
        for model, own in part.groupby("model"):
            users = own.groupby("user_id")[["hit@10", "ndcg@10", "mrr"]].mean()
            row = {"cut": by, "band": band, "domain": domain, "model": model, "users": len(users)}
            rows.append({**row, **{name: float(value) for name, value in users.mean().items()}})
    return sorted(rows, key=lambda row: (row["domain"], bands.index(str(row["band"])), row["model"]))


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
    ranks = ranks.merge(facts(arguments.dataset.resolve()), on=["user_id", "item_id"], validate="many_to_one")
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
