"""Written dates and times as regular expressions, and their Unix seconds in integer arithmetic.

Engines parse dates differently; the same expressions, digits and integers give the same seconds on every engine.
Expressions match text in lower case, and use only what RE2 and Java share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from recbole_tema.errors import ConfigError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR, _MONTH, _DAY = r"(\d{4})", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_NAME = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_WEEKDAY = rf"(?:{_DAY_NAME},? +)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_HOUR, _MINUTE = r"([01]?\d|2[0-3])", r"([0-5]\d)"
_ZONE = r"(z|utc|gmt|(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?)"
_TIME = rf"{_HOUR}:{_MINUTE}(?::{_MINUTE}(?:[.,](\d+))?)?(?: ?([ap])\.?m\.?)?"
_CLOCK = rf"(?:(?:t|,? +){_TIME}(?: ?{_ZONE})?)?"
_CLOCK_ROLES = ("hour", "minute", "second", "fraction", "half", "zone")
_DIGITS_OF_DAY = r"(199\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_DIGITS_OF_MINUTE = _DIGITS_OF_DAY + r"t?([01]\d|2[0-3])([0-5]\d)"

# Directives of strftime: expression, and the roles of its groups.
_DIRECTIVES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Y": (_YEAR, ("year",)),
    "y": (r"(\d{2})", ("short_year",)),
    "m": (_MONTH, ("month",)),
    "b": (_NAME, ("month_name",)),
    "B": (_NAME, ("month_name",)),
    "d": (_DAY, ("day",)),
    "a": (_DAY_NAME, ()),
    "A": (_DAY_NAME, ()),
    "H": (_HOUR, ("hour",)),
    "I": (r"(0?[1-9]|1[0-2])", ("hour",)),
    "M": (_MINUTE, ("minute",)),
    "S": (_MINUTE, ("second",)),
    "f": (r"(\d+)", ("fraction",)),
    "p": (r"([ap])\.?m\.?", ("half",)),
    "z": (_ZONE, ("zone",)),
    "Z": (_ZONE, ("zone",)),
    "F": (f"{_YEAR}-{_MONTH}-{_DAY}", ("year", "month", "day")),
    "T": (f"{_HOUR}:{_MINUTE}:{_MINUTE}", ("hour", "minute", "second")),
    "%": ("%", ()),
}


@dataclass(frozen=True)
class TimePattern:
    """A way to write times.

    Attributes
    ----------
    expression : str
        Regular expression of the whole text, in lower case.
    roles : tuple of str
        What each of its groups holds: ``year``, ``short_year``, ``month``, ``month_name``, ``day``, ``hour``,
        ``minute``, ``second``, ``fraction``, ``half`` (``a`` or ``p``) or ``zone``.
    """

    expression: str
    roles: tuple[str, ...]

    def seconds(self, text: Any) -> Any:
        """Unix seconds (float64) of text in lower case; null where it is not a time of this pattern.

        A part that is not written is zero, a month or day that is not written is the first, and a time without a zone
        is in UTC.
        """
        import ibis

        texts = {role: text.re_extract(self.expression, place) for place, role in enumerate(self.roles, start=1)}
        year, month, day = _year(texts), _month(texts), _number(texts, "day", 1)
        leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
        length = ibis.ifelse(month == 2, 28 + leap.cast("int64"), 30 + (month + month // 8) % 2)
        hour, valid = _number(texts, "hour", 0), day <= length
        if "half" in texts:
            half, written = texts["half"], hour
            hour = ibis.ifelse(half == "", written, written % 12 + 12 * (half == "p").cast("int64"))
            valid &= (half == "") | written.between(1, 12)
        whole = 3600 * hour + 60 * _number(texts, "minute", 0) + _number(texts, "second", 0)
        seconds = (86_400 * _days(year, month, day) + whole).cast("float64")
        if "fraction" in texts:
            seconds += ibis.literal("0.").concat(texts["fraction"], "0").cast("float64")
        if "zone" in texts:
            seconds -= _offset(texts["zone"]).cast("float64")
        return ibis.ifelse(text.re_search(self.expression) & valid, seconds, ibis.null("float64"))


def _number(texts: dict[str, Any], role: str, missing: int) -> Any:
    import ibis

    if role not in texts:
        return ibis.literal(missing, "int64")
    return texts[role].try_cast("int64").fill_null(missing)


def _year(texts: dict[str, Any]) -> Any:
    import ibis

    if "year" in texts:
        return _number(texts, "year", 1970)
    short = _number(texts, "short_year", 0)
    # As in POSIX.
    return short + ibis.ifelse(short < 69, 2000, 1900)


def _month(texts: dict[str, Any]) -> Any:
    import ibis

    if "month_name" not in texts:
        return _number(texts, "month", 1)
    return ibis.literal(" ".join(_MONTHS)).find(texts["month_name"]).cast("int64") // 4 + 1


def _days(year: Any, month: Any, day: Any) -> Any:
    """Days from 1970-01-01 to a day of the Gregorian calendar, counted from 1 March so that leap days come last."""
    import ibis

    year = year - ibis.ifelse(month <= 2, 1, 0)
    from_march = (153 * ((month + 9) % 12) + 2) // 5
    return 365 * year + year // 4 - year // 100 + year // 400 + from_march + day - 719_469


def _offset(zone: Any) -> Any:
    """Seconds east of UTC."""
    import ibis

    digits = zone.re_replace(r"[^0-9]", "")
    hours, minutes = digits.substr(0, 2), digits.substr(2, 2)
    seconds = 3600 * hours.try_cast("int64").fill_null(0) + 60 * minutes.try_cast("int64").fill_null(0)
    return ibis.ifelse(zone.contains("-"), -seconds, seconds)


def _dates(expression: str, *roles: str) -> TimePattern:
    return TimePattern(f"^{expression}{_CLOCK}$", (*roles, *_CLOCK_ROLES))


def _digits(expression: str, *roles: str) -> TimePattern:
    """Digits without separators; in a column of floats, with a fraction of zeros."""
    return TimePattern(rf"^{expression}(?:\.0*|z)?$", roles)


_SEPARATOR = r"[-/.]"

# Ways to write times that a text itself identifies.
PATTERNS = {
    "year": _digits(r"((?:19|20)\d\d)", "year"),
    "day": _digits(_DIGITS_OF_DAY, "year", "month", "day"),
    "day and minute": _digits(_DIGITS_OF_MINUTE, "year", "month", "day", "hour", "minute"),
    "day and second": _digits(_DIGITS_OF_MINUTE + r"([0-5]\d)", "year", "month", "day", "hour", "minute", "second"),
    "iso": _dates(_YEAR + _SEPARATOR + _MONTH + _SEPARATOR + _DAY, "year", "month", "day"),
    "month name first": _dates(rf"{_WEEKDAY}{_NAME} +{_DAY}{_ORDINAL},? +{_YEAR}", "month_name", "day", "year"),
    "month name": _dates(rf"{_WEEKDAY}{_DAY}{_ORDINAL}[- ]{_NAME},?[- ]{_YEAR}", "day", "month_name", "year"),
    "year and month name": _dates(rf"{_YEAR}[- ]{_NAME}[- ]{_DAY}", "year", "month_name", "day"),
    "year last": TimePattern(
        rf"^{_WEEKDAY}{_NAME} +{_DAY} +{_TIME}(?: {_ZONE})? {_YEAR}$", ("month_name", "day", *_CLOCK_ROLES, "year")
    ),
    # Amazon's reviewTime.
    "month and day": _dates(rf"{_MONTH} {_DAY}, {_YEAR}", "month", "day", "year"),
}
# Days and months as numbers, whose order the column decides, with years of four digits and of two.
DAY_FIRST = _dates(_DAY + _SEPARATOR + _MONTH + _SEPARATOR + _YEAR, "day", "month", "year")
MONTH_FIRST = _dates(_MONTH + _SEPARATOR + _DAY + _SEPARATOR + _YEAR, "month", "day", "year")
DAY_FIRST_SHORT = _dates(_DAY + _SEPARATOR + _MONTH + _SEPARATOR + r"(\d{2})", "day", "month", "short_year")
MONTH_FIRST_SHORT = _dates(_MONTH + _SEPARATOR + _DAY + _SEPARATOR + r"(\d{2})", "month", "day", "short_year")
# Numbers above 12 are days.
_LATE_DAY = r"(1[3-9]|2\d|3[01])"
ONLY_DAY_FIRST = f"^{_LATE_DAY}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_YEAR}{_CLOCK}$"
ONLY_MONTH_FIRST = rf"^{_MONTH}{_SEPARATOR}{_LATE_DAY}{_SEPARATOR}\d{{2}}(?:\d{{2}})?{_CLOCK}$"
SAME_DAY_AND_MONTH = f"^(?:{'|'.join(f'0?{n}{_SEPARATOR}0?{n}' for n in range(1, 13))}){_SEPARATOR}{_YEAR}{_CLOCK}$"
TWO_DIGIT_YEAR = rf"^\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_CLOCK}$"


def strftime_pattern(time_format: str) -> TimePattern:
    """The pattern of a format of strftime, such as ``%d.%m.%Y %H:%M``.

    Raises
    ------
    ConfigError
        If a directive is unknown or the year is missing.
    """
    expression, roles = "", list[str]()
    for literal, directive in re.findall(r"([^%]+)|%(.?)", time_format.strip(), flags=re.DOTALL):
        if literal:
            expression += re.sub(r"\\? +", " +", re.escape(literal.lower()))
            continue
        if directive not in _DIRECTIVES:
            raise ConfigError(
                f"time_format ({time_format!r}) has the unknown directive {'%' + directive!r}.",
                remedy=f"Known: {', '.join('%' + known for known in _DIRECTIVES)}.",
            )
        part, names = _DIRECTIVES[directive]
        expression += part
        roles += names
    if len(set(roles)) < len(roles) or not {"year", "short_year"} & set(roles):
        raise ConfigError(
            f"time_format ({time_format!r}) must hold a year, and each part once.", remedy="Write it as %d.%m.%Y %H:%M."
        )
    return TimePattern(f"^{expression}$", tuple(roles))
