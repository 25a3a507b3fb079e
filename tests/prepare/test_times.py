"""Times in every usual writing, against Python's datetime and values worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine, open_engine
from recbole_tema.prepare.times import NAMED_FORMATS, check_time_format, unix_seconds, with_times

MIDNIGHT = 1_391_126_400.0  # 2014-01-31
DAY = 86_400.0


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine("duckdb", tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def _table(engine: Engine, texts: Sequence[Any]) -> Any:
    return engine.from_pandas(pd.DataFrame({"when": texts, "position": range(len(texts))}))


def _read(engine: Engine, texts: Sequence[Any], time_format: str | None = None) -> list[float]:
    rows = with_times(_table(engine, texts), Path("t.csv"), time_format)
    seconds: list[float] = rows.order_by("position").to_pyarrow()["time"].to_pylist()
    return seconds


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1391126400", "1391126400.25", "1.3911264e9", "0", "5.5e8"], [MIDNIGHT, MIDNIGHT + 0.25, MIDNIGHT, 0, 5.5e8]),
        (["1391126400000", "1391126400250", "0"], [MIDNIGHT, MIDNIGHT + 0.25, 0]),
        (["1391126400000000", "1391126400000001"], [MIDNIGHT, MIDNIGHT + 1e-6]),
        (["1391126400000000000"], [MIDNIGHT]),
        (["3", "1", "2"], [3, 1, 2]),
        (["20140131", "20140201"], [MIDNIGHT, MIDNIGHT + DAY]),
        (["20140131.0", "20140201.0"], [MIDNIGHT, MIDNIGHT + DAY]),
        (["201401311000", "201401310000"], [MIDNIGHT + 36_000, MIDNIGHT]),
        (["20140131100001", "20140131T100001Z"], [MIDNIGHT + 36_001, MIDNIGHT + 36_001]),
        (["2014", "2015", "1985"], [1_388_534_400, 1_420_070_400, 473_385_600]),
        (["2014-01-31", "2014-01-31 10:00:00", "2014-01-31T10:00:00"], [MIDNIGHT, *[MIDNIGHT + 36_000] * 2]),
        (["2014-01-31T10:00:00+02:00", "2014-1-31 08:00Z", "2014/01/31 8:00:00 UTC"], [MIDNIGHT + 28_800] * 3),
        (["2014-01-31 10:00:00.5-0330", "2014-01-31 13:30:00,500+00"], [MIDNIGHT + 48_600.5] * 2),
        (["31.01.2014", "01.02.2014 10:00"], [MIDNIGHT, MIDNIGHT + DAY + 36_000]),
        (["31-1-2014", "31/1/14"], [MIDNIGHT, MIDNIGHT]),
        (["1/31/2014 12:30 AM", "02/01/2014 5:00:00 p.m."], [MIDNIGHT + 1800, MIDNIGHT + DAY + 61_200]),
        (["1/31/14", "2/1/14"], [MIDNIGHT, MIDNIGHT + DAY]),
        (["01/01/2014", "2.2.2014"], [1_388_534_400, MIDNIGHT + 2 * DAY]),
        (["Jan 31, 2014", "January 31 2014 00:00", "FEB. 1st, 2014"], [MIDNIGHT, MIDNIGHT, MIDNIGHT + DAY]),
        (["31 Jan 2014", "Fri, 31 Jan 2014 02:00:00 +0200", "01-Feb-2014"], [MIDNIGHT, MIDNIGHT, MIDNIGHT + DAY]),
        (["2014-Jan-31"], [MIDNIGHT]),
        (["Fri Jan 31 10:00:00 +0000 2014", "Sat Feb  1 00:00:00 2014"], [MIDNIGHT + 36_000, MIDNIGHT + DAY]),
        (["01 31, 2014", "02 1, 2014"], [MIDNIGHT, MIDNIGHT + DAY]),
        (["2012-02-29", "2000-02-29"], [1_330_473_600, 951_782_400]),
        ([" 2014-01-31 "], [MIDNIGHT]),
    ],
)
def test_the_column_decides(engine: Engine, texts: list[str], expected: list[float]) -> None:
    assert _read(engine, texts) == expected
    rows = _table(engine, texts)
    timed = rows.mutate(seconds=unix_seconds(rows["when"])).order_by("position")
    assert timed.to_pyarrow()["seconds"].to_pylist() == expected


@pytest.mark.parametrize(
    ("time_format", "texts", "expected"),
    [
        ("day-first", ["1/2/2014", "1.2.14"], [MIDNIGHT + DAY] * 2),
        ("month-first", ["2/1/2014", "2-1-14 00:00"], [MIDNIGHT + DAY] * 2),
        ("%y/%m/%d", ["14/1/31"], [MIDNIGHT]),
        ("%d-%b-%y %I:%M %p", ["31-Jan-14 12:05 PM"], [MIDNIGHT + 43_500]),
        ("%a %b %d %H:%M:%S %z %Y", ["Fri Jan 31 02:00:00 +0200 2014"], [MIDNIGHT]),
        ("%FT%T.%f%Z", ["2014-01-31T00:00:00.125Z"], [MIDNIGHT + 0.125]),
        ("%Y%m%d", ["20140131", "19850101"], [MIDNIGHT, 473_385_600]),
        ("%Y", ["2014", "1970"], [1_388_534_400, 0]),
        ("100%% %Y", ["100% 2014"], [1_388_534_400]),
        ("seconds", ["16000", "20200901"], [16_000, 20_200_901]),
        ("milliseconds", ["16000"], [16]),
        ("iso", ["2014-01-31", "2014-01-31T00:00:00.5Z"], [MIDNIGHT, MIDNIGHT + 0.5]),
    ],
)
def test_a_chosen_format(engine: Engine, time_format: str, texts: list[str], expected: list[float]) -> None:
    check_time_format(time_format)
    assert _read(engine, texts, time_format) == expected


@pytest.mark.parametrize(
    ("texts", "line", "words"),
    [
        (["2014-01-31", "soon"], 3, "'soon' is invalid. Times are read as dates such as 2014-01-31"),
        (["2014-01-31", "2014-02-30"], 3, "'2014-02-30' is invalid"),
        (["2014-01-31", "2014-01-31 24:00"], 3, "'2014-01-31 24:00' is invalid"),
        (["2014-01-31 13:00 PM", "2014-01-31"], 2, "'2014-01-31 13:00 PM' is invalid"),
        (["1391126400", ""], 3, "'' is invalid. Times are read as Unix seconds"),
        (["1391126400", "-5"], 3, "'-5' is invalid"),
        (["1391126400", "-1e18"], 3, "'-1e18' is invalid"),
        (["1391126400", "1e39"], 3, "'1e39' is invalid"),
        (["1391126400", "nan"], 3, "'nan' is invalid"),
        (["1391126400", "5000000000"], 3, "'5000000000' is invalid"),
        (["20140131", "20140230"], 3, "'20140230' is invalid. Times are read as days such as 20140131"),
        (
            ["20140131", "20140132", "20140131"],
            3,
            "(a number of before 1990 in Unix seconds; the others: days such as 20140131)",
        ),
        (["20140131", "20140201", "1391126400"], 4, "(Unix seconds; the others: days such as 20140131)"),
        (["0", "0", "0", "20140131"], 5, "(days such as 20140131; the others: 0)"),
        (["1391126400", "1391126401", "1391126400000"], 4, "(milliseconds; the others: Unix seconds)"),
        (["1391126400000", "1391126400000", "1391126400"], 4, "(Unix seconds; the others: milliseconds)"),
        (["1391126400000", "1391126400000", "5"], 4, "(a number of before 1990 in Unix seconds; the others: millisec"),
        (["2014-01-31", "2014-01-31", "1391126400"], 4, "(Unix seconds; the others: dates such as 2014-01-31)"),
        (["31/01/2014", "30/01/2014", "01/31/2014"], 4, "(dates with the month first; the others: dates with the day"),
        (["2014-01-31", "2014-01-31", "31.01.2014"], 4, "(dates with the day first; the others: dates such as 2014"),
        (
            ["1/1/2014", "1/2/2014"],
            3,
            "'1/2/2014' may have the day or the month first, as all others. Choose time_format",
        ),
        (
            ["1/2/14"],
            2,
            "'1/2/14' has a year of two digits, and its order is not certain. Choose time_format=day-first",
        ),
        (["16000", "17000"], 2, "'16000' would be before 1990 as seconds, as all others: it may be of another unit. "),
        (["201401", "201402"], 2, "or choose time_format=seconds if that is their unit."),
        (["23185440", "23185441"], 2, "'23185440' would be before 1990 as seconds"),
        (["200000000000", "200000000001"], 2, "'200000000000' would be before 1990 as milliseconds"),
        (["soon"], 2, "'soon' is invalid"),
    ],
)
def test_what_cannot_be_decided_names_the_line(engine: Engine, texts: list[str], line: int, words: str) -> None:
    with pytest.raises(DataError) as caught:
        _read(engine, texts)
    assert words in str(caught.value) and caught.value.line == line and caught.value.path == Path("t.csv")


def test_lines_start_at_a_given_one(engine: Engine) -> None:
    with pytest.raises(DataError) as caught:
        with_times(_table(engine, ["2014-01-31", "soon"]), Path("t.csv"), first_line=1)
    assert caught.value.line == 2


def test_a_chosen_format_is_the_only_one(engine: Engine) -> None:
    for time_format, text in (("day-first", "1/31/2014"), ("seconds", "2014-01-31"), ("%Y", "2014-01-31")):
        with pytest.raises(DataError, match="is invalid"):
            _read(engine, [text], time_format)


def test_texts_that_are_not_times_are_null_or_undecided(engine: Engine) -> None:
    rows = _table(engine, ["2014-01-31", "soon", "2014-02-30", None])
    assert rows.select(time=unix_seconds(rows["when"])).to_pyarrow()["time"].to_pylist() == [MIDNIGHT, None, None, None]
    rows = _table(engine, ["1/2/2014"])
    with pytest.raises(DataError, match="the time '1/2/2014' may have the day or the month first"):
        unix_seconds(rows["when"])


@pytest.mark.parametrize("text", ["days", "", "%Q %Y", "%m", "%Y %Y", "%Y %"])
def test_unknown_formats_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="time_format"):
        check_time_format(text)


def test_columns_of_times_and_dates_are_exact(engine: Engine, tmp_path: Path) -> None:
    moment = datetime(2014, 1, 31, 10, 0, 0, 123_456)
    frame = pd.DataFrame(
        {
            "plain": pd.to_datetime([moment]),
            "zoned": pd.to_datetime([moment]).tz_localize("Europe/Paris"),
            "day": [date(2014, 1, 31)],
            "fine": pd.to_datetime(["2014-01-31 10:00:00.123456789"]),
        }
    )
    frame.to_parquet(tmp_path / "t.parquet")
    table = engine.parquet(tmp_path / "t.parquet")
    seconds = {name: unix_seconds(table[name]) for name in frame}
    assert table.select(**seconds).to_pyarrow().to_pylist() == [
        {
            "plain": MIDNIGHT + 36_000 + 0.123456,
            "zoned": MIDNIGHT + 32_400 + 0.123456,
            "day": MIDNIGHT,
            "fine": MIDNIGHT + 36_000 + 0.123456789,
        }
    ]


# Random times in every writing.

_PRINTED = {
    "%Y-%m-%d": 1,
    "%Y-%m-%d %H:%M:%S": 1,
    "%Y-%m-%dT%H:%M:%S.%fZ": 1,
    "%Y-%m-%d %H:%M:%S.%f%z": 1,
    "%Y/%m/%d %H:%M": 1,
    "%Y%m%d": 1,
    "%Y%m%d%H%M%S": 1,
    "%Y": 1,
    "%d.%m.%Y": "day-first",
    "%d/%m/%Y %H:%M:%S": "day-first",
    "%m/%d/%Y %I:%M:%S %p": "month-first",
    "%m-%d-%y": "month-first",
    "%b %d, %Y": 1,
    "%d %B %Y %H:%M": 1,
    "%a, %d %b %Y %H:%M:%S %z": 1,
    "%a %b %d %H:%M:%S %z %Y": 1,
    "%m %d, %Y": 1,
}
_MOMENTS = st.lists(
    st.datetimes(
        datetime(1990, 1, 1),
        datetime(2068, 12, 31, 23, 59, 59),
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    ),
    min_size=1,
    max_size=8,
)


def _written(moments: Sequence[datetime], printed: str) -> tuple[list[str], list[float]]:
    """Times as texts, and the Unix seconds that Python reads in them."""
    texts = [moment.strftime(printed) for moment in moments]
    parsed = [datetime.strptime(text, printed) for text in texts]
    exact = [moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc) for moment in parsed]
    start = datetime(1970, 1, 1, tzinfo=timezone.utc)
    return texts, [(moment - start) / timedelta(seconds=1) for moment in exact]


def _check_writings(engine: Engine, moments: Sequence[datetime], printed: str) -> None:
    decided = _PRINTED[printed]
    texts, expected = _written(moments, printed)
    reads = [printed] if "%f%z" not in printed else []
    reads += [str(decided)] if decided in NAMED_FORMATS else []
    for time_format in reads:
        assert _read(engine, texts, time_format) == pytest.approx(expected, abs=1e-6, rel=0)
    if decided == 1:
        assert _read(engine, texts) == pytest.approx(expected, abs=1e-6, rel=0)


@settings(max_examples=20, deadline=None)
@given(moments=_MOMENTS, printed=st.sampled_from(sorted(_PRINTED)))
def test_random_times_are_read_back(engine: Engine, moments: list[datetime], printed: str) -> None:
    _check_writings(engine, moments, printed)


@settings(max_examples=20, deadline=None)
@given(
    moments=st.lists(st.integers(631_152_000 * 10**6, 4_102_444_799 * 10**6), min_size=1, max_size=8),
    unit=st.sampled_from([("seconds", 10**6), ("milliseconds", 10**3), ("microseconds", 1)]),
)
def test_random_numbers_are_read_in_their_unit(engine: Engine, moments: list[int], unit: tuple[str, int]) -> None:
    name, microseconds = unit
    numbers = [moment // microseconds for moment in moments]
    expected = [number / (10**6 // microseconds) for number in numbers]
    for time_format in (None, name):
        assert _read(engine, list(map(str, numbers)), time_format) == expected


@pytest.fixture(scope="module")
def spark_engine(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine("spark", tmp_path_factory.mktemp("spark")) as opened:
        yield opened


@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(moments=_MOMENTS)
def test_spark_reads_the_same_seconds(engine: Engine, spark_engine: Engine, moments: list[datetime]) -> None:
    """All writings as columns of one table: Spark takes long to start a query."""
    columns = {f"t{number}": _written(moments, printed)[0] for number, printed in enumerate(_PRINTED)}
    formats = [printed if "%f%z" not in printed else "iso" for printed in _PRINTED]
    decided = [printed for printed in _PRINTED if _PRINTED[printed] == 1]
    results = []
    for opened in (engine, spark_engine):
        table = opened.from_pandas(pd.DataFrame({**columns, "position": range(len(moments))}))
        seconds = {name: unix_seconds(table[name], chosen) for name, chosen in zip(columns, formats)}
        seconds["decided"] = unix_seconds(table[f"t{list(_PRINTED).index(decided[len(moments) % len(decided)])}"])
        results.append(table.select("position", **seconds).order_by("position").to_pyarrow().to_pylist())
    assert results[0] == results[1] and None not in results[0][0].values()
