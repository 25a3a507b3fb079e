"""Changes of a dataset's feature files that ablations train on: shuffled or replaced tags, random vectors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np

from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.files.formats import IMAGE, TAG, TEXT, AtomicFormat
from recbole_tema.files.storage import provenance_path
from recbole_tema.files.vectors import cache_paths
from recbole_tema.tagging.tfidf import tag_by_tfidf


def shuffle_tags(dataset: Path) -> None:
    """Permute the tag lists among items; each list is kept whole."""
    path = TAG.path(dataset)
    tags = read_atomic(path, require=TAG.columns)
    order = np.random.default_rng(0).permutation(len(tags))
    tags[["tags", "tag_scores"]] = tags[["tags", "tag_scores"]].to_numpy()[order]
    write_atomic(tags, path, TAG.columns, digits=3)


def use_words_as_tags(dataset: Path) -> None:
    """Replace the tags by the tf-idf words of each item's title."""
    tags = TAG.path(dataset)
    for file in (tags, provenance_path(tags)):
        file.unlink(missing_ok=True)
    tag_by_tfidf(dataset)


def use_unrefined_tags(dataset: Path) -> None:
    """Replace the tags by those in the folder ``unrefined``, made with ``--rounds 0``."""
    tags = TAG.path(dataset)
    for file in (tags, provenance_path(tags)):
        shutil.copyfile(dataset / "unrefined" / file.name, file)


def randomize_vectors(feature: AtomicFormat, dataset: Path) -> None:
    """Replace each item's vector by a random direction of the same dimension."""
    path = feature.path(dataset)
    item, vector = feature.columns
    frame = read_atomic(path, require=feature.columns)
    normal = np.random.default_rng(0).normal(size=(len(frame), len(frame[vector].iloc[0])))
    frame[vector] = list(normal / np.linalg.norm(normal, axis=1, keepdims=True))
    write_atomic(frame[[item, vector]], path, feature.columns, digits=5)
    for cached in cache_paths(path).values():
        cached.unlink(missing_ok=True)


# By the names that properties/ablations.yaml uses; each changes the files in the dataset's folder.
CHANGES: Mapping[str, Callable[[Path], None]] = {
    "shuffled_tags": shuffle_tags,
    "words_as_tags": use_words_as_tags,
    "unrefined_tags": use_unrefined_tags,
    "random_text": partial(randomize_vectors, TEXT),
    "random_images": partial(randomize_vectors, IMAGE),
}
