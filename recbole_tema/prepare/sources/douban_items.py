"""Texts of Douban's books, movies and music: their tables, and the labels that reviewers gave them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.records import joined_names, year_of

#: Tables of items beside the reviews, by the column of the item in the reviews.
ITEM_FILES = {"book_id": "books_cleaned.txt", "movie_id": "movies_cleaned.txt", "music_id": "music_cleaned.txt"}
# Columns of those tables under our names.
_NAMES = {"name": "title", "summary": "description", "tag": "categories", "director": "director", "writer": "writer"}
_NAMES.update(country="country", language="language", pubdate="year")
# Spark splits at a regular expression, in which this character is one like any other.
_SEPARATOR = "\x1f"
# Ours: enough to describe an item.
_N_LABELS = 5


def items_path(reviews: Path, item: str) -> Path | None:
    """The table of items beside a file of reviews with a column of items; None if there is none."""
    path = reviews.parent / ITEM_FILES.get(item, "")
    return path if path.is_file() else None


def item_ids(domain: str, column: Any) -> Any:
    """``DOMAIN-ID`` of a column of ids, which start from 0 in each domain."""
    import ibis

    return ibis.literal(f"{domain}-").concat(column)


def item_texts(engine: Engine, domain: str, reviews: Layout, item: str, path: Path | None) -> pd.DataFrame:
    """Texts of the items of a domain.

    Parameters
    ----------
    engine : Engine
    domain : str
    reviews : Layout
        The file of reviews.
    item : str
        Its column of items.
    path : Path, optional
        The table of items.

    Returns
    -------
    pandas.DataFrame
        By ``DOMAIN-ID``, at least ``title`` and ``categories``, ``""`` or missing where there is no text.

    Raises
    ------
    DataError
        If the table of items has another form.
    """
    texts = pd.DataFrame(columns=["title"], dtype=object) if path is None else _item_table(domain, path)
    if "labels" not in reviews.columns or ("categories" in texts and texts["categories"].any()):
        return texts
    labels = _labels(engine, domain, reviews, item)
    return texts.reindex(texts.index.union(labels.index)).assign(categories=labels)


def _item_table(domain: str, path: Path) -> pd.DataFrame:
    layout = detect_layout(path, separator="\t")
    if "UID" not in layout.columns:
        raise DataError(
            f"has no column 'UID'; its columns are {', '.join(layout.columns)}.",
            path=path,
            line=1,
            remedy="Give the table as it is published, or remove it.",
        )
    frame = read_frame(layout, ["UID", *(name for name in _NAMES if name in layout.columns)])
    frame = frame.drop_duplicates("UID").set_index("UID").rename(columns=_NAMES)
    for name, function in (("categories", _tags), ("year", year_of)):
        if name in frame:
            frame[name] = frame[name].map(function)
    return frame.reindex(columns=list(dict.fromkeys(["title", *frame.columns]))).set_index(f"{domain}-" + frame.index)


def _tags(cell: str) -> str:
    """Tags separated by ``|``, or in quotes in a list."""
    return joined_names(re.findall(r"'([^']*)'", cell) if cell.startswith("[") else cell.split("|"))


def _labels(engine: Engine, domain: str, reviews: Layout, item: str) -> pd.Series:
    """The most frequent labels of each item, of reviews that separate them by ``|``."""
    import ibis

    table = open_table(engine, reviews, [item, "labels"])
    table = table.filter(table.labels.strip() != "")
    labels = table.select(
        item=item_ids(domain, table[item]), label=table.labels.replace("|", _SEPARATOR).split(_SEPARATOR).unnest()
    )
    labels = labels.mutate(label=labels.label.strip())
    labels = labels.filter(labels.label != "")
    counts = labels.group_by(["item", "label"]).aggregate(n=labels.count())
    order = ibis.window(group_by=counts.item, order_by=[counts.n.desc(), counts.label])
    ranked = counts.mutate(place=ibis.row_number().over(order))
    frame: pd.DataFrame = ranked.filter(ranked.place < _N_LABELS).to_pyarrow().to_pandas()
    of_item = frame.sort_values(["item", "place"]).groupby("item")["label"]
    return pd.Series({name: joined_names(group) for name, group in of_item}, dtype=object)
