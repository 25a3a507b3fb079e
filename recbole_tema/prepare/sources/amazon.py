"""Amazon reviews of 2014, 2018 and 2023 (McAuley lab) in one category or more, each of which is a domain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.gzip_files import in_chunks, open_decompressed, verified
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.amazon_metadata import Metadata
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.times import EARLIEST, LATEST, numeric_seconds

# Names of each field in 2023, and before.
_FIELDS = {"user": ("user_id", "reviewerID"), "item": ("parent_asin", "asin"), "rating": ("rating", "overall")}
_TIMES = ("timestamp", "unixReviewTime")
_RATINGS_2014, _RATINGS_2018 = ("user", "item", "rating", "time"), ("item", "user", "rating", "time")
_STEM = re.compile(r"^(reviews_|ratings_)|(_5|_0core|_5core)?(\.(json|jsonl|csv|gz))+$")


def domain_files(sources: Sequence[str]) -> dict[str, list[Path]]:
    """Files by domain: ``food=Grocery.jsonl.gz`` names the domain; otherwise it is the category in the file's name.

    Raises
    ------
    ConfigError
        If several files without a name are of the same category.
    """
    files: dict[str, list[Path]] = {}
    for source in sources:
        name, equals, path = source.partition("=")
        if not equals:
            name, path = _STEM.sub("", Path(source).name), source
        files.setdefault(re.sub(r"\s+", "_", name.strip()), []).append(Path(path))
    if len(files) == 1 < len(sources) and not all("=" in source for source in sources):
        raise ConfigError(
            f"there is one domain, {next(iter(files))!r}, for {len(sources)} files.",
            remedy="Give them as DOMAIN=FILE: files of one domain under one name.",
        )
    return files


def read_amazon(engine: Engine, options: SourceOptions) -> Source:
    """Read reviews, or ratings without text, of several categories.

    The version is detected from the content of the files: JSON lines with ``reviewerID``, ``asin``, ``overall`` and
    ``unixReviewTime`` (2014, 2018) or ``user_id``, ``parent_asin``, ``rating`` and ``timestamp`` in milliseconds
    (2023); CSV without a header (2014: user first; 2018: item first) or with one (2023). An item is its
    ``parent_asin`` if it has one, as in the metadata of 2023.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        Sources as ``DOMAIN=FILE`` or ``FILE``: ``.json``, ``.jsonl`` or ``.csv``, plain or ``.gz``. Metadata files of
        any of the categories are read after the rules, for the remaining items.

    Returns
    -------
    Source
        Lines that cannot be used are counted in ``rejected``. An item in two domains is removed from both.

    Raises
    ------
    DataError
        If a file is missing, truncated, or holds no review at all.
    """
    files = domain_files(options.sources)
    inputs = [path for paths in files.values() for path in paths] + list(options.metadata)
    for path in inputs:
        if not path.is_file():
            raise DataError("no such file.", path=path, remedy="Check the path.")
    table, rejected = _read(engine, [(name, path) for name, paths in files.items() for path in paths])
    metadata = Metadata(options.metadata)

    def describe(items: pd.DataFrame) -> pd.DataFrame:
        frame = metadata.describe(items)
        if metadata.unreadable:
            rejected["unreadable metadata lines"] = metadata.unreadable
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
        notes=["Users, items and times as in the files; the item is the parent_asin if there is one."],
    )


def _read(engine: Engine, files: Sequence[tuple[str, Path]]) -> tuple[Any, dict[str, int]]:
    """Rows of all files with ``problem``, and the number of lines by problem."""
    table: Any = None
    with _chunks(engine, [path for _, path in files]) as chunks:
        for index, chunk in chunks:
            domain, path = files[index]
            with reading(path, name=chunk):
                rows = _rows(engine, index, domain, path, chunk)
                table = engine.materialize(rows, "reviews") if table is None else engine.append(table, rows)
    counts = table.group_by(["file", "problem"]).aggregate(n=table.count()).to_pyarrow().to_pylist()
    readable = {row["file"] for row in counts if row["problem"] == ""}
    for index, (_, path) in enumerate(files):
        if index not in readable:
            raise DataError(
                "holds no readable review.",
                path=path,
                remedy="Use review files of Amazon 2014, 2018 or 2023, and give metadata files as metadata.",
            )
    rejected: dict[str, int] = {}
    for row in sorted(counts, key=lambda row: str(row["problem"])):
        if row["problem"]:
            rejected[row["problem"]] = rejected.get(row["problem"], 0) + row["n"]
    return table, rejected


@contextmanager
def _chunks(engine: Engine, paths: Sequence[Path]) -> Iterator[Iterable[tuple[int, Path]]]:
    """Index in ``paths`` and path of each file or chunk of a file to read. All files are verified to their ends."""
    # A CSV file cannot be read in chunks: its header applies to all of them.
    if engine.name == "duckdb" and not any(".csv" in path.suffixes for path in paths):
        with in_chunks(paths, engine.folder) as chunks:
            yield chunks
    else:
        with verified(*paths):
            yield enumerate(paths)


def _rows(engine: Engine, index: int, domain: str, path: Path, chunk: Path) -> Any:
    """Rows of a chunk of a file, with ``file``, its index, and ``problem``, empty if the row can be used."""
    import ibis

    raw = _csv(engine, path, chunk) if ".csv" in path.suffixes else _json(engine, chunk)
    time = numeric_seconds(raw.time)
    no_review = raw.user.isnull() & raw.item.isnull() & raw.time.isnull()
    incomplete = raw.user.isnull() | raw.item.isnull() | raw.time.isnull()
    invalid = time.isnull() | (time <= EARLIEST) | (time >= LATEST)
    problem = ibis.ifelse(invalid, "invalid time", "")
    problem = ibis.ifelse(incomplete, "missing user, item or time", problem)
    return raw.select(
        user_id=raw.user,
        item_id=raw.item,
        domain=ibis.literal(domain),
        time=time,
        rating=raw.rating.try_cast("float64"),
        position=ibis.null("int64"),
        file=ibis.literal(index, "int64"),
        problem=ibis.ifelse(no_review, "not a review", problem),
    )


def _json(engine: Engine, path: Path) -> Any:
    import ibis

    names = [*(name for pair in _FIELDS.values() for name in pair), *_TIMES]
    table = engine.json_lines(path, names)
    fields = {kind: ibis.coalesce(*(table[name] for name in pair)) for kind, pair in _FIELDS.items()}
    return table.select(**fields, time=ibis.coalesce(*(table[name] for name in _TIMES)))


def _csv(engine: Engine, path: Path, chunk: Path) -> Any:
    lines = _first_lines(path)
    first = [cell.strip() for cell in lines[0].split(",")]
    if "user_id" in first:
        table = engine.delimited(chunk, first, separator=",", header=True)
        item = "parent_asin" if "parent_asin" in first else "asin"
        return table.select(user=table.user_id, item=table[item], rating=table.rating, time=table.timestamp)
    if len(first) != 4:
        raise DataError(
            f"the first line has {len(first)} cells.",
            path=path,
            line=1,
            remedy="Amazon ratings have user, item, rating and time.",
        )
    # An ASIN always has ten characters, a user id has more.
    user_first = all(len(line.split(",")[1]) == 10 for line in lines if line.count(",") == 3)
    return engine.delimited(chunk, _RATINGS_2014 if user_first else _RATINGS_2018, separator=",", header=False)


def _first_lines(path: Path, count: int = 100) -> list[str]:
    with open_decompressed(path) as file:
        lines = [line.decode("utf-8").rstrip("\r\n") for line, _ in zip(file, range(count))]
    if not lines:
        raise DataError("the file is empty.", path=path, remedy="Download it again.")
    return lines
