"""What commands print: tables that are not cut at any width, and a line while libraries are loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table


def print_tables(tables: Sequence[Table]) -> None:
    """Print tables in full: divided by columns in a narrow terminal, as wide as necessary in a file or pipe."""
    from recbole_tema.evaluation.layout import fitting, full_width

    console = Console()
    if not console.is_terminal:
        console = Console(width=full_width(tables))
    for table in tables:
        for part in fitting(table, console.width):
            console.print(part)


@contextmanager
def loading(what: str) -> Iterator[None]:
    """Show that libraries are loaded, in a terminal and in one process only."""
    console = Console(stderr=True)
    # torch.distributed is one of the libraries that are not loaded yet.
    if os.environ.get("RANK", "0") != "0" or not console.is_terminal or console.is_dumb_terminal:
        yield
        return
    with console.status(f"Loading {what}"):
        yield
