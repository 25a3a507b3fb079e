"""Hashes of the files that a run reads, so that results and checkpoints belong to one version of the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
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
    hashes = map(_file_hash, _dataset_files(folder, name))
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


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
    features = {modality: _file_hash(path) for modality, path in _feature_files(folder, name, modalities).items()}
    return {"dataset": dataset_fingerprint(folder, name), **features}


def file_hashes(folder: Path, name: str, modalities: Iterable[str] = ()) -> dict[str, str]:
    """SHA-256 of each file that a run reads, by file name; parameters as of :func:`input_hashes`."""
    paths = [*_dataset_files(folder, name), *_feature_files(folder, name, modalities).values()]
    return {path.name: _file_hash(path) for path in paths}


def _dataset_files(folder: Path, name: str) -> list[Path]:
    optional = (ITEM.path(folder, name), SPLIT.path(folder, name))
    return [INTER.path(folder, name), *(path for path in optional if path.is_file())]


def _feature_files(folder: Path, name: str, modalities: Iterable[str]) -> dict[str, Path]:
    paths = {modality: MODALITIES[modality].path(folder, name) for modality in modalities if modality != "id"}
    return {modality: path for modality, path in paths.items() if path.is_file()}


def _file_hash(path: Path) -> str:
    """Hash of a file; one that an experiment reads in each of its runs is hashed once."""
    if not path.is_file():
        return sha256(path)  # raises
    status = path.stat()
    return _hash_of_version(path.resolve(), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _hash_of_version(path: Path, modified: int, size: int) -> str:
    return sha256(path)
