"""What a reader of raw files returns: interactions, a description of items, and counts of rejected rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.files.atomic import UNUSABLE_IDS

# Times outside of these are errors in units or parsing: 1970, and 2100 in Unix seconds.
EARLIEST, LATEST = 0.0, 4102444800.0
# Unix seconds reach this in the year 5138, so larger numbers are milliseconds.
MILLISECONDS_FROM = 1e11

Describe = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass
class Source:
    """Raw files, read.

    Attributes
    ----------
    rows : ibis.Table
        One row per interaction: ``user_id``, ``item_id``, ``domain`` (text), ``time`` (float64 Unix seconds),
        ``rating`` (float64 or null), ``position`` (int64 or null: its position in the file).
    describe : callable
        Maps a frame of ``item_id`` and ``domain`` to a frame with the same index, whose columns describe the items as
        text: ``title`` first, ``""`` if unknown.
    made_by : str
        The reader's module.
    inputs : list of Path
        The files, in the order given.
    options : dict
        Options of the reader, for the record.
    rejected : dict of str to int
        Rejected rows by reason.
    notes : list of str
        Notes for the dataset card.
    has_time : bool
        Whether ``time`` holds times.
    user_split : pandas.DataFrame, optional
        ``user_id`` and ``role`` (train, valid or test), if the source has a split of its own.
    catalog : pandas.DataFrame, optional
        ``item_id`` and ``domain`` of items that belong to the dataset even without interactions.
    keep_order : bool
        Write users in the order of their first rows and items in the order of the catalog. Otherwise users are sorted
        by id, and items by their first appearance.
    raw_table : ibis.Table, optional
        The materialized table under ``rows``, dropped once ids are encoded.
    """

    rows: Any
    describe: Describe
    made_by: str
    inputs: list[Path]
    options: dict[str, Any] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    has_time: bool = True
    user_split: pd.DataFrame | None = None
    catalog: pd.DataFrame | None = None
    keep_order: bool = False
    raw_table: Any = None


def numeric_seconds(text: Any) -> Any:
    """Unix seconds (float64) of text with seconds or milliseconds; null for other text."""
    import ibis

    number = text.try_cast("float64")
    return ibis.ifelse(number > MILLISECONDS_FROM, number / 1000, number)


def unix_seconds(text: Any) -> Any:
    """Unix seconds (float64) of text with seconds, milliseconds or an ISO date; null for other text."""
    import ibis

    # With a time zone, so that an offset counts; a time without one is UTC.
    parsed = text.try_cast("timestamp('UTC')").epoch_seconds()
    return ibis.coalesce(numeric_seconds(text), parsed.cast("float64"))


def is_unusable_id(ids: Any) -> Any:
    """Whether an id is missing, is one that RecBole reads as missing, or holds a quote or a control character."""
    bad = ids.isin(sorted(UNUSABLE_IDS)) | ids.re_search(r'[\x00-\x1f\x7f"]')
    return ids.isnull() | bad
