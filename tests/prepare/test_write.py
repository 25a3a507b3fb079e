"""Writing `.inter`: ranks, names, numbers and counts, against plain Python."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import floor
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.prepare.decode_ids import Names
from recbole_tema.prepare.rules import WINDOWS
from recbole_tema.prepare.write import InteractionCounts, group_users, write_interactions, write_items

USERS = ("A user", "U@1", "b'", "ü", "名", "0012")
ITEMS = ("B0", "a b", "c,d", "é", "7", "#1", "-")
DOMAINS = ("x", "y_z", "ż")


class Row(NamedTuple):
    """An interaction with integer ids."""

    user: int
    window: int
    item: int
    time: float
    rating: float


def _names(domain_of: Sequence[int]) -> Names:
    users, items, domains = (pa.array(names) for names in (USERS, ITEMS, DOMAINS))
    return Names(users, items, domains, pa.array(domain_of, pa.int64()))


def _batches(rows: Sequence[Row], ends: Sequence[int], domain_of: Sequence[int], windows: bool) -> list[pa.RecordBatch]:
    """Rows as batches that end at ``ends``; an end that is given twice makes an empty batch."""
    bounds = [0, *sorted(ends), len(rows)]
    batches = []
    for start, end in pairwise(bounds):
        part = rows[start:end]
        columns = {
            "user_id": pa.array([r.user * WINDOWS + r.window if windows else r.user for r in part], pa.int64()),
            "item_id": pa.array([r.item for r in part], pa.int64()),
            "domain": pa.array([domain_of[r.item] for r in part], pa.int64()),
            "time": pa.array([r.time for r in part], pa.float64()),
            "rating": pa.array([r.rating for r in part], pa.float64()),
        }
        batches.append(pa.record_batch(columns))
    return batches


@st.composite
def _cases(draw: st.DrawFn) -> tuple[list[Row], list[int], list[int], bool]:
    """Rows by user and window, ends of batches, the domain of each item, and whether there are windows."""
    windows = draw(st.booleans())
    owners = st.tuples(st.integers(0, len(USERS) - 1), st.integers(1, 12) if windows else st.just(0))
    cells = st.tuples(
        st.integers(0, len(ITEMS) - 1),
        st.floats(0, 4.0e9),
        st.one_of(st.integers(1, 5).map(float), st.floats(allow_nan=False, allow_infinity=False)),
    )
    histories = draw(st.dictionaries(owners, st.lists(cells, min_size=1, max_size=9), min_size=1, max_size=8))
    rows = [Row(user, window, *cell) for (user, window), history in sorted(histories.items()) for cell in history]
    ends = draw(st.lists(st.integers(0, len(rows)), max_size=8))
    return rows, ends, draw(st.lists(st.integers(0, 2), min_size=len(ITEMS), max_size=len(ITEMS))), windows


@settings(max_examples=60, deadline=None)
@given(case=_cases())
def test_tables_hold_complete_users(case: tuple[list[Row], list[int], list[int], bool]) -> None:
    rows, ends, domain_of, _ = case
    batches = _batches(rows, ends, domain_of, windows=True)
    tables = list(group_users(batches))
    assert all(len(table) for table in tables)
    users = [set(table["user_id"].to_pylist()) for table in tables]
    assert sum(map(len, users)) == len(set().union(*users))
    assert pa.concat_tables(tables).to_pylist() == pa.Table.from_batches(batches).to_pylist()
    # One table per batch, and one for the last user.
    assert len(tables) <= len(batches) + 1


def test_tables_end_before_the_last_user() -> None:
    rows = [Row(user, 0, 0, 0.0, 1.0) for user in (0, 0, 0, 1, 2, 2)]
    batches = _batches(rows, [1, 2, 2, 4, 5], [0] * len(ITEMS), windows=False)
    assert [table["user_id"].to_pylist() for table in group_users(batches)] == [[0, 0, 0], [1], [2, 2]]
    assert list(group_users([])) == []


@settings(max_examples=60, deadline=None)
@given(case=_cases(), columns=st.sampled_from([(), ("time",), ("rating",), ("time", "rating")]))
def test_file_and_counts(case: tuple[list[Row], list[int], list[int], bool], columns: tuple[str, ...]) -> None:
    rows, ends, domain_of, windows = case
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.inter"
        batches = _batches(rows, ends, domain_of, windows)
        counts = write_interactions(path, batches, _names(domain_of), columns, windows=windows)
        kinds = read_header(path)
        cells = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
        frame = read_atomic(path)
        assert [file.name for file in Path(folder).iterdir()] == ["d.inter"]

    named = {"user_id": "token", "item_id": "token", "timestamp": "float"}
    assert list(kinds.items()) == [*named.items(), *((name, "float") for name in columns)]
    assert cells.pop() == [""] and len(cells) == len(rows) + 1
    histories = [list(history) for _, history in groupby(rows, key=lambda row: (row.user, row.window))]
    expected = []
    for history in histories:
        for rank, row in enumerate(history):
            user = f"{USERS[row.user]}@{row.window}" if windows else USERS[row.user]
            expected.append([user, ITEMS[row.item], str(rank)])
    assert [line[:3] for line in cells[1:]] == expected
    assert frame["user_id"].tolist() == [line[0] for line in expected]
    assert frame["item_id"].tolist() == [line[1] for line in expected]
    assert frame["timestamp"].tolist() == [float(line[2]) for line in expected]
    if "time" in columns:
        assert frame["time"].tolist() == [floor(row.time) for row in rows]
        assert (counts.first, counts.latest) == (min(row.time for row in rows), max(row.time for row in rows))
    else:
        assert counts.first > counts.latest
    if "rating" in columns:
        assert [float(line[-1]) for line in cells[1:]] == [row.rating for row in rows]
        # The file holds every digit; pandas reads 17, zeros after the point included.
        assert frame["rating"].tolist() == pytest.approx([row.rating for row in rows], rel=1e-10, abs=1e-300)
    _check_counts(counts, histories, domain_of)


def _check_counts(counts: InteractionCounts, histories: list[list[Row]], domain_of: list[int]) -> None:
    domains = [[domain_of[row.item] for row in history] for history in histories]
    assert counts.n_rows == sum(map(len, histories))
    n_users = {length: n for length, n in enumerate(counts.n_users_by_length.tolist()) if n}
    assert n_users == Counter(map(len, histories))
    assert counts.overlapping == sum(len(set(history)) > 1 for history in domains)
    assert counts.switches == sum(a != b for history in domains for a, b in pairwise(history))
    for d in range(len(DOMAINS)):
        assert counts.users_by_domain[d] == sum(d in history for history in domains)
        assert counts.interactions_by_domain[d] == sum(history.count(d) for history in domains)
    seen = list(dict.fromkeys(row.item for history in histories for row in history))
    assert counts.items().values.tolist() == [[ITEMS[i], DOMAINS[domain_of[i]]] for i in seen]


def test_bytes_of_a_small_file(tmp_path: Path) -> None:
    """Windows of one user in separate batches; half a second and half a star."""
    rows = [Row(1, 2, 4, 10.5, 3.5), Row(1, 2, 0, 1.4e9 + 0.999, 5.0), Row(1, 11, 0, 0.0, 0.1)]
    domain_of = [0, 0, 0, 0, 1, 0, 0]
    counts = write_interactions(
        tmp_path / "d.inter",
        _batches(rows, [1, 2], domain_of, windows=True),
        _names(domain_of),
        ("time", "rating"),
        windows=True,
    )
    assert (tmp_path / "d.inter").read_bytes() == (
        b"user_id:token\titem_id:token\ttimestamp:float\ttime:float\trating:float\n"
        b"U@1@2\t7\t0\t10\t3.5\n"
        b"U@1@2\tB0\t1\t1400000000\t5\n"
        b"U@1@11\tB0\t0\t0\t0.1\n"
    )
    assert (counts.overlapping, counts.switches) == (1, 1)
    assert counts.users_by_domain.tolist() == [2, 1, 0] and counts.interactions_by_domain.tolist() == [2, 1, 0]


@pytest.mark.parametrize(("kind", "users", "items"), [("user", ['u"2', "u"], ["i"]), ("item", ["u"], ['"i"', "j"])])
def test_a_quote_in_a_name_is_refused(tmp_path: Path, kind: str, users: list[str], items: list[str]) -> None:
    """RecBole reads files with csv's rules, where a quote at the start of a cell merges the following lines."""
    names = Names(pa.array(users), pa.array(items), pa.array(["x"]), pa.array([0] * len(items), pa.int64()))
    batches = _batches([Row(0, 0, 0, 0.0, 1.0)], [], [0], windows=False)
    with pytest.raises(DataError, match=f"the {kind} .* holds a quote"):
        write_interactions(tmp_path / "d.inter", batches, names, ())
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_kept_if_reading_rows_fails(tmp_path: Path) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield from _batches([Row(0, 0, 0, 0.0, 1.0), Row(1, 0, 1, 0.0, 1.0)], [1], [0, 0], windows=False)
        raise OSError("no more")

    path = tmp_path / "d.inter"
    path.write_text("as before")
    with pytest.raises(OSError, match="no more"):
        write_interactions(path, broken(), _names([0] * len(ITEMS)), ("time",))
    assert path.read_text() == "as before" and list(tmp_path.iterdir()) == [path]


def test_texts_of_items_are_plain_and_ids_are_kept(tmp_path: Path) -> None:
    items = pd.DataFrame({"item_id": ["a&amp;b", "<b>"], "domain": ["x&amp;y", "cafe\u0301"]})
    description = pd.DataFrame(
        {
            "title": ["Ben &amp; Jerry&#39;s", "Cafe\u0301<br>noir"],
            "brand": ["&nbsp;Ben&nbsp;&amp; Jerry", "<p>Tea</p>"],
            "empty": ["<br>", "&nbsp;"],
            "parent_asin": ["&lt;", "B0"],
            "image_url": ["http://x/?a=1&amp;b=2", ""],
        },
        index=items["item_id"],
    )
    write_items(tmp_path / "x.item", items, description)
    assert (tmp_path / "x.item").read_text(encoding="utf-8").splitlines() == [
        "item_id:token\tdomain:token\ttitle:token_seq\tbrand:token_seq\tparent_asin:token\timage_url:token",
        "a&amp;b\tx&amp;y\tBen & Jerry's\tBen & Jerry\t&lt;\thttp://x/?a=1&amp;b=2",
        "<b>\tcafe\u0301\tCafé noir\tTea\tB0\t",
    ]
