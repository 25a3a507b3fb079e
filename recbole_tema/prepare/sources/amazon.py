"""Amazon reviews of 2014, 2018 and 2023 (McAuley lab) in one category or more, each of which is a domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.gzip_files import in_chunks, verified
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.amazon_columns import as_number
from recbole_tema.prepare.sources.amazon_files import ReviewFile, domain_files, open_reviews
from recbole_tema.prepare.sources.amazon_metadata import Metadata
from recbole_tema.prepare.sources.amazon_records import Record
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.times import EARLIEST, LATEST, numeric_seconds, unix_seconds

_INVALID_TIME, _INCOMPLETE, _NO_REVIEW = "invalid time", "missing user, item or time", "not a review"
_EXPECTED = (
    "Use review files of Amazon 2014, 2018 or 2023 with user_id, parent_asin, rating and timestamp, or reviewerID, "
    "asin, overall and unixReviewTime, and give metadata files as metadata."
)


def read_amazon(engine: Engine, options: SourceOptions) -> Source:
    """Read reviews, or ratings without text, of several categories.

    The version is detected from the content of the files: JSON lines, a JSON array, CSV or Parquet with ``reviewerID``,
    ``asin``, ``overall`` and ``unixReviewTime`` or ``reviewTime`` (2014, 2018), or ``user_id``, ``parent_asin``,
    ``rating`` and ``timestamp`` in milliseconds (2023), or names such as ``UserId`` and ``ProductId``. In CSV without
    a header (2014: user first; 2018: item first) the first 1,000 rows decide. An item is its ``parent_asin`` if it has
    one, as in the metadata of 2023.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        Sources as ``DOMAIN=FILE`` or ``FILE``, plain or ``.gz``. Metadata files of any of the categories are read after
        the rules, for the remaining items.

    Returns
    -------
    Source
        Lines that cannot be used are counted in ``rejected``. An item in two domains is removed from both.

    Raises
    ------
    DataError
        If a file is missing or truncated, if its columns cannot be identified, or if most of its rows cannot be used.
        Metadata of which most cannot be read, or that describe none of the items, are an error of ``describe``.
    """
    files = domain_files(options.sources)
    inputs = [path for paths in files.values() for path in paths] + list(options.metadata)
    for path in inputs:
        if not path.is_file():
            raise DataError("no such file.", path=path, remedy="Check the path.")
    reviews = [open_reviews(name, path, engine.folder, options) for name, paths in files.items() for path in paths]
    table, rejected = _read(engine, reviews, options.time_format)
    metadata = Metadata(options.metadata)
    notes = ["Users, items and times as in the files; the item is the parent_asin if there is one."]

    def describe(items: pd.DataFrame) -> pd.DataFrame:
        frame = metadata.describe(items)
        if metadata.unreadable:
            rejected["unreadable metadata lines"] = metadata.unreadable
        rejected.update(metadata.missing)
        notes.extend(metadata.notes)
        return frame

    return Source(
        rows=table.filter(table.problem == "").drop("problem", "file"),
        raw_table=table,
        describe=describe,
        made_by="recbole_tema.prepare.sources.amazon",
        inputs=inputs,
        options={
            "format": "amazon",
            "sources": {name: [path.name for path in paths] for name, paths in files.items()},
        },
        rejected=rejected,
        notes=notes,
    )


def _read(engine: Engine, reviews: Sequence[ReviewFile], time_format: str | None) -> tuple[Any, dict[str, int]]:
    """Rows of all files with ``problem``, and the number of lines by problem."""
    table: Any = None
    with _chunks(engine, reviews) as chunks:
        for index, chunk in chunks:
            with reading(reviews[index].path, name=chunk):
                rows = _rows(engine, index, reviews[index], chunk, time_format)
                table = engine.materialize(rows, "reviews") if table is None else engine.append(table, rows)
    counts = table.group_by(["file", "problem"]).aggregate(n=table.count()).to_pyarrow().to_pylist()
    rejected: dict[str, int] = {}
    for row in sorted(counts, key=lambda row: str(row["problem"])):
        if row["problem"]:
            rejected[row["problem"]] = rejected.get(row["problem"], 0) + row["n"]
    for index, file in enumerate(reviews):
        _check_readable(file, {row["problem"]: row["n"] for row in counts if row["file"] == index})
    return table, rejected


def _check_readable(file: ReviewFile, counts: dict[str, int]) -> None:
    """Raise if most rows of a file cannot be used."""
    total, readable = sum(counts.values()), counts.get("", 0)
    if readable and total <= 2 * readable:
        return
    problem = "holds no readable review"
    if readable:
        reasons = ", ".join(f"{reason}: {n:,}" for reason, n in sorted(counts.items()) if reason)
        problem = f"{total - readable:,} of {total:,} rows cannot be used ({reasons})"
    bad = next((record for record in file.sample if _is_bad(file, record)), None)
    example = "" if bad is None else f"; for example, {bad.shown}"
    raise DataError(f"{problem}{example}.", path=file.path, remedy=_EXPECTED)


def _is_bad(file: ReviewFile, record: Record) -> bool:
    """Whether a row lacks a user, an item or a time, or has a number that is not a time."""
    if any(file.cell(record, role) is None for role in ("user", "item")):
        return True
    time = file.cell(record, "time")
    if time is None:
        return file.cell(record, "date") is None
    number = as_number(time)
    return number is None or not number > EARLIEST


@contextmanager
def _chunks(engine: Engine, files: Sequence[ReviewFile]) -> Iterator[Iterable[tuple[int, Path]]]:
    """Index of a file, and the file or a chunk of it to read. All files are verified to their ends."""
    in_lines = [index for index, file in enumerate(files) if file.lines is not None and engine.name == "duckdb"]
    whole = [(index, file.lines or file.path) for index, file in enumerate(files) if index not in in_lines]
    with ExitStack() as stack:
        stack.enter_context(verified(*(path for _, path in whole)))
        lines = [path for path in (files[index].lines for index in in_lines) if path is not None]
        chunks = stack.enter_context(in_chunks(lines, engine.folder))
        yield chain(((in_lines[number], chunk) for number, chunk in chunks), whole)


def _rows(engine: Engine, index: int, file: ReviewFile, chunk: Path, time_format: str | None) -> Any:
    """Rows of a chunk of a file, with ``file``, its index, and ``problem``, empty if the row can be used."""
    import ibis

    table = file.table(engine, chunk)
    raw = table.select(**{role: _first(table, names) for role, names in file.used_columns.items()})
    time = _time(raw, file, time_format)
    no_time = raw.time.isnull() & raw.date.isnull() if file.has_dates else raw.time.isnull()
    no_review = raw.user.isnull() & raw.item.isnull() & no_time
    incomplete = raw.user.isnull() | raw.item.isnull() | no_time
    invalid = time.isnull() | (time <= EARLIEST) | (time >= LATEST)
    problem = ibis.ifelse(invalid, _INVALID_TIME, "")
    problem = ibis.ifelse(incomplete, _INCOMPLETE, problem)
    return raw.select(
        user_id=raw.user,
        item_id=raw.item,
        domain=ibis.literal(file.domain),
        time=time,
        rating=decimal_number(raw.rating),
        position=ibis.null("int64"),
        file=ibis.literal(index, "int64"),
        problem=ibis.ifelse(no_review, _NO_REVIEW, problem),
    )


def _time(raw: Any, file: ReviewFile, time_format: str | None) -> Any:
    """Unix seconds: of numbers, which is fast, or of times in any other writing, which the whole column decides."""
    import ibis

    seconds = numeric_seconds(raw.time)
    if file.has_numeric_times and not file.has_dates and time_format is None:
        return seconds
    try:
        if time_format is not None or not file.has_numeric_times:
            return unix_seconds(ibis.coalesce(raw.time, raw.date), time_format)
        return ibis.coalesce(seconds, unix_seconds(ibis.ifelse(raw.time.isnull(), raw.date, ibis.null("string"))))
    except DataError as error:
        raise DataError(error.problem, path=file.path, remedy=error.remedy) from None


def _first(table: Any, names: Sequence[str]) -> Any:
    """The first value that is not null in some columns of text."""
    import ibis

    return ibis.coalesce(*(table[name] for name in names)) if names else ibis.null("string")
