"""Write `.inter`, in one pass that also counts what the summary shows, and `.item`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.files.storage import replacing
from recbole_tema.prepare.decode_ids import Names
from recbole_tema.prepare.rules import WINDOWS
from recbole_tema.prepare.text import plain_texts

_TEXT_COLUMNS = ("title", "description", "categories")
# Columns of ids and addresses, which must not change.
_NO_TEXT = re.compile(r"(^|_)(id|asin|url|uri)$", re.IGNORECASE)


@dataclass
class InteractionCounts:
    """Counts of the interactions that were written.

    Attributes
    ----------
    names : Names
        Names of users, items and domains.
    n_rows : int
    n_users_by_length : array of int64
        Number of users with 0, 1, 2, ... interactions.
    first_row : array of int64, shape (n_items,)
        Row of each item's first interaction; -1 for items without one.
    overlapping : int
        Users with interactions in two domains or more.
    switches : int
        Consecutive interactions of a user in different domains.
    users_by_domain, interactions_by_domain : array of int64, shape (n_domains,)
    first, latest : float
        Unix seconds.
    """

    names: Names
    n_rows: int = 0
    n_users_by_length: np.ndarray = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    first_row: np.ndarray = field(init=False)
    overlapping: int = 0
    switches: int = 0
    users_by_domain: np.ndarray = field(init=False)
    interactions_by_domain: np.ndarray = field(init=False)
    first: float = float("inf")
    latest: float = float("-inf")

    def __post_init__(self) -> None:
        self.first_row = np.full(len(self.names.items), -1, dtype=np.int64)
        self.users_by_domain = np.zeros(len(self.names.domains), dtype=np.int64)
        self.interactions_by_domain = np.zeros(len(self.names.domains), dtype=np.int64)

    def add(self, items: np.ndarray, domains: np.ndarray, starts: np.ndarray) -> None:
        """Count the rows of complete users.

        Parameters
        ----------
        items, domains : arrays of int64, shape (n,)
        starts : array of int64
            First row of each user.
        """
        n_rows, n_domains = len(items), len(self.names.domains)
        lengths = np.diff(np.append(starts, n_rows))
        follows = np.ones(n_rows, dtype=bool)
        follows[starts] = False
        self.switches += int(((domains[1:] != domains[:-1]) & follows[1:]).sum())
        visited = np.zeros((len(starts), n_domains), dtype=bool)
        visited[np.repeat(np.arange(len(starts)), lengths), domains] = True
        self.overlapping += int((visited.sum(axis=1) > 1).sum())
        self.users_by_domain += visited.sum(axis=0)
        self.interactions_by_domain += np.bincount(domains, minlength=n_domains)
        new = np.flatnonzero(self.first_row[items] < 0)[::-1]
        # NumPy keeps the last of several values for one index: in reverse order, that is the first row.
        self.first_row[items[new]] = new + self.n_rows
        self.n_rows += n_rows
        by_length = np.bincount(lengths, minlength=len(self.n_users_by_length))
        by_length[: len(self.n_users_by_length)] += self.n_users_by_length
        self.n_users_by_length = by_length

    def items(self) -> pd.DataFrame:
        """``item_id`` and ``domain`` of the items with interactions, in order of first appearance."""
        seen = np.flatnonzero(self.first_row >= 0)
        return self.names.item_table(pa.array(seen[np.argsort(self.first_row[seen])]))


def group_users(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Regroup rows that are sorted by user, so that no user is split between two tables.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        With ``user_id``.

    Yields
    ------
    pyarrow.Table
    """
    incomplete: pa.Table | None = None
    for batch in batches:
        if not batch.num_rows:
            continue
        table = pa.Table.from_batches([batch])
        if incomplete is not None:
            table = pa.concat_tables([incomplete, table])
        last = pc.index(table["user_id"], table["user_id"][len(table) - 1]).as_py()
        if last:
            yield table.slice(0, last).combine_chunks()
        incomplete = table.slice(last)
    if incomplete is not None:
        yield incomplete.combine_chunks()


def write_interactions(
    path: Path,
    batches: Iterable[pa.RecordBatch],
    names: Names,
    columns: tuple[str, ...],
    *,
    windows: bool = False,
) -> InteractionCounts:
    """Write an ``.inter`` file, atomically.

    Parameters
    ----------
    path : Path
    batches : iterable of pyarrow.RecordBatch
        Sorted by user and, within a user, in order; ``user_id``, ``item_id``, ``domain`` (integers), ``time`` (Unix
        seconds) and ``rating``; ``user_name`` if ``names`` holds no users.
    names : Names
    columns : tuple of str
        Which of ``time`` and ``rating`` are written, after ``user_id``, ``item_id`` and ``timestamp``, the rank.
    windows : bool
        Whether users are windows of users, ``USER@N``.

    Returns
    -------
    InteractionCounts

    Raises
    ------
    DataError
        If a name holds a quote, which atomic files cannot hold.
    """
    _refuse_quotes("item", names.items)
    counts = InteractionCounts(names)
    kinds = {"user_id": pa.string(), "item_id": pa.string(), "timestamp": pa.int64()}
    kinds.update({name: {"time": pa.int64(), "rating": pa.float64()}[name] for name in columns})
    header = "\t".join(f"{name}:{'token' if name.endswith('_id') else 'float'}" for name in kinds)
    options = pacsv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
    schema = pa.schema(list(kinds.items()))
    with replacing(path, "wb") as file:
        file.write(f"{header}\n".encode())
        with pacsv.CSVWriter(file, schema, write_options=options) as out:
            for table in group_users(batches):
                out.write_table(_decode(table, schema, counts, windows))
    return counts


def _refuse_quotes(kind: str, names: pa.Array) -> None:
    quoted = pc.match_substring(names, '"')
    if pc.any(quoted).as_py():
        name = names.filter(quoted)[0].as_py()
        raise DataError(f"the {kind} {name!r} holds a quote.", remedy="Use another id.")


def _decode(table: pa.Table, schema: pa.Schema, counts: InteractionCounts, windows: bool) -> pa.Table:
    """Rows of complete users with their names and ranks; ``counts`` are updated."""
    users, items, domains = (table[name].to_numpy() for name in ("user_id", "item_id", "domain"))
    starts = np.flatnonzero(np.append(True, users[1:] != users[:-1]))
    counts.add(items, domains, starts)
    lengths = np.diff(np.append(starts, len(users)))
    data: dict[str, Any] = {
        "user_id": _user_names(table, users, starts, counts.names, windows),
        "item_id": counts.names.items.take(pa.array(items)),
        "timestamp": pa.array(np.arange(len(users)) - np.repeat(starts, lengths)),
    }
    if "time" in schema.names:
        bounds = pc.min_max(table["time"]).as_py()
        counts.first, counts.latest = min(counts.first, bounds["min"]), max(counts.latest, bounds["max"])
        # Whole seconds: the order is in `timestamp`, and calendar features need no more.
        data["time"] = pc.floor(table["time"]).cast(pa.int64())
    if "rating" in schema.names:
        data["rating"] = table["rating"]
    return pa.table([data[name] for name in schema.names], schema=schema)


def _user_names(table: pa.Table, users: np.ndarray, starts: np.ndarray, known: Names, windows: bool) -> pa.Array:
    if known.users is None:
        names = table["user_name"].combine_chunks()
    else:
        names = known.users.take(pa.array(users // WINDOWS if windows else users))
    _refuse_quotes("user", names.take(pa.array(starts)))
    if not windows:
        return names
    return pc.binary_join_element_wise(names, pc.cast(pa.array(users % WINDOWS), pa.string()), "@")


def write_items(path: Path, items: pd.DataFrame, description: pd.DataFrame) -> pd.DataFrame:
    """Write an ``.item`` file, atomically; its texts are plain texts.

    Parameters
    ----------
    path : Path
    items : pandas.DataFrame
        ``item_id`` and ``domain``, in file order.
    description : pandas.DataFrame
        Texts of at least these items, indexed by item id. Columns without any text are left out.

    Returns
    -------
    pandas.DataFrame
        The table as written.
    """
    description = description.loc[items["item_id"]]
    table, kinds = items.copy(), dict(ITEM.columns)
    for column in map(str, description):
        cells = description[column].to_numpy()
        if not _NO_TEXT.search(column):
            cells = np.array(plain_texts(cells.tolist()), dtype=object)
        if not (cells != "").any():
            continue
        # A title is always a sequence of words. An id column must have no empty cells, a sequence may.
        is_sequence = any(" " in cell for cell in cells) or (column.endswith("_id") and (cells == "").any())
        kinds[column] = "token_seq" if is_sequence or column in _TEXT_COLUMNS else "token"
        table[column] = cells
    write_atomic(table, path, kinds)
    return table
