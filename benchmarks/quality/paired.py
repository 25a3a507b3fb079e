"""Models of several output folders side by side: paired tests over users, the first folder's model against each other.

`run_tema.py` does the same within a folder. Every folder must hold other models of the same dataset, whose ranks under
the protocol are there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from benchmarks.quality.comparison_table import comparison_table
from recbole_tema.errors import TEMAError
from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.significance import compare
from recbole_tema.files.storage import write_json


def main() -> None:
    """Print a table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="output folders; the first one's model is ours")
    parser.add_argument("--protocol", default="domain")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    try:
        tables = [read_ranks(folder / "ranks.parquet") for folder in arguments.folders]
        models = [str(model) for table in tables for model in table["model"].unique()]
        if len(set(models)) < len(models):
            # Together they would pass for more seeds of one.
            parser.error(f"a model is there twice: {', '.join(models)}")
        ranks = pd.concat(tables, ignore_index=True)
        rows = compare(ranks, models[0], protocol=arguments.protocol)
    except TEMAError as error:
        parser.error(str(error))
    answers: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        answers.setdefault(f"{models[0]} against {row['baseline']}", []).append(row)
    Console(width=160).print(comparison_table(answers))
    seeds = {
        model: sorted(int(seed) for seed in ranks.loc[ranks["model"] == model, "seed"].unique()) for model in models
    }
    write_json(arguments.output, {"protocol": arguments.protocol, "seeds": seeds, "comparison": rows})


if __name__ == "__main__":
    main()
