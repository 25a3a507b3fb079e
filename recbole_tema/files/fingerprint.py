"""Hashes of the files that a run reads, so that results and checkpoints belong to one version of the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from recbole_tema.files.formats import INTER, ITEM, MODALITIES, SPLIT
from recbole_tema.files.storage import sha256


def dataset_fingerprint(folder: Path, name: str) -> str:
    """SHA-256 over the hashes of a dataset's ``.inter`` file, and of ``.item`` and ``.split`` if they exist.

    Parameters
    ----------
    folder : Path
        The dataset's folder.
    name : str
        The dataset's name.
    """
    paths = [INTER.path(folder, name)]
    paths += [path for path in (ITEM.path(folder, name), SPLIT.path(folder, name)) if path.is_file()]
    return hashlib.sha256("".join(map(sha256, paths)).encode()).hexdigest()


def input_hashes(folder: Path, name: str, modalities: Iterable[str] = ()) -> dict[str, str]:
    """Hashes of everything that a run reads.

    A feature file counts by its text: its binary cache holds the same numbers.

    Parameters
    ----------
    folder : Path
        The dataset's folder.
    name : str
        The dataset's name.
    modalities : iterable of str
        Modalities of the model; ``id`` has no file.

    Returns
    -------
    dict of str to str
        ``dataset``, the fingerprint, and the SHA-256 of the feature file of each modality, if it exists.
    """
    paths = {modality: MODALITIES[modality].path(folder, name) for modality in modalities if modality != "id"}
    features = {modality: sha256(path) for modality, path in paths.items() if path.is_file()}
    return {"dataset": dataset_fingerprint(folder, name), **features}
