"""The same reviews and metadata in every form that Amazon's files have give the same dataset, byte for byte."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.sources.amazon import domain_files
from recbole_tema.prepare.sources.amazon_metadata import Metadata
from tests.prepare.sources.amazon_files import new_review, old_review, prepare, write

Rows = Sequence[dict[str, Any]]


def _hugging_face(row: dict[str, Any]) -> dict[str, Any]:
    """A row as Hugging Face stores it: a list of mappings is a mapping of lists, prices are text."""
    keys = ("hi_res", "large", "thumb", "variant")
    images = row.get("images")
    if images is not None:
        row = {**row, "images": {key: [image.get(key) for image in images] for key in keys}}
    return {**row, "price": str(row["price"])} if "price" in row else row


def _json_lines(path: Path, rows: Rows) -> Path:
    return write(path.with_suffix(".jsonl.gz"), rows)


def _byte_order_mark(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".json")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8-sig")
    return path


def _utf16(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".json")
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-16")
    return path


def _literals(path: Path, rows: Rows) -> Path:
    return write(path.with_suffix(".json.gz"), [repr(row) for row in rows])


def _array(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".json")
    path.write_text(json.dumps(rows, indent=2), encoding="utf-8")
    return path


def _csv(path: Path, rows: Rows) -> Path:
    """As pandas writes it, with lists as Python spells them."""
    path = path.with_suffix(".csv")
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def _tsv(path: Path, rows: Rows) -> Path:
    """With an index, and lists as JSON."""
    path = path.with_suffix(".txt")
    texts = [{key: json.dumps(v) if isinstance(v, (list, dict)) else v for key, v in row.items()} for row in rows]
    pd.DataFrame(texts).to_csv(path, sep="\t", quoting=csv.QUOTE_ALL)
    return path


def _parquet(path: Path, rows: Rows) -> Path:
    path = path.with_suffix(".parquet")
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path


def _parquet_of_hugging_face(path: Path, rows: Rows) -> Path:
    return _parquet(path, [_hugging_face(row) for row in rows])


FORMS: list[Callable[[Path, Rows], Path]] = [
    *(_json_lines, _byte_order_mark, _utf16, _literals, _array, _csv, _tsv, _parquet),
    _parquet_of_hugging_face,
]


def _items(year: int) -> list[dict[str, Any]]:
    if year == 2014:
        return [
            {
                "asin": f"B00000000{n}",
                "title": f"Caf\u00e9 {n}",
                "price": 9.0 + n / 4,
                "imUrl": f"http://i.test/{n}.jpg",
                "categories": [["Home & Kitchen", "Pans"], ["Home & Kitchen", f"Size {n}"]],
            }
            for n in range(4)
        ]
    if year == 2018:
        return [
            {
                "asin": f"B00000000{n}",
                "title": f"Caf\u00e9 {n}",
                "description": ["First.", "Second, 'quoted'."],
                "category": ["Home & Kitchen", "Pans"],
                "price": f"${n}.50",
                "imageURLHighRes": [f"https://i.test/{n}.jpg", "https://i.test/other.jpg"],
            }
            for n in range(4)
        ]
    images = [
        {"hi_res": None, "large": "https://i.test/l.jpg", "thumb": "https://i.test/t.jpg", "variant": "MAIN"},
        {"hi_res": "https://i.test/h.jpg", "large": "https://i.test/l2.jpg", "thumb": None, "variant": "PT01"},
    ]
    return [
        {
            "main_category": "Home",
            "title": f"Caf\u00e9 {n}",
            "features": ["Soft", "Long"],
            "description": [],
            "price": 12.0 + n / 2,
            "images": images[n % 2 :],
            "store": "Brush & Co",
            "categories": ["Home & Kitchen", "Pans"],
            "parent_asin": f"B00000000{n}",
        }
        for n in range(4)
    ]


@pytest.mark.parametrize("year", [2014, 2018, 2023])
def test_every_form_gives_the_same(year: int, tmp_path: Path) -> None:
    review = new_review if year == 2023 else old_review
    unit = 1000 if year == 2023 else 1
    rows = [
        [
            review(f"A\u00fc{user}", f"B00000000{item}", 4.5, (1_400_000_000 + 7 * user + item) * unit)
            for user in range(3)
            for item in items
        ]
        for items in ([0, 1], [2, 3])
    ]
    written = []
    for form in FORMS:
        folder = tmp_path / form.__name__
        folder.mkdir()
        sources = [f"food={form(folder / 'f', rows[0])}", f"home={form(folder / 'h', rows[1])}"]
        metadata = form(folder / "m", _items(year))
        record = prepare(folder / "out", sources, [metadata])
        assert record["rejected"] == {}, form.__name__
        written.append([(folder / "out/d" / f"d.{suffix}").read_bytes() for suffix in ("inter", "item")])
    assert written == written[:1] * len(FORMS)
    item = (tmp_path / "_json_lines/out/d/d.item").read_text(encoding="utf-8").splitlines()
    cells = {line.split("\t")[0]: line.split("\t")[1:] for line in item}
    expected = {
        2014: ["food", "Caf\u00e9 1", "Home_&_Kitchen Pans Size_1", "9.25", "http://i.test/1.jpg"],
        2018: [
            *("food", "Caf\u00e9 1", "First. Second, 'quoted'.", "Home_&_Kitchen Pans", "1.50"),
            "https://i.test/1.jpg",
        ],
        2023: [
            *("food", "Caf\u00e9 1", "Soft Long", "Home_&_Kitchen Pans", "Brush & Co", "12.5"),
            "https://i.test/h.jpg",
        ],
    }
    assert cells["B000000001"] == expected[year]
    if year == 2023:
        assert cells["B000000000"][-2:] == ["12", "https://i.test/l.jpg"]
    inter = (tmp_path / "_json_lines/out/d/d.inter").read_text(encoding="utf-8").splitlines()
    assert len(inter) == 13 and inter[1:5] == [
        "A\u00fc0\tB000000000\t0\t1400000000\t4.5",
        "A\u00fc0\tB000000001\t1\t1400000001\t4.5",
        "A\u00fc0\tB000000002\t2\t1400000002\t4.5",
        "A\u00fc0\tB000000003\t3\t1400000003\t4.5",
    ]


def test_numpy_lists_in_csv(tmp_path: Path) -> None:
    """NumPy writes lists without commas, and Python would join the strings."""
    lines = ["asin,title,categories", 'B000000001,[Import],"[\'Tea\' \'Green ""best""\']"', "B000000002,Pan,Pans"]
    frame = Metadata([write(tmp_path / "m.csv", lines)]).describe(pd.DataFrame({"item_id": ["B000000001"]}))
    assert frame.loc["B000000001", ["title", "categories"]].tolist() == ["[Import]", 'Tea Green_"best"']


def test_other_names_and_spaces(tmp_path: Path) -> None:
    lines = ["UserId, ProductId, Rating, Timestamp", *(f"AU{n}, B00000000{n}, 5.0, 140000000{n}" for n in range(3))]
    metadata = ["ProductId,title,image_url", *(f"B00000000{n},Tea {n},https://i.test/{n}.jpg" for n in range(3))]
    sources = [f"food={write(tmp_path / 'f.csv', lines)}"]
    record = prepare(tmp_path / "out", sources, [write(tmp_path / "m.csv", metadata)])
    assert record["rejected"] == {}
    item = (tmp_path / "out/d/d.item").read_text().splitlines()
    assert item[1:] == [f"B00000000{n}\tfood\tTea {n}\thttps://i.test/{n}.jpg" for n in range(3)]


def test_a_literal_among_json_is_rejected(tmp_path: Path) -> None:
    rows = [old_review("AU1", f"B00000000{n}", 5.0, 1400000000 + n) for n in range(4)]
    for n_literals in (1, 3):
        lines = [repr(row) if n < n_literals else row for n, row in enumerate(rows)]
        record = prepare(tmp_path / "out", [f"food={write(tmp_path / 'f.json', lines)}"])
        assert record["rejected"] == ({"not a review": 1} if n_literals == 1 else {})


def test_dates_instead_of_times(tmp_path: Path) -> None:
    """``reviewTime`` where ``unixReviewTime`` is missing; dates in CSV; days of eight digits are not seconds."""
    food = [{**old_review("AU1", "B000000001", 5.0, 1367452800), "reviewTime": "05 2, 2013"} for _ in range(2)]
    food[1]["asin"] = "B000000002"
    del food[0]["unixReviewTime"]
    home = ["reviewerID,asin,overall,reviewTime", 'AU1,B000000003,5,"05 3, 2013"', 'AU1,B000000004,5,"12 31, 2013"']
    days = ["user_id,parent_asin,rating,timestamp", "AU1,B000000005,5,20130504", "AU1,B000000006,5,20131230"]
    sources = [
        f"food={write(tmp_path / 'f.json', food)}",
        f"home={write(tmp_path / 'h.csv', home)}",
        f"toys={write(tmp_path / 'd.csv', days)}",
    ]
    record = prepare(tmp_path / "out", sources)
    assert record["rejected"] == {} and record["counts"]["days"] == ["2013-05-02", "2013-12-31"]
    rows = [line.split("\t") for line in (tmp_path / "out/d/d.inter").read_text().splitlines()[1:]]
    assert {row[1][-1]: int(row[3]) for row in rows} == {
        "1": 1367452800,
        "2": 1367452800,
        "3": 1367452800 + 86400,
        "4": 1388448000,
        "5": 1367452800 + 2 * 86400,
        "6": 1388448000 - 86400,
    }


def test_latin1(tmp_path: Path) -> None:
    lines = [b"UserId,ProductId,Rating,Timestamp"]
    lines += [f"Jos\u00e9 {n},B00000000{n},5,1400000000".encode("latin-1") for n in range(4)]
    prepare(tmp_path / "out", [f"food={write(tmp_path / 'f.csv', lines)}"])
    assert "Jos\u00e9 1\tB000000001\t" in (tmp_path / "out/d/d.inter").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("raw_review_Home_and_Kitchen.parquet", "Home_and_Kitchen"),
        ("raw_review_Books-00000-of-00002.parquet", "Books"),
        ("raw_review_All_Beauty/full-00000-of-00001.parquet", "All_Beauty"),
        ("Video_Games.csv.gz", "Video_Games"),
        ("ratings_Books.tsv", "Books"),
    ],
)
def test_domain_names(name: str, domain: str) -> None:
    assert domain_files([name, "other=x.json"]) == {domain: [Path(name)], "other": [Path("x.json")]}


def test_numbered_parts_of_a_file(tmp_path: Path) -> None:
    names = [f"{tmp_path}/raw_review_Food-0000{n}-of-00002.parquet" for n in range(2)]
    assert domain_files(names) == {"Food": [Path(name) for name in names]}
    with pytest.raises(ConfigError, match="there is one domain, 'Food'"):
        domain_files([f"{tmp_path}/a/Food.parquet", f"{tmp_path}/b/Food.parquet"])
    for n, name in enumerate(names):
        _parquet(Path(name), [new_review("AU1", f"B00000000{n}", 5.0, 1400000000000 + n)])
    # One part of the metadata describes no item that is left.
    parts = [_parquet(tmp_path / f"m-0000{n}-of-00002.parquet", [_items(2023)[n + 1]]) for n in range(2)]
    record = prepare(tmp_path / "out", names, parts)
    assert record["counts"]["interactions"] == 2 and record["rejected"] == {}
    with pytest.raises(DataError, match=r"m-00001-of-00002\.parquet: describes none of the items"):
        prepare(tmp_path / "out", names, parts[1:])
