"""What `tag_controls.py` and `feature_controls.py` share: TEMA in variants, and paired tests between them.

Each variant is one `run_tema.py` in a folder of its own, so that a run that was cut off goes on. Every comparison is a
paired one-sided test over users of the same targets, seeds averaged, Holm-corrected within its question.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import pandas as pd
from rich.console import Console
from rich.table import Table

from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.significance import compare
from recbole_tema.files.atomic import sha256, write_json

METRICS = ("ndcg@10", "hit@10")


@dataclass(frozen=True)
class Variant:
    """TEMA under some keys, with the dataset as it is or a copy that ``change`` alters (told its folder)."""

    keys: Mapping[str, Any]
    change: Optional[Callable[[Path], None]] = None


@dataclass(frozen=True)
class Question:
    """Whether one variant is above another, on all targets or on those of some items."""

    words: str
    ours: str
    other: str
    items: Optional[frozenset[str]] = None
    protocol: str = "domain"


def arguments_of(description: Optional[str], work: str, **own: Any) -> tuple[argparse.Namespace, list[str]]:
    """The command line, with options of one's own and their defaults, and the RecBole keys on it.

    A default that is a list is an option of one value or more.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, help="a dataset's folder; RecBole keys may follow as --key=value")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--work", type=Path, default=Path(work), help="where the runs are kept")
    parser.add_argument("--output", type=Path, required=True, help="the JSON file")
    for name, default in own.items():
        if isinstance(default, list):
            parser.add_argument(f"--{name}", type=type(default[0]), nargs="+", default=default)
        else:
            parser.add_argument(f"--{name}", type=type(default), default=default)
    arguments, keys = parser.parse_known_args()
    arguments.dataset = arguments.dataset.resolve()
    return arguments, keys


def train(name: str, variant: Variant, arguments: argparse.Namespace, keys: list[str]) -> pd.DataFrame:
    """Ranks of one variant, its name in place of the model's."""
    dataset: Path = arguments.dataset
    data_path = dataset.parent
    if variant.change is not None:
        data_path = arguments.work / "data" / name
        shutil.copytree(dataset, data_path / dataset.name, dirs_exist_ok=True)
        variant.change(data_path / dataset.name)
    output = arguments.work / name
    command = [sys.executable, "-W", "ignore", "run_tema.py", f"--dataset={dataset.name}", f"--data_path={data_path}"]
    command += ["--models=TEMA", f"--seeds={arguments.seeds}", f"--output_dir={output}"]
    own = [f"--{key}={value}" for key, value in variant.keys.items()]
    code = subprocess.run([*command, *keys, *own]).returncode
    if code:  # it has said why
        sys.exit(code)
    return read_ranks(output / "ranks.parquet").assign(model=name)


def ask(ranks: pd.DataFrame, question: Question) -> list[dict[str, Any]]:
    """Paired tests of one question."""
    rows = ranks[ranks["model"].isin([question.ours, question.other])]
    if question.items is not None:
        rows = rows[rows["item_id"].isin(question.items)]
    return compare(rows, question.ours, protocol=question.protocol, metrics=METRICS)


def table_of(answers: Mapping[str, list[dict[str, Any]]]) -> Table:
    """All tests, a row each."""
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
    return table


def run(
    variants: Mapping[str, Variant],
    questions: Sequence[Question],
    inputs: Sequence[str],
    arguments: argparse.Namespace,
    keys: list[str],
) -> None:
    """Train what is missing, print the table, write the JSON.

    Parameters
    ----------
    variants : mapping of str to Variant
        By name.
    questions : sequence of Question
    inputs : sequence of str
        Suffixes of the dataset's files that the answers hang on, whose hashes are recorded.
    arguments, keys
        From :func:`arguments_of`.
    """
    trained = [train(name, variant, arguments, keys) for name, variant in variants.items()]
    ranks = pd.concat(trained, ignore_index=True)
    answers = {question.words: ask(ranks, question) for question in questions}
    Console(width=160).print(table_of(answers))
    files = [arguments.dataset / f"{arguments.dataset.name}{suffix}" for suffix in inputs]
    record = {"dataset": arguments.dataset.name, "inputs": {file.name: sha256(file) for file in files}}
    write_json(arguments.output, {**record, "seeds": arguments.seeds, "keys": keys, "questions": answers})
