"""What the commands share: options built from dataclasses, lists given as one option, and the console for tables."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Optional, get_type_hints

import typer
from rich.console import Console

from recbole_tema.errors import ConfigError
from recbole_tema.options import Option, options_of


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


def command_options(
    panels: Optional[Mapping[str, str]] = None,
    flags: Optional[Mapping[str, str]] = None,
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


def _as_parameter(described: Option, flag: str, panel: Optional[str], repeated: bool) -> inspect.Parameter:
    kind: Any = str if (described.many and not repeated) or described.choices else described.type
    kind = list[kind] if repeated else kind
    declarations = [f"{flag}/--no-{flag[2:]}"] if kind is bool else [flag]
    help = described.spec.help
    if described.choices:
        help = f"{help} One of: {', '.join(map(str, described.choices))}."
    # The command distinguishes what was given, so None is the default and the help names the effective one.
    if described.default not in (None, False, dataclasses.MISSING):
        help = f"{help} Default: {_shown(described.default)}."
    default = typer.Option(None, *declarations, help=help, rich_help_panel=panel, show_default=False)
    return inspect.Parameter(described.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Optional[kind])


def _shown(default: Any) -> str:
    return ",".join(map(str, default)) if isinstance(default, tuple) else str(default)
