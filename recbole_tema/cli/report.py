"""`recbole-tema report` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import List  # noqa: UP035  typer evaluates annotations, on Python 3.9 too

import typer
from rich.console import Console


def report_command(
    runs: List[Path] = typer.Argument(  # noqa: UP006
        ...,
        metavar="RUN...",
        help="Output folders of `recbole-tema run`, or JSON files of paired tests; each is a part of the page.",
    ),
    data_path: Path = typer.Option(
        Path("atomic_data"), "--data_path", help="Where the datasets are: for cuts by popularity, and for tags."
    ),
    output: Path = typer.Option(Path("report.html"), "--output", help="The page."),
    protocol: str = typer.Option("domain", help="Whose figures to show: domain, catalog or sampled."),
    metric: str = typer.Option("ndcg@10", help="What the plots show."),
) -> None:
    """One page over finished runs: tables, differences, cuts, training and tags. It needs nothing from outside."""
    from recbole_tema.report.page import write_page

    written = write_page(runs, output, data_path=data_path, protocol=protocol, metric=metric)
    Console(soft_wrap=True).print(f"Written to {written}", markup=False, highlight=False)
