"""Metadata of Amazon items of 2014, 2018 and 2023: title, description, categories, brand, price and image."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic_core import from_json

from recbole_tema.files.atomic import clean_text
from recbole_tema.prepare.gzip_files import open_decompressed

COLUMNS = ("title", "description", "categories", "brand", "price", "image_url")
# Characters: enough for any text encoder.
_MAX_DESCRIPTION = 2000
_PRICE = re.compile(r"\d+(?:[.,]\d+)*")
# Fields of 2018 (two), of 2014, and of 2023, whose images have sizes.
_IMAGE_FIELDS, _IMAGE_SIZES = ("imageURLHighRes", "imageURL", "imUrl", "images"), ("hi_res", "large", "thumb")
_TAG = re.compile(r"<[^<>]{1,200}>")
_URL = re.compile(r"https?://\S+")


class Metadata:
    """Metadata files, read for the items of a dataset.

    Parameters
    ----------
    paths : sequence of Path
        JSON lines, plain or ``.gz``; the lines of 2014 are Python literals.

    Attributes
    ----------
    unreadable : int
        Lines that could not be read, after :meth:`describe`.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = list(paths)
        self.unreadable = 0

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
            If a file is truncated.
        """
        wanted = set(items["item_id"])
        fields: dict[str, tuple[str, ...]] = {}
        for path in self.paths:
            for record in self._records(path):
                item = str(record.get("parent_asin") or record.get("asin"))
                if item in wanted and item not in fields:
                    fields[item] = item_fields(record)
        empty = ("",) * len(COLUMNS)
        rows = [fields.get(item, empty) for item in items["item_id"]]
        return pd.DataFrame(rows, columns=list(COLUMNS), index=items["item_id"])

    def _records(self, path: Path) -> Iterator[Mapping[str, Any]]:
        with open_decompressed(path) as file:
            for line in file:
                record = _parse(line)
                if record is None:
                    self.unreadable += bool(line.strip())
                else:
                    yield record


def _parse(line: bytes) -> Any:
    try:
        record = from_json(line)
    except ValueError:
        try:
            # literal_eval reads literals and runs no code.
            record = ast.literal_eval(line.decode("utf-8").strip())
        except (ValueError, TypeError, SyntaxError, UnicodeDecodeError, MemoryError, RecursionError):
            return None
    return record if isinstance(record, dict) else None


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
        text = clean_text(value)
        # Descriptions hold markup.
        return _TAG.sub(" ", text).strip() if "<" in text else text
    return " ".join([text for text in map(_text, value) if text]) if isinstance(value, (list, tuple)) else ""


def _categories(value: Any) -> str:
    """Distinct category names as words of a sequence: spaces inside a name become ``_``."""
    return " ".join(dict.fromkeys(_names(value)))


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return ["_".join(clean_text(value).split())] if value.strip() else []
    return [name for part in value for name in _names(part)] if isinstance(value, (list, tuple)) else []


def _price(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.10g}"
    number = _PRICE.search(value) if isinstance(value, str) else None
    # The first price of "$12.99 - $20.00"; some lines hold a web page instead, which does not start with a price.
    return number.group().replace(",", "") if number and value.strip().startswith(("$", number.group())) else ""


def _image(record: Mapping[str, Any]) -> str:
    return next((url for key in _IMAGE_FIELDS if key in record and (url := _first_url(record[key]))), "")


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
