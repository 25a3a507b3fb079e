"""Inputs of a tagging run: the items with text, the sample to propose tags for, and the domains' descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.files.item_text import plain_cells, stable_sample
from recbole_tema.files.tags import slug
from recbole_tema.tagging.item_fields import prompt_texts
from recbole_tema.tagging.options import TagOptions


class Item(NamedTuple):
    """An item to tag: its id, its domain, and its text."""

    item_id: str
    domain: str
    text: str


def items_with_text(folder: Path, options: TagOptions) -> pd.DataFrame:
    """``item_id``, ``domain`` and ``text`` of the items that can be tagged, at most ``options.limit``.

    Raises
    ------
    DataError
        If no item has any text.
    """
    items = without_empty_texts(prompt_texts(folder, options.fields), folder)
    return items.head(len(items) if options.limit is None else options.limit)


def without_empty_texts(items: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The rows with a text.

    Raises
    ------
    DataError
        If no item has any text.
    """
    items = items[items["text"] != ""]
    if items.empty:
        raise DataError("No item has any text.", path=ITEM.path(folder), remedy="Choose other fields.")
    return items


def proposal_sample(items: pd.DataFrame, options: TagOptions) -> list[Item]:
    """The items to propose tags for, ordered by domain, so that consecutive prompts share their start."""
    sample: list[Item] = []
    for domain, group in items.groupby("domain", sort=True):
        size = options.sample or len(group)
        text = dict(zip(group["item_id"], group["text"]))
        sample += [Item(item, str(domain), text[item]) for item in stable_sample(group["item_id"], size, options.seed)]
    return sample


def domain_description(domain: str, about: Mapping[str, str]) -> str:
    """Description of a domain for prompts; by default its name in words."""
    return about.get(domain, domain.replace("_", " ").replace("-", " "))


def check_descriptions(folder: Path, items: pd.DataFrame, about: Mapping[str, str]) -> None:
    """Check that every described domain exists.

    Raises
    ------
    DataError
        If one does not; the error lists the domains of the dataset.
    """
    domains = sorted(map(str, items["domain"].unique()))
    for name in about:
        if name not in domains:
            raise DataError(
                f"Domain {name!r} does not exist.",
                path=ITEM.path(folder),
                remedy=f"The domains are: {', '.join(domains)}.",
            )


def brand_slugs(folder: Path) -> frozenset[str]:
    """Slugs of the ``brand`` column of ``.item``; empty if there is no such column."""
    frame = read_atomic(ITEM.path(folder), columns=["brand"])
    return frozenset(filter(None, map(slug, plain_cells(frame["brand"])))) if "brand" in frame else frozenset()
