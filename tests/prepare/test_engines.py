"""DuckDB and Spark write the same bytes; rules that Spark does not support are refused."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from recbole_tema.errors import BackendError, ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import prepare_dataset
from recbole_tema.prepare.engine import Engine, open_engine, reading
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import Rules
from recbole_tema.prepare.rules import WINDOWS
from recbole_tema.prepare.times import NAMED_FORMATS, unix_seconds

DAY = 86_400_000
START = 1_600_000_000_000
# Lines that are not a review for either engine; Spark would accept some of them by default.
BROKEN = [
    '{"user_id": "U1", "parent_asin": "F1", "rating": 5.0, "timestamp": 16000',
    "<html>",
    "42",
    '"text"',
    "{}",
    "{'user_id': 'U1', 'parent_asin': 'F1', 'rating': 5.0, 'timestamp': 1600000000000}",
]
INVALID_TIMES = [0, -5, 9 * 10**15, "soon"]


def _compress(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return path


def _review(user: Any, item: Any, rating: float, time: Any) -> str:
    record = {"rating": rating, "title": "so", "asin": "other", "parent_asin": item, "user_id": user, "timestamp": time}
    return json.dumps(record, ensure_ascii=False)


def _amazon(folder: Path) -> dict[str, Any]:
    """Twelve users of food and films in 40 days, often in the same second; some lines cannot be used."""
    chance = random.Random(11)
    files = []
    for name, letter in (("Food", "F"), ("Films", "Ж")):
        lines = []
        for user in range(12):
            for _ in range(30):
                time = START + chance.randrange(3) * 20 * DAY + chance.randrange(2) * 1000
                lines.append(_review(f"Ü{user}", f"{letter}{chance.randrange(12)}", chance.randint(1, 5), time))
        # The same item at the same time, rated again.
        lines += [_review(f"Ü{user}", f"{letter}twice", stars, START) for user in range(5) for stars in (1, 5, 4)]
        lines += [_review(f"Ü{user}", "both", 5, START + user) for user in range(3)]
        lines += [_review("Ü3", f"{letter}0", 5, time) for time in INVALID_TIMES]
        lines += [_review(None, f"{letter}0", 5, START), _review("Ü3", None, 5, START).replace('"asin"', '"sold_as"')]
        lines += [_review("nan", f"{letter}0", 5, START), "", *BROKEN]
        if name == "Food":
            # A user with too few interactions, whose removal removes an item too.
            lines += [_review("thin", "Frare", 5, START + day * DAY) for day in range(4)]
            lines += [_review("Ü4", "Frare", 5, START), _review("once", "F1", float("nan"), START)]
        chance.shuffle(lines)
        files.append(f"{name.lower()}={_compress(folder / f'{name}.jsonl.gz', lines)}")
    meta = [
        json.dumps({"parent_asin": "F0", "title": 'Tée  "green"', "price": 3.5, "categories": ["Food", "Hot drinks"]}),
        json.dumps({"parent_asin": "F0", "title": "a second line of the same"}),
        '{"parent_asin": "F1", "title": "cut sho',
        json.dumps({"parent_asin": "Ж1", "title": "Сталкер", "images": [{"large": "https://e.org/1.jpg"}]}),
    ]
    return {"source": files, "format": "amazon", "metadata": [_compress(folder / "meta.jsonl.gz", meta)]}


def _is_review(line: bytes) -> bool:
    """Whether a line of :func:`_amazon` can be used."""
    try:
        row = json.loads(line)
        ids = (row["user_id"], row["parent_asin"])
        return (
            isinstance(row["timestamp"], int)
            and row["timestamp"] in range(START, START + 60 * DAY)
            and (None not in ids and "nan" not in ids and "both" not in ids)
        )
    except (ValueError, KeyError, TypeError):
        return False


def _both(arguments: dict[str, Any], rules: dict[str, Any], folder: Path) -> tuple[dict[str, Any], Path]:
    """Prepare with both engines, compare all files, and return the record and the folder of DuckDB."""
    records, files = [], []
    for engine in ("duckdb", "spark"):
        record = prepare_dataset(
            **arguments, name="d", folder=folder / engine, rules=rules, engine=engine, memory="1GB"
        )
        assert record.pop("engine") == engine and record.pop("date")
        assert [path.name for path in (folder / engine).iterdir()] == ["d"]
        records.append(record)
        files.append({path.name: path.read_bytes() for path in (folder / engine / "d").iterdir()})
    one, two = files
    assert one.keys() == two.keys() == {"d.inter", "d.inter.json", "d.item", "d.item.json", "DATASET.md"}
    assert one["d.inter"].decode().splitlines() == two["d.inter"].decode().splitlines()
    assert one["d.inter"] == two["d.inter"] and one["d.item"] == two["d.item"]
    assert records[0] == records[1]
    for name in ("d.inter.json", "d.item.json"):
        left, right = (json.loads(texts[name]) for texts in files)
        assert {key for key in left.keys() | right.keys() if left.get(key) != right.get(key)} <= {"date", "engine"}
    return records[0], folder / "duckdb" / "d"


def test_amazon_is_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    rules = {"user_core": 5, "item_core": 5, "min_domains": 2, "domain_min": 3, "window_days": 30, "last": 8}
    record, folder = _both(_amazon(tmp_path), rules, tmp_path)
    # Two of the items that are left have metadata: F0 and Ж1.
    n_without = record["counts"]["items"] - 2
    assert record["rejected"] == {
        "items without metadata, such as 'F1'": n_without,
        "not a review": 2 * len(BROKEN),
        "invalid time": 2 * len(INVALID_TIMES),
        "missing user, item or time": 4,
        "items in more than one domain": 1,
        # Three of "both" and one of the user "nan" per file.
        "rows with an unusable id, or of such an item": 8,
        "unreadable metadata lines": 1,
        "repeated rows": record["rejected"]["repeated rows"],
    }
    # Per domain: 12 items and the one rated three times by five users; 12 users with 30 rows each, some of which are
    # exact repeats; six rows are removed by the core.
    lines = [line for path in tmp_path.glob("F*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()]
    reviews = [json.loads(line) for line in lines if _is_review(line)]
    distinct = {(row["user_id"], row["parent_asin"], row["timestamp"]) for row in reviews}
    assert len(reviews) == 2 * (12 * 30 + 15) + 6
    assert record["rejected"]["repeated rows"] == len(reviews) - len(distinct) > 2 * 10
    read, core, windows, last, again = record["funnel"]
    assert [read[key] for key in ("users", "items", "interactions")] == [14, 27, len(distinct)]
    assert [core[key] for key in ("users", "items", "interactions")] == [12, 26, len(distinct) - 6]
    assert (windows["users"], windows["interactions"]) == (24, core["interactions"])
    assert last["interactions"] == 24 * 8 > again["interactions"]
    inter = read_atomic(folder / "d.inter")
    assert set(inter["user_id"]) <= {f"Ü{user}@{window}" for user in range(12) for window in (1, 2)}
    assert inter.duplicated(["user_id", "time"]).sum() > 100
    item = read_atomic(folder / "d.item").set_index("item_id")
    assert "both" not in item.index
    assert item.loc["F0", "title"] == ["Tée", '"green"'] and item.loc["F0", "categories"] == ["Food", "Hot_drinks"]
    assert item.loc["Ж1", "title"] == ["Сталкер"] and item.loc["Ж1", "image_url"] == "https://e.org/1.jpg"
    # The settings of the session are unchanged.
    assert spark.conf.get("spark.sql.shuffle.partitions") == "2"


def test_a_table_is_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    """Dates and times in several ISO forms, quoted cells and cells with spaces, numeric ids, missing ratings."""
    lines = ["who,what,area,when,stars"]
    chance = random.Random(5)
    cells = [(user, item, tick) for user in range(8) for item in range(10) for tick in range(3)]
    for user, item, tick in chance.sample(cells, 150):
        when = chance.choice(
            [f"2014-01-0{tick + 1}", f'"2014-01-0{tick + 1} 00:00:00"', f"2014-1-{tick + 1}T01:30:00.25+01:30"]
        )
        stars = chance.choice(["3", "4.5", "1e0"]) if user else ""
        lines.append(f'{user:03d}," é,{item} ",{"xy"[item % 2]} z,{when},{stars}')
    # With this many users, user times windows exceeds the 32 bits in which Spark computes by default.
    crowd = 2**31 // WINDOWS + 10
    lines += [f"z{user},z,x z,1987-06-06T17:46:40Z," for user in range(crowd)]
    (tmp_path / "i.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("what,title\n" + "".join(f'"é,{i}",No {i}\n' for i in range(5)), encoding="utf-8")
    columns = {"user": "who", "item": "what", "domain": "area", "time": "when", "rating": "stars"}
    arguments = {"source": tmp_path / "i.csv", "items": tmp_path / "t.csv", "columns": columns}
    record, folder = _both(arguments, {"ties": "hash", "repeated": "last", "window_days": 2}, tmp_path)
    read, single, _ = record["funnel"]
    assert (read["users"], read["interactions"]) == (8 + crowd, 150 + crowd)
    assert set(record["counts"]["domains"]) == {"x_z", "y_z"}
    inter = read_atomic(folder / "d.inter")
    assert len(inter) == single["interactions"] < read["interactions"] and "rating" not in inter
    crowded = inter[inter["item_id"] == "z"]
    assert set(crowded["user_id"]) == {f"z{user}@1" for user in range(crowd)} and set(crowded["time"]) == {5.5e8}
    few = inter.drop(crowded.index)
    assert few["item_id"].str.fullmatch(r"é,\d").all() and few.duplicated(["user_id", "time"]).any()
    assert set(few["time"]) == {1388534400.0 + 86400 * tick for tick in range(3)}
    assert record["warnings"] == [f"{crowd:,} of {150 + crowd:,} times are before 1990, the first on 1987-06-06."]
    assert set(few["user_id"]) <= {f"{user:03d}@{window}" for user in range(8) for window in (1, 2)}


def test_a_line_with_too_many_cells_is_refused_by_both(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1,7\nu,b,y,2\n")
    for engine in ("duckdb", "spark"):
        with pytest.raises(DataError, match="has 5 cells where") as caught:
            prepare_dataset(tmp_path / "i.csv", "d", folder=tmp_path / "out", rules={"ties": "hash"}, engine=engine)  # type: ignore[arg-type]
        assert caught.value.path == tmp_path / "i.csv" and list((tmp_path / "out").iterdir()) == []


# Lines that one of the engines reads in another way, or an object with an odd value.
ODD_LINES = [
    b'{"i": "pair", "v": "\\ud834\\udd1e"}',
    b'{"i": "high", "v": "\\ud834x"}',
    b'{"i": "low", "v": "x\\udd1e"}',
    b'{"i": "in another field", "v": "x", "text": "cut \\ud83d"}',
    b'{"i": "escaped", "v": "\\\\ud834"}',
    b'{"i": "two", "v": "a"}{"i": "objects", "v": "b"}',
    b'{"i": "two", "v": "a"},{"i": "listed", "v": "b"}',
    b'{"i": "text", "v": "a"} after it',
    b'[{"i": "in", "v": "a list"}]',
    b'["i", "v"]',
    b'{"i": "latin", "v": "\xe9"}',
    b'{"i": "tab", "v": "a\tb"}',
    b"{'i': 'single', 'v': 'quotes'}",
    b'{i: "name without quotes"}',
    b'{"i": "number", "v": 12345678901234567890123}',
    b'{"i": "float", "v": 20140131.0}',
    b'{"i": "time", "v": 1600000000123.25}',
    b'{"i": "octal", "v": 007}',
    b'{"i": "point", "v": .5}',
    b'{"i": "cut", "v": "a',
    b'{"i": "missing", "v": }',
    b'{"i": "true", "v": true}',
    b'{"i": "null", "v": null}',
    b'{"i": "empty", "v": ""}',
    b'{"i": "spaces", "v": "  a "}',
    b'  {"i": "indented", "v": "a"}  ',
    b'{"i": "carriage return", "v": "a"}\r',
    b'{"i": "separators", "v": "a\xe2\x80\xa8b\xc2\x85c"}',
    b'{"i": "escapes", "v": "\\u00e9\\n\\/\\u2028"}',
    b'{"I": "upper case", "V": "a"}',
    b"",
    b"   ",
    b"null",
]
NUMBERS = [
    "1e9",
    " 5 ",
    "\t7",
    "1d",
    "1.5f",
    "0x1p3",
    "1_000",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    ".5",
    "5.",
    "+5",
    "--5",
]
NUMBERS += ["1e", "e1", "1,5", "1 0", "1e400", "1e-400", "٣", "5\u00a0", "5\u3000", "", " ", "-0", "0.1", "1D", "true"]
TIMES = {
    "seconds": ["1600000000", "1600000000.5", "1.6e9", " 1600000000 ", "1600000000d", "1_600_000_000", "0x5f5e1000"],
    "milliseconds": ["1600000000123", "1600000000123.5", "1600000000000d"],
    None: ["2014-01-31", "2014-02-30", "2014-13-01", "0000-00-00"],
    "dates and times": [
        "2014-01-31T10:00:00Z",
        "2014-01-31 10:00:00.5",
        "2014-01-31T10:00:00.123456Z",
        "2014-01-31T10:00:00.123456789Z",
        "2014-01-31 10:00:00+02:00",
        "2014-01-31T10:00:00-0330",
        "2014-01-31 24:00:00",
        "2014-01-31 10:00:60",
        "2014-01-31 10:00",
        "2014-01-31T",
        "2014-1-31",
        "T10:00",
        "today",
        "2014-01-31 10:00:00 Mars",
    ],
}


def _on_both(folder: Path, table: Any) -> list[list[dict[str, Any]]]:
    """Rows of a table that a function makes of an engine, sorted, from DuckDB and from Spark."""
    results = []
    for name in ("duckdb", "spark"):
        with open_engine(name, folder) as engine:
            rows = table(engine).to_pyarrow().to_pylist()
        results.append(sorted(rows, key=lambda row: [(value is not None, str(value)) for value in row.values()]))
    return results


def test_json_lines_are_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "odd [1].jsonl"
    path.write_bytes(b"\n".join(ODD_LINES))
    duckdb, others = _on_both(tmp_path, lambda engine: engine.json_lines(path, ["i", "v"]))
    assert duckdb == others and len(duckdb) == len(ODD_LINES) - 2
    values = {row["i"]: row["v"] for row in duckdb}
    assert values["pair"] == "\U0001d11e" and values["float"] == "20140131.0" and values["spaces"] == "  a "
    assert not {"high", "low", "in another field", "two", "text", "in", "latin"} & set(values)


def test_numbers_are_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    chance = random.Random(3)
    texts = NUMBERS + ["".join(chance.choices("0159.eE+- _dfxn,", k=chance.randint(1, 6))) for _ in range(2000)]
    texts += [repr(chance.uniform(-1, 1) * 10 ** chance.randint(-320, 308)) for _ in range(2000)]
    frame = pd.DataFrame({"text": sorted(set(texts))})

    def table(engine: Engine) -> Any:
        rows = engine.from_pandas(frame)
        return rows.mutate(number=decimal_number(rows.text))

    duckdb, others = _on_both(tmp_path, table)
    assert duckdb == others
    for row in duckdb:
        try:
            expected = float(row["text"].strip(" \t")) if not set(row["text"]) - set("0123456789.eE+- \t") else None
        except ValueError:
            expected = None
        assert row["number"] == expected, row


@pytest.mark.parametrize("kind", TIMES)
def test_times_are_the_same_on_both(spark: Any, tmp_path: Path, kind: str | None) -> None:
    time_format = kind if kind in NAMED_FORMATS else None
    usual = "2014-01-31T10:00:00.25Z" if kind == "dates and times" else TIMES[kind][0]
    frame = pd.DataFrame({"text": TIMES[kind] + [usual] * 50})

    def table(engine: Engine) -> Any:
        rows = engine.materialize(engine.from_pandas(frame), "times")
        return rows.mutate(time=unix_seconds(rows.text, time_format))

    duckdb, others = _on_both(tmp_path, table)
    assert duckdb == others and any(row["time"] is not None for row in duckdb)


def test_odd_ids_and_fractions_are_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    """Ids in the order of their bytes, which is not that of UTF-16, and times that differ by less than a second."""
    chance = random.Random(9)
    users = ["u2", "u10", "U1", "ü", "u\u0308", "u 1", " u1", "u1 ", "\uff5e", "\U0001d11e", "-", "0", "1e5"]
    items = ["b", "B", "é", "\uffee", "\U0001f600", "i|1", "i\\1", "i'1", "#", "nan1", "a\u200bb", "i,1"]
    lines = ["user_id\titem_id\tdomain\ttimestamp\trating"]
    for _ in range(600):
        second = chance.randrange(3)
        fraction = chance.choice(["", ".5", ".25", ".123456", ".999999", ".000001"])
        item = chance.randrange(len(items))
        rating = chance.choice(["1", "4.5", "1e-7", "123456789.123", "1e22", "0.1", "-0.0", "3.0000000000000004"])
        when = f"2014-01-31T10:00:0{second}{fraction}{chance.choice(['Z', '+00:00'])}"
        lines.append(f"{chance.choice(users)}\t{items[item]}\t{'xy'[item % 2]}\t{when}\t{rating}")
    (tmp_path / "i.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules = {"ties": "hash", "user_core": 3, "item_core": 3, "last": 30}
    record, folder = _both({"source": tmp_path / "i.tsv"}, rules, tmp_path)
    written = list(dict.fromkeys(line.split("\t")[0] for line in (folder / "d.inter").read_text().splitlines()[1:]))
    assert written == sorted(written, key=str.encode) != sorted(written, key=lambda name: name.encode("utf-16-be"))
    assert record["counts"]["users"] == len(written) == len({user.strip() for user in users})


def test_default_number_of_partitions_fits_one_machine(spark: Any, tmp_path: Path) -> None:
    spark.conf.set("spark.sql.shuffle.partitions", "200")  # Spark's default
    try:
        with open_engine("spark", tmp_path):
            assert spark.conf.get("spark.sql.shuffle.partitions") == str(4 * (os.cpu_count() or 1))
    finally:
        spark.conf.set("spark.sql.shuffle.partitions", "2")


def test_rows_that_were_written_and_cannot_be_read_are_an_error(spark: Any, tmp_path: Path) -> None:
    """As if an executor wrote to a disk of its own."""
    with open_engine("spark", tmp_path) as engine:
        stored = engine.materialize(engine.from_pandas(pd.DataFrame({"n": range(10)})), "rows")
        for part in (tmp_path / "warehouse" / stored.op().name).glob("part-*"):
            if part.stat().st_size > 0:
                part.unlink()
                break
        with pytest.raises(BackendError, match=r"do not share the folder .* of 20 written rows can be read"):
            engine.append(stored, engine.from_pandas(pd.DataFrame({"n": range(10)})))


def test_a_file_that_executors_do_not_see_is_not_called_malformed(tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    path.touch()
    with pytest.raises(BackendError, match="executors of Spark do not find"), reading(path):
        raise RuntimeError(f"[FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error while reading file {path}.")


@pytest.mark.parametrize("rules", [Rules(), Rules(order="file"), Rules(repeated="first")])
def test_spark_does_not_preserve_the_order_of_rows(tmp_path: Path, rules: Rules) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1\nu,b,y,2\n")
    with pytest.raises(ConfigError, match="ties=hash"):
        prepare_dataset(tmp_path / "i.csv", "d", folder=tmp_path / "out", rules=rules, engine="spark")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("rules", [{"ties": "file"}, {"ties": "file", "order": "file"}])
def test_amazon_does_not_preserve_the_order_of_rows(tmp_path: Path, rules: dict[str, Any]) -> None:
    """With any engine: files are read in chunks, so rows have no position."""
    with pytest.raises(ConfigError, match="ties=hash"):
        prepare_dataset(**_amazon(tmp_path), name="d", folder=tmp_path / "out", rules=rules, memory="1GB")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1\nu,b,y,2\n")
    with pytest.raises(ConfigError, match=r"engine \('polars'\) must be one of duckdb, spark"):
        prepare_dataset(tmp_path / "i.csv", "d", folder=tmp_path / "out", engine="polars")  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()
    with pytest.raises(ConfigError, match="must be one of duckdb, spark"), open_engine("DuckDB", tmp_path):
        pass
