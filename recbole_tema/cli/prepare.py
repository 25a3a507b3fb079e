"""`recbole-tema prepare` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from recbole_tema.cli._options import command_options
from recbole_tema.prepare.options import Columns, EngineOptions, Rules, SourceOptions
from recbole_tema.prepare.sources import SOURCES

_SOURCE_HELP = "What the format requires. " + "; ".join(f"{name}: {source.help}" for name, source in SOURCES.items())


@command_options(
    panels={"columns": "Column names of tables", "rules": "Rules, in the order they apply"},
    repeated=("items", "metadata", "genres"),
    source_options=SourceOptions,
    engine_options=EngineOptions,
    columns=Columns,
    rules=Rules,
)
def prepare_command(
    sources: list[str] = typer.Argument(..., metavar="SOURCE...", help=f"{_SOURCE_HELP}."),
    name: str = typer.Option(..., help="Dataset name."),
    folder: Path = typer.Option(Path("atomic_data"), help="Folder of datasets, in which the dataset's folder is made."),
    recipe: Path | None = typer.Option(
        None, help="YAML with any of these options, or the .inter.json of a dataset that is prepared again."
    ),
    source_options: Any = None,
    engine_options: Any = None,
    columns: Any = None,
    rules: Any = None,
    download_images: bool = typer.Option(False, help="Download the image of every item to DATASET/images."),
    images: Path | None = typer.Option(None, help="Folder of ITEM_ID.jpg to use instead, also in subfolders."),
    allow_private: bool = typer.Option(False, help="Allow image addresses in private networks."),
) -> None:
    """Turn raw files into the atomic files of a cross-domain dataset."""
    from recbole_tema.prepare import prepare_dataset
    from recbole_tema.prepare.card import summary_tables
    from recbole_tema.prepare.recipe import read_recipe

    given: dict[str, Any] = {} if recipe is None else read_recipe(recipe)
    arguments = {
        **given,
        **source_options,
        **engine_options,
        "columns": {**given.get("columns", {}), **columns},
        "rules": {**given.get("rules", {}), **rules},
    }
    console = Console()
    with console.status("reading") as status:
        record = prepare_dataset(sources, name, folder=folder, progress=status.update, **arguments)
    for table in summary_tables(name, record):
        console.print(table)
    for note in record["notes"]:
        console.print(f"Note: {note}", markup=False)
    for warning in record["warnings"]:
        console.print(f"Warning: {warning}", markup=False)
    console.print(f"Written to {folder / name}: {name}.inter, {name}.item, DATASET.md", markup=False)
    # After the status line: the terminal shows one progress display at a time.
    if download_images or images is not None:
        from recbole_tema.prepare.images.download import collect_images

        image_table = Table("images", "reason", "items")
        for outcome, reason, count in collect_images(folder / name, images=images, allow_private=allow_private):
            image_table.add_row(outcome, reason, f"{count:,}")
        console.print(image_table)
