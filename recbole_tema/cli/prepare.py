"""`recbole-tema prepare` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Optional  # noqa: UP035  typer evaluates annotations, on Python 3.9 too

import typer
from rich.console import Console
from rich.table import Table

RULES, TABLES = "Rules, in the order they apply", "Tables (--format table)"


def prepare_command(
    sources: List[str] = typer.Argument(  # noqa: UP006
        ..., metavar="SOURCE...", help="A table of interactions; a folder; or, for amazon, DOMAIN=FILE several times."
    ),
    name: str = typer.Option(..., help="The dataset's name."),
    folder: Path = typer.Option(Path("atomic_data"), help="Where the dataset's folder is made."),
    format: Optional[str] = typer.Option(
        None, help="table (default), amazon, movielens, abxi, c2dsr, llmcdsr or urllm."
    ),
    recipe: Optional[Path] = typer.Option(
        None, help="YAML with any of these options, or the .inter.json of a dataset made before."
    ),
    engine: Optional[str] = typer.Option(None, help="duckdb (default: here, out of core) or spark."),
    memory: str = typer.Option("2GB", help="Most memory of DuckDB's operators before they use the disk."),
    items: Optional[Path] = typer.Option(
        None, help="A table of items; also adds titles to a published format.", rich_help_panel=TABLES
    ),
    user: Optional[str] = typer.Option(None, help="Column of the user [user_id].", rich_help_panel=TABLES),
    item: Optional[str] = typer.Option(None, help="Column of the item, in both [item_id].", rich_help_panel=TABLES),
    time: Optional[str] = typer.Option(None, help="Column of the time [timestamp].", rich_help_panel=TABLES),
    domain: Optional[str] = typer.Option(
        None, help="Column of the domain, in either table [domain].", rich_help_panel=TABLES
    ),
    title: Optional[str] = typer.Option(None, help="Column of the title [title].", rich_help_panel=TABLES),
    rating: Optional[str] = typer.Option(None, help="Column of the rating [rating].", rich_help_panel=TABLES),
    drop: Optional[str] = typer.Option(
        None, help="Columns of the items to leave out, separated by commas.", rich_help_panel=TABLES
    ),
    duplicates: Optional[str] = typer.Option(
        None, help="Repeated rows: error (default), or drop them and count them.", rich_help_panel=TABLES
    ),
    metadata: Optional[List[Path]] = typer.Option(None, help="Metadata file of amazon; may be repeated."),  # noqa: UP006
    domains: Optional[str] = typer.Option(None, help="Names of a published dataset's two domains, A,B."),
    genres: Optional[List[str]] = typer.Option(  # noqa: UP006
        None, help="movielens: DOMAIN=GENRE,GENRE, repeated; the last may have no genre and takes the rest."
    ),
    min_rating: Optional[float] = typer.Option(None, help="Least rating that counts.", rich_help_panel=RULES),
    since: Optional[str] = typer.Option(None, help="First day, 2014-01-31.", rich_help_panel=RULES),
    until: Optional[str] = typer.Option(None, help="First day no more.", rich_help_panel=RULES),
    repeats: Optional[str] = typer.Option(
        None, help="Items had again: keep (default), first or last.", rich_help_panel=RULES
    ),
    user_core: Optional[int] = typer.Option(None, help="k-core: least interactions a user.", rich_help_panel=RULES),
    item_core: Optional[int] = typer.Option(None, help="k-core: least interactions an item.", rich_help_panel=RULES),
    min_domains: Optional[int] = typer.Option(
        None, help="Domains a user must live in; 2 keeps overlapping users only.", rich_help_panel=RULES
    ),
    domain_min: Optional[int] = typer.Option(
        None, help="Least interactions in each of those domains.", rich_help_panel=RULES
    ),
    window_days: Optional[float] = typer.Option(
        None, help="Cut histories into windows of so many days (C2DSR: 365 or 30).", rich_help_panel=RULES
    ),
    last: Optional[int] = typer.Option(None, help="A user's last so many (ABXI: 50).", rich_help_panel=RULES),
    order: Optional[str] = typer.Option(
        None, help="Order within a user: time (default), or file as rows stand.", rich_help_panel=RULES
    ),
    ties: Optional[str] = typer.Option(
        None, help="Equal times: file, as rows stand, or hash, which tells nothing.", rich_help_panel=RULES
    ),
    shuffle_ties: Optional[int] = typer.Option(None, help="Seed of that hash.", rich_help_panel=RULES),
    download_images: bool = typer.Option(False, help="Fetch every item's picture into DATASET/images."),
    images: Optional[Path] = typer.Option(None, help="A folder of ITEM_ID.jpg that serves instead."),
    allow_private: bool = typer.Option(False, help="Let picture addresses lead into private networks."),
) -> None:
    """Turn raw files into the atomic files of a cross-domain dataset."""
    from recbole_tema.prepare.card import summary_tables
    from recbole_tema.prepare.options import Request, fetch_images, listed, read_recipe, run_request

    given: dict[str, Any] = {} if recipe is None else read_recipe(recipe)
    named = {"user": user, "item": item, "time": time, "domain": domain, "title": title, "rating": rating}
    columns: dict[str, Any] = {**(given.pop("columns", None) or {}), **_set(named)}
    if drop is not None:
        columns["drop"] = listed([drop])
    options = {
        "format": format,
        "items": items,
        "metadata": tuple(metadata) if metadata else None,
        "duplicates": duplicates,
        "domains": listed([domains]) if domains else None,
        "genres": tuple(genres) if genres else None,
    }
    rules = {
        "min_rating": min_rating,
        "since": since,
        "until": until,
        "repeats": repeats,
        "user_core": user_core,
        "item_core": item_core,
        "min_domains": min_domains,
        "domain_min": domain_min,
        "window_days": window_days,
        "last": last,
        "order": order,
        "ties": ties,
        "shuffle_ties": shuffle_ties,
    }
    merged = {**given, **_set(options), **_set(rules)}
    chosen = engine or merged.pop("engine", "duckdb")
    request = Request(sources=tuple(sources), columns=columns, **{key: merged[key] for key in options if key in merged})
    console = Console()
    with console.status("reading") as status:
        record = run_request(
            request,
            {key: merged[key] for key in rules if key in merged},
            name,
            folder,
            engine=chosen,
            memory=memory,
            say=status.update,
        )
    for table in summary_tables(name, record):
        console.print(table)
    console.print(f"Written to {folder / name}: {name}.inter, {name}.item, DATASET.md", markup=False)
    if download_images or images is not None:
        table = Table("pictures", "why", "items")
        for status_, reason, count in fetch_images(folder / name, adopt=images, allow_private=allow_private):
            table.add_row(status_, reason, f"{count:,}")
        console.print(table)


def _set(options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if value is not None}
