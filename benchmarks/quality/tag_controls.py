"""Do tags carry anything? TEMA with the true tags, with the same on other items, with none, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.quality.controls import Question, Variant, arguments_of, run
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.tagging.output import TAG_KINDS

COLD = 5


def shuffle_tags(dataset: Path) -> None:
    """Give each item's tags, rows kept whole, to another item."""
    path = dataset / f"{dataset.name}.tag"
    tags = read_atomic(path, require=TAG_KINDS)
    order = np.random.default_rng(0).permutation(len(tags))
    tags[["tags", "tag_scores"]] = tags[["tags", "tag_scores"]].to_numpy()[order]
    write_atomic(tags, path, TAG_KINDS, digits=3)


def cold_targets(dataset: Path, fewer: int = COLD) -> frozenset[str]:
    """Items that are seen fewer than so many times in training, by leave-one-out."""
    rows = read_atomic(dataset / f"{dataset.name}.inter", require={"user_id": "token", "item_id": "token"})
    rows = rows.sort_values(["user_id", "timestamp"], kind="stable")
    training = rows[rows.groupby("user_id").cumcount(ascending=False) >= 2]
    seen = rows["item_id"].map(training["item_id"].value_counts()).fillna(0)
    return frozenset(rows.loc[seen < fewer, "item_id"])


def main() -> None:
    """Four variants, three questions."""
    arguments, keys = arguments_of(__doc__, "runs/tag_controls")
    variants = {
        "id": Variant({"modalities": ["id"]}),
        "tag": Variant({"modalities": ["tag"]}),
        "id+tag": Variant({"modalities": ["id", "tag"]}),
        "id+shuffled": Variant({"modalities": ["id", "tag"]}, shuffle_tags),
    }
    cold = f"tags alone above id alone, targets seen < {COLD} times"
    questions = [
        Question("true tags above shuffled ones", "id+tag", "id+shuffled"),
        Question("id and tags above id", "id+tag", "id"),
        Question(cold, "tag", "id", cold_targets(arguments.dataset)),
    ]
    run(variants, questions, [".inter", ".tag"], arguments, keys)


if __name__ == "__main__":
    main()
