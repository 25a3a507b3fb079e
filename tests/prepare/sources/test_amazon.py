"""Amazon's reviews and metadata of 2014, 2018 and 2023: rows and cells worked out by hand, rejected rows counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from recbole.data.dataset import Dataset

from recbole_tema.errors import ConfigError
from recbole_tema.files.storage import sha256
from recbole_tema.prepare.sources.amazon import domain_files
from recbole_tema.prepare.sources.amazon_metadata import item_fields
from tests.helpers import config
from tests.prepare.sources.amazon_files import Line, new_review, old_review, prepare, write

NO_REVIEW, INCOMPLETE = "not a review", "missing user, item or time"
BAD_TIME, BAD_ID = "invalid time", "rows with an unusable id, or of such an item"


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def _header(brand: str) -> list[str]:
    """Columns of ``.item`` with metadata; brands of one word are a token."""
    words = [f"{name}:token_seq" for name in ("title", "description", "categories")]
    return ["item_id:token", "domain:token", *words, f"brand:{brand}", "price:token", "image_url:token"]


INTER = ["user_id:token", "item_id:token", "timestamp:float", "time:float", "rating:float"]


def test_2014(tmp_path: Path) -> None:
    """Files named as published; metadata are Python literals."""
    food = write(
        tmp_path / "reviews_Grocery_and_Gourmet_Food_5.json.gz",
        [
            old_review("A2", "616719923X", 4.0, 1370044800),
            old_review("A10", "B000000FO2", 5.0, 1370131200),
            old_review("A2", "B000000FO2", 1.0, 1300000000),
        ],
    )
    kitchen = write(
        tmp_path / "reviews_Home_and_Kitchen_5.json.gz",
        [old_review("A2", "B000000KI1", 3.0, 1365000000), old_review("A10", "B000000KI1", 2.0, 1390000000)],
    )
    metadata = write(
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
    record = prepare(tmp_path / "out", [str(food), str(kitchen)], [metadata])
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
    assert record["rejected"] == {}
    assert record["inputs"] == {path.name: sha256(path) for path in (food, kitchen, metadata)}
    assert record["counts"]["days"] == ["2011-03-13", "2014-01-17"]


def test_2018(tmp_path: Path) -> None:
    """Named domains, one of them of two files, plain and compressed; metadata are JSON with lists."""
    first = write(tmp_path / "a" / "Food.json", [old_review("U", "B000000FO1", 5.0, 1500000300)])
    second = write(tmp_path / "b" / "Food_more.json.gz", [old_review("U", "B000000FO2", 2.0, 1500000100)])
    third = write(tmp_path / "b" / "Home.json.gz", [old_review("U", "B000000KI1", 4.0, 1500000200)])
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
    path = write(tmp_path / "meta.json.gz", metadata)
    sources = [f"my food={first}", f"my food={second}", f"kitchen={third}"]
    record = prepare(tmp_path / "out", sources, [path])
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
    """Times in milliseconds, parent ASINs, images that may be null."""
    beauty = write(
        tmp_path / "All_Beauty.jsonl.gz",
        [new_review("AG", "B0PARENT01", 5.0, 1588687728923), new_review("AG", "B0PARENT02", 4.5, 1588687728924)],
    )
    games = write(tmp_path / "Video_Games.jsonl.gz", [new_review("AG", "B0PARENT03", 1.0, 1588687728000)])
    # The two of All_Beauty differ by a millisecond, which determines their order and is not written.
    metadata = write(
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
    prepare(tmp_path / "out", [str(beauty), str(games)], [metadata])
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


def test_ratings_without_text(tmp_path: Path) -> None:
    """User first in 2014, item first in 2018, a header in 2023. The order of lines does not change the bytes."""
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
    prepare(tmp_path / "out", [str(write(tmp_path / name, part)) for name, part in zip(names, lines)])
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
    prepare(tmp_path / "out", [str(write(tmp_path / "x" / name, part)) for name, part in zip(names, again)][::-1])
    assert [(tmp_path / f"out/d/d.{suffix}").read_bytes() for suffix in ("inter", "item")] == before


def test_rejected_lines_are_counted(tmp_path: Path) -> None:
    good = [old_review("U1", "B000000FO1", 5.0, 1500000000), old_review("U1", "B000000FO2", 5.0, "1500000001")]
    food: list[Line] = [
        good[0],
        '{"reviewerID": "U1", "asin": "B000000FO1", "overa',  # not a review, from here
        "nonsense",
        "[1, 2]",
        '"text"',
        "17",
        "null",
        '{"reviewerID": "U1", "asin": "B000000FO1", "unixReviewTime": 5} more',
        b'{"reviewerID": "U\xff1", "asin": "B000000FO1", "overall": 5.0, "unixReviewTime": 1500000000}',
        '{"summary": "an object of something else"}',
        "",  # an empty line is ignored
        old_review(None, "B000000FO1", 5.0, 1500000000),  # incomplete, from here
        old_review("U1", None, 5.0, 1500000000),
        {"reviewerID": "U1", "asin": "B000000FO1", "overall": 5.0},
        good[1],
    ]
    times = [-5, 0, "yesterday", 4102444800, 99999999999999999, "", 1e300]
    kitchen: list[Line] = [old_review("U1", "B000000KI1", 5.0, time) for time in times]
    kitchen += [old_review("U1", "B000000KI1", 5.0, 4102444799), old_review("U2", "B000000KI2", "five", 1)]
    kitchen += [
        old_review(user, item, 5.0, 1500000000)
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
    # One item in both domains, three times.
    food += [old_review("U1", "B0000BOTH1", 5.0, 1500000000), old_review("U2", "B0000BOTH1", 5.0, 1500000000)]
    kitchen += [old_review("U1", "B0000BOTH1", 5.0, 1500000005)]
    # Most lines of a file must be readable.
    food += [old_review("U1", "B0000BOTH1", 5.0, 1500000010 + n) for n in range(10)]
    metadata: list[Line] = [
        "{'asin': 'B000000FO1', 'title': 'cut",  # unreadable, from here
        b"{'asin': 'B000000FO1', 'title': '\xff'}",
        "[1]",
        "{{}: 1}",
        "__import__('os').abort()",
        "",
        {"asin": "B000000FO1", "title": "Tea"},
        {"asin": "B000000KI1", "title": "Pan"},
        "{'title': 'Without an ASIN'}",
        *[{"asin": f"B00000000{n}", "title": "Of no review"} for n in range(5)],
    ]
    record = prepare(
        tmp_path / "out",
        [f"food={write(tmp_path / 'f.json.gz', food)}", f"kitchen={write(tmp_path / 'k.json.gz', kitchen)}"],
        [write(tmp_path / "m.json", metadata)],
    )
    assert record["rejected"] == {
        NO_REVIEW: 9,
        BAD_TIME: 7,
        INCOMPLETE: 3,
        "items in more than one domain": 1,
        BAD_ID: 7 + 13,
        "unreadable metadata lines": 5,
    }
    # With an invalid rating there is no column of ratings, but the row is kept.
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
        ["B000000KI1", "kitchen", "Pan"],
        ["B000000KI2", "kitchen", ""],
    ]
    assert record["funnel"] == [{"step": "read", "users": 2, "items": 4, "interactions": 4}]


def test_recbole_reads_the_titles(tmp_path: Path) -> None:
    """RecBole reads with quoting: a quote at the start of a cell would merge the following lines."""
    titles = {
        "B000000001": ('"Best" tea', ['Best"', "tea"]),  # the leading quote is dropped, the other is kept
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
    reviews = [old_review("U", item, 5.0, 1500000000 + n) for n, item in enumerate(items)]
    sources = [
        f"food={write(tmp_path / 'f.json.gz', reviews[:4])}",
        f"home={write(tmp_path / 'h.json.gz', reviews[4:])}",
    ]
    metadata = [{"asin": item, "title": titles[item][0], "brand": '"Q" Co', "description": '"'} for item in items]
    prepare(tmp_path / "out", sources, [write(tmp_path / "m.json", metadata)])
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


def test_one_domain() -> None:
    with pytest.raises(ConfigError, match="there is one domain, 'Books', for 2 files"):
        domain_files(["a/Books.json", "b/reviews_Books_5.json.gz"])
    assert domain_files(["x=a.json", "x=b.json"]) == {"x": [Path("a.json"), Path("b.json")]}
    assert domain_files(["a/Books.json"]) == {"Books": [Path("a/Books.json")]}


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
def test_image_urls(record: dict[str, Any], cell: str) -> None:
    assert item_fields(record)[5] == cell


@pytest.mark.parametrize(
    ("value", "text", "categories"),
    [
        ("Old<br>tea  bags", "Old tea bags", "Old_tea_bags"),
        (
            ["Tea &<i>more</i>", ["Tea", ["a  b"]], " ", None, 3, "Tea"],
            "Tea &more Tea a b Tea",
            "Tea_&more Tea a_b",
        ),
        (("1 < 2",), "1 < 2", "1_<_2"),
        (
            "Home &amp; Kitchen&nbsp;&lt;b&gt;x&lt;/b&gt; <Untitled>",
            "Home & Kitchen x <Untitled>",
            "Home_&_Kitchen_x_<Untitled>",
        ),
        ('</span><span class="a b">', "", ""),
        ({"a": "b"}, "", ""),
    ],
)
def test_nested_texts(value: object, text: str, categories: str) -> None:
    fields = item_fields({"title": value, "categories": value})
    assert (fields[0], fields[2]) == (text, categories)
