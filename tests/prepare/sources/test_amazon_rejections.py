"""Files of Amazon of which most cannot be used stop with an example, and metadata must match the reviews."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from recbole_tema.errors import DataError
from tests.prepare.sources.amazon_files import Line, old_review, prepare, write

ITEMS = [f"B00000000{n}" for n in range(6)]


def _sources(folder: Path) -> list[str]:
    reviews = [old_review("AU1", item, 5.0, 1400000000 + n) for n, item in enumerate(ITEMS)]
    return [f"food={write(folder / 'f.json', reviews[:3])}", f"home={write(folder / 'h.json', reviews[3:])}"]


def _item(asin: str, **fields: Any) -> dict[str, Any]:
    return {"asin": asin, "title": "Tea", **fields}


@pytest.mark.parametrize(
    ("name", "lines", "problem"),
    [
        ("m.json", ["nonsense"] * 3, "holds no metadata that can be read; for example, line 1 is 'nonsense'."),
        ("m.json", [], "holds no metadata that can be read."),
        ("m.json", ["[1]", "[2]"], "holds no metadata that can be read; for example, line 1 is '[1]'."),
        (
            "m.json",
            [_item(ITEMS[0]), "{", "{", '{"id": "B000000001"}'],
            "3 of 4 lines describe no item; for example, line 2 is '{'.",
        ),
        (
            "m.json",
            [_item("0000000001"), _item("0000000002")],
            "describes none of the items: its ids are as '0000000001', those of the reviews as 'B00000000",
        ),
        ("m.json", [old_review("AU1", ITEMS[0], 5.0, 1)], "holds reviews and not metadata."),
        ("m.csv", ["asin,label", f"{ITEMS[0]},Tea"], "holds items without a title or another known field."),
        ("m.csv", ["id,title", f"{ITEMS[0]},Tea"], "holds no metadata that can be read; for example, line 2 is"),
        ("m.json", ['[{"asin": "B000000000", "title": "T00"}', "{"], "is not valid JSON"),
    ],
)
def test_metadata_that_are_refused(name: str, lines: list[Line], problem: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, lines)
    with pytest.raises(DataError) as caught:
        prepare(tmp_path / "out", _sources(tmp_path), [path])
    assert str(caught.value).startswith(str(path)) and problem in str(caught.value)
    assert not list((tmp_path / "out").iterdir())


def test_few_matches_are_reported(tmp_path: Path) -> None:
    half = [_item(item) for item in ITEMS[:3]]
    assert prepare(tmp_path / "out", _sources(tmp_path), [write(tmp_path / "m.json", half)])["rejected"] == {}
    record = prepare(tmp_path / "out", _sources(tmp_path), [write(tmp_path / "m.json", half[1:])])
    ((reason, count),) = record["rejected"].items()
    assert count == 4 and reason.startswith("items without metadata, such as 'B00000000")
    assert "Metadata describe 2 of 6 items. An item of them is 'B000000001', one without is" in record["notes"][-1]


def test_each_file_of_metadata_must_match(tmp_path: Path) -> None:
    food = write(tmp_path / "meta_food.json", [_item(item) for item in ITEMS[:3]])
    books = write(tmp_path / "meta_books.json", [_item("0000000001")])
    with pytest.raises(DataError, match=r"meta_books\.json: describes none of the items"):
        prepare(tmp_path / "out", _sources(tmp_path), [food, books])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"reviewerID": "AU1", "asin": "B0", "overa', "3 of 5 rows cannot be used (not a review: 3)"),
        (old_review("AU1", "B000000000", 5.0, None), "(missing user, item or time: 3); for example, line 3 is"),
        (old_review("AU1", "B000000000", 5.0, "-5"), "(invalid time: 3); for example, line 3 is"),
    ],
)
def test_most_reviews_must_be_usable(line: Line, problem: str, tmp_path: Path) -> None:
    good: list[Line] = [old_review("AU1", item, 5.0, 1400000000) for item in ITEMS]
    food = write(tmp_path / "f.json", [*good[:2], *[line] * 3])
    sources = [f"food={food}", f"home={write(tmp_path / 'h.json', good)}"]
    with pytest.raises(DataError) as caught:
        prepare(tmp_path / "out", sources)
    assert str(caught.value).startswith(f"{food}: 3 of 5 rows") and problem in str(caught.value)
    # Half of the rows are enough.
    write(tmp_path / "f.json", [*good[:3], *[line] * 3])
    assert sum(prepare(tmp_path / "out", sources)["rejected"].values()) >= 3


def test_parquet_of_something_else(tmp_path: Path) -> None:
    pd.DataFrame({"a": [1], "b": ["x"]}).to_parquet(tmp_path / "f.parquet")
    with pytest.raises(DataError, match=r"f\.parquet.*the header 'a,b' names no column of the user"):
        prepare(tmp_path / "out", [f"food={tmp_path / 'f.parquet'}"])
