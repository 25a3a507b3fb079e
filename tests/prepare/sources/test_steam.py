"""Steam reviews and games as small files of their form, Python literals: rows worked out by hand, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.amazon_files import Line, write
from tests.prepare.sources.documented import cells, run_documented_commands

# As Python 2 writes them: keys in any order, a text with an apostrophe in double quotes, and escapes.
REVIEWS: list[Line] = [
    r"""{u'username': u'Chaos Syren', u'hours': 0.1, u'products': 41, u'product_id': u'725280', u'page_order': 0, """
    r"""u'date': u'2017-12-17', u'text': u'an "odd" \'product_id\': u\'9\', \\', u'early_access': False, u'page': 1}""",
    r"""{u'username': u'\u041c\u0438\u0440 \xe9 \U0001f600 \ud83d\ude00 \'x\' \\n', u'product_id': u'328100', """
    r"""u'date': u'2017-08-02', u'text': u'', u'compensation': None, u'hours': 2}""",
    r"""{u'text': u"'username': it's, 'date': \"2001-01-01\"", u'date': u'2017-08-01', u'product_id': u'725280', """
    r"""u'user_id': u'76561198007483075', u'username': u"it's"}""",
]
GAMES: list[Line] = [
    r"""{u'publisher': u'Kotoshiro', u'genres': [u'Action', u'Free to Play'], u'app_name': u'Lost', u'price': 4.99, """
    r"""u'title': u'Lost \xe9 Kitty', u'url': u'http://store.steampowered.com/app/725280/', u'id': u'725280', """
    r"""u'release_date': u'2018-01-04', u'tags': [u'Strategy', u'2D Game'], u'developer': u'Kotoshiro, Ltd'}""",
    r"""{u'app_name': u'Free one', u'price': u'Free To Play', u'release_date': u'Soon..', u'id': u'328100'}""",
]
NAME = "\u041c\u0438\u0440 \u00e9 \U0001f600 \U0001f600 'x' \\n"


def _folder(folder: Path, reviews: list[Line] = REVIEWS, games: list[Line] = GAMES) -> Path:
    write(folder / "steam_reviews.json.gz", reviews)
    write(folder / "steam_games.json.gz", games)
    return folder


def _prepare(folder: Path, out: Path, engine: Any = "duckdb") -> dict[str, Any]:
    rule = ["action=Action", "rest="]
    return prepare_dataset(folder, "d", folder=out, format="steam", genres=rule, engine=engine)


def _check(folder: Path) -> None:
    """2017-08-01 is day 17379."""
    assert cells(folder / "d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float"],
        ["Chaos Syren", "725280", "0", str((17379 + 138) * 86400)],
        ["it's", "725280", "0", str(17379 * 86400)],
        [NAME, "328100", "0", str(17380 * 86400)],
    ]
    header = "item_id:token domain:token title:token_seq categories:token_seq tags:token_seq developer:token_seq"
    assert cells(folder / "d/d.item") == [
        [*header.split(), "price:token", "year:token"],
        [
            "725280",
            "action",
            "Lost \u00e9 Kitty",
            "Action Free_to_Play",
            "Strategy 2D_Game",
            "Kotoshiro, Ltd",
            "4.99",
            "2018",
        ],
        ["328100", "rest", "Free one", "", "", "", "0", ""],
    ]


def test_python_literals(tmp_path: Path) -> None:
    """A line that was cut, one without a date and a game without an id are rejected."""
    cut = r"""{u'date': u'2017-08-03', u'product_id': u'328100', u'username': u"it's", u'text': u'cut"""
    undated = r"""{u'date': None, u'product_id': u'328100', u'username': u"it's", u'text': u'late'}"""
    folder = _folder(tmp_path / "steam", [*REVIEWS, cut, undated], [*GAMES, "{u'url': u'x'}"])
    record = _prepare(folder, tmp_path)
    _check(tmp_path)
    assert record["rejected"] == {
        "missing user, item or time": 1,
        "unreadable lines": 1,
        "lines of steam_games.json.gz that cannot be used": 1,
    }


def test_code_is_not_run(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    call = f"open({str(touched)!r}, 'w')"
    lines: list[Line] = [f"{{u'username': {call}, u'product_id': u'328100', u'date': u'2017-08-03'}}"]
    record = _prepare(_folder(tmp_path / "steam", [*REVIEWS, *lines], [*GAMES, f"{{u'id': {call}}}"]), tmp_path)
    assert record["rejected"]["unreadable lines"] == 1 and not touched.exists()


def test_json(tmp_path: Path) -> None:
    """Exports as JSON: a backslash in a name is one."""
    days = ("2017-12-17", "2017-08-02", "2017-08-01")
    rows = zip(("Chaos Syren", NAME, "it's"), ("725280", "328100", "725280"), days)
    reviews: list[Line] = [{"username": user, "product_id": game, "date": day} for user, game, day in rows]
    _prepare(_folder(tmp_path / "steam", reviews), tmp_path)
    _check(tmp_path)


def test_bad_files_are_refused(tmp_path: Path) -> None:
    cases = [
        (write(tmp_path / "half/steam_games.json.gz", GAMES).parent, "the folder holds no steam_reviews.json"),
        (_folder(tmp_path / "swapped", GAMES), "2 of 2 lines cannot be used (unreadable lines: 2), such as '{u'"),
        (
            _folder(tmp_path / "html", REVIEWS, ["<html>"]),
            "line 1: 1 of 1 lines hold no record with id, the first is '<html>'",
        ),
    ]
    for folder, words in cases:
        with pytest.raises(DataError) as caught:
            _prepare(folder, tmp_path / "out")
        assert words in str(caught.value).replace('"', "'") and not (tmp_path / "out/d").exists()
    truncated = _folder(tmp_path / "truncated") / "steam_reviews.json.gz"
    truncated.write_bytes(truncated.read_bytes()[:-12])
    with pytest.raises(DataError, match="truncated or damaged"):
        _prepare(truncated.parent, tmp_path / "out")


def test_spark_reads_the_same(spark: Any, tmp_path: Path) -> None:
    """Also with a long text, on which the regular expressions of Java must not recurse."""
    text = r"it\'s \u041c " * 20_000
    long = rf"""{{u'text': u'{text}', u'date': u'2017-08-04', u'product_id': u'9', u'username': u'long'}}"""
    record = _prepare(_folder(tmp_path / "steam", [*REVIEWS, long]), tmp_path, engine="spark")
    _check(tmp_path)
    assert record["rejected"] == {"items that steam_games.json.gz lacks, such as '9'": 1}


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    game = r"""{u'title': u'A', u'genres': [u'Simulation', u'RPG'], u'id': u'328100'}"""
    other = r"""{u'title': u'B', u'genres': [u'Strategy', u'Adventure'], u'id': u'1'}"""
    _folder(Path("steam"), REVIEWS, [GAMES[0], game, other])
    assert run_documented_commands("steam") == ["steam"]
    assert {row[1] for row in cells(Path("atomic_data/steam/steam.item"))[1:]} == {"action", "simulation"}
