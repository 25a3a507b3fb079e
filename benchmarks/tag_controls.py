"""Do tags carry anything? TEMA with the true tags, with the same tags on other items, with none, and with nothing else.

Each variant is one `run_tema.py` in a folder of its own, so that a run that was cut off goes on. Every comparison is a
paired one-sided test over users of the same targets, seeds averaged, Holm-corrected within its question.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from recbole_tema.atomic import read_atomic, sha256, write_atomic, write_json
from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.significance import compare
from recbole_tema.tagging.output import TAG_KINDS

# Name: (modalities, whether the tags are shuffled).
VARIANTS = {
    "id": ("['id']", False),
    "tag": ("['tag']", False),
    "id+tag": ("['id','tag']", False),
    "id+shuffled": ("['id','tag']", True),
}
COLD = 5
METRICS = ("ndcg@10", "hit@10")


def shuffle_tags(dataset: Path, target: Path, seed: int = 0) -> Path:
    """Copy a dataset and give each item's tags, rows kept whole, to another item; the folder of datasets."""
    copy = target / dataset.name
    shutil.copytree(dataset, copy, dirs_exist_ok=True)
    path = copy / f"{dataset.name}.tag"
    tags = read_atomic(dataset / path.name, require=TAG_KINDS)
    order = np.random.default_rng(seed).permutation(len(tags))
    tags[["tags", "tag_scores"]] = tags[["tags", "tag_scores"]].to_numpy()[order]
    write_atomic(tags, path, TAG_KINDS, digits=3)
    return target


def train(name: str, dataset: Path, arguments: argparse.Namespace, keys: list[str]) -> pd.DataFrame:
    """Ranks of one variant, its name in place of the model's."""
    modalities, shuffled = VARIANTS[name]
    data_path = shuffle_tags(dataset, arguments.work / "shuffled") if shuffled else dataset.parent
    output = arguments.work / name
    command = [sys.executable, "-W", "ignore", "run_tema.py", f"--dataset={dataset.name}", f"--data_path={data_path}"]
    command += ["--models=TEMA", f"--seeds={arguments.seeds}", f"--output_dir={output}", f"--modalities={modalities}"]
    subprocess.run([*command, *keys], check=True)
    return read_ranks(output / "ranks.parquet").assign(model=name)


def cold_targets(dataset: Path) -> set[str]:
    """Items that are seen fewer than :data:`COLD` times in training, by leave-one-out."""
    rows = read_atomic(dataset / f"{dataset.name}.inter", require={"user_id": "token", "item_id": "token"})
    rows = rows.sort_values(["user_id", "timestamp"], kind="stable")
    training = rows[rows.groupby("user_id").cumcount(ascending=False) >= 2]
    seen = rows["item_id"].map(training["item_id"].value_counts()).fillna(0)
    return set(rows.loc[seen < COLD, "item_id"])


def questions(ranks: pd.DataFrame, cold: set[str]) -> dict[str, list[dict[str, Any]]]:
    """The three questions and their paired tests."""

    def asked(ours: str, other: str, rows: pd.DataFrame) -> list[dict[str, Any]]:
        return compare(rows[rows["model"].isin([ours, other])], ours, protocol="domain", metrics=METRICS)

    few = ranks[ranks["item_id"].isin(cold)]
    return {
        "true tags above shuffled ones": asked("id+tag", "id+shuffled", ranks),
        "id and tags above id": asked("id+tag", "id", ranks),
        f"tags alone above id alone, targets seen < {COLD} times": asked("tag", "id", few),
    }


def main() -> None:
    """Train what is missing, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "dataset", type=Path, help="folder of a dataset that has tags; RecBole keys may follow as --key=value"
    )
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--work", type=Path, default=Path("runs/tag_controls"), help="where the runs are kept")
    parser.add_argument("--output", type=Path, required=True, help="the JSON file")
    arguments, keys = parser.parse_known_args()
    dataset = arguments.dataset.resolve()
    ranks = pd.concat([train(name, dataset, arguments, keys) for name in VARIANTS], ignore_index=True)
    answers = questions(ranks, cold_targets(dataset))
    table = Table("question", "domain", "metric", "targets", "ours", "other", "difference (95 %)", "p", "p (Holm)")
    for question, rows in answers.items():
        for row in rows:
            low, high = row["ci95"] or (float("nan"), float("nan"))
            table.add_row(
                question,
                row["domain"],
                row["metric"],
                f"{row['users']:,}",
                f"{row['mean']:.4f}",
                f"{row['baseline_mean']:.4f}",
                f"{row['difference']:+.4f} ({low:+.4f}, {high:+.4f})",
                f"{row['p']:.4f}",
                f"{row['p_holm']:.4f}",
            )
    Console(width=160).print(table)
    tags = dataset / f"{dataset.name}.tag"
    record = {"dataset": dataset.name, "tags_sha256": sha256(tags), "seeds": arguments.seeds, "keys": keys}
    write_json(arguments.output, {**record, "questions": answers})


if __name__ == "__main__":
    main()
