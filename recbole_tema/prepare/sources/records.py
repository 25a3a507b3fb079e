"""Files with one record per line, as JSON or as Python literals: descriptions of items, and texts of their fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic_core import from_json

from recbole_tema.errors import DataError
from recbole_tema.prepare.gzip_files import open_decompressed
from recbole_tema.prepare.reading.cells import cell_text
from recbole_tema.prepare.text import plain_text

Record = Mapping[str, Any]
_SHOWN = 120
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def parse_record(line: bytes) -> Record | None:
    """The mapping that a line holds as JSON or as a Python literal; None if it holds none."""
    try:
        record = from_json(line)
    except ValueError:
        try:
            # literal_eval reads literals and runs no code.
            record = ast.literal_eval(line.decode("utf-8").strip())
        except (ValueError, TypeError, SyntaxError, UnicodeDecodeError, MemoryError, RecursionError):
            return None
    return record if isinstance(record, dict) else None


def read_records(path: Path, fields: Sequence[str], rejected: dict[str, int]) -> Iterator[Record]:
    """Records of a file that have some fields.

    Parameters
    ----------
    path : Path
        Plain or ``.gz``.
    fields : sequence of str
        Every record has a value of these.
    rejected : dict of str to int
        The number of lines without such a record is added to it at the end.

    Yields
    ------
    mapping

    Raises
    ------
    DataError
        If the file is missing, truncated or empty, or if more than half of its lines are rejected.
    """
    require_file(path)
    n_lines = n_rejected = 0
    first = (0, b"")
    with open_decompressed(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            n_lines += 1
            record = parse_record(line)
            if record is not None and all(_has_value(record, field) for field in fields):
                yield record
            elif n_rejected := n_rejected + 1:
                first = first if first[0] else (number, line)
    if n_rejected * 2 > n_lines or not n_lines:
        raise DataError(
            f"{n_rejected} of {n_lines} lines hold no record{_with(fields)}{_shown(first[1])}.",
            path=path,
            line=first[0] or None,
            remedy="Give the file as it is published, one record per line.",
        )
    if n_rejected:
        reason = f"lines of {path.name} that cannot be used"
        rejected[reason] = rejected.get(reason, 0) + n_rejected


def first_line_without(path: Path, fields: Sequence[str], limit: int = 100_000) -> tuple[int, str]:
    """Number and text of the first line without a record that has all fields; of line 1 if there is none."""
    first = (1, "")
    with open_decompressed(path) as file:
        for number, line in zip(range(1, limit + 1), file):
            record = parse_record(line)
            text = shorten(line)
            if record is None or not all(_has_value(record, field) for field in fields):
                return number, text
            first = first if first[1] else (number, text)
    return first


def shorten(line: bytes | str) -> str:
    """The start of a line, for a message."""
    text = (line.decode("utf-8", "replace") if isinstance(line, bytes) else line).strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _with(fields: Sequence[str]) -> str:
    return f" with {' and '.join(fields)}" if fields else ""


def _shown(line: bytes) -> str:
    return f", the first is {shorten(line)!r}" if line else ""


def _has_value(record: Record, field: str) -> bool:
    return record.get(field) not in (None, "")


def require_file(path: Path) -> None:
    """Raise if a file is missing.

    Raises
    ------
    DataError
        Naming it.
    """
    if not path.is_file():
        raise DataError("no such file.", path=path, remedy="Check the path.")


def find_file(folder: Path, names: Sequence[str]) -> Path:
    """The first file of a folder that has one of these names, plain or ``.gz``.

    Raises
    ------
    DataError
        If there is none.
    """
    for name in names:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.is_file():
                return path
    raise DataError(
        f"the folder holds no {names[0]}." if folder.is_dir() else "is not a folder.",
        path=folder,
        remedy=f"Give the folder that holds {names[0]} (or {names[0]}.gz), as it is published.",
    )


def described(
    items: pd.DataFrame, texts: pd.DataFrame, paths: Sequence[Path], rejected: dict[str, int]
) -> pd.DataFrame:
    """Texts of the items of a dataset.

    Parameters
    ----------
    items : pandas.DataFrame
        With ``item_id``.
    texts : pandas.DataFrame
        Texts by item id.
    paths : sequence of Path
        The files that describe items. Without them, no item needs a description.
    rejected : dict of str to int
        The number of items without a description is added to it.

    Returns
    -------
    pandas.DataFrame
        By ``item_id``, ``""`` where there is no text.

    Raises
    ------
    DataError
        If no item has a description.
    """
    known = items["item_id"].isin(texts.index)
    if paths and not known.any():
        example = f"; an item there is {texts.index[0]!r}" if len(texts) else ""
        raise DataError(
            f"describes none of the items, such as {items['item_id'].iloc[0]!r}{example}.",
            path=paths[0],
            remedy="Give the file of the same release.",
        )
    if paths and not known.all():
        rejected["items without a description"] = int((~known).sum())
    return texts.reindex(items["item_id"]).fillna("")


def joined_names(names: Iterable[str]) -> str:
    """Distinct names as words of a sequence: spaces inside a name become ``_``."""
    words = ("_".join(plain_text(name).split()) for name in names)
    return " ".join(dict.fromkeys(filter(None, words)))


def names_of(value: Any) -> list[str]:
    """Names in a list, or in a text that separates them by commas."""
    parts: Collection[Any] = value.split(",") if isinstance(value, str) else value if _is_list(value) else ()
    return [name for name in (cell_text(part) for part in parts) if name]


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def year_of(value: Any) -> str:
    """The year of a date, written in any order; ``""`` if there is none or several."""
    years = set(_YEAR.findall(cell_text(value)))
    return years.pop() if len(years) == 1 else ""
