"""Tables as people have them: names of columns, joins, prices, one file per domain, no times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import prepare_dataset
from recbole_tema.prepare.reading.numbers import plain_numbers

DAY = "2020-01-0"


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _prepare(folder: Path, source: Any, **options: Any) -> tuple[dict[str, Any], pd.DataFrame, pd.DataFrame]:
    record = prepare_dataset(source, "d", folder=folder / "out", **options)
    return record, read_atomic(folder / "out/d/d.inter"), read_atomic(folder / "out/d/d.item").set_index("item_id")


@pytest.mark.parametrize(
    ("header", "notes"),
    [
        ("userId,movieId,timestamp", ["the user is the column 'userId'", "the item is the column 'movieId'"]),
        ("reviewerID,asin,unixReviewTime", ["'reviewerID'", "'asin'", "the time is the column 'unixReviewTime'"]),
        ("customer_id,article_id,t_dat", ["'customer_id'", "'article_id'", "'t_dat'"]),
        ("UserId,ProductId,Timestamp", ["'UserId'", "'ProductId'", "'Timestamp'"]),
        ("user,item,time", ["'user'", "'item'", "'time'"]),
        ("uid,iid,date", ["'uid'", "'iid'", "'date'"]),
        ("user_id,parent_asin,timestamp", ["'parent_asin'"]),
        ("user_id,item_id,timestamp", []),
    ],
)
def test_well_known_names(tmp_path: Path, header: str, notes: list[str]) -> None:
    source = _write(tmp_path, "t.csv", f"{header}\nu,a,{DAY}1\nu,b,{DAY}2\n")
    record, inter, _ = _prepare(tmp_path, source)
    assert inter[["user_id", "item_id"]].to_numpy().tolist() == [["u", "a"], ["u", "b"]]
    assert len(record["notes"]) == len(notes)
    assert all(words in note for words, note in zip(notes, record["notes"]))


def test_names_that_do_not_decide(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", f"userId,asin,parent_asin,date\nu,a,p,{DAY}1\n")
    with pytest.raises(DataError, match="line 1: has several columns for the item: 'asin', 'parent_asin'"):
        _prepare(tmp_path, source)
    _, inter, _ = _prepare(tmp_path, source, columns={"item": "parent_asin"})
    assert inter["item_id"].tolist() == ["p"]
    source = _write(tmp_path, "t.csv", f"user_id,item_id,date,stars,score\nu,a,{DAY}1,1,2\n")
    record, inter, _ = _prepare(tmp_path, source)
    assert "rating" not in inter
    assert any("'stars', 'score' could be the rating; none is used" in note for note in record["notes"])
    source = _write(tmp_path, "t.csv", "who,item_id,time\nu,a,1\n")
    with pytest.raises(DataError, match=r"has no column 'user_id'. Choose the column of the user, as user=NAME"):
        _prepare(tmp_path, source)
    source = _write(tmp_path, "t.csv", f"user_id,item_id,item_id,date\nu,a,b,{DAY}1\n")
    with pytest.raises(DataError, match="has 2 columns 'item_id'"):
        _prepare(tmp_path, source)


INTERACTIONS = f"user_id,item_id,timestamp\nu,108,{DAY}1\nu,109,{DAY}2\nv,110,{DAY}3\n"


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["0108", "0109"], "'0108', there they are as '108'. They differ by leading zeros"),
        (["108.0", "109.0"], "They differ by '.0'"),
        (["x", "y"], "its ids are as 'x', there they are as '108'. The ids must be the same in both files"),
    ],
)
def test_items_that_match_nothing(tmp_path: Path, ids: list[str], words: str) -> None:
    source = _write(tmp_path, "t.csv", INTERACTIONS)
    items = _write(tmp_path, "items.csv", "item_id,title\n" + "".join(f"{item},T\n" for item in ids))
    with pytest.raises(DataError) as caught:
        _prepare(tmp_path, source, items=items)
    assert "describes no item of t.csv" in str(caught.value) and words in str(caught.value)
    items = _write(tmp_path, "items.csv", "item_id,domain\n" + "".join(f"{item},x\n" for item in ids))
    with pytest.raises(DataError, match="describes no item of"):
        _prepare(tmp_path, source, items=items)


def test_few_matches_and_columns_left_out_are_reported(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", INTERACTIONS)
    items = _write(tmp_path, "items.csv", ",Article_ID,prod_name,x,x\n0,109,Tea,1,2\n1,777,Pan,1,2\n")
    record, _, item = _prepare(tmp_path, source, items=items)
    assert item["title"].to_dict() == {"108": [], "109": ["Tea"], "110": []}
    assert list(item) == ["domain", "title"]
    assert "1 of 3 items are in items.csv." in record["notes"]
    assert "items.csv: left out column 1 (without a name), x (2 columns)." in record["notes"]


def test_bad_items_name_the_line(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", INTERACTIONS)
    items = _write(tmp_path, "items.csv", 'item_id,title\n108,"a\nb"\n\n,c\n')
    with pytest.raises(DataError, match="line 5: item_id is empty"):
        _prepare(tmp_path, source, items=items)
    items = _write(tmp_path, "items.csv", 'item_id,title\n108,"a\nb"\n\n108,c\n')
    with pytest.raises(DataError, match="line 5: item '108' has two rows"):
        _prepare(tmp_path, source, items=items)


def test_errors_in_rows_name_the_line(tmp_path: Path) -> None:
    text = 'user_id,item_id,timestamp,note\nu,a,2020-01-01,"two\nlines"\n\nu,b,yesterday,\n'
    with pytest.raises(DataError, match="line 5: the time 'yesterday'"):
        _prepare(tmp_path, _write(tmp_path, "t.csv", text))
    text = text.replace("u,b,yesterday", ",b,2020-01-01")
    with pytest.raises(DataError, match="line 5: user_id is empty"):
        _prepare(tmp_path, _write(tmp_path, "t.csv", text))


def test_json_lines_with_a_mark_and_with_a_bad_line(tmp_path: Path) -> None:
    lines = [
        '{"user_id": "u", "item_id": 1, "timestamp": 1577836800}',
        '{"user_id": "u", "item_id": 2, "timestamp": 1577836900}',
    ]
    _, inter, _ = _prepare(tmp_path, _write(tmp_path, "t.json", "\ufeff" + "\n\n".join(lines)))
    assert inter["item_id"].tolist() == ["1", "2"]
    with pytest.raises(DataError, match="line 3: is not a JSON object"):
        _prepare(tmp_path, _write(tmp_path, "t.json", "\n".join([lines[0], "", lines[1][:20], lines[1]])))


def test_names_do_not_turn_a_header_into_a_row(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", "User,Item\nu,b\nu,a\n")
    _, inter, _ = _prepare(tmp_path, source, names=["user_id", "item_id"], rules={"order": "file"})
    assert inter["item_id"].tolist() == ["b", "a"]


def test_one_file_per_domain(tmp_path: Path) -> None:
    books = _write(tmp_path, "a.csv", f"user_id,item_id,timestamp\nu,0,{DAY}1\nu,1,{DAY}3\nv,0,{DAY}1\n")
    movies = _write(tmp_path, "b.tsv", f"user\titem\ttime\nu\t0\t{DAY}2\nv\tB00EXAMPLE\t{DAY}2\n")
    book_items = _write(tmp_path, "ai.csv", "item_id,title\n0,Book zero\n1,Book one\n")
    movie_items = _write(tmp_path, "bi.csv", "item_id,title,year\n0,Movie zero,1999\n")
    sources, items = {"books": books, "movies": movies}, {"books": book_items, "movies": movie_items}
    record, inter, item = _prepare(tmp_path, sources, items=items)
    assert inter[["user_id", "item_id"]].to_numpy().tolist() == [
        ["u", "books-0"],
        ["u", "movies-0"],
        ["u", "books-1"],
        ["v", "books-0"],
        ["v", "B00EXAMPLE"],
    ]
    assert item["domain"].to_dict() == {
        "books-0": "books",
        "movies-0": "movies",
        "books-1": "books",
        "B00EXAMPLE": "movies",
    }
    assert item.loc["movies-0", "title"] == ["Movie", "zero"] and item.loc["movies-0", "year"] == "1999"
    assert record["counts"]["overlapping_users"] == 2
    frames = {domain: pd.read_csv(path, sep=None, engine="python") for domain, path in sources.items()}
    _, again, _ = _prepare(tmp_path, frames, items=[f"{domain}={path}" for domain, path in items.items()])
    pd.testing.assert_frame_equal(again, inter)
    with pytest.raises(ConfigError, match="order=file takes one source"):
        _prepare(tmp_path, sources, rules={"order": "file"})
    with pytest.raises(ConfigError, match="is not of one domain of the sources"):
        _prepare(tmp_path, sources, items=book_items)
    with pytest.raises(ConfigError, match="has no domain"):
        _prepare(tmp_path, [books, movies])


def test_one_file_with_a_domain(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", INTERACTIONS)
    _, _, item = _prepare(tmp_path, f"my shop={source}")
    assert item["domain"].tolist() == ["my_shop"] * 3 and item.index.tolist() == ["108", "109", "110"]


def test_no_times_with_the_order_of_the_file(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", "user,item\nu,b\nu,a\nu,b\n")
    with pytest.raises(DataError, match=r"has no column 'timestamp'.*Or keep the order of the rows by order=file"):
        _prepare(tmp_path, source)
    _, inter, _ = _prepare(tmp_path, source, rules={"order": "file"})
    assert inter[["item_id", "timestamp"]].to_numpy().tolist() == [["b", 0], ["a", 1], ["b", 2]]
    assert "time" not in inter


def test_ids_with_spaces_headerless_tables_and_options_of_the_layout(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.dat", "ann lee|green  tea|1577836800\nann lee|black tea|1577836801\n")
    with pytest.raises(DataError, match=r"line 1: has no header: its first line is 'ann lee \| green  tea"):
        _prepare(tmp_path, source)
    record, inter, _ = _prepare(tmp_path, source, names=["user_id", "item_id", "timestamp"], separator="|")
    assert inter[["user_id", "item_id"]].to_numpy().tolist() == [["ann lee", "green tea"], ["ann lee", "black tea"]]
    assert record["options"]["names"] == ["user_id", "item_id", "timestamp"] and record["options"]["separator"] == "|"


def test_ratings_with_a_decimal_comma(tmp_path: Path) -> None:
    header = "user_id;item_id;timestamp;rating\n"
    source = _write(tmp_path, "t.csv", f"{header}u;a;{DAY}1;4,5\nu;b;{DAY}2;3\n")
    _, inter, _ = _prepare(tmp_path, source)
    assert inter["rating"].tolist() == [4.5, 3.0]
    source = _write(tmp_path, "t.csv", f"{header}u;a;{DAY}1;1,234\nu;b;{DAY}2;3\n")
    record, inter, _ = _prepare(tmp_path, source)
    assert "rating" not in inter and "t.csv: 1 ratings are not numbers, the first in line 2." in record["notes"]


@pytest.mark.parametrize(
    ("cells", "plain", "note"),
    [
        (["$1,299.00", "$5", ""], ["1299.00", "5", ""], "decimal point"),
        (["12,50 €", "1.299,00 €"], ["12.50", "1299.00"], "decimal comma"),
        (["3,5", "10"], ["3.5", "10"], "decimal comma"),
        (["1,234", "5,678"], ["1,234", "5,678"], "kept as it is"),
        (["1 299,00", "5,00"], ["1299.00", "5.00"], "decimal comma"),
        (["1'299.50", "3"], ["1299.50", "3"], "decimal point"),
        (["007", "12.5"], ["007", "12.5"], ""),
        (["1,5", "about 2,5"], ["1,5", "about 2,5"], ""),
        (["Tea, green", "Pan"], ["Tea, green", "Pan"], ""),
        (["12,50", "12.50"], ["12,50", "12.50"], ""),
    ],
)
def test_prices_are_numbers(cells: list[str], plain: list[str], note: str) -> None:
    frame, notes = plain_numbers(pd.DataFrame({"price": cells, "title": "T, t"}))
    assert frame["price"].tolist() == plain and frame["title"].tolist() == ["T, t"] * len(cells)
    assert len(notes) == bool(note) and (not note or note in notes[0])


def test_prices_in_items(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", INTERACTIONS)
    items = _write(tmp_path, "items.csv", 'item_id,price\n108,"$1,299.00"\n109,$3\n110,$4.50\n')
    _, _, item = _prepare(tmp_path, source, items=items)
    assert item["price"].to_dict() == {"108": "1299.00", "109": "3", "110": "4.50"}


def test_an_index_that_pandas_wrote_twice_is_left_out(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", f"user_id,item_id,timestamp\nu,a,{DAY}1\nu,b,{DAY}2\n")
    items = _write(tmp_path, "items.csv", ",Unnamed: 0,item_id,title\n0,0,a,A\n1,1,b,B\n")
    record, _, item = _prepare(tmp_path, source, items=items)
    assert item.columns.tolist() == ["domain", "title"]
    assert "items.csv: left out column 1 (without a name), column 2 (without a name)." in record["notes"]


def test_separator_and_quotes_decide_an_ambiguous_table_of_items(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", f"user_id,item_id,timestamp\nu,a,{DAY}1\nu,b,{DAY}2\n")
    items = _write(tmp_path, "items.csv", "item_id;x,title\na;1,A\nb;2,B\n")
    with pytest.raises(DataError, match=r"can be separated by ',' and ';'.*separator=,"):
        _prepare(tmp_path, source, items=items)
    with pytest.raises(DataError, match="has no column 'item_id'"):
        _prepare(tmp_path, source, items=items, separator=",")
    semicolons = _write(tmp_path, "s.csv", f"user_id;item_id;timestamp\nu;a;{DAY}1\nu;b;{DAY}2\n")
    _, _, item = _prepare(tmp_path, semicolons, items=items, separator=";")
    assert item["x_title"].to_dict() == {"a": "1,A", "b": "2,B"}
