"""Metadata of Amazon items of 2014, 2018 and 2023: title, description, categories, brand, price and image."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import clean_text
from recbole_tema.prepare.sources.amazon_columns import columns_by_name
from recbole_tema.prepare.sources.amazon_files import without_part_number
from recbole_tema.prepare.sources.amazon_records import Record, records
from recbole_tema.prepare.text import plain_text

COLUMNS = ("title", "description", "categories", "brand", "price", "image_url")
_EMPTY = ("",) * len(COLUMNS)
# Characters: enough for any text encoder.
_MAX_DESCRIPTION = 2000
_PRICE = re.compile(r"\d+(?:[.,]\d+)*")
# Fields of 2018 (two), of 2014, and of 2023, whose images have sizes.
_IMAGE_FIELDS = ("imageURLHighRes", "imageURL", "imUrl", "images", "image_url")
_IMAGE_SIZES = ("hi_res", "large", "thumb")
_URL = re.compile(r"https?://\S+")
_USERS = ("user_id", "reviewerID")
_EXPECTED = "Use metadata of Amazon 2014, 2018 or 2023 with asin or parent_asin, as JSON, Parquet or CSV."


class Metadata:
    """Metadata files, read for the items of a dataset.

    Parameters
    ----------
    paths : sequence of Path
        JSON lines (those of 2014 are Python literals), JSON arrays, Parquet or CSV, plain or ``.gz``.

    Attributes
    ----------
    unreadable : int
        Lines that could not be read, after :meth:`describe`.
    missing : dict of str to int
        The number of items that no line describes, by a reason with an example, if these are most items, after
        :meth:`describe`.
    notes : list of str
        Notes for the dataset card, after :meth:`describe`.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = list(paths)
        self.unreadable = 0
        self.missing: dict[str, int] = {}
        self.notes: list[str] = []

    def describe(self, items: pd.DataFrame) -> pd.DataFrame:
        """Describe items.

        Parameters
        ----------
        items : pandas.DataFrame
            With ``item_id``.

        Returns
        -------
        pandas.DataFrame
            :data:`COLUMNS` as text, indexed by ``item_id`` in the same order, from the first line of each item.

        Raises
        ------
        DataError
            If a file is truncated, if most of its lines cannot be read, or if it describes none of the items.
        """
        wanted = set(items["item_id"])
        fields: dict[str, tuple[str, ...]] = {}
        # Numbered parts of one file need not describe items each.
        n_matches: Counter[Path] = Counter()
        examples: dict[Path, str] = {}
        for path in self.paths:
            whole = path.with_name(without_part_number(path.name))
            reader = _MetadataFile(path)
            n_matches[whole] += reader.read_into(fields, wanted)
            self.unreadable += reader.n_unreadable
            examples[whole] = reader.example
        for path in self.paths:
            whole = path.with_name(without_part_number(path.name))
            if not n_matches[whole]:
                raise DataError(
                    f"describes none of the items: its ids are as {examples[whole]!r}, those of the reviews as "
                    f"{items['item_id'].iloc[0]!r}.",
                    path=path,
                    remedy="Give the metadata of the categories that are read.",
                )
        self._report_missing(items["item_id"], fields, list(examples.values()))
        rows = [fields.get(item, _EMPTY) for item in items["item_id"]]
        return pd.DataFrame(rows, columns=list(COLUMNS), index=items["item_id"])

    def _report_missing(self, items: pd.Series, fields: Mapping[str, tuple[str, ...]], examples: Sequence[str]) -> None:
        missing = items[~items.isin(fields)] if self.paths else items[:0]
        if 2 * len(missing) > len(items):
            self.missing[f"items without metadata, such as {missing.iloc[0]!r}"] = len(missing)
            self.notes.append(
                f"Metadata describe {len(items) - len(missing):,} of {len(items):,} items. An item of them is "
                f"{examples[-1]!r}, one without is {missing.iloc[0]!r}."
            )


class _MetadataFile:
    """One file, with counts of its lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.example = ""
        self.n_unreadable = 0
        self._n_items = 0
        self._n_lines = 0
        self._bad: Record | None = None

    def read_into(self, fields: dict[str, tuple[str, ...]], wanted: set[str]) -> int:
        """Add :func:`item_fields` of items that are wanted and not described yet; the number of lines about them."""
        n_matches, known = 0, False
        for record in records(self.path):
            self._n_lines += 1
            values = record.fields
            item = values and (values.get("parent_asin") or values.get("asin") or self._other_item(values))
            if not values or not item:
                self.n_unreadable += values is None
                self._bad = self._bad or record
                continue
            item = str(item)
            if not self._n_items:
                self._check_first(record, item)
            self._n_items += 1
            if item in wanted:
                n_matches += 1
                if item not in fields:
                    fields[item] = item_fields(values)
                known = known or fields[item] != _EMPTY
        if 2 * self._n_items < self._n_lines or not self._n_items:
            self._raise_unreadable()
        if n_matches and not known:
            raise DataError("holds items without a title or another known field.", path=self.path, remedy=_EXPECTED)
        return n_matches

    @staticmethod
    def _other_item(values: Mapping[str, Any]) -> Any:
        """The item of a row that names it otherwise, such as ``ProductId``."""
        return next((values[name] for name in columns_by_name(values)["item"] if values[name]), None)

    def _check_first(self, record: Record, item: str) -> None:
        self.example = item
        if any(name in (record.fields or {}) for name in _USERS):
            raise DataError("holds reviews and not metadata.", path=self.path, line=record.line, remedy=_EXPECTED)

    def _raise_unreadable(self) -> None:
        problem = "holds no metadata that can be read"
        if self._n_items:
            problem = f"{self._n_lines - self._n_items:,} of {self._n_lines:,} lines describe no item"
        if self._bad is not None:
            problem += f"; for example, {self._bad.shown}"
        raise DataError(f"{problem}.", path=self.path, remedy=_EXPECTED)


def item_fields(record: Mapping[str, Any]) -> tuple[str, ...]:
    """:data:`COLUMNS` of one line of metadata.

    Parameters
    ----------
    record : mapping
        A line of 2014 (``imUrl``, ``categories`` nested), 2018 (``imageURLHighRes``, ``category``) or 2023
        (``images``, ``store``, ``features``).
    """
    description = _text(record.get("description")) or _text(record.get("features"))
    return (
        _text(record.get("title")),
        description[:_MAX_DESCRIPTION],
        _categories(record.get("categories") or record.get("category") or record.get("main_category")),
        _text(record.get("brand") or record.get("store")),
        _price(record.get("price")),
        _image(record),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return clean_text(plain_text(value))
    return " ".join([text for text in map(_text, value) if text]) if isinstance(value, (list, tuple)) else ""


def _categories(value: Any) -> str:
    """Distinct category names as words of a sequence: spaces inside a name become ``_``."""
    return " ".join(dict.fromkeys(_names(value)))


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        # Markup and entities may hold spaces.
        name = "_".join(_text(value).split())
        return [name] if name else []
    return [name for part in value for name in _names(part)] if isinstance(value, (list, tuple)) else []


def _price(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.10g}"
    number = _PRICE.search(value) if isinstance(value, str) else None
    # The first price of "$12.99 - $20.00"; some lines hold a web page instead, which does not start with a price.
    if not number or not value.strip().startswith(("$", number.group())):
        return ""
    price = number.group().replace(",", "")
    # Parquet of 2023 has text where the JSON lines have a number.
    return price.removesuffix(".0") if price == value.strip() else price


def _image(record: Mapping[str, Any]) -> str:
    for key in _IMAGE_FIELDS:
        if value := record.get(key):
            # Hugging Face stores a list of mappings as a mapping of lists.
            images = _images_of_columns(value) if isinstance(value, dict) else None
            if url := _first_url(images or value):
                return url
    return ""


def _first_url(value: Any) -> str:
    if isinstance(value, str):
        # An address has no spaces.
        return value if _URL.fullmatch(value) else ""
    if isinstance(value, dict):
        value = [value[key] for key in _IMAGE_SIZES if value.get(key)]
    if isinstance(value, (list, tuple)):
        for part in value:
            if url := _first_url(part):
                return url
    return ""


def _images_of_columns(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Images as a list of mappings, given Hugging Face's mapping of lists."""
    columns = {key: value[key] for key in _IMAGE_SIZES if isinstance(value.get(key), list)}
    length = max(map(len, columns.values()), default=0)
    return [{key: parts[n] for key, parts in columns.items() if n < len(parts)} for n in range(length)]
