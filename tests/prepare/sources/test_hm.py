"""H&M's files as Kaggle publishes them: purchases, articles and domains worked out by hand; damaged folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands

PURCHASES = """t_dat,customer_id,article_id,price,sales_channel_id
2018-09-20,c1,0108775015,0.0508,2
2018-09-20,c1,0108775015,0.0508,2
2018-09-21,c1,0201219003,0.0305,2
2018-09-21,c2,0201219003,0.0305,1
2018-10-02,c2,0300000001,0.0169,1
2018-10-01,c2,0108775015,0.0169,1
"""
ARTICLES = """article_id,product_code,prod_name,product_type_name,product_group_name,graphical_appearance_name,\
colour_group_name,department_name,index_name,index_group_name,section_name,garment_group_name,detail_desc
0108775015,0108775,Strap top,Vest top,Garment Upper body,Solid,Black,Jersey Basic,Ladieswear,Ladieswear,\
Womens Everyday Basics,Jersey Basic,"Jersey top, with ""narrow"" straps."
0201219003,0201219,Box 4p Tights,Underwear Tights,Socks & Tights,Solid,Black,Tights basic,Baby Sizes 50-98,\
Baby/Children,Baby Essentials,Socks and Tights,
0300000001,0300000,Ball,Ball,Items,Solid,Red,Sport,Sport,Sport,Sport,Sport,A ball.
"""
# 2018-09-20, -21, 2018-10-01 and -02, by hand.
DAYS = ("1537401600", "1537488000", "1538352000", "1538438400")


def write_folder(folder: Path, purchases: str = PURCHASES, articles: str = ARTICLES) -> Path:
    folder.mkdir(parents=True)
    (folder / "transactions_train.csv").write_text(purchases, encoding="utf-8")
    (folder / "articles.csv").write_text(articles, encoding="utf-8")
    return folder


def prepare(folder: Path, out: Path, **options: Any) -> tuple[dict[str, Any], list[list[str]], list[list[str]]]:
    record = prepare_dataset(folder, "d", folder=out, format="hm", **options)
    inter, item = ((out / f"d/d.{kind}").read_text(encoding="utf-8").splitlines() for kind in ("inter", "item"))
    return record, [line.split("\t") for line in inter[1:]], [line.split("\t") for line in item]


def test_purchases_and_articles(tmp_path: Path) -> None:
    record, rows, items = prepare(write_folder(tmp_path / "hm"), tmp_path, rules={"repeated": "first"})
    assert rows == [
        ["c1", "0108775015", "0", DAYS[0]],
        ["c1", "0201219003", "1", DAYS[1]],
        ["c2", "0201219003", "0", DAYS[1]],
        ["c2", "0108775015", "1", DAYS[2]],
        ["c2", "0300000001", "2", DAYS[3]],
    ]
    assert [cell.split(":")[0] for cell in items[0]] == [
        *("item_id", "domain", "title", "description", "categories", "colour", "appearance", "department")
    ]
    assert items[1] == [
        *("0108775015", "Ladieswear", "Strap top", 'Jersey top, with "narrow" straps.'),
        *("Garment Upper body Vest top Jersey Basic", "Black", "Solid", "Jersey Basic"),
    ]
    assert {row[0]: row[1] for row in items[1:]} == {
        "0108775015": "Ladieswear",
        "0201219003": "Baby/Children",
        "0300000001": "Sport",
    }
    # The order within a day is not that of the purchases.
    assert record["options"]["ties"] == "hash" and record["options"]["columns"] == {"domain": "index_group_name"}


def test_another_column_of_domains_and_groups_of_its_values(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "hm")
    _, _, items = prepare(folder, tmp_path, columns={"domain": "product_group_name"})
    assert {row[1] for row in items[1:]} == {"Garment_Upper_body", "Socks_&_Tights", "Items"}
    record, rows, items = prepare(
        folder, tmp_path, genres=["adults=Ladieswear", "children=Baby/Children"], rules={"repeated": "first"}
    )
    assert {row[0]: row[1] for row in items[1:]} == {"0108775015": "adults", "0201219003": "children"}
    assert record["rejected"]["items without a domain"] == 1 and len(rows) == 4


def test_columns_in_another_order_and_lost_zeros(tmp_path: Path) -> None:
    """Files that pandas has written again: an index column, another order, ids without their leading zeros."""
    lines = [line.split(",") for line in PURCHASES.splitlines()]
    purchases = ["," + ",".join(lines[0][i] for i in (2, 4, 1, 0))]
    purchases += [
        f"{n}," + ",".join((line[2].lstrip("0"), line[4], line[1], line[0])) for n, line in enumerate(lines[1:])
    ]
    folder = write_folder(tmp_path / "other", "\n".join(purchases) + "\n", ARTICLES.replace("\n0", "\n"))
    _, rows, items = prepare(folder, tmp_path, rules={"repeated": "first"})
    _, as_published, items_as_published = prepare(
        write_folder(tmp_path / "hm"), tmp_path / "out", rules={"repeated": "first"}
    )
    assert rows == as_published and items == items_as_published


def test_unusable_rows_are_counted(tmp_path: Path) -> None:
    purchases = PURCHASES + "soon,c3,0108775015,0.1,2\n2018-10-01,c3,0999999999,0.1,2\n"
    record, _, _ = prepare(write_folder(tmp_path / "hm", purchases), tmp_path, rules={"repeated": "first"})
    assert record["rejected"]["invalid time"] == 1
    assert record["rejected"]["items that articles.csv lacks, such as '0999999999'"] == 1


@pytest.mark.parametrize(
    ("purchases", "articles", "options", "words"),
    [
        (PURCHASES.replace("article_id", "article"), ARTICLES, {}, "no column 'article_id'.*t_dat, customer_id"),
        (PURCHASES, ARTICLES.replace("prod_name", "name"), {}, "no column 'prod_name'"),
        (PURCHASES, ARTICLES, {"columns": {"domain": "index_grp"}}, "no column 'index_grp'.*index_group_name"),
        (PURCHASES, ARTICLES.replace("\n0", "\n9"), {}, "lacks: the file has the item '0108775015'.*'9108775015'"),
        (PURCHASES, ARTICLES + ARTICLES.splitlines()[-1] + "\n", {}, "'0300000001' has two rows"),
        (PURCHASES.replace("2018-", "in "), ARTICLES, {}, "6 of 6 rows cannot be used"),
    ],
)
def test_damaged_folders(tmp_path: Path, purchases: str, articles: str, options: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        prepare(write_folder(tmp_path / "hm", purchases, articles), tmp_path, **options)
    assert not (tmp_path / "d").exists()


def test_days_written_in_another_way(tmp_path: Path) -> None:
    """Days that may have the day or the month first need the option."""
    purchases = PURCHASES.replace("2018-09-20", "09/10/2018").replace("2018-09-21", "10/10/2018")
    purchases = purchases.replace("2018-10-01", "01/11/2018").replace("2018-10-02", "02/11/2018")
    folder = write_folder(tmp_path / "hm", purchases)
    with pytest.raises(DataError, match=r"transactions_train\.csv.*day or the month first.*time.format"):
        prepare(folder, tmp_path)
    _, rows, _ = prepare(folder, tmp_path, time_format="day-first", rules={"repeated": "first"})
    assert rows[0][3] == "1539043200"  # 2018-10-09


def test_missing_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "hm")
    (folder / "articles.csv").unlink()
    with pytest.raises(DataError, match=r"articles\.csv: no such file"):
        prepare(folder, tmp_path)


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Images lie in folders by the first three digits of the article."""
    image = pytest.importorskip("PIL.Image")
    monkeypatch.chdir(tmp_path)
    menswear = ARTICLES.splitlines()[-1].replace("0300000001", "0300000002").replace("Sport", "Menswear")
    folder = write_folder(tmp_path / "hm", articles=f"{ARTICLES}{menswear}\n")
    (folder / "images/010").mkdir(parents=True)
    image.new("RGB", (64, 64), "black").save(folder / "images/010/0108775015.jpg")
    assert run_documented_commands("hm") == ["hm", "hm-adults-children"]
    entries = [json.loads(line) for line in (tmp_path / "atomic_data/hm/images/manifest.jsonl").open()]
    assert {entry["item_id"]: entry["status"] for entry in entries}["0108775015"] == "ok"
    domains = {row[1] for row in cells(tmp_path / "atomic_data/hm-adults-children/hm-adults-children.item")[1:]}
    assert domains == {"adults", "children"}


def test_values_of_genres_must_occur(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "hm")
    with pytest.raises(ConfigError, match=r"no item has the genre 'Ladies' of --genres\. Did you mean 'Ladieswear'"):
        prepare(folder, tmp_path, genres=["a=Ladies", "rest="])
    with pytest.raises(ConfigError, match="Known genres: Baby/Children, Ladieswear, Sport"):
        prepare(folder, tmp_path, genres=["a=Ladieswear,Menu", "rest="])
