"""The ``.inter`` file as text: its columns, and errors that name file and line, which RecBole's do not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, read_header, refuse_rows

# Unix seconds of about 3,000 years around 1970: milliseconds are larger, and each month of the range may get a vector.
MAX_TIME = 1e11
# RecBole holds the sort key as float32.
MAX_ORDER = float(np.finfo(np.float32).max)


@dataclass(frozen=True)
class InteractionColumns:
    """Names of the columns of an ``.inter`` file.

    Attributes
    ----------
    user, item, order : str
        ``order`` sorts the interactions of a user.
    time : str, optional
        Times; None if the file has no such column or it is not read.
    """

    user: str
    item: str
    order: str
    time: str | None = None


def check_interactions(path: Path, columns: InteractionColumns, *, unique: bool = True) -> pd.DataFrame:
    """Read an ``.inter`` file strictly.

    Parameters
    ----------
    path : Path
    columns : InteractionColumns
    unique : bool
        Whether an interaction that appears twice is an error.

    Returns
    -------
    pandas.DataFrame
        The columns, as read.

    Raises
    ------
    DataError
        For a missing or misspelt column, a malformed number, a time that cannot be in Unix seconds, no rows, or an
        interaction that appears twice.
    """
    _require_columns(path, columns)
    kinds = {columns.user: "token", columns.item: "token", columns.order: "float"}
    if columns.time is not None:
        kinds[columns.time] = "float"
    frame = read_atomic(path, require=kinds, columns=list(kinds))
    if frame.empty:
        raise DataError("The file has no interactions.", path=path, remedy="Prepare the dataset again.")
    _check_range(frame[columns.order], MAX_ORDER, path, "Correct or remove the row.")
    if columns.time is not None:
        _check_range(frame[columns.time], MAX_TIME, path, "Write Unix seconds.")
    duplicate = frame.duplicated([columns.user, columns.item, columns.order]).to_numpy()
    if unique and duplicate.any():
        raise DataError(
            f"The same interaction appears twice ({int(duplicate.sum())} such rows).",
            path=path,
            line=int(np.flatnonzero(duplicate)[0]) + 2,
            remedy="Remove these rows, or set rm_dup_inter to keep the first or last interaction with each item.",
        )
    return frame


def _check_range(values: pd.Series, limit: float, path: Path, remedy: str) -> None:
    beyond, problem = values.abs() > limit, f"is not between {-limit:.4g} and {limit:.4g}."
    refuse_rows(beyond, values, str(values.name), problem, path=path, remedy=remedy)


def _require_columns(path: Path, columns: InteractionColumns) -> None:
    """Raise, naming the key to set, if a file has no column of one of the names."""
    present = read_header(path)
    keys = {columns.user: "USER_ID_FIELD", columns.item: "ITEM_ID_FIELD", columns.order: "TIME_FIELD"}
    for name, key in keys.items():
        if name not in present:
            kind = "float" if key == "TIME_FIELD" else "token"
            raise DataError(
                f"needs the column {name}:{kind}, but has {', '.join(f'{n}:{k}' for n, k in present.items())}.",
                path=path,
                line=1,
                remedy=f"Add or rename the column, or set {key} to its name.",
            )
