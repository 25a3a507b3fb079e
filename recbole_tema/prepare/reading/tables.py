"""Rows of a file as text: of any size through an engine, of a small file as a data frame."""

from __future__ import annotations

import json
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from csv import writer
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from pydantic_core import from_json

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.reading.cells import text_columns
from recbole_tema.prepare.reading.dialect import BadQuotesError, Row, read_rows
from recbole_tema.prepare.reading.json_files import array_objects
from recbole_tema.prepare.reading.layout import Layout, empty_table
from recbole_tema.prepare.reading.text_files import open_text


def open_table(engine: Engine, layout: Layout, columns: Sequence[str] | None = None) -> Any:
    """The rows of a file as an Ibis table of text; a missing cell is null or empty.

    Parameters
    ----------
    engine : Engine
    layout : Layout
    columns : sequence of str, optional
        By default all columns that have a name of their own.

    Raises
    ------
    DataError
        If a column is missing, or its name is that of several columns.
    """
    wanted = _wanted(layout, columns)
    if layout.kind == "parquet":
        table = engine.parquet(layout.path)
        return table.select(**{name: _scalar_text(table[name], name, layout.path) for name in wanted})
    if layout.kind == "json_lines" and layout.plain:
        return engine.json_lines(layout.path, wanted)
    if layout.kind != "delimited":
        copy = engine.folder / f"copy_{uuid.uuid4().hex[:12]}.jsonl"
        with copy.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(value, ensure_ascii=False) + "\n" for value in _objects(layout))
        return engine.json_lines(copy, wanted)
    path = layout.path if layout.plain else _plain_copy(engine, layout)
    separator, quoted, escape = (layout.separator, layout.quoted, layout.escape) if layout.plain else (",", True, '"')
    stored = [f"column_{number}" for number in range(len(layout.columns))]
    header = layout.header if layout.plain else False
    table = engine.delimited(path, stored, separator=separator, header=header, quoted=quoted, escape=escape)
    return table.select(**{name: table[stored[layout.columns.index(name)]] for name in wanted})


def read_frame(layout: Layout, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of a file as a data frame; every cell is text, a missing one is empty.

    Parameters
    ----------
    layout : Layout
    columns : sequence of str, optional
        By default all columns that have a name of their own.

    Raises
    ------
    DataError
        As :func:`open_table`, and naming the line of a row that cannot be read.
    """
    return read_usable(layout, columns)[0]


def read_usable(layout: Layout, columns: Sequence[str] | None = None) -> tuple[pd.DataFrame, list[str]]:
    """As :func:`read_frame`, and the columns that are left out because their values have no text."""
    wanted = _wanted(layout, columns)
    if layout.kind == "parquet":
        with reading(layout.path):
            table = pq.read_table(layout.path).rename_columns(list(layout.columns)).select(wanted)
        frame = table.to_pandas(types_mapper=pd.ArrowDtype).astype(object)
    elif layout.kind == "delimited":
        places = [layout.columns.index(name) for name in wanted]
        cells = [[row.cells[place] for place in places] for row in data_rows(layout)]
        frame = pd.DataFrame(cells, columns=wanted, dtype=object)
    else:
        values = ({name: value.get(name) for name in wanted} for value in _objects(layout))
        frame = pd.DataFrame(values, columns=wanted, dtype=object)
    if frame.empty:
        raise empty_table(layout.path)
    return text_columns(frame)


def data_rows(layout: Layout) -> Iterator[Row]:
    """Rows of a delimited file with their lines, without its header.

    Raises
    ------
    DataError
        Naming the line of a row that has too many or too few cells, or quotes that do not delimit cells.
    """
    width, header = len(layout.columns), layout.header
    try:
        with open_text(layout.path, layout.encoding) as file:
            for row in read_rows(file, layout.dialect):
                if header:
                    header = False
                    continue
                if len(row.cells) != width:
                    raise DataError(
                        f"has {len(row.cells)} cells where the first row has {width}.",
                        path=layout.path,
                        line=row.line,
                        remedy="Correct the line; a cell that holds a separator must be in quotes.",
                    )
                yield row
    except BadQuotesError as error:
        raise DataError(
            "a quote is not closed, or text follows a quoted cell.",
            path=layout.path,
            line=error.line,
            remedy="Write a quote in a quoted cell twice.",
        ) from None


@contextmanager
def reading_rows(layout: Layout) -> Iterator[None]:
    """As :func:`~recbole_tema.prepare.engine.reading`, naming the line of a delimited file that cannot be read."""
    try:
        with reading(layout.path):
            yield
    except DataError as error:
        if error.line is None and layout.kind == "delimited":
            deque(data_rows(layout), maxlen=0)
        raise


def layout_notes(layout: Layout) -> list[str]:
    """What a user should know of how a file was read: an encoding that had to be detected, unusable columns."""
    name, notes = layout.path.name, []
    if layout.encoding in ("cp1252", "latin-1"):
        notes.append(f"{name}: read as {layout.encoding}, because it is not UTF-8.")
    if layout.unusable_columns:
        notes.append(f"{name}: left out {', '.join(layout.unusable_columns)}.")
    return notes


def line_of_row(layout: Layout, position: int | None) -> int | None:
    """The line, from 1, where a row begins, given its number from 0; None if the file has no lines."""
    if position is None or layout.kind in ("parquet", "json_array"):
        return None
    if layout.kind == "delimited":
        for number, row in enumerate(data_rows(layout)):
            if number == position:
                return row.line
        return None
    with open_text(layout.path, layout.encoding) as file:
        number = -1
        for line, text in enumerate(file, start=1):
            number += bool(text.strip())
            if number == position:
                return line
    return None


def check_json_line(layout: Layout, line: int | None) -> None:
    """Raise if a line of JSON lines is not a JSON object, which engines read as a row without values.

    Raises
    ------
    DataError
        Naming the line.
    """
    if layout.kind != "json_lines" or line is None:
        return
    with open_text(layout.path, layout.encoding) as file:
        text = next(islice(file, line - 1, None), "")
    _json_object(text, line, layout)


def _json_object(text: str, line: int, layout: Layout) -> dict[str, Any]:
    try:
        value = from_json(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise DataError("is not a JSON object.", path=layout.path, line=line, remedy="Correct the line.")
    return value


def _wanted(layout: Layout, columns: Sequence[str] | None) -> list[str]:
    if columns is None:
        return layout.unique_columns
    for name in columns:
        if layout.columns.count(name) != 1:
            several = f"has several columns {name!r}." if name in layout.columns else f"has no column {name!r}."
            raise DataError(several, path=layout.path, line=1, remedy=f"Its columns: {', '.join(layout.columns)}.")
    return list(columns)


def _scalar_text(column: Any, name: str, path: Path) -> Any:
    """A column of Parquet as text: whole numbers without a fraction."""
    import ibis

    kind = column.type()
    if kind.is_nested():
        raise DataError(f"column {name!r} holds lists or mappings.", path=path, remedy="Name another column.")
    if kind.is_floating():
        whole = (column == column.floor()) & (column.abs() < 2.0**63)
        return ibis.ifelse(whole, column.cast("int64").cast("string"), column.cast("string"))
    return column if kind.is_string() else column.cast("string")


def _objects(layout: Layout) -> Iterator[dict[str, Any]]:
    if layout.kind == "json_array":
        yield from array_objects(layout.path, layout.encoding)
        return
    with open_text(layout.path, layout.encoding) as file:
        for line, text in enumerate(file, start=1):
            if not text.strip():
                continue
            yield _json_object(text, line, layout)


def _plain_copy(engine: Engine, layout: Layout) -> Path:
    """The rows as comma-separated UTF-8 without a header."""
    copy = engine.folder / f"copy_{uuid.uuid4().hex[:12]}.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer(file, lineterminator="\n").writerows(row.cells for row in data_rows(layout))
    return copy
