"""The split by cold items: which items, rows, targets and histories, worked out by hand."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from recbole_tema.config import Config
from recbole_tema.data import cold_split
from recbole_tema.data.cold_split import cold_item_split, draw_cold_items
from recbole_tema.data.interactions import Interactions
from recbole_tema.data.preparation import PreparedData, create_dataset, data_preparation, prepare_data
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import write_atomic
from tests.helpers import config, recbole_parts

COLD = {"split": {"cold_items": 0.1}}
# Items c1 and c2 are cold, the others are warm.
HISTORIES = {
    # The target is the last cold item; w5, after it, is left out, and so is c1.
    "a": ["w1", "w2", "c1", "w3", "w4", "c2", "w5"],
    # No warm item before the cold one: no target, and the warm rest is split.
    "b": ["c1", "w1", "w2", "w3"],
    # No cold item.
    "c": ["w1", "w2", "w3", "w4"],
    # A target whose history is too short to train.
    "d": ["w1", "c1"],
    # Cold items only: left out.
    "e": ["c1", "c2"],
    # Two warm items train and none validates.
    "f": ["w1", "w2", "c1"],
    "g": ["w2", "w4"],
    "h": ["w5"],
    # The cold item before the history is left out.
    "i": ["c1", "w1", "c2", "w2"],
    # A cold item twice: the last time is the target.
    "j": ["w3", "c1", "c1"],
}
TRAIN = {"a": ["w1", "w2", "w3"], "b": ["w1", "w2"], "c": ["w1", "w2", "w3"], "f": ["w1", "w2"], "g": ["w2", "w4"]}
VALID = {"a": ("w4", ["w1", "w2", "w3"]), "b": ("w3", ["w1", "w2"]), "c": ("w4", ["w1", "w2", "w3"])}
TEST = {
    "a": ("c2", ["w1", "w2", "w3", "w4"]),
    "d": ("c1", ["w1"]),
    "f": ("c1", ["w1", "w2"]),
    "i": ("c2", ["w1"]),
    "j": ("c1", ["w3"]),
}


def cold_by_name(interactions: Interactions, item_domain: np.ndarray, share: float) -> np.ndarray:
    return np.char.startswith(interactions.item_tokens.astype(str), "c")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The histories as the dataset ``toy``, with c1 and c2 as cold items."""
    monkeypatch.setattr(cold_split, "draw_cold_items", cold_by_name)
    rows = [(user, item, float(rank)) for user, items in HISTORIES.items() for rank, item in enumerate(items)]
    inter = pd.DataFrame(rows, columns=["user_id", "item_id", "timestamp"]).sample(frac=1, random_state=2)
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float"}
    write_atomic(inter, tmp_path / "toy/toy.inter", kinds)
    names = ["c1", "c2", "w1", "w2", "w3", "w4", "w5"]
    item = pd.DataFrame({"item_id": names, "domain": [f"d{int(name[1]) % 2}" for name in names]})
    write_atomic(item, tmp_path / "toy/toy.item", {"item_id": "token", "domain": "token"})
    text = pd.DataFrame({"txt_item_id": names, "txt_emb": list(np.random.default_rng(0).normal(size=(7, 4)))})
    write_atomic(text, tmp_path / "toy/toy.txt", {"txt_item_id": "token", "txt_emb": "float_seq"})
    return tmp_path


def prepared(folder: Path, **keys: Any) -> PreparedData:
    return prepare_data(config(folder, **{"eval_args": COLD, "load_col": None, **keys}))


def targets_of(data: PreparedData, part: str) -> dict[str, tuple[str, list[str]]]:
    tokens, targets = data.dataset.field2id_token, getattr(data, part).targets
    users, items = tokens["user_id"][targets.users].tolist(), tokens["item_id"][targets.items].tolist()
    return {
        user: (item, tokens["item_id"][targets.history(row)].tolist())
        for row, (user, item) in enumerate(zip(users, items))
    }


@pytest.mark.parametrize("filters", [{}, {"user_inter_num_interval": "[1,inf)"}])
def test_rows_targets_and_histories(small: Path, filters: dict[str, str]) -> None:
    """With and without RecBole's filters, that is, from flat arrays and from RecBole's table."""
    data = prepared(small, **filters)
    tokens, split = data.dataset.field2id_token, data.split
    rows = split.train_rows()
    users = tokens["user_id"][split.interactions.users[split.interactions.owners(rows)]].tolist()
    items = tokens["item_id"][split.interactions.items[rows]].tolist()
    assert {user: [i for u, i in zip(users, items) if u == user] for user in users} == TRAIN
    assert targets_of(data, "valid") == VALID
    assert targets_of(data, "test") == TEST
    assert split.source_rows().tolist() == sorted(set(split.source_rows().tolist()))
    source = split.source()
    assert (source.items[split.source_rows()] == split.interactions.items).all()
    assert len(source.items) == sum(map(len, HISTORIES.values()))
    for part, expected in zip(recbole_parts(data), (sum(map(len, TRAIN.values())), len(VALID), len(TEST))):
        assert len(part.inter_feat) == expected


def test_batches_hold_nothing_that_is_cold_or_later_than_a_target(small: Path) -> None:
    data = prepared(small)
    tokens = data.dataset.field2id_token["item_id"]
    batches = list(data.train)
    inputs = {tokens[i] for batch in batches for i in batch["item_id_list"].flatten().tolist() if i}
    targets = sorted(tokens[i] for batch in batches for i in batch["target_list"].flatten().tolist() if i)
    # w5 occurs after the target of a, and alone in h.
    assert inputs == {"w1", "w2"}
    assert targets == sorted(item for items in TRAIN.values() for item in items[1:])


def test_counts_of_training_interactions_and_the_record(small: Path) -> None:
    split = prepared(small).split
    counts = dict(zip(split.interactions.item_tokens.tolist(), split.n_train_interactions().tolist()))
    assert counts == {"[PAD]": 0, "c1": 0, "c2": 0, "w1": 4, "w2": 5, "w3": 2, "w4": 1, "w5": 0}
    assert split.record() == {
        "kind": "cold_items",
        "share": 0.1,
        "seed": 2024,
        "cold_items": 2,
        "interactions_with_cold_items": 11,
        "train": {"interactions": 12, "items": 4},
        "valid": {"targets": 3},
        "test": {"targets": 5, "items": 2, "users_without_target": 5},
    }
    assert split.groups(prepared(small).test.targets) == {}


def test_cold_items_are_excluded_in_validation_and_candidates_in_test(small: Path) -> None:
    data = prepared(small)
    cold = [name.startswith("c") for name in data.dataset.field2id_token["item_id"]]
    assert data.valid.excluded_items.tolist() == data.test.cold_items.tolist() == cold
    assert data.valid.cold_items is data.test.excluded_items is None


def interactions(tokens: list[str], items: list[int]) -> Interactions:
    """One user per item."""
    n = len(items)
    order, users = np.zeros(n), np.arange(1, n + 1)
    names = np.array(["[PAD]", *tokens])
    return Interactions.from_rows(users, np.array(items), order, None, user_tokens=users.astype(str), item_tokens=names)


def test_draw_of_a_share_of_each_domain_by_the_hash_of_tokens() -> None:
    tokens = [f"i{n}" for n in range(30)]
    domain = np.array([0, *([1] * 20), *([2] * 10)])
    # The last three items of domain 2 have no interaction.
    cold = draw_cold_items(interactions(tokens, [*range(1, 28)]), domain, 0.2)
    expected = set()
    for group in (tokens[:20], tokens[20:27]):
        by_hash = sorted(group, key=lambda token: hashlib.sha256(f"2024:{token}".encode()).hexdigest())
        expected |= {*by_hash[: round(0.2 * len(group))]}
    assert {tokens[n - 1] for n in np.flatnonzero(cold)} == expected
    assert [int(cold[domain == d].sum()) for d in range(3)] == [0, 4, 1]


def test_draw_does_not_change_between_versions_or_with_the_order_of_ids() -> None:
    tokens = [f"i{n}" for n in range(20)]
    for order in (tokens, tokens[::-1]):
        cold = draw_cold_items(interactions(order, [*range(1, 21)]), np.array([0, *([1] * 20)]), 0.2)
        assert sorted(order[n - 1] for n in np.flatnonzero(cold)) == ["i0", "i1", "i5", "i8"]


def test_at_least_one_item_of_each_domain_is_cold() -> None:
    cold = draw_cold_items(interactions(["a", "b", "c"], [1, 2, 3]), np.array([0, 1, 1, 2]), 0.1)
    assert cold[1:3].sum() == 1 and cold[3]


@pytest.mark.parametrize("share", [0, 1, 0.0, 1.0, -0.1, 1.5, float("nan"), True, "0.1", None, [0.1]])
def test_share_must_be_a_number_between_0_and_1(share: Any) -> None:
    with pytest.raises(ConfigError, match="must be a number above 0 and below 1"):
        Config("TEMA", "any", (), {"eval_args": {"split": {"cold_items": share}}})


@pytest.mark.parametrize(
    ("items", "part"),
    [
        ([["a"], ["b"]], "two interactions with warm items to train"),
        ([["a", "b"], ["a", "b"]], "three interactions with warm items to validate"),
        ([["a", "b", "a"], ["b", "a", "b"]], "an interaction with a cold item after one with a warm item to test"),
    ],
)
def test_no_user_for_a_part(items: list[list[str]], part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cold_split, "draw_cold_items", cold_by_name)
    rows = [(user, "ab".index(item) + 1, n) for user, own in enumerate(items, 1) for n, item in enumerate(own)]
    users, ids, order = (np.array(column) for column in zip(*rows))
    names = np.array(["[PAD]", "a", "b", "c"])
    given = Interactions.from_rows(users, ids, order, None, user_tokens=np.array(["", "1", "2"]), item_tokens=names)
    with pytest.raises(DataError, match=f"No user has {part}"):
        cold_item_split(given, np.array([0, 1, 1, 1]), 0.1).check(Path("x.inter"))


def test_with_a_user_split_it_is_refused(small: Path) -> None:
    roles = pd.DataFrame({"split_user_id": [*HISTORIES], "role": ["train"] * 8 + ["valid", "test"]})
    write_atomic(roles, small / "toy/toy.split", {"split_user_id": "token", "role": "token"})
    with pytest.raises(ConfigError, match="has a user split"):
        prepared(small)


def test_recbole_s_own_evaluation_is_refused(small: Path) -> None:
    settings = config(small, eval_args=COLD, load_col=None)
    with pytest.raises(ConfigError, match="ranks validation targets among cold items"):
        data_preparation(settings, create_dataset(settings))
