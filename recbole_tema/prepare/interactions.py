"""Write ordered interactions as an `.inter` file, in one pass that also counts what the summary tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from recbole_tema.errors import DataError
from recbole_tema.files.storage import replacing
from recbole_tema.prepare.encode_ids import Coded
from recbole_tema.prepare.rules import WINDOWS


@dataclass
class Tally:
    """What is counted while interactions pass by.

    Attributes
    ----------
    coded : Coded
        Names of users, items and domains.
    first_row : array of int64, shape (n_items,)
        Where each item first appears; -1 where it does not.
    lengths : list of array of int64
        Interactions of each user.
    overlapping : int
        Users in two domains or more.
    switches : int
        Neighbours within a user that are in different domains.
    users_by_domain, interactions_by_domain : array of int64, shape (n_domains,)
    first, latest : float
        Unix seconds.
    """

    coded: Coded
    first_row: np.ndarray = field(init=False)
    lengths: list[np.ndarray] = field(default_factory=list)
    overlapping: int = 0
    switches: int = 0
    users_by_domain: np.ndarray = field(init=False)
    interactions_by_domain: np.ndarray = field(init=False)
    first: float = float("inf")
    latest: float = float("-inf")

    def __post_init__(self) -> None:
        self.first_row = np.full(len(self.coded.items), -1, dtype=np.int64)
        self.users_by_domain = np.zeros(len(self.coded.domains), dtype=np.int64)
        self.interactions_by_domain = np.zeros(len(self.coded.domains), dtype=np.int64)

    def add(self, items: np.ndarray, domains: np.ndarray, starts: np.ndarray) -> None:
        """Count rows of whole users.

        Parameters
        ----------
        items, domains : arrays of int64, shape (n,)
        starts : array of int64
            Each user's first row.
        """
        n, size = len(items), len(self.coded.domains)
        lengths = np.diff(np.append(starts, n))
        inside = np.ones(n, dtype=bool)
        inside[starts] = False
        self.switches += int(((domains[1:] != domains[:-1]) & inside[1:]).sum())
        visited = np.zeros((len(starts), size), dtype=bool)
        visited[np.repeat(np.arange(len(starts)), lengths), domains] = True
        self.overlapping += int((visited.sum(axis=1) > 1).sum())
        self.users_by_domain += visited.sum(axis=0)
        self.interactions_by_domain += np.bincount(domains, minlength=size)
        new = np.flatnonzero(self.first_row[items] < 0)[::-1]
        # The last of several values for one place stays: from the end, that is the first row.
        self.first_row[items[new]] = new + sum(map(np.sum, self.lengths))
        self.lengths.append(lengths)

    def items(self) -> pd.DataFrame:
        """``item_id`` and ``domain`` of the items that appeared, in order of first appearance."""
        seen = np.flatnonzero(self.first_row >= 0)
        return self.coded.named(pa.array(seen[np.argsort(self.first_row[seen])]))


def whole_users(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Regroup rows that are ordered by user, so that no user is split between two tables.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        With ``user_id``.

    Yields
    ------
    pyarrow.Table
    """
    waiting: Optional[pa.Table] = None
    for batch in batches:
        if not batch.num_rows:
            continue
        table = pa.Table.from_batches([batch])
        if waiting is not None:
            table = pa.concat_tables([waiting, table])
        last = pc.index(table["user_id"], table["user_id"][len(table) - 1]).as_py()
        if last:
            yield table.slice(0, last).combine_chunks()
        waiting = table.slice(last)
    if waiting is not None:
        yield waiting.combine_chunks()


def write_interactions(
    path: Path, batches: Iterable[pa.RecordBatch], coded: Coded, columns: tuple[str, ...], *, windows: bool = False
) -> Tally:
    """Write an ``.inter`` file, atomically.

    Parameters
    ----------
    path : Path
    batches : iterable of pyarrow.RecordBatch
        Ordered by user and, within a user, in time; ``user_id``, ``item_id``, ``domain`` (numbers), ``time`` (Unix
        seconds) and ``rating``.
    coded : Coded
        Names of the numbers.
    columns : tuple of str
        Which of ``time`` and ``rating`` are written, after ``user_id``, ``item_id`` and ``timestamp``, the rank.
    windows : bool
        Whether users are windows of users, ``USER@N``.

    Returns
    -------
    Tally

    Raises
    ------
    DataError
        If a name holds what an atomic file cannot.
    """
    for kind, names in (("user", coded.users), ("item", coded.items)):
        bad = pc.match_substring(names, '"')
        if pc.any(bad).as_py():
            raise DataError(f"the {kind} {names.filter(bad)[0].as_py()!r} holds a quote.", remedy="Give it another id.")
    tally = Tally(coded)
    kinds = {"user_id": pa.string(), "item_id": pa.string(), "timestamp": pa.int64()}
    kinds.update({name: {"time": pa.int64(), "rating": pa.float64()}[name] for name in columns})
    header = "\t".join(f"{name}:{'token' if name.endswith('_id') else 'float'}" for name in kinds)
    options = pacsv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
    schema = pa.schema(list(kinds.items()))
    with replacing(path, "wb") as file:
        file.write(f"{header}\n".encode())
        with pacsv.CSVWriter(file, schema, write_options=options) as out:
            for table in whole_users(batches):
                out.write_table(_named_rows(table, schema, tally, windows))
    return tally


def _named_rows(table: pa.Table, schema: pa.Schema, tally: Tally, windows: bool) -> pa.Table:
    users, items, domains = (table[name].to_numpy() for name in ("user_id", "item_id", "domain"))
    starts = np.flatnonzero(np.append(True, users[1:] != users[:-1]))
    tally.add(items, domains, starts)
    lengths = np.diff(np.append(starts, len(users)))
    data: dict[str, Any] = {
        "user_id": _user_names(users, tally.coded, windows),
        "item_id": tally.coded.items.take(pa.array(items)),
        "timestamp": pa.array(np.arange(len(users)) - np.repeat(starts, lengths)),
    }
    if "time" in schema.names:
        bounds = pc.min_max(table["time"]).as_py()
        tally.first, tally.latest = min(tally.first, bounds["min"]), max(tally.latest, bounds["max"])
        # Whole seconds: the order is in `timestamp` already, and calendars need no more.
        data["time"] = pc.floor(table["time"]).cast(pa.int64())
    if "rating" in schema.names:
        data["rating"] = table["rating"]
    return pa.table([data[name] for name in schema.names], schema=schema)


def _user_names(users: np.ndarray, coded: Coded, windows: bool) -> pa.Array:
    if not windows:
        return coded.users.take(pa.array(users))
    names = coded.users.take(pa.array(users // WINDOWS))
    return pc.binary_join_element_wise(names, pc.cast(pa.array(users % WINDOWS), pa.string()), "@")
