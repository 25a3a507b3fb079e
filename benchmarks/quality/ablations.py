"""Compare TEMA with its ablations by paired one-sided tests over users.

    python -m benchmarks.quality.ablations atomic_data/food-kitchen-mini --seeds=1,2,3,4,5 --output runs/ablations.json

Rows are those of `--groups` in properties/ablations.yaml. Each row is trained by `run_tema.py` in a folder of its own
under `--work`, so that an interrupted command continues. Metrics are averaged over seeds; p-values are corrected by
Holm's method within a row. `--rare 5` repeats the tests on targets with fewer than five training interactions. RecBole
keys may follow as `--key=value` and apply to every row.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from rich.console import Console

from benchmarks.quality.dataset_changes import CHANGES
from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.significance import compare
from recbole_tema.evaluation.tables import comparison_table
from recbole_tema.files.storage import sha256, write_json
from recbole_tema.report.breakdowns import interaction_stats

FULL_MODEL = "TEMA"
GROUPS_FILE = Path("properties/ablations.yaml")
FEATURE_SUFFIXES = (".inter", ".tag", ".txt", ".img")
METRICS = ("ndcg@10", "hit@10")
RARE_ENDING = ", rare targets"

Row = Mapping[str, Any] | str


def read_rows(file: Path, groups: Sequence[str]) -> dict[str, Row]:
    """Rows of the given groups, by name.

    Parameters
    ----------
    file : Path
        YAML: group, row name, and config keys or the name of a change of the dataset.
    groups : sequence of str

    Raises
    ------
    ValueError
        For an unknown group, an unknown change, or a row that two groups define differently.
    """
    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    rows: dict[str, Row] = {}
    for group in groups:
        if group not in known:
            raise ValueError(f"Unknown group {group!r}. Groups of {file}: {', '.join(known)}.")
        for name, row in known[group].items():
            if rows.setdefault(name, row) != row:
                raise ValueError(f"The row {name!r} is defined differently in two groups. Run the groups separately.")
            if isinstance(row, str) and row not in CHANGES:
                raise ValueError(f"Unknown change {row!r} of the row {name!r}. Changes: {', '.join(CHANGES)}.")
    return rows


def train(name: str, row: Row, arguments: argparse.Namespace, keys: Sequence[str]) -> pd.DataFrame:
    """Train one row and return its rank table, with the row's name in place of the model's."""
    dataset: Path = arguments.dataset
    data_path, own_keys = dataset.parent, []
    if isinstance(row, str):
        data_path = arguments.work / "data" / name
        shutil.copytree(dataset, data_path / dataset.name, dirs_exist_ok=True)
        CHANGES[row](data_path / dataset.name)
    else:
        own_keys = [f"--{key}={value}" for key, value in row.items()]
    output = arguments.work / name
    command = [sys.executable, "-W", "ignore", "run_tema.py", f"--dataset={dataset.name}", f"--data_path={data_path}"]
    command += [f"--models={FULL_MODEL}", f"--seeds={arguments.seeds}", f"--output_dir={output}", *keys, *own_keys]
    code = subprocess.run(command).returncode
    if code:  # the error is on the terminal already
        sys.exit(code)
    return read_ranks(output / "ranks.parquet").assign(model=name)


def rare_items(dataset: Path, fewer_than: int) -> frozenset[str]:
    """Target items with fewer training interactions than the given number."""
    targets = interaction_stats(dataset).targets
    return frozenset(targets.loc[targets["n_train_interactions"] < fewer_than, "item_id"])


def compare_rows(
    ranks: pd.DataFrame, rows: Sequence[str], protocol: str, rare: frozenset[str]
) -> dict[str, list[dict[str, Any]]]:
    """Paired tests that the full model is better than each row, on all targets and on rare ones if given."""
    comparisons = {}
    subsets = {"": ranks}
    if rare:
        subsets[RARE_ENDING] = ranks[ranks["item_id"].isin(rare)]
    for ending, part in subsets.items():
        for name in rows:
            pair = part[part["model"].isin([FULL_MODEL, name])]
            comparisons[name + ending] = compare(
                pair, FULL_MODEL, protocol=protocol, metrics=METRICS, alternative="greater"
            )
    return comparisons


def parse_arguments() -> tuple[argparse.Namespace, list[str]]:
    """The command line, and the RecBole keys on it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="folder of the dataset; RecBole keys may follow as --key=value")
    parser.add_argument("--groups", nargs="+", default=["default"], help="groups of rows (default: default)")
    parser.add_argument("--groups_file", type=Path, default=GROUPS_FILE, help=f"YAML file (default: {GROUPS_FILE})")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--protocol", default="domain", help="evaluation protocol of the tests (default: domain)")
    parser.add_argument("--rare", type=int, default=0, help="also test targets with fewer training interactions")
    parser.add_argument("--work", type=Path, default=Path("runs/ablations"), help="folder of the runs")
    parser.add_argument("--output", type=Path, required=True, help="JSON file of the tests")
    arguments, keys = parser.parse_known_args()
    arguments.dataset = arguments.dataset.resolve()
    try:
        arguments.rows = read_rows(arguments.groups_file, arguments.groups)
    except ValueError as error:
        parser.error(str(error))
    return arguments, keys


def main() -> None:
    """Train what is missing, print the tests and write them as JSON."""
    arguments, keys = parse_arguments()
    dataset, rows = arguments.dataset, arguments.rows
    variants: dict[str, Row] = {FULL_MODEL: {}, **rows}
    ranks = pd.concat([train(name, row, arguments, keys) for name, row in variants.items()], ignore_index=True)
    rare = rare_items(dataset, arguments.rare) if arguments.rare else frozenset()
    comparisons = compare_rows(ranks, list(rows), arguments.protocol, rare)
    Console(width=160).print(comparison_table(comparisons))
    files = [dataset / f"{dataset.name}{suffix}" for suffix in FEATURE_SUFFIXES]
    write_json(
        arguments.output,
        {
            "dataset": dataset.name,
            "inputs": {file.name: sha256(file) for file in files if file.exists()},
            "seeds": arguments.seeds,
            "keys": keys,
            "rare": arguments.rare,
            "changes": rows,
            "questions": comparisons,
        },
    )


if __name__ == "__main__":
    main()
