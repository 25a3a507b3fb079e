"""The Yelp Open Dataset as small files of its form: rows and domains worked out by hand, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.amazon_files import Line, write
from tests.prepare.sources.documented import cells, run_documented_commands


def _review(user: object, business: object, stars: object, date: object) -> dict[str, Any]:
    review = {"review_id": f"{user}{business}", "user_id": user, "business_id": business, "stars": stars, "useful": 0}
    return {**review, "funny": 1, "cool": 0, "text": 'The "best"\n\npho, \u00e9!', "date": date}


def _business(business: str, name: object, city: str, categories: object) -> dict[str, Any]:
    place = {"address": "1 Main St", "city": city, "state": "NV", "postal_code": "", "latitude": 36.1, "stars": 4.5}
    attributes = {"BusinessParking": "{'garage': False}"}
    return {"business_id": business, "name": name, **place, "attributes": attributes, "categories": categories}


REVIEWS: list[Line] = [
    _review("u1", "b1", 5.0, "2018-07-07 22:09:11"),
    _review("u1", "b2", 3.0, "2016-03-09"),
    _review("u2", "b1", 1.0, "2018-07-07 22:09:12"),
    _review("u2", "b3", 2.0, "2018-07-08 22:09:12"),
]
BUSINESSES: list[Line] = [
    _business("b1", 'Caf\u00e9 "X"', "Las Vegas", "Restaurants, Coffee & Tea, Food"),
    _business("b2", "Shop", "Reno", ["Shopping", "Home & Garden"]),
    _business("b3", "Nameless", "", None),
]
RULE = ("eat=Restaurants", "buy=Shopping")
REVIEW_FILE, BUSINESS_FILE = "yelp_academic_dataset_review.json", "yelp_academic_dataset_business.json"


def _folder(folder: Path, reviews: list[Line] = REVIEWS, businesses: list[Line] = BUSINESSES) -> Path:
    write(folder / REVIEW_FILE, reviews)
    write(folder / BUSINESS_FILE, businesses)
    return folder


def _prepare(folder: Path, out: Path, genres: tuple[str, ...] = RULE) -> dict[str, Any]:
    return prepare_dataset(folder, "d", folder=out, format="yelp", genres=genres)


def test_reviews_and_businesses(tmp_path: Path) -> None:
    """Times in UTC: 2016-03-09 is day 16869, 2018-07-07 is day 17719 and 22:09:11 is second 79751."""
    damaged: list[Line] = [_review("u1", "b9", 4, "2018-01-01"), _review("u1", "b1", 4, "soon"), '{"user_id": "u1", ']
    record = _prepare(_folder(tmp_path / "yelp", [*REVIEWS, *damaged]), tmp_path)
    assert cells(tmp_path / "d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float", "rating:float"],
        ["u1", "b2", "0", str(16869 * 86400), "3"],
        ["u1", "b1", "1", str(17719 * 86400 + 79751), "5"],
        ["u2", "b1", "0", str(17719 * 86400 + 79752), "1"],
    ]
    assert cells(tmp_path / "d/d.item") == [
        ["item_id:token", "domain:token", "title:token_seq", "categories:token_seq", "city:token_seq", "state:token"],
        ["b2", "buy", "Shop", "Shopping Home_&_Garden", "Reno", "NV"],
        ["b1", "eat", 'Caf\u00e9 "X"', "Restaurants Coffee_&_Tea Food", "Las Vegas", "NV"],
    ]
    assert record["rejected"] == {
        "invalid time": 1,
        "unreadable lines": 1,
        f"items that {BUSINESS_FILE} lacks, such as 'b9'": 1,
        "items without a domain": 1,
    }
    assert record["options"]["genres"] == list(RULE) and set(record["inputs"]) == {REVIEW_FILE, BUSINESS_FILE}


def test_one_domain_without_a_rule_and_compressed_files(tmp_path: Path) -> None:
    write(tmp_path / "yelp/review.json.gz", REVIEWS)
    write(tmp_path / "yelp/business.json.gz", BUSINESSES)
    record = _prepare(tmp_path / "yelp", tmp_path, ())
    assert record["counts"]["interactions"] == 4 and record["rejected"] == {}
    assert {row[1] for row in cells(tmp_path / "d/d.item")[1:]} == {"all"}


def test_bad_files_are_refused(tmp_path: Path) -> None:
    swapped = tmp_path / "swapped"
    write(swapped / REVIEW_FILE, BUSINESSES)
    write(swapped / BUSINESS_FILE, BUSINESSES)
    cases = [
        (tmp_path / "none", "is not a folder"),
        (write(tmp_path / "half" / REVIEW_FILE, REVIEWS).parent, f"the folder holds no {BUSINESS_FILE}"),
        (_folder(tmp_path / "empty", []), "0 of 0 lines cannot be used (the file is empty)"),
        (swapped, '3 of 3 lines cannot be used (missing user, item or time: 3), such as \'{"business_id": "b1"'),
        (
            _folder(tmp_path / "damaged", [*REVIEWS, *["x,y"] * 5]),
            "line 5: 5 of 9 lines cannot be used (unreadable lines",
        ),
        (
            _folder(tmp_path / "html", businesses=["<html>", "<p>", BUSINESSES[0]]),
            "line 1: 2 of 3 lines hold no record",
        ),
        (
            _folder(tmp_path / "other", businesses=[_business("x", "X", "", "Restaurants"), BUSINESSES[1]]),
            f"3 of 4 rows are of items that {BUSINESS_FILE} lacks: the file has the item 'b1', {BUSINESS_FILE} has 'x'",
        ),
        (
            _folder(tmp_path / "apart", REVIEWS[3:], BUSINESSES),
            "no item with interactions has a domain",
        ),
    ]
    for folder, words in cases:
        with pytest.raises(DataError) as caught:
            _prepare(folder, tmp_path / "out")
        assert str(caught.value).startswith(str(folder)) and words in str(caught.value)
    assert not (tmp_path / "out/d").exists()


def test_genres_that_no_business_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"no item has the genre 'Restaurant' of --genres\. Did you mean 'Restaurants'"
    ):
        _prepare(_folder(tmp_path / "yelp"), tmp_path, ("eat=Restaurant", "rest="))
    assert not (tmp_path / "d").exists()


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _folder(Path("yelp_dataset"), businesses=[*BUSINESSES, _business("b4", "Hats", "", "Fashion")])
    assert run_documented_commands("yelp") == ["yelp"]
    assert {row[1] for row in cells(Path("atomic_data/yelp/yelp.item"))[1:]} == {"restaurants", "shopping"}
