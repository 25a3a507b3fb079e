"""Options that make no sense are refused at once."""

from __future__ import annotations

from typing import Any

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.tagging import TagOptions


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"score": "guessed"}, "'guessed' is unknown. Choose probability or rating."),
        ({"tau": 1.5}, "tau is 1.5"),
        ({"tau": float("nan")}, "tau is nan"),
        ({"floor": -0.1}, "floor is -0.1"),
        ({"limit": -1}, "limit is -1"),
        ({"sample": 0}, "sample is 0"),
        ({"list_size": 0}, "list_size is 0"),
        ({"candidates": 0}, "candidates is 0"),
        ({"k": 0}, "k is 0"),
        ({"rounds": -1}, "rounds is -1"),
        ({"fields": ()}, "no fields"),
    ],
)
def test_what_makes_no_sense(bad: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        TagOptions(**bad)


def test_what_does() -> None:
    least: dict[str, Any] = {"sample": None, "limit": None, "rounds": 0, "tau": 0, "floor": 1, "k": 1}
    made = TagOptions(**least, candidates=1, list_size=1)
    assert {name: getattr(made, name) for name in least} == least and made.candidates == made.list_size == 1
