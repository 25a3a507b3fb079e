"""How a file of rows is written: its kind, encoding, separator, quotes and columns, detected from its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic_core import from_json

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import reading
from recbole_tema.prepare.reading.dialect import Dialect, Row, detect_dialect
from recbole_tema.prepare.reading.names import is_known_name
from recbole_tema.prepare.reading.quotes import check_quotes
from recbole_tema.prepare.reading.text_files import TextFile, examine_text, open_text, starts_with

# Of JSON lines, the first of which may lack columns that later ones have.
_SAMPLED_OBJECTS = 10_000
# As a command line can give them.
_NAMED_SEPARATORS = {"\\t": "\t", "tab": "\t", "space": " ", "\\x01": "\x01"}
_ARCHIVES = {b"PK\x03\x04": "zip", b"7z\xbc\xaf": "7z", b"\xfd7zX": "xz", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd"}
# Pandas stores its index in Parquet under such names.
_PANDAS_INDEX = re.compile(r"Unnamed: \d+(_level_\d+)?")
_PARQUET_INDEX = re.compile(r"__index_level_\d+__")


@dataclass(frozen=True)
class Layout:
    """How a file is written.

    Attributes
    ----------
    path : Path
    kind : {"delimited", "json_lines", "json_array", "parquet"}
    columns : tuple of str
        Names in the order of the file; a column without a name is ``""``.
    header : bool
        Whether the first line holds the names.
    encoding : str
        As Python names it; "utf-8" of Parquet.
    separator : str
        Empty unless the file is delimited.
    quoted : bool
        Whether a quote at the start of a cell opens a quoted cell; otherwise it is a character like any other.
    escape : str
        What makes a quote part of a quoted cell: a quote, or a backslash.
    plain : bool
        Whether engines can read the file as it is; otherwise they read a copy in UTF-8 with plain line ends.
    """

    path: Path
    kind: str
    columns: tuple[str, ...]
    header: bool = True
    encoding: str = "utf-8"
    separator: str = ""
    quoted: bool = False
    escape: str = '"'
    plain: bool = True

    @property
    def dialect(self) -> Dialect:
        """Separator and quotes of a delimited file."""
        return Dialect(self.separator, self.quoted, self.escape)

    @property
    def unique_columns(self) -> list[str]:
        """Columns that have a name which no other one has."""
        return [name for name in self.columns if name and self.columns.count(name) == 1]

    @property
    def unusable_columns(self) -> list[str]:
        """Columns without a name, by number, and names of several columns."""
        unnamed = [f"column {number} (without a name)" for number, name in enumerate(self.columns, 1) if not name]
        repeated = [name for name in dict.fromkeys(self.columns) if name and self.columns.count(name) > 1]
        return unnamed + [f"{name} ({self.columns.count(name)} columns)" for name in repeated]


def detect_layout(
    path: Path,
    *,
    separator: str | None = None,
    names: Sequence[str] | None = None,
    encoding: str | None = None,
    quoted: bool | None = None,
) -> Layout:
    """Detect how a file is written, from its content.

    Parameters
    ----------
    path : Path
        CSV and other delimited text, JSON lines, a JSON array (each also compressed by gzip) or Parquet, of any name.
    separator : str, optional
        Separator of cells. By default the one that gives all sampled rows the same number of cells.
    names : sequence of str, optional
        Names of the columns of a file without a header. A first line with well-known names is left out.
    encoding : str, optional
        Encoding of a text file. By default that of its byte order mark, UTF-8, or Western text.
    quoted : bool, optional
        Whether quotes delimit cells. By default decided by the sampled rows.

    Raises
    ------
    DataError
        If the file is missing, empty, an archive or damaged, or if rows do not decide how it is written. The error
        names file and line.
    ConfigError
        If the encoding is unknown.
    """
    path = Path(path)
    separator = _NAMED_SEPARATORS.get(separator, separator) if separator else None
    if not path.is_file():
        raise DataError("no such file.", path=path, remedy="Check the path.")
    start = starts_with(path)
    for mark, name in _ARCHIVES.items():
        if start.startswith(mark):
            raise DataError(f"is a {name} archive.", path=path, remedy="Unpack it, and give a file of it.")
    if start.startswith(b"PAR1"):
        return Layout(path, "parquet", _parquet_columns(path))
    text = examine_text(path, encoding)
    if not text.sample.head.strip():
        raise empty_table(path)
    first = text.sample.head.lstrip()[0]
    if first == "{" or (first == "[" and re.match(r"\[\s*[{\]]", text.sample.head.lstrip())):
        kind = "json_lines" if first == "{" else "json_array"
        plain = text.encoding == "utf-8"
        return Layout(path, kind, _json_columns(path, kind, text), encoding=text.encoding, plain=plain)
    return _delimited(path, text, separator, names, quoted)


def empty_table(path: Path) -> DataError:
    """The error of a table without rows."""
    return DataError("the file holds no rows.", path=path, remedy="Give a table with a header and rows.")


def _parquet_columns(path: Path) -> tuple[str, ...]:
    import pyarrow.parquet as pq

    with reading(path):
        names = pq.read_schema(path).names
    return tuple("" if _PARQUET_INDEX.fullmatch(name) else name.strip() for name in names)


def _json_columns(path: Path, kind: str, text: TextFile) -> tuple[str, ...]:
    names: dict[str, None] = {}
    if kind == "json_array":
        from recbole_tema.prepare.reading.json_files import array_objects

        for value in islice(array_objects(path, text.encoding), _SAMPLED_OBJECTS):
            names.update(dict.fromkeys(value))
        return tuple(names)
    with open_text(path, text.encoding) as file:
        for line in islice(file, _SAMPLED_OBJECTS):
            try:
                value = from_json(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                names.update(dict.fromkeys(value))
    if not names:
        raise DataError("holds no JSON object.", path=path, line=1, remedy="Give one JSON object per line.")
    return tuple(names)


def _delimited(
    path: Path, text: TextFile, separator: str | None, names: Sequence[str] | None, quoted: bool | None
) -> Layout:
    dialect, rows = detect_dialect(path, text.sample, separator, quoted)
    first = rows[0].cells
    if names is not None:
        if len(names) != len(first):
            raise DataError(
                f"has {len(first)} columns, but {len(names)} names are given.",
                path=path,
                line=rows[0].line,
                remedy=f"Name each column of {' | '.join(first)}.",
            )
        columns, header = tuple(names), sum(is_known_name(cell.strip()) for cell in first) > 1
    else:
        # pandas calls a column without a name so when it writes the table again.
        columns = tuple("" if _PANDAS_INDEX.fullmatch(name) else name for name in map(str.strip, first))
        header = True
        _require_header(path, first, rows[0].line)
    if header and len(rows) == 1 and text.sample.complete:
        raise empty_table(path)
    layout = Layout(
        path,
        "delimited",
        columns,
        header,
        text.encoding,
        dialect.separator,
        dialect.quoted,
        dialect.escape,
        plain=text.encoding in ("utf-8", "utf-8-sig") and not text.mixed_ends and not _has_odd_lines(text, rows),
    )
    if quoted is None and not text.sample.complete and text.sample.has_quotes:
        check_quotes(path, dialect, len(columns), text, plain=layout.plain)
    return layout


def _has_odd_lines(text: TextFile, rows: Sequence[Row]) -> bool:
    """Whether there are lines that engines read otherwise: blank ones before the first row or of one column."""
    return (
        rows[0].line > 1 or len(rows[0].cells) == 1 or re.search(r"^ +\r?$", text.sample.head, re.MULTILINE) is not None
    )


def _require_header(path: Path, cells: Sequence[str], line: int) -> None:
    """Raise if the first line holds values and not names."""
    if any(_is_value(cell.strip()) for cell in cells):
        raise DataError(
            f"has no header: its first line is {' | '.join(cells)[:200]!r}.",
            path=path,
            line=line,
            remedy="Add a first line with the names of its columns, or name those of a table of interactions in order, "
            "as names=user_id,item_id,rating,timestamp.",
        )


def _is_value(cell: str) -> bool:
    """Whether a cell is a number or a date, which name no column."""
    return re.fullmatch(r"[-+]?[\d.,]*\d[\d.,]*(e[-+]?\d+)?|\d{4}-\d\d-\d\d.*", cell, re.IGNORECASE) is not None
