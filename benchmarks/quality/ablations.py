"""Does every part earn its place? TEMA as it is against TEMA without each of its parts: paired tests over users.

The parts are in YAML files: for each name, the keys that take the part away, or nothing where the dataset is changed
instead, in one of the ways of :data:`CHANGES`. Each row tests that the whole is above; `--rare=5` asks again on targets
that were had fewer than five times in training, which some parts are there for.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality.controls import Question, Variant, arguments_of, run
from benchmarks.quality.feature_controls import random_vectors
from benchmarks.quality.tag_controls import cold_targets, shuffle_tags
from recbole_tema.files.atomic import provenance_path
from recbole_tema.tagging.tfidf import tag_by_words

WHOLE = "TEMA"


def words_as_tags(dataset: Path) -> None:
    """Put the words of each item's title in place of its tags."""
    tags = _file(dataset, ".tag")
    for file in (tags, provenance_path(tags)):
        file.unlink(missing_ok=True)
    tag_by_words(dataset)


def unrefined_tags(dataset: Path) -> None:
    """Put the tags of ``unrefined/`` in the dataset's folder, made with `--rounds 0`, in place of the refined ones."""
    tags = _file(dataset, ".tag")
    for file in (tags, provenance_path(tags)):
        shutil.copyfile(dataset / "unrefined" / file.name, file)


CHANGES = {
    "shuffled tags": shuffle_tags,
    "unrefined tags": unrefined_tags,
    "words as tags": words_as_tags,
    "random text": random_vectors("text"),
}


def main() -> None:
    """A variant a row, and the whole."""
    own = {"parts": [Path("properties/experiment/parts.yaml")], "protocol": "domain", "rare": 0}
    arguments, keys = arguments_of(__doc__, "runs/ablations", **own)
    parts: dict[str, Any] = {}
    for file in arguments.parts:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        if twice := parts.keys() & rows.keys():
            sys.exit(f"{file}: rows that a file before it has too: {', '.join(sorted(twice))}")
        parts |= rows
    variants = {WHOLE: Variant({})}
    for name, removed in parts.items():
        variants[name] = Variant({}, CHANGES[name]) if removed is None else Variant(removed)
    questions = [Question(name, WHOLE, name, protocol=arguments.protocol) for name in parts]
    if arguments.rare:
        rare, words = cold_targets(arguments.dataset, arguments.rare), f"targets had fewer than {arguments.rare} times"
        questions += [Question(f"{name}, {words}", WHOLE, name, rare, arguments.protocol) for name in parts]
    inputs = [suffix for suffix in (".inter", ".tag", ".txt") if _file(arguments.dataset, suffix).exists()]
    run(variants, questions, inputs, arguments, keys)


def _file(dataset: Path, suffix: str) -> Path:
    return dataset / f"{dataset.name}{suffix}"


if __name__ == "__main__":
    main()
