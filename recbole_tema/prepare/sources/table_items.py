"""Tables of items: their columns by role, their texts by id, and how many items they describe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.options import DEFAULT_COLUMNS, Columns, SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.numbers import plain_numbers
from recbole_tema.prepare.reading.roles import require_columns, resolve_roles
from recbole_tema.prepare.reading.tables import layout_notes, line_of_row, read_usable
from recbole_tema.prepare.sources.catalog import DomainFile


@dataclass(frozen=True)
class TableItems:
    """A table of items.

    Attributes
    ----------
    path : Path
    texts : pandas.DataFrame
        Columns that describe items, by item id, under the names of ``.item``.
    domains : pandas.Series or None
        Domain of each item, if there is such a column.
    notes : list of str
        Notes for the dataset card.
    """

    path: Path
    texts: pd.DataFrame
    domains: pd.Series | None
    notes: list[str]


def read_item_tables(
    files: Sequence[DomainFile], domains: Sequence[str], options: SourceOptions
) -> list[TableItems | None]:
    """The table of items of each domain; the only table, if it has no domain, is that of the only source.

    Raises
    ------
    ConfigError
        If a table is of no domain of the sources, or several are of one domain.
    DataError
        As :func:`read_item_table`.
    """
    if not files:
        return [None] * len(domains)
    if len(domains) == 1 and len(files) == 1 and files[0].domain in ("", domains[0]):
        return [read_item_table(files[0].path, options)]
    tables: dict[str, TableItems] = {}
    for file in files:
        if file.domain not in domains or file.domain in tables or not file.domain:
            raise ConfigError(
                f"items {file.path} is not of one domain of the sources.",
                remedy=f"Write it as DOMAIN={file.path.name}, with one table for each of {', '.join(domains)}.",
            )
        tables[file.domain] = read_item_table(file.path, options)
    return [tables.get(domain) for domain in domains]


def unique_tables(tables: Sequence[TableItems | None]) -> list[TableItems]:
    """Tables without repetitions."""
    return list({id(table): table for table in tables if table is not None}.values())


def read_item_table(path: Path, options: SourceOptions) -> TableItems:
    """Read a table of items.

    Raises
    ------
    DataError
        If the file cannot be read, lacks the column of the item or a column to leave out, or if an id is empty or
        has two rows. The error names the line.
    """
    layout = _layout(path, options)
    columns, notes = _item_columns(options.columns, layout)
    require_columns(columns.drop, layout.columns, path)
    frame, nested = read_usable(layout)
    if nested:
        notes.append(f"{path.name}: left out {', '.join(nested)} (lists or mappings).")
    _check_ids(frame[columns.item], columns.item, layout)
    frame = frame.drop(columns=list(columns.drop), errors="ignore").set_index(columns.item)
    domains = frame.pop(columns.domain) if columns.domain in frame else None
    frame, number_notes = plain_numbers(frame)
    notes += [f"{path.name}: {note}" for note in number_notes]
    return TableItems(path, _renamed(frame, columns), domains, [*layout_notes(layout), *notes])


def _layout(path: Path, options: SourceOptions) -> Layout:
    """Layout of a table of items; separator and quotes of the interactions decide where it is ambiguous."""
    try:
        return detect_layout(path, encoding=options.encoding)
    except DataError:
        if options.separator is None and options.quoted is None:
            raise
        quoted = None if options.quoted is None else options.quoted == "yes"
        return detect_layout(path, encoding=options.encoding, separator=options.separator, quoted=quoted)


def _item_columns(columns: Columns, layout: Layout) -> tuple[Columns, list[str]]:
    """The columns of a table of items, in which the id may have another name than in the interactions."""
    if columns.item not in layout.columns and columns.item != DEFAULT_COLUMNS.item:
        try:
            return resolve_roles(
                replace(columns, item=DEFAULT_COLUMNS.item), layout.columns, layout.path, ("item",), ("title",)
            )
        except DataError:
            require_columns([columns.item], layout.columns, layout.path)
    return resolve_roles(columns, layout.columns, layout.path, ("item",), ("title",))


def _check_ids(ids: pd.Series, column: str, layout: Layout) -> None:
    for bad, problem, remedy in (
        (ids == "", f"{column} is empty.", "Give one, or remove the row."),
        (ids.duplicated(), "has two rows.", "Remove one of them."),
    ):
        if bad.any():
            row = int(bad.to_numpy().argmax())
            shown = problem if ids.iloc[row] == "" else f"item {ids.iloc[row]!r} {problem}"
            raise DataError(shown, path=layout.path, line=line_of_row(layout, row), remedy=remedy)


def _renamed(frame: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """Columns under the names of ``.item``, without those whose name is taken."""
    names = {c: "title" if c == columns.title else re.sub(r"\W+", "_", str(c)) for c in frame}
    taken: set[str] = {"item_id", "domain"}
    kept = []
    for column in sorted(frame, key=lambda name: name != columns.title):
        if names[column] not in taken:
            taken.add(names[column])
            kept.append(column)
    return frame[kept].rename(columns=names)


def matched(ids: pd.Series, items: TableItems, path: Path) -> list[str]:
    """A note if a table of items lacks items.

    Raises
    ------
    DataError
        If it describes none of them.
    """
    known = int(ids.isin(items.texts.index).sum())
    if known == 0:
        here, where = items.texts.index[0], ids.iloc[0]
        pair = _closest(list(ids.head(10_000)), set(items.texts.index))
        hint = "The ids must be the same in both files."
        if pair is not None:
            where, here, difference = pair
            hint = f"They differ by {difference}: write them alike in both files."
        raise DataError(
            f"describes no item of {path.name}: its ids are as {here!r}, there they are as {where!r}.",
            path=items.path,
            remedy=hint,
        )
    return [] if known == len(ids) else [f"{known:,} of {len(ids):,} items are in {items.path.name}."]


def _closest(ids: Sequence[str], known: set[str]) -> tuple[str, str, str] | None:
    """An id of each side that differ by how they are written, and by what."""
    for change, difference in (
        (lambda text: text.lstrip("0"), "leading zeros"),
        (str.casefold, "case"),
        (lambda text: text.removesuffix(".0"), "'.0'"),
    ):
        by_form = {change(text): text for text in known}
        for text in ids:
            if change(text) in by_form:
                return text, by_form[change(text)], difference
    return None
