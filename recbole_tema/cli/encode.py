"""`recbole-tema encode` on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from recbole_tema.cli._options import command_options, refuse_all_but, table_console
from recbole_tema.encoding.options import EncodeOptions


@command_options(panels={"options": "Encoding"}, options=EncodeOptions)
def encode_command(
    context: typer.Context,
    dataset: Path = typer.Argument(..., help="Folder of the dataset."),
    text: str | None = typer.Option(
        None, help="Text encoder: open_clip:ARCHITECTURE/WEIGHTS, transformers:ID, sentence:ID, or a folder."
    ),
    image: str | None = typer.Option(
        None, help="Image encoder: open_clip:ARCHITECTURE/WEIGHTS, transformers:ID or efficientnet:lite0."
    ),
    images: Path | None = typer.Option(
        None,
        help="Folder (with subfolders) or zip of ITEM_ID.jpg files, or a manifest.jsonl; by default DATASET/images.",
    ),
    report: bool = typer.Option(False, "--report", help="Only write a page that shows the existing features."),
    options: Any = None,
) -> None:
    """Encode the texts and images of items with frozen encoders, CLIP by default, and write .txt and .img files.

    Processes started by torchrun share the work.
    """
    if report:
        refuse_all_but(context, "report", "dataset", "images")
        from recbole_tema.encoding.page import write_features_page

        Console().print(f"Written to {write_features_page(dataset, images)}")
        return
    from recbole_tema import distributed
    from recbole_tema.encoding import encode_items

    with distributed.process_group():
        with _progress_bars(shown=distributed.is_main()) as progress:
            records = encode_items(dataset, text=text, image=image, images=images, progress=progress, **options)
        if distributed.is_main():
            _print_records(records)


@contextmanager
def _progress_bars(shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Bars of the progress of this process, one per modality."""
    titles = {"text": "Encoding texts", "image": "Encoding images"}
    tasks: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not shown) as bars:

        def progress(modality: str, done: int, total: int) -> None:
            if modality not in tasks:
                tasks[modality] = bars.add_task(titles[modality], total=total)
            bars.update(tasks[modality], completed=done)

        yield progress


def _print_records(records: Mapping[str, Mapping[str, Any]]) -> None:
    table = Table("file", "encoder", "items", "with a vector", "dimensions", "truncated texts", "missing")
    for record in records.values():
        missing = ", ".join(f"{len(items):,} {reason}" for reason, items in record["missing"].items())
        numbers = (f"{record['counts'][name]:,}" for name in ("items", "rows", "dim", "truncated"))
        table.add_row(record["file"], record["model"]["name"], *numbers, missing or "none")
    table_console().print(table)
