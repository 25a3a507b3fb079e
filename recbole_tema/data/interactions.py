"""Interactions of a dataset as flat arrays by user: parsed once from text, memory-mapped afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv

from recbole_tema.data.inter_file import MAX_ORDER, MAX_TIME, InteractionColumns, check_interactions
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import UNUSABLE_IDS, read_header
from recbole_tema.files.storage import sha256
from recbole_tema.files.temporary import temporary_folder

Ints = npt.NDArray[np.int64]

# Increase when the arrays on disk change; a cache of another version is rebuilt.
CACHE_VERSION = 4
# Smaller files are parsed faster than a cache is worth.
MIN_CACHED_INTERACTIONS = 200_000
# Between these (1973 and 2100) a number is taken for Unix seconds; ranks and days are smaller, milliseconds larger.
FIRST_SECOND, LAST_SECOND = 1e8, 4_102_444_800.0
_BLOCK_BYTES = 16 << 20
_ARRAYS = ("offsets", "items", "times")
_FILES = (*(f"{name}.npy" for name in _ARRAYS), "users.txt", "items.txt")
PAD = "[PAD]"


@dataclass(frozen=True)
class Interactions:
    """Interactions by user: rows ``offsets[i]:offsets[i + 1]`` are those of ``users[i]``, oldest first.

    Attributes
    ----------
    users : array of int64, shape (n_users,)
        Internal user ids, ascending.
    offsets : array of int64, shape (n_users + 1,)
    items : array of int32 or int64, shape (n_interactions,)
        Internal item ids.
    times : array of float32 or float64, shape (n_interactions,)
        Unix seconds; zeros if the dataset has no times. float32, which is exact to about two minutes, is what models
        read; a temporal split needs float64.
    user_tokens, item_tokens : array of str, shape (n_user_ids,), (n_item_ids,)
        Token of each internal id as RecBole assigns them: by first appearance, from 1; entry 0 is ``[PAD]``.
    """

    users: Ints
    offsets: Ints
    items: npt.NDArray[Any]
    times: npt.NDArray[Any]
    user_tokens: np.ndarray
    item_tokens: np.ndarray

    @classmethod
    def from_rows(
        cls,
        users: np.ndarray,
        items: np.ndarray,
        order: np.ndarray,
        times: np.ndarray | None,
        *,
        user_tokens: np.ndarray,
        item_tokens: np.ndarray,
        exact_times: bool = False,
    ) -> Interactions:
        """Sort interactions by user and time.

        Parameters
        ----------
        users, items : arrays of int, shape (n,)
            Internal ids, in any order.
        order : array of float, shape (n,)
            Sorts the interactions of a user; ties keep the order of rows.
        times : array of float, shape (n,), optional
            Unix seconds.
        user_tokens, item_tokens : arrays of str
        exact_times : bool
            Keep times as float64.
        """
        kind = _times_type(exact_times)
        rows = np.lexsort((order, users))
        users = users[rows]
        starts = np.flatnonzero(np.r_[True, users[1:] != users[:-1]])
        return cls(
            users=users[starts].astype(np.int64),
            offsets=np.r_[starts, len(users)].astype(np.int64),
            items=items[rows].astype(np.int64),
            times=np.zeros(len(users), kind) if times is None else times[rows].astype(kind),
            user_tokens=user_tokens,
            item_tokens=item_tokens,
        )

    @property
    def has_times(self) -> bool:
        """Whether :attr:`times` holds times."""
        return bool(len(self.times)) and bool(np.any(self.times))

    @property
    def lengths(self) -> Ints:
        """Number of interactions of each user, shape (n_users,)."""
        return np.diff(self.offsets)

    @property
    def n_items(self) -> int:
        """Number of internal item ids, ``[PAD]`` included."""
        return len(self.item_tokens)

    def owners(self, rows: Ints) -> Ints:
        """Position in :attr:`users` of the user of each row."""
        return np.searchsorted(self.offsets, rows, side="right") - 1

    def histories(self, rows: Ints, max_length: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Rows of the interactions of the same user before each given row, oldest first.

        Parameters
        ----------
        rows : array of int64, shape (n,)
        max_length : int
            The latest ``max_length`` are returned.

        Returns
        -------
        source : array of int64, shape (n, max_length)
            Rows, left-aligned; 0 where padded.
        mask : array of bool, shape (n, max_length)
            False where padded.
        """
        length = np.minimum(rows - self.offsets[self.owners(rows)], max_length)
        columns = np.arange(max_length)
        mask = columns < length[:, None]
        return np.where(mask, (rows - length)[:, None] + columns, 0), mask


def unix_times(values: np.ndarray) -> npt.NDArray[np.float64] | None:
    """Unix seconds of a column that sorts interactions, if it holds seconds or milliseconds since 1973.

    Returns
    -------
    array of float64, shape as ``values``, or None
        None for ranks, days and other numbers.
    """
    for unit in (1.0, 1000.0):
        if len(values) and FIRST_SECOND * unit <= values.min() and values.max() < LAST_SECOND * unit:
            return np.asarray(values / unit, dtype=np.float64)
    return None


def _times_type(exact: bool) -> type[np.floating[Any]]:
    return np.float64 if exact else np.float32


def load_interactions(path: Path, columns: InteractionColumns, *, exact_times: bool = False) -> Interactions:
    """Interactions of an ``.inter`` file, from the arrays cached beside it if they were made from this very file.

    The arrays of a large file are cached in ``<dataset>.ratings``, if the folder is writable.

    Parameters
    ----------
    path : Path
        The ``.inter`` file.
    columns : InteractionColumns
    exact_times : bool
        Keep times as float64, and do not use arrays cached without.

    Raises
    ------
    DataError
        For what :func:`check_interactions` refuses.
    """
    key: dict[str, Any] = {"version": CACHE_VERSION, "sha256": sha256(path), "columns": vars(columns)}
    if exact_times:
        key["exact_times"] = True
    folder = path.with_suffix(".ratings")
    cached = _read_cache(folder, key)
    if cached is not None:
        return cached
    parsed = parse_interactions(path, columns, exact_times=exact_times)
    if len(parsed.items) >= MIN_CACHED_INTERACTIONS:
        try:
            _write_cache(parsed, folder, key)
        except OSError:  # a read-only folder only costs the time of parsing at each start
            return parsed
        return _read_cache(folder, key) or parsed
    return parsed


def parse_interactions(path: Path, columns: InteractionColumns, *, exact_times: bool = False) -> Interactions:
    """Parse the text of an ``.inter`` file block by block; parameters and errors as of :func:`load_interactions`."""
    kind = _times_type(exact_times)
    users, items = _Vocabulary(), _Vocabulary()
    blocks: list[tuple[np.ndarray, ...]] = []
    try:
        for batch in _batches(path, columns):
            block = [users.encode(batch[columns.user]), items.encode(batch[columns.item])]
            block.append(batch[columns.order].to_numpy())
            if columns.time is not None:
                with np.errstate(over="ignore"):  # refused below
                    block.append(batch[columns.time].to_numpy().astype(kind))
            blocks.append(tuple(block))
    except (pa.ArrowInvalid, pa.ArrowKeyError, UnicodeDecodeError):
        _raise_error_of(path, columns)
    if not blocks or {*users.ids, *items.ids} & UNUSABLE_IDS:
        _raise_error_of(path, columns)
    user, item, order, *time = (np.concatenate(column) for column in zip(*blocks))
    blocks.clear()
    # Written so that NaN is refused too.
    if not (np.abs(order) <= MAX_ORDER).all() or not all((np.abs(column) <= MAX_TIME).all() for column in time):
        _raise_error_of(path, columns)
    rows = _sorting_rows(user, order)
    if rows is not None:
        user, item, order, time = user[rows], item[rows], order[rows], [column[rows] for column in time]
    if _has_duplicates(user, item, order):
        _raise_error_of(path, columns)
    offsets = np.searchsorted(user, np.arange(1, len(users.ids) + 2)).astype(np.int64)
    return _assemble(offsets, item, time[0] if time else np.zeros(0, kind), [*users.ids], [*items.ids])


def _assemble(
    offsets: np.ndarray, items: np.ndarray, times: np.ndarray, users: list[str], item_tokens: list[str]
) -> Interactions:
    if not len(times):
        times = np.broadcast_to(times.dtype.type(0), items.shape)
    tokens = (np.array([PAD, *names]) for names in (users, item_tokens))
    return Interactions(np.arange(1, len(users) + 1), offsets, items, times, *tokens)


class _Vocabulary:
    """Ids of tokens by first appearance, from 1."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def encode(self, column: pa.Array) -> np.ndarray:
        """Ids of the tokens of a block, array of int32."""
        coded = column.dictionary_encode()
        ids = self.ids
        numbers = [ids.setdefault(token, len(ids) + 1) for token in coded.dictionary.to_pylist()]
        encoded: np.ndarray = np.asarray(numbers, dtype=np.int32)[coded.indices.to_numpy()]
        return encoded


def _batches(path: Path, columns: InteractionColumns) -> Iterator[pa.RecordBatch]:
    kinds = read_header(path)
    wanted = list(dict.fromkeys(name for name in vars(columns).values() if name is not None))
    tokens = (columns.user, columns.item)
    for name in wanted:
        if kinds.get(name) != ("token" if name in tokens else "float"):
            _raise_error_of(path, columns)
    reader = pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(column_names=list(kinds), skip_rows=1, block_size=_BLOCK_BYTES),
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


def _raise_error_of(path: Path, columns: InteractionColumns) -> NoReturn:
    """Raise the error that names the malformed line."""
    check_interactions(path, columns)
    raise DataError("The file cannot be parsed.", path=path, remedy="Write it as UTF-8 text with tab-separated cells.")


def _sorting_rows(user: np.ndarray, order: np.ndarray) -> np.ndarray | None:
    """Rows sorted by user and then order, ties in file order; None if they are sorted already."""
    step = np.diff(user)
    if (step >= 0).all() and ((step > 0) | (np.diff(order) >= 0)).all():
        return None
    rows: np.ndarray = np.lexsort((order, user))
    return rows


def _has_duplicates(user: np.ndarray, item: np.ndarray, order: np.ndarray) -> bool:
    """Whether an interaction appears twice, in rows sorted by user and order."""
    tied = (np.diff(user) == 0) & (np.diff(order) == 0)
    rows = np.flatnonzero(np.r_[tied, False] | np.r_[False, tied])
    candidates = np.column_stack([user[rows], item[rows], order[rows]])
    return len(np.unique(candidates, axis=0)) < len(candidates)


def _write_cache(interactions: Interactions, folder: Path, key: dict[str, Any]) -> None:
    """Write the arrays and their record, which holds the hash of each file, in a folder that appears complete."""
    with temporary_folder(folder) as work:
        times = interactions.times if key["columns"]["time"] else np.zeros(0, np.float32)
        arrays: tuple[np.ndarray, ...] = (interactions.offsets, interactions.items, times)
        for name, array in zip(_ARRAYS, arrays):
            np.save(work / f"{name}.npy", array)
        for name, tokens in (("users", interactions.user_tokens), ("items", interactions.item_tokens)):
            (work / f"{name}.txt").write_text("\n".join(tokens[1:]), encoding="utf-8", newline="\n")
        hashes = {path.name: sha256(path) for path in work.iterdir()}
        (work / "record.json").write_text(json.dumps({**key, "files": hashes}), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        work.rename(folder)


def _read_cache(folder: Path, key: dict[str, Any]) -> Interactions | None:
    """The cached arrays, if they belong to this key and their files are those that were written."""
    try:
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        if record != {**key, "files": {name: sha256(folder / name) for name in _FILES}}:
            return None
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS]
        users, items = ((folder / f"{name}.txt").read_bytes().decode().split("\n") for name in ("users", "items"))
    except (DataError, OSError, ValueError, RecursionError):
        return None
    offsets, of_row, times = arrays
    complete = len(offsets) == len(users) + 1 and offsets[-1] == len(of_row) and len(times) in (0, len(of_row))
    return _assemble(np.asarray(offsets), of_row, times, users, items) if complete else None


def with_catalog(interactions: Interactions, catalog: list[str]) -> Interactions:
    """Interactions whose item ids cover the rest of the catalog too, numbered as RecBole numbers them.

    Parameters
    ----------
    interactions : Interactions
    catalog : list of str
        Item tokens of the ``.item`` file; those without interactions get the ids after the last.
    """
    tokens = list(dict.fromkeys([*interactions.item_tokens, *catalog]))
    return replace(interactions, item_tokens=np.array(tokens))
