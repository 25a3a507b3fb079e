"""Options as dataclass fields: types, choices and ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.options import check_options, option, options_of


@dataclass(frozen=True)
class Sizes:
    width: int = option(8, help="Width.", minimum=1)
    rate: float = option(0.5, help="Rate.", minimum=0, below=1)
    mode: Literal["fast", "exact"] = option("fast", help="Mode.")
    limit: int | None = option(None, help="Limit.", minimum=1, maximum=9)
    names: tuple[Literal["a", "b"], ...] = option(("a",), help="Names.")
    weight: float = option(1.0, help="Weight.", above=0)
    table: str = option("x", help="Name of a table.", choices=("x", "y"))
    plain: int = 3

    def __post_init__(self) -> None:
        check_options(self)


def test_options_are_read_from_the_annotations() -> None:
    options = options_of(Sizes)
    assert list(options) == ["width", "rate", "mode", "limit", "names", "weight", "table"]
    assert (options["limit"].optional, options["limit"].type) == (True, int)
    assert (options["names"].many, options["names"].choices) == (True, ("a", "b"))
    assert options["mode"].choices == ("fast", "exact")
    assert (options["table"].type, options["table"].choices) == (str, ("x", "y"))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"width": 0}, "width (0) must be at least 1. The default is 8."),
        ({"width": 1.5}, "width (1.5) must be a whole number. The default is 8."),
        ({"width": True}, "width (True) must be a whole number. The default is 8."),
        ({"rate": 1.0}, "rate (1.0) must be below 1. The default is 0.5."),
        ({"rate": float("nan")}, "rate (nan) must be at least 0. The default is 0.5."),
        ({"weight": 0}, "weight (0) must be above 0. The default is 1.0."),
        ({"weight": float("inf")}, "weight (inf) must be finite. The default is 1.0."),
        ({"names": ()}, "names must not be empty. The default is ['a']."),
        ({"mode": "slow"}, "mode ('slow') must be one of fast, exact. The default is fast."),
        ({"limit": 10}, "limit (10) must be at most 9. Meaning: Limit."),
        ({"names": ("a", "c")}, "names ('c') must be one of a, b. The default is ['a']."),
        ({"table": "z"}, "table ('z') must be one of x, y. The default is x."),
        ({"names": "a"}, "names ('a') must be a list. The default is ['a']."),
    ],
)
def test_wrong_values_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        Sizes(**values)
    assert str(error.value) == message


def test_right_values_pass() -> None:
    assert Sizes(width=1, rate=0, mode="exact", limit=9, names=("b", "a")).limit == 9
