"""Interactions of several files, whose lines are checked and counted."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, reading
from recbole_tema.prepare.gzip_files import in_chunks, verified
from recbole_tema.prepare.reading.layout import detect_layout
from recbole_tema.prepare.reading.tables import data_rows
from recbole_tema.prepare.sources.records import shorten
from recbole_tema.prepare.times import EARLIEST, LATEST


@dataclass(frozen=True)
class Interactions:
    """Files of interactions and how to read them.

    Attributes
    ----------
    files : sequence of (str, Path)
        Domain and path of each file.
    read : callable
        From a path, or that of a part of it, to a table with ``user``, ``item`` (text), ``time`` (float64 Unix
        seconds), ``when`` (the time as written) and ``rating`` (float64 or null).
    expected : str
        What the lines hold, for messages.
    first_bad_line : callable
        From a path to the number and the text of the first line that cannot be used.
    opened : int
        Year in which the site opened: times before it are invalid. Otherwise times in a wrong unit would be accepted.
    in_parts : bool
        Whether the lines of a file can be read in parts. Those below a header cannot.
    """

    files: Sequence[tuple[str, Path]]
    read: Callable[[Path], Any]
    expected: str
    first_bad_line: Callable[[Path], tuple[int, str]]
    opened: int = 1970
    in_parts: bool = True


def read_interactions(engine: Engine, interactions: Interactions) -> tuple[Any, dict[str, int]]:
    """Read all files.

    Parameters
    ----------
    engine : Engine
    interactions : Interactions

    Returns
    -------
    tuple of (ibis.Table, dict of str to int)
        A materialized table with ``user_id``, ``item_id``, ``domain``, ``time``, ``rating``, ``position`` (null) and
        ``problem``, which is empty for rows that can be used; and the number of other rows by problem.

    Raises
    ------
    DataError
        If a file is truncated, or if more than half of its lines cannot be used.
    """
    import ibis

    files, table = interactions.files, None
    with _chunks(engine, interactions) as chunks:
        for index, chunk in chunks:
            domain, path = files[index]
            with reading(path, name=chunk):
                raw = interactions.read(chunk)
                rows = raw.select(
                    user_id=raw.user,
                    item_id=raw.item,
                    domain=ibis.literal(domain),
                    time=raw.time,
                    rating=raw.rating,
                    position=ibis.null("int64"),
                    file=ibis.literal(index, "int64"),
                    problem=_problem(raw, interactions.opened),
                )
                table = engine.materialize(rows, "lines") if table is None else engine.append(table, rows)
    assert table is not None  # every file has at least one chunk
    return table, _count_rejected(table, interactions)


def _problem(raw: Any, opened: int) -> Any:
    """Why a row cannot be used; ``""`` if it can."""
    import ibis

    n_missing = sum((ibis.ifelse(raw[name].isnull(), 1, 0) for name in ("user", "item", "when")), ibis.literal(0))
    earliest = max(EARLIEST, float(timegm((opened, 1, 1, 0, 0, 0))))
    invalid = raw.time.isnull() | (raw.time <= earliest) | (raw.time >= LATEST)
    problem = ibis.ifelse(invalid, "invalid time", "")
    problem = ibis.ifelse(n_missing > 0, "missing user, item or time", problem)
    return ibis.ifelse(n_missing == 3, "unreadable lines", problem)


@contextmanager
def _chunks(engine: Engine, interactions: Interactions) -> Iterator[Iterable[tuple[int, Path]]]:
    """Index and path of each file or chunk of a file to read. All files are verified to their ends."""
    paths = [path for _, path in interactions.files]
    if engine.name == "duckdb" and interactions.in_parts:
        with in_chunks(paths, engine.folder) as chunks:
            yield chunks
    else:
        with verified(*paths):
            yield enumerate(paths)


def _count_rejected(table: Any, interactions: Interactions) -> dict[str, int]:
    counts = table.group_by(["file", "problem"]).aggregate(n=table.count()).to_pyarrow().to_pandas()
    for index, (_, path) in enumerate(interactions.files):
        of_file = counts[counts["file"] == index].set_index("problem")["n"].sort_index()
        n_lines, n_usable = int(of_file.sum()), int(of_file.get("", 0))
        if n_usable * 2 < n_lines or not n_usable:
            reasons = ", ".join(f"{problem}: {n}" for problem, n in of_file.items() if problem)
            number, text = interactions.first_bad_line(path)
            raise DataError(
                f"{n_lines - n_usable} of {n_lines} lines cannot be used ({reasons or 'the file is empty'})"
                + (f", such as {text!r}." if text else "."),
                path=path,
                line=number if text else None,
                remedy=f"Each line must hold {interactions.expected}.",
            )
    problems = counts[counts["problem"] != ""].groupby("problem")["n"].sum()
    return {str(problem): int(n) for problem, n in problems.items()}


def first_row_without(path: Path, columns: Sequence[str], names: Sequence[str] | None = None) -> tuple[int, str]:
    """Line and text of the first row of a delimited file with an empty cell in some columns; else of the first row."""
    layout = detect_layout(path, separator="\t", names=names)
    places = [layout.columns.index(name) for name in columns]
    first = (1, "")
    for row in data_rows(layout):
        text = shorten("\t".join(row.cells))
        if not all(row.cells[place].strip() for place in places):
            return row.line, text
        first = first if first[1] else (row.line, text)
    return first


def files_by_domain(sources: Sequence[str], published: re.Pattern[str]) -> list[tuple[str, Path]]:
    """Domain and path of each source, which is ``DOMAIN=FILE`` or ``FILE`` with a published name.

    Parameters
    ----------
    sources : sequence of str
    published : re.Pattern
        Of the names of published files; the group ``domain`` is the domain.

    Raises
    ------
    DataError
        If a file without a domain has another name, or a file is missing.
    """
    files = []
    for source in sources:
        domain, equals, file = source.partition("=")
        path = Path(file if equals and not Path(source).is_file() else source)
        match = published.fullmatch(path.name)
        if path == Path(source):
            if match is None:
                raise DataError("the name states no domain.", path=path, remedy="Give it as DOMAIN=FILE.")
            domain = match["domain"]
        if not path.is_file():
            raise DataError("no such file.", path=path, remedy="Check the path.")
        files.append((re.sub(r"\s+", "_", domain.strip()), path))
    return files
