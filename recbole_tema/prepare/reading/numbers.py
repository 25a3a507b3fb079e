"""Numbers with currencies, thousands separators and decimal commas, by the evidence of a whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

_CURRENCY = r"(?:[$€£¥₹₽₩¢]|US\$|R\$|zł|kr|CHF|EUR|USD|GBP|JPY|INR)"
_NUMBER = re.compile(rf"{_CURRENCY}?\s*([-+]?\d[\d., ' ]*?)\s*{_CURRENCY}?", re.IGNORECASE)
_POINT_DECIMAL = re.compile(r"[-+]?(\d{1,3}([, ' ]\d{3})+|\d+)(\.\d+)?")
_COMMA_DECIMAL = re.compile(r"[-+]?(\d{1,3}([. ' ]\d{3})+|\d+)(,\d+)?")


def plain_numbers(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Write numeric columns as plain numbers: ``1299.00`` for ``$1,299.00``, ``12.50`` for ``12,50 €``.

    Parameters
    ----------
    frame : pandas.DataFrame
        Cells of text.

    Returns
    -------
    tuple of (pandas.DataFrame, list of str)
        The table, in which columns are changed whose cells are all numbers or empty and of which the cells decide
        whether a comma is decimal; and a note for each that is changed or is not decided.
    """
    changed, notes = {}, []
    for column in frame:
        cells = frame[column]
        if not cells.str.contains(rf"[,' ]|{_CURRENCY}", regex=True, case=False).any():
            continue
        numbers = [_NUMBER.fullmatch(cell) for cell in cells if cell]
        if not all(numbers):
            continue
        texts = [number.group(1) for number in numbers if number is not None]
        decimal = decimal_mark(texts)
        if decimal is None:
            notes.append(f"{column!r} is kept as it is: commas may be decimal or separate thousands.")
        elif decimal:
            plain = iter(_plain(text, decimal) for text in texts)
            changed[column] = [next(plain) if cell else "" for cell in cells]
            notes.append(f"{column!r} holds numbers with a decimal {'comma' if decimal == ',' else 'point'}.")
    changed_frame = frame.copy()
    for column, texts in changed.items():
        changed_frame[column] = texts
    return changed_frame, notes


def decimal_mark(texts: Sequence[str]) -> str | None:
    """``.`` or ``,``, as the numbers of a column decide; None if they do not, empty if they are not numbers."""
    point = all(map(_POINT_DECIMAL.fullmatch, texts))
    comma = all(map(_COMMA_DECIMAL.fullmatch, texts))
    if point and comma:
        return None if any("," in text or "." in text for text in texts) else "."
    return "." if point else "," if comma else ""


def _plain(text: str, decimal: str) -> str:
    other = "," if decimal == "." else "."
    return re.sub(r"[\s' ]", "", text).replace(other, "").replace(decimal, ".")
