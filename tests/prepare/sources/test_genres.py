"""Domains by genre: rules as ``--genres`` gives them, and rules that are refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.sources.genres import domain_of_genres, genres_in_cells, parse_genre_rule
from recbole_tema.prepare.sources.movielens import DEFAULT_GENRES
from tests.prepare.sources.test_movielens import LATEST, folder_of


def test_genre_rules() -> None:
    assert parse_genre_rule(["a = Action , War", "b=,Sci-Fi,", "the rest="]) == {
        "a": {"Action", "War"},
        "b": {"Sci-Fi"},
        "the_rest": set(),
    }
    assert list(DEFAULT_GENRES) == ["spectacle", "drama_comedy"]
    assert domain_of_genres(["Comedy", "War"], DEFAULT_GENRES) == "spectacle"
    assert domain_of_genres(["Comedy", "Crime"], DEFAULT_GENRES) == "drama_comedy"
    assert domain_of_genres([], DEFAULT_GENRES) == "drama_comedy"


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["action"], r"genres \('action'\) must be DOMAIN=GENRE,GENRE"),
        (["=Action", "b="], r"genres \('=Action'\) must be"),
        (["a=Action"], "two domains"),
        (["a=", "b=Action"], "genres for all but the last"),
        (["a=Action", "a=War", "b="], "'a' has two genre rules"),
    ],
)
def test_bad_genre_rules(texts: Sequence[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigError, match=words):
        parse_genre_rule(texts)
    folder = folder_of(tmp_path / "ml", LATEST)
    arguments = ["prepare", str(folder), "--format", "movielens", "--name", "d", "--folder", str(tmp_path / "out")]
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, *(f"--genres={text}" for text in texts)])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and words.replace("\\", "") in error and "Traceback" not in error
    assert not (tmp_path / "out/d").exists()


@pytest.mark.parametrize(
    ("cells", "genres", "expected"),
    [
        # Genres that are whole cells too: fewer genres than combinations of them.
        (["War", "Action", "Action War", "War Drama", "Drama", ""], "War", ["a", "b", "a", "a", "b", ""]),
        (["War|Crime", "Crime", "War", "Film Noir|War"], "War", ["a", "b", "a", "a"]),
        (["War, Crime", "Film Noir, War", "Film Noir", "War"], "Film Noir", ["b", "a", "a", "b"]),
        # One value per cell: a space, a comma or a slash is part of the value that the rule names.
        (["Home Kitchen", "Home", "Toys"], "Home Kitchen", ["a", "b", "b"]),
        (["Arts, Crafts", "Arts", "Toys Games"], "Arts, Crafts", ["a", "b", "b"]),
        (["Toys", "Games", "Toys"], "Toys", ["a", "b", "a"]),
    ],
)
def test_cells_of_one_genre_or_several(cells: list[str], genres: str, expected: list[str], tmp_path: Path) -> None:
    rule = {"a": frozenset([genres]), "b": frozenset[str]()}
    values = genres_in_cells(cells, rule, tmp_path)
    assert [domain_of_genres(of_item, rule) if of_item else "" for of_item in values] == expected


def test_cells_that_decide_nothing(tmp_path: Path) -> None:
    rule = {"a": frozenset(["Home"]), "b": frozenset[str]()}
    with pytest.raises(DataError, match=r"one value or several: 'Home Kitchen' has the genre 'Home'.*token_seq"):
        genres_in_cells(["Home Kitchen", "Home", "Toys"], rule, tmp_path)
    with pytest.raises(ConfigError, match=r"no item has the genre 'Home' of --genres\. Known genres: Games, Toys"):
        genres_in_cells(["Toys", "Games"], rule, tmp_path)
