"""Douban books, movies and music with common users, as published by Zhu et al. (2019) and Song et al. (2019)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import open_table
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.checked_rows import Interactions, first_row_without, read_interactions
from recbole_tema.prepare.sources.douban_items import ITEM_FILES, item_ids, item_texts, items_path
from recbole_tema.prepare.sources.records import described, require_file
from recbole_tema.prepare.times import unix_seconds

_DOMAINS = ("book", "movie", "music")


@dataclass(frozen=True)
class _Reviews:
    """A file of reviews and the names of its columns."""

    domain: str
    layout: Layout
    user: str
    item: str
    time: str
    rating: str


def read_douban(engine: Engine, options: SourceOptions) -> Source:
    """Read reviews of several domains.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        A folder, or files as ``DOMAIN=FILE``. Of Zhu et al.: ``bookreviews_cleaned.txt``, ``moviereviews_cleaned.txt``
        and ``musicreviews_cleaned.txt``, and beside them ``movies_cleaned.txt`` with the titles. Of Song et al.:
        ``book/douban_book.tsv`` and so on, without any text.

    Returns
    -------
    Source
        An item is ``DOMAIN-ID``, as ids start from 0 in each domain. Its ``categories`` are the labels that most of its
        reviews have, unless the table of items has tags.

    Raises
    ------
    DataError
        If a file is missing, damaged, or another one.
    """
    reviews = [_review_file(domain, path) for domain, path in _files(options)]
    by_path = {file.layout.path: file for file in reviews}
    interactions = Interactions(
        [(file.domain, file.layout.path) for file in reviews],
        read=lambda path: _read_reviews(engine, by_path[path]),
        expected="a user, an item, a rating and a time",
        first_bad_line=lambda path: first_row_without(path, _columns(by_path[path])),
        opened=2005,
        in_parts=False,
    )
    table, rejected = read_interactions(engine, interactions)
    items = [(file, items_path(file.layout.path, file.item)) for file in reviews]
    texts = pd.concat([item_texts(engine, file.domain, file.layout, file.item, path) for file, path in items])
    texts = texts.loc[~texts.index.duplicated(), ["title", *(name for name in texts if name != "title")]]
    tables = list(dict.fromkeys(path for _, path in items if path is not None))
    return Source(
        rows=table.filter(table.problem == "").drop("problem", "file"),
        raw_table=table,
        describe=lambda items: described(items, texts, tables[:1], rejected),
        made_by="recbole_tema.prepare.sources.douban",
        inputs=[*by_path, *tables],
        options={"format": "douban", "sources": [f"{file.domain}={file.layout.path.name}" for file in reviews]},
        rejected=rejected,
        notes=["Douban. Categories without a table of tags are labels of all reviews, those of test targets included."],
    )


def _files(options: SourceOptions) -> list[tuple[str, Path]]:
    folder = Path(options.sources[0])
    if len(options.sources) > 1 or not folder.is_dir():
        pairs = [source.partition("=") for source in options.sources]
        for (domain, _, path), source in zip(pairs, options.sources):
            if not domain.strip() or not path:
                raise DataError("has no domain.", path=Path(source), remedy="Give a folder, or files as DOMAIN=FILE.")
            require_file(Path(path))
        return [("_".join(domain.split()), Path(path)) for domain, _, path in pairs]
    names = ("{0}reviews_cleaned.txt", "{0}/douban_{0}.tsv", "douban_{0}.tsv")
    files = [(domain, folder / name.format(domain)) for domain in _DOMAINS for name in names]
    present = {domain: path for domain, path in reversed(files) if path.is_file()}
    if not present:
        raise DataError(
            "the folder holds no reviews of Douban.",
            path=folder,
            remedy="Give the folder of bookreviews_cleaned.txt or of book/douban_book.tsv, or files as DOMAIN=FILE.",
        )
    return [(domain, present[domain]) for domain in _DOMAINS if domain in present]


def _review_file(domain: str, path: Path) -> _Reviews:
    layout = detect_layout(path, separator="\t")
    for item in ITEM_FILES:
        if item in layout.columns:
            return _known(_Reviews(domain, layout, "user_id", item, "time", "rating"))
    return _known(_Reviews(domain, layout, "UserId", "ItemId", "Timestamp", "Rating"))


def _known(file: _Reviews) -> _Reviews:
    """Raise if a column is missing."""
    missing = [name for name in (*_columns(file), file.rating) if name not in file.layout.columns]
    if missing:
        raise DataError(
            f"has no column {missing[0]!r}; its columns are {', '.join(file.layout.columns)}.",
            path=file.layout.path,
            line=1,
            remedy="Give reviews of Douban as they are published.",
        )
    return file


def _columns(file: _Reviews) -> tuple[str, str, str]:
    return file.user, file.item, file.time


def _read_reviews(engine: Engine, file: _Reviews) -> Any:
    import ibis

    table = open_table(engine, file.layout, [*_columns(file), file.rating])
    when, rating = table[file.time].nullif(""), decimal_number(table[file.rating])
    return table.select(
        user=table[file.user].nullif(""),
        item=item_ids(file.domain, table[file.item].nullif("")),
        when=when,
        time=unix_seconds(when, "iso" if file.time == "time" else "seconds"),
        # -1 is a review without a rating.
        rating=ibis.ifelse(rating > 0, rating, ibis.null("float64")),
    )
