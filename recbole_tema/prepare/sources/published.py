"""What readers of published datasets share: the files of a folder, parsed lines, user sequences, and their source."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import detect_layout
from recbole_tema.prepare.reading.roles import require_columns
from recbole_tema.prepare.reading.tables import read_frame
from recbole_tema.prepare.sources.base import Source


@dataclass(frozen=True)
class Published:
    """A published dataset as tables, in its own order and with its own split.

    Parameters
    ----------
    interactions : pandas.DataFrame
        ``user_id``, ``item_id``, ``domain`` and, if the source has times, ``time`` (Unix seconds, float). The rows of
        a user are contiguous and in the published order.
    items : pandas.DataFrame
        ``item_id``, ``domain``, ``title`` (may be empty): the complete catalog in its order, including items without
        interactions.
    user_split : pandas.DataFrame or None
        ``user_id`` and ``role``. All items of a ``train`` user are training targets; of a ``valid`` or ``test`` user
        the last item is the target, and the items before it are history only. None for leave-one-out.
    reference : str
        Format and reference.
    notes : list of str
        Notes for the dataset card.
    inputs : list of Path
        The files that were read.
    """

    interactions: pd.DataFrame
    items: pd.DataFrame
    user_split: pd.DataFrame | None
    reference: str
    notes: list[str]
    inputs: list[Path]


def published_source(engine: Engine, options: SourceOptions, data: Published) -> Source:
    """A published dataset as a source; a table of items may add columns.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        ``items``: a table whose columns are added by item id; empty cells replace nothing. ``columns.drop`` leaves
        columns out, for instance item numbers, which carry the information of the published order.
    data : Published
    """
    frame = data.interactions.assign(position=np.arange(len(data.interactions), dtype=np.int64), rating=np.nan)
    has_time = "time" in frame
    if not has_time:
        frame["time"] = np.nan
    known, inputs = data.items.set_index("item_id").drop(columns="domain"), data.inputs
    columns = options.columns
    if (items := options.item_table) is not None:
        layout = detect_layout(items)
        require_columns((columns.item, *columns.drop), layout.columns, items)
        table = read_frame(layout)
        table = table.drop(columns=list(columns.drop)).drop_duplicates(columns.item).set_index(columns.item)
        table = table.drop(columns="domain", errors="ignore")
        known = table.where(table != "").combine_first(known)
        known = known[["title", *(column for column in known if column != "title")]]
        inputs = [*inputs, items]
    names = ["user_id", "item_id", "domain", "time", "rating", "position"]
    return Source(
        rows=engine.from_pandas(frame[names].astype({"time": "float64", "rating": "float64"})),
        describe=lambda items: known.reindex(items["item_id"]).fillna(""),
        made_by=f"recbole_tema.prepare.sources.{options.format}",
        inputs=inputs,
        options={
            "format": options.format,
            "domains": list(options.domains),
            "columns": {"item": columns.item, "drop": list(columns.drop)},
        },
        notes=[data.reference, *data.notes],
        has_time=has_time,
        user_split=data.user_split,
        catalog=data.items[["item_id", "domain"]] if data.user_split is not None else None,
    )


class PublishedFolder:
    """A folder of published files, each plain or ``.gz``.

    Parameters
    ----------
    folder : Path
    needs : sequence of str
        Files that it must hold, for messages.

    Attributes
    ----------
    inputs : list of Path
        The files that were read.

    Raises
    ------
    DataError
        If the folder does not exist.
    """

    def __init__(self, folder: Path, needs: Sequence[str]) -> None:
        if not folder.is_dir():
            raise DataError("no such folder.", path=folder, remedy=f"Give the folder of {', '.join(needs)}.")
        self.folder = folder
        self.needs = needs
        self.inputs: list[Path] = []

    def glob(self, pattern: str) -> dict[str, Path]:
        """Files whose name without ``.gz`` matches, by that name. A plain file has priority over its ``.gz``."""
        compressed = {path.name[: -len(".gz")]: path for path in self.folder.glob(f"{pattern}.gz")}
        plain = {path.name: path for path in self.folder.glob(pattern)}
        return dict(sorted({**compressed, **plain}.items()))

    def find(self, name: str) -> Path:
        """Path of a file, plain or ``.gz``, which is added to the inputs.

        Raises
        ------
        DataError
            If it is missing, naming the files that the folder must hold.
        """
        path = self.glob(name).get(name)
        if path is None:
            raise DataError(
                "no such file, plain or .gz.",
                path=self.folder / name,
                remedy=f"The folder must hold {', '.join(self.needs)}.",
            )
        self.inputs.append(path)
        return path


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
            f"cannot be read ({error}).", path=path, remedy="Download it again; it must be complete and UTF-8."
        ) from error


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Lines of a file with their numbers; empty lines at the end are ignored.

    Raises
    ------
    DataError
        If the file is empty, or a line between others is empty.
    """
    lines = [line.strip() for line in read_text(path).rstrip().split("\n")]
    if lines == [""]:
        raise DataError("the file holds no lines.", path=path, remedy="Download it again.")
    if "" in lines:
        raise DataError("the line is empty.", path=path, line=lines.index("") + 1, remedy="Remove the line.")
    return list(enumerate(lines, start=1))


def read_columns(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """A table of text with these columns.

    Raises
    ------
    DataError
        If the file is damaged or lacks a column.
    """
    layout = detect_layout(path)
    require_columns(columns, layout.columns, path)
    return read_frame(layout)


def first_line(bad: pd.Series) -> int | None:
    """Line in the file of the first true row (the header is line 1), or None."""
    return None if not bad.any() else int(bad.to_numpy().argmax()) + 2


def parse_integer(text: str, what: str, path: Path, line: int) -> int:
    """``text`` as an integer.

    Raises
    ------
    DataError
        If it is not an integer.
    """
    try:
        return int(text)
    except ValueError:
        raise DataError(
            f"{what} {text[:40]!r} is not a whole number.", path=path, line=line, remedy="Correct the line."
        ) from None


def parse_item_and_time(entry: str, path: Path, line: int) -> tuple[int, int]:
    """Item number and time of ``item|time``; a third part repeats the time in another format.

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


def check_item_numbers(numbers: Sequence[int], first: int, count: int, path: Path, line: int) -> None:
    """Raise if an item of a sequence is not in the catalog of ``count`` items, whose numbers start at ``first``.

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
                remedy=f"The catalog goes from {first} to {first + count - 1}; check that the files belong together.",
            )


def check_length(length: int, minimum: int, what: str, path: Path, line: int) -> None:
    """Raise if a sequence is too short.

    Raises
    ------
    DataError
        If ``length`` is below ``minimum``, which ``what`` needs.
    """
    if length < minimum:
        raise DataError(
            f"the user has {length} item{'' if length == 1 else 's'}; {what} needs {minimum}.",
            path=path,
            line=line,
            remedy="Remove the line.",
        )


def domain_names(names: Sequence[str], published: tuple[str, str]) -> tuple[str, str]:
    """Names of the two domains: the given ones, or the published ones if none are given.

    Raises
    ------
    ConfigError
        If the given ones are not two different words.
    """
    names = names or published
    if len(names) != 2 or names[0] == names[1] or any(name.split() != [name] for name in names):
        raise ConfigError(
            f"domains ({','.join(names)}) must name two domains.", remedy="Give two different names without spaces."
        )
    return names[0], names[1]


@dataclass
class UserSequences:
    """Sequences of items, one per user, collected one by one.

    Parameters
    ----------
    users, roles : list of str
        One per sequence.
    lengths : list of int
        One per sequence.
    items : list of int
        Rows in the catalog of the items of all sequences.
    times : list of int
        Times of all items; empty if the source has none.
    """

    users: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def add(self, user: str, role: str, items: Sequence[int], times: Sequence[int] = ()) -> None:
        """Add the sequence of one user."""
        self.users.append(user)
        self.roles.append(role)
        self.lengths.append(len(items))
        self.items.extend(items)
        self.times.extend(times)

    def interactions(self, catalog: pd.DataFrame, *, with_time: bool) -> pd.DataFrame:
        """The table of interactions, with item ids and domains of the catalog."""
        rows = np.array(self.items, dtype=np.int64)
        frame = pd.DataFrame(
            {
                "user_id": np.repeat(np.array(self.users, dtype=object), self.lengths),
                "item_id": catalog["item_id"].to_numpy()[rows],
                "domain": catalog["domain"].to_numpy()[rows],
            }
        )
        return frame.assign(time=np.array(self.times, dtype=float)) if with_time else frame

    def user_split(self) -> pd.DataFrame:
        """``user_id`` and ``role`` of each user."""
        return pd.DataFrame({"user_id": self.users, "role": self.roles})
