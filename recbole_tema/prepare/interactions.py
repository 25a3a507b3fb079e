"""Write ordered interactions as an `.inter` file, in one pass that also counts what the summary tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from recbole_tema.atomic import replacing
from recbole_tema.errors import DataError


@dataclass
class Tally:
    """What is counted while interactions pass by.

    Attributes
    ----------
    domain_of : dict of str to str
        Domain of each item, in order of first appearance.
    lengths : list of int
        Interactions of each user.
    overlapping : int
        Users in two domains or more.
    switches, steps : int
        Neighbours within a user, and those of them in different domains.
    users_by_domain, interactions_by_domain : Counter
    first, latest : float
        Unix seconds.
    """

    domain_of: dict[str, str] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    overlapping: int = 0
    switches: int = 0
    users_by_domain: Counter[str] = field(default_factory=Counter)
    interactions_by_domain: Counter[str] = field(default_factory=Counter)
    first: float = float("inf")
    latest: float = float("-inf")

    @property
    def steps(self) -> int:
        """Neighbouring pairs of interactions within users."""
        return sum(self.lengths) - len(self.lengths)

    def add(self, table: pa.Table, starts: np.ndarray) -> None:
        """Count rows of whole users; ``starts`` are each user's first rows."""
        n = len(table)
        names = table["domain"].combine_chunks().dictionary_encode()
        domains, codes = names.dictionary.to_pylist(), names.indices.to_numpy()
        owner = np.zeros(n, dtype=np.int64)
        owner[starts] = 1
        owner = np.cumsum(owner) - 1
        inside = np.ones(n, dtype=bool)
        inside[starts] = False
        self.switches += int((codes[1:] != codes[:-1])[inside[1:]].sum())
        visited = np.unique(owner * len(domains) + codes)
        self.overlapping += int((np.bincount(visited // len(domains)) > 1).sum())
        for code, count in enumerate(np.bincount(visited % len(domains), minlength=len(domains))):
            self.users_by_domain[domains[code]] += int(count)
        for code, count in enumerate(np.bincount(codes, minlength=len(domains))):
            self.interactions_by_domain[domains[code]] += int(count)
        self.lengths += np.diff(np.append(starts, n)).tolist()
        items = table["item_id"].combine_chunks().dictionary_encode()
        place = np.unique(items.indices.to_numpy(), return_index=True)[1]
        for item, row in zip(items.dictionary.to_pylist(), place.tolist()):
            self.domain_of.setdefault(item, domains[codes[row]])


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


def write_interactions(path: Path, batches: Iterable[pa.RecordBatch], columns: tuple[str, ...]) -> Tally:
    """Write an ``.inter`` file, atomically.

    Parameters
    ----------
    path : Path
    batches : iterable of pyarrow.RecordBatch
        Ordered by user and, within a user, in time; ``user_id``, ``item_id``, ``domain``, ``time`` (Unix seconds) and
        ``rating`` (float).
    columns : tuple of str
        Which of ``time`` and ``rating`` are written, after ``user_id``, ``item_id`` and ``timestamp``, the rank.

    Returns
    -------
    Tally

    Raises
    ------
    DataError
        If an id holds what an atomic file cannot.
    """
    tally = Tally()
    kinds = {"user_id": pa.string(), "item_id": pa.string(), "timestamp": pa.int64()}
    kinds.update({name: {"time": pa.int64(), "rating": pa.float64()}[name] for name in columns})
    header = "\t".join(f"{name}:{'token' if name.endswith('_id') else 'float'}" for name in kinds)
    options = pacsv.WriteOptions(include_header=False, delimiter="\t", quoting_style="none")
    schema = pa.schema(list(kinds.items()))
    with replacing(path, "wb") as file:
        file.write(f"{header}\n".encode())
        with pacsv.CSVWriter(file, schema, write_options=options) as out:
            for table in whole_users(batches):
                out.write_table(_rows(table, schema, tally))
    return tally


def _rows(table: pa.Table, schema: pa.Schema, tally: Tally) -> pa.Table:
    for name in ("user_id", "item_id"):
        bad = pc.match_substring_regex(table[name], '["\r\n\t]')
        if pc.any(bad).as_py():
            value = table[name].filter(bad)[0].as_py()
            raise DataError(f"the {name} {value!r} holds a quote or a tab.", remedy="Give it another id.")
    users = table["user_id"].combine_chunks()
    new = np.ones(len(users), dtype=bool)
    new[1:] = pc.not_equal(users[1:], users[:-1]).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(new)
    tally.add(table, starts)
    lengths = np.diff(np.append(starts, len(users)))
    data: dict[str, Any] = {name: table[name] for name in schema.names if name != "timestamp"}
    data["timestamp"] = pa.array(np.arange(len(users)) - np.repeat(starts, lengths))
    if "time" in data:
        bounds = pc.min_max(data["time"]).as_py()
        tally.first, tally.latest = min(tally.first, bounds["min"]), max(tally.latest, bounds["max"])
        # Whole seconds: the order is in `timestamp` already, and calendars need no more.
        data["time"] = pc.floor(data["time"]).cast(pa.int64())
    return pa.table([data[name] for name in schema.names], schema=schema)
