"""Models of several output folders side by side: paired tests over users, the first folder's model against each other.

`run_tema.py` does the same within a folder. Every folder must hold other models of the same dataset, whose ranks under
the protocol are there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pandas as pd
from controls import METRICS, table_of
from rich.console import Console

from recbole_tema.atomic import write_json
from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.significance import compare


def side_by_side(folders: list[Path]) -> pd.DataFrame:
    """Ranks of all folders.

    Raises
    ------
    ValueError
        If two folders hold the same model.
    """
    tables = [read_ranks(folder / "ranks.parquet") for folder in folders]
    seen: set[str] = set()
    for folder, table in zip(folders, tables):
        models = set(table["model"])
        if models & seen:
            raise ValueError(f"{folder} holds {', '.join(sorted(models & seen))} once more")
        seen |= models
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    """Print a table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="output folders; the first one's model is ours")
    parser.add_argument("--protocol", default="domain")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        ranks = side_by_side(arguments.folders)
    except ValueError as error:
        parser.error(str(error))
    ours = str(ranks["model"].iloc[0])
    rows = compare(ranks, ours, protocol=arguments.protocol, metrics=METRICS)
    answers: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        answers.setdefault(f"{ours} against {row['baseline']}", []).append(row)
    Console(width=160).print(table_of(answers))
    seeds = {
        str(model): sorted(int(seed) for seed in found)
        for model, found in ranks.groupby("model")["seed"].unique().items()
    }
    write_json(arguments.output, {"protocol": arguments.protocol, "seeds": seeds, "comparison": rows})


if __name__ == "__main__":
    main()
