"""Written dates and times as regular expressions, and their Unix seconds.

Engines parse times differently; the same groups of digits give the same seconds on every engine.
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
    "y": (r"(\d{2})", ("year",)),
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
        What each of its groups holds: ``year``, ``month``, ``month_name``, ``day``, ``hour``,
        ``minute``, ``second``, ``fraction``, ``half`` (``a`` or ``p``) or ``zone``.
    optional_clock : bool
        Whether a time of day may follow the date; it holds a colon.
    """

    expression: str
    roles: tuple[str, ...]
    optional_clock: bool = False

    def seconds(self, text: Any) -> Any:
        """Unix seconds (float64) of text in lower case; null where it is not a time of this pattern.

        A part that is not written is zero, a month or day that is not written is the first, and a time without a zone
        is in UTC. A year of two digits is of 1969 to 2068, as in POSIX.
        """
        import ibis

        # Text that does not match gives empty groups, of which none is a date. Each group is used once: engines
        # evaluate an expression again wherever it occurs in another one.
        texts = {role: text.re_extract(self.expression, place) for place, role in enumerate(self.roles, start=1)}
        date = _year(texts["year"]).concat("-", _month(texts), "-", texts.get("day", ibis.literal("1")))
        seconds = date.try_cast("timestamp").epoch_seconds().cast("float64")
        if "hour" not in texts:
            return seconds
        clock = _clock(texts)
        # Most columns have either dates or times.
        return seconds + (ibis.ifelse(text.contains(":"), clock, 0.0) if self.optional_clock else clock)


def _year(text: Any) -> Any:
    import ibis

    century = ibis.ifelse(text < "69", "20", "19")
    return ibis.ifelse(text.length() == 2, century.concat(text), text)


def _month(texts: dict[str, Any]) -> Any:
    import ibis

    if "month_name" not in texts:
        return texts.get("month", ibis.literal("1"))
    return (ibis.literal(" ".join(_MONTHS)).find(texts["month_name"]) // 4 + 1).cast("string")


def _clock(texts: dict[str, Any]) -> Any:
    """Seconds from midnight UTC; null for an hour such as 13 PM."""
    import ibis

    hour = _number(texts["hour"])
    if "half" in texts:
        twelve = ibis.ifelse(hour.between(1, 12), hour % 12, ibis.null("int64"))
        hour = ibis.ifelse(texts["half"] == "", hour, twelve + 12 * (texts["half"] == "p").cast("int64"))
    seconds: Any = 3600 * hour
    for role, unit in (("minute", 60), ("second", 1)):
        if role in texts:
            seconds += unit * _number(texts[role])
    seconds = seconds.cast("float64")
    if "fraction" in texts:
        seconds += ibis.literal("0.").concat(texts["fraction"], "0").cast("float64")
    if "zone" in texts:
        seconds -= ibis.ifelse(texts["zone"] == "", 0.0, _offset(texts["zone"]))
    return seconds


def _number(text: Any) -> Any:
    return text.try_cast("int64").fill_null(0)


def _offset(zone: Any) -> Any:
    """Seconds east of UTC (float64)."""
    import ibis

    digits = zone.re_replace(r"[^0-9]", "")
    seconds = (3600 * _number(digits.substr(0, 2)) + 60 * _number(digits.substr(2, 2))).cast("float64")
    return ibis.ifelse(zone.contains("-"), -seconds, seconds)


def _dates(expression: str, *roles: str) -> TimePattern:
    return TimePattern(f"^{expression}{_CLOCK}$", (*roles, *_CLOCK_ROLES), optional_clock=True)


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
# Days and months as numbers, whose order the column decides.
_ANY_YEAR = r"(\d{4}|\d{2})"
DAY_FIRST = _dates(_DAY + _SEPARATOR + _MONTH + _SEPARATOR + _ANY_YEAR, "day", "month", "year")
MONTH_FIRST = _dates(_MONTH + _SEPARATOR + _DAY + _SEPARATOR + _ANY_YEAR, "month", "day", "year")
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
    if len(set(roles)) < len(roles) or "year" not in roles:
        raise ConfigError(
            f"time_format ({time_format!r}) must hold a year, and each part once.", remedy="Write it as %d.%m.%Y %H:%M."
        )
    return TimePattern(f"^{expression}$", tuple(roles))
