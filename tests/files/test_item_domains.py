"""Domains by a column of .item, by groups of its values, or one for all items."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.item_domains import (
    ONE_DOMAIN,
    parse_domain_rule,
    read_item_domains,
    read_items,
    sequence_values,
)

FILMS = (
    "item_id:token\tname:token_seq\tclass:token_seq\tyear:token\n1\tAlien\tHorror Sci-Fi\t1979\n2\tHeat\tCrime\t1995\n"
)
FILMS += "3\tClue\tComedy Crime\t1985\n"


def item_file(folder: Path, text: str = FILMS) -> Path:
    path = folder / "films.item"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("field", "rule", "expected"),
    [
        ("domain", None, [ONE_DOMAIN] * 3),
        ("year", None, ["1979", "1995", "1985"]),
        ("class", None, ["Horror", "Crime", "Comedy"]),
        ("class", {"dark": ["Crime", "Horror"], "rest": []}, ["dark", "dark", "dark"]),
        ("class", {"funny": ["Comedy"], "dark": ["Crime", "Horror"]}, ["dark", "dark", "funny"]),
        ("class", {"loud": ["Sci-Fi"], "rest": []}, ["loud", "rest", "rest"]),
        ("year", {"old": [1979], "new": []}, ["old", "new", "new"]),
    ],
)
def test_domains_by_hand(tmp_path: Path, field: str, rule: Any, expected: list[str]) -> None:
    domains = read_item_domains(item_file(tmp_path), "item_id", field, rule)
    assert domains is not None and domains.to_dict() == dict(zip("123", expected))


def test_without_a_file_there_are_no_domains(tmp_path: Path) -> None:
    assert read_item_domains(tmp_path / "none.item", "item_id", "domain") is None
    with pytest.raises(DataError, match="no such file"):
        read_item_domains(tmp_path / "none.item", "item_id", "class")


@pytest.mark.parametrize(
    ("text", "field", "rule", "line", "words"),
    [
        (FILMS, "klass", None, 1, "needs the column klass:token, but has item_id:token"),
        (FILMS.replace("class:", "domian:"), "domain", None, 1, "needs the column domain:token"),
        (FILMS.replace("class:token_seq", "class:float"), "class", None, 1, "needs the column class:token"),
        (
            FILMS,
            "class",
            {"dark": ["Crime"], "funny": ["Comedy"]},
            2,
            "Item '1' has no domain. Correct the row, or set",
        ),
        (FILMS.replace("Comedy Crime", ""), "class", None, 4, "Item '3' has no domain"),
        (FILMS.replace("\n3\t", "\n2\t"), "domain", None, 4, "Item '2' is listed twice"),
    ],
)
def test_item_without_a_domain_is_named_by_line(
    tmp_path: Path, text: str, field: str, rule: Any, line: int, words: str
) -> None:
    path = item_file(tmp_path, text)
    with pytest.raises(DataError, match=words) as caught:
        read_item_domains(path, "item_id", field, rule)
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize("rule", [{}, ["a"], {"a": "Crime"}, {"a": [], "b": ["Crime"]}, {"a": [["Crime"]]}])
def test_rule_of_another_form_is_refused(rule: Any) -> None:
    with pytest.raises(ConfigError, match=r"domains.*Write it as \{first"):
        parse_domain_rule(rule)


def test_quoted_values_of_recsysdatasets() -> None:
    assert sequence_values("'Toys & Games', 'Trains'") == ["Toys & Games", "Trains"]
    assert sequence_values("'Toys & Games'") == ["Toys & Games"]
    assert sequence_values("Children's Comedy") == ["Children's", "Comedy"]
    assert sequence_values("") == []


def test_items_without_a_domain_are_of_one(tmp_path: Path) -> None:
    item_file(tmp_path)
    assert read_items(tmp_path, "films")["domain"].tolist() == [ONE_DOMAIN] * 3
