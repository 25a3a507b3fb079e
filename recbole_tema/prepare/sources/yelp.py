"""The Yelp Open Dataset: reviews of businesses, with domains by their categories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.cells import cell_text
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.checked_rows import Interactions, read_interactions
from recbole_tema.prepare.sources.item_table import Item, ItemTable
from recbole_tema.prepare.sources.records import find_file, first_line_without, joined_names, names_of, read_records
from recbole_tema.prepare.times import unix_seconds

_FIELDS = ("user_id", "business_id", "date")
# The names of recent releases, and of those on Kaggle before 2018.
_REVIEWS = ("yelp_academic_dataset_review.json", "review.json", "yelp_review.json")
_BUSINESSES = ("yelp_academic_dataset_business.json", "business.json", "yelp_business.json")


def read_yelp(engine: Engine, options: SourceOptions) -> Source:
    """Read the folder of the Yelp Open Dataset.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One folder with ``yelp_academic_dataset_review.json`` and ``yelp_academic_dataset_business.json`` (also
        ``.gz``), and ``genres``, which names categories of businesses. Without it there is one domain.

    Returns
    -------
    Source
        An item is a business. Its text is ``title`` (the name), ``categories``, ``city`` and ``state``.

    Raises
    ------
    DataError
        If a file is missing, damaged, or another one.
    """
    reviews, businesses = (find_file(options.path, names) for names in (_REVIEWS, _BUSINESSES))
    rejected: dict[str, int] = {}
    items = ItemTable(businesses, _read_businesses(businesses, rejected), options.genres)
    interactions = Interactions(
        [("", reviews)],
        read=lambda path: _read_reviews(engine, path),
        expected="a JSON object with user_id, business_id, stars and date",
        first_bad_line=lambda path: first_line_without(path, _FIELDS),
        opened=2004,
    )
    table, problems = read_interactions(engine, interactions)
    rejected.update(problems)
    rows = items.join(engine, table.filter(table.problem == ""), reviews, rejected)
    engine.drop(table)
    return Source(
        rows=rows,
        describe=items.describe,
        made_by="recbole_tema.prepare.sources.yelp",
        inputs=[reviews, businesses],
        options={"format": "yelp", "genres": list(options.genres)},
        rejected=rejected,
        notes=["Yelp Open Dataset. Times have no time zone in the file and are read as UTC."],
    )


def _read_reviews(engine: Engine, path: Path) -> Any:
    table = engine.json_lines(path, [*_FIELDS, "stars"])
    return table.select(
        user=table.user_id,
        item=table.business_id,
        when=table.date,
        time=unix_seconds(table.date, "iso"),
        rating=decimal_number(table.stars),
    )


def _read_businesses(path: Path, rejected: dict[str, int]) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for record in read_records(path, ["business_id", "name"], rejected):
        # A text with commas; a list before 2018.
        names = names_of(record.get("categories"))
        texts = {"title": cell_text(record["name"]), "categories": joined_names(names)}
        texts.update({field: cell_text(record.get(field)) for field in ("city", "state")})
        items.setdefault(cell_text(record["business_id"]), Item(texts, names))
    return items
