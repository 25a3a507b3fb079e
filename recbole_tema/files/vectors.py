"""Vectors of ``.txt`` and ``.img`` files, and their binary cache (``.npy``), which is memory-mapped instead of parsed.

The cache of ``NAME.txt`` is three files beside it:

- ``NAME.txt.npy``: the vectors in the row order of the text, a plain float32 array;
- ``NAME.txt.ids``: the item ids, one per line, in the same order;
- ``NAME.txt.cache.json``: rows, dim, and the SHA-256 of the text and of both files.

The text file is authoritative. Its cache is used only if the hash of the text is the recorded one, and the text is
hashed at every load: size and time stamps can stay the same while a number changes (``cp -p``, ``rsync -t``, an edit
within a clock tick). Hashing 100,000 x 512 numbers takes a third of a second, a fortieth of parsing them.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.storage import replacing, sha256, write_json

SCHEMA = 1
#: Text files with more numbers than this get a cache when they are written: parsing them takes more than a second.
LARGE = 5_000_000
# Little-endian, so that a file means the same on every machine.
_FLOAT32 = np.dtype("<f4")
_BLOCK_BYTES = 4 << 20
_NPY: Any = np.lib.format  # has no type annotations
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class VectorCache:
    """An open cache whose files are intact and belong to the current text.

    Attributes
    ----------
    ids : list of str
        Item ids in row order.
    values : memmap of float32, shape (n_rows, dim)
        Read-only. The file stays mapped as it was opened, even if another file replaces it.
    """

    ids: list[str]
    values: np.memmap


def in_blocks(values: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Iterate over vectors in blocks of a few megabytes; if they are memory-mapped, release the memory of each.

    Parameters
    ----------
    values : array of float32, shape (n_rows, dim)

    Yields
    ------
    start : int
        Row of the first vector in the block.
    block : array of float32, shape (n_block_rows, dim)
    """
    rows = max(1, _BLOCK_BYTES // max(1, values[0].nbytes))
    mapped = values.base
    for start in range(0, len(values), rows):
        yield start, values[start : start + rows]
        # Pages that were read count towards the memory of the process until they are released.
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True)
class _Record:
    """Content of ``.cache.json``."""

    schema: int
    rows: int
    dim: int
    text_bytes: int
    text_sha256: str
    npy_sha256: str
    ids_sha256: str

    @classmethod
    def read(cls, path: Path) -> _Record:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except RecursionError:
            raise ValueError("the record is nested too deeply") from None
        if not isinstance(record, dict) or record.get("schema") != SCHEMA:
            raise ValueError(f"the record is not of schema {SCHEMA}")
        kinds = {name: int if kind == "int" else str for name, kind in cls.__annotations__.items()}
        for name, kind in kinds.items():
            if type(record.get(name)) is not kind:
                raise ValueError(f"{name} is {record.get(name)!r}")
        if record["rows"] < 1 or record["dim"] < 1:
            raise ValueError("rows and dim must be at least 1")
        return cls(**{name: record[name] for name in kinds})


def read_vectors(path: Path, columns: Mapping[str, str]) -> tuple[list[str], np.ndarray]:
    """Read a file of vectors: from its cache if that is valid, else from the text.

    Parameters
    ----------
    path : Path
        The ``.txt`` or ``.img`` file.
    columns : mapping of str to str
        Its two columns with their kinds, the id first.

    Returns
    -------
    ids : list of str
        Item ids in row order.
    values : array of float32, shape (n_rows, dim)

    Raises
    ------
    DataError
        If the file is broken, has no row, or its vectors differ in length.
    """
    cache = open_cache(path)
    # The cache does not hold the column names. If they are wrong, reading the text raises the error.
    if cache is not None and columns.items() <= read_header(path).items():
        return cache.ids, cache.values
    key, vectors = columns
    frame = read_atomic(path, require=columns, columns=list(columns))
    if frame.empty:
        raise DataError("holds no vectors.", path=path, remedy="Encode the dataset again.")
    _check_lengths(frame[vectors].tolist(), path)
    return frame[key].tolist(), np.stack(frame[vectors].tolist())


def cache_paths(path: Path) -> dict[str, Path]:
    """The files of a text file's cache: ``npy``, ``ids`` and ``record``, whether they exist or not."""
    suffixes = {"npy": ".npy", "ids": ".ids", "record": ".cache.json"}
    return {part: path.with_name(path.name + suffix) for part, suffix in suffixes.items()}


def open_cache(path: Path) -> VectorCache | None:
    """Open the cache of a text file if it is valid.

    Parameters
    ----------
    path : Path
        The ``.txt`` or ``.img`` file.

    Returns
    -------
    VectorCache or None
        None if there is no cache; if the text has changed since (logged as information); or if the cache is damaged
        (logged as a warning). The caller reads the text then.
    """
    parts = cache_paths(path)
    if not parts["record"].is_file() or not path.is_file():
        return None
    try:
        record = _Record.read(parts["record"])
        # The size is compared first, which saves the hash if it differs.
        if path.stat().st_size != record.text_bytes or sha256(path) != record.text_sha256:
            _LOG.info("%s: its binary cache is of an earlier version; reading the text.", path)
            return None
        cache = VectorCache(_read_ids(parts["ids"], record), _map_values(parts["npy"], record))
        if not all(np.isfinite(block).all() for _, block in in_blocks(cache.values)):
            raise ValueError("it holds a value that is not a finite number")
    except (OSError, ValueError) as error:
        _LOG.warning("%s: its binary cache is damaged (%s); reading the text. Encode again to renew it.", path, error)
        return None
    return cache


def _read_ids(path: Path, record: _Record) -> list[str]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != record.ids_sha256:
        raise ValueError(f"{path.name} is not the file that was written")
    *ids, end = content.decode("utf-8").split("\n")
    if end or len(ids) != record.rows:
        raise ValueError(f"{path.name} does not hold {record.rows} lines")
    return ids


def _map_values(path: Path, record: _Record) -> np.memmap:
    # One open file for all steps: the mapped bytes are the hashed ones, even if another file replaces it meanwhile.
    with path.open("rb") as file:
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(_BLOCK_BYTES), b""):
            digest.update(block)
        if digest.hexdigest() != record.npy_sha256:
            raise ValueError(f"{path.name} is not the file that was written")
        size = file.tell()
        file.seek(0)
        shape = (record.rows, record.dim)
        start = _header_end(file, (shape, False, _FLOAT32))
        if size != start + record.rows * record.dim * _FLOAT32.itemsize:
            raise ValueError(f"{path.name} does not have the size of {record.rows} x {record.dim} numbers")
        return np.memmap(file, dtype=_FLOAT32, mode="r", offset=start, shape=shape)


def _header_end(file: IO[bytes], expected: tuple[tuple[int, int], bool, np.dtype]) -> int:
    # Only the header is parsed, never numpy.load, so that no pickle can be read.
    try:
        _NPY.read_magic(file)
        header = _NPY.read_array_header_1_0(file)
    except Exception as error:  # a header that is not a literal fails in many ways
        raise ValueError(f"it is not a .npy file: {error}") from error
    if header != expected:
        raise ValueError(f"shape, order and type are {header}, not {expected}")
    return file.tell()


def write_cache(
    path: Path,
    ids: Sequence[str],
    values: np.ndarray | Sequence[np.ndarray],
    *,
    text_sha256: str | None = None,
) -> None:
    """Write the cache of a text file: each part atomically, the record last.

    Parameters
    ----------
    path : Path
        The text file.
    ids : sequence of str, length n_rows
        Item ids in the row order of the text.
    values : array or sequence of arrays, shape (n_rows, dim)
        The vectors **as read from the text**; more digits than the text holds would train another model.
    text_sha256 : str, optional
        Hash of the text that the values were read from, if taken before reading; by default that of the current file.

    Raises
    ------
    DataError
        If ids and values differ in number, vectors differ in length, or a value is not a finite float32.
    """
    if len(ids) != len(values) or not len(ids):
        raise DataError(
            f"expected one vector per id, got {len(ids)} ids and {len(values)} vectors.",
            path=path,
            remedy="Encode again.",
        )
    _check_lengths(values, path)
    for row, item in enumerate(ids):
        if "\n" in item or "\r" in item:
            raise DataError(f"the id {item!r} holds a line end.", path=path, line=row + 2, remedy="Change the id.")
    parts = cache_paths(path)
    text_bytes, text_sha256 = path.stat().st_size, text_sha256 or sha256(path)
    content = "".join(f"{item}\n" for item in ids).encode()
    with replacing(parts["ids"], "wb") as file:
        file.write(content)
    digest = hashlib.sha256()
    with replacing(parts["npy"], "wb") as file:
        for chunk in _npy_chunks(path, values):
            digest.update(chunk)
            file.write(chunk)
    record = _Record(
        schema=SCHEMA,
        rows=len(ids),
        dim=len(values[0]),
        text_bytes=text_bytes,
        text_sha256=text_sha256,
        npy_sha256=digest.hexdigest(),
        ids_sha256=hashlib.sha256(content).hexdigest(),
    )
    write_json(parts["record"], asdict(record))


def _check_lengths(values: np.ndarray | Sequence[np.ndarray], path: Path) -> None:
    lengths = np.array([len(value) for value in values])
    uneven = np.flatnonzero((lengths != lengths[0]) | (lengths == 0))
    if len(uneven):
        raise DataError(
            f"The vector has {lengths[uneven[0]]} numbers, the first has {lengths[0]}.",
            path=path,
            line=int(uneven[0]) + 2,
            remedy="All vectors must have the same length, of at least 1.",
        )


def _npy_chunks(path: Path, values: Any) -> Iterator[bytes]:
    """The bytes of a ``.npy`` file: the header, then the rows in blocks."""
    shape = (len(values), len(values[0]))
    header = io.BytesIO()
    _NPY.write_array_header_1_0(header, {"descr": _FLOAT32.str, "fortran_order": False, "shape": shape})
    yield header.getvalue()
    rows = max(1, _BLOCK_BYTES // (shape[1] * _FLOAT32.itemsize))
    for start in range(0, shape[0], rows):
        with np.errstate(over="ignore"):
            block = np.stack(values[start : start + rows]).astype(_FLOAT32)
        bad = ~np.isfinite(block).all(axis=1)
        if bad.any():
            raise DataError(
                "the vector holds a value that is not a finite float32.",
                path=path,
                line=start + int(np.flatnonzero(bad)[0]) + 2,
                remedy="Correct the row.",
            )
        yield block.tobytes()


def build_cache(path: Path, columns: Mapping[str, str]) -> None:
    """Read a text file and write its cache.

    Parameters
    ----------
    path : Path
        The ``.txt`` or ``.img`` file.
    columns : mapping of str to str
        Its two columns with their kinds, the id first.

    Raises
    ------
    DataError
        See :func:`write_cache` and :func:`~recbole_tema.files.atomic.read_atomic`.
    """
    # Hashed before reading: if the text changes meanwhile, the cache is out of date, not wrong.
    before = sha256(path)
    frame = read_atomic(path, require=columns, columns=list(columns))
    key, vectors = columns
    write_cache(path, frame[key].tolist(), frame[vectors].tolist(), text_sha256=before)


def refresh_cache(path: Path, columns: Mapping[str, str], size: int) -> None:
    """Build the cache of a text file that was just written if the file is large; else remove the previous cache.

    Parameters
    ----------
    path, columns
        See :func:`build_cache`.
    size : int
        Number of values, rows times dim.
    """
    if size > LARGE:
        build_cache(path, columns)
        return
    # The record first: the other parts mean nothing without it.
    for part in ("record", "npy", "ids"):
        cache_paths(path)[part].unlink(missing_ok=True)
