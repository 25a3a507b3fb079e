"""Cells of tables as text: the same text from JSON lines, Parquet and data frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import numpy as np
import pandas as pd

from recbole_tema.files.atomic import clean_text

# From here on, JSON writes whole numbers with an exponent.
_MAX_WHOLE = 1e21


def cell_text(value: object) -> str:
    """Text of one cell.

    Parameters
    ----------
    value : object
        A text, a number, a list of these (also a tuple or an array of any length), or a missing value.

    Returns
    -------
    str
        One line. Parts of a list are joined by spaces, whole numbers have no decimals (``12``, not ``12.0``), and
        missing values are empty. A mapping and a list that holds lists or mappings have no text, see
        :func:`is_nested`.
    """
    if isinstance(value, str):
        return clean_text(value)
    if is_nested(value):
        return ""
    if _is_list(value):
        return " ".join(text for text in map(cell_text, _parts(value)) if text)
    return clean_text(_scalar(value))


def is_nested(value: object) -> bool:
    """Whether a value is a mapping, a list that holds lists or mappings, or bytes that are not text."""
    if isinstance(value, str):
        return False
    if isinstance(value, bytes):
        return _decoded(value) is None
    if isinstance(value, Mapping):
        return True
    return _is_list(value) and any(_is_list(part) or is_nested(part) for part in _parts(value))


def text_columns(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Cells of a table as text, without the columns that hold nested values.

    Parameters
    ----------
    frame : pandas.DataFrame

    Returns
    -------
    tuple of (pandas.DataFrame, list of str)
        The table as text, and the names of the columns that are left out: those with a nested value (:func:`is_nested`)
        and those with lists or mappings that are all empty, as an empty list of mappings in JSON lines is a mapping of
        empty lists in Parquet.
    """
    columns, left_out = [], []
    for position, name in enumerate(frame.columns):
        column = frame.iloc[:, position]
        texts = column.map(cell_text)
        if _has_nested(column, texts):
            left_out.append(str(name))
        else:
            columns.append(texts)
    return pd.concat(columns, axis=1) if columns else pd.DataFrame(index=frame.index), left_out


def _has_nested(column: pd.Series, texts: pd.Series) -> bool:
    if column.dtype != object:
        return False
    containers = [value for value in column if not isinstance(value, str) and (_is_list(value) or is_nested(value))]
    return any(map(is_nested, containers)) or bool(containers and not texts.astype(bool).any())


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _parts(value: object) -> Iterator[object]:
    assert isinstance(value, Iterable)
    return iter(value)


def _scalar(value: object) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, np.ndarray):  # without dimensions
        return _scalar(value.item())
    if isinstance(value, bytes):
        return _decoded(value) or ""
    if isinstance(value, Decimal):
        return _decimal(value)
    # numpy.float64 is a float, numpy.float32 is not, and its own text is the shorter one.
    if isinstance(value, (float, np.floating)):
        return _number(value)
    return str(value)


def _number(value: float | np.floating) -> str:
    number = float(value)
    if math.isnan(number):
        return ""
    if number.is_integer() and abs(number) < _MAX_WHOLE:
        return str(int(number))
    return repr(number) if isinstance(value, float) else str(value)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decoded(value: bytes) -> str | None:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return None
