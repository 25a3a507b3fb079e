"""What the commands share: lists given as one option, and tables that are read in a terminal or in a log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer
from rich.console import Console

from recbole_tema.errors import ConfigError


def table_console() -> Console:
    """Where a command prints its tables."""
    console = Console()
    # A log file has no width to keep to, and a cut number is no number.
    return console if console.is_terminal else Console(width=140)


def names(text: str, flag: str) -> list[str]:
    """What an option lists, separated by commas.

    Raises
    ------
    ConfigError
        If it lists nothing, or something twice.
    """
    found = [name.strip() for name in text.split(",") if name.strip()]
    if not found or len(set(found)) != len(found):
        raise ConfigError(f"{flag} is {text!r}.", remedy="Give each name once, separated by commas.")
    return found


def overrides_of(arguments: Sequence[str]) -> dict[str, Any]:
    """RecBole keys that a command was given as ``--key=value``.

    Raises
    ------
    ConfigError
        For an argument of another form.
    """
    overrides: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not key.startswith("--") or not equals:
            raise ConfigError(f"{argument!r} is not understood.", remedy="Write RecBole keys as --key=value.")
        overrides[key[2:]] = value
    return overrides


def refuse_all_but(context: typer.Context, *heeded: str) -> None:
    """Stop where an option is given that the first of those that are heeded leaves without meaning.

    Raises
    ------
    ConfigError
        That names all such options.
    """
    # By name: newer typers carry a click, and so a ParameterSource, of their own.
    sources = {name: context.get_parameter_source(name) for name in context.params if name not in heeded}
    given = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    if given:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise ConfigError(f"--{heeded[0]} takes no {options}.", remedy="Leave out one or the other.")
