"""Amazon reviews of 2014, 2018 and 2023 (McAuley lab), two categories or more: each is a domain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.gzip_files import in_pieces, unpacked, whole
from recbole_tema.prepare.sources.amazon_metadata import Metadata
from recbole_tema.prepare.sources.base import EARLIEST, LATEST, Source, number_of_seconds

# The same thing by its name in 2023 and before.
_FIELDS = {"user": ("user_id", "reviewerID"), "item": ("parent_asin", "asin"), "rating": ("rating", "overall")}
_TIMES = ("timestamp", "unixReviewTime")
_RATINGS_2014, _RATINGS_2018 = ("user", "item", "rating", "time"), ("item", "user", "rating", "time")
_STEM = re.compile(r"^(reviews_|ratings_)|(_5|_0core|_5core)?(\.(json|jsonl|csv|gz))+$")


def domain_files(sources: Sequence[str]) -> dict[str, list[Path]]:
    """Files by domain: ``food=Grocery.jsonl.gz`` names the domain, else the file's category does.

    Raises
    ------
    ConfigError
        If there are fewer than two domains.
    """
    found: dict[str, list[Path]] = {}
    for source in sources:
        name, equals, path = source.partition("=")
        if not equals:
            name, path = _STEM.sub("", Path(source).name), source
        found.setdefault(re.sub(r"\s+", "_", name.strip()), []).append(Path(path))
    if len(found) < 2:
        raise ConfigError(
            f"there is one domain, {next(iter(found), 'none')!r}.",
            remedy="Give the reviews of two categories or more, as DOMAIN=FILE where file names are alike.",
        )
    return found


def read_amazon(engine: Engine, sources: Sequence[str], metadata: Sequence[Path] = ()) -> Source:
    """Read reviews, or bare ratings, of several categories.

    Versions are told apart by what is in the files: JSON lines with ``reviewerID``, ``asin``, ``overall`` and
    ``unixReviewTime`` (2014, 2018) or ``user_id``, ``parent_asin``, ``rating`` and ``timestamp`` in milliseconds
    (2023); CSV without a header (2014: user first; 2018: item first) or with one (2023). An item is its
    ``parent_asin`` where there is one, since the metadata of 2023 go by it.

    Parameters
    ----------
    engine : Engine
    sources : sequence of str
        ``DOMAIN=FILE`` or ``FILE``; ``.json``, ``.jsonl`` or ``.csv``, plain or ``.gz``.
    metadata : sequence of Path
        Metadata files of any of the categories; read after the rules, for the items that are left.

    Returns
    -------
    Source
        Lines that cannot be used are counted, not fatal. An item in two domains is left out of both.

    Raises
    ------
    DataError
        If a file is missing, cut short, or holds no review at all.
    """
    files = domain_files(sources)
    every = [path for paths in files.values() for path in paths]
    for path in [*every, *map(Path, metadata)]:
        if not path.is_file():
            raise DataError("no such file.", path=path, remedy="Check the path.")
    kept, faults = _read(engine, [(name, path) for name, paths in files.items() for path in paths])
    known = Metadata([Path(path) for path in metadata])

    def describe(items: pd.DataFrame) -> pd.DataFrame:
        frame = known.describe(items)
        if known.broken:
            faults["lines of metadata that cannot be read"] = known.broken
        return frame

    return Source(
        rows=kept.filter(kept.fault == "").drop("fault", "file"),
        kept=kept,
        describe=describe,
        made_by="recbole_tema.prepare.sources.amazon",
        inputs=[*every, *map(Path, metadata)],
        options={
            "format": "amazon",
            "sources": {name: [path.name for path in paths] for name, paths in files.items()},
        },
        faults=faults,
        notes=["Users, items and times as Amazon gives them; the item is the parent_asin where there is one."],
    )


def _read(engine: Engine, files: Sequence[tuple[str, Path]]) -> tuple[Any, dict[str, int]]:
    """Rows of all files with ``fault``, and how many lines have which."""
    kept: Any = None
    with _opened(engine, [path for _, path in files]) as pieces:
        for number, piece in pieces:
            domain, path = files[number]
            with reading(path, name=piece):
                part = _part(engine, number, domain, path, piece)
                kept = engine.keep(part, "reviews") if kept is None else engine.add(kept, part)
    counted = kept.group_by(["file", "fault"]).aggregate(n=kept.count()).to_pyarrow().to_pylist()
    readable = {row["file"] for row in counted if row["fault"] == ""}
    for number, (_, path) in enumerate(files):
        if number not in readable:
            raise DataError(
                "holds no review that can be read.",
                path=path,
                remedy="Is it a review file of Amazon 2014, 2018 or 2023? Metadata go to --metadata.",
            )
    faults: dict[str, int] = {}
    for row in sorted(counted, key=lambda row: str(row["fault"])):
        if row["fault"]:
            faults[row["fault"]] = faults.get(row["fault"], 0) + row["n"]
    return kept, faults


@contextmanager
def _opened(engine: Engine, paths: Sequence[Path]) -> Iterator[Iterable[tuple[int, Path]]]:
    """The place of each file in ``paths`` and what the engine is to read of it; all are checked to their ends."""
    # A CSV file cannot be cut between lines: its header counts for all of them.
    if engine.name == "duckdb" and not any(".csv" in path.suffixes for path in paths):
        with in_pieces(paths, engine.folder) as pieces:
            yield pieces
    else:
        with whole(*paths):
            yield enumerate(paths)


def _part(engine: Engine, number: int, domain: str, path: Path, name: Path) -> Any:
    """One file as rows with ``file`` and ``fault``, empty where the row can be used."""
    import ibis

    raw = _csv(engine, path, name) if ".csv" in path.suffixes else _json(engine, name)
    time = number_of_seconds(raw.time)
    nothing = raw.user.isnull() & raw.item.isnull() & raw.time.isnull()
    absent = raw.user.isnull() | raw.item.isnull() | raw.time.isnull()
    absurd = time.isnull() | (time <= EARLIEST) | (time >= LATEST)
    fault = ibis.ifelse(absurd, "a time that makes no sense", "")
    fault = ibis.ifelse(absent, "no user, item or time", fault)
    return raw.select(
        user_id=raw.user,
        item_id=raw.item,
        domain=ibis.literal(domain),
        time=time,
        rating=raw.rating.try_cast("float64"),
        position=ibis.null("int64"),
        file=ibis.literal(number, "int64"),
        fault=ibis.ifelse(nothing, "a line that is no review", fault),
    )


def _json(engine: Engine, path: Path) -> Any:
    import ibis

    names = [*(name for pair in _FIELDS.values() for name in pair), *_TIMES]
    table = engine.json_lines(path, names)
    fields = {kind: ibis.coalesce(*(table[name] for name in pair)) for kind, pair in _FIELDS.items()}
    return table.select(**fields, time=ibis.coalesce(*(table[name] for name in _TIMES)))


def _csv(engine: Engine, path: Path, name: Path) -> Any:
    lines = _first_lines(path)
    first = [cell.strip() for cell in lines[0].split(",")]
    if "user_id" in first:
        table = engine.delimited(name, first, separator=",", header=True)
        item = "parent_asin" if "parent_asin" in first else "asin"
        return table.select(user=table.user_id, item=table[item], rating=table.rating, time=table.timestamp)
    if len(first) != 4:
        raise DataError(
            f"the first line has {len(first)} cells.",
            path=path,
            line=1,
            remedy="Ratings of Amazon have user, item, rating and time.",
        )
    # An ASIN has ten characters, always; a user's id has more.
    user_first = all(len(line.split(",")[1]) == 10 for line in lines if line.count(",") == 3)
    return engine.delimited(name, _RATINGS_2014 if user_first else _RATINGS_2018, separator=",", header=False)


def _first_lines(path: Path, count: int = 100) -> list[str]:
    with unpacked(path) as file:
        lines = [line.decode("utf-8").rstrip("\r\n") for line, _ in zip(file, range(count))]
    if not lines:
        raise DataError("the file is empty.", path=path, remedy="Download it again.")
    return lines
