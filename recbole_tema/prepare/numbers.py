"""Numbers of text, the same on every engine."""

from __future__ import annotations

from typing import Any

# DuckDB also reads "1_000", Java "1d", "1f" and "0x1p3", both "nan" and "inf".
_OTHER_THAN_DECIMAL = r"[^-+.0-9eE \t]"


def decimal_number(text: Any) -> Any:
    """Number (float64) of text with a decimal number; null for other text, also for "nan" and "inf".

    Parameters
    ----------
    text : ibis column
        Text.
    """
    import ibis

    return ibis.ifelse(text.re_search(_OTHER_THAN_DECIMAL), ibis.null("float64"), text.try_cast("float64"))
