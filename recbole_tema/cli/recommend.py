"""`recbole-tema recommend` on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from recbole_tema.cli._item_ids import item_ids
from recbole_tema.cli._options import names, table_console
from recbole_tema.errors import ConfigError

if TYPE_CHECKING:
    from recbole_tema.recommend import Explanation, History, Recommendation, Recommender

_MAX_EFFECTS = 5


def recommend_command(
    run: Path = typer.Argument(..., help="Folder of a run, such as runs/DATASET/TEMA-2024."),
    history: list[str] | None = typer.Option(
        None, help="""History as item ids, oldest first: "i1 i2", or '"an id" i2'. May be repeated."""
    ),
    user: str | None = typer.Option(None, help="User of the dataset, with all interactions."),
    export: Path | None = typer.Option(None, help="Parquet file to write, with all users of the dataset."),
    domain: str | None = typer.Option(None, help="Recommend only items of this domain."),
    k: int = typer.Option(10, "-k", "--k", min=1, help="Number of recommendations (top-k)."),
    filter_seen: bool = typer.Option(True, help="Leave out items of the history."),
    exclude: list[str] | None = typer.Option(
        None, help="Item ids that must not be recommended, written as in --history. May be repeated."
    ),
    tags: str = typer.Option("", help="Recommend only items with one of these tags, separated by commas."),
    skip_unknown: bool = typer.Option(False, help="Skip items of the history that the model does not know."),
    explain: bool = typer.Option(False, help="Explain each recommendation."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of tables."),
    index: str | None = typer.Option(
        None, help="Use an approximate index: ivf for that of the run, or its folder. Built if missing."
    ),
    data_path: Path = typer.Option(Path("atomic_data"), "--data_path", help="Folder that holds the dataset's folder."),
) -> None:
    """Recommend items with a trained model: for a history, for a user, or for all users into a file."""
    # Click gives an empty list for a repeated flag that was not given.
    sources = (("--history", history or None), ("--user", user), ("--export", export))
    given = [flag for flag, value in sources if value is not None]
    if len(given) != 1:
        problem = f"{' and '.join(given)} exclude each other." if given else "No history is given."
        raise ConfigError(problem, remedy="Give one of --history, --user and --export.")
    from recbole_tema.recommend import History, Recommender

    recommender = Recommender.load(run, data_path, index=index)
    known = recommender.catalog.internal_ids
    filters: dict[str, Any] = {"domain": domain, "filter_seen": filter_seen}
    filters["exclude"] = item_ids(exclude or [], known, "--exclude")
    filters["tags"] = names(tags, "--tags") if tags else []
    if export is not None:
        _export(recommender, export, k, filters)
        return
    past = recommender.history_of(user) if user is not None else History(item_ids(history or [], known, "--history"))
    past, unknown = recommender.drop_unknown(past) if skip_unknown else (past, [])
    recommendations = recommender.recommend(past, k, **filters, explain=explain)
    if as_json:
        listed = [_as_dict(item) for item in recommendations]
        output = {"history": list(past.items), "unknown": unknown, "recommendations": listed}
        typer.echo(json.dumps(output, ensure_ascii=False))
        return
    _print(table_console(), recommender, past, unknown, recommendations)


def _export(recommender: Recommender, path: Path, k: int, filters: dict[str, Any]) -> None:
    from recbole_tema.recommend import export_recommendations

    n_users = len(recommender.users)
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("users", total=n_users)
        n_rows = export_recommendations(
            recommender, path, k, **filters, on_progress=lambda done: progress.advance(task, done)
        )
    typer.echo(f"Wrote {n_rows:,} recommendations for {n_users:,} users to {path}")


def _as_dict(recommendation: Recommendation) -> dict[str, Any]:
    return {key: value for key, value in asdict(recommendation).items() if key != "explanation" or value is not None}


def _print(
    console: Console,
    recommender: Recommender,
    history: History,
    unknown: list[str],
    recommendations: list[Recommendation],
) -> None:
    if unknown:
        console.print(Text(f"Unknown items skipped: {', '.join(unknown)}"))
    past = Table("item", "domain", "title", title="history")
    for item_id in history.items:
        past.add_row(Text(item_id), str(recommender.items.loc[item_id, "domain"]), Text(recommender.title_of(item_id)))
    table = Table("", "item", "domain", "score", "title", title="recommendations")
    for rank, item in enumerate(recommendations, start=1):
        table.add_row(str(rank), *map(Text, (item.item_id, item.domain, f"{item.score:.3f}", item.title)))
    console.print(past)
    console.print(table)
    for item in recommendations:
        if item.explanation is not None:
            console.print(_explanation_table(recommender, item, item.explanation))


def _explanation_table(recommender: Recommender, item: Recommendation, explanation: Explanation) -> Table:
    """Contributions to a score, and the interactions of the history with the largest effects."""
    table = Table(title=Text(f"{item.item_id} {item.title}: {item.score:.3f}"), title_justify="left", show_header=False)
    contributions = sorted(explanation.contributions.items(), key=lambda pair: -abs(pair[1]))
    table.add_row("contributions", Text(", ".join(f"{name} {value:+.3f}" for name, value in contributions if value)))
    if explanation.tags:
        tags = [f"{tag.tag}{' (shared)' if tag.shared else ''} {tag.contribution:+.3f}" for tag in explanation.tags]
        table.add_row("tags", Text(", ".join(tags)))
    for past in sorted(explanation.history, key=lambda past: -abs(past.effect))[:_MAX_EFFECTS]:
        attention = f"attention intra {past.intra_attention:.0%}, inter {past.inter_attention:.0%}"
        title = recommender.title_of(past.item_id)
        table.add_row("history", Text(f"{past.item_id} {title}: {past.effect:+.3f}; {attention}"))
    return table
