"""The split is RecBole's, for sequential and for general models alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from recbole.data.dataset import SequentialDataset
from recbole.data.utils import data_preparation

from recbole_tema.data.preparation import prepare_data
from tests.helpers import config, recbole_parts


def pairs(dataset) -> set:
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
def stock(toy: Path) -> list:
    settings = config(toy, "SASRec", hidden_size=16)
    return [loader._dataset for loader in data_preparation(settings, SequentialDataset(settings))]


@pytest.mark.parametrize("model", ["TEMA", "BPR", "Pop", "SASRec", "BERT4Rec"])
def test_targets_equal_stock_recbole(toy: Path, stock: list, model: str) -> None:
    data = prepare_data(config(toy, model))
    parts = recbole_parts(data)
    for ours, targets, theirs in zip(parts[1:], (data.valid.targets, data.test.targets), stock[1:]):
        assert pairs(ours) == pairs(theirs)
        assert len(targets) == len(theirs)


def test_train_targets_equal_stock_recbole(toy: Path, stock: list) -> None:
    data = prepare_data(config(toy))
    feat = data.sequences
    trained = []
    for batch in data.train:
        trained += batch["target_list"][batch["target_list"] > 0].tolist()
    assert sorted(trained) == sorted(stock[0].inter_feat["item_id"].tolist())
    assert data.train.n_targets == len(trained) == len(stock[0])
    general = prepare_data(config(toy, "BPR"))
    # A general model also trains on each user's first interaction, which has no history to predict it from.
    assert len(general.dataset.inter_feat) == len(trained) + len(feat.users)


def test_padded_rows_equal_stock_recbole(toy: Path, stock: list) -> None:
    data = prepare_data(config(toy))
    for held, ours, theirs in zip((data.valid, data.test), recbole_parts(data)[1:], stock[1:]):
        everything = held.dataset[np.arange(len(held.dataset))]
        for field in ("user_id", "item_id", "item_id_list", "time_list", "item_length"):
            assert ours.inter_feat[field].tolist() == theirs.inter_feat[field].tolist(), field
            assert everything[field].tolist() == theirs.inter_feat[field].tolist(), field


def test_history_is_everything_before_the_target(toy: Path) -> None:
    data = prepare_data(config(toy))
    targets, sequences = data.test.targets, data.sequences
    for row, user in enumerate(targets.users):
        index = list(sequences.users).index(user)
        start, end = sequences.offsets[index : index + 2]
        assert targets.items[row] == sequences.items[end - 1]
        a, b = targets.history_offsets[row : row + 2]
        assert targets.history_items[a:b].tolist() == sequences.items[start : end - 1].tolist()
