"""What the readers of published files share: a folder's files, lines that parse, sequences made into tables."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Protocol

import numpy as np
import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.sources.tables import need_column, read_table


@dataclass(frozen=True)
class Published:
    """A paper's published files as tables.

    Parameters
    ----------
    interactions : pandas.DataFrame
        ``user_id``, ``item_id``, ``domain`` and, where the source has moments, ``time`` (Unix seconds, float). The
        rows of a user are contiguous and in the published order.
    items : pandas.DataFrame
        ``item_id``, ``domain``, ``title`` (may be empty): the whole published catalogue in its order, items that
        nobody had included.
    roles : pandas.DataFrame or None
        ``user_id`` and ``role``. All of a ``train`` sequence trains; of a ``valid`` or ``test`` sequence the last
        item is the target, and what is before it is history and trains nothing. None: plain leave-one-out.
    source : str
        Format and reference.
    notes : list of str
        Facts that a reader must know.
    inputs : list of Path
        The files that were read.
    """

    interactions: pd.DataFrame
    items: pd.DataFrame
    roles: Optional[pd.DataFrame]
    source: str
    notes: list[str]
    inputs: list[Path]


class Reader(Protocol):
    """Reads the files of one format."""

    def __call__(self, folder: Path, *, domains: Optional[tuple[str, str]] = None) -> Published:
        """Return the tables of ``folder``; ``domains`` name the first and the second domain."""


class Source:
    """A folder of published files, each of them plain or ``.gz``.

    Parameters
    ----------
    folder : Path
        The folder.
    needs : sequence of str
        What it must hold, for messages.

    Raises
    ------
    DataError
        If there is no such folder.
    """

    def __init__(self, folder: Path, needs: Sequence[str]) -> None:
        if not folder.is_dir():
            raise DataError("no such folder.", path=folder, remedy=f"Give the folder of {', '.join(needs)}.")
        self.folder = folder
        self.needs = needs
        self.inputs: list[Path] = []

    def glob(self, pattern: str) -> dict[str, Path]:
        """Files whose name without ``.gz`` matches, by that name; a plain file goes before its ``.gz``."""
        packed = {path.name[: -len(".gz")]: path for path in self.folder.glob(f"{pattern}.gz")}
        plain = {path.name: path for path in self.folder.glob(pattern)}
        return dict(sorted({**packed, **plain}.items()))

    def find(self, name: str) -> Path:
        """Path of a file, plain or ``.gz``, which then counts as read.

        Raises
        ------
        DataError
            If it is missing, saying what the folder must hold.
        """
        found = self.glob(name).get(name)
        if found is None:
            raise DataError(
                "no such file, plain or .gz.",
                path=self.folder / name,
                remedy=f"The folder must hold {', '.join(self.needs)}.",
            )
        self.inputs.append(found)
        return found


def read_text(path: Path) -> str:
    """Text of a plain or ``.gz`` file.

    Raises
    ------
    DataError
        If the file is truncated, damaged or not UTF-8.
    """
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(
            f"cannot be read ({error}).", path=path, remedy="Fetch the file again; it must be whole and UTF-8."
        ) from error


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Lines of a file with their numbers; blank lines at the end are none.

    Raises
    ------
    DataError
        If the file is empty, or a line between others is blank.
    """
    lines = [line.strip() for line in read_text(path).rstrip().split("\n")]
    if lines == [""]:
        raise DataError("the file holds no lines.", path=path, remedy="Fetch the file again.")
    if "" in lines:
        raise DataError("is blank.", path=path, line=lines.index("") + 1, remedy="Remove the line.")
    return list(enumerate(lines, start=1))


def read_columns(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """A table of text that has these columns.

    Raises
    ------
    DataError
        If the file is damaged or lacks a column.
    """
    if path.suffix == ".gz":
        read_text(path)  # says of a damaged file that it is one; pandas does not in every case
    table = read_table(path)
    for column in columns:
        need_column(table, column, path)
    return table


def whole_number(text: str, what: str, path: Path, line: int) -> int:
    """``text`` as an integer.

    Raises
    ------
    DataError
        If it is none.
    """
    try:
        return int(text)
    except ValueError:
        raise DataError(
            f"{what} {text[:40]!r} is no whole number.", path=path, line=line, remedy="Correct the line."
        ) from None


def item_and_time(entry: str, path: Path, line: int) -> tuple[int, int]:
    """Item number and time of ``item|time``; what may follow after another ``|`` repeats the time in other words.

    Raises
    ------
    DataError
        If the entry has another form.
    """
    number, _, rest = entry.partition("|")
    try:
        return int(number), int(rest.partition("|")[0])
    except ValueError:
        raise DataError(
            f"{entry[:60]!r} is not item|time.", path=path, line=line, remedy="Both must be whole numbers."
        ) from None


def check_items(numbers: Sequence[int], first: int, count: int, path: Path, line: int) -> None:
    """Raise if an item of a sequence is not in the catalogue, whose numbers start at ``first``.

    Raises
    ------
    DataError
        Naming the first such item.
    """
    for number in numbers:
        if not first <= number < first + count:
            raise DataError(
                f"item {number} is out of range.",
                path=path,
                line=line,
                remedy=f"The catalogue goes from {first} to {first + count - 1}; check that the files belong together.",
            )


def check_length(length: int, least: int, why: str, path: Path, line: int) -> None:
    """Raise if a sequence is too short for what it is for.

    Raises
    ------
    DataError
        If ``length`` is below ``least``.
    """
    if length < least:
        raise DataError(
            f"the user has {length} item{'' if length == 1 else 's'}; {why} needs {least}.",
            path=path,
            line=line,
            remedy="Remove the line.",
        )


def domain_names(wanted: Optional[tuple[str, str]], published: tuple[str, str]) -> tuple[str, str]:
    """Names of the two domains: the wanted ones, else the published ones.

    Raises
    ------
    ConfigError
        If the wanted ones are not two different words.
    """
    names = published if wanted is None else tuple(wanted)
    if len(names) != 2 or names[0] == names[1] or any(name.split() != [name] for name in names):
        raise ConfigError(
            f"domains {names!r} do not name two domains.", remedy="Give two different names without blanks."
        )
    return names[0], names[1]


@dataclass
class Sequences:
    """Sequences gathered one by one, each of them the items of one user.

    Parameters
    ----------
    users, roles : list of str
        One a sequence.
    lengths : list of int
        One a sequence.
    places : list of int
        Of all sequences: each item's row in the catalogue.
    times : list of int
        Of all sequences; empty where the source has none.
    """

    users: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def add(self, user: str, role: str, places: Sequence[int], times: Sequence[int] = ()) -> None:
        """Add one user's sequence."""
        self.users.append(user)
        self.roles.append(role)
        self.lengths.append(len(places))
        self.places.extend(places)
        self.times.extend(times)

    def interactions(self, items: pd.DataFrame, *, with_time: bool) -> pd.DataFrame:
        """The table of interactions, with real ids and domains."""
        rows = np.array(self.places, dtype=np.int64)
        frame = pd.DataFrame(
            {
                "user_id": np.repeat(np.array(self.users, dtype=object), self.lengths),
                "item_id": items["item_id"].to_numpy()[rows],
                "domain": items["domain"].to_numpy()[rows],
            }
        )
        return frame.assign(time=np.array(self.times, dtype=float)) if with_time else frame

    def role_table(self) -> pd.DataFrame:
        """The role of each user."""
        return pd.DataFrame({"user_id": self.users, "role": self.roles})
