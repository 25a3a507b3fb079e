"""`recbole-tema report`: the HTML page of finished runs."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console


def report_command(
    paths: list[Path] = typer.Argument(
        ...,
        metavar="RUN...",
        help="Output folders of `recbole-tema run`, or JSON files of paired tests.",
    ),
    data_path: Path = typer.Option(
        Path("atomic_data"),
        "--data_path",
        help="Folder of the datasets, for the breakdown by popularity and for tags.",
    ),
    output: Path = typer.Option(Path("report.html"), "--output", help="HTML file to write."),
    protocol: str = typer.Option("domain", help="Protocol of the metrics: domain, catalog, sampled or cold."),
    metric: str | None = typer.Option(
        None, help="Metric of the plots, such as recall@20. Default: ndcg@10, or the first of the results."
    ),
) -> None:
    """Write a self-contained HTML page: result tables, paired tests, breakdowns, training curves and tags."""
    from recbole_tema.report.page import write_page

    written = write_page(paths, output, data_path=data_path, protocol=protocol, metric=metric)
    Console(soft_wrap=True).print(f"Written to {written}", markup=False, highlight=False)
