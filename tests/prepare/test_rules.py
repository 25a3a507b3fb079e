"""Rules on a real engine, against plain Python and against values worked out by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.errors import DataError
from recbole_tema.options import parse_time
from recbole_tema.prepare.encode_ids import EncodedInteractions, encode_ids
from recbole_tema.prepare.engine import Engine, open_engine
from recbole_tema.prepare.options import Rules
from recbole_tema.prepare.rules import DAY, WINDOWS, Funnel, apply_rules, sort_rows
from recbole_tema.prepare.sources.base import Source
from tests.prepare.plain_rules import NoRowLeft, Row, plain

START = 1_400_000_000.0
# Names whose order by bytes is not that of an alphabet, nor that of UTF-16.
USERS = ("u2", "u10", "U1", "ü", "u 1")
ITEMS = ("b", "B", "a", "é", "\uff5e", "\U0001d11e")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for the whole file: opening an engine takes longer than most tests."""
    with open_engine("duckdb", tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def _encode(engine: Engine, rows: Sequence[Row], seed: int = 0) -> tuple[EncodedInteractions, Source]:
    names = {"user_id": "user", "item_id": "item", "domain": "domain"}
    columns: dict[str, pa.Array] = {
        ours: pa.array([getattr(r, field) for r in rows], pa.string()) for ours, field in names.items()
    }
    columns["time"] = pa.array([r.time for r in rows], pa.float64())
    columns["rating"] = pa.array([r.rating for r in rows], pa.float64())
    columns["position"] = pa.array([r.position for r in rows], pa.int64())
    table = engine.from_pandas(pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype))
    source = Source(rows=table, describe=lambda items: items, made_by="test", inputs=[])
    return encode_ids(engine, source, seed), source


def _names(encoded: EncodedInteractions) -> tuple[list[str], list[str]]:
    """Names of users and of items by integer id."""
    users, items = (table.order_by("code").to_pyarrow().to_pydict() for table in (encoded.users, encoded.items))
    assert users["code"] == list(range(len(users["code"]))) and items["code"] == list(range(len(items["code"])))
    return users["user_id"], items["item_id"]


def _apply(engine: Engine, encoded: EncodedInteractions, rules: Rules) -> tuple[list[Row], Funnel]:
    """Sorted rows with names, and the funnel; ``encoded`` can be used again."""
    funnel = Funnel()
    rows = apply_rules(engine, engine.materialize(encoded.rows, "copy"), rules, funnel)
    records = sort_rows(rows, rules).to_pyarrow().to_pylist()
    engine.drop(rows)
    per_user = 1 if rules.window_days is None else WINDOWS
    users, items, domains = (*_names(encoded), encoded.domains.to_pylist())
    named = [
        Row(
            users[r["user_id"] // per_user],
            items[r["item_id"]],
            domains[r["domain"]],
            r["time"],
            r["rating"],
            r["position"],
            r["user_id"] % per_user,
        )
        for r in records
    ]
    return named, funnel


def _run(engine: Engine, rows: Sequence[Row], rules: Rules) -> tuple[list[Row], Funnel]:
    return _apply(engine, _encode(engine, rows, rules.shuffle_ties or 0)[0], rules)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[list[Row], int, list[Rules]]:
    """A table with rows in any order, a seed, and rules to apply to it."""
    domain_of = draw(st.lists(st.sampled_from("xyz"), min_size=len(ITEMS), max_size=len(ITEMS)))
    gaps = draw(st.booleans())
    cells = st.tuples(
        st.integers(0, len(USERS) - 1),
        st.integers(0, len(ITEMS) - 1),
        st.integers(0, 7),
        st.sampled_from([None, 2.0, 3.0, 4.5]) if gaps else st.sampled_from([2.0, 3.0, 4.5]),
    )
    drawn = draw(st.lists(cells, min_size=24, max_size=60))
    places = draw(st.permutations(range(len(drawn))))
    rows = [
        Row(USERS[user], ITEMS[item], domain_of[item], START + tick * DAY / 2, rating, place)
        for (user, item, tick, rating), place in zip(drawn, places)
    ]
    seed = draw(st.integers(0, 3))
    orders: list[dict[str, Any]] = [{"order": "time"}, {"order": "file"}]
    if not gaps:
        orders += [{"ties": "hash"}] if seed == 0 else [{"shuffle_ties": seed}]
    days = st.sampled_from([str(START + tick * DAY / 2) for tick in (1, 2, 6)])
    rules = st.builds(
        lambda order, **rest: Rules(**order, **rest),
        order=st.sampled_from(orders),
        min_rating=st.sampled_from([None, None, 3.0]),
        since=st.one_of(st.none(), st.none(), days),
        until=st.one_of(st.none(), st.none(), days),
        repeated=st.sampled_from(["keep", "first", "last"]),
        user_core=st.sampled_from([0, 0, 2, 4, 6]),
        item_core=st.sampled_from([0, 0, 2, 4, 6]),
        min_domains=st.sampled_from([1, 1, 2]),
        domain_min=st.sampled_from([1, 1, 2]),
        window_days=st.sampled_from([None, 1.0, 1.5]),
        last=st.sampled_from([None, None, 2, 4]),
    )
    return rows, seed, draw(st.lists(rules, min_size=3, max_size=3))


@settings(max_examples=10, deadline=None)
@given(case=_cases(), chance=st.randoms(use_true_random=False))
def test_rules_match_plain_python(
    engine: Engine, case: tuple[list[Row], int, list[Rules]], chance: random.Random
) -> None:
    rows, seed, several = case
    encoded, source = _encode(engine, rows, seed)
    assert source.rejected == {}
    for rules in several:
        try:
            expected, steps = plain(rows, rules, chance)
        except NoRowLeft as left:
            with pytest.raises(DataError) as caught:
                _apply(engine, encoded, rules)
            assert repr(str(left)) in str(caught.value)
            continue
        remaining, funnel = _apply(engine, encoded, rules)
        if rules.ties == "hash" or rules.shuffle_ties is not None:
            # Rows that are equal in all written columns may be exchanged.
            remaining, expected = ([row._replace(position=0) for row in side] for side in (remaining, expected))
        assert remaining == expected
        assert [{**step, "step": step["step"].partition(" (")[0]} for step in funnel.steps] == steps


# Worked out by hand.


def _rows(*cells: tuple[str, str, float]) -> list[Row]:
    """User, item and time; the domain of an item is its first letter, rows are in the given order."""
    return [Row(user, item, item[0], time, None, place) for place, (user, item, time) in enumerate(cells)]


def _short(rows: Sequence[Row]) -> list[tuple[str, str, float]]:
    return [(f"{row.user}@{row.window}" if row.window else row.user, row.item, row.time) for row in rows]


def test_without_rules_all_rows_are_kept_and_sorted_by_user_and_time(engine: Engine) -> None:
    rows = _rows(("v", "y1", 5), ("u", "x2", 9), ("u", "x1", 1), ("V", "x1", 3), ("u", "y1", 1))
    remaining, funnel = _run(engine, rows, Rules())
    assert _short(remaining) == [("V", "x1", 3), ("u", "x1", 1), ("u", "y1", 1), ("u", "x2", 9), ("v", "y1", 5)]
    assert funnel.steps == []
    by_file, _ = _run(engine, rows, Rules(order="file"))
    assert _short(by_file) == [("V", "x1", 3), ("u", "x2", 9), ("u", "x1", 1), ("u", "y1", 1), ("v", "y1", 5)]


def test_ratings_and_times_are_filtered(engine: Engine) -> None:
    days = [parse_time(day, "since") for day in ("2014-01-30", "2014-01-31", "2014-02-01", "2014-02-02")]
    ratings = (5.0, 3.0, 2.9, None)
    rows = [Row("u", f"x{i}", "x", day, rating, i) for i, (day, rating) in enumerate(zip(days, ratings))]
    remaining, funnel = _run(engine, rows, Rules(since="2014-01-31", until="2014-02-02"))
    assert [row.item for row in remaining] == ["x1", "x2"]
    remaining, funnel = _run(engine, rows, Rules(min_rating=3, since="2014-01-31"))
    assert [row.item for row in remaining] == ["x1"]
    assert funnel.steps == [
        {"step": "rating at least 3", "users": 1, "items": 2, "interactions": 2},
        {"step": "time from 2014-01-31 until the last", "users": 1, "items": 1, "interactions": 1},
    ]


def test_repeated_interactions_follow_the_order_of_the_rules(engine: Engine) -> None:
    rows = _rows(("u", "x1", 9), ("u", "y1", 5), ("u", "x1", 2), ("u", "x1", 9), ("v", "x1", 4))
    first, _ = _run(engine, rows, Rules(repeated="first"))
    assert [row.position for row in first] == [2, 1, 4]
    last, _ = _run(engine, rows, Rules(repeated="last"))
    assert [row.position for row in last] == [1, 3, 4]
    last, _ = _run(engine, rows, Rules(repeated="first", order="file"))
    assert [row.position for row in last] == [0, 1, 4]


def test_core_is_applied_until_both_hold(engine: Engine) -> None:
    """Round 1 removes x9, then v with one row; round 2 removes y2, then w; round 3 changes nothing."""
    u = [("u", item, 1) for item in ("x1", "x2", "y1")]
    t = [("t", item, 1) for item in ("x1", "x2", "y1")]
    w = [("w", item, 1) for item in ("y1", "y2")]
    v = [("v", item, 1) for item in ("y2", "x9")]
    remaining, funnel = _run(engine, _rows(*u, *w, *v, *t), Rules(user_core=2, item_core=2))
    assert _short(remaining) == t + u
    counts = {"users": 2, "items": 3, "interactions": 6}
    assert funnel.steps == [{"step": "core: users 2, items 2, 1 in 1 domains (3 rounds)", **counts}]


def test_users_need_enough_in_enough_domains(engine: Engine) -> None:
    rows = _rows(
        *(("both", item, 1) for item in ("x1", "x1", "y1", "y2")),
        *(("thin", item, 1) for item in ("x1", "x2", "x3", "y1")),
        *(("one", item, 1) for item in ("x1", "x2", "x3")),
        *(("few", item, 1) for item in ("x1", "y1", "z1")),
    )
    for rules, users in (
        (Rules(min_domains=2), {"both", "thin", "few"}),
        (Rules(min_domains=2, domain_min=2), {"both"}),
        (Rules(min_domains=3), {"few"}),
        (Rules(domain_min=3), {"thin", "one"}),
        (Rules(user_core=4, min_domains=2), {"both", "thin"}),
    ):
        assert {row.user for row in _run(engine, rows, rules)[0]} == users


def test_windows_start_with_the_first_interaction_and_may_be_empty(engine: Engine) -> None:
    rows = _rows(
        ("u", "x1", 1000), ("u", "y1", 1000 + DAY - 1), ("u", "x2", 1000 + DAY), ("u", "y2", 1000 + 3.5 * DAY),
        ("v", "y1", 500_000),
    )  # fmt: skip
    remaining, funnel = _run(engine, rows, Rules(window_days=1))
    assert _short(remaining) == [
        ("u@1", "x1", 1000),
        ("u@1", "y1", 1000 + DAY - 1),
        ("u@2", "x2", 1000 + DAY),
        ("u@4", "y2", 1000 + 3.5 * DAY),
        ("v@1", "y1", 500_000),
    ]
    assert funnel.steps == [{"step": "windows of 1 days", "users": 4, "items": 4, "interactions": 5}]


def test_windows_of_long_histories_do_not_overlap_the_next_user(engine: Engine) -> None:
    """From 1970 to 2099 in windows of one day, with another user whose integer id is the next one."""
    rows = _rows(("u", "x1", 0), ("u", "y1", 47_000 * DAY), ("v", "x1", 0))
    remaining, _ = _run(engine, rows, Rules(window_days=1))
    assert _short(remaining) == [("u@1", "x1", 0), ("u@47001", "y1", 47_000 * DAY), ("v@1", "x1", 0)]


def test_last_counts_within_a_window(engine: Engine) -> None:
    rows = _rows(("u", "x1", 3), ("u", "x2", 1), ("u", "y1", 3), ("u", "y2", 2), ("u", "x3", DAY + 1), ("v", "y2", 0))
    remaining, _ = _run(engine, rows, Rules(last=2))
    assert _short(remaining) == [("u", "y1", 3), ("u", "x3", DAY + 1), ("v", "y2", 0)]
    remaining, _ = _run(engine, rows, Rules(last=2, window_days=1))
    assert _short(remaining) == [("u@1", "x1", 3), ("u@1", "y1", 3), ("u@2", "x3", DAY + 1), ("v@1", "y2", 0)]


def test_after_truncation_domains_are_checked_again_and_the_core_is_not(engine: Engine) -> None:
    rows = _rows(
        *(("u", item, time) for time, item in enumerate(("x1", "x2", "y1", "x1", "y2"))),
        *(("v", item, time) for time, item in enumerate(("y1", "y2", "x1", "x2", "x1"))),
    )
    remaining, funnel = _run(engine, rows, Rules(user_core=5, item_core=2, min_domains=2, last=3))
    assert _short(remaining) == [("u", "y1", 2), ("u", "x1", 3), ("u", "y2", 4)]
    assert [tuple(step.values()) for step in funnel.steps] == [
        ("core: users 5, items 2, 1 in 2 domains (1 rounds)", 2, 4, 10),
        ("last 3 per user", 2, 4, 6),
        ("1 in 2 domains after truncation", 1, 3, 3),
    ]


@pytest.mark.parametrize(
    ("rules", "step"),
    [
        (Rules(min_rating=6), "rating at least 6"),
        (Rules(until="10"), "time from the first until 10"),
        (Rules(user_core=9), "core: users 9, items 0, 1 in 1 domains"),
        (Rules(min_domains=2, last=1), "1 in 2 domains after truncation"),
    ],
)
def test_no_remaining_row_names_the_step(engine: Engine, rules: Rules, step: str) -> None:
    rows = [Row("u", "x", "x", 20, 5.0, 0), Row("u", "y", "y", 30, 4.0, 1)]
    with pytest.raises(DataError) as caught:
        _run(engine, rows, rules)
    assert f"after the step {step!r}" in str(caught.value)


# Integer ids.


def test_names_are_sorted_by_bytes_and_unusable_ones_rejected(engine: Engine) -> None:
    cells: list[tuple[Any, Any, str, float | None]] = [
        ("u", "b", "y", 3.0),
        ("ü", "B", "x", float("nan")),
        ("U", "b", "y", float("inf")),
        ("u", "twice", "x", 1.0),
        ("u", "twice", "y", 1.0),
        ("nan", "b", "y", 1.0),
        ("NULL", "b", "y", 1.0),
        (None, "b", "y", 1.0),
        ("u\t", "b", "y", 1.0),
        ("u", "", "y", 1.0),
        ("u", None, "y", 1.0),
        ("u", "b\x00", "y", 1.0),
        ("only", "twice", "y", 1.0),
    ]
    rows = [Row(user, item, domain, 1.0, rating, place) for place, (user, item, domain, rating) in enumerate(cells)]
    encoded, source = _encode(engine, rows)
    users, items = _names(encoded)
    assert items == ["B", "b"] and encoded.domains.to_pylist() == ["x", "y"]
    assert encoded.items.order_by("code").to_pyarrow()["domain"].to_pylist() == [0, 1]
    assert users == sorted(users, key=str.encode) and {"U", "u", "ü"} <= set(users) <= {"U", "only", "u", "ü"}
    remaining, _ = _apply(engine, encoded, Rules())
    assert [(row.user, row.item, row.domain, row.rating) for row in remaining] == [
        ("U", "b", "y", None),
        ("u", "b", "y", 3.0),
        ("ü", "B", "x", None),
    ]
    assert source.rejected == {
        "items in more than one domain": 1,
        "rows with an unusable id, or of such an item": 10,
    }


# Ties ordered by hash.


def _tied(users: int = 200) -> list[Row]:
    """Users with the same six items at one time, one rated twice, and one item before and one after."""
    rows = []
    for user in range(users):
        cells = [(f"{'xy'[i % 2]}{i}", START, 1.0) for i in range(6)]
        cells += [("x2", START, 2.0), ("y7", START - 1, 1.0), ("x8", START + 1, 1.0)]
        rows += [(f"u{user}", *cell) for cell in cells]
    return [Row(user, item, item[0], time, rating, place) for place, (user, item, time, rating) in enumerate(rows)]


def _orders(rows: Sequence[Row]) -> dict[str, list[str]]:
    orders: dict[str, list[str]] = {}
    for row in rows:
        orders.setdefault(row.user, []).append(row.item)
    return orders


def test_hashed_ties_are_uninformative(engine: Engine) -> None:
    remaining, _ = _run(engine, _tied(), Rules(ties="hash"))
    orders = _orders(remaining)
    assert len(orders) == 200
    for order in orders.values():
        assert order[0] == "y7" and order[-1] == "x8"
        assert sorted(order[1:-1]) == ["x0", "x2", "x2", "x4", "y1", "y3", "y5"]
    for one, other in combinations(("x0", "y1", "x2", "y3", "x4", "y5"), 2):
        first = sum(order.index(one) < order.index(other) for order in orders.values())
        assert 60 <= first <= 140, (one, other, first)
    assert len({tuple(order) for order in orders.values()}) > 100


def test_hashed_ties_depend_on_the_seed_only(engine: Engine) -> None:
    rows = _tied(20)
    once, _ = _run(engine, rows, Rules(ties="hash"))
    mixed = random.Random(4).sample(rows, len(rows))
    mixed = [row._replace(position=place) for place, row in enumerate(mixed)]
    again, _ = _run(engine, mixed, Rules(ties="hash"))
    # Only the position in the file may differ.
    assert [row._replace(position=0) for row in again] == [row._replace(position=0) for row in once]
    one, two = (_run(engine, rows, Rules(shuffle_ties=seed))[0] for seed in (1, 2))
    assert [row.time for row in one] == [row.time for row in two] == [row.time for row in once]
    changed = sum(_orders(one)[user] != order for user, order in _orders(two).items())
    assert changed > 15
    zero, _ = _run(engine, rows, Rules(shuffle_ties=0))
    assert zero == once
