"""What tables of published datasets must hold: columns, items that match, usable rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import refuse_rows
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.reading.layout import Layout
from recbole_tema.prepare.reading.names import key_of


def columns_in_file(layout: Layout, names: Sequence[str]) -> list[str]:
    """Columns of a file by name, in any order, without regard to case, spaces and ``_``.

    Parameters
    ----------
    layout : Layout
    names : sequence of str
        Names as the dataset is published.

    Returns
    -------
    list of str
        The names in the file.

    Raises
    ------
    DataError
        For the first name that the header lacks, or that two columns have. The message shows the header.
    """
    columns = []
    for name in names:
        same = [column for column in layout.columns if key_of(column) == key_of(name)]
        if len(same) != 1:
            problem = f"has several columns {name!r}" if same else f"has no column {name!r}"
            raise DataError(
                f"{problem}: its first line is {', '.join(layout.columns)}.",
                path=layout.path,
                line=1,
                remedy=f"The first line must name {', '.join(names)}, in any order.",
            )
        columns += same
    return columns


def join_items(
    engine: Engine, rows: Any, items: pd.DataFrame, interactions_path: Path, items_path: Path
) -> tuple[Any, dict[str, int]]:
    """Add the domain of each interaction's item, and leave out interactions whose item has no row or no domain.

    Parameters
    ----------
    engine : Engine
    rows : ibis.Table
        A materialized table with ``item_id``.
    items : pandas.DataFrame
        ``item_id`` (unique) and ``domain``, which is ``""`` for items that belong to none.
    interactions_path, items_path : Path
        The files, for messages.

    Returns
    -------
    rows : ibis.Table
        With ``domain``.
    rejected : dict of str to int
        Number of interactions that are left out, by reason. The reason names an example.

    Raises
    ------
    DataError
        If more than half of the interactions are with items that the table lacks. The message shows an id of each file.
    """
    lookup = items[["item_id", "domain"]].rename(columns={"item_id": "known_id"}).astype(object)
    known = engine.from_pandas(lookup)
    joined = rows.left_join(known, rows.item_id == known.known_id)
    is_missing, is_without = joined.known_id.isnull(), joined.domain == ""
    counts = joined.aggregate(
        rows=joined.count(),
        missing=joined.count(where=is_missing),
        example=joined.item_id.min(where=is_missing),
        without=joined.count(where=is_without),
    )
    count = counts.to_pyarrow().to_pylist()[0]
    if count["missing"] > count["rows"] / 2:
        raise DataError(
            f"{count['missing']:,} of {count['rows']:,} rows are of items that {items_path.name} lacks: the file has "
            f"the item {count['example']!r}, {items_path.name} has {next(iter(lookup['known_id']), '')!r}.",
            path=interactions_path,
            remedy="Use the two files of one release; ids must be written in the same way in both.",
        )
    rejected = {
        f"items that {items_path.name} lacks, such as {count['example']!r}": count["missing"],
        "items without a domain": count["without"],
    }
    kept = joined.filter(~is_missing & ~is_without).drop("known_id")
    return engine.materialize(kept, "joined"), {reason: n for reason, n in rejected.items() if n}


@contextmanager
def named_file(path: Path) -> Iterator[None]:
    """Name the file in an error about its values that does not, such as times that do not decide their format."""
    try:
        yield
    except DataError as error:
        if error.path is not None:
            raise
        raise DataError(error.problem, path=path, remedy=error.remedy) from None


def refuse_mostly_rejected(n_rejected: int, n_rows: int, path: Path, expected: str) -> None:
    """Raise if more than half of the rows of a file cannot be used.

    Parameters
    ----------
    n_rejected, n_rows : int
    path : Path
    expected : str
        What a row must hold.

    Raises
    ------
    DataError
    """
    if n_rejected > n_rows / 2:
        raise DataError(
            f"{n_rejected:,} of {n_rows:,} rows cannot be used.", path=path, remedy=f"A row needs {expected}."
        )


def refuse_repeated_items(item_ids: pd.Series, path: Path) -> None:
    """Raise if an item has two rows.

    Raises
    ------
    DataError
    """
    refuse_rows(item_ids.duplicated(), item_ids, "item", "has two rows.", path=path, remedy="Remove one of them.")
