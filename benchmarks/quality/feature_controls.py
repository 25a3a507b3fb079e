"""Do texts and pictures carry anything? TEMA on every modality, without each in turn, and with random vectors instead.

A modality that is worth having is missed when it is gone, and better than noise of the same shape.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.quality.controls import Question, Variant, arguments_of, run
from recbole_tema.data.features import COLUMNS
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.files.vectors import twin_paths

ALL = ["id", "tag", "text", "image"]
SUFFIX = {"text": ".txt", "image": ".img"}


def random_vectors(modality: str) -> Callable[[Path], None]:
    """Put a random direction in place of each item's vector."""

    def change(dataset: Path) -> None:
        path = dataset / f"{dataset.name}{SUFFIX[modality]}"
        item, vector = COLUMNS[modality]
        frame = read_atomic(path, require=COLUMNS[modality])
        drawn = np.random.default_rng(0).normal(size=(len(frame), len(frame[vector].iloc[0])))
        frame[vector] = list(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))
        write_atomic(frame[[item, vector]], path, COLUMNS[modality], digits=5)
        for twin in twin_paths(path).values():
            twin.unlink(missing_ok=True)

    return change


def main() -> None:
    """All, all but one, noise in place of one, and ids alone."""
    arguments, keys = arguments_of(__doc__, "runs/feature_controls")
    variants = {"all": Variant({"modalities": ALL}), "id": Variant({"modalities": ["id"]})}
    variants.update({f"without {one}": Variant({"modalities": [m for m in ALL if m != one]}) for one in ALL})
    variants.update({f"random {one}": Variant({"modalities": ALL}, random_vectors(one)) for one in SUFFIX})
    questions = [Question(f"all above {name}", "all", name) for name in variants if name != "all"]
    run(variants, questions, [".inter", ".tag", ".txt", ".img"], arguments, keys)


if __name__ == "__main__":
    main()
