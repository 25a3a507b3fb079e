"""Atomic files: the only place that reads and writes them.

An atomic file is RecBole's tab-separated table whose header gives each column a kind
(``item_id:token``). See https://recbole.io/docs/user_guide/data/atomic_files.html.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Optional

import numpy as np
import pandas as pd

from recbole_tema.errors import DataError

KINDS = ("token", "float", "token_seq", "float_seq")
# Control characters too: NUL ends a line for csv readers before Python 3.11.
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
# What pandas, and so RecBole, silently reads as "missing".
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


@contextmanager
def replacing(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
    """Open a temporary file beside ``path`` that takes its place only if the block succeeds.

    Parameters
    ----------
    path : Path
        The file to write; its folder is made where missing.
    mode : {"w", "wb"}
        Text (UTF-8) or bytes.

    Yields
    ------
    file
        The open temporary file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    # mkstemp makes private files; a dataset is meant to be as readable as any other file.
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(temporary, 0o666 & ~umask)
    try:
        with os.fdopen(descriptor, mode, encoding=None if "b" in mode else "utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_json(path: Path, record: Any) -> None:
    """Write ``record`` as indented JSON, atomically."""
    with replacing(path) as file:
        json.dump(record, file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes.

    Raises
    ------
    DataError
        If there is no such file.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            # Large, for a thread beside a busy one, which waits for its turn after each.
            for block in iter(lambda: file.read(1 << 23), b""):
                digest.update(block)
    except FileNotFoundError:
        raise DataError(
            "no such file.", path=path, remedy="Check data_path and dataset, or make it with recbole-tema prepare."
        ) from None
    return digest.hexdigest()


def provenance_path(path: Path) -> Path:
    """The ``.json`` beside a generated file that says how it was made."""
    return path.with_name(path.name + ".json")


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
    path: Path, *, require: Optional[Mapping[str, str]] = None, columns: Optional[Sequence[str]] = None
) -> pd.DataFrame:
    """Read an atomic file strictly.

    Parameters
    ----------
    path : Path
        The file.
    require : mapping of str to str, optional
        Columns that must be there, with their kinds.
    columns : sequence of str, optional
        Read only these columns; all by default.

    Returns
    -------
    pandas.DataFrame
        ``token`` as str, ``float`` as float64, ``token_seq`` as list of str (split at blanks), ``float_seq`` as
        float32 arrays. Row ``i`` stands on line ``i + 2`` of the file.

    Raises
    ------
    DataError
        Naming file, line and remedy: a missing column or one of another kind, a row with too many or too few cells,
        an empty id, or a value that is not a finite number.
    """
    kinds = read_header(path)
    for name, kind in (require or {}).items():
        if kinds.get(name) != kind:
            raise DataError(
                f"needs the column {name}:{kind}, but has {', '.join(f'{n}:{k}' for n, k in kinds.items())}.",
                path=path,
                line=1,
                remedy="Add or rename the column.",
            )
    wanted = list(kinds) if columns is None else [name for name in columns if name in kinds]
    rows = _read_rows(path, width=len(kinds))
    # As objects: without rows pandas takes the columns for numbers.
    data = {name: [row[i] for row in rows] for i, name in enumerate(kinds) if name in wanted}
    frame = pd.DataFrame(data, dtype=object)
    for name in wanted:
        frame[name] = _parse(frame[name], kinds[name], name, path)
    return frame


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
                        remedy="Separate cells by one tab each; a text cell must hold none.",
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


def clean_text(text: object) -> str:
    """One line of text that RecBole reads back as it is.

    Blanks collapse to single spaces. Double quotes at the start are dropped: RecBole reads files with the csv
    quoting rules, where a cell that starts with one swallows the lines after it.
    """
    # Most text needs no expression, which costs seven times as much: of all blanks, only the space is printable.
    if type(text) is str and text.isprintable() and "  " not in text:
        return text.strip().lstrip('" ')
    if text is None or (isinstance(text, float) and np.isnan(text)):
        return ""
    return _BLANKS.sub(" ", str(text)).strip().lstrip('" ')


def _cleaned(cells: Sequence[Any]) -> list[str]:
    """:func:`clean_text` of every cell, with one look at all of them where none needs an expression."""
    try:
        joined = "|".join(cells)
    except TypeError:  # a cell that is no text
        return [clean_text(cell) for cell in cells]
    if joined.isprintable() and "  " not in joined:
        return [cell.strip().lstrip('" ') for cell in cells]
    return [clean_text(cell) for cell in cells]


def write_atomic(frame: pd.DataFrame, path: Path, kinds: Mapping[str, str], *, digits: int = 6) -> None:
    """Write a table as an atomic file, atomically.

    Parameters
    ----------
    frame : pandas.DataFrame
        One column a key of ``kinds``; ``token_seq`` cells are strings or sequences of strings, ``float_seq`` cells
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
        If a number is not finite, or an id is empty, holds blanks, or is one that RecBole reads as missing.
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
