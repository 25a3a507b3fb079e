"""Prepared data of every model: targets, histories and training rows equal RecBole's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import recbole.data
from recbole.data.dataset import Dataset, SequentialDataset

from recbole_tema.data.dataset import ExactOrderSequentialDataset, SplitDataset, TEMADataset
from recbole_tema.data.preparation import create_dataset, data_preparation, prepare_data
from recbole_tema.errors import ConfigError, DataError
from tests.helpers import RecBoleConfig, config, recbole_parts


def interaction_set(dataset: Dataset) -> set[tuple[str, str, float]]:
    tokens = dataset.field2id_token
    feat = dataset.inter_feat
    return set(
        zip(
            tokens["user_id"][feat["user_id"].numpy()],
            tokens["item_id"][feat["item_id"].numpy()],
            feat["timestamp"].tolist(),
        )
    )


@pytest.fixture
def recbole_datasets(toy: Path) -> list[Dataset]:
    """Training, validation and test dataset of RecBole's own preparation."""
    settings = config(toy, "SASRec", hidden_size=16)
    return [loader._dataset for loader in recbole.data.data_preparation(settings, SequentialDataset(settings))]


@pytest.mark.parametrize("model", ["TEMA", "BPR", "Pop", "SASRec", "BERT4Rec"])
def test_targets_equal_those_of_recbole(toy: Path, recbole_datasets: list[Dataset], model: str) -> None:
    data = prepare_data(config(toy, model))
    parts = recbole_parts(data)
    for ours, targets, theirs in zip(parts[1:], (data.valid.targets, data.test.targets), recbole_datasets[1:]):
        assert interaction_set(ours) == interaction_set(theirs)
        assert len(targets) == len(theirs)


def test_train_targets_equal_those_of_recbole(toy: Path, recbole_datasets: list[Dataset]) -> None:
    data = prepare_data(config(toy))
    trained = []
    for batch in data.train:
        trained += batch["target_list"][batch["target_list"] > 0].tolist()
    assert sorted(trained) == sorted(recbole_datasets[0].inter_feat["item_id"].tolist())
    assert data.train.n_targets == len(trained) == len(recbole_datasets[0])
    general = prepare_data(config(toy, "BPR"))
    # A general model also trains on each user's first interaction, which has no history to predict it from.
    assert len(general.dataset.inter_feat) == len(trained) + len(data.split.interactions.users)


def test_padded_rows_equal_those_of_recbole(toy: Path, recbole_datasets: list[Dataset]) -> None:
    data = prepare_data(config(toy))
    for evaluation, ours, theirs in zip((data.valid, data.test), recbole_parts(data)[1:], recbole_datasets[1:]):
        padded = evaluation.dataset[np.arange(len(evaluation.dataset))]
        for field in ("user_id", "item_id", "item_id_list", "time_list", "item_length"):
            assert ours.inter_feat[field].tolist() == theirs.inter_feat[field].tolist(), field
            assert padded[field].tolist() == theirs.inter_feat[field].tolist(), field


def test_history_is_every_interaction_before_the_target(toy: Path) -> None:
    data = prepare_data(config(toy))
    targets, interactions = data.test.targets, data.split.interactions
    for row, user in enumerate(targets.users):
        index = list(interactions.users).index(user)
        start, end = interactions.offsets[index : index + 2]
        assert targets.items[row] == interactions.items[end - 1]
        assert targets.history(row).tolist() == interactions.items[start : end - 1].tolist()
        assert targets.history_lengths[row] == end - 1 - start


def test_targets_that_differ_from_the_common_split_are_refused(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = SplitDataset.build

    def swapped(dataset: SplitDataset) -> list[Dataset]:
        train, valid, test = build(dataset)
        return [train, test, valid]

    monkeypatch.setattr(SplitDataset, "build", swapped)
    with pytest.raises(DataError, match="targets of this model are not those of the common split"):
        prepare_data(config(toy, "BPR"))


@pytest.mark.parametrize(
    ("model", "dataset_class"),
    [("TEMA", TEMADataset), ("SASRecW", TEMADataset), ("SASRec", ExactOrderSequentialDataset), ("BPR", SplitDataset)],
)
def test_dataset_class_of_each_kind_of_model(toy: Path, model: str, dataset_class: type) -> None:
    assert type(create_dataset(config(toy, model))) is dataset_class


def test_model_without_a_common_split_is_refused(toy: Path) -> None:
    with pytest.raises(ConfigError, match="FM is a context model and has no common split"):
        create_dataset(config(toy, "FM"))


def test_recbole_config_gives_recbole_datasets(toy: Path) -> None:
    keys = {"data_path": str(toy), "load_col": {"inter": ["user_id", "item_id", "timestamp"]}}
    settings = RecBoleConfig(model="BPR", dataset="toy", config_dict=keys)
    dataset = create_dataset(settings)
    assert type(dataset) is Dataset
    assert len(data_preparation(settings, dataset)) == 3
