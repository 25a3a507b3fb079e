"""Which columns of Amazon reviews hold the user, the item, the rating and the time: by name, else by content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from recbole_tema.errors import DataError
from recbole_tema.prepare.reading.names import SYNONYMS, key_of
from recbole_tema.prepare.sources.amazon_records import shown
from recbole_tema.prepare.times import LATEST, MILLISECONDS_FROM

# Names of each role: of 2023, of 2014 and 2018, and of copies of these files. The first that a file has is preferred.
_DATES = ("review_time", "review_date", "date")
NAMES = {
    "user": ("user_id", "reviewer_id", *SYNONYMS["user"]),
    "item": ("parent_asin", "asin", *SYNONYMS["item"]),
    "rating": ("rating", "overall", *SYNONYMS["rating"]),
    "time": ("timestamp", "unix_review_time", *(name for name in SYNONYMS["time"] if name not in _DATES)),
    "date": _DATES,
}
HEADER = "user_id,parent_asin,rating,timestamp"
_REMEDY = f"Give the file a header line such as {HEADER}, or read it with format=table."
# A book has its ISBN-10. Users of 2014 may start with #oc-.
_ITEM = re.compile(r"B[0-9A-Z]{9}|[0-9]{9}[0-9X]")
_USER = re.compile(r"A[0-9A-Z]{5,}|#oc-\w+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
# Amazon was founded in 1994.
_EARLIEST_REVIEW = 757382400.0
_MAX_RATING = 10.0
# Lines that cannot be used do not decide about a column.
_MIN_SHARE = 0.9


def columns_by_name(names: Iterable[str]) -> dict[str, list[str]]:
    """Columns of each role.

    Parameters
    ----------
    names : iterable of str
        Columns of a file.

    Returns
    -------
    dict of str to list of str
        For each role of :data:`NAMES` the columns with one of its names, the preferred one first.
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(key_of(name), []).append(name)
    keys = {role: dict.fromkeys(map(key_of, synonyms)) for role, synonyms in NAMES.items()}
    return {role: [name for key in keys[role] for name in by_key.get(key, [])] for role in NAMES}


def check_columns(columns: Mapping[str, Sequence[str]], header: str, path: Path) -> None:
    """Raise if a header does not name the user, the item and the time.

    Parameters
    ----------
    columns : mapping
        As :func:`columns_by_name` returns them.
    header : str
        The line with the names.
    path : Path

    Raises
    ------
    DataError
        With the line and the names that are expected.
    """
    missing = [role for role in ("user", "item") if not columns[role]]
    missing += [] if columns["time"] or columns["date"] else ["time"]
    if missing:
        raise DataError(
            f"the header {shown(header)} names no column of {_roles(missing)}.",
            path=path,
            line=1,
            remedy=_REMEDY,
        )


def is_header(cells: Sequence[str]) -> bool:
    """Whether the first row of ratings holds names: a row of data holds a number, its rating or its time."""
    return not any(_NUMBER.fullmatch(cell.strip()) for cell in cells)


def is_review_time(value: object) -> bool:
    """Whether a value is a number, or the text of one, of Unix seconds or milliseconds since Amazon exists."""
    number = as_number(value)
    if number is None:
        return False
    seconds = number / 1000 if number > MILLISECONDS_FROM else number
    return _EARLIEST_REVIEW <= seconds < LATEST


def columns_by_content(rows: Sequence[Sequence[str]], path: Path) -> list[str]:
    """Role of each column of a file without a header, decided by all given rows.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first rows of the file.
    path : Path

    Returns
    -------
    list of str
        ``"user"``, ``"item"``, ``"rating"`` or ``"time"`` for each column, ``""`` for a column of anything else.

    Raises
    ------
    DataError
        If the rows leave it open, with the first line.
    """
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    if len(rows[0]) != width:
        raise DataError(
            f"the first line {_shown_row(rows[0])} has {len(rows[0])} cells, the others have {width}.",
            path=path,
            line=1,
            remedy=_REMEDY,
        )
    cells = [[row[column].strip() for row in rows if len(row) == width] for column in range(width)]
    left = list(range(width))
    roles = [""] * width
    # An ISBN may look like a time, and a time like an ISBN, but only one column can hold the times.
    for role, matches in (("time", is_review_time), ("item", _ITEM.fullmatch), ("user", _USER.fullmatch)):
        fitting = [column for column in left if _share(cells[column], matches) >= _MIN_SHARE]
        if len(fitting) > 1:
            raise _undecided(
                rows[0], f"columns {_listed([str(n + 1) for n in fitting])} may each hold the {role}", path
            )
        for column in fitting:
            roles[column] = role
            left.remove(column)
    ratings = [column for column in left if _share(cells[column], _is_rating) >= _MIN_SHARE]
    if len(ratings) == 1:
        roles[ratings[0]] = "rating"
        left.remove(ratings[0])
    missing = [role for role in ("time", "item", "user") if role not in roles]
    # With the item, the rating and the time known, what is left is the user.
    if len(missing) == len(left) == 1 and missing != ["time"] and "rating" in roles:
        roles[left[0]] = missing[0]
        missing = []
    if missing:
        raise _undecided(rows[0], f"no column is certain to hold {_roles(missing)}", path)
    if not is_review_time(rows[0][roles.index("time")].strip()):
        raise _undecided(rows[0], "it is neither a known header nor a row like the others", path)
    return roles


def _shown_row(cells: Sequence[str]) -> str:
    return shown(",".join(cells))


def _undecided(row: Sequence[str], why: str, path: Path) -> DataError:
    return DataError(
        f"the columns cannot be identified: the first line is {_shown_row(row)}; {why}.",
        path=path,
        line=1,
        remedy=_REMEDY,
    )


def _share(cells: Sequence[str], matches: object) -> float:
    assert callable(matches)
    return sum(bool(matches(cell)) for cell in cells) / len(cells)


def _is_rating(cell: str) -> bool:
    number = as_number(cell)
    return number is not None and 0 <= number <= _MAX_RATING


def as_number(value: object) -> float | None:
    """The number that a value is, or that its text is; None for others."""
    text = str(value).strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def _listed(texts: Sequence[str]) -> str:
    """``a, b and c``."""
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]


def _roles(roles: Sequence[str]) -> str:
    return _listed([f"the {role}" for role in roles])
