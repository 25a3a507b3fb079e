"""Values of recipes, as keyword arguments of `prepare_dataset`."""

from __future__ import annotations

from pathlib import Path

from recbole_tema.prepare.recipe import read_recipe


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_lists_dates_and_nulls(tmp_path: Path) -> None:
    """A single name is a list of one, dates of YAML are text, and null values are not given."""
    short = (
        "metadata: m.json\ngenres: a=War,Crime\ndomains: a, b\ndrop: x, y\nsince: 2014-01-31\nuntil: 5\nlast: null\n"
    )
    long = (
        'metadata: [m.json]\ngenres: ["a=War,Crime"]\ndomains: [a, b]\ncolumns: {drop: [x, y]}\n'
        "since: '2014-01-31'\nuntil: '5'\n"
    )
    expected = {
        "metadata": (Path("m.json"),),
        "genres": ("a=War,Crime",),
        "domains": ("a", "b"),
        "columns": {"drop": ("x", "y")},
        "rules": {"since": "2014-01-31", "until": "5"},
    }
    for text in (short, long):
        assert read_recipe(_write(tmp_path / "r.yaml", text)) == expected


def test_numbers_and_choices(tmp_path: Path) -> None:
    text = "min_rating: 4\nwindow_days: 1.5\nuser_core: 5\nmin_domains: 2\norder: file\nmemory: 4GB\n"
    assert read_recipe(_write(tmp_path / "r.yaml", text)) == {
        "memory": "4GB",
        "columns": {},
        "rules": {"min_rating": 4, "window_days": 1.5, "user_core": 5, "min_domains": 2, "order": "file"},
    }
