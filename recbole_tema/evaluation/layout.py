"""Tables that are wider than the terminal, divided so that no number is cut."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table


def fitting(table: Table, width: int) -> list[Table]:
    """Divide a table by columns into tables that fit a width.

    Parameters
    ----------
    table : Table
        Columns that are not aligned to the right name the rows, and are repeated in every part.
    width : int
        Number of characters.

    Returns
    -------
    list of Table
        The table itself if it fits. A part that has a single column besides the names wraps its cells.
    """
    if _width(table) <= width:
        return [table]
    names = [i for i, column in enumerate(table.columns) if column.justify != "right"]
    groups: list[list[int]] = [[]]
    for i in (i for i, column in enumerate(table.columns) if column.justify == "right"):
        if groups[-1] and _width(_part(table, [*names, *groups[-1], i])) > width:
            groups.append([])
        groups[-1].append(i)
    parts = [_part(table, [*names, *group]) for group in groups]
    parts[0].title, parts[-1].caption = table.title, table.caption
    return parts


def full_width(tables: Sequence[Table]) -> int:
    """Number of characters of the widest table if no cell is wrapped, at least 80."""
    return max([80, *map(_width, tables)])


def _width(table: Table) -> int:
    # Titles and captions wrap without loss.
    console = Console(width=10_000)
    bare = _part(table, range(len(table.columns)))
    return Measurement.get(console, console.options, bare).maximum


def _part(table: Table, columns: Sequence[int]) -> Table:
    part = Table(box=table.box, title_justify=table.title_justify, caption_justify=table.caption_justify)
    for i in columns:
        column = table.columns[i]
        part.add_column(column.header, justify=column.justify, style=column.style, overflow="fold")
    for cells in zip(*(table.columns[i].cells for i in columns)):
        part.add_row(*cells)
    return part
