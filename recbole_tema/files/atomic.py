"""Reading and writing of atomic files.

An atomic file is RecBole's tab-separated table whose header gives each column a kind
(``item_id:token``). See https://recbole.io/docs/user_guide/data/atomic_files.html.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.storage import replacing

KINDS = ("token", "float", "token_seq", "float_seq")
# Includes control characters: NUL ends a line for csv readers before Python 3.11.
_WHITESPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_CLOSED_QUOTE = re.compile(r'"(?:[^"]|"")*"[^"]*')
# Texts that pandas, and therefore RecBole, reads as missing values.
UNUSABLE_IDS = frozenset(
    [
        "#N/A",
        "#N/A N/A",
        "#NA",
        "-1.#IND",
        "-1.#QNAN",
        "-NaN",
        "-nan",
        "1.#IND",
        "1.#QNAN",
        "<NA>",
        "N/A",
        "NA",
        "NULL",
        "NaN",
        "None",
        "n/a",
        "nan",
        "null",
        "",
    ]
)


def read_header(path: Path) -> dict[str, str]:
    """Column kinds of an atomic file, in file order.

    Parameters
    ----------
    path : Path
        An atomic file.

    Returns
    -------
    dict of str to str
        ``{column: kind}``.

    Raises
    ------
    DataError
        If the file is missing or empty, or its header is not ``name:kind`` with a known kind.
    """
    try:
        with path.open(encoding="utf-8") as file:
            header = file.readline().rstrip("\r\n")
    except FileNotFoundError:
        raise DataError(
            "no such file.", path=path, remedy="Check data_path and dataset, or make it with recbole-tema prepare."
        ) from None
    except UnicodeDecodeError:
        raise DataError("is not UTF-8 text.", path=path, line=1, remedy="Save it as UTF-8.") from None
    if not header:
        raise DataError(
            "the file is empty.", path=path, line=1, remedy="Its first line must name columns as name:kind."
        )
    columns: dict[str, str] = {}
    for cell in header.split("\t"):
        name, _, kind = cell.rpartition(":")
        if not name or kind not in KINDS:
            raise DataError(
                f"column {cell!r} has no known kind.",
                path=path,
                line=1,
                remedy=f"Write it as name:kind with kind one of {', '.join(KINDS)}, separated by tabs.",
            )
        if name in columns:
            raise DataError(f"column {name!r} appears twice.", path=path, line=1, remedy="Remove one of them.")
        columns[name] = kind
    return columns


def read_atomic(
    path: Path, *, require: Mapping[str, str] | None = None, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Read an atomic file strictly.

    Parameters
    ----------
    path : Path
        The file.
    require : mapping of str to str, optional
        Required columns with their kinds.
    columns : sequence of str, optional
        Read only these columns; all by default.

    Returns
    -------
    pandas.DataFrame
        ``token`` as str, ``float`` as float64, ``token_seq`` as list of str (split at whitespace), ``float_seq`` as
        float32 arrays. Row ``i`` is on line ``i + 2`` of the file.

    Raises
    ------
    DataError
        If a column is missing or of another kind, a row has too many or too few cells, an id is empty, or a value is
        not a finite number. The error names file and line.
    """
    kinds = read_header(path)
    _require_columns(kinds, require, path)
    wanted = list(kinds) if columns is None else [name for name in columns if name in kinds]
    rows = _read_rows(path, width=len(kinds))
    # As objects: without rows pandas would infer numeric columns.
    data = {name: [row[i] for row in rows] for i, name in enumerate(kinds) if name in wanted}
    frame = pd.DataFrame(data, dtype=object)
    for name in wanted:
        frame[name] = _parse(frame[name], kinds[name], name, path)
    return frame


def read_texts(path: Path, *, require: Mapping[str, str] | None = None) -> pd.DataFrame:
    """All columns of an atomic file as text, in which any cell but an id may be missing; as :func:`read_atomic`."""
    kinds = read_header(path)
    _require_columns(kinds, require, path)
    rows = _read_rows(path, width=len(kinds))
    frame = pd.DataFrame({name: [row[i] for row in rows] for i, name in enumerate(kinds)}, dtype=object)
    for name, kind in kinds.items():
        cells = frame[name]
        frame[name] = _parse(cells, kind, name, path) if kind == "token" else cells.str.split().str.join(" ")
    return frame


def _require_columns(kinds: Mapping[str, str], require: Mapping[str, str] | None, path: Path) -> None:
    for name, kind in (require or {}).items():
        if kinds.get(name) != kind:
            raise DataError(
                f"needs the column {name}:{kind}, but has {', '.join(f'{n}:{k}' for n, k in kinds.items())}.",
                path=path,
                line=1,
                remedy="Add or rename the column.",
            )


def _read_rows(path: Path, width: int) -> list[list[str]]:
    rows = []
    try:
        with path.open(encoding="utf-8") as file:
            next(file)
            for number, text in enumerate(file, start=2):
                row = text.rstrip("\r\n").split("\t")
                if len(row) != width:
                    raise DataError(
                        f"has {len(row)} cells where the header has {width}.",
                        path=path,
                        line=number,
                        remedy="Separate cells by single tabs; a text cell must not contain a tab.",
                    )
                rows.append(row)
    except UnicodeDecodeError:
        raise DataError("is not UTF-8 text.", path=path, remedy="Save it as UTF-8.") from None
    return rows


def _parse(cells: pd.Series, kind: str, name: str, path: Path) -> pd.Series:
    if kind == "token":
        empty = cells.isin(UNUSABLE_IDS)
        if name.endswith("_id") and empty.any():
            row = int(np.flatnonzero(empty)[0])
            raise DataError(
                f"{name} is {cells.iloc[row]!r}, which RecBole reads as missing.",
                path=path,
                line=row + 2,
                remedy="Give it another id.",
            )
        return cells
    if kind == "token_seq":
        return cells.str.split()
    if kind == "float":
        values = pd.to_numeric(cells, errors="coerce")
        bad = ~np.isfinite(values.to_numpy(dtype=float))
        if bad.any():
            row = int(np.flatnonzero(bad)[0])
            raise DataError(
                f"{name} is {cells.iloc[row]!r}, not a finite number.",
                path=path,
                line=row + 2,
                remedy="Correct or remove the row.",
            )
        return values.astype(float)
    return _parse_vectors(cells, name, path)


def _parse_vectors(cells: pd.Series, name: str, path: Path) -> pd.Series:
    vectors = []
    for row, cell in enumerate(cells):
        try:
            vector = np.array(cell.split(), dtype=np.float32)
        except ValueError:
            vector = np.array([np.nan], dtype=np.float32)
        if not np.isfinite(vector).all():
            raise DataError(
                f"{name} holds a value that is not a finite number.",
                path=path,
                line=row + 2,
                remedy="Correct or remove the row: an item without the feature needs no row.",
            )
        vectors.append(vector)
    return pd.Series(vectors, index=cells.index, dtype=object)


def check_readable(path: Path, columns: Collection[str] | None = None) -> None:
    """Check what RecBole reads wrongly, or refuses without naming the line.

    Parameters
    ----------
    path : Path
        An atomic file.
    columns : collection of str, optional
        Columns that RecBole reads; all by default. Numbers of these may be missing.

    Raises
    ------
    DataError
        If the header is wrong, a row has too many or too few cells, a cell opens a quote that it does not close (it
        would continue over the following lines), or a value is not a number. The error names file and line.
    """
    kinds = read_header(path)
    numeric = [
        (i, name)
        for i, (name, kind) in enumerate(kinds.items())
        if kind.startswith("float") and (columns is None or name in columns)
    ]
    for number, row in enumerate(_read_rows(path, width=len(kinds)), start=2):
        for name, cell in zip(kinds, row):
            if cell.startswith('"') and not _CLOSED_QUOTE.fullmatch(cell):
                raise DataError(
                    f"{name} starts with a quote that is not closed.",
                    path=path,
                    line=number,
                    remedy="Remove the quote: RecBole would read the following lines as part of the cell.",
                )
        for i, name in numeric:
            if not all(map(_is_number, row[i].split())):
                raise DataError(
                    f"{name} is {row[i]!r}, not a number.",
                    path=path,
                    line=number,
                    remedy="Correct it or leave it empty.",
                )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return text in UNUSABLE_IDS
    return True


def check_item_ids(ids: Iterable[str], catalogue: Collection[str], path: Path) -> None:
    """Check that the items of a feature file belong to the dataset and are distinct.

    Parameters
    ----------
    ids : iterable of str
        Item of each row.
    catalogue : collection of str
        Items of the dataset.
    path : Path
        The feature file.

    Raises
    ------
    DataError
        For the first unknown or repeated item.
    """
    items = pd.Series(list(ids), dtype=object)
    unknown, duplicate = ~items.isin(catalogue).to_numpy(), items.duplicated().to_numpy()
    for bad, problem in ((unknown, "is not an item of this dataset."), (duplicate, "appears a second time.")):
        refuse_rows(bad, items, "item", problem, path=path, remedy="Remove the row or correct it.")


def refuse_rows(rejected: Any, values: pd.Series, subject: str, problem: str, *, path: Path, remedy: str) -> None:
    """Raise an error that names the line of the first rejected row, if there is one.

    Parameters
    ----------
    rejected : array of bool, shape (n_rows,)
    values : pandas.Series
        The value of each row that the message shows, between ``subject`` and ``problem``.
    subject, problem : str
    path : Path
        The file of the rows; row ``i`` is line ``i + 2``.
    remedy : str

    Raises
    ------
    DataError
        For the first rejected row.
    """
    rows = np.flatnonzero(rejected)
    if len(rows):
        row = int(rows[0])
        value = values.iloc[row]
        shown = value.item() if isinstance(value, np.generic) else value  # NumPy 2 writes np.float64(...)
        raise DataError(f"{subject} {shown!r} {problem}", path=path, line=row + 2, remedy=remedy)


def clean_text(text: object) -> str:
    """Make a text a single line that RecBole reads back unchanged.

    Whitespace collapses to single spaces. Leading double quotes are dropped: RecBole reads files with csv quoting
    rules, in which a cell that starts with a quote continues over the following lines.
    """
    # Most texts need no regular expression, which is seven times slower: the only printable whitespace is the space.
    if type(text) is str and text.isprintable() and "  " not in text:
        return text.strip().lstrip('" ')
    if text is None or (isinstance(text, float) and np.isnan(text)):
        return ""
    return _WHITESPACE.sub(" ", str(text)).strip().lstrip('" ')


def _cleaned(cells: Sequence[Any]) -> list[str]:
    """:func:`clean_text` of every cell, in a single check if no cell needs the regular expression."""
    try:
        joined = "|".join(cells)
    except TypeError:  # a cell is not a text
        return [clean_text(cell) for cell in cells]
    if joined.isprintable() and "  " not in joined:
        return [cell.strip().lstrip('" ') for cell in cells]
    return [clean_text(cell) for cell in cells]


def write_atomic(frame: pd.DataFrame, path: Path, kinds: Mapping[str, str], *, digits: int = 6) -> None:
    """Write a table as an atomic file, atomically.

    Parameters
    ----------
    frame : pandas.DataFrame
        One column per key of ``kinds``; ``token_seq`` cells are strings or sequences of strings, ``float_seq`` cells
        sequences of numbers.
    path : Path
        The file to write.
    kinds : mapping of str to str
        ``{column: kind}`` in file order.
    digits : int
        Significant digits of ``float_seq`` values.

    Raises
    ------
    DataError
        If a number is not finite, or an id is empty or would be read as missing.
    """
    columns = [_format(frame[name], kind, name, path, digits) for name, kind in kinds.items()]
    with replacing(path) as file:
        file.write("\t".join(f"{name}:{kind}" for name, kind in kinds.items()) + "\n")
        file.writelines("\t".join(row) + "\n" for row in zip(*columns))


def _format(cells: pd.Series, kind: str, name: str, path: Path, digits: int) -> list[str]:
    if kind == "token":
        texts = _cleaned(cells.tolist())
        if name.endswith("_id") and not UNUSABLE_IDS.isdisjoint(texts):
            for row, text in enumerate(texts):
                if text in UNUSABLE_IDS:
                    raise DataError(
                        f"{name} {text!r} is empty or would be read as missing.",
                        path=path,
                        line=row + 2,
                        remedy="Give it another id.",
                    )
        return texts
    if kind == "token_seq":
        return _cleaned([cell if isinstance(cell, str) else " ".join(map(str, cell)) for cell in cells])
    if kind == "float":
        numbers = cells.to_numpy(dtype=float)
        if not np.isfinite(numbers).all():
            row = int(np.flatnonzero(~np.isfinite(numbers))[0])
            raise DataError(f"{name} is not a finite number.", path=path, line=row + 2, remedy="Correct it.")
        return [repr(int(x)) if x == int(x) and abs(x) < 1e15 else repr(float(x)) for x in numbers]
    rows = []
    for row, cell in enumerate(cells):
        vector = np.asarray(cell, dtype=float)
        if not np.isfinite(vector).all():
            raise DataError(f"{name} holds a value that is not finite.", path=path, line=row + 2, remedy="Correct it.")
        rows.append(" ".join(f"{x:.{digits}g}" for x in vector))
    return rows
