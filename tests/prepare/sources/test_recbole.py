"""RecBole's atomic files: headers of RecSysDatasets, columns of any kind, one folder or one per domain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import recbole.config

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import prepare_dataset

# The headers of Amazon in RecSysDatasets, with an item without most columns and categories of several words.
INTER = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
ROWS = "A1\t0001388703\t5.0\t1387670400\nA2\tB00EXAMPL1\t4.0\t1378857600\nA1\tB00EXAMPL1\t3.0\t1378857600\n"
ITEM = "item_id:token\ttitle:token_seq\tprice:float\tsales_type:token\tbrand:token\tcategories:token_seq\n"
ITEMS = "0001388703\t\"Wooden\" Train\t9.99\tToys\tAcme\t'Toys & Games', 'Trains'\n"
ITEMS += "B00EXAMPL1\tBlocks\t\tBaby\t\t'Baby'\n"


def write(folder: Path, inter: str = INTER + ROWS, item: str | None = ITEM + ITEMS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{folder.name}.inter").write_text(inter)
    if item is not None:
        (folder / f"{folder.name}.item").write_text(item)
    return folder


def prepared(tmp_path: Path, source: Any, **options: Any) -> tuple[list[str], list[str]]:
    """Lines of .inter and .item of the dataset."""
    prepare_dataset(source, "d", folder=tmp_path / "out", **options)
    inter, item = ((tmp_path / f"out/d/d.{suffix}").read_text().splitlines() for suffix in ("inter", "item"))
    return inter, item


def test_amazon_of_recsysdatasets_by_hand(tmp_path: Path) -> None:
    inter, item = prepared(tmp_path, write(tmp_path / "Amazon_Toys"))
    assert inter == [
        "user_id:token\titem_id:token\ttimestamp:float\ttime:float\trating:float",
        "A1\tB00EXAMPL1\t0\t1378857600\t3",
        "A1\t0001388703\t1\t1387670400\t5",
        "A2\tB00EXAMPL1\t0\t1378857600\t4",
    ]
    assert item == [
        "item_id:token\tdomain:token\ttitle:token_seq\tcategories:token_seq\tprice:token\tsales_type:token\tbrand:token",
        "B00EXAMPL1\tall\tBlocks\t'Baby'\t\tBaby\t",
        "0001388703\tall\tWooden\" Train\t'Toys & Games', 'Trains'\t9.99\tToys\tAcme",
    ]


def test_a_file_with_items_elsewhere(tmp_path: Path) -> None:
    folder = write(tmp_path / "Amazon_Toys")
    expected = prepared(tmp_path / "a", folder)
    (folder / "Amazon_Toys.item").rename(tmp_path / "items.item")
    source = folder / "Amazon_Toys.inter"
    assert prepared(tmp_path / "b", source, items=tmp_path / "items.item") == expected
    without = prepared(tmp_path / "c", source)
    assert without[0] == expected[0]
    assert without[1] == ["item_id:token\tdomain:token", "B00EXAMPL1\tall", "0001388703\tall"]


@pytest.mark.parametrize(
    ("column", "genres", "domains"),
    [
        ("sales_type", (), {"0001388703": "Toys", "B00EXAMPL1": "Baby"}),
        ("categories", (), {"0001388703": "Toys_&_Games", "B00EXAMPL1": "Baby"}),
        ("categories", ("wheels=Trains", "rest="), {"0001388703": "wheels", "B00EXAMPL1": "rest"}),
        ("brand", (), {"0001388703": "Acme"}),
    ],
)
def test_domains_of_a_column_and_of_its_values(
    tmp_path: Path, column: str, genres: tuple[str, ...], domains: dict[str, str]
) -> None:
    folder = write(tmp_path / "toys")
    record = prepare_dataset(folder, "d", folder=tmp_path / "out", columns={"domain": column}, genres=genres)
    items = read_atomic(tmp_path / "out/d/d.item")
    assert dict(zip(items["item_id"], items["domain"])) == domains
    left_out = {} if len(domains) == 2 else {"interactions with items without a domain": 2}
    assert record["rejected"] == left_out


def test_folders_are_domains(tmp_path: Path) -> None:
    shared = "u1\t1\t5\t100\nu1\tB00EXAMPL1\t4\t300\n"
    films = write(tmp_path / "films", INTER + shared, "item_id:token\tmovie_title:token_seq\n1\tAlien\n")
    songs = write(tmp_path / "x/songs", INTER + "u1\t1\t5\t200\nu2\tB00EXAMPL2\t4\t300\n", None)
    inter, item = prepared(tmp_path, {"films": films, "music": songs})
    assert [line.split("\t")[:3] for line in inter[1:]] == [
        ["u1", "films-1", "0"],
        ["u1", "music-1", "1"],
        ["u1", "B00EXAMPL1", "2"],
        ["u2", "B00EXAMPL2", "0"],
    ]
    assert item == [
        "item_id:token\tdomain:token\ttitle:token_seq",
        "films-1\tfilms\tAlien",
        "music-1\tmusic\t",
        "B00EXAMPL1\tfilms\t",
        "B00EXAMPL2\tmusic\t",
    ]
    assert prepared(tmp_path / "again", [str(films), f"music={songs}"]) == (inter, item)
    with pytest.raises(ConfigError, match="several folders are domains already"):
        prepared(tmp_path, {"films": films, "music": songs}, columns={"domain": "genre"})


def test_columns_of_any_kind_and_other_names(tmp_path: Path) -> None:
    header = "session_id:token\tartist_id:token\tweight:float\tcontext:token_seq\twhere:float_seq\twhen:float\n"
    folder = write(
        tmp_path / "fm",
        header + 's1\t7\t1.5\t"at home\t0.1 0.2\t1387670400\ns1\t8\t\tat work\t\t1387670401\n',
        "artist_id:token\tname:token_seq\tgenres:token_seq\tvector:float_seq\n7\tAbba\tpop disco\t0.1 0.2\n",
    )
    (folder / "fm.user").write_text("session_id:token\tages:float_seq\ns1\t1 2\n")
    with pytest.raises(DataError, match="has no column 'user_id'"):
        prepared(tmp_path, folder)
    columns = {"user": "session_id", "item": "artist_id", "time": "when"}
    inter, item = prepared(tmp_path, folder, columns=columns)
    assert inter[1:] == ["s1\t7\t0\t1387670400", "s1\t8\t1\t1387670401"]
    assert item[0].split("\t")[2:] == ["title:token_seq", "categories:token_seq", "vector:token_seq"]
    assert item[1] == "7\tall\tAbba\tpop disco\t0.1 0.2"


@pytest.mark.parametrize(
    ("suffix", "old", "new", "line", "words"),
    [
        ("inter", "rating:float", "rating", 1, "column 'rating' has no known kind"),
        ("inter", "A2\tB00EXAMPL1\t4.0", "A2\tB00EXAMPL1", 3, "has 3 cells where the header has 4"),
        ("inter", "4.0\t1378857600", "4.0\tyesterday", 3, "the time 'yesterday' is invalid"),
        ("inter", "\nA2\t", "\n\t", 3, "user_id is empty"),
        ("item", "B00EXAMPL1\t", "0001388703\t", 3, "Item '0001388703' has two rows"),
        ("item", "\tBlocks", "\tBlocks\t", 3, "has 7 cells where the header has 6"),
        ("item", "item_id:token", "asin:token", 1, "has no column 'item_id'"),
    ],
)
def test_messages_name_file_and_line(tmp_path: Path, suffix: str, old: str, new: str, line: int, words: str) -> None:
    path = write(tmp_path / "toys") / f"toys.{suffix}"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataError, match=words) as caught:
        prepared(tmp_path, path.parent)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    folder = write(tmp_path / "toys")
    (folder / "toys.inter").rename(folder / "a.inter")
    (folder / "b.inter").write_text(INTER)
    with pytest.raises(DataError, match=r"must hold one \.inter file, has a\.inter, b\.inter"):
        prepared(tmp_path, folder)
    with pytest.raises(DataError, match="no such file or folder"):
        prepared(tmp_path, tmp_path / "none", format="recbole")
    with pytest.raises(ConfigError, match="two sources have the domain 'toys'"):
        prepared(tmp_path, [f"toys={folder / 'a.inter'}", f"toys={folder / 'b.inter'}"])


def test_bundled_ml_100k(tmp_path: Path) -> None:
    bundled = Path(recbole.config.__file__).parents[1] / "dataset_example/ml-100k"
    genres = ("loud=Action,War", "rest=")
    record = prepare_dataset(
        bundled, "ml", folder=tmp_path, columns={"domain": "class"}, genres=genres, rules={"user_core": 5}
    )
    assert (record["counts"]["users"], record["counts"]["items"], record["counts"]["interactions"]) == (
        943,
        1682,
        100_000,
    )
    lines = (bundled / "ml-100k.item").read_text().splitlines()[1:]
    loud = sum(bool({"Action", "War"} & set(line.split("\t")[3].split())) for line in lines)
    assert record["counts"]["domains"]["loud"]["items"] == loud
    assert (tmp_path / "ml/ml.item").read_text().startswith("item_id:token\tdomain:token\ttitle:token_seq\tcategories:")
