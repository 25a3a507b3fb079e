"""Amazon's reviews and metadata of three vintages: rows and cells worked out by hand, faults counted, bad files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Union

import pytest
from recbole.data.dataset import Dataset

from recbole_tema.atomic import sha256
from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.amazon import domain_files, read_amazon
from recbole_tema.prepare.amazon_metadata import item_fields
from recbole_tema.prepare.build import prepare_dataset
from recbole_tema.prepare.engine import open_engine
from recbole_tema.prepare.rules import Rules
from tests.helpers import config

Line = Union[bytes, str, dict[str, Any]]
NO_REVIEW, LACKING = "a line that is no review", "no user, item or time"
BAD_TIME, BAD_ID = "a time that makes no sense", "rows of ids that cannot be used, or of such items"


def _write(path: Path, lines: Sequence[Line]) -> Path:
    """Write lines, as JSON where they are dicts, packed where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    data = b"".join((text.encode() if isinstance(text, str) else text) + b"\n" for text in texts)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def _old(user: object, item: object, rating: object, time: object) -> dict[str, Any]:
    """A review of 2014 or 2018."""
    review = {"reviewerID": user, "asin": item, "reviewText": 'so "good"\t', "overall": rating, "unixReviewTime": time}
    return {**review, "helpful": [0, 1], "summary": "so, so"}


def _new(user: str, item: str, rating: float, milliseconds: int) -> dict[str, Any]:
    """A review of 2023, of a variant of the item."""
    review = {"rating": rating, "title": "Ok", "text": "ok", "images": [], "asin": "B0VARIANT0", "parent_asin": item}
    return {**review, "user_id": user, "timestamp": milliseconds, "helpful_vote": 0, "verified_purchase": True}


def _prepare(out: Path, sources: Sequence[str], metadata: Sequence[Path] = ()) -> dict[str, Any]:
    """Prepare ``out/d`` by the rules that the command line starts from."""
    return prepare_dataset(
        partial(read_amazon, sources=sources, metadata=metadata), "d", out, Rules(ties="hash"), engine="duckdb"
    )


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def _header(brand: str) -> list[str]:
    """Columns of ``.item`` with metadata; brands of one word each are a token."""
    words = [f"{name}:token_seq" for name in ("title", "description", "categories")]
    return ["item_id:token", "domain:token", *words, f"brand:{brand}", "price:token", "image_url:token"]


INTER = ["user_id:token", "item_id:token", "timestamp:float", "time:float", "rating:float"]


def test_2014(tmp_path: Path) -> None:
    """Files named as published; metadata are Python literals."""
    food = _write(
        tmp_path / "reviews_Grocery_and_Gourmet_Food_5.json.gz",
        [
            _old("A2", "616719923X", 4.0, 1370044800),
            _old("A10", "B000000FO2", 5.0, 1370131200),
            _old("A2", "B000000FO2", 1.0, 1300000000),
        ],
    )
    kitchen = _write(
        tmp_path / "reviews_Home_and_Kitchen_5.json.gz",
        [_old("A2", "B000000KI1", 3.0, 1365000000), _old("A10", "B000000KI1", 2.0, 1390000000)],
    )
    metadata = _write(
        tmp_path / "meta_all.json.gz",
        [
            "{'asin': '616719923X', 'title': 'Mom\\'s Tea', 'price': 12345.67, 'imUrl': 'http://i.test/a%20b.jpg', "
            "'brand': 'Tea Co', 'related': {'also_bought': ['B000000FO2']}, 'salesRank': {'Grocery': 12}, "
            "'categories': [['Grocery & Gourmet Food', 'Tea'], ['Grocery & Gourmet Food', 'Gifts']], "
            "'description': 'Good & green.'}",
            "{'asin': 'NOT-IN-ANY', 'title': 'Of no review'}",
            "{'asin': 'B000000FO2', 'description': '<p>Dark <b>roast</b><br/>beans</p>', 'price': 9.0, 'brand': '', "
            "'imUrl': 'no address', 'categories': [['Grocery & Gourmet Food']]}",
            "{'asin': 'B000000FO2', 'title': 'A second line of the same item'}",
        ],
    )
    record = _prepare(tmp_path / "out", [str(food), str(kitchen)], [metadata])
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER,
        ["A10", "B000000FO2", "0", "1370131200", "5"],
        ["A10", "B000000KI1", "1", "1390000000", "2"],
        ["A2", "B000000FO2", "0", "1300000000", "1"],
        ["A2", "B000000KI1", "1", "1365000000", "3"],
        ["A2", "616719923X", "2", "1370044800", "4"],
    ]
    food_name, kitchen_name = "Grocery_and_Gourmet_Food", "Home_and_Kitchen"
    assert _cells(tmp_path / "out/d/d.item") == [
        _header("token_seq"),
        ["B000000FO2", food_name, "", "Dark roast beans", "Grocery_&_Gourmet_Food", "", "9", ""],
        ["B000000KI1", kitchen_name, *[""] * 6],
        [
            *("616719923X", food_name, "Mom's Tea", "Good & green.", "Grocery_&_Gourmet_Food Tea Gifts"),
            *("Tea Co", "12345.67", "http://i.test/a%20b.jpg"),
        ],
    ]
    assert record["faults"] == {}
    assert record["inputs"] == {path.name: sha256(path) for path in (food, kitchen, metadata)}
    assert record["counts"]["days"] == ["2011-03-13", "2014-01-17"]


def test_2018(tmp_path: Path) -> None:
    """Domains named by hand, one of them of two files, plain and packed; metadata are JSON with lists."""
    first = _write(tmp_path / "a" / "Food.json", [_old("U", "B000000FO1", 5.0, 1500000300)])
    second = _write(tmp_path / "b" / "Food_more.json.gz", [_old("U", "B000000FO2", 2.0, 1500000100)])
    third = _write(tmp_path / "b" / "Home.json.gz", [_old("U", "B000000KI1", 4.0, 1500000200)])
    metadata = [
        {
            "asin": "B000000FO1",
            "title": "Oats",
            "description": ["<div>Whole</div>", "", "grain"],
            "category": ["Grocery & Gourmet Food", "Breakfast", "Breakfast"],
            "brand": "Mill",
            "price": "$12.99 - $20.00",
            "imageURL": ["https://i.test/s.jpg"],
            "imageURLHighRes": ["https://i.test/l.jpg", "https://i.test/m.jpg"],
        },
        {
            "asin": "B000000FO2",
            "title": "Rice",
            "description": [],
            "category": [],
            "price": '.a-box-inner{background-color:#fff}#alohaBuyBoxWidget .selected{border:5px}"$3.99"',
            "imageURL": ["https://i.test/only.jpg"],
            "imageURLHighRes": [],
        },
        {
            "asin": "B000000KI1",
            "title": "Pan",
            "description": ["x" * 1999 + "yz"],
            "price": "$1,299.00",
            "brand": "Mill",
        },
    ]
    path = _write(tmp_path / "meta.json.gz", metadata)
    sources = [f"my food={first}", f"my food={second}", f"kitchen={third}"]
    record = _prepare(tmp_path / "out", sources, [path])
    assert _cells(tmp_path / "out/d/d.inter")[1:] == [
        ["U", "B000000FO2", "0", "1500000100", "2"],
        ["U", "B000000KI1", "1", "1500000200", "4"],
        ["U", "B000000FO1", "2", "1500000300", "5"],
    ]
    assert _cells(tmp_path / "out/d/d.item") == [
        _header("token"),
        ["B000000FO2", "my_food", "Rice", "", "", "", "", "https://i.test/only.jpg"],
        ["B000000KI1", "kitchen", "Pan", "x" * 1999 + "y", "", "Mill", "1299.00", ""],
        [
            *("B000000FO1", "my_food", "Oats", "Whole grain", "Grocery_&_Gourmet_Food Breakfast"),
            *("Mill", "12.99", "https://i.test/l.jpg"),
        ],
    ]
    assert record["options"]["sources"] == {"my_food": ["Food.json", "Food_more.json.gz"], "kitchen": ["Home.json.gz"]}
    assert record["counts"]["domains"]["my_food"] == {"users": 1, "items": 2, "interactions": 2}


def test_2023(tmp_path: Path) -> None:
    """Times in milliseconds, the parent's ASIN, images that may be null."""
    beauty = _write(
        tmp_path / "All_Beauty.jsonl.gz",
        [_new("AG", "B0PARENT01", 5.0, 1588687728923), _new("AG", "B0PARENT02", 4.5, 1588687728924)],
    )
    games = _write(tmp_path / "Video_Games.jsonl.gz", [_new("AG", "B0PARENT03", 1.0, 1588687728000)])
    # The two in All_Beauty are apart by a millisecond, which their order tells and their second does not.
    metadata = _write(
        tmp_path / "meta.jsonl.gz",
        [
            {
                "main_category": "All Beauty",
                "title": "Brush",
                "features": ["Soft", "Long"],
                "description": [],
                "price": None,
                "images": [
                    {"thumb": "https://i.test/t1.jpg", "large": None, "hi_res": None, "variant": "MAIN"},
                    {"thumb": "https://i.test/t2.jpg", "large": "https://i.test/l2.jpg", "hi_res": None},
                ],
                "store": "Brush & Co",
                "categories": [],
                "parent_asin": "B0PARENT01",
            },
            {
                "title": "Soap",
                "features": ["Not", "shown"],
                "description": ["Mild", "soap"],
                "price": 9.99,
                "images": [{"thumb": None, "large": "https://i.test/l.jpg", "hi_res": "https://i.test/h.jpg"}],
                "store": None,
                "categories": ["Beauty", "Bath & Body"],
                "parent_asin": "B0PARENT02",
            },
            {"title": "Game", "images": [], "price": "from 14.99", "store": "Ninten", "parent_asin": "B0PARENT03"},
        ],
    )
    _prepare(tmp_path / "out", [str(beauty), str(games)], [metadata])
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER,
        ["AG", "B0PARENT03", "0", "1588687728", "1"],
        ["AG", "B0PARENT01", "1", "1588687728", "5"],
        ["AG", "B0PARENT02", "2", "1588687728", "4.5"],
    ]
    assert _cells(tmp_path / "out/d/d.item") == [
        _header("token_seq"),
        ["B0PARENT03", "Video_Games", "Game", "", "", "Ninten", "", ""],
        ["B0PARENT01", "All_Beauty", "Brush", "Soft Long", "All_Beauty", "Brush & Co", "", "https://i.test/t1.jpg"],
        ["B0PARENT02", "All_Beauty", "Soap", "Mild soap", "Beauty Bath_&_Body", "", "9.99", "https://i.test/h.jpg"],
    ]


def test_bare_ratings_of_three_vintages(tmp_path: Path) -> None:
    """User first in 2014, item first in 2018, a header in 2023; the same lines in another order give the same bytes."""
    lines: list[list[Line]] = [
        ["AA1234567890A,B000000FO1,5.0,1400000000", "AB1234567890A,B000000FO2,3.0,1400000009"],
        ["B000000KI1,AA1234567890A,4.0,1400000001", "B000000KI2,AA1234567890A,1.0,1400000001"],
        [
            "user_id,parent_asin,rating,timestamp",
            "AA1234567890A,B000000GA1,2.0,1399999999500",
            "AB1234567890A,B000000GA2,3.5,1400000009500",
        ],
    ]
    names = ["ratings_Food.csv", "Home.csv.gz", "Games.csv.gz"]
    _prepare(tmp_path / "out", [str(_write(tmp_path / name, part)) for name, part in zip(names, lines)])
    inter = _cells(tmp_path / "out/d/d.inter")
    tied = inter[3:5]
    assert inter[:3] + inter[5:] == [
        INTER,
        ["AA1234567890A", "B000000GA1", "0", "1399999999", "2"],
        ["AA1234567890A", "B000000FO1", "1", "1400000000", "5"],
        ["AB1234567890A", "B000000FO2", "0", "1400000009", "3"],
        ["AB1234567890A", "B000000GA2", "1", "1400000009", "3.5"],
    ]
    assert [row[2] for row in tied] == ["2", "3"] and sorted(row[1] for row in tied) == ["B000000KI1", "B000000KI2"]
    item = _cells(tmp_path / "out/d/d.item")
    assert item[0] == ["item_id:token", "domain:token"]
    assert sorted(item[1:]) == [
        ["B000000FO1", "Food"],
        ["B000000FO2", "Food"],
        ["B000000GA1", "Games"],
        ["B000000GA2", "Games"],
        ["B000000KI1", "Home"],
        ["B000000KI2", "Home"],
    ]
    before = [(tmp_path / f"out/d/d.{suffix}").read_bytes() for suffix in ("inter", "item")]
    again = [part[:0:-1] if "user_id" in str(part[0]) else part[::-1] for part in lines]
    again[2].insert(0, lines[2][0])
    _prepare(tmp_path / "out", [str(_write(tmp_path / "x" / name, part)) for name, part in zip(names, again)][::-1])
    assert [(tmp_path / f"out/d/d.{suffix}").read_bytes() for suffix in ("inter", "item")] == before


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    good = [_old("U1", "B000000FO1", 5.0, 1500000000), _old("U1", "B000000FO2", 5.0, "1500000001")]
    food: list[Line] = [
        good[0],
        '{"reviewerID": "U1", "asin": "B000000FO1", "overa',  # no review, from here
        "nonsense",
        "[1, 2]",
        '"text"',
        "17",
        "null",
        '{"reviewerID": "U1", "asin": "B000000FO1", "unixReviewTime": 5} more',
        b'{"reviewerID": "U\xff1", "asin": "B000000FO1", "overall": 5.0, "unixReviewTime": 1500000000}',
        '{"summary": "an object of something else"}',
        "",  # an empty line is nothing
        _old(None, "B000000FO1", 5.0, 1500000000),  # lacks something, from here
        _old("U1", None, 5.0, 1500000000),
        {"reviewerID": "U1", "asin": "B000000FO1", "overall": 5.0},
        good[1],
    ]
    times = [-5, 0, "yesterday", 4102444800, 99999999999999999, "", 1e300]
    kitchen: list[Line] = [_old("U1", "B000000KI1", 5.0, time) for time in times]
    kitchen += [_old("U1", "B000000KI1", 5.0, 4102444799), _old("U2", "B000000KI2", "five", 1)]
    kitchen += [
        _old(user, item, 5.0, 1500000000)
        for user, item in [
            ("U1", "NA"),
            ("", "B000000KI1"),
            ("U1", ""),
            ("nan", "B000000KI1"),
            ("U\t1", "B000000KI1"),
            ("U1", "B\u0001"),
            ("U\n1", "null"),
        ]
    ]
    # One item in both, three times.
    food += [_old("U1", "B0000BOTH1", 5.0, 1500000000), _old("U2", "B0000BOTH1", 5.0, 1500000000)]
    kitchen += [_old("U1", "B0000BOTH1", 5.0, 1500000005)]
    metadata: list[Line] = [
        "{'asin': 'B000000FO1', 'title': 'cut",  # cannot be read, from here
        b"{'asin': 'B000000FO1', 'title': '\xff'}",
        "[1]",
        "{{}: 1}",
        "__import__('os').abort()",
        "",
        {"asin": "B000000FO1", "title": "Tea"},
        "{'title': 'Without an ASIN'}",
    ]
    record = _prepare(
        tmp_path / "out",
        [f"food={_write(tmp_path / 'f.json.gz', food)}", f"kitchen={_write(tmp_path / 'k.json.gz', kitchen)}"],
        [_write(tmp_path / "m.json", metadata)],
    )
    assert record["faults"] == {
        NO_REVIEW: 9,
        BAD_TIME: 7,
        LACKING: 3,
        "items in two domains, left out of both": 1,
        BAD_ID: 7 + 3,
        "lines of metadata that cannot be read": 5,
    }
    # A rating that is no number leaves no column of ratings, and the row stays.
    assert _cells(tmp_path / "out/d/d.inter") == [
        INTER[:4],
        ["U1", "B000000FO1", "0", "1500000000"],
        ["U1", "B000000FO2", "1", "1500000001"],
        ["U1", "B000000KI1", "2", "4102444799"],
        ["U2", "B000000KI2", "0", "1"],
    ]
    assert _cells(tmp_path / "out/d/d.item") == [
        ["item_id:token", "domain:token", "title:token_seq"],
        ["B000000FO1", "food", "Tea"],
        ["B000000FO2", "food", ""],
        ["B000000KI1", "kitchen", ""],
        ["B000000KI2", "kitchen", ""],
    ]
    assert record["funnel"] == [{"step": "read", "users": 2, "items": 4, "interactions": 4}]


def test_titles_survive_recbole(tmp_path: Path) -> None:
    """RecBole reads with quoting on: one quote at the start of a cell would swallow the lines after it."""
    titles = {
        "B000000001": ('"Best" tea', ['Best"', "tea"]),  # the quote at the very start is dropped, the other stays
        "B000000002": ("Green\ttea", ["Green", "tea"]),
        "B000000003": ('12" pan, "non-stick"', ['12"', "pan,", '"non-stick"']),
        "B000000004": ("Two\nlines\r\nor\u2028three", ["Two", "lines", "or", "three"]),
        "B000000005": ('<b>"Bold"</b> it\'s', ['Bold"', "it's"]),
        "B000000006": ("Cr\u00e8me br\u00fbl\u00e9e \u8336 \\n", ["Cr\u00e8me", "br\u00fbl\u00e9e", "\u8336", "\\n"]),
        "B000000007": ("", []),
        "B000000008": ('"""\x00end\x7f"', ["end", '"']),
        "B000000009": ('"" "Best" tea', ['Best"', "tea"]),
    }
    items = list(titles)
    reviews = [_old("U", item, 5.0, 1500000000 + n) for n, item in enumerate(items)]
    sources = [
        f"food={_write(tmp_path / 'f.json.gz', reviews[:4])}",
        f"home={_write(tmp_path / 'h.json.gz', reviews[4:])}",
    ]
    metadata = [{"asin": item, "title": titles[item][0], "brand": '"Q" Co', "description": '"'} for item in items]
    _prepare(tmp_path / "out", sources, [_write(tmp_path / "m.json", metadata)])
    load = {"inter": ["user_id", "item_id", "timestamp"], "item": ["item_id", "domain", "title", "brand"]}
    dataset = Dataset(config(tmp_path / "out", dataset="d", load_col=load))
    assert dataset.item_num == 10 and dataset.inter_num == 9
    words = dataset.field2id_token["title"]
    brands = dataset.field2id_token["brand"]
    features = dataset.get_item_feature()
    for item, (_, expected) in titles.items():
        row = dataset.token2id("item_id", item)
        assert [words[i] for i in features["title"][row].tolist() if i] == expected, item
        assert [brands[i] for i in features["brand"][row].tolist() if i] == ['Q"', "Co"]
    rows = dataset.token2id("item_id", items)
    assert dataset.id2token("domain", features["domain"][rows].to_numpy(int)).tolist() == ["food"] * 4 + ["home"] * 5


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("reviews_Grocery_and_Gourmet_Food_5.json.gz", "Grocery_and_Gourmet_Food"),
        ("reviews_Books.json.gz", "Books"),
        ("ratings_Amazon_Instant_Video.csv", "Amazon_Instant_Video"),
        ("Home_and_Kitchen.jsonl.gz", "Home_and_Kitchen"),
        ("AMAZON_FASHION_5.json.gz", "AMAZON_FASHION"),
        ("All_Beauty.csv.gz", "All_Beauty"),
        ("my  food=reviews_Books.json.gz", "my_food"),
    ],
)
def test_domain_names(name: str, domain: str) -> None:
    path = Path(name.partition("=")[2] or name)
    assert domain_files([name, "other=x.json"]) == {domain: [path], "other": [Path("x.json")]}


@pytest.mark.parametrize("sources", [["a/Books.json", "b/reviews_Books_5.json.gz"], ["x=a.json", "x=b.json"], []])
def test_one_domain(sources: list[str]) -> None:
    with pytest.raises(ConfigError, match="one domain"):
        domain_files(sources)


@pytest.mark.parametrize(
    ("price", "cell"),
    [
        ("$12.99", "12.99"),
        (" $5 ", "5"),
        ("7.50", "7.50"),
        (0.5, "0.5"),
        (15, "15"),
        (999999.99, "999999.99"),
        ("$3.99$4.99", "3.99"),
        ("", ""),
        ("None", ""),
        ("\n<span>$3.99</span>", ""),
        (True, ""),
        (None, ""),
        ([9.99], ""),
    ],
)
def test_prices(price: object, cell: str) -> None:
    assert item_fields({"price": price})[4] == cell


@pytest.mark.parametrize(
    ("record", "cell"),
    [
        ({"imUrl": "http://i.test/a.jpg"}, "http://i.test/a.jpg"),
        ({"imageURL": ["https://i.test/s.jpg"], "imageURLHighRes": [""]}, "https://i.test/s.jpg"),
        ({"imageURL": ["https://i.test/a b.jpg", "https://i.test/b.jpg "], "imUrl": "ftp://i.test/a.jpg"}, ""),
        ({"imageURL": ["https://i.test/\u2003.jpg", "https://i.test/c.jpg"]}, "https://i.test/c.jpg"),
        ({"images": {"hi_res": None, "large": [], "thumb": "https://i.test/t.jpg"}}, "https://i.test/t.jpg"),
        ({"images": [7, None, True, {"large": "https://i.test/l.jpg"}]}, "https://i.test/l.jpg"),
        ({"images": "none"}, ""),
        ({}, ""),
    ],
)
def test_pictures(record: dict[str, Any], cell: str) -> None:
    assert item_fields(record)[5] == cell


@pytest.mark.parametrize(
    ("value", "text", "categories"),
    [
        ("Old<br>tea  bags", "Old tea bags", "Old<br>tea_bags"),
        (
            ["Tea &<i>more</i>", ["Tea", ["a  b"]], " ", None, 3, "Tea"],
            "Tea & more Tea a b Tea",
            "Tea_&<i>more</i> Tea a_b",
        ),
        (("1 < 2",), "1 < 2", "1_<_2"),
        ({"a": "b"}, "", ""),
    ],
)
def test_nested_texts(value: object, text: str, categories: str) -> None:
    fields = item_fields({"title": value, "categories": value})
    assert (fields[0], fields[2]) == (text, categories)


def _reviews(folder: Path, name: str, start: int, count: int = 2) -> Path:
    rows: list[Line] = [_old(f"U{n % 5}", f"B{start + n:09d}", 5.0, 1500000000 + n) for n in range(count)]
    return _write(folder / f"{name}.json.gz", rows)


def _halve(path: Path) -> Path:
    """Cut a file in the middle, as a download that broke off leaves it."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def _scratch(path: Path, start: int, stop: int) -> Path:
    """Turn over the bits of some bytes."""
    data = bytearray(path.read_bytes())
    data[start:stop] = bytes(255 - byte for byte in data[start:stop])
    path.write_bytes(bytes(data))
    return path


def _metadata(folder: Path) -> Path:
    return _write(folder / "meta.json.gz", [{"asin": f"B{n:09d}", "title": f"Thing {n}"} for n in range(500)])


def test_bad_review_files(tmp_path: Path) -> None:
    """Each of these alone makes one error that names the file at fault, wherever it stands among the others."""
    good = [f"food={_reviews(tmp_path, 'food', 0)}", f"home={_reviews(tmp_path, 'home', 5000)}"]
    ratings: list[Line] = [f"A{n:012d},B{n:09d},5.0,1400000000" for n in range(3000)]
    not_packed = _write(tmp_path / "plain.json", [_old("U", "B000000001", 5.0, 1)]).rename(tmp_path / "plain.json.gz")
    cases = [
        (_halve(_reviews(tmp_path, "cut", 0, 3000)), "cut short"),
        (_halve(_write(tmp_path / "cut.csv.gz", ratings)), "cut short"),
        (_scratch(_reviews(tmp_path, "checksum", 0, 3000), -8, -7), "damaged"),
        (not_packed, "gzip"),
        (_write(tmp_path / "long.json.gz", [_old("U" * (1 << 25), "B000000001", 5.0, 1)]), "cannot be read"),
        (_metadata(tmp_path), "Metadata go to --metadata"),
        (_write(tmp_path / "literals.json.gz", ["{'asin': 'B000000001', 'title': 'Tea'}"] * 3), "holds no review"),
        (_write(tmp_path / "empty.json.gz", []), "holds no review"),
        (_write(tmp_path / "empty.csv", []), "the file is empty"),
        (_write(tmp_path / "three.csv", ["a,b,c"]), "the first line has 3 cells"),
        (_write(tmp_path / "short.csv", [*ratings[:200], "A1,B000000001"]), "cannot be read"),
        (_write(tmp_path / "latin.csv", [b"A123456789012,B00000000\xe9,5.0,1400000000"]), "is not UTF-8"),
        (_write(tmp_path / "latin2.csv", [*ratings, b"A\xe9,B000000001,5.0,1400000000"]), "is not UTF-8"),
        (tmp_path / "nowhere.json.gz", "no such file"),
    ]
    with open_engine("duckdb", tmp_path) as engine:
        for path, words in cases:
            with pytest.raises(DataError) as caught:
                read_amazon(engine, [good[0], f"more={path}", good[1]])
            assert str(caught.value).startswith(str(path)) and words in str(caught.value)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("cut reviews", "food.json.gz: the gzip file is cut short"),
        ("cut metadata", "meta.json.gz: the gzip file is cut short"),
        ("damaged metadata", "meta.json.gz: the gzip file is cut short or damaged"),
        ("metadata as reviews", "meta.json.gz: holds no review that can be read"),
        ("missing", "nowhere.json.gz: no such file"),
        ("one domain", "there is one domain, 'food'"),
        ("nothing left", "no interaction is left after the step 'core: users 5000"),
        ("one domain left", "every item is in the one domain 'food'"),
    ],
)
def test_one_message_and_no_dataset(case: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    food, home, meta = _reviews(tmp_path, "food", 0, 500), _reviews(tmp_path, "home", 5000), _metadata(tmp_path)
    arguments = {
        "cut reviews": [],
        "cut metadata": ["--metadata", str(meta)],
        "damaged metadata": ["--metadata", str(meta)],
        "metadata as reviews": [f"more={meta}"],
        "missing": ["--metadata", str(tmp_path / "nowhere.json.gz")],
        "one domain": [],
        "nothing left": ["--user-core", "5000"],
        "one domain left": ["--since", "2017-07-14T02:40:10"],  # those of home are of :00 and :01
    }[case]
    if case.startswith("cut"):
        _halve(meta if "metadata" in case else food)
    if case == "damaged metadata":
        _scratch(meta, 900, 910)
    sources = [f"food={food}", *([] if case == "one domain" else [f"home={home}"]), *arguments]
    with pytest.raises(SystemExit) as stopped:
        main(["prepare", *sources, "--format", "amazon", "--name", "d", "--folder", str(tmp_path / "out")])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("Error: ") and words in error and "Traceback" not in error and error.count("\n") == 1
    assert not list((tmp_path / "out").iterdir())


def test_a_failure_leaves_the_old_dataset(tmp_path: Path) -> None:
    sources = [f"food={_reviews(tmp_path, 'f', 0)}", f"home={_reviews(tmp_path, 'h', 9)}"]
    main(["prepare", *sources, "--format", "amazon", "--name", "d", "--folder", str(tmp_path / "out")])
    assert json.loads((tmp_path / "out/d/d.inter.json").read_text())["options"]["ties"] == "hash"
    before = {path.name: path.read_bytes() for path in (tmp_path / "out/d").iterdir()}
    assert set(before) == {"d.inter", "d.inter.json", "d.item", "d.item.json", "DATASET.md"}
    metadata = _halve(_write(tmp_path / "m.json.gz", [{"asin": "B000000000", "title": "x" * 99}]))
    with pytest.raises(DataError, match=r"m\.json\.gz: the gzip file is cut short"):
        _prepare(tmp_path / "out", sources, [metadata])
    assert {path.name: path.read_bytes() for path in (tmp_path / "out/d").iterdir()} == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["d"]
