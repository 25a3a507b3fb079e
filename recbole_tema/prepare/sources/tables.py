"""Read tables of any common form, as text."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Optional

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import clean_text


def table_form(path: Path) -> str:
    """``.csv``, ``.tsv``, ``.jsonl`` or ``.parquet``: what a file's name says it is.

    Raises
    ------
    DataError
        If the file is missing, or its name says nothing known.
    """
    if not path.is_file():
        raise DataError("no such file.", path=path, remedy="Check the path.")
    suffixes = [s.lower() for s in path.suffixes]
    form = suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else (suffixes or [""])[-1]
    form = ".jsonl" if form == ".ndjson" else form
    if form not in (".csv", ".tsv", ".jsonl", ".parquet"):
        raise DataError(f"{form or 'no suffix'} is no known form.", path=path, remedy="Use csv, tsv, jsonl, parquet.")
    return form


def read_table(path: Path) -> pd.DataFrame:
    """Read CSV, TSV, JSON lines (each also ``.gz``) or Parquet; every cell is text, a missing one is empty.

    Raises
    ------
    DataError
        If the file is missing, empty, of another form, or cannot be read.
    """
    path = Path(path)
    form = table_form(path)
    try:
        if form in (".csv", ".tsv"):
            separator = "," if form == ".csv" else "\t"
            frame = pd.read_csv(path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        elif form == ".jsonl":
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
        raise DataError("the file holds no rows.", path=path, remedy="Give a table with a header and rows.")
    texts: pd.DataFrame = frame.apply(lambda column: column.map(_text))
    return texts


def _text(cell: object) -> str:
    if isinstance(cell, (list, tuple)):
        return " ".join(map(clean_text, cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or cell is pd.NA or cell is pd.NaT else clean_text(cell)


def suggest_column(name: str, present: Sequence[str], path: Path) -> None:
    """Raise, with the closest name as a suggestion, if a column is missing.

    Raises
    ------
    DataError
        If ``name`` is no column.
    """
    if name in present:
        return
    close = difflib.get_close_matches(name, present, n=1, cutoff=0.5)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    raise DataError(f"has no column {name!r}.", path=path, line=1, remedy=f"{guess}Its columns: {', '.join(present)}.")


def need_column(frame: pd.DataFrame, name: str, path: Path) -> None:
    """As :func:`suggest_column`, for a frame."""
    suggest_column(name, [str(column) for column in frame.columns], path)


def first_line(bad: pd.Series) -> Optional[int]:
    """Line in the file of the first true row (the header is line 1), or None."""
    return None if not bad.any() else int(bad.to_numpy().argmax()) + 2
