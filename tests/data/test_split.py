"""The common split: leave-one-out, and user splits of .split files for TEMA, sequential and general models."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.data.dataset import Dataset
from recbole.data.dataset.customized_dataset import DIENDataset

from recbole_tema.data.dataset import SplitSequentialDataset
from recbole_tema.data.interactions import Interactions
from recbole_tema.data.preparation import PreparedData, _dataset_class, prepare_data
from recbole_tema.data.split import LeaveOneOut, Split
from recbole_tema.data.user_split import UserRoles, UserSplit
from recbole_tema.errors import DataError
from recbole_tema.evaluation import read_ranks
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.fingerprint import dataset_fingerprint
from recbole_tema.model import get_model
from tests.helpers import build, config, recbole_parts

HEADER = "split_user_id:token\trole:token"
# u0 has one interaction, u1 two, u2 three: the shortest histories of each role.
ROLES = {f"u{i}": {1: "test", 2: "valid"}.get(i % 5, "train") for i in range(40)}
GENERAL = ("BPR", "Pop")
SEQUENTIAL = ("SASRec", "BERT4Rec", "GRU4Rec", "DIEN")

Triple = tuple[str, str, float]


def write_roles(toy: Path, roles: dict[str, str]) -> Path:
    path = toy / "toy/toy.split"
    # Reversed, so that the order of the file is not that of the users.
    path.write_text("\n".join([HEADER, *(f"{user}\t{role}" for user, role in reversed(roles.items()))]) + "\n")
    return path


def sequences_of_file(toy: Path) -> dict[str, list[Triple]]:
    rows = [line.split("\t") for line in (toy / "toy/toy.inter").read_text().splitlines()[1:]]
    sequences: dict[str, list[Triple]] = {}
    for user, item, rank, _ in sorted(rows, key=lambda row: float(row[2])):
        sequences.setdefault(user, []).append((user, item, float(rank)))
    return sequences


def interactions_of(dataset: Dataset) -> list[Triple]:
    tokens, feat = dataset.field2id_token, dataset.inter_feat
    users, items = (tokens[field][feat[field].numpy()].tolist() for field in ("user_id", "item_id"))
    return list(zip(users, items, feat["timestamp"].tolist()))


def targets_of(toy: Path, role: str, min_length: int = 2) -> list[Triple]:
    sequences = sequences_of_file(toy)
    return sorted(rows[-1] for user, rows in sequences.items() if ROLES[user] == role and len(rows) >= min_length)


def trained_users(data: PreparedData) -> set[str]:
    ids = {int(user) for batch in data.train for user in batch["user_id"]}
    return {str(data.dataset.field2id_token["user_id"][user]) for user in ids}


@pytest.fixture
def toy_roles(toy: Path) -> Path:
    write_roles(toy, ROLES)
    return toy


@pytest.mark.parametrize("model", ["TEMA", *SEQUENTIAL, *GENERAL])
def test_training_rows_and_targets_of_every_model(toy_roles: Path, model: str) -> None:
    data = prepare_data(config(toy_roles, model))
    skipped = 1 if model in SEQUENTIAL else 0  # a first interaction has no history to be predicted from
    train = [
        row for rows in sequences_of_file(toy_roles).values() for row in rows[skipped:] if ROLES[row[0]] == "train"
    ]
    parts = recbole_parts(data)
    assert sorted(interactions_of(parts[0])) == sorted(train)
    for part, rows, role in ((data.valid, parts[1], "valid"), (data.test, parts[2], "test")):
        expected = targets_of(toy_roles, role)
        assert sorted(interactions_of(rows)) == expected
        tokens = data.dataset.field2id_token
        pairs = zip(tokens["user_id"][part.targets.users], tokens["item_id"][part.targets.items])
        assert sorted(pairs) == [row[:2] for row in expected]


@pytest.mark.parametrize("model", [*SEQUENTIAL, *GENERAL])
def test_batches_contain_only_training_users(toy_roles: Path, model: str) -> None:
    users = trained_users(prepare_data(config(toy_roles, model)))
    min_length = 2 if model in SEQUENTIAL else 1
    sequences = sequences_of_file(toy_roles)
    assert users == {user for user, role in ROLES.items() if role == "train" and len(sequences[user]) >= min_length}


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "Pop"])
def test_histories_of_held_out_users_are_inputs(toy_roles: Path, model: str) -> None:
    data, sequences = prepare_data(config(toy_roles, model)), sequences_of_file(toy_roles)
    tokens = data.dataset.field2id_token
    for part in (data.valid, data.test):
        targets = part.targets
        assert len(targets) > 5
        for row, user in enumerate(tokens["user_id"][targets.users]):
            expected = [item for _, item, _ in sequences[user][:-1]]
            assert tokens["item_id"][targets.history(row)].tolist() == expected
            if model != "Pop":
                seen = part.dataset[torch.from_numpy(part.rows[row : row + 1])]["item_id_list"][0].numpy()
                assert tokens["item_id"][seen[seen > 0]].tolist() == expected[-8:]


def test_each_target_of_training_users_is_trained_once(toy_roles: Path) -> None:
    data = prepare_data(config(toy_roles))
    items = data.dataset.field2id_token["item_id"]
    times = {}
    for line in (toy_roles / "toy/toy.inter").read_text().splitlines()[1:]:
        user, _, rank, time = line.split("\t")
        times[user, float(rank)] = float(np.float32(time))
    trained: Counter = Counter()
    for batch in data.train:
        chosen = batch["target_list"] > 0
        inputs, targets = (items[batch[field][chosen].numpy()] for field in ("item_id_list", "target_list"))
        trained.update(zip(batch["time_list"][chosen].tolist(), inputs.tolist(), targets.tolist()))
    expected: Counter = Counter()
    for user, rows in sequences_of_file(toy_roles).items():
        if ROLES[user] == "train":
            expected.update((times[user, a[2]], a[1], b[1]) for a, b in itertools.pairwise(rows))
    assert trained == expected
    assert data.train.n_targets == sum(expected.values())


def test_pop_counts_only_training_users(toy_roles: Path) -> None:
    settings = config(toy_roles, "Pop")
    data = prepare_data(settings)
    model = get_model("Pop")(settings, data.dataset)
    for batch in data.train:
        model.calculate_loss(batch)
    counts = Counter(
        row[1] for user, rows in sequences_of_file(toy_roles).items() if ROLES[user] == "train" for row in rows
    )
    items = data.dataset.field2id_token["item_id"]
    assert dict(zip(items[1:].tolist(), model.item_cnt[1:, 0].tolist())) == {item: counts[item] for item in items[1:]}


def test_experiment_ranks_the_targets_of_the_user_split(toy_roles: Path, tmp_path: Path) -> None:
    keys = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "inner_size": 16, "epochs": 1, "modalities": ["id"]}
    models, out = ["TEMA", "SASRec", "Pop"], tmp_path / "out"
    settings = {**keys, "data_path": str(toy_roles)}
    results = run_experiment(models, "toy", seeds=[1], output_dir=out, config_dict=settings).to_dict()
    assert results["dataset"]["fingerprint"] == dataset_fingerprint(toy_roles / "toy", "toy")
    groups = read_ranks(out / "ranks.parquet").groupby(["model", "split", "protocol"])
    targets = groups[["user_id", "item_id"]].apply(lambda rows: sorted(zip(rows["user_id"], rows["item_id"])))
    assert len(targets) == 3 * 2 * 3
    for (_, split, _), pairs in targets.items():
        assert pairs == [row[:2] for row in targets_of(toy_roles, split)]
    assert all(run["test"]["domain"]["overall"]["users"] == 8 for run in results["runs"])


def test_model_reads_the_history_of_a_held_out_user(toy_roles: Path) -> None:
    model, data, _ = build(toy_roles, modalities=["id"])
    batch = data.test.dataset[data.test.rows[:3]]
    scores = model.full_sort_predict(batch)
    batch["item_id_list"][0, 0] = batch["item_id_list"][0, 0] % 20 + 1
    changed = (model.full_sort_predict(batch) != scores).any(dim=1)
    assert changed.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("changes", "file", "row", "words"),
    [
        ({"u7": "tset"}, "split", "u7\ttset", "The role 'tset' is unknown. Use one of train, valid, test"),
        ({"u7": "train\nu7\ttest"}, "split", "u7\ttest", "User 'u7' is listed twice"),
        ({"u7": "train\nu77\ttrain"}, "split", "u77\ttrain", "User 'u77' is not a user of toy.inter"),
        ({"u0": "test"}, "split", "u0\ttest", "User 'u0' has a single interaction"),
        ({"u0": "valid"}, "split", "u0\tvalid", "User 'u0' has a single interaction"),
        ({"u7": None}, "inter", "u7\t", "User 'u7' has no role in toy.split"),
        (
            {user: "valid" for user, role in ROLES.items() if role == "test"},
            "split",
            None,
            "has the role test",
        ),
        (
            {user: "test" for user, role in ROLES.items() if role == "valid"},
            "split",
            None,
            "has the role valid",
        ),
        # The single interaction of u0 cannot be trained.
        (
            {user: "test" for user in ROLES if user not in ("u0", "u2")},
            "split",
            None,
            "has the role train",
        ),
    ],
)
@pytest.mark.parametrize("model", ["TEMA", "SASRec"])
def test_malformed_split_is_refused(toy: Path, model: str, changes: dict, file: str, row: str, words: str) -> None:
    write_roles(toy, {user: role for user, role in {**ROLES, **changes}.items() if role})
    path = toy / f"toy/toy.{file}"
    with pytest.raises(DataError) as caught:
        prepare_data(config(toy, model))
    lines = path.read_text().splitlines()
    line = next(i for i, text in enumerate(lines, 1) if text.startswith(row)) if row else None
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}, line {line}: " if row else f"{path}: ")
    assert caught.value.remedy


def test_wrong_column_is_refused(toy: Path) -> None:
    path = write_roles(toy, ROLES)
    path.write_text(path.read_text().replace("split_user_id", "user_id"))
    with pytest.raises(DataError, match=r"line 1: (?i:needs the column) split_user_id:token"):
        prepare_data(config(toy))


def test_user_without_a_role_is_refused(toy: Path) -> None:
    roles = UserRoles.read(write_roles(toy, ROLES))
    assert roles.of(np.array(["u2", "u0", "u1"])).tolist() == ["valid", "train", "test"]
    with pytest.raises(DataError, match=r"toy\.split: User 'u99' has no role"):
        roles.of(np.array(["u2", "u99"]))


def test_fingerprint_covers_the_split_file(toy: Path) -> None:
    folder = toy / "toy"
    hashes = [hashlib.sha256((folder / f"toy.{suffix}").read_bytes()).hexdigest() for suffix in ("inter", "item")]
    plain = hashlib.sha256("".join(hashes).encode()).hexdigest()
    assert dataset_fingerprint(folder, "toy") == plain == prepare_data(config(toy)).fingerprint
    write_roles(toy, ROLES)
    first = prepare_data(config(toy)).fingerprint
    write_roles(toy, {**ROLES, "u7": "train"})
    second = dataset_fingerprint(folder, "toy")
    assert ROLES["u7"] != "train" and len({plain, first, second}) == 3


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "BPR"])
def test_filters_may_remove_users_of_the_split(toy_roles: Path, model: str) -> None:
    data = prepare_data(config(toy_roles, model, user_inter_num_interval="[10,inf)"))
    for rows, role in zip(recbole_parts(data)[1:], ("valid", "test")):
        assert sorted(interactions_of(rows)) == targets_of(toy_roles, role, 10) != targets_of(toy_roles, role)


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        # Only u3 keeps the role under test with two or more interactions; it has four.
        ({user: "test" for user, role in ROLES.items() if role == "train"} | {"u0": "train", "u3": "train"}, "train"),
        ({user: "train" for user, role in ROLES.items() if role == "valid"} | {"u3": "valid"}, "validate"),
        ({user: "train" for user, role in ROLES.items() if role == "test"} | {"u3": "test"}, "test"),
    ],
)
def test_filters_must_leave_users_of_every_role(toy: Path, roles: dict[str, str], words: str) -> None:
    write_roles(toy, {**ROLES, **roles})
    assert prepare_data(config(toy)).train.n_targets
    with pytest.raises(DataError, match=f"No user has enough interactions to {words};"):
        # u0 remains, but a single interaction is not trained.
        prepare_data(config(toy, user_inter_num_interval="[1,1];[5,inf)"))


def test_user_split_accepts_short_histories(toy: Path) -> None:
    path = toy / "toy/toy.inter"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *(line for line in lines[1:] if float(line.split("\t")[2]) < 3)]) + "\n")
    with pytest.raises(DataError, match="four interactions"):
        prepare_data(config(toy))
    write_roles(toy, ROLES)
    for model in ("TEMA", "GRU4Rec", "Pop"):
        assert sorted(interactions_of(recbole_parts(prepare_data(config(toy, model)))[2])) == targets_of(toy, "test")


def split_of_lengths(lengths: list[int], roles: list[str] | None = None) -> Split:
    """Split of users with histories of these lengths, whose items are numbered from 1 in order."""
    offsets = np.r_[0, np.cumsum(lengths)]
    items = np.arange(1, offsets[-1] + 1)
    tokens = np.arange(offsets[-1] + 1).astype(str)
    users = np.arange(1, len(lengths) + 1)
    interactions = Interactions(users, offsets, items, np.zeros(len(items), np.float32), tokens, tokens)
    return LeaveOneOut(interactions) if roles is None else UserSplit(interactions, np.array(roles))


def test_leave_one_out_by_hand() -> None:
    split = split_of_lengths([1, 2, 3, 4, 5])  # rows 0, 1-2, 3-5, 6-9, 10-14
    assert split.test_rows().tolist() == [5, 9, 14]
    assert split.valid_rows().tolist() == [8, 13]
    assert split.train_rows().tolist() == [0, 1, 2, 3, 4, 6, 7, 10, 11, 12]
    assert split.train_ends().tolist() == [1, 3, 5, 8, 13]
    targets = split.targets(split.valid_rows())
    assert (targets.users.tolist(), targets.items.tolist()) == ([4, 5], [9, 14])
    assert [targets.history(row).tolist() for row in range(2)] == [[7, 8], [11, 12, 13]]
    assert targets.history_lengths.tolist() == [2, 3]


@pytest.mark.parametrize("roles", [None, ["test", "valid", "train", "train"]])
def test_training_interactions_are_counted_per_item(roles: list[str] | None) -> None:
    split = split_of_lengths([2, 3, 4, 1], roles)
    split.interactions.items[:] = [1, 2, 1, 3, 4, 2, 2, 1, 3, 2]
    expected = [0, 2, 4, 1, 0] if roles is None else [0, 1, 3, 1, 0]
    assert split.n_train_interactions()[:5].tolist() == expected
    assert len(split.n_train_interactions()) == split.interactions.n_items


def test_held_out_user_with_one_interaction_after_filters_is_not_a_target() -> None:
    split = split_of_lengths([1, 2, 1, 3, 1, 3], ["test", "test", "valid", "valid", "train", "train"])
    assert split.test_rows().tolist() == [2]
    assert split.valid_rows().tolist() == [6]
    assert split.train_rows().tolist() == [7, 8, 9, 10]


@pytest.mark.parametrize(
    ("lengths", "part"), [([1, 1], "train"), ([2, 2], "validate"), ([3, 3], "validate"), ([2, 1], "validate")]
)
def test_check_names_the_part_without_users(lengths: list[int], part: str) -> None:
    with pytest.raises(DataError, match=f"to {part}; leave-one-out needs users with four interactions") as caught:
        split_of_lengths(lengths).check(Path("toy.inter"))
    assert caught.value.path == Path("toy.inter") and caught.value.remedy


def test_check_accepts_one_user_with_four_interactions() -> None:
    split_of_lengths([4]).check(Path("toy.inter"))


def test_dataset_class_of_one_model_is_split_by_users_too(toy: Path) -> None:
    settings = config(toy, "DIEN")
    assert issubclass(_dataset_class(settings), DIENDataset) and _dataset_class(settings).build is DIENDataset.build
    write_roles(toy, ROLES)
    dataset_class = _dataset_class(settings)
    assert issubclass(dataset_class, DIENDataset) and dataset_class.build is SplitSequentialDataset.build
