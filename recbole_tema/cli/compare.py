"""`recbole-tema compare`: paired tests between the models of finished runs."""

from __future__ import annotations

from pathlib import Path

import typer

from recbole_tema.cli._options import names
from recbole_tema.cli._output import print_tables


def compare_command(
    folders: list[Path] = typer.Argument(
        ...,
        metavar="FOLDER...",
        help="Output folders of `recbole-tema run`, or folders of single runs.",
    ),
    protocol: str = typer.Option("domain", help="Evaluation protocol: domain, catalog, sampled or cold."),
    model: str | None = typer.Option(None, help="Model that is compared with all others; every pair by default."),
    metrics: str = typer.Option("ndcg@10,hit@10", help="Metrics to test, separated by commas."),
    alternative: str = typer.Option(
        "two-sided",
        help="Alternative hypothesis: two-sided, or greater (the first of a pair is better; without --model in both"
        " directions).",
    ),
    output: Path | None = typer.Option(None, help="JSON file to write the tests to."),
) -> None:
    """Compare models of finished runs by paired t-tests over users.

    Metrics are averaged over the seeds of a model; p-values are corrected by Holm's method over all tests. A model that
    occurs in several folders is named with its folder.
    """
    from recbole_tema.experiment.compare import compare_runs
    from recbole_tema.files.storage import write_json

    comparison = compare_runs(
        folders, model=model, protocol=protocol, metrics=names(metrics, "--metrics"), alternative=alternative
    )
    print_tables([comparison.table()])
    if output is not None:
        write_json(output, comparison.to_dict())
        typer.echo(f"Written to {output}")
