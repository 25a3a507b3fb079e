"""The command line: `recbole-tema prepare | tag | encode | run | ...`."""

from __future__ import annotations

import functools
import os
import sys
import warnings
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

import typer
from rich.console import Console

from recbole_tema.cli._failures import discard_output, foreseen, reader_is_gone, unforeseen
from recbole_tema.cli.compare import compare_command
from recbole_tema.cli.config import config_command
from recbole_tema.cli.encode import encode_command
from recbole_tema.cli.prepare import prepare_command
from recbole_tema.cli.recommend import recommend_command
from recbole_tema.cli.report import report_command
from recbole_tema.cli.run import run_command
from recbole_tema.cli.search import search_command
from recbole_tema.cli.serve import serve_command
from recbole_tema.cli.tag import tag_command
from recbole_tema.errors import SettingsWarning

COMMANDS: dict[str, Callable[..., None]] = {
    "prepare": prepare_command,
    "tag": tag_command,
    "encode": encode_command,
    "run": run_command,
    "search": search_command,
    "compare": compare_command,
    "config": config_command,
    "report": report_command,
    "recommend": recommend_command,
    "serve": serve_command,
}
# Commands that accept any RecBole key as --key=value.
_WITH_RECBOLE_KEYS = ("run", "search")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cross-domain sequential recommendation with LLM tags, text and images.",
)
# Parameters of the command that runs, which tell where an unforeseen error is logged.
_parameters: dict[str, Any] = {}


def _noting_parameters(command: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(command)
    def noted(**parameters: Any) -> None:
        _parameters.update(parameters)
        command(**parameters)

    return noted


for _name, _command in COMMANDS.items():
    _extra = {"allow_extra_args": True, "ignore_unknown_options": True} if _name in _WITH_RECBOLE_KEYS else None
    app.command(name=_name, context_settings=_extra)(_noting_parameters(_command))


# Base of all errors about arguments: click's class, or the copy of it in newer versions of Typer.
_UsageError: Any = next(parent for parent in typer.BadParameter.__mro__ if parent.__name__ == "ClickException")


def _guarded(command: Callable[[], Any]) -> None:
    _parameters.clear()
    try:
        if command() == 130:  # code of newer versions of Typer for Ctrl-C
            raise KeyboardInterrupt
    except _UsageError as error:
        error.show()
        raise SystemExit(2) from None
    except (KeyboardInterrupt, typer.Abort):
        Console(stderr=True).print("Interrupted. The same command continues where it stopped.")
        raise SystemExit(130) from None
    except Exception as error:
        raise SystemExit(_report(error)) from None


def _report(error: Exception) -> int:
    """Print one line about an error, and return the exit code."""
    if reader_is_gone(error):
        discard_output()
        return 1  # as rich does
    message = foreseen(error)
    code = 1 if message is None else 2
    text = unforeseen(error, _parameters) if message is None else message
    Console(stderr=True, soft_wrap=True).print(f"Error: {text}", markup=False, highlight=False)
    return code


def main(arguments: list[str] | None = None) -> None:
    """Entry point of `recbole-tema`; bad input ends with one message and exit code 2."""
    # File names may hold bytes that are not UTF-8; a message about them must not fail.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    with warnings.catch_warnings():
        # RecBole uses pandas in a way that warns on every load.
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", SettingsWarning)
        warnings.showwarning = _show_warning
        _guarded(lambda: app(args=arguments, standalone_mode=False))


def _show_warning(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    Console(stderr=True, soft_wrap=True).print(f"Warning: {message}", markup=False, highlight=False)


def run_main() -> None:
    """Entry point of `run_tema.py`: `recbole-tema run` with the same flags."""
    main(["run", *sys.argv[1:]])
