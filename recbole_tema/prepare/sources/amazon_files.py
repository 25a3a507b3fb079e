"""Files of Amazon reviews: their domains, how they are written, and which of their columns hold what."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import open_table
from recbole_tema.prepare.sources.amazon_columns import (
    check_columns,
    columns_by_content,
    columns_by_name,
    is_header,
    is_review_time,
)
from recbole_tema.prepare.sources.amazon_records import (
    FileKind,
    Record,
    file_kind,
    json_records,
    layout_records,
    text_lines,
)
from recbole_tema.prepare.sources.records import parse_record

SAMPLE = 1000
# Fields of JSON lines of 2023, and before. They are read even if no sampled line has them.
_FIELDS = ("user_id", "reviewerID", "parent_asin", "asin", "rating", "overall", "timestamp", "unixReviewTime")
_PREFIX = re.compile(r"^(raw_review_|raw_meta_|reviews_|ratings_)")
_SUFFIX = re.compile(r"(_5|_0core|_5core)?(\.(json|jsonl|ndjson|csv|tsv|txt|parquet|gz))+$")
# Part of a file of Hugging Face.
_SHARD = re.compile(r"-\d+-of-\d+(?=\.|$)")
_SEPARATORS = (",", "\t", ";", "|", "::")


@dataclass(frozen=True)
class ReviewFile:
    """A file of reviews or ratings.

    Attributes
    ----------
    domain : str
    path : Path
    lines : Path or None
        JSON lines, which can be read in chunks: the file itself, or a copy in which every line is JSON.
    layout : Layout or None
        Of files of other kinds.
    columns : dict of str to list of str
        Columns of each role, the preferred one first.
    sample : list of Record
        The first rows.
    has_numeric_times : bool
        Whether most sampled times are Unix seconds or milliseconds.
    has_dates : bool
        Whether a sampled row has a date, such as ``reviewTime``, and no time.
    """

    domain: str
    path: Path
    lines: Path | None
    layout: Layout | None
    columns: dict[str, list[str]]
    sample: list[Record]
    has_numeric_times: bool = True
    has_dates: bool = False

    @property
    def used_columns(self) -> dict[str, list[str]]:
        """``columns``, without dates if there is a time for each."""
        return self.columns if self.has_dates else {**self.columns, "date": []}

    def table(self, engine: Engine, chunk: Path) -> Any:
        """The columns of every role, as text; ``chunk`` is a part of ``lines``, or the file."""
        names = [name for columns in self.used_columns.values() for name in columns]
        if self.layout is None:
            return engine.json_lines(chunk, names)
        table = open_table(engine, self.layout, names)
        return table.select(**{name: table[name].strip().nullif("") for name in names})

    def cell(self, record: Record, role: str) -> Any:
        """The value of a role in a row, or None."""
        values = (record.fields.get(name) for name in self.columns[role]) if record.fields else ()
        return next((value for value in values if value is not None and value != ""), None)


def domain_files(sources: Sequence[str]) -> dict[str, list[Path]]:
    """Files by domain: ``food=Grocery.jsonl.gz`` names the domain; otherwise it is the category in the file's name.

    Raises
    ------
    ConfigError
        If all files are of the same category, without a name for it, and are not the numbered parts of a file.
    """
    files: dict[str, list[Path]] = {}
    for source in sources:
        name, equals, path = source.partition("=")
        if not equals:
            name, path = category(Path(source)), source
        files.setdefault(re.sub(r"\s+", "_", name.strip()), []).append(Path(path))
    named = all("=" in source or _SHARD.search(Path(source).name) for source in sources)
    if len(files) == 1 < len(sources) and not named:
        raise ConfigError(
            f"there is one domain, {next(iter(files))!r}, for {len(sources)} files.",
            remedy="Give them as DOMAIN=FILE: files of one domain under one name.",
        )
    return files


def category(path: Path) -> str:
    """Category in the name of a file, or in that of its folder for ``full-00000-of-00001.parquet``."""
    name = without_part_number(_SUFFIX.sub("", without_part_number(path.name)))
    return _PREFIX.sub("", path.resolve().parent.name if name in ("full", "") else name)


def without_part_number(name: str) -> str:
    """A file's name without ``-00000-of-00002``."""
    return _SHARD.sub("", name)


def open_reviews(domain: str, path: Path, folder: Path, options: SourceOptions) -> ReviewFile:
    """Examine the start of a file of reviews.

    Parameters
    ----------
    domain : str
    path : Path
    folder : Path
        Where a copy is written of JSON lines that engines cannot read: Python literals, as in files of 2014, or text
        that begins with a byte order mark.
    options : SourceOptions
        How delimited files are written, where their content does not decide it.

    Raises
    ------
    DataError
        If its columns cannot be identified, or it is damaged.
    """
    kind = file_kind(path)
    if kind.name != "json_lines":
        layout, columns = _layout_and_columns(path, kind, options)
        sample = list(islice(layout_records(layout), SAMPLE))
        return _with_times(ReviewFile(domain, path, None, layout, columns, sample))
    sample = list(islice(json_records(path, kind.encoding), SAMPLE))
    readable = [record for record in sample if record.fields]
    n_literals = sum(not _is_json(record.text) for record in readable)
    # A few such lines among JSON are rejected, as engines do.
    is_json = kind.encoding == "utf-8" and 2 * n_literals <= len(readable)
    lines = path if is_json else _as_json(path, kind.encoding, folder)
    present = [name for record in sample for name in record.fields or ()]
    columns = columns_by_name(dict.fromkeys([*_FIELDS, *present]))
    return _with_times(ReviewFile(domain, path, lines, None, columns, sample))


def _with_times(file: ReviewFile) -> ReviewFile:
    times = [(file.cell(record, "time"), file.cell(record, "date")) for record in file.sample if record.fields]
    written = [time for time, _ in times if time is not None]
    return replace(
        file,
        has_numeric_times=2 * sum(map(is_review_time, written)) >= len(written),
        has_dates=any(time is None and date is not None for time, date in times),
    )


def _is_json(text: bytes | str) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True


def _as_json(path: Path, encoding: str, folder: Path) -> Path:
    """A copy in which every line is JSON; lines that cannot be read are null."""
    copy = folder / f"reviews_{uuid.uuid4().hex[:12]}.jsonl"
    with copy.open("w", encoding="utf-8") as file:
        for line in text_lines(path, encoding):
            if line.strip():
                file.write(json.dumps(parse_record(line)) + "\n")
    return copy


def _layout_and_columns(path: Path, kind: FileKind, options: SourceOptions) -> tuple[Layout, dict[str, list[str]]]:
    names = options.names
    if kind.name == "delimited" and not names:
        first = list(_first_cells(path, options.encoding or kind.encoding, options.separator))
        if not is_header(first[0]):
            roles = columns_by_content(first, path)
            names = tuple(role or f"column_{number}" for number, role in enumerate(roles, start=1))
    layout = detect_layout(
        path,
        separator=options.separator,
        names=names or None,
        encoding=options.encoding,
        quoted=None if options.quoted is None else options.quoted == "yes",
    )
    columns = columns_by_name(layout.unique_columns)
    check_columns(columns, ",".join(layout.columns), path)
    return layout, columns


def _first_cells(path: Path, encoding: str, separator: str | None) -> Iterator[list[str]]:
    """Cells of the first lines of a delimited file."""
    lines = [line.decode("utf-8", "replace").rstrip("\r\n") for line in islice(text_lines(path, encoding), SAMPLE)]
    lines = [line for line in lines if line.strip()]
    if not lines:
        raise DataError("the file is empty.", path=path, remedy="Download it again.")
    # Ratings hold no text, so that the most frequent separator is the one.
    separator = separator or max(_SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines[:100]))
    for line in lines:
        yield [cell.strip().strip('"') for cell in line.split(separator)]
