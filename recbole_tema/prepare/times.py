"""Unix seconds of times as files write them: one way of writing per column, which the whole column decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.time_patterns import (
    DAY_FIRST,
    MONTH_FIRST,
    ONLY_DAY_FIRST,
    ONLY_MONTH_FIRST,
    PATTERNS,
    SAME_DAY_AND_MONTH,
    TWO_DIGIT_YEAR,
    strftime_pattern,
)

if TYPE_CHECKING:
    from recbole_tema.prepare.engine import Engine

# Times outside of these are errors in units or parsing: 1970, and 2100 in Unix seconds.
EARLIEST, LATEST = 0.0, 4102444800.0
# Numbers below this in Unix seconds are of before 1990: numbers in order, or of another unit.
PLAUSIBLE_FROM = 631_152_000.0
# Unix seconds reach this in the year 5138, so larger numbers are milliseconds.
MILLISECONDS_FROM = 1e11

_UNITS = {"seconds": 1.0, "milliseconds": 1e3, "microseconds": 1e6, "nanoseconds": 1e9}
NAMED_FORMATS = (*_UNITS, "iso", "day-first", "month-first")

_NUMBER = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$"
# Fixed widths, which engines parse faster than expressions do.
_FIXED_ISO = r"^\d{4}-\d{2}-\d{2}(?:[t ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$"
# Days since 1970 reach this in 1990. Smaller numbers are numbers in order: of rows, of steps of a session.
_DAYS_TO_1990 = 7305
_DIGITS = ("year", "day", "day and minute", "day and second")
_NUMERIC = ("zero", "small", *_DIGITS, *_UNITS)
# Rows that do not decide the order of day and month.
_IN_BOTH_ORDERS = {"either order", "the same number", "two digits"}
# Names of formats and ways of writing for messages, where they differ.
_WORDS = {
    "seconds": "Unix seconds",
    "zero": "0",
    "small": "a number of before 1990 in Unix seconds",
    "iso": "dates such as 2014-01-31",
    "year": "years",
    "day": "days such as 20140131",
    "day and minute": "times such as 201401311000",
    "day and second": "times such as 20140131100000",
    "month name first": "dates such as Jan 31, 2014",
    "month name": "dates such as 31 Jan 2014",
    "year and month name": "dates such as 2014-Jan-31",
    "year last": "times such as Fri Jan 31 10:00:00 2014",
    "month and day": "dates such as 01 31, 2014",
    "day-first": "dates with the day first",
    "month-first": "dates with the month first",
    "either order": "dates with the day or the month first",
    "the same number": "dates with the day or the month first",
    "two digits": "dates with a year of two digits",
}


def check_time_format(time_format: str | None) -> None:
    """Raise if a time format is neither a name of :data:`NAMED_FORMATS` nor a format of strftime.

    Raises
    ------
    ConfigError
        Naming the formats, or the directive that is unknown.
    """
    if time_format is None or time_format in NAMED_FORMATS:
        return
    if "%" not in time_format:
        raise ConfigError(
            f"time_format ({time_format!r}) must be one of {', '.join(NAMED_FORMATS)}, or a format of strftime.",
            remedy="Write it as %d.%m.%Y %H:%M.",
        )
    strftime_pattern(time_format)


def numeric_seconds(text: Any) -> Any:
    """Unix seconds (float64) of text with seconds or milliseconds; null for other text."""
    import ibis

    number = decimal_number(text)
    return ibis.ifelse(number > MILLISECONDS_FROM, number / 1000, number)


def unix_seconds(text: Any, time_format: str | None = None) -> Any:
    """Unix seconds of times as files write them.

    Parameters
    ----------
    text : ibis column
        Text, or of a type of times or dates. A time without a zone is in UTC.
    time_format : str, optional
        A name of :data:`NAMED_FORMATS` or a format of strftime. By default the whole column decides, in one query:
        Unix seconds, milliseconds, microseconds or nanoseconds, years, days of eight digits, ISO dates and times,
        dates with the day or the month first, and English names of months.

    Returns
    -------
    ibis column of float64
        Null for text that is not a time in this format.

    Raises
    ------
    DataError
        If the column does not decide, or decides for more than one way of writing.
    """
    text = _plain(text)
    if time_format is None:
        try:
            time_format = _decide(_count_writings(text))
        except _UndecidedError as error:
            example = _of_writing(text.name("when").as_table(), error.writing).limit(1).to_pyarrow()["when"][0]
            raise DataError(f"the time {example.as_py()!r} {error.problem}", remedy=error.remedy) from None
    return _seconds(text, time_format)


def with_times(
    rows: Any, path: Path, time_format: str | None = None, first_line: int = 2, engine: Engine | None = None
) -> Any:
    """Add the Unix seconds of a column of times, each of which must be one.

    Parameters
    ----------
    rows : ibis.Table
        With ``when``, a column of times as in :func:`unix_seconds`, and ``position``, the number of the row in its
        file, or null.
    path : Path
        The file, for messages.
    time_format : str, optional
        As in :func:`unix_seconds`.
    first_line : int
        Line of the row at position 0, for messages.
    engine : Engine, optional
        Stores the rows, so that times are parsed once.

    Returns
    -------
    ibis.Table
        The rows with ``time`` (float64).

    Raises
    ------
    DataError
        Naming file, line and remedy: a time that cannot be read, or a column that does not decide its format.
    """
    text = _plain(rows["when"])
    if time_format is None:
        try:
            time_format = _decide(_count_writings(text))
        except _UndecidedError as error:
            raise _error(_of_writing(rows, error.writing), error.problem, error.remedy, path, first_line) from None
    timed = rows.mutate(time=_seconds(text, time_format))
    if engine is not None:
        timed = engine.materialize(timed, "timed")
    invalid = timed.filter(timed.time.isnull() | (timed.time < EARLIEST) | (timed.time >= LATEST))
    if int(invalid.count().to_pyarrow().as_py()):
        remedy = f"Times are read as {_WORDS.get(time_format, time_format)}: correct the row, or choose time_format."
        raise _error(invalid, "is invalid.", remedy, path, first_line)
    return timed


def _error(rows: Any, problem: str, remedy: str, path: Path, first_line: int) -> DataError:
    """An error about the first of some rows."""
    row = rows.select("when", "position").order_by("position").limit(1).to_pyarrow().to_pylist()[0]
    line = None if row["position"] is None else row["position"] + first_line
    return DataError(f"the time {str(row['when'])!r} {problem}", path=path, line=line, remedy=remedy)


class _UndecidedError(Exception):
    """A column that does not decide its format, with the writing of the row to show."""

    def __init__(self, writing: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.writing, self.problem, self.remedy = writing, problem, remedy


@dataclass(frozen=True)
class _Writing:
    """A way of writing in a column: its number of rows, and its least and greatest number, if it is one."""

    rows: int
    least: float
    greatest: float


def _plain(column: Any) -> Any:
    """A column as text in lower case without spaces around it."""
    text = column if column.type().is_string() else column.cast("string")
    return text.strip().lower()


def _writing(text: Any) -> Any:
    """The name of the way in which each text is written."""
    import ibis

    number = ibis.ifelse(text.re_search(_NUMBER), text.try_cast("float64"), ibis.null("float64"))
    matches = {name: text.re_search(pattern.expression) for name, pattern in PATTERNS.items()}
    units = [
        # Milliseconds and finer units from 1973 on: before, they are numbers of a coarser unit.
        ((number >= MILLISECONDS_FROM / 1000 * scale) & (number < LATEST * scale), unit)
        for unit, scale in _UNITS.items()
        if unit != "seconds"
    ]
    return ibis.cases(
        (number == 0, "zero"),
        *((number.notnull() & matches[name], name) for name in _DIGITS),
        ((number > 0) & (number < PLAUSIBLE_FROM), "small"),
        ((number >= PLAUSIBLE_FROM) & (number < LATEST), "seconds"),
        *units,
        (number.notnull(), "unreadable"),
        (text.re_search(_FIXED_ISO), "iso"),
        *((match, name) for name, match in matches.items()),
        (text.re_search(ONLY_DAY_FIRST), "day-first"),
        (text.re_search(ONLY_MONTH_FIRST), "month-first"),
        (text.re_search(SAME_DAY_AND_MONTH), "the same number"),
        (text.re_search(TWO_DIGIT_YEAR), "two digits"),
        (text.re_search(DAY_FIRST.expression), "either order"),
        else_="unreadable",
    )


def _count_writings(text: Any) -> dict[str, _Writing]:
    """The ways of writing in a column."""
    table = text.name("text").as_table()
    table = table.mutate(writing=_writing(table.text), number=table.text.try_cast("float64"))
    counts = table.group_by("writing").aggregate(
        rows=table.count(), least=table.number.min(), greatest=table.number.max()
    )
    nan = float("nan")
    return {
        row["writing"]: _Writing(row["rows"], *(nan if row[key] is None else row[key] for key in ("least", "greatest")))
        for row in counts.to_pyarrow().to_pylist()
    }


def _of_writing(rows: Any, writing: str) -> Any:
    return rows.filter(_writing(_plain(rows["when"])) == writing)


def _decide(writings: Mapping[str, _Writing]) -> str:
    """The format of a column."""
    readable = {name: writing for name, writing in writings.items() if name != "unreadable"}
    numeric = {name: writing for name, writing in readable.items() if name in _NUMERIC}
    if not readable:
        return "seconds"
    if not numeric:
        return _decide_text(readable)
    if len(numeric) < len(readable):
        raise _mixed(readable)
    return _decide_number(numeric)


def _mixed(writings: Mapping[str, _Writing]) -> _UndecidedError:
    """An error that shows the first row of the least frequent way of writing."""
    rare, *_, usual = sorted(writings, key=lambda name: (writings[name].rows, name))
    return _UndecidedError(
        rare,
        f"is in another format than the others ({_WORDS.get(rare, rare)}; the others: {_WORDS.get(usual, usual)}).",
        "Use one unit or format in the whole column.",
    )


def _decide_text(writings: dict[str, _Writing]) -> str:
    names = set(writings)
    for order in ("day-first", "month-first"):
        # All rows can be read in this order, and some of them in no other.
        if order in names and names <= {order, *_IN_BOTH_ORDERS}:
            return order
    if names == {"the same number"}:
        return "day-first"
    if names <= _IN_BOTH_ORDERS:
        shown = "either order" if "either order" in names else "two digits"
        problems = {
            "either order": "may have the day or the month first, as all others.",
            "two digits": "has a year of two digits, and its order is not certain.",
        }
        raise _UndecidedError(
            shown, problems[shown], "Choose time_format=day-first or month-first, or a format such as %y/%m/%d."
        )
    if len(names) > 1:
        raise _mixed(writings)
    return next(iter(names))


def _decide_number(writings: dict[str, _Writing]) -> str:
    total = sum(writing.rows for writing in writings.values())
    share = {name: writing.rows / total for name, writing in writings.items()}
    others = {name: writing for name, writing in writings.items() if name not in ("zero", "small")}
    if len(others) == 1:
        (name,) = others
        if name in _UNITS or len(writings) == 1:
            return _decide_unit(name, writings)
    # Numbers of rows may be years or days of eight digits by chance, but few of them are.
    by_chance = {"year": 0.5, "day": 0.1}
    if all(share[name] <= by_chance.get(name, 0.0) for name in others):
        return _decide_unit("seconds", writings)
    raise _mixed(writings)


def _decide_unit(name: str, writings: dict[str, _Writing]) -> str:
    """The unit of numbers, unless they are from before 1990 in it and too large for numbers in order."""
    if name in _DIGITS:
        return name
    if name != "seconds" and "small" in writings:
        raise _mixed(writings)
    positive = [writing for key, writing in writings.items() if key != "zero"]
    greatest = max((writing.greatest for writing in positive), default=0.0)
    least = min((writing.least for writing in positive), default=0.0)
    if greatest / _UNITS[name] < PLAUSIBLE_FROM and least >= _DAYS_TO_1990:
        raise _UndecidedError(
            next(key for key in writings if key != "zero"),
            f"would be before 1990 as {name}, as all others: it may be of another unit.",
            f"Write times as dates, or choose time_format={name} if that is their unit.",
        )
    return name


def _seconds(text: Any, time_format: str) -> Any:
    """Unix seconds of plain text in a given or decided format."""
    import ibis

    if time_format in _UNITS:
        number = ibis.ifelse(text.re_search(_NUMBER), text.try_cast("float64"), ibis.null("float64"))
        return number / _UNITS[time_format]
    if time_format == "iso":
        parsed = text.replace("t", " ").try_cast("timestamp").epoch_seconds().cast("float64")
        return ibis.ifelse(text.re_search(_FIXED_ISO), parsed, PATTERNS["iso"].seconds(text))
    pattern = {**PATTERNS, "day-first": DAY_FIRST, "month-first": MONTH_FIRST}.get(time_format)
    return (strftime_pattern(time_format) if pattern is None else pattern).seconds(text)
