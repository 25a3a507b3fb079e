"""How the cells of a delimited file are separated and quoted, by evidence of its lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

from recbole_tema.errors import DataError
from recbole_tema.prepare.reading.names import is_known_name
from recbole_tema.prepare.reading.text_files import Sample

# A space separates only where nothing else does: texts and times hold spaces.
SEPARATORS = (",", "\t", ";", "|", "::", "\x01")
LONGEST_CELL = 1 << 26
# Lines that the last row of a block may hold.
_LAST_LINES = 200


@dataclass(frozen=True)
class Dialect:
    """How cells are written.

    Attributes
    ----------
    separator : str
    quoted : bool
        Whether a quote at the start of a cell opens a quoted cell; otherwise it is a character like any other.
    escape : str
        What makes a quote part of a quoted cell: a quote, or a backslash.
    """

    separator: str
    quoted: bool
    escape: str = '"'


@dataclass(frozen=True)
class Row:
    """A row of a delimited file: the line where it begins, from 1, and its cells."""

    line: int
    cells: list[str]


class BadQuotesError(ValueError):
    """Quotes that do not delimit cells."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def read_rows(lines: Iterable[str], dialect: Dialect) -> Iterator[Row]:
    """Rows of a delimited file; blank lines between rows are ignored.

    Parameters
    ----------
    lines : iterable of str
        With their ends.
    dialect : Dialect

    Raises
    ------
    BadQuotesError
        If a quoted cell is not closed, or something follows it.
    """
    if not dialect.quoted:
        for number, line in enumerate(lines, start=1):
            if line.strip(" \r\n"):
                yield Row(number, line.rstrip("\r\n").split(dialect.separator))
        return
    if len(dialect.separator) > 1:
        raise BadQuotesError(1)
    doubled = dialect.escape == '"'
    limit = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(
        lines,
        delimiter=dialect.separator,
        doublequote=doubled,
        escapechar=None if doubled else dialect.escape,
        skipinitialspace=dialect.separator != " ",
        strict=True,
    )
    end = 0
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():
                yield Row(end + 1, cells)
            end = reader.line_num
    except csv.Error:
        raise BadQuotesError(end + 1) from None
    finally:
        csv.field_size_limit(limit)


def detect_dialect(
    path: Path, sample: Sample, separator: str | None = None, quoted: bool | None = None
) -> tuple[Dialect, list[Row]]:
    """The dialect in which all sampled rows have the same number of cells, and those rows.

    Parameters
    ----------
    path : Path
        Named by errors.
    sample : Sample
    separator : str, optional
        By default one of :data:`SEPARATORS`, or a space if none of those separates.
    quoted : bool, optional
        Whether quotes delimit cells. By default decided by the sample.

    Raises
    ------
    DataError
        If no dialect fits all rows, naming the first line that does not fit; or if several do, and read other cells.
    """
    if separator is not None:
        return _fitting(path, sample, separator, quoted)
    first = sample.head.lstrip().partition("\n")[0].rstrip("\r")
    # In quotes, the first row may go on after the first line.
    start = first if '"' not in first else sample.head[:100_000]
    readings = {name: _try(path, sample, name, quoted) for name in SEPARATORS if name in start}
    fitting = {name: result for name, result in readings.items() if not isinstance(result, DataError)}
    several = {name: result for name, result in fitting.items() if len(result[1][0].cells) > 1}
    if len(several) > 1:
        several = _with_names(several)
    if len(several) == 1:
        return next(iter(several.values()))
    if several:
        shown = " and ".join(repr(name) for name in several)
        raise DataError(
            f"can be separated by {shown}: {first[:120]!r}.",
            path=path,
            line=1,
            remedy=f"Choose one, as separator={next(iter(several))}.",
        )
    # Errors of the separator that the first line holds most often say which line does not fit.
    likely = max(SEPARATORS, key=lambda name: first.count(name) * len(name))
    if likely in first:
        return _fitting(path, sample, likely, quoted)
    blank = _try(path, sample, " ", quoted)
    if not isinstance(blank, DataError) and len(blank[1][0].cells) > 1 and len(blank[1]) > 1:
        return blank
    return _fitting(path, sample, ",", quoted)


def _with_names(readings: dict[str, tuple[Dialect, list[Row]]]) -> dict[str, tuple[Dialect, list[Row]]]:
    """Those whose first row holds a name that a column of ours may have; all if none does."""
    named = {
        separator: result
        for separator, result in readings.items()
        if any(is_known_name(cell.strip()) for cell in result[1][0].cells)
    }
    return named or readings


def _try(path: Path, sample: Sample, separator: str, quoted: bool | None) -> tuple[Dialect, list[Row]] | DataError:
    try:
        return _fitting(path, sample, separator, quoted)
    except DataError as error:
        return error


def _fitting(path: Path, sample: Sample, separator: str, quoted: bool | None) -> tuple[Dialect, list[Row]]:
    """The one dialect of a separator that fits all rows."""
    results: list[tuple[Dialect, list[Row]]] = []
    problems: list[DataError] = []
    for dialect in _choices(sample, separator, quoted):
        try:
            rows = _rows(path, sample, dialect)
        except DataError as error:
            problems.append(error)
            continue
        if dialect.quoted or not problems or quoted is False or not _seem_quoted(rows, separator):
            results.append((dialect, rows))
    if not results:
        raise problems[0]
    dialect, rows = results[0]
    # A caller who says that quotes delimit cells means those of RFC 4180 where they fit.
    for _, other in results[1:] if quoted is None else ():
        if dialect.quoted and len(other) != len(rows):
            raise ambiguous_quote(path, rows)
    return dialect, rows


def ambiguous_quote(path: Path, rows: Iterable[Row]) -> DataError:
    """The error of a file whose rows fit whether or not quotes delimit cells, some of several lines."""
    row = None
    for row, after in pairwise(rows):
        if after.line > row.line + 1:
            break
    else:
        row = after if row is not None else None
    return DataError(
        "a quote opens a cell that can end in this line or in a later one.",
        path=path,
        line=1 if row is None else row.line,
        remedy="Choose quoted=yes or quoted=no: whether quotes delimit cells.",
    )


def _choices(sample: Sample, separator: str, quoted: bool | None) -> list[Dialect]:
    """Dialects of a separator in the order in which they are preferred."""
    plain, doubled, escaped = (
        Dialect(separator, False),
        Dialect(separator, True),
        Dialect(separator, True, "\\"),
    )
    if quoted is False or not sample.has_quotes or len(separator) > 1:
        return [plain]
    if '\\"' in sample.head or '\\"' in sample.quote_block:
        return [doubled, escaped, *([] if quoted else [plain])]
    return [doubled] if quoted else [doubled, plain]


def _seem_quoted(rows: Sequence[Row], separator: str) -> bool:
    """Whether cells are quoted, read as if quotes were characters like any other."""
    opened = [cell for row in rows for cell in row.cells if cell.startswith('"')]
    closed = [cell for cell in opened if len(cell) > 1 and cell.endswith('"')]
    if separator != "\t" and len(closed) * 2 > len(opened):
        return True
    columns = zip(*(row.cells for row in rows[1:]))
    return len(rows) > 2 and any(all(len(c) > 1 and c[0] == c[-1] == '"' for c in column) for column in columns)


def _rows(path: Path, sample: Sample, dialect: Dialect) -> list[Row]:
    rows = _rows_of_block(path, sample.head, dialect, open_end=not sample.complete)
    if not rows:
        raise DataError("the file holds no rows.", path=path, remedy="Give a table with a header and rows.")
    width = len(rows[0].cells)
    later = _rows_of_block(path, sample.quote_block, dialect, open_end=True) if sample.quote_block else []
    for block in (rows, later):
        for row in block:
            if len(row.cells) != width:
                raise DataError(
                    f"has {len(row.cells)} cells where the first row has {width}.",
                    path=path,
                    line=row.line if block is rows else None,
                    remedy="Correct the line; a cell that holds a separator must be in quotes.",
                )
    return rows


def _rows_of_block(path: Path, text: str, dialect: Dialect, *, open_end: bool) -> list[Row]:
    lines = list(StringIO(text, newline=""))
    rows: list[Row] = []
    try:
        rows.extend(read_rows(lines, dialect))
    except BadQuotesError as error:
        # The last row of a block may continue after it.
        if not open_end or error.line < len(lines) - _LAST_LINES:
            raise DataError(
                "a quote is not closed, or text follows a quoted cell.",
                path=path,
                line=error.line,
                remedy="Write a quote in a quoted cell twice, or choose quoted=no: quotes delimit no cells.",
            ) from None
    return rows
