"""Read tables of any common file format as text."""

from __future__ import annotations

import csv
import difflib
import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from pydantic_core import from_json

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import clean_text
from recbole_tema.prepare.engine import reading

_EMPTY = "the file holds no rows."
_EMPTY_REMEDY = "Give a table with a header and rows."


def table_format(path: Path) -> str:
    """``.csv``, ``.tsv``, ``.jsonl`` or ``.parquet``, by the file's name.

    Raises
    ------
    DataError
        If the file is missing, or its suffix is unknown.
    """
    if not path.is_file():
        raise DataError("no such file.", path=path, remedy="Check the path.")
    suffixes = [suffix.lower() for suffix in path.suffixes]
    suffix = suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]
    suffix = ".jsonl" if suffix == ".ndjson" else suffix
    if suffix not in (".csv", ".tsv", ".jsonl", ".parquet"):
        raise DataError(
            f"{suffix or 'no suffix'} is an unknown file format.", path=path, remedy="Use csv, tsv, jsonl or parquet."
        )
    return suffix


def separator_of(file_format: str) -> str:
    """The separator of ``.csv`` or ``.tsv``."""
    return "," if file_format == ".csv" else "\t"


def column_names(path: Path) -> list[str]:
    """Columns of a table file, from its first line or its schema.

    Raises
    ------
    DataError
        If the file is missing, empty, of an unknown format, or cannot be read.
    """
    file_format = table_format(path)
    with reading(path):
        if file_format == ".parquet":
            return list(pq.read_schema(path).names)
        opener: Any = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8-sig") as file:
            if file_format in (".csv", ".tsv"):
                names = next(csv.reader(file, delimiter=separator_of(file_format)), [])
            else:
                names = list(from_json(next(file, "{}")))
    if not names:
        raise empty_table(path)
    return names


def read_text_table(path: Path) -> pd.DataFrame:
    """Read CSV, TSV, JSON lines (each also ``.gz``) or Parquet; every cell is text, a missing one is empty.

    Raises
    ------
    DataError
        If the file is missing, empty, of an unknown format, or cannot be read.
    """
    path = Path(path)
    file_format = table_format(path)
    try:
        if file_format in (".csv", ".tsv"):
            separator = separator_of(file_format)
            frame = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        elif file_format == ".jsonl":
            frame = pd.read_json(path, lines=True, dtype=False, convert_dates=False)
        else:
            frame = pd.read_parquet(path)
    except pd.errors.EmptyDataError:
        frame = pd.DataFrame()
    except (ValueError, OSError, EOFError) as error:  # ParserError and UnicodeDecodeError are ValueErrors
        raise DataError(
            f"cannot be read ({error}).", path=path, remedy="Correct the file; it must be UTF-8."
        ) from error
    if frame.empty:
        raise empty_table(path)
    texts: pd.DataFrame = frame.apply(lambda column: column.map(_cell_text))
    return texts


def empty_table(path: Path) -> DataError:
    """The error of a table without rows."""
    return DataError(_EMPTY, path=path, remedy=_EMPTY_REMEDY)


def require_columns(names: Sequence[str], present: Iterable[Any], path: Path) -> None:
    """Raise, with the closest name as a suggestion, if a table lacks a column.

    Raises
    ------
    DataError
        For the first of ``names`` that is not in ``present``.
    """
    columns = [str(column) for column in present]
    for name in names:
        if name not in columns:
            close = difflib.get_close_matches(name, columns, n=1, cutoff=0.5)
            guess = f"Did you mean {close[0]!r}? " if close else ""
            remedy = f"{guess}Its columns: {', '.join(columns)}."
            raise DataError(f"has no column {name!r}.", path=path, line=1, remedy=remedy)


def first_line(bad: pd.Series) -> int | None:
    """Line in the file of the first true row (the header is line 1), or None."""
    return None if not bad.any() else int(bad.to_numpy().argmax()) + 2


def _cell_text(cell: object) -> str:
    if isinstance(cell, (list, tuple, np.ndarray)):  # Parquet's lists are arrays
        return " ".join(map(clean_text, cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or cell is pd.NA or cell is pd.NaT else clean_text(cell)
