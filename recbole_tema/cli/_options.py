"""What the commands share: options built from dataclasses, lists in one option, and the console of tables."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, get_type_hints

import typer
from rich.console import Console

from recbole_tema.errors import ConfigError
from recbole_tema.options import Option, options_of


def table_console() -> Console:
    """Console for the tables of a command."""
    console = Console()
    # A log file has no width; truncated numbers would be useless there.
    return console if console.is_terminal else Console(width=140)


def names(text: str, flag: str) -> list[str]:
    """Names in a list separated by commas.

    Raises
    ------
    ConfigError
        If the list is empty or has a name twice.
    """
    listed = [name.strip() for name in text.split(",") if name.strip()]
    if not listed or len(set(listed)) != len(listed):
        raise ConfigError(f"{flag} ({text!r}) must list each name once.", remedy="Separate names by commas.")
    return listed


def overrides_of(arguments: Sequence[str]) -> dict[str, Any]:
    """RecBole keys given to a command as ``--key=value``.

    Raises
    ------
    ConfigError
        For an argument of another form.
    """
    overrides: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not key.startswith("--") or not equals:
            raise ConfigError(f"Unknown argument {argument!r}.", remedy="Write RecBole keys as --key=value.")
        overrides[key[2:]] = value
    return overrides


def refuse_all_but(context: typer.Context, *allowed: str) -> None:
    """Raise if an option has no effect in the chosen mode.

    Parameters
    ----------
    context : typer.Context
    *allowed : str
        Options that have an effect; the first one chose the mode.

    Raises
    ------
    ConfigError
        With the names of all options without effect.
    """
    # Compared by name: newer versions of Typer have their own copy of click's ParameterSource.
    sources = {name: context.get_parameter_source(name) for name in context.params if name not in allowed}
    given = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    if given:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise ConfigError(f"No effect with --{allowed[0]}: {options}.", remedy="Leave out one of them.")


def command_options(
    panels: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    leave_out: Collection[str] = (),
    repeated: Collection[str] = (),
    **groups: type,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Build the options of a command from dataclasses whose fields :func:`recbole_tema.options.option` defines.

    Each keyword names a parameter of the command and gives a dataclass. The parameter is replaced by an option for
    each field; the command receives a dict of those options that were given on the command line, by field name.

    Parameters
    ----------
    panels : mapping of str to str, optional
        For a parameter, the heading of its options in ``--help``.
    flags : mapping of str to str, optional
        For a field, the flag, if it is not ``--field-name``.
    leave_out : collection of str
        Fields that the command does not offer.
    repeated : collection of str
        Fields with many values that are given by repeating the flag, because a value may hold commas.
    **groups : type
        Dataclass of each parameter.

    Returns
    -------
    decorator
        To be applied to the command function.

    Notes
    -----
    A field with many values is given as text separated by commas, unless it is ``repeated``.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command)
        hints = get_type_hints(command)
        owner: dict[str, tuple[str, Option]] = {}
        parameters: list[inspect.Parameter] = []
        for parameter in signature.parameters.values():
            if parameter.name not in groups:
                parameters.append(
                    parameter.replace(annotation=hints.get(parameter.name, Any), kind=inspect.Parameter.KEYWORD_ONLY)
                )
                continue
            for field, described in options_of(groups[parameter.name]).items():
                if field in leave_out:
                    continue
                owner[field] = (parameter.name, described)
                flag = (flags or {}).get(field, f"--{field.replace('_', '-')}")
                panel = (panels or {}).get(parameter.name)
                parameters.append(_as_parameter(described, flag, panel, field in repeated))

        @functools.wraps(command)
        def expanded(**values: Any) -> None:
            given: dict[str, dict[str, Any]] = {name: {} for name in groups}
            for field, (name, described) in owner.items():
                value = values.pop(field)
                if isinstance(value, str) and described.many:
                    value = names(value, f"--{field}")
                # Click gives an empty list for a repeated flag that was not given.
                if value is not None and value != []:
                    given[name][field] = tuple(value) if described.many else value
            command(**values, **given)

        expanded.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        expanded.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return expanded

    return decorate


def _as_parameter(described: Option, flag: str, panel: str | None, repeated: bool) -> inspect.Parameter:
    kind: Any = str if (described.many and not repeated) or described.choices else described.type
    kind = list[kind] if repeated else kind
    declarations = [f"{flag}/--no-{flag[2:]}"] if kind is bool else [flag]
    help = described.spec.help
    if described.choices:
        help = f"{help} One of: {', '.join(map(str, described.choices))}."
    # The command distinguishes what was given, so None is the default and the help names the effective one.
    if described.default not in (None, False, (), dataclasses.MISSING):
        help = f"{help} Default: {_shown(described.default)}."
    default = typer.Option(None, *declarations, help=help, rich_help_panel=panel, show_default=False)
    return inspect.Parameter(described.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind | None)


def _shown(default: Any) -> str:
    return ",".join(map(str, default)) if isinstance(default, tuple) else str(default)
