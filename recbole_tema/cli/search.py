"""`recbole-tema search` on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from recbole_tema.cli._options import overrides_of
from recbole_tema.cli._output import loading, print_tables


def search_command(
    context: typer.Context,
    space: Path = typer.Option(..., help="YAML file: for each key a list of choices, or {low: .., high: .., log: ..}."),
    model: str = typer.Option("TEMA", help="Name of the model, or module:Class."),
    dataset: str = typer.Option("ml-100k-cross", help="A folder under data_path."),
    trials: int = typer.Option(20, min=1, help="Total number of trials, including those of earlier calls."),
    config_files: str = typer.Option("", "--config_files", help="RecBole config files, separated by spaces."),
    seed: int | None = typer.Option(
        None, help="Seed of every training and of the search. Default: the key seed, or 2024."
    ),
    output_dir: Path | None = typer.Option(
        None, "--output_dir", help="Folder of all results; searches/DATASET-MODEL by default."
    ),
) -> None:
    """Search the settings of a model by validation. Any RecBole key can be fixed as --key=value."""
    with loading("torch and RecBole"):
        from recbole_tema.experiment.search import search

    def show(number: int, settings: Mapping[str, Any], state: str, score: float) -> None:
        typer.echo(f"trial {number}: {score:.4f}{' (pruned)' if state == 'pruned' else ''} {_text(settings)}")

    output = output_dir or Path("searches") / f"{dataset}-{model.rpartition(':')[2]}"
    trial_rows = search(
        model,
        dataset,
        space,
        n_trials=trials,
        seed=seed,
        output_dir=output,
        config_file_list=config_files.split(),
        config_dict=overrides_of(context.args),
        on_trial=show,
    )
    table = Table("trial", "validation", "best epoch", "seconds", "settings", title=f"{model} on {dataset}")
    for row in [row for row in trial_rows if row["state"] == "complete"][:10]:
        cells = (row["number"], f"{row['score']:.4f}", row["best_epoch"], f"{row['seconds']:,.0f}")
        table.add_row(*map(str, cells), _text(row["settings"]))
    print_tables([table])
    typer.echo(f"Written to {output}: trials.json")


def _text(settings: Mapping[str, Any]) -> str:
    return " ".join(
        f"{key}={value:.3g}" if isinstance(value, float) else f"{key}={value}" for key, value in settings.items()
    )
