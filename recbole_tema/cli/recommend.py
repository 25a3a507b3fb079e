"""`recbole-tema recommend` on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from recbole_tema.cli._options import names, table_console
from recbole_tema.errors import ConfigError

if TYPE_CHECKING:
    from recbole_tema.recommend import Choice, History, Recommendation, Recommender

_MOST_REASONS = 5


def recommend_command(
    run: Path = typer.Argument(..., help="A run's folder, such as runs/DATASET/TEMA-2024."),
    history: Optional[str] = typer.Option(None, help='Item ids, the oldest first: "i1 i2".'),
    user: Optional[str] = typer.Option(None, help="A user of the dataset, with everything that the user had."),
    export: Optional[Path] = typer.Option(None, help="A Parquet file to write, for all users of the dataset."),
    domain: Optional[str] = typer.Option(None, help="Items of this domain alone."),
    k: int = typer.Option(10, "-k", "--k", min=1, help="At most so many."),
    exclude: str = typer.Option("", help="Item ids that must not come, separated by blanks."),
    tags: str = typer.Option("", help="Items with any of these tags alone, separated by commas."),
    repeats: bool = typer.Option(False, help="Whether what is in the history may come again."),
    skip_unknown: bool = typer.Option(False, help="Leave out items of the history that the model does not know."),
    explain: bool = typer.Option(False, help="Say why."),
    as_json: bool = typer.Option(False, "--json", help="JSON instead of tables."),
    index: str = typer.Option("", help="Look items up in an index: hnsw or ivf; made where there is none."),
    data_path: Path = typer.Option(Path("atomic_data"), "--data_path", help="The folder above the dataset's."),
) -> None:
    """Recommend with a trained model: for a history, for a user, or for all users into a file."""
    given = [
        name for name, value in (("--history", history), ("--user", user), ("--export", export)) if value is not None
    ]
    if len(given) != 1:
        raise ConfigError(f"given: {', '.join(given) or 'nothing'}.", remedy="Give one of --history, --user, --export.")
    from recbole_tema.recommend import Choice, History, load_recommender

    recommender = load_recommender(run, data_path, index)
    wanted = names(tags, "--tags") if tags else []
    choice = Choice(domain, exclude=exclude.split(), tags=wanted, repeats=repeats)
    if export is not None:
        _export(recommender, export, k, choice)
        return
    asked = recommender.history_of(user) if user is not None else History((history or "").split())
    asked, unknown = recommender.known(asked) if skip_unknown else (asked, [])
    found = recommender.recommend(asked, k, choice, explain=explain)
    if as_json:
        answer = {"history": list(asked.items), "unknown": unknown, "recommendations": [_plain(one) for one in found]}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    _print(table_console(), recommender, asked, unknown, found)


def _export(recommender: Recommender, path: Path, k: int, choice: Choice) -> None:
    from recbole_tema.recommend.export import export

    with Progress(console=Console(stderr=True)) as bars:
        task = bars.add_task("users", total=len(recommender.users))
        rows = export(recommender, path, k, choice, on_users=lambda count: bars.advance(task, count))
    typer.echo(f"Written to {path}: {rows:,} recommendations for {len(recommender.users):,} users")


def _plain(one: Recommendation) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "reasons" or value is not None}


def _print(
    console: Console,
    recommender: Recommender,
    history: History,
    unknown: list[str],
    found: list[Recommendation],
) -> None:
    if unknown:
        console.print(Text(f"Unknown and left out: {' '.join(unknown)}"))
    past = Table("item", "domain", "title", title="history")
    for item in history.items:
        past.add_row(Text(item), str(recommender.items.loc[item, "domain"]), Text(recommender.title_of(item)))
    table = Table("", "item", "domain", "score", "title", title="recommendations")
    for rank, one in enumerate(found, start=1):
        table.add_row(str(rank), *map(Text, (one.item_id, one.domain, f"{one.score:.3f}", one.title)))
    console.print(past)
    console.print(table)
    for one in found:
        if one.reasons is not None:
            console.print(_reasons(recommender, one))


def _reasons(recommender: Recommender, one: Recommendation) -> Table:
    """What a score is made of, and the past items that moved it most."""
    table = Table(title=Text(f"{one.item_id} {one.title}: {one.score:.3f}"), title_justify="left", show_header=False)
    assert one.reasons is not None
    parts = sorted(one.reasons.parts.items(), key=lambda part: -abs(part[1]))
    table.add_row("parts", Text(", ".join(f"{name} {value:+.3f}" for name, value in parts if value)))
    if one.reasons.tags:
        told = [f"{tag.tag}{' (shared)' if tag.shared else ''} {tag.contribution:+.3f}" for tag in one.reasons.tags]
        table.add_row("tags", Text(", ".join(told)))
    for past in sorted(one.reasons.history, key=lambda past: -abs(past.effect))[:_MOST_REASONS]:
        shares = f"attention within {past.within:.0%}, across {past.across:.0%}"
        title = recommender.title_of(past.item_id)
        table.add_row("history", Text(f"{past.item_id} {title}: {past.effect:+.3f}; {shares}"))
    return table
