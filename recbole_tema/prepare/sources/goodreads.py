"""Goodreads by genre (UCSD Book Graph): interactions or reviews, each file of which is a domain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.cells import cell_text
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.checked_rows import Interactions, files_by_domain, read_interactions
from recbole_tema.prepare.sources.records import (
    Record,
    described,
    first_line_without,
    joined_names,
    read_records,
    require_file,
    year_of,
)
from recbole_tema.prepare.times import unix_seconds

_FIELDS = ("user_id", "book_id", "date_added")
_PUBLISHED = re.compile(r"goodreads_(?:interactions|reviews)_(?P<domain>\w+)\.json(?:\.gz)?")
_COLUMNS = ("title", "description", "categories", "author", "publisher", "year", "pages", "image_url")
# As in "Sat Oct 07 13:19:09 -0700 2017".
_TIME = "%a %b %d %H:%M:%S %z %Y"


def read_goodreads(engine: Engine, options: SourceOptions) -> Source:
    """Read interactions or reviews of several genres.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        Sources as ``goodreads_interactions_poetry.json.gz`` (or ``goodreads_reviews_...``), whose domain is then
        ``poetry``, or as ``DOMAIN=FILE``. ``metadata`` are ``goodreads_books_poetry.json.gz`` and, for the names of
        authors and for categories, ``goodreads_book_authors.json.gz`` and ``goodreads_book_genres_initial.json.gz``.

    Returns
    -------
    Source
        An item is a ``book_id``, a time is ``date_added``; a rating of 0 is none. A book in the files of two domains
        is removed from both. The text of an item is ``title``, ``description``, ``categories`` and ``author``.

    Raises
    ------
    DataError
        If a file is missing, damaged, or another one.
    """
    files = files_by_domain(options.sources, _PUBLISHED)
    for path in options.metadata:
        require_file(path)
    interactions = Interactions(
        files,
        read=lambda path: _read_interactions(engine, path),
        expected="a JSON object with user_id, book_id, rating and date_added",
        first_bad_line=lambda path: first_line_without(path, _FIELDS),
    )
    table, rejected = read_interactions(engine, interactions)
    return Source(
        rows=table.filter(table.problem == "").drop("problem", "file"),
        raw_table=table,
        describe=lambda items: _describe(items, options.metadata, rejected),
        made_by="recbole_tema.prepare.sources.goodreads",
        inputs=[*(path for _, path in files), *options.metadata],
        options={"format": "goodreads", "sources": [f"{domain}={path.name}" for domain, path in files]},
        rejected=rejected,
        notes=["Goodreads (UCSD Book Graph). Times are date_added; a rating of 0 is none."],
    )


def _read_interactions(engine: Engine, path: Path) -> Any:
    table = engine.json_lines(path, [*_FIELDS, "rating"])
    return table.select(
        user=table.user_id,
        item=table.book_id,
        when=table.date_added.nullif(""),
        time=unix_seconds(table.date_added, _TIME),
        rating=decimal_number(table.rating).nullif(0.0),
    )


def _describe(items: pd.DataFrame, metadata: Sequence[Path], rejected: dict[str, int]) -> pd.DataFrame:
    wanted = set(items["item_id"])
    books: dict[str, Record] = {}
    authors: dict[str, str] = {}
    genres: dict[str, str] = {}
    for path in metadata:
        # Each of the three files has another id.
        for record in read_records(path, [], rejected):
            if "book_id" not in record:
                authors[cell_text(record.get("author_id"))] = cell_text(record.get("name"))
            elif (book := cell_text(record["book_id"])) in wanted:
                if "title" in record:
                    books.setdefault(book, _kept(record))
                else:
                    genres.setdefault(book, _genres(record.get("genres")))
    rows = [_texts(book, authors, genres.get(item, "")) for item, book in books.items()]
    texts = pd.DataFrame(rows, columns=list(_COLUMNS), index=pd.Index(list(books), dtype=object))
    return described(items, texts, metadata, rejected)


def _kept(record: Record) -> Record:
    """The fields that are needed: the others, such as similar books, take several times the memory."""
    fields = ("title", "description", "authors", "publisher", "publication_year", "num_pages", "image_url")
    return {field: record.get(field) for field in fields}


def _genres(value: Any) -> str:
    """Genres by falling number of votes: ``{"fantasy, paranormal": 31, "fiction": 8}``."""
    if not isinstance(value, Mapping):
        return ""
    by_votes = sorted(value, key=lambda names: (-float(value[names] or 0), names))
    return joined_names(name for names in by_votes for name in str(names).split(","))


def _texts(book: Record, authors: Mapping[str, str], genres: str) -> tuple[str, ...]:
    ids = [cell_text(author.get("author_id")) for author in book.get("authors") or () if isinstance(author, Mapping)]
    return (
        cell_text(book.get("title")),
        cell_text(book.get("description")),
        genres,
        ", ".join(filter(None, (authors.get(author, "") for author in ids))),
        cell_text(book.get("publisher")),
        year_of(book.get("publication_year")),
        cell_text(book.get("num_pages")),
        cell_text(book.get("image_url")),
    )
