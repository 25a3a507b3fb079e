"""Rows of tables of interactions: the needed columns as clean text, and checks that name the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import Columns
from recbole_tema.prepare.reading.layout import Layout, empty_table
from recbole_tema.prepare.reading.tables import check_json_line, line_of_row
from recbole_tema.prepare.sources.base import is_unusable_id
from recbole_tema.prepare.times import with_times

# The characters that clean_text collapses, listed: the \s of an engine covers ASCII only.
_WHITESPACE = r"[\x00-\x20\x7f\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
# A comma before three digits may separate thousands.
_DECIMAL_COMMA = r"^[-+]?\d+,(?:\d{1,2}|\d{4,})$"


def as_tokens(domains: pd.Series) -> pd.Series:
    """Domain names without spaces, which would end a token."""
    return pd.Series([name.replace(" ", "_") for name in domains], index=domains.index)


def clean_fields(table: Any, present: Sequence[str], columns: Columns) -> Any:
    """The needed columns of a table under our names, as :func:`check_rows` expects them.

    Parameters
    ----------
    table : ibis.Table
    present : sequence of str
        Its columns.
    columns : Columns
    """
    import ibis

    names = {"user_id": columns.user, "item_id": columns.item, "when": columns.time, "domain": columns.domain}
    names = {ours: theirs for ours, theirs in names.items() if theirs in present}
    rated = columns.rating in present
    fields = {ours: _as_text(table[theirs]) for ours, theirs in names.items()}
    for ours in fields.keys() - {"when"}:
        fields[ours] = fields[ours].re_replace(_WHITESPACE, " ").strip()
    if not rated:
        return table.select(**fields, rating=ibis.null("float64"), bad_rating=ibis.literal(False))
    text = _as_text(table[columns.rating]).strip()
    rating = decimal_number(ibis.ifelse(text.re_search(_DECIMAL_COMMA), text.replace(",", "."), text))
    return table.select(**fields, rating=rating, bad_rating=rating.isnull() & (text != ""))


def rating_notes(raw: Any, layout: Layout) -> list[str]:
    """A note if ratings are not numbers."""
    row = _first_bad_row(raw, raw.bad_rating, "item_id", layout)
    if row is None:
        return []
    where = "" if row[0] is None else f", the first in line {row[0]}"
    return [f"{layout.path.name}: {row[2]:,} ratings are not numbers{where}."]


def _as_text(column: Any) -> Any:
    import ibis

    kind = column.type()
    if kind.is_floating():
        # In many files a column of whole numbers with missing cells is one of floats: 12, not 12.0.
        return ibis.ifelse(column == column.floor(), column.cast("int64").cast("string"), column.cast("string"))
    return column.fill_null("") if kind.is_string() else column.cast("string").fill_null("")


def _first_bad_row(raw: Any, bad: Any, column: str, layout: Layout | None = None) -> tuple[int | None, str, int] | None:
    """Line (if known) and value of the first bad row, and the number of bad rows; None if there are none."""
    bad_rows = raw.filter(bad)
    count = count_rows(bad_rows)
    if count == 0:
        return None
    row = bad_rows.order_by("position").select(column, "position").limit(1).to_pyarrow().to_pylist()[0]
    return _line(row["position"], layout), row[column], count


def _line(position: int | None, layout: Layout | None) -> int | None:
    """Line of a row; without a layout, in a file whose rows are lines after a header."""
    if layout is not None:
        return line_of_row(layout, position)
    return None if position is None else position + 2


def check_rows(raw: Any, path: Path, columns: Columns, layout: Layout | None = None) -> None:
    """Raise for the first row with an empty or unusable id, or an empty domain."""
    if count_rows(raw) == 0:
        raise empty_table(path)
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item), ("domain", columns.domain)):
        if ours in raw.columns and (row := _first_bad_row(raw, raw[ours] == "", ours, layout)):
            if layout is not None:
                check_json_line(layout, row[0])
            raise DataError(f"{theirs} is empty.", path=path, line=row[0], remedy="Give one, or remove the row.")
    for ours, theirs in (("user_id", columns.user), ("item_id", columns.item)):
        if row := _first_bad_row(raw, is_unusable_id(raw[ours]), ours, layout):
            raise DataError(
                f"{theirs} {row[1]!r} is read as missing, or holds a quote.",
                path=path,
                line=row[0],
                remedy="Use another id.",
            )


def timed_rows(engine: Engine, raw: Any, layout: Layout, time_format: str | None) -> Any:
    """As :func:`~recbole_tema.prepare.times.with_times`, naming the line of the file in errors."""
    try:
        return with_times(raw, layout.path, time_format, first_line=0, engine=engine)
    except DataError as error:
        raise DataError(
            error.problem, path=layout.path, line=line_of_row(layout, error.line), remedy=error.remedy
        ) from None
