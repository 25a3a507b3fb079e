"""The text of an item for prompts, from all of its columns: title, year, categories, brand, price, and others."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from recbole_tema.files.atomic import read_header
from recbole_tema.files.formats import ITEM
from recbole_tema.files.item_domains import read_items
from recbole_tema.files.item_text import check_fields

TITLE, YEAR, PRICE, DESCRIPTION = "title", "year", "price", "description"
# Columns in the order of a prompt. Others come after the price; the description is last, since it is truncated.
FIRST_FIELDS = (TITLE, YEAR, "categories", "category", "genres", "genre", "brand", PRICE)
# Columns that say nothing of what an item is.
_NOT_CONTENT = re.compile(r"(^|_)(id|ids|asin|url|urls|image|images|img|path|domain)$", re.IGNORECASE)
# Long cells leave space for the fields after them.
MAX_TITLE_CHARACTERS = 160
MAX_FIELD_CHARACTERS = 80
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"(\d),(\d{1,2})(?!\d)")
_MISSING = ("nan", "none", "null", "n/a")


def prompt_fields(folder: Path) -> list[str]:
    """Columns of ``.item`` that describe an item: all of text, and the price.

    Parameters
    ----------
    folder : Path
        Folder of a prepared dataset.
    """
    kinds = read_header(ITEM.path(folder))
    described = [
        name
        for name, kind in kinds.items()
        if name in (YEAR, PRICE) or (kind in ("token", "token_seq") and not _NOT_CONTENT.search(name))
    ]
    first = [name for name in FIRST_FIELDS if name in described]
    others = [name for name in described if name not in (*FIRST_FIELDS, DESCRIPTION)]
    return [*first, *others, *(name for name in (DESCRIPTION,) if name in described)]


def prompt_texts(folder: Path, fields: Sequence[str] | None = None) -> pd.DataFrame:
    """One text per item for prompts: ``Alien (1979); genre: Horror; price: 5 to 10``.

    Parameters
    ----------
    folder : Path
        Folder of a prepared dataset.
    fields : sequence of str, optional
        Columns of ``.item``, in order; by default those of :func:`prompt_fields`.

    Returns
    -------
    pandas.DataFrame
        ``item_id``, ``domain`` and ``text`` in file order; ``text`` is empty if all fields are.

    Raises
    ------
    ConfigError
        If a field is not a column of ``.item``.
    """
    frame = read_items(folder)
    chosen = prompt_fields(folder) if fields is None else list(fields)
    check_fields(folder, chosen, frame.columns.tolist())
    rows = zip(*(frame[name] for name in chosen)) if chosen else [()] * len(frame)
    texts = [_described(dict(zip(chosen, map(_present, row)))) for row in rows]
    return pd.DataFrame({"item_id": frame["item_id"], "domain": frame["domain"], "text": texts})


def price_range(cell: str) -> str:
    """Range of a price in steps of 1, 2 and 5 and their tenfolds: ``12.99`` is in ``10 to 20``; empty if not a number.

    A model can compare ranges; a price itself would distinguish items that do not differ.
    """
    match = _NUMBER.search(_DECIMAL_COMMA.sub(r"\1.\2", cell).replace(",", ""))
    price = float(match.group()) if match else 0.0
    if price <= 0 or not math.isfinite(price):
        return ""
    power = 10.0 ** math.floor(math.log10(price))
    bounds = [step * power for step in (1, 2, 5, 10)]
    low = max(bound for bound in bounds[:3] if bound <= price)
    high = bounds[bounds.index(low) + 1]
    return f"{low:g} to {high:g}"


def _present(cell: str) -> str:
    """The cell of a text, or an empty text if it only states that it is missing."""
    text = " ".join(str(cell).split())
    return "" if text.lower() in _MISSING else text


def _described(cells: dict[str, str]) -> str:
    """Title and year, and the other fields with their names."""
    year = re.sub(r"\.0$", "", cells.pop(YEAR, ""))
    title = _shortened(cells.pop(TITLE, ""), MAX_TITLE_CHARACTERS)
    parts = [f"{title} ({year})" if title and year else title or year]
    for name, cell in cells.items():
        text = price_range(cell) if name == PRICE else cell
        if text:
            label = " ".join(name.split("_"))
            parts.append(f"{label}: {text if name == DESCRIPTION else _shortened(text, MAX_FIELD_CHARACTERS)}")
    return "; ".join(filter(None, parts))


def _shortened(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size].rsplit(" ", 1)[0]
