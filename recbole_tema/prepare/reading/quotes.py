"""Whether the whole of a large file fits the quotes that its sample decided."""

from __future__ import annotations

from pathlib import Path

from recbole_tema.prepare.gzip_files import is_gzip
from recbole_tema.prepare.reading.dialect import BadQuotesError, Dialect, ambiguous_quote, read_rows
from recbole_tema.prepare.reading.text_files import TextFile, open_text


def check_quotes(path: Path, dialect: Dialect, width: int, text: TextFile, *, plain: bool) -> None:
    """Count the rows of a file with and without quotes, unless every row is a line.

    Rows that do not fit the dialect are left to the reader, which names the line.

    Parameters
    ----------
    path : Path
    dialect : Dialect
        Decided by a sample.
    width : int
        Number of cells of a row.
    text : TextFile
    plain : bool
        Whether DuckDB can read the file as it is.

    Raises
    ------
    DataError
        If rows of several lines in quotes fit as well as rows of one line.
    """
    if not dialect.quoted:
        return
    count = _count_by_duckdb if plain else _count
    n_rows = count(path, dialect, width, text.encoding)
    # A last line may have no end.
    if n_rows is None or n_rows >= text.n_lines:
        return
    n_lines = count(path, Dialect(dialect.separator, False), width, text.encoding)
    if n_lines is not None and n_lines != n_rows:
        with open_text(path, text.encoding) as file:
            raise ambiguous_quote(path, read_rows(file, dialect))


def _count(path: Path, dialect: Dialect, width: int, encoding: str) -> int | None:
    """Number of rows; None if they do not fit."""
    count = 0
    try:
        with open_text(path, encoding) as file:
            for row in read_rows(file, dialect):
                if len(row.cells) != width:
                    return None
                count += 1
    except BadQuotesError:
        return None
    return count


def _count_by_duckdb(path: Path, dialect: Dialect, width: int, encoding: str) -> int | None:
    import duckdb

    with duckdb.connect() as connection:
        try:
            rows = connection.read_csv(
                str(path),
                header=False,
                auto_detect=False,
                sep=dialect.separator,
                quotechar='"' if dialect.quoted else "",
                escapechar=dialect.escape if dialect.quoted else "",
                columns={f"column_{number}": "VARCHAR" for number in range(width)},
                compression="gzip" if is_gzip(path) else "none",
            )
            counted = rows.count("*").fetchone()
        except duckdb.Error:
            return None
    return None if counted is None else int(counted[0])
