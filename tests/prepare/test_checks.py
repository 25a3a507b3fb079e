"""Exact duplicates count once in every format, implausible times are reported, and file order needs no times."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import prepare_dataset
from recbole_tema.prepare.checks import drop_exact_duplicates, implausible_times
from recbole_tema.prepare.engine import Engine, open_engine
from recbole_tema.prepare.options import Rules
from tests.prepare.sources.test_published import ABXI, LLMCDSR

HEADER = "user_id,item_id,domain,timestamp,rating\n"


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _inter(folder: Path, *columns: str) -> list[list[Any]]:
    rows: list[list[Any]] = read_atomic(folder / "d" / "d.inter")[list(columns)].to_numpy().tolist()
    return rows


def test_exact_duplicates_of_a_table(tmp_path: Path) -> None:
    """The same item later is a repeat, not a duplicate; of rows with different ratings the first of the file counts."""
    rows = "u,a,x,1400000000,3\nu,b,y,1400000001,1\nu,a,x,1400000000,5\nu,a,x,1400000002,4\nu,b,y,1400000001,1\n"
    source = _write(tmp_path, "t.csv", HEADER + rows + "v,b,y,1400000001,2\nu,b,y,1400000001.0,2\n")
    record = prepare_dataset(source, "d", folder=tmp_path)
    assert record["rejected"] == {"repeated rows": 3}
    assert record["funnel"][0] == {"step": "read", "users": 2, "items": 2, "interactions": 4}
    expected = [["u", "a", 0, 3], ["u", "b", 1, 1], ["u", "a", 2, 4], ["v", "b", 0, 2]]
    assert _inter(tmp_path, "user_id", "item_id", "timestamp", "rating") == expected
    # Without an order of rows the highest rating counts.
    record = prepare_dataset(source, "d", folder=tmp_path, rules={"ties": "hash"})
    assert record["rejected"] == {"repeated rows": 3}
    expected = [["u", "a", 0, 5], ["u", "b", 1, 2], ["u", "a", 2, 4], ["v", "b", 0, 2]]
    assert _inter(tmp_path, "user_id", "item_id", "timestamp", "rating") == expected


def _amazon(folder: Path) -> tuple[Any, dict[str, Any]]:
    lines = [
        json.dumps({"reviewerID": "U", "asin": asin, "overall": 5.0, "unixReviewTime": time, "reviewText": text})
        for asin, time, text in (
            *[("B000000001", 1_400_000_000, text) for text in ("once", "again")],
            ("B000000002", 1_400_000_001, ""),
        )
    ]
    return [str(_write(folder, "food.json", "\n".join(lines) + "\n"))], {"format": "amazon"}


def _movielens(folder: Path) -> tuple[Any, dict[str, Any]]:
    _write(folder, "ml/movies.csv", "movieId,title,genres\n1,Heat (1995),Crime\n2,Up (2009),War\n")
    rows = "1,1,4,1400000000\n1,1,4,1400000000\n1,2,3,1400000001\n"
    return _write(folder, "ml/ratings.csv", "userId,movieId,rating,timestamp\n" + rows).parent, {"format": "movielens"}


def _recbole(folder: Path) -> tuple[Any, dict[str, Any]]:
    header = "user_id:token\titem_id:token\ttimestamp:float\n"
    return _write(folder, "r.inter", header + "1\ta\t1400000000\n1\ta\t1400000000\n1\tb\t1400000001\n"), {}


def _frame(folder: Path) -> tuple[Any, dict[str, Any]]:
    times = pd.to_datetime([1_400_000_000, 1_400_000_000, 1_400_000_001], unit="s").tz_localize("UTC")
    return pd.DataFrame({"user_id": 1, "item_id": ["a", "a", "b"], "timestamp": times}), {}


def _abxi(folder: Path) -> tuple[Any, dict[str, Any]]:
    for name, text in ABXI.items():
        _write(folder / "abxi", name, text.replace("2|100", "2|100 2|100"))
    return folder / "abxi", {"format": "abxi"}


@pytest.mark.parametrize("source", [_amazon, _movielens, _recbole, _frame, _abxi])
def test_every_format_counts_exact_duplicates_once(source: Any, tmp_path: Path) -> None:
    files, options = source(tmp_path)
    record = prepare_dataset(files, "d", folder=tmp_path / "out", **options)
    assert record["rejected"] == {"repeated rows": 1}
    rows = read_atomic(tmp_path / "out" / "d" / "d.inter")
    assert len(rows) == record["counts"]["interactions"] == record["funnel"][0]["interactions"]
    assert not rows.duplicated(["user_id", "item_id", "time"]).any()
    if source is not _abxi:
        assert rows["time"].tolist() == [1_400_000_000, 1_400_000_001]


def test_a_published_split_is_kept_as_it_is(tmp_path: Path) -> None:
    for name, text in LLMCDSR.items():
        _write(tmp_path / "llmcdsr", name, text)
    record = prepare_dataset(tmp_path / "llmcdsr", "d", format="llmcdsr", folder=tmp_path)
    assert record["rejected"] == {} and record["warnings"] == []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_engine("duckdb", tmp_path_factory.mktemp("engine")) as opened:
        yield opened


_ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.sampled_from([None, 1.0, 2.0])), min_size=1
)


@settings(max_examples=20, deadline=None)
@given(cells=_ROWS, rules=st.sampled_from([Rules(), Rules(ties="hash")]))
def test_duplicates_match_pandas(engine: Engine, cells: list[tuple[Any, ...]], rules: Rules) -> None:
    frame = pd.DataFrame(cells, columns=["user_id", "item_id", "time", "rating"])
    frame = frame.astype({"time": "float64", "rating": "float64"}).assign(position=range(len(cells)), tie=7)
    order = frame if rules.needs_file_order else frame.sort_values("rating", ascending=False, na_position="last")
    expected = order.drop_duplicates(["user_id", "item_id", "time"]).drop(columns="position")
    rows = engine.materialize(engine.from_pandas(frame), "rows")
    remaining, n_repeated = drop_exact_duplicates(engine, rows, rules)
    assert n_repeated == len(frame) - len(expected) and remaining.columns == rows.columns
    keys = ["user_id", "item_id", "time"]
    actual = remaining.to_pyarrow().to_pandas().drop(columns="position").sort_values(keys).reset_index(drop=True)
    pd.testing.assert_frame_equal(actual, expected.sort_values(keys).reset_index(drop=True), check_dtype=False)


NEXT_WEEK = (datetime.now(timezone.utc) + timedelta(days=7)).replace(microsecond=0)


@pytest.mark.parametrize(
    ("times", "warnings"),
    [
        ([1.4e9, 1.5e9], []),
        ([1.4e9], []),
        ([5, 1.4e9], ["1 of 2 times are before 1990, the first on 1970-01-01."]),
        ([1.4e9, NEXT_WEEK.timestamp()], [f"1 of 2 times are in the future, the latest on {NEXT_WEEK.date()}."]),
        ([1.4e9, 1.4e9], ["All times are equal (2014-05-13): they do not order interactions."]),
        (
            [1_388_534_400, 1_420_070_400, 1_420_070_400],
            ["All times are the start of a year: they do not order interactions within a year."],
        ),
        ([1_388_534_400, 1_420_070_401], []),
    ],
)
def test_implausible_times(engine: Engine, times: list[float], warnings: list[str]) -> None:
    assert implausible_times(engine.from_pandas(pd.DataFrame({"time": list(map(float, times))}))) == warnings


def test_warnings_are_printed_and_in_the_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _write(tmp_path, "t.csv", "user_id,item_id,timestamp\nu,a,1\nu,b,2\n")
    main(["prepare", str(source), "--name=d", f"--folder={tmp_path}"])
    warning = "2 of 2 times are before 1990, the first on 1970-01-01."
    assert f"Warning: {warning}\n" in capsys.readouterr().out
    assert f"- **Warning:** {warning}\n" in (tmp_path / "d" / "DATASET.md").read_text()
    assert json.loads((tmp_path / "d" / "d.inter.json").read_text())["warnings"] == [warning]


def test_days_as_numbers_and_bounds(tmp_path: Path) -> None:
    """Eight digits are a day, in the file and in --since and --until; a year is its first day."""
    rows = "u,a,20181231\nu,b,20190101\nu,c,20200901\nu,d,20200903\n"
    source = _write(tmp_path, "t.csv", "user_id,item_id,timestamp\n" + rows)
    for bounds, items in (
        ({"since": "2019"}, ["b", "c", "d"]),
        ({"since": "20190101", "until": "20200903"}, ["b", "c"]),
        ({"until": "2019"}, ["a"]),
        ({"since": "1546300800"}, ["b", "c", "d"]),
    ):
        record = prepare_dataset(source, "d", folder=tmp_path, rules=bounds)
        assert [row[0] for row in _inter(tmp_path, "item_id")] == items
    assert record["counts"]["days"] == ["2019-01-01", "2020-09-03"]


# Tables without times.


def test_file_order_needs_no_times(tmp_path: Path) -> None:
    """Without times a repeated row is kept, because it may be another interaction."""
    source = _write(tmp_path, "t.csv", "user_id,item_id\nu,b\nv,a\nu,a\nu,b\n")
    record = prepare_dataset(source, "d", folder=tmp_path, rules={"order": "file"})
    assert (tmp_path / "d" / "d.inter").read_text() == (
        "user_id:token\titem_id:token\ttimestamp:float\nu\tb\t0\nu\ta\t1\nu\tb\t2\nv\ta\t0\n"
    )
    assert record["counts"]["days"] == [None, None] and record["rejected"] == {} and record["warnings"] == []
    record = prepare_dataset(source, "d", folder=tmp_path, rules={"order": "file", "repeated": "last", "last": 1})
    assert _inter(tmp_path, "user_id", "item_id") == [["u", "b"], ["v", "a"]]


def test_atomic_files_in_their_order(tmp_path: Path) -> None:
    source = _write(tmp_path, "r.inter", "user_id:token\titem_id:token\nu\tb\nv\ta\nu\ta\nu\tb\n")
    prepare_dataset(source, "d", folder=tmp_path, rules={"order": "file"})
    assert _inter(tmp_path, "user_id", "item_id", "timestamp") == [
        ["u", "b", 0],
        ["u", "a", 1],
        ["u", "b", 2],
        ["v", "a", 0],
    ]
    with pytest.raises(DataError, match=r"r\.inter, line 1: has no column 'timestamp'.* order=file"):
        prepare_dataset(source, "d", folder=tmp_path)


def test_other_orders_and_rules_of_time_need_times(tmp_path: Path) -> None:
    source = _write(tmp_path, "t.csv", "user_id,item_id\nu,b\nv,a\n")
    with pytest.raises(DataError, match=r"t\.csv, line 1: .*timestamp.* order=file"):
        prepare_dataset(source, "d", folder=tmp_path)
    for rule in ({"since": "2019"}, {"window_days": 2}):
        with pytest.raises(ConfigError, match=f"this source has no times, which {next(iter(rule))} needs"):
            prepare_dataset(source, "d", folder=tmp_path, rules={"order": "file", **rule})
    assert not (tmp_path / "d").exists()
