"""Validation of the options of the tagging pipeline."""

from __future__ import annotations

from typing import Any

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.tagging import TagOptions
from recbole_tema.tagging.options import BackendOptions


@pytest.mark.parametrize(
    ("invalid", "message"),
    [
        ({"score": "guessed"}, "score ('guessed') must be one of probability, rating."),
        ({"tau": 1.5}, "tau (1.5) must be at most 1."),
        ({"tau": float("nan")}, "tau (nan) must be at least 0."),
        ({"floor": -0.1}, "floor (-0.1) must be at least 0."),
        ({"limit": 0}, "limit (0) must be at least 1."),
        ({"limit": -1}, "limit (-1) must be at least 1."),
        ({"sample": -1}, "sample (-1) must be at least 0."),
        ({"list_size": 0}, "list_size (0) must be at least 1."),
        ({"candidates": 0}, "candidates (0) must be at least 1."),
        ({"k": 0}, "k (0) must be at least 1."),
        ({"rounds": -1}, "rounds (-1) must be at least 0."),
        ({"fields": ()}, "fields must not be empty."),
        ({"fields": "title"}, "fields ('title') must be a list."),
    ],
)
def test_invalid_values(invalid: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        TagOptions(**invalid)
    assert str(error.value).startswith(message)


def test_extreme_values_are_valid() -> None:
    extremes: dict[str, Any] = {"sample": 0, "limit": None, "rounds": 0, "tau": 0, "floor": 1, "k": 1}
    options = TagOptions(**extremes, candidates=1, list_size=1)
    assert {name: getattr(options, name) for name in extremes} == extremes
    assert options.candidates == options.list_size == 1


@pytest.mark.parametrize("name", ["parallel", "threads"])
def test_numbers_of_a_language_model_are_positive(name: str) -> None:
    with pytest.raises(ConfigError, match=rf"{name} \(0\) must be at least 1\."):
        BackendOptions(**{name: 0})


@pytest.mark.parametrize(("n_items", "size"), [(1, 20), (400, 20), (2025, 45), (28095, 168)])
def test_default_list_size_grows_with_the_domain(n_items: int, size: int) -> None:
    assert TagOptions().list_size_of(n_items) == size
    assert TagOptions(list_size=7).list_size_of(n_items) == 7
