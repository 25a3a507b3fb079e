"""Columns of Amazon reviews: by name in any order, else by the first rows, else an error with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare.sources.amazon_columns import columns_by_content, columns_by_name, is_header, is_review_time
from tests.prepare.sources.amazon_files import Line, prepare, write

PATH = Path("ratings.csv")
USERS = ["A2EFCYXHNK06IS", "A1KLRMWW2FWPL4", "#oc-R103C0QSV1DF5E"]
ITEMS = ["B00004TVSP", "140003065X", "0001713353"]


def _rows(order: str, users: list[str] = USERS, items: list[str] = ITEMS) -> list[list[str]]:
    """Rows of the columns u, i, r, t and n (a number of the row), in an order."""
    rows = []
    for n in range(30):
        cells = {"u": users[n % len(users)], "i": items[n % len(items)], "r": f"{n % 5 + 1}.0", "n": str(n)}
        cells["t"] = str(1_370_000_000 + n)
        rows.append([cells[name] for name in order])
    return rows


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("UserId,ProductId,Rating,Timestamp", ["UserId", "ProductId", "Rating", "Timestamp"]),
        ("Timestamp,Rating,ProductId,UserId", ["UserId", "ProductId", "Rating", "Timestamp"]),
        ("user_id,parent_asin,rating,timestamp", ["user_id", "parent_asin", "rating", "timestamp"]),
        ("asin,user_id,parent_asin,rating,timestamp,history", ["user_id", "parent_asin", "rating", "timestamp"]),
        ("reviewerID,asin,overall,unixReviewTime", ["reviewerID", "asin", "overall", "unixReviewTime"]),
        ("reviewTime,overall,asin,reviewerID,unixReviewTime", ["reviewerID", "asin", "overall", "unixReviewTime"]),
        ("Id,ProductId,UserId,ProfileName,Score,Time,Summary", ["UserId", "ProductId", "Score", "Time"]),
    ],
)
def test_names(header: str, columns: list[str]) -> None:
    by_role = columns_by_name(header.split(","))
    assert [by_role[role][0] for role in ("user", "item", "rating", "time")] == columns


@pytest.mark.parametrize("order", ["uirt", "iurt", "tiur", "ruit", "niurt", "iut"])
def test_roles_by_content(order: str) -> None:
    names = {"u": "user", "i": "item", "r": "rating", "t": "time", "n": ""}
    assert columns_by_content(_rows(order), PATH) == [names[letter] for letter in order]


def test_all_rows_decide() -> None:
    """The first items are books, whose ISBNs look like times; milliseconds; ids of users of any form."""
    rows = _rows("iurt", items=["1400030650", "1370000001", "B00004TVSP"])
    assert columns_by_content(rows, PATH) == ["item", "user", "rating", "time"]
    rows = [[user, item, rating, f"{time}123"] for user, item, rating, time in _rows("uirt")]
    assert columns_by_content(rows, PATH) == ["user", "item", "rating", "time"]
    assert columns_by_content(_rows("uirt", users=["u1", "u2", "u30"]), PATH) == ["user", "item", "rating", "time"]
    # A damaged line among many.
    assert columns_by_content([*_rows("uirt"), ["?", "?", "?", "?"]], PATH) == ["user", "item", "rating", "time"]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (_rows("uirt", users=["u1", "u2"], items=["p1", "p2"]), "certain to hold the item and the user"),
        (_rows("iirt"), "columns 1 and 2 may each hold the item"),
        (_rows("iirt", items=["1400030650"]), "columns 1, 2 and 4 may each hold the time"),
        (_rows("uir"), "certain to hold the time"),
        ([["0", "1", "2", "3"], *_rows("uirt")], "'0,1,2,3'; it is neither a known header nor a row like the others"),
        ([["A1", "B2"], *_rows("uirt")], "has 2 cells, the others have 4"),
    ],
)
def test_undecided(rows: list[list[str]], problem: str) -> None:
    with pytest.raises(DataError) as caught:
        columns_by_content(rows, PATH)
    text = str(caught.value)
    assert text.startswith("ratings.csv, line 1: ") and problem in text and ",".join(rows[0]) in text
    assert "Give the file a header line such as user_id,parent_asin,rating,timestamp" in text


def test_headers_and_times() -> None:
    assert is_header(["UserId", "ProductId", "Rating", "Timestamp"]) and is_header(["a", "b"])
    assert not is_header(["A1", "B000000001", " 5.0", "1400000000"])
    assert all(map(is_review_time, ["1400000000", 1400000000, "1400000000.0", 1588687728923]))
    assert not any(map(is_review_time, ["", "5", "20140131", "2014-01-31", None, "nan", 4102444800]))


def _files(folder: Path, header: str, order: str) -> list[str]:
    sources = []
    for name, letter in (("Food", "F"), ("Home", "H")):
        rows = [
            {"u": f"AU{user:05d}", "i": f"B00000{letter}{item:03d}", "r": "4", "t": f"13700{user:02d}{item:03d}"}
            for user in range(3)
            for item in range(3)
        ]
        lines: list[Line] = [header] if header else []
        lines += [",".join(row[cell] for cell in order) for row in rows]
        sources.append(str(write(folder / f"ratings_{name}.csv", lines)))
    return sources


def test_every_order_gives_the_same_dataset(tmp_path: Path) -> None:
    """Users are in both files, and the header is not a row."""
    written = []
    forms = [("", "uirt"), ("", "iurt"), ("UserId,ProductId,Rating,Timestamp", "uirt")]
    forms += [("Timestamp,ProductId,UserId,Rating", "tiur"), ("reviewerID,asin,overall,unixReviewTime", "uirt")]
    for number, (header, order) in enumerate(forms):
        record = prepare(tmp_path / f"out{number}", _files(tmp_path / str(number), header, order))
        assert record["rejected"] == {}
        assert record["counts"]["users"] == record["counts"]["overlapping_users"] == 3
        written.append([(tmp_path / f"out{number}/d/d.{suffix}").read_bytes() for suffix in ("inter", "item")])
    assert written == written[:1] * len(forms)
    inter = read_atomic(tmp_path / "out0/d/d.inter")
    assert len(inter) == 18 and set(inter["user_id"]) == {"AU00000", "AU00001", "AU00002"}


def test_an_unknown_header_is_an_error(tmp_path: Path) -> None:
    for header, problem in (
        ("a,b,c,d", "the header 'a,b,c,d' names no column of the user, the item and the time"),
        ("user,item,rating,when", "names no column of the time"),
    ):
        with pytest.raises(DataError) as caught:
            prepare(tmp_path / "out", _files(tmp_path, header, "uirt"))
        assert str(caught.value).startswith(f"{tmp_path / 'ratings_Food.csv'}, line 1: ") and problem in str(
            caught.value
        )
