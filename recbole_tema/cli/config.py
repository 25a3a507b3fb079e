"""`recbole-tema config`: the settings of a model."""

from __future__ import annotations

import typer
from rich.markup import escape
from rich.table import Table

from recbole_tema.cli._options import table_console
from recbole_tema.errors import ConfigError


def config_command(
    model: str = typer.Option("TEMA", help="Name of a model of this package."),
    yaml: bool = typer.Option(False, "--yaml", help="Print the YAML file of the model instead of a table."),
) -> None:
    """Show the settings of a model: defaults, allowed values and meaning."""
    from recbole_tema.config import RunOptions, option_tables
    from recbole_tema.model.registry import get_model
    from recbole_tema.model.settings_file import option_rows, yaml_text

    model_class = get_model(model)
    if yaml and not option_tables(model_class):
        raise ConfigError(f"{model} has no settings of this package.", remedy="See the file of RecBole for this model.")
    if yaml:
        typer.echo(yaml_text(model_class), nl=False)
        return
    table = Table("key", "default", "allowed", "meaning", title=f"Settings of {model}")
    for options in (*option_tables(model_class), RunOptions):
        for row in option_rows(options):
            table.add_row(*map(escape, row))
        table.add_section()
    table_console().print(table)
