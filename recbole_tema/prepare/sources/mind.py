"""The Microsoft News Dataset (MIND): clicked impressions and click histories, with domains by news category."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.genres import domains_of_options
from recbole_tema.prepare.sources.matching import join_items, refuse_mostly_rejected
from recbole_tema.prepare.sources.published import PublishedFolder
from recbole_tema.prepare.times import unix_seconds

_BEHAVIORS = ("impression_id", "user_id", "time", "history", "impressions")
_NEWS = ("news_id", "category", "subcategory", "title", "abstract", "url", "title_entities", "abstract_entities")
_TIME_FORMAT = "%m/%d/%Y %I:%M:%S %p"
# More than the items of a history and the news of an impression: positions of one impression do not reach the next.
_WIDTH = 1 << 17
_NOTES = [
    "MIND, Microsoft News; please cite Wu et al. (2020).",
    "Interactions are clicked impressions, at the time of the impression, and the histories, whose clicks have no "
    "time: they have that of the first impression that lists them, before which they were made, and keep their order.",
]


def read_mind(engine: Engine, options: SourceOptions) -> Source:
    """Read folders of MIND.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        Folders with ``behaviors.tsv`` and ``news.tsv``, such as ``MINDsmall_train`` and ``MINDsmall_dev``. The domain
        is the category of the news, or ``genres`` of categories and subcategories.

    Raises
    ------
    DataError
        If a file is missing or cannot be read, or no impression is labelled.
    """
    folders = [PublishedFolder(Path(source), ("behaviors.tsv", "news.tsv")) for source in options.sources]
    behaviors = [folder.find("behaviors.tsv") for folder in folders]
    news_paths = [folder.find("news.tsv") for folder in folders]
    news = _read_news(news_paths)
    values = [[category, subcategory] for category, subcategory in zip(news["category"], news["subcategory"])]
    news["domain"], genres = domains_of_options(values, options.genres)
    impressions, rejected = _read_impressions(engine, behaviors)
    clicks, n_unlabelled = _clicks(engine, impressions, behaviors[0])
    if n_unlabelled:
        rejected["shown news without a label"] = n_unlabelled
    rows = engine.materialize(_history(impressions, clicks).union(clicks), "mind")
    rows, left_out = join_items(engine, rows, news, behaviors[0], news_paths[0])
    import ibis

    return Source(
        rows=rows.mutate(rating=ibis.null("float64")),
        describe=lambda items: _describe(items, news),
        made_by="recbole_tema.prepare.sources.mind",
        inputs=[path for folder in folders for path in folder.inputs],
        options={"format": "mind", "genres": genres},
        rejected={**rejected, **left_out},
        notes=_NOTES,
    )


def _read_news(paths: Sequence[Path]) -> pd.DataFrame:
    """News of all folders; news of several folders count once."""
    frames = [read_frame(detect_layout(path, separator="\t", names=_NEWS), _NEWS[:5]) for path in paths]
    news = pd.concat(frames, ignore_index=True).drop_duplicates("news_id", ignore_index=True)
    return news.rename(columns={"news_id": "item_id"})


def _read_impressions(engine: Engine, paths: Sequence[Path]) -> tuple[Any, dict[str, int]]:
    """``user_id``, ``time``, ``history``, ``impressions`` and ``position`` (null if the engine knows no order)."""
    import ibis

    tables, n_rows = [], 0
    for path in paths:
        with reading(path):
            layout = detect_layout(path, separator="\t", names=_BEHAVIORS)
            raw = engine.materialize(open_table(engine, layout, _BEHAVIORS), "behaviors", numbered=True)
        n_other = count_rows(raw.filter(~raw.impression_id.re_search("^[0-9]+$")))
        refuse_mostly_rejected(n_other, count_rows(raw), path, f"the columns {', '.join(_BEHAVIORS)}, in this order")
        tables.append(raw.mutate(position=raw.position + n_rows))
        n_rows += count_rows(raw)
    raw = ibis.union(*tables) if len(tables) > 1 else tables[0]
    raw = raw.mutate(time=unix_seconds(raw.time, _TIME_FORMAT))
    valid = engine.materialize(raw.filter(raw.time.notnull()), "impressions")
    n_invalid = n_rows - count_rows(valid)
    refuse_mostly_rejected(n_invalid, n_rows, paths[0], "a time such as 11/13/2019 8:36:57 AM in its third column")
    return valid, {"impressions with an invalid time": n_invalid} if n_invalid else {}


def _clicks(engine: Engine, impressions: Any, path: Path) -> tuple[Any, int]:
    """Clicked news at the time of the impression; the number of shown news without a label."""
    shown = impressions.select("user_id", "time", "position", item=impressions.impressions.split(" "))
    shown = shown.unnest("item", offset="place")
    shown = engine.materialize(shown.filter(shown.item != ""), "shown")
    labelled = shown.item.re_search("-[01]$")
    n_shown, n_unlabelled = count_rows(shown), count_rows(shown.filter(~labelled))
    if n_unlabelled > n_shown / 2:
        raise DataError(
            "its impressions have no labels: -1 marks clicked news, and -0 others.",
            path=path,
            remedy="Use the training or validation files; the labels of the test files are not published.",
        )
    clicked = shown.filter(shown.item.endswith("-1"))
    return clicked.select(
        "user_id",
        "time",
        item_id=clicked.item.re_replace("-1$", ""),
        position=clicked.position * _WIDTH + _WIDTH // 2 + clicked.place,
    ), n_unlabelled


def _history(impressions: Any, clicks: Any) -> Any:
    """News of the histories, once per user, unless the click is in an earlier impression."""
    import ibis

    with_history = impressions.filter(impressions.history.fill_null("") != "")
    # A user's impressions repeat one history.
    rank = ibis.row_number().over(group_by=["user_id", "history"], order_by=["time", "position"])
    histories = with_history.mutate(rank=rank)
    histories = histories.filter(histories.rank == 0)
    read = histories.select("user_id", "time", "position", item_id=histories.history.split(" "))
    read = read.unnest("item_id", offset="place")
    read = read.mutate(
        rank=ibis.row_number().over(group_by=["user_id", "item_id"], order_by=["time", "position", "place"])
    )
    read = read.filter((read["rank"] == 0) & (read.item_id != ""))
    first_clicks = clicks.group_by(clicked_by="user_id", clicked_item="item_id").aggregate(clicked_at=clicks.time.min())
    read = read.left_join(
        first_clicks, [read.user_id == first_clicks.clicked_by, read.item_id == first_clicks.clicked_item]
    )
    read = read.filter(read.clicked_at.isnull() | (read.clicked_at >= read.time))
    return read.select("user_id", "time", "item_id", position=read.position * _WIDTH + read.place)


def _describe(items: pd.DataFrame, news: pd.DataFrame) -> pd.DataFrame:
    known = news.set_index("item_id").reindex(items["item_id"]).fillna("")
    categories = (known["category"] + " " + known["subcategory"]).str.strip()
    return pd.DataFrame(
        {"title": known["title"], "description": known["abstract"], "categories": categories}, index=known.index
    )
