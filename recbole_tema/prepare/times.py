"""Times of interactions: Unix seconds of text in any usual writing."""

from __future__ import annotations

from typing import Any

# Times outside of these are errors in units or parsing: 1970, and 2100 in Unix seconds.
EARLIEST, LATEST = 0.0, 4102444800.0
# Unix seconds reach this in the year 5138, so larger numbers are milliseconds.
MILLISECONDS_FROM = 1e11


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
