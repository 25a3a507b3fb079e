"""The temporal split: the same cuts, training rows, targets and histories for every kind of model."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.config import Config
from recbole_tema.data.interactions import Interactions
from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.data.temporal_split import Cuts, TemporalSplit, temporal_split
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.model import get_model
from tests.helpers import config, recbole_parts

# 2018-01-01 and 2018-07-01, 00:00 UTC.
VALID, TEST = 1_514_764_800, 1_530_403_200
DATES = {"split": {"TS": ["2018-01-01", "2018-07-01"]}}
# Rows (user, item, seconds) in the order of time. float32 cannot tell VALID - 1 from VALID.
ROWS = [
    # a: a target in both periods; its first interactions at the cuts themselves.
    *(("a", "i1", VALID - 200), ("a", "i2", VALID - 1), ("a", "i3", VALID), ("a", "i4", VALID + 9)),
    *(("a", "i1", TEST), ("a", "i2", TEST + 1)),
    # b: nothing in the validation period; the target of test, i9, is a new item.
    *(("b", "i2", VALID - 300), ("b", "i3", VALID - 100), ("b", "i9", TEST + 5)),
    # c: a new user, whose second interaction is the first with a history; its last, TEST - 1, is before the cut.
    *(("c", "i1", VALID + 50), ("c", "i4", TEST - 1)),
    # d: a new user with one interaction, which has no history: no target.
    ("d", "i1", TEST + 7),
    # e: trains only. f: a single interaction that trains, then a target.
    *(("e", "i5", VALID - 90), ("e", "i1", VALID - 80), ("f", "i3", VALID - 70), ("f", "i5", VALID + 70)),
    # g: history only within the validation period (a single interaction), then a target.
    *(("g", "i6", VALID + 60), ("g", "i2", TEST + 60)),
]
TRAIN = [("a", "i1"), ("a", "i2"), ("b", "i2"), ("b", "i3"), ("e", "i5"), ("e", "i1"), ("f", "i3")]
# By user: target and history.
VALID_TARGETS = {"a": ("i3", ["i1", "i2"]), "c": ("i4", ["i1"]), "f": ("i5", ["i3"])}
TEST_TARGETS = {"a": ("i1", ["i1", "i2", "i3", "i4"]), "b": ("i9", ["i2", "i3"]), "g": ("i2", ["i6"])}
MODELS = ("TEMA", "SASRecW", "SASRec", "BERT4Rec", "DIEN", "BPR", "Pop")
SEQUENTIAL = ("SASRec", "BERT4Rec", "DIEN")


def write_rows(folder: Path, rows: list[tuple[str, str, float]], *, ranks: bool = True, time: bool = True) -> Path:
    """Write the dataset ``toy``; ``timestamp`` is the position in the history, or the time itself."""
    frame = pd.DataFrame(rows, columns=["user_id", "item_id", "time"])
    frame["timestamp"] = frame.groupby("user_id").cumcount().astype(float) if ranks else frame["time"]
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"}
    if not time:
        del kinds["time"]
    write_atomic(frame.sample(frac=1, random_state=3)[list(kinds)], folder / "toy/toy.inter", kinds)
    items = sorted(set(frame["item_id"]) | {"i7", "i8"})
    item = pd.DataFrame({"item_id": items, "domain": [f"d{int(name[1:]) % 2}" for name in items]})
    item["title"] = [f"Thing {name}" for name in items]
    write_atomic(item, folder / "toy/toy.item", {"item_id": "token", "domain": "token", "title": "token_seq"})
    return folder


def prepared(folder: Path, model: str, **keys: Any) -> PreparedData:
    return prepare_data(config(folder, model, **{"eval_args": DATES, "modalities": ["id"], **keys}))


def pairs_of(dataset: Any) -> list[tuple[str, str]]:
    tokens, feat = dataset.field2id_token, dataset.inter_feat
    users, items = (tokens[field][feat[field].numpy()].tolist() for field in ("user_id", "item_id"))
    return list(zip(users, items))


def targets_of(data: PreparedData, part: str) -> dict[str, tuple[str, list[str]]]:
    tokens, targets = data.dataset.field2id_token, getattr(data, part).targets
    users, items = tokens["user_id"][targets.users].tolist(), tokens["item_id"][targets.items].tolist()
    return {
        user: (item, tokens["item_id"][targets.history(row)].tolist())
        for row, (user, item) in enumerate(zip(users, items))
    }


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_rows(tmp_path, ROWS)


@pytest.mark.parametrize("filters", [{}, {"user_inter_num_interval": "[1,inf)"}])
@pytest.mark.parametrize("model", MODELS)
def test_rows_and_targets_of_every_model(small: Path, model: str, filters: dict[str, str]) -> None:
    """With and without RecBole's filters, that is, from flat arrays and from RecBole's table."""
    data = prepared(small, model, **filters)
    # The first interaction of a user has no history to be predicted from.
    trained = [("a", "i2"), ("b", "i3"), ("e", "i1")] if model in SEQUENTIAL else TRAIN
    parts = recbole_parts(data)
    assert sorted(pairs_of(parts[0])) == sorted(trained)
    for name, part, expected in (("valid", parts[1], VALID_TARGETS), ("test", parts[2], TEST_TARGETS)):
        assert targets_of(data, name) == expected
        assert sorted(pairs_of(part)) == [(user, item) for user, (item, _) in expected.items()]
        evaluated = getattr(data, name)
        if model not in ("BPR", "Pop"):
            seen = evaluated.dataset[torch.from_numpy(evaluated.rows)]["item_id_list"].numpy()
            tokens = data.dataset.field2id_token["item_id"]
            histories = [tokens[row[row > 0]].tolist() for row in seen]
            assert histories == [history for _, history in targets_of(data, name).values()]


@pytest.mark.parametrize("model", ["TEMA", "SASRecW", "SASRec", "BPR"])
def test_batches_hold_no_interaction_after_the_cut(small: Path, model: str) -> None:
    data = prepared(small, model)
    tokens = data.dataset.field2id_token["item_id"]
    if model in ("TEMA", "SASRecW"):
        batches = list(data.train)
        trained = [target for batch in batches for target in batch["target_list"].flatten().tolist() if target]
        inputs = [item for batch in batches for item in batch["item_id_list"].flatten().tolist() if item]
        assert Counter(tokens[inputs]) == Counter(["i1", "i2", "i5"])
    else:
        trained = [item for batch in data.train for item in batch["item_id"].tolist()]
    expected = [item for _, item in TRAIN] if model == "BPR" else ["i2", "i3", "i1"]
    assert Counter(tokens[trained]) == Counter(expected)


def test_items_after_the_cut_count_nothing(small: Path) -> None:
    settings = config(small, "Pop", eval_args=DATES)
    data = prepare_data(settings)
    model = get_model("Pop")(settings, data.dataset)
    for batch in data.train:
        model.calculate_loss(batch)
    tokens = data.dataset.field2id_token["item_id"]
    counts = dict(zip(tokens[1:].tolist(), model.item_cnt[1:, 0].tolist()))
    assert counts == {"i1": 2, "i2": 2, "i3": 2, "i5": 1, **dict.fromkeys(("i4", "i6", "i7", "i8", "i9"), 0)}
    assert data.split.n_train_interactions()[1:].tolist() == [counts[token] for token in tokens[1:]]


def test_months_of_tema_are_those_of_training(small: Path) -> None:
    keys = {"eval_args": DATES, "modalities": ["id"]}
    data = prepared(small, "TEMA", **keys)
    model = get_model("TEMA")(config(small, **keys), data.dataset)
    # VALID begins a month. Rounded to float32, as in batches, VALID - 1 is in it; later interactions get it too.
    months = model.calendar(torch.tensor([VALID - 200.0, VALID + 9.0, TEST + 60.0]))
    assert months.tolist() == [0, 1, 1]


def test_counts_of_new_users_and_items(small: Path) -> None:
    assert prepared(small, "TEMA").split.record() == {
        "kind": "TS",
        "cuts": {
            "valid": {"time": "2018-01-01T00:00:00+00:00", "unix": VALID},
            "test": {"time": "2018-07-01T00:00:00+00:00", "unix": TEST},
        },
        "train": {"interactions": 7, "users": 4, "items": 4},
        # Interactions a i3, a i4, c i1, c i4, f i5, g i6: c and g are new users, i4 and i6 new items.
        "valid": {
            "interactions": 6,
            "users": 4,
            "items": 5,
            "new_users": 2,
            "new_items": 2,
            "targets": 3,
            "targets_of_new_users": 1,
            "targets_of_new_items": 1,
            "users_without_target": 1,
        },
        # Interactions a i1, a i2, b i9, d i1, g i2: d and g are new users, i9 is a new item.
        "test": {
            "interactions": 5,
            "users": 4,
            "items": 3,
            "new_users": 2,
            "new_items": 1,
            "targets": 3,
            "targets_of_new_users": 1,
            "targets_of_new_items": 1,
            "users_without_target": 1,
        },
    }


@pytest.mark.parametrize(
    "values",
    [
        ["2018-01-01", "2018-07-01"],
        [date(2018, 1, 1), date(2018, 7, 1)],
        ["2018-01-01T00:00:00Z", "2018-07-01T02:00:00+02:00"],
        [VALID, float(TEST)],
        (str(VALID), "2018-07-01T00:00:00"),
    ],
)
def test_times_as_dates_or_seconds(values: Any) -> None:
    assert Cuts.from_setting(values, np.zeros(1)) == Cuts(VALID, TEST)


@pytest.mark.parametrize(
    ("ratios", "times", "expected"),
    [
        ([0.8, 0.1, 0.1], range(10), Cuts(8, 9)),
        ([8, 1, 1], range(10, 20), Cuts(18, 19)),
        # 30 * 0.1 / (0.7 + 0.2 + 0.1) is less than 3 in floating point.
        ([0.7, 0.2, 0.1], range(30), Cuts(21, 27)),
        # The interactions at time 3 are on one side.
        ([0.5, 0.25, 0.25], [0, 1, 3, 3, 3, 3, 4, 5], Cuts(3, 4)),
        # Rounded down, as in RecBole: 11 * 0.1 is one interaction.
        ([0.8, 0.1, 0.1], range(11), Cuts(9, 10)),
    ],
)
def test_ratios_of_all_interactions(ratios: list[float], times: Any, expected: Cuts) -> None:
    assert Cuts.from_setting(ratios, np.array(times, dtype=float)[::-1]) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([0.8, 0.2], "must be three ratios, of training, validation and test"),
        ([0.8, 0.1, -0.1], "must be three positive ratios"),
        ([0.8, 0.1, "x"], "must be three positive ratios"),
        ([float("nan"), 0.1, 0.1], "must be three positive ratios"),
        (["2018-07-01", "2018-01-01"], "must be two times in ascending order"),
        (["2018-01-01", "2018-01-01"], "must be two times in ascending order"),
        (["2018-01-01", "July"], "'July'"),
        (["2018-01-01"], "must be three ratios or two times"),
        ("2018-01-01", "must be three ratios or two times"),
        (None, "must be three ratios or two times"),
    ],
)
def test_wrong_values_are_refused(tmp_path: Path, value: Any, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config("TEMA", "toy", config_dict={"data_path": str(tmp_path), "eval_args": {"split": {"TS": value}}})
    assert words in str(caught.value) and "eval_args.split.TS" in str(caught.value)


def test_popularity_sampling_of_negatives_is_refused(tmp_path: Path) -> None:
    """RecBole's sampler counts the interactions of validation and test too."""
    keys = {"data_path": str(tmp_path), "eval_args": DATES, "train_neg_sample_args": {"distribution": "popularity"}}
    with pytest.raises(ConfigError, match="popularity, which counts interactions after the cuts"):
        Config("BPR", "toy", config_dict=keys)


def test_user_split_and_temporal_split_exclude_each_other(small: Path) -> None:
    (small / "toy/toy.split").write_text("split_user_id:token\trole:token\na\ttrain\n")
    for model in ("TEMA", "SASRec", "BPR"):
        with pytest.raises(ConfigError, match=r"toy\.split: The dataset has a user split"):
            prepared(small, model)


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "BPR"])
@pytest.mark.parametrize(
    ("cuts", "words"),
    [
        (["1999-01-01", "2018-07-01"], "No user has two interactions before 1999-01-01T00:00:00+00:00"),
        (["2018-01-02", "2018-01-03"], "No user has a target from 2018-01-02T00:00:00+00:00 until 2018-01-03"),
        (["2018-01-01", "2019-01-01"], "No user has a target from 2019-01-01T00:00:00+00:00 on"),
    ],
)
def test_every_period_needs_targets(small: Path, model: str, cuts: list[str], words: str) -> None:
    with pytest.raises(DataError) as caught:
        prepared(small, model, eval_args={"split": {"TS": cuts}})
    assert words in str(caught.value) and "from 2017-12-31T23:55:00+00:00 to 2018-07-01T00:01:00" in str(caught.value)


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "BPR"])
def test_positions_in_place_of_times_are_refused(tmp_path: Path, model: str) -> None:
    write_rows(tmp_path, ROWS, time=False)
    with pytest.raises(DataError, match=r"needs the column time:float"):
        prepared(tmp_path, model, calendar="none")


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "BPR"])
def test_order_against_time_is_refused(tmp_path: Path, model: str) -> None:
    rows = [(user, item, VALID - 5 if (user, item) == ("a", "i4") else at) for user, item, at in ROWS]
    write_rows(tmp_path, rows)
    with pytest.raises(DataError, match="user 'a' are not in the order of their times"):
        prepared(tmp_path, model)


@pytest.mark.parametrize("model", MODELS)
def test_seconds_as_the_sort_key(tmp_path: Path, model: str) -> None:
    """A dataset whose TIME_FIELD holds unix seconds, which float32 rounds to two minutes."""
    write_rows(tmp_path, ROWS, ranks=False, time=False)
    data = prepared(tmp_path, model, calendar="none", load_col={"inter": ["user_id", "item_id", "timestamp"]})
    assert targets_of(data, "valid") == VALID_TARGETS and targets_of(data, "test") == TEST_TARGETS


def test_ratios_are_shared_by_all_models(toy: Path) -> None:
    args = {"split": {"TS": [0.6, 0.2, 0.2]}}
    all_data = [prepared(toy, model, eval_args=args) for model in MODELS]
    reference = all_data[0]
    for data in all_data[1:]:
        assert data.split.record() == reference.split.record()
        for part in ("valid", "test"):
            assert targets_of(data, part) == targets_of(reference, part)


Row = tuple[int, int, int]
ROW_LISTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 12)), min_size=6, max_size=60)


def brute_force(rows: list[Row], cuts: tuple[int, int]) -> tuple[list[Row], list[Any], list[Any]]:
    """Training rows, and per period (user, item, history), by walking through each history."""
    train, periods = [], ([], [])
    for user in sorted({row[0] for row in rows}):
        history: list[int] = []
        done: set[int] = set()
        for row in sorted((row for row in rows if row[0] == user), key=lambda row: row[2]):
            period = (row[2] >= cuts[0]) + (row[2] >= cuts[1])
            if period == 0:
                train.append(row)
            elif history and period not in done:
                done.add(period)
                periods[period - 1].append((user, row[1], list(history)))
            history.append(row[1])
    return train, *periods


def split_of_rows(rows: list[Row], cuts: Any) -> TemporalSplit:
    users, items, times = (np.array(column) for column in zip(*rows))
    # A constant keeps times from being positions; tokens are the numbers.
    tokens = np.arange(20).astype(str)
    data = Interactions.from_rows(
        users, items + 1, times, times + 1000.0, user_tokens=tokens, item_tokens=np.arange(8).astype(str)
    )
    return temporal_split(data, cuts)


@settings(max_examples=200, deadline=None)
@given(rows=ROW_LISTS, cuts=st.tuples(st.integers(1, 11), st.integers(1, 6)))
def test_split_equals_a_walk_through_each_history(rows: list[Row], cuts: tuple[int, int]) -> None:
    valid, test = cuts[0], cuts[0] + cuts[1]
    split = split_of_rows(rows, [valid + 1000, test + 1000])
    train, *periods = brute_force(rows, (valid, test))
    data = split.interactions
    chosen = split.train_rows()
    users = data.users[data.owners(chosen)].tolist()
    assert list(zip(users, (data.items[chosen] - 1).tolist(), (data.times[chosen] - 1000).tolist())) == train
    assert (data.times[chosen] < valid + 1000).all() and len(split.training_times()) == len(train)
    known_users, known_items = {row[0] for row in train}, {row[1] for row in train}
    for part, target_rows, expected in zip(("valid", "test"), (split.valid_rows(), split.test_rows()), periods):
        targets = split.targets(target_rows)
        histories = [(targets.history(row) - 1).tolist() for row in range(len(targets))]
        assert list(zip(targets.users.tolist(), (targets.items - 1).tolist(), histories)) == expected
        groups, counts = split.groups(targets), split.record()[part]
        new_users = [user not in known_users for user, _, _ in expected]
        new_items = [item not in known_items for _, item, _ in expected]
        assert groups["new_users"].tolist() == new_users and groups["new_items"].tolist() == new_items
        assert groups["known"].tolist() == [not (a or b) for a, b in zip(new_users, new_items)]
        assert (counts["targets"], counts["targets_of_new_items"]) == (len(expected), sum(new_items))
        period = [row for row in rows if (valid <= row[2] < test if part == "valid" else row[2] >= test)]
        assert counts["interactions"] == len(period)
        assert counts["new_items"] == len({row[1] for row in period} - known_items)
        assert counts["new_users"] == len({row[0] for row in period} - known_users)


@settings(max_examples=100, deadline=None)
@given(rows=ROW_LISTS, ratios=st.lists(st.floats(0.05, 1), min_size=3, max_size=3))
def test_ratios_keep_equal_times_together(rows: list[Row], ratios: list[float]) -> None:
    split = split_of_rows(rows, ratios)
    times = sorted(row[2] + 1000 for row in rows)
    total = sum(ratios)
    n_valid, n_test = (int(round(len(rows) * ratio / total, 6)) for ratio in ratios[1:])
    before_test = min(len(rows) - n_test, len(rows) - 1)
    assert split.cuts == Cuts(times[min(len(rows) - n_valid - n_test, len(rows) - 1)], times[before_test])
    trained = {row[2] + 1000 for row in rows if row[2] + 1000 < split.cuts.valid}
    assert set(split.training_times().tolist()) == trained
    json.dumps(split.record())
