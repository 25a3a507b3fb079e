"""Records of Amazon's files of reviews and metadata, one at a time: JSON lines, JSON arrays, Parquet and CSV."""

from __future__ import annotations

import ast
import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import reading
from recbole_tema.prepare.gzip_files import open_decompressed
from recbole_tema.prepare.reading.json_files import array_objects
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import data_rows
from recbole_tema.prepare.sources.records import parse_record

# A quoted string, and the whitespace between it and another one.
_LITERAL = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(\s+(?=['"]))?""")
_HEAD = 1 << 16
_BATCH = 1000
_MAX_SHOWN = 200
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")


class Record(NamedTuple):
    """A row of a file.

    Attributes
    ----------
    line : int or None
        Its line, from 1; None of files without lines.
    text : bytes or str
        The line, or the row in short.
    fields : mapping, optional
        None if the line cannot be read.
    """

    line: int | None
    text: bytes | str
    fields: Mapping[str, Any] | None

    @property
    def shown(self) -> str:
        """The line with its number, in quotes and truncated."""
        text = self.text.decode("utf-8", "replace") if isinstance(self.text, bytes) else self.text
        return shown(text) if self.line is None else f"line {self.line} is {shown(text)}"


@dataclass(frozen=True)
class FileKind:
    """Kind of a file, ``json_lines``, ``json_array``, ``parquet`` or ``delimited``, and its encoding as it starts."""

    name: str
    encoding: str = "utf-8"


def shown(text: str) -> str:
    """A line in quotes, truncated."""
    text = text.strip()
    return repr(text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "...")


def file_kind(path: Path) -> FileKind:
    """Kind of a file, by its start.

    JSON lines need no more than that: :func:`detect_layout` reads the whole of a file to find its encoding.

    Raises
    ------
    DataError
        If it is missing, or damaged at the start.
    """
    if not path.is_file():
        raise DataError("no such file.", path=path, remedy="Check the path.")
    with open_decompressed(path) as file:
        start = file.read(_HEAD)
    if start.startswith(b"PAR1"):
        return FileKind("parquet")
    encoding = "utf-8"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif start.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    text = start.decode(encoding, "replace").lstrip()
    if re.match(r"\[\s*\{", text):
        return FileKind("json_array", encoding)
    is_lines = text.startswith("{") or any(suffix.lower() in _JSON_SUFFIXES for suffix in path.suffixes)
    return FileKind("json_lines" if is_lines else "delimited", encoding)


def text_lines(path: Path, encoding: str) -> Iterator[bytes]:
    """Lines of a plain or gzip file, in UTF-8 without a byte order mark."""
    with open_decompressed(path) as file:
        if encoding == "utf-8":
            yield from file
        else:
            # Of a text file, lines would end at other characters too.
            for line in TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n"):
                yield line.encode("utf-8")


def json_records(path: Path, encoding: str) -> Iterator[Record]:
    """Objects of JSON lines, or of lines of Python literals as in files of 2014; empty lines are ignored."""
    for number, line in enumerate(text_lines(path, encoding), start=1):
        fields = parse_record(line)
        if fields is not None or line.strip():
            yield Record(number, line, fields)


def layout_records(layout: Layout) -> Iterator[Record]:
    """Rows of a delimited file as text, and those of a JSON array or of Parquet with nested values.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    if layout.kind == "delimited":
        for row in data_rows(layout):
            fields = {name: parse_cell(cell) for name, cell in zip(layout.columns, row.cells)}
            yield Record(row.line, layout.separator.join(row.cells), fields)
    elif layout.kind == "json_array":
        for fields in array_objects(layout.path, layout.encoding):
            yield Record(None, str(fields), fields)
    else:
        import pyarrow.parquet as pq

        with reading(layout.path), pq.ParquetFile(layout.path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for fields in batch.to_pylist():
                    yield Record(None, str(fields), fields)


def parse_cell(cell: str) -> Any:
    """The list or mapping that a cell of a delimited file spells, as pandas writes them; other cells as they are."""
    if not (cell.startswith("[") and cell.endswith("]")) and not (cell.startswith("{") and cell.endswith("}")):
        return cell
    try:
        return from_json(cell)
    except ValueError:
        pass
    # NumPy writes no commas, and Python would join the strings.
    spelled = _LITERAL.sub(lambda match: match[1] + ("," if match[2] else ""), cell)
    try:
        return ast.literal_eval(spelled)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return cell


def records(path: Path) -> Iterator[Record]:
    """Rows of a file of any kind.

    Raises
    ------
    DataError
        If the file is missing, damaged, or cannot be read.
    """
    kind = file_kind(path)
    if kind.name == "json_lines":
        return json_records(path, kind.encoding)
    return layout_records(detect_layout(path))
