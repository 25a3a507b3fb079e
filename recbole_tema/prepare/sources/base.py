"""What a reader of raw files returns: interactions, a description of items, and counts of rejected rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import UNUSABLE_IDS

Describe = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class PublishedTags:
    """Tags that a dataset is published with.

    Attributes
    ----------
    name : str
        What they are.
    table : pandas.DataFrame
        ``item_id``, ``tag`` (a slug) and ``score`` (from 0 to 1), best first within an item.
    options : dict
        How they were selected, for the record.
    """

    name: str
    table: pd.DataFrame
    options: dict[str, Any]


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
    warnings : list of str
        What is hardly right about the files, for the command line and the dataset card.
    has_time : bool
        Whether ``time`` holds times.
    without_time : DataError, optional
        Why there are no times; raised if the rules need them.
    user_split : pandas.DataFrame, optional
        ``user_id`` and ``role`` (train, valid or test), if the source has a split of its own.
    catalog : pandas.DataFrame, optional
        ``item_id`` and ``domain`` of items that belong to the dataset even without interactions.
    keep_order : bool
        Write users in the order of their first rows and items in the order of the catalog. Otherwise users are sorted
        by id, and items by their first appearance.
    raw_table : ibis.Table, optional
        The materialized table under ``rows``, dropped once ids are encoded.
    tags : PublishedTags, optional
        Tags with scores, for a ``.tag`` file.
    """

    rows: Any
    describe: Describe
    made_by: str
    inputs: list[Path]
    options: dict[str, Any] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    has_time: bool = True
    without_time: DataError | None = None
    user_split: pd.DataFrame | None = None
    catalog: pd.DataFrame | None = None
    keep_order: bool = False
    raw_table: Any = None
    tags: PublishedTags | None = None


def is_unusable_id(ids: Any) -> Any:
    """Whether an id is missing, is one that RecBole reads as missing, or holds a quote or a control character."""
    bad = ids.isin(sorted(UNUSABLE_IDS)) | ids.re_search(r'[\x00-\x1f\x7f"]')
    return ids.isnull() | bad
