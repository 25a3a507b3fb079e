"""Graph models: the adjacency matrix against a dense one worked out from its definition."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema.data.preparation import prepare_data
from recbole_tema.model import get_model
from tests.helpers import config


def dense_adjacency(dataset) -> np.ndarray:
    n_users = dataset.user_num
    dense = np.zeros((n_users + dataset.item_num,) * 2)
    for user, item in zip(dataset.inter_feat["user_id"].tolist(), dataset.inter_feat["item_id"].tolist()):
        dense[user, n_users + item] = dense[n_users + item, user] = 1
    return dense


@pytest.mark.parametrize("name", ["LightGCN", "NGCF", "GCMC"])
def test_symmetric_normalization(toy: Path, name: str) -> None:
    settings = config(toy, name)
    data = prepare_data(settings)
    model = get_model(name)(settings, data.dataset)
    dense = dense_adjacency(data.dataset)
    degrees = dense.sum(axis=1) + 1e-7
    expected = dense / np.sqrt(degrees[:, None] * degrees[None, :])
    np.testing.assert_allclose(model.get_norm_adj_mat().to_dense().numpy(), expected, rtol=1e-5)
    assert len(data.dataset.inter_feat) > dense.sum() / 2  # the toy dataset repeats interactions


def test_random_walk_laplacian(toy: Path) -> None:
    settings = config(toy, "SpectralCF")
    data = prepare_data(settings)
    model = get_model("SpectralCF")(settings, data.dataset)
    dense = dense_adjacency(data.dataset)
    expected = np.eye(len(dense)) - dense / (dense.sum(axis=1) + 1e-7)[:, None]
    np.testing.assert_allclose(model.get_laplacian_matrix().to_dense().numpy(), expected, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("name", ["LightGCN", "NGCF", "SpectralCF"])
def test_training_step(toy: Path, name: str) -> None:
    settings = config(toy, name)
    data = prepare_data(settings)
    model = get_model(name)(settings, data.dataset)
    loss = model.calculate_loss(next(iter(data.train)))
    (loss if isinstance(loss, torch.Tensor) else sum(loss)).backward()
    assert any(parameter.grad is not None and parameter.grad.abs().sum() > 0 for parameter in model.parameters())
