"""H&M Personalized Fashion Recommendations: purchases by day, with domains by a column of the articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.options import DEFAULT_COLUMNS, SourceOptions
from recbole_tema.prepare.reading.layout import detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.genres import domains_of_options
from recbole_tema.prepare.sources.matching import (
    columns_in_file,
    join_items,
    named_file,
    refuse_mostly_rejected,
    refuse_repeated_items,
)
from recbole_tema.prepare.sources.published import PublishedFolder
from recbole_tema.prepare.times import unix_seconds

_FILES = ("transactions_train.csv", "articles.csv")
_PURCHASES = ("t_dat", "customer_id", "article_id")
_DOMAIN = "index_group_name"
_CATEGORIES = ("product_group_name", "product_type_name", "garment_group_name")
_OTHERS = {"colour": "colour_group_name", "appearance": "graphical_appearance_name", "department": "department_name"}
# 0108775015: seven digits of the product and three of the variant.
_ID_DIGITS = 10


def read_hm(engine: Engine, options: SourceOptions) -> Source:
    """Read the files of H&M's competition.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One folder with ``transactions_train.csv`` and ``articles.csv``. The domain is ``index_group_name`` or the
        column ``columns.domain`` of the articles, or ``genres`` of its values.

    Raises
    ------
    DataError
        If a file or a column is missing, or most purchases are of articles without a row.
    """
    folder = PublishedFolder(options.path, _FILES)
    purchases_path, articles_path = (folder.find(name) for name in _FILES)
    column = _DOMAIN if options.columns.domain == DEFAULT_COLUMNS.domain else options.columns.domain
    articles = _read_articles(articles_path, column)
    articles["domain"], genres = domains_of_options(
        [[value] if value else [] for value in articles[column]], options.genres
    )
    raw, n_rows = _read_purchases(engine, purchases_path, options.time_format)
    valid = raw.filter(raw.time.notnull())
    n_invalid = n_rows - count_rows(valid)
    refuse_mostly_rejected(n_invalid, n_rows, purchases_path, "a day such as 2018-09-20 in t_dat")
    rows, left_out = join_items(engine, valid, articles, purchases_path, articles_path)
    import ibis

    return Source(
        rows=rows.mutate(rating=ibis.null("float64")),
        describe=lambda items: _describe(items, articles),
        made_by="recbole_tema.prepare.sources.hm",
        inputs=folder.inputs,
        options={"format": "hm", "columns": {"domain": column}, "genres": genres},
        rejected={**({"invalid time": n_invalid} if n_invalid else {}), **left_out},
        notes=["H&M Personalized Fashion Recommendations (2022). Times are days."],
    )


def _read_articles(path: Path, domain: str) -> pd.DataFrame:
    layout = detect_layout(path)
    columns_in_file(layout, ("article_id", "prod_name", domain))
    wanted = ("article_id", "prod_name", "detail_desc", domain, *_CATEGORIES, *_OTHERS.values())
    articles = read_frame(layout, [name for name in dict.fromkeys(wanted) if name in layout.columns])
    articles["item_id"] = [_padded(article) for article in articles["article_id"]]
    refuse_repeated_items(articles["item_id"], path)
    return articles


def _padded(article: str) -> str:
    """An article id with the zeros at its start, which are lost where it was read as a number."""
    return article.zfill(_ID_DIGITS) if article.isdecimal() else article


def _read_purchases(engine: Engine, path: Path, time_format: str | None) -> tuple[Any, int]:
    layout = detect_layout(path)
    day, customer, article = columns_in_file(layout, _PURCHASES)
    with reading(path), named_file(path):
        table = open_table(engine, layout, [day, customer, article])
        is_number = table[article].re_search("^[0-9]{1,9}$")
        table = table.select(
            user_id=table[customer],
            item_id=is_number.ifelse(table[article].lpad(_ID_DIGITS, "0"), table[article]),
            time=unix_seconds(table[day], time_format),
        )
        raw = engine.materialize(table, "purchases", numbered=True)
    return raw, count_rows(raw)


def _describe(items: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    known = articles.set_index("item_id").reindex(items["item_id"]).fillna("")
    texts = {"title": known["prod_name"]}
    if "detail_desc" in known:
        texts["description"] = known["detail_desc"]
    categories = [name for name in _CATEGORIES if name in known]
    if categories:
        texts["categories"] = known[categories].agg(" ".join, axis=1).str.strip()
    texts.update({name: known[column] for name, column in _OTHERS.items() if column in known})
    return pd.DataFrame(texts, index=known.index)
