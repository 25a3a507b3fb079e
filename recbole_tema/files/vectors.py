"""The binary twin of a ``.txt`` or ``.img`` file, which large runs memory-map instead of parsing text.

Beside the text file ``NAME.txt`` lie

- ``NAME.txt.npy``: the vectors in the text's row order, float16 or float32, a plain array of NumPy's;
- ``NAME.txt.ids``: the items, one id a line, in the same order;
- ``NAME.txt.twin.json``: rows, dim, dtype, and the SHA-256 of the text and of both files.

The text file stays the one that counts: its twin is used only where the text's hash is the recorded one, and it is
hashed at every load. Size, time stamps and samples can all stay the same while a number changes (``cp -p``,
``rsync -t``, an edit within a clock tick), whereas hashing costs a third of a second for 100,000 x 512 numbers, a
fortieth of parsing them. The size only spares the hash where it differs.
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
from typing import IO, Any, Optional, Union

import numpy as np

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import replacing, sha256, write_json

SCHEMA = 1
# Little-endian by name, so that a file means the same on every machine.
DTYPES: dict[str, np.dtype] = {"float16": np.dtype("<f2"), "float32": np.dtype("<f4")}
#: Above so many numbers, a text file gets a twin without being asked for one: parsing them takes more than a second.
LARGE = 5_000_000
_BLOCK_BYTES = 4 << 20
_NPY: Any = np.lib.format  # has no types
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Twin:
    """An open twin, whose files were found whole and of the text as it is.

    Attributes
    ----------
    ids : list of str
        Items in row order.
    values : memmap of float16 or float32, shape (rows, dim)
        Read-only. The file stays mapped as it was opened, even if another takes its place.
    """

    ids: list[str]
    values: np.memmap

    def blocks(self) -> Iterator[tuple[int, np.ndarray]]:
        """Pass over the values a few megabytes at a time, and let go of the memory of each.

        Yields
        ------
        start : int
            Row of the block's first vector.
        block : array of float16 or float32, shape (some rows, dim)
        """
        rows = max(1, _BLOCK_BYTES // self.values[0].nbytes)
        mapped = self.values.base
        for start in range(0, len(self.values), rows):
            yield start, self.values[start : start + rows]
            # Pages that were read count as the process's own until it lets go of them.
            if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
                mapped.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True)
class _Record:
    """What ``.twin.json`` holds."""

    schema: int
    rows: int
    dim: int
    dtype: str
    text_bytes: int
    text_sha256: str
    npy_sha256: str
    ids_sha256: str

    @classmethod
    def read(cls, path: Path) -> _Record:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        if not isinstance(record, dict) or record.get("schema") != SCHEMA:
            raise ValueError(f"it is not of schema {SCHEMA}")
        kinds = {name: int if kind == "int" else str for name, kind in cls.__annotations__.items()}
        for name, kind in kinds.items():
            if type(record.get(name)) is not kind:
                raise ValueError(f"{name} is {record.get(name)!r}")
        if record["dtype"] not in DTYPES or record["rows"] < 1 or record["dim"] < 1:
            raise ValueError("rows, dim or dtype make no sense")
        return cls(**{name: record[name] for name in kinds})


def twin_paths(path: Path) -> dict[str, Path]:
    """The parts of a text file's twin: ``npy``, ``ids`` and ``record``, whether they are there or not."""
    suffixes = {"npy": ".npy", "ids": ".ids", "record": ".twin.json"}
    return {part: path.with_name(path.name + suffix) for part, suffix in suffixes.items()}


def open_twin(path: Path, text_sha256: Optional[str] = None) -> Optional[Twin]:
    """Open the twin of a text file, if it has a good one.

    Parameters
    ----------
    path : Path
        The ``.txt`` or ``.img`` file.
    text_sha256 : str, optional
        Its hash, where the caller has just taken it.

    Returns
    -------
    Twin or None
        None where there is none; where the text has changed since (logged as information); or where the twin is
        damaged (logged as a warning). The text is to be read then.
    """
    parts = twin_paths(path)
    if not parts["record"].is_file() or not path.is_file():
        return None
    try:
        record = _Record.read(parts["record"])
        if path.stat().st_size != record.text_bytes or (text_sha256 or sha256(path)) != record.text_sha256:
            _LOG.info("%s: its binary twin is of an earlier version; reading the text.", path)
            return None
        twin = Twin(_read_ids(parts["ids"], record), _map_values(parts["npy"], record))
        if not all(np.isfinite(block).all() for _, block in twin.blocks()):
            raise ValueError("it holds a value that is not a finite number")
    except (OSError, ValueError) as error:
        _LOG.warning("%s: its binary twin is damaged (%s); reading the text. Encode again to renew it.", path, error)
        return None
    return twin


def _read_ids(path: Path, record: _Record) -> list[str]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != record.ids_sha256:
        raise ValueError(f"{path.name} is not the one it was written with")
    *ids, end = content.decode("utf-8").split("\n")
    if end or len(ids) != record.rows:
        raise ValueError(f"{path.name} does not hold {record.rows} lines")
    return ids


def _map_values(path: Path, record: _Record) -> np.memmap:
    # One open file for all steps: what was hashed is what is mapped, though another may take its place meanwhile.
    with path.open("rb") as file:
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(_BLOCK_BYTES), b""):
            digest.update(block)
        if digest.hexdigest() != record.npy_sha256:
            raise ValueError(f"{path.name} is not the one it was written with")
        size = file.tell()
        file.seek(0)
        shape, dtype = (record.rows, record.dim), DTYPES[record.dtype]
        start = _header_end(file, (shape, False, dtype))
        if size != start + record.rows * record.dim * dtype.itemsize:
            raise ValueError(f"{path.name} is not of the size of {record.rows} x {record.dim} numbers")
        return np.memmap(file, dtype=dtype, mode="r", offset=start, shape=shape)


def _header_end(file: IO[bytes], expected: tuple[tuple[int, int], bool, np.dtype]) -> int:
    # The header alone, never numpy.load: there is no path here that could unpickle.
    try:
        _NPY.read_magic(file)
        header = _NPY.read_array_header_1_0(file)
    except Exception as error:  # a header that is no literal fails in many ways
        raise ValueError(f"it is no .npy file: {error}") from error
    if header != expected:
        raise ValueError(f"shape, order and type are {header}, not {expected}")
    return file.tell()


def write_twin(
    path: Path,
    ids: Sequence[str],
    values: Union[np.ndarray, Sequence[np.ndarray]],
    dtype: str = "float32",
    *,
    text_sha256: Optional[str] = None,
) -> None:
    """Write the twin of a text file: each part atomically, the record last.

    Parameters
    ----------
    path : Path
        The text file.
    ids : sequence of str, length rows
        The items in the text's row order.
    values : array or sequence of arrays, shape (rows, dim)
        The vectors **as reading the text gives them**; more digits than the text holds would train another model.
    dtype : {"float32", "float16"}
        float32 gives the same training as the text, to the bit. float16 halves the file and rounds: three
        significant digits, and fewer below 6e-5.
    text_sha256 : str, optional
        Hash of the text that the values were read from, if taken before reading; by default, of the file as it is.

    Raises
    ------
    ConfigError
        For another dtype.
    DataError
        If ids and values differ in number, vectors in length, or a value is not finite in this dtype.
    """
    if dtype not in DTYPES:
        raise ConfigError(f"{dtype!r} is no type of a twin.", remedy=f"Use one of {', '.join(DTYPES)}.")
    _check(path, ids, values)
    parts = twin_paths(path)
    text_bytes, text_sha256 = path.stat().st_size, text_sha256 or sha256(path)
    content = "".join(f"{item}\n" for item in ids).encode()
    with replacing(parts["ids"], "wb") as file:
        file.write(content)
    digest = hashlib.sha256()
    with replacing(parts["npy"], "wb") as file:
        for chunk in _npy_chunks(path, values, dtype):
            digest.update(chunk)
            file.write(chunk)
    record = _Record(
        schema=SCHEMA,
        rows=len(ids),
        dim=len(values[0]),
        dtype=dtype,
        text_bytes=text_bytes,
        text_sha256=text_sha256,
        npy_sha256=digest.hexdigest(),
        ids_sha256=hashlib.sha256(content).hexdigest(),
    )
    write_json(parts["record"], asdict(record))


def _check(path: Path, ids: Sequence[str], values: Any) -> None:
    if len(ids) != len(values) or not len(ids):
        raise DataError(f"{len(ids)} ids and {len(values)} vectors make no twin.", path=path, remedy="Encode again.")
    lengths = np.array([len(value) for value in values])
    uneven = np.flatnonzero((lengths != lengths[0]) | (lengths == 0))
    if len(uneven):
        raise DataError(
            f"the vector has {lengths[uneven[0]]} numbers where the first has {lengths[0]}.",
            path=path,
            line=int(uneven[0]) + 2,
            remedy="Every vector must have the same length, of at least 1.",
        )
    for row, item in enumerate(ids):
        if "\n" in item or "\r" in item:
            raise DataError(f"the id {item!r} holds a line end.", path=path, line=row + 2, remedy="Give it another id.")


def _npy_chunks(path: Path, values: Any, dtype: str) -> Iterator[bytes]:
    """The bytes of a ``.npy`` file: its header, then the rows, never all of them at once."""
    shape, kind = (len(values), len(values[0])), DTYPES[dtype]
    header = io.BytesIO()
    _NPY.write_array_header_1_0(header, {"descr": kind.str, "fortran_order": False, "shape": shape})
    yield header.getvalue()
    rows = max(1, _BLOCK_BYTES // (shape[1] * kind.itemsize))
    for start in range(0, shape[0], rows):
        with np.errstate(over="ignore"):
            block = np.stack(values[start : start + rows]).astype(kind)
        bad = ~np.isfinite(block).all(axis=1)
        if bad.any():
            row = start + int(np.flatnonzero(bad)[0])
            raise DataError(
                f"the vector holds a value that is not a finite {dtype}.",
                path=path,
                line=row + 2,
                remedy="Write the twin as float32." if dtype == "float16" else "Correct the row.",
            )
        yield block.tobytes()


def twin_text(path: Path, columns: Mapping[str, str], dtype: str = "float32") -> None:
    """Read a text file and write its twin.

    Parameters
    ----------
    path : Path
        The ``.txt`` or ``.img`` file.
    columns : mapping of str to str
        Its two columns with their kinds, the id first.
    dtype : {"float32", "float16"}
        See :func:`write_twin`.

    Raises
    ------
    ConfigError, DataError
        What :func:`write_twin` and :func:`~recbole_tema.files.atomic.read_atomic` refuse.
    """
    # Before reading: if the text changes meanwhile, the twin is stale, not wrong.
    before = sha256(path)
    frame = read_atomic(path, require=columns, columns=list(columns))
    key, vectors = columns
    write_twin(path, frame[key].tolist(), frame[vectors].tolist(), dtype, text_sha256=before)


def renew_twin(path: Path, columns: Mapping[str, str], dtype: Optional[str], numbers: int) -> None:
    """Give a text file that was just written its twin, or remove that of the file it replaced.

    Parameters
    ----------
    path, columns
        As for :func:`twin_text`.
    dtype : {"float32", "float16"}, optional
        By default, float32 for more than :data:`LARGE` numbers and no twin for fewer.
    numbers : int
        Rows times dim.
    """
    if dtype is not None or numbers > LARGE:
        twin_text(path, columns, dtype or "float32")
        return
    # The record first: the other parts mean nothing without it.
    for part in ("record", "npy", "ids"):
        twin_paths(path)[part].unlink(missing_ok=True)
