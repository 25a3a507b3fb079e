"""What a reader of raw files hands on: interactions, what is known of items, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

import pandas as pd

from recbole_tema.files.atomic import UNUSABLE_IDS

# Before the first web shop, or after anyone will run this: a mistake in units or in parsing.
EARLIEST, LATEST = 0.0, 4102444800.0
# Unix seconds reach this in the year 5138: what is larger counts milliseconds.
MILLISECONDS_FROM = 1e11

Describe = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass
class Source:
    """Raw files, read.

    Attributes
    ----------
    rows : ibis.Table
        One row an interaction: ``user_id``, ``item_id``, ``domain`` (text), ``time`` (float64 Unix seconds),
        ``rating`` (float64 or null), ``position`` (int64 or null: its place in the file).
    describe : callable
        From a frame of ``item_id`` and ``domain`` to one indexed like it whose columns are what is known of the
        items, as text: ``title`` first, ``""`` where unknown.
    made_by : str
        The reader's module.
    inputs : list of Path
        The files, in the order given.
    options : dict
        What the reader was told, for the record.
    faults : dict of str to int
        Lines left out, by reason.
    notes : list of str
        What a reader of the dataset's card must know.
    has_time : bool
        Whether ``time`` says anything.
    roles : pandas.DataFrame, optional
        ``user_id`` and ``role`` where the source has a split of its own.
    catalog : pandas.DataFrame, optional
        ``item_id`` and ``domain`` of items that belong to the dataset even without interactions.
    keep_order : bool
        Write users in the order of their first rows and items in the order of the catalog. Otherwise users are sorted
        by id, and items by their first appearance.
    kept : ibis.Table, optional
        The table under ``rows``, to be dropped once they are numbered.
    """

    rows: Any
    describe: Describe
    made_by: str
    inputs: list[Path]
    options: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    has_time: bool = True
    roles: Optional[pd.DataFrame] = None
    catalog: Optional[pd.DataFrame] = None
    keep_order: bool = False
    kept: Any = None


def number_of_seconds(text: Any) -> Any:
    """Unix seconds (float64) of text that holds seconds or milliseconds; null where it holds neither."""
    import ibis

    number = text.try_cast("float64")
    return ibis.ifelse(number > MILLISECONDS_FROM, number / 1000, number)


def seconds(text: Any) -> Any:
    """Unix seconds (float64) of text that holds seconds, milliseconds or an ISO date; null where it holds none."""
    import ibis

    # With a zone, so that an offset counts; a moment without one is UTC.
    moment = text.try_cast("timestamp('UTC')").epoch_seconds()
    return ibis.coalesce(number_of_seconds(text), moment.cast("float64"))


def unusable(identifier: Any) -> Any:
    """Whether an id is missing, is one that RecBole reads as missing, or holds a quote or a control character."""
    bad = identifier.isin(sorted(UNUSABLE_IDS)) | identifier.re_search(r'[\x00-\x1f\x7f"]')
    return identifier.isnull() | bad
