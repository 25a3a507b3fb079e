"""DuckDB and Spark write the same bytes; what Spark cannot do is refused."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare.engine import open_engine
from recbole_tema.prepare.options import Request, run_request
from recbole_tema.prepare.rules import WINDOWS, Rules
from recbole_tema.prepare.sources.table import prepare_table

DAY = 86_400_000
START = 1_600_000_000_000
# Lines that are no review to either engine, whatever Spark would take for JSON if it were let.
BROKEN = [
    '{"user_id": "U1", "parent_asin": "F1", "rating": 5.0, "timestamp": 16000',
    "<html>",
    "42",
    '"text"',
    "{}",
    "{'user_id': 'U1', 'parent_asin': 'F1', 'rating': 5.0, 'timestamp': 1600000000000}",
]
ABSURD = [0, -5, 9 * 10**15, "soon"]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One small session for the whole file, which the engine then uses."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    options = {
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
        "spark.sql.parquet.compression.codec": "uncompressed",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        # Half of what Spark takes on small data goes into compiling well.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for key, value in options.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # PySpark has no one error for a Java that is missing or too old
        pytest.skip(f"Spark cannot start, it needs Java 17: {error}")
    yield session
    session.stop()


def _pack(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return path


def _review(user: Any, item: Any, rating: float, time: Any) -> str:
    record = {"rating": rating, "title": "so", "asin": "other", "parent_asin": item, "user_id": user, "timestamp": time}
    return json.dumps(record, ensure_ascii=False)


def _amazon(folder: Path) -> Request:
    """Twelve users who buy food and films for 40 days, often in the same second; some lines are of no use."""
    chance = random.Random(11)
    files = []
    for name, letter in (("Food", "F"), ("Films", "Ж")):
        lines = []
        for user in range(12):
            for _ in range(30):
                time = START + chance.randrange(3) * 20 * DAY + chance.randrange(2) * 1000
                lines.append(_review(f"Ü{user}", f"{letter}{chance.randrange(12)}", chance.randint(1, 5), time))
        # The same item in the same moment, rated again.
        lines += [_review("Ü1", f"{letter}twice", stars, START) for stars in (1, 5)]
        lines += [_review("Ü2", f"{letter}twice", stars, START) for stars in (4, 2, 3)]
        lines += [_review(f"Ü{user}", "both", 5, START + user) for user in range(3)]
        lines += [_review("Ü3", f"{letter}0", 5, time) for time in ABSURD]
        lines += [_review(None, f"{letter}0", 5, START), _review("Ü3", None, 5, START).replace('"asin"', '"sold_as"')]
        lines += [_review("nan", f"{letter}0", 5, START), "", *BROKEN]
        if name == "Food":
            # One with too little, whose going takes an item along.
            lines += [_review("thin", "Frare", 5, START + day * DAY) for day in range(4)]
            lines += [_review("Ü4", "Frare", 5, START), _review("once", "F1", float("nan"), START)]
        chance.shuffle(lines)
        files.append(f"{name.lower()}={_pack(folder / f'{name}.jsonl.gz', lines)}")
    meta = [
        json.dumps({"parent_asin": "F0", "title": 'Tée  "green"', "price": 3.5, "categories": ["Food", "Hot drinks"]}),
        json.dumps({"parent_asin": "F0", "title": "a second line of the same"}),
        '{"parent_asin": "F1", "title": "cut sho',
        json.dumps({"parent_asin": "Ж1", "title": "Сталкер", "images": [{"large": "https://e.org/1.jpg"}]}),
    ]
    return Request(tuple(files), format="amazon", metadata=(_pack(folder / "meta.jsonl.gz", meta),))


def _both(request: Request, rules: dict[str, Any], folder: Path) -> tuple[dict[str, Any], Path]:
    """Run a request on either engine, compare all that is written, and give DuckDB's record and folder."""
    records, files = [], []
    for engine in ("duckdb", "spark"):
        record = run_request(request, rules, "d", folder / engine, engine=engine, memory="1GB", say=lambda text: None)
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
    rules = {"user_core": 5, "item_core": 5, "min_domains": 2, "domain_min": 2, "window_days": 30, "last": 8}
    record, made = _both(_amazon(tmp_path), rules, tmp_path)
    assert record["faults"] == {
        "a line that is no review": 2 * len(BROKEN),
        "a time that makes no sense": 2 * len(ABSURD),
        "no user, item or time": 4,
        "items in two domains, left out of both": 1,
        # Three of "both" and one of the user "nan" a file.
        "rows of ids that cannot be used, or of such items": 8,
        "lines of metadata that cannot be read": 1,
    }
    # A domain: 12 items and the one rated twice, by 12 users of 30, and the five rows of that one; six rows that go.
    read, core, windows, last, again = record["funnel"]
    assert [read[key] for key in ("users", "items", "interactions")] == [14, 27, 2 * (12 * 30 + 5) + 6]
    assert [core[key] for key in ("users", "items", "interactions")] == [12, 26, 2 * (12 * 30 + 5)]
    assert (windows["users"], windows["interactions"]) == (24, core["interactions"])
    assert last["interactions"] == 24 * 8 > again["interactions"]
    inter = read_atomic(made / "d.inter")
    assert set(inter["user_id"]) <= {f"Ü{user}@{window}" for user in range(12) for window in (1, 2)}
    assert inter.duplicated(["user_id", "time"]).sum() > 100
    item = read_atomic(made / "d.item").set_index("item_id")
    assert "both" not in item.index
    assert item.loc["F0", "title"] == ["Tée", '"green"'] and item.loc["F0", "categories"] == ["Food", "Hot_drinks"]
    assert item.loc["Ж1", "title"] == ["Сталкер"] and item.loc["Ж1", "image_url"] == "https://e.org/1.jpg"
    # What the session was told is left as it was.
    assert spark.conf.get("spark.sql.shuffle.partitions") == "2"


def test_a_table_is_the_same_on_both(spark: Any, tmp_path: Path) -> None:
    """Times as seconds and as dates, cells in quotes and with blanks, ids that are numbers, ratings with a gap."""
    lines = ["who,what,area,when,stars"]
    chance = random.Random(5)
    cells = [(user, item, tick) for user in range(8) for item in range(10) for tick in range(3)]
    for user, item, tick in chance.sample(cells, 150):
        when = chance.choice(
            [f"2014-01-0{tick + 1}", f'"2014-01-0{tick + 1} 00:00:00"', str(1388534400 + 86400 * tick)]
        )
        stars = chance.choice(["3", "4.5", "1e0"]) if user else ""
        lines.append(f'{user:03d}," é,{item} ",{"xy"[item % 2]} z,{when},{stars}')
    # So many users that user times windows is beyond 32 bits, in which Spark counts unless told otherwise.
    crowd = 2**31 // WINDOWS + 10
    lines += [f"z{user},z,x z,5.5e8," for user in range(crowd)]
    (tmp_path / "i.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("what,title\n" + "".join(f'"é,{i}",No {i}\n' for i in range(5)), encoding="utf-8")
    columns = {"user": "who", "item": "what", "domain": "area", "time": "when", "rating": "stars"}
    request = Request((str(tmp_path / "i.csv"),), items=tmp_path / "t.csv", columns=columns)
    record, made = _both(request, {"ties": "hash", "repeats": "last", "window_days": 2}, tmp_path)
    read, single, _ = record["funnel"]
    assert (read["users"], read["interactions"]) == (8 + crowd, 150 + crowd)
    assert set(record["counts"]["domains"]) == {"x_z", "y_z"}
    inter = read_atomic(made / "d.inter")
    assert len(inter) == single["interactions"] < read["interactions"] and "rating" not in inter
    crowded = inter[inter["item_id"] == "z"]
    assert set(crowded["user_id"]) == {f"z{user}@1" for user in range(crowd)} and set(crowded["time"]) == {5.5e8}
    few = inter.drop(crowded.index)
    assert few["item_id"].str.fullmatch(r"é,\d").all() and few.duplicated(["user_id", "time"]).any()
    assert set(few["time"]) == {1388534400.0 + 86400 * tick for tick in range(3)}
    assert set(few["user_id"]) <= {f"{user:03d}@{window}" for user in range(8) for window in (1, 2)}


def test_a_line_with_a_cell_too_many_is_refused_by_both(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1,7\nu,b,y,2\n")
    for engine in ("duckdb", "spark"):
        with pytest.raises(DataError, match="cannot be read") as caught:
            prepare_table(tmp_path / "i.csv", None, "d", tmp_path / "out", rules=Rules(ties="hash"), engine=engine)
        assert caught.value.path == tmp_path / "i.csv" and list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("rules", [Rules(), Rules(order="file"), Rules(repeats="first")])
def test_spark_has_no_order_of_rows(tmp_path: Path, rules: Rules) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1\nu,b,y,2\n")
    with pytest.raises(ConfigError, match="--ties hash"):
        prepare_table(tmp_path / "i.csv", None, "d", tmp_path / "out", rules=rules, engine="spark")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("rules", [{"ties": "file"}, {"ties": "file", "order": "file"}])
def test_amazon_has_no_order_of_rows(tmp_path: Path, rules: dict[str, Any]) -> None:
    """On either engine: the reader takes files apart, so that rows have no place to go by."""
    with pytest.raises(ConfigError, match="--ties hash"):
        run_request(
            _amazon(tmp_path), rules, "d", tmp_path / "out", engine="duckdb", memory="1GB", say=lambda text: None
        )
    assert list((tmp_path / "out").iterdir()) == []


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    (tmp_path / "i.csv").write_text("user_id,item_id,domain,timestamp\nu,a,x,1\nu,b,y,2\n")
    with pytest.raises(ConfigError, match="'polars' is unknown"):
        prepare_table(tmp_path / "i.csv", None, "d", tmp_path / "out", engine="polars")
    assert list((tmp_path / "out").iterdir()) == []
    with pytest.raises(ConfigError, match="duckdb or spark"), open_engine("DuckDB", tmp_path):
        pass
