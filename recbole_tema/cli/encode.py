"""`recbole-tema encode` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from recbole_tema.cli._options import names, refuse_all_but, table_console

if TYPE_CHECKING:
    from recbole_tema.encoding.options import EncodeOptions

TEXTS, PICTURES = "Texts", "Pictures"


def encode_command(
    context: typer.Context,
    dataset: Path = typer.Argument(..., help="The dataset's folder."),
    text: Optional[str] = typer.Option(
        None, help="Encoder of texts: open_clip:ARCHITECTURE/WEIGHTS, transformers:ID, sentence:ID, or a folder."
    ),
    image: Optional[str] = typer.Option(
        None, help="Encoder of pictures: open_clip:ARCHITECTURE/WEIGHTS, transformers:ID or efficientnet:lite0."
    ),
    images: Optional[Path] = typer.Option(
        None, help="A folder or zip of ITEM_ID.jpg, or a manifest.jsonl; DATASET/images by default."
    ),
    report: bool = typer.Option(False, "--report", help="Only write a page on the features that are there."),
    fields: Optional[str] = typer.Option(
        None,
        help="Columns of the .item file, the most telling first; title and description by default.",
        rich_help_panel=TEXTS,
    ),
    tags: bool = typer.Option(True, help="Whether texts hold the tags of the .tag file.", rich_help_panel=TEXTS),
    workers: int = typer.Option(2, help="Processes that decode pictures.", rich_help_panel=PICTURES),
    batch_size: int = typer.Option(64, help="Texts or pictures at a time."),
    pca: Optional[int] = typer.Option(None, help="Reduce to so many dimensions."),
) -> None:
    """Encode the items' texts and pictures into the dataset's .txt and .img files, with CLIP unless told otherwise.

    Started by torchrun, the processes share the work.
    """
    from recbole_tema import distributed
    from recbole_tema.encoding.options import EncodeOptions

    if report:
        refuse_all_but(context, "report", "dataset", "images")
        from recbole_tema.encoding.page import write_report

        Console().print(f"Written to {write_report(dataset, images)}")
        return
    options = EncodeOptions(
        fields=None if fields is None else tuple(names(fields, "--fields")),
        tags=tags,
        pca=pca,
        batch=batch_size,
        workers=workers,
    )
    with distributed.process_group():
        made = _encode(dataset, text, image, images, options)
        if distributed.is_main():
            _show(made)


def _encode(
    dataset: Path,
    text: Optional[str],
    image: Optional[str],
    images: Optional[Path],
    options: EncodeOptions,
) -> list[Path]:
    from recbole_tema import distributed
    from recbole_tema.encoding.families import DEFAULT, open_image_encoder, open_text_encoder
    from recbole_tema.encoding.pipeline import encode_images, encode_texts

    if text is None and image is None and images is None:
        text = DEFAULT
    made = []
    with _watching(distributed.is_main()) as watching:
        if text is not None:
            made.append(encode_texts(dataset, open_text_encoder(text), options, watch=watching("texts")))
        if image is not None or images is not None:
            encoder = open_image_encoder(image or DEFAULT)
            made.append(encode_images(dataset, encoder, images, options, watch=watching("pictures")))
    return made


@contextmanager
def _watching(shown: bool) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """Bars of what this process does, by what it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not shown) as bars:

        def watch(what: str) -> Callable[[int, int], None]:
            task = bars.add_task(what, total=None)
            return lambda done, size: bars.update(task, completed=done, total=size)

        yield watch


def _show(made: list[Path]) -> None:
    from recbole_tema.files.storage import provenance_path

    table = Table("file", "encoder", "items", "with a vector", "dimensions", "cut", "missing")
    for path in made:
        record: dict[str, Any] = json.loads(provenance_path(path).read_text(encoding="utf-8"))
        counts = record["counts"]
        missing = ", ".join(f"{len(items):,} {why}" for why, items in record["missing"].items())
        numbers = (f"{counts[name]:,}" for name in ("items", "rows", "dim", "cut"))
        table.add_row(path.name, record["model"]["name"], *numbers, missing or "none")
    table_console().print(table)
