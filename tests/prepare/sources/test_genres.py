"""Domains by genre: rules as ``--genres`` gives them, and rules that are refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError
from recbole_tema.prepare.sources.genres import domain_of_genres, parse_genre_rule
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
