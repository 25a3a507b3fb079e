"""An index on disk: its bytes with their hash, and what it was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from recbole_tema.errors import CheckpointError, first_line_of
from recbole_tema.files.storage import replacing, resolve_inside, write_json
from recbole_tema.recommend.index import KINDS, ExactIndex, FaissIndex, Index
from recbole_tema.recommend.mips import as_matrix, need_faiss, parts_of

SCHEMA = 1
RECORD = "index.json"
_FILE = "index.faiss"
_REMEDY = "Build it anew."


def save_index(index: Index, folder: Path, record: Mapping[str, Any]) -> None:
    """Write an index to a folder of its own: ``index.faiss``, then ``index.json``, each atomically.

    Vectors are not saved: whoever loads the index has them. A kill between the two files leaves an index that is
    refused.

    Parameters
    ----------
    index : Index
    folder : Path
        Made where missing; an index there is replaced.
    record : mapping
        What the index was made of, in what JSON can hold: the SHA-256 of the weights, for one.
    """
    file = digest = None
    if isinstance(index, FaissIndex):
        file, content = _FILE, index.serialized()
        digest = hashlib.sha256(content).hexdigest()
        with replacing(folder / file, "wb") as stream:
            stream.write(content)
    saved = {"schema": SCHEMA, "kind": index.kind, "size": index.size, "dim": index.dim, "file": file, "sha256": digest}
    write_json(folder / RECORD, {**saved, "parameters": index.parameters, "record": dict(record)})


def load_index(folder: Path, vectors: np.ndarray, record: Mapping[str, Any]) -> Index:
    """Read what :func:`save_index` wrote.

    Faiss trusts its files, and one that is made for it can do anything. What it reads here are the very bytes whose
    hash was checked, so a file that was damaged or exchanged is refused. But hash and file lie in one folder, and
    whoever can write both can make them agree: build an index anew rather than load a stranger's.

    Parameters
    ----------
    folder : Path
    vectors : array of float32, shape (size, dim)
        Those that it was built of.
    record : mapping
        What the index must have been made of.

    Raises
    ------
    CheckpointError
        If a file is missing, damaged, changed since it was written, or outside of the folder, or if the index was
        made of something else.
    DataError
        For vectors that are no matrix of finite numbers.
    MissingExtraError
        If Faiss is needed and not installed.
    """
    vectors = as_matrix(vectors, "vectors")
    path = resolve_inside(folder, RECORD, _REMEDY)
    saved = _read_record(path)
    if saved["record"] != json.loads(json.dumps(dict(record))):
        raise CheckpointError("the index was made of something else.", path=path, remedy=_REMEDY)
    if (saved["size"], saved["dim"]) != vectors.shape:
        raise CheckpointError(
            f"the index is of {saved['size']} x {saved['dim']} numbers, not {vectors.shape[0]} x {vectors.shape[1]}.",
            path=path,
            remedy=_REMEDY,
        )
    if saved["kind"] == "exact":
        return ExactIndex(vectors, saved["parameters"])
    file = resolve_inside(folder, saved["file"], _REMEDY)
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != saved["sha256"]:
        raise CheckpointError("is not the file that was written.", path=file, remedy=_REMEDY)
    return FaissIndex(saved["kind"], vectors, saved["parameters"], _parsed(content, file, saved))


def _read_record(path: Path) -> dict[str, Any]:
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CheckpointError(f"is not valid JSON ({type(error).__name__}).", path=path, remedy=_REMEDY) from None
    kinds = {"kind": str, "size": int, "dim": int, "parameters": dict, "record": dict}
    if (
        not isinstance(saved, dict)
        or saved.get("schema") != SCHEMA
        or any(type(saved.get(key)) is not kind for key, kind in kinds.items())
        or saved["kind"] not in KINDS
    ):
        raise CheckpointError("is no record of an index, or of another version.", path=path, remedy=_REMEDY)
    return saved


def _parsed(content: bytes, path: Path, saved: Mapping[str, Any]) -> Any:
    faiss = need_faiss()
    try:
        whole = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
        inner, _ = parts_of(whole)
    except Exception as error:  # Faiss's own are RuntimeErrors; those of its bindings differ with the version
        raise CheckpointError(f"cannot be read ({first_line_of(error)}).", path=path, remedy=_REMEDY) from None
    expected = faiss.IndexHNSWFlat if saved["kind"] == "hnsw" else faiss.IndexIVFFlat
    if not isinstance(inner, expected) or (whole.ntotal, whole.d) != (saved["size"], saved["dim"]):
        raise CheckpointError("holds another index than its record says.", path=path, remedy=_REMEDY)
    return whole
