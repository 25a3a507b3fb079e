"""Commands whose options are built from dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import typer
from typer.testing import CliRunner

from recbole_tema.cli._options import command_options
from recbole_tema.options import option

calls: list[tuple[Any, ...]] = []


@dataclass(frozen=True)
class Sizes:
    width: int = option(8, help="Width of it.", minimum=1)
    mode: Literal["fast", "exact"] = option("fast", help="Mode.")
    folder: Path | None = option(None, help="A folder.")
    names: tuple[str, ...] = option(("a",), help="Names.")
    exact: bool = option(False, help="Whether.")
    rule: tuple[str, ...] = option((), help="Rules.")
    kind: str = option("a", help="Kind.", choices={"a": 1, "b": 2})


def command(
    source: Path = typer.Argument(..., help="The source."),  # noqa: B008
    sizes: Any = None,
    seed: int = typer.Option(7, help="Seed."),
) -> None:
    """Run the command."""
    calls.append((source, sizes, seed))


app = typer.Typer()
app.command()(
    command_options(panels={"sizes": "Sizes"}, flags={"width": "--wide"}, repeated=["rule"], sizes=Sizes)(command)
)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ([], {}),
        (["--wide", "3", "--mode", "exact"], {"width": 3, "mode": "exact"}),
        (["--names", "b, c", "--exact", "--folder", "x"], {"names": ("b", "c"), "exact": True, "folder": Path("x")}),
        (["--no-exact"], {"exact": False}),
        (["--rule", "x=1,2", "--rule", "y=", "--kind=b"], {"rule": ("x=1,2", "y="), "kind": "b"}),
    ],
)
def test_only_given_options_reach_the_command(arguments: list[str], given: dict[str, Any]) -> None:
    calls.clear()
    result = CliRunner().invoke(app, ["here", *arguments])
    assert result.exit_code == 0, result.output
    assert calls == [(Path("here"), given, 7)]


def test_help_shows_defaults_and_choices() -> None:
    text = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    for expected in (
        "Width of it. Default: 8.",
        "One of: fast, exact. Default: fast.",
        "--no-exact",
        "Sizes",
        "One of: a, b.",
    ):
        assert expected in text
    assert "Rules. Default" not in text
