"""A dataset's interactions as flat arrays on disk: read once as text, mapped into memory from then on."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Optional

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from recbole_tema.data.domains import check_ratings
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import UNUSABLE_IDS, read_header
from recbole_tema.files.storage import sha256

# What was written in another way is written anew.
VERSION = 1
# Fewer are read in less time than a file more is worth.
WORTH_KEEPING = 200_000
_BLOCK = 16 << 20
_ARRAYS = ("offsets", "items", "times")


@dataclass(frozen=True)
class Columns:
    """Names of the columns of an ``.inter`` file.

    Attributes
    ----------
    user, item, order : str
        ``order`` sorts a user's interactions.
    time : str, optional
        Unix seconds; None where there is none, or none is wanted.
    """

    user: str
    item: str
    order: str
    time: Optional[str] = None


@dataclass(frozen=True)
class Ratings:
    """Interactions by user, oldest first, with ids as RecBole numbers them: by first appearance in the file, from 1.

    Attributes
    ----------
    users, items : list of str
        Tokens; id ``i`` is entry ``i - 1``.
    offsets : array of int64, shape (n_users + 1,)
        Rows ``offsets[u - 1]:offsets[u]`` are those of user ``u``.
    of_row : array of int32, shape (n_interactions,)
        Items.
    times : array of float32, shape (n_interactions,) or (0,)
        Unix seconds; empty where the file has none.
    """

    users: list[str]
    items: list[str]
    offsets: np.ndarray
    of_row: np.ndarray
    times: np.ndarray


def open_ratings(path: Path, columns: Columns) -> Ratings:
    """The interactions of an ``.inter`` file, from the arrays that lie beside it where they are of this very file.

    Where there are none, they are made and, for a large file in a folder that can be written to, kept in
    ``<dataset>.ratings``.

    Parameters
    ----------
    path : Path
        The ``.inter`` file.
    columns : Columns

    Raises
    ------
    DataError
        For what :func:`~recbole_tema.data.domains.check_ratings` refuses.
    """
    key = {"version": VERSION, "sha256": sha256(path), "columns": vars(columns)}
    folder = path.with_suffix(".ratings")
    kept = _kept(folder, key)
    if kept is not None:
        return kept
    made = read_ratings(path, columns)
    if len(made.of_row) >= WORTH_KEEPING:
        try:
            _keep(made, folder, key)
        except OSError:  # a folder that is read-only costs time at each start, and nothing else
            return made
        return _kept(folder, key) or made
    return made


def read_ratings(path: Path, columns: Columns) -> Ratings:
    """Read the text, block by block.

    Parameters
    ----------
    path : Path
    columns : Columns

    Raises
    ------
    DataError
        As :func:`open_ratings`.
    """
    users, items = _Numbers(), _Numbers()
    parts: list[tuple[np.ndarray, ...]] = []
    try:
        for batch in _batches(path, columns):
            found = [users.of(batch[columns.user]), items.of(batch[columns.item]), batch[columns.order].to_numpy()]
            if columns.time is not None:
                found.append(batch[columns.time].to_numpy().astype(np.float32))
            parts.append(tuple(found))
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError):
        _complain(path, columns)
    if not parts or {*users.number, *items.number} & UNUSABLE_IDS:
        _complain(path, columns)
    user, item, order, *time = (np.concatenate(column) for column in zip(*parts))
    parts.clear()
    if not np.isfinite(order).all() or (time and not np.isfinite(time[0]).all()):
        _complain(path, columns)
    rows = _sorted_rows(user, order)
    if rows is not None:
        user, item, order, time = user[rows], item[rows], order[rows], [column[rows] for column in time]
    if _has_duplicates(user, item, order):
        _complain(path, columns)
    offsets = np.searchsorted(user, np.arange(1, len(users.number) + 2)).astype(np.int64)
    if np.diff(offsets).max() < 4:
        _complain(path, columns)
    return Ratings([*users.number], [*items.number], offsets, item, time[0] if time else np.zeros(0, np.float32))


class _Numbers:
    """Ids of tokens by first appearance, from 1."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def of(self, column: pa.Array) -> np.ndarray:
        """Ids of a block's tokens, array of int32."""
        coded = column.dictionary_encode()
        number = self.number
        ids = [number.setdefault(token, len(number) + 1) for token in coded.dictionary.to_pylist()]
        found: np.ndarray = np.asarray(ids, dtype=np.int32)[coded.indices.to_numpy()]
        return found


def _batches(path: Path, columns: Columns) -> Iterator[pa.RecordBatch]:
    kinds = read_header(path)
    wanted = list(dict.fromkeys(name for name in vars(columns).values() if name is not None))
    tokens = (columns.user, columns.item)
    for name in wanted:
        if kinds.get(name) != ("token" if name in tokens else "float"):
            _complain(path, columns)
    reader = pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(column_names=list(kinds), skip_rows=1, block_size=_BLOCK),
        parse_options=pacsv.ParseOptions(
            delimiter="\t", quote_char=False, double_quote=False, escape_char=False, ignore_empty_lines=False
        ),
        convert_options=pacsv.ConvertOptions(
            include_columns=wanted,
            column_types={name: pa.string() if name in tokens else pa.float64() for name in wanted},
            null_values=[],
            strings_can_be_null=False,
        ),
    )
    with reader:
        yield from reader


def _complain(path: Path, columns: Columns) -> NoReturn:
    """Read the file again, slowly and strictly, to say which line is at fault."""
    check_ratings(path, columns.user, columns.item, columns.order, columns.time)
    raise DataError("cannot be read.", path=path, remedy="Is it UTF-8 text with cells separated by tabs?")


def _sorted_rows(user: np.ndarray, order: np.ndarray) -> Optional[np.ndarray]:
    """What sorts rows by user and then order, file order last; None where they are sorted."""
    step = np.diff(user)
    if (step >= 0).all() and ((step > 0) | (np.diff(order) >= 0)).all():
        return None
    rows: np.ndarray = np.lexsort((order, user))
    return rows


def _has_duplicates(user: np.ndarray, item: np.ndarray, order: np.ndarray) -> bool:
    """Whether an interaction appears twice, among rows sorted by user and order."""
    tied = (np.diff(user) == 0) & (np.diff(order) == 0)
    rows = np.flatnonzero(np.r_[tied, False] | np.r_[False, tied])
    some = np.column_stack([user[rows], item[rows], order[rows]])
    return len(np.unique(some, axis=0)) < len(some)


def _keep(made: Ratings, folder: Path, key: dict[str, Any]) -> None:
    """Write the arrays, and their record last; a folder that is half written is never taken for whole."""
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        for name, array in zip(_ARRAYS, (made.offsets, made.of_row, made.times)):
            np.save(work / f"{name}.npy", array)
        for name, tokens in (("users", made.users), ("items", made.items)):
            (work / f"{name}.txt").write_text("\n".join(tokens), encoding="utf-8", newline="\n")
        (work / "record.json").write_text(json.dumps(key), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _kept(folder: Path, key: dict[str, Any]) -> Optional[Ratings]:
    """What is kept, if it is of this key and whole."""
    try:
        if json.loads((folder / "record.json").read_text(encoding="utf-8")) != key:
            return None
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS]
        users, items = (_tokens(folder / f"{name}.txt") for name in ("users", "items"))
    except (OSError, ValueError):
        return None
    offsets, of_row, times = arrays
    whole = len(offsets) == len(users) + 1 and offsets[-1] == len(of_row) and len(times) in (0, len(of_row))
    return Ratings(users, items, np.asarray(offsets), of_row, times) if whole else None


def _tokens(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").split("\n")


def catalogue(rated: Sequence[str], all_items: Sequence[str]) -> list[str]:
    """Items as RecBole numbers them: those with ratings first, and then the rest of the ``.item`` file."""
    return list(dict.fromkeys([*rated, *all_items]))
