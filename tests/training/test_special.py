"""Models with a trainer of their own: RecVAE's steps are those of RecBole's trainer, NCL's phases by epoch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from recbole.trainer import RecVAETrainer as RecBoleTrainer
from recbole.utils import init_seed

from recbole_tema import distributed
from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.model import get_model
from recbole_tema.training.special import NCLTrainer, RecVAETrainer, trainer_of
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import config


def built(data: Path, name: str, **keys: Any) -> tuple[Any, Any, PreparedData]:
    settings = config(data, name, **keys)
    init_seed(3, True)
    prepared = prepare_data(settings)
    init_seed(3, True)
    return settings, get_model(name)(settings, prepared.dataset), prepared


def test_trainer_of_a_model(toy: Path) -> None:
    classes = {"RecVAE": RecVAETrainer, "NCL": NCLTrainer, "SASRec": TEMATrainer, "TEMA": TEMATrainer}
    assert {name: trainer_of(config(toy, name)) for name in classes} == classes


def test_recvae_takes_the_steps_of_recboles_trainer(toy: Path, tmp_path: Path) -> None:
    keys = {"hidden_dimension": 16, "latent_dimension": 8, "weight_decay": 0.01}
    settings, ours, data = built(toy, "RecVAE", **keys)
    trainer = RecVAETrainer(settings, ours, tmp_path)
    losses = [trainer._train_epoch(data.train, epoch) for epoch in range(3)]
    settings, theirs, data = built(toy, "RecVAE", **keys)
    recboles = RecBoleTrainer(settings, theirs)
    expected = [recboles._train_epoch(data.train, epoch) for epoch in range(3)]
    assert losses == pytest.approx(expected, rel=1e-6)
    for name, tensor in theirs.state_dict().items():
        torch.testing.assert_close(ours.state_dict()[name], tensor, msg=name)


def test_recvae_resumes_with_the_same_weights(toy: Path, tmp_path: Path) -> None:
    keys = {"hidden_dimension": 16, "latent_dimension": 8, "epochs": 3}
    settings, whole, data = built(toy, "RecVAE", **keys)
    RecVAETrainer(settings, whole, tmp_path / "whole").train(data.train, None)
    settings, model, data = built(toy, "RecVAE", **{**keys, "epochs": 2})
    RecVAETrainer(settings, model, tmp_path / "parts").train(data.train, None)
    settings, resumed, data = built(toy, "RecVAE", **keys)
    RecVAETrainer(settings, resumed, tmp_path / "parts").train(data.train, None)
    for name, tensor in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], tensor, msg=name)


def test_recvae_needs_one_process(toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, model, _ = built(toy, "RecVAE")
    monkeypatch.setattr(distributed, "world_size", lambda: 2)
    with pytest.raises(ConfigError, match="RecVAE is trained by one process"):
        RecVAETrainer(settings, model, tmp_path)


def test_ncl_clusters_every_m_epochs_and_uses_prototypes_after_the_warm_up(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faiss")
    settings, model, data = built(toy, "NCL", m_step=2, warm_up_step=3)
    trainer, clustered, parts = NCLTrainer(settings, model, tmp_path), [], []
    e_step = model.e_step
    monkeypatch.setattr(model, "e_step", lambda: (clustered.append(epoch), e_step()))
    for epoch in range(5):
        parts.append(len(trainer._train_epoch(data.train, epoch)))
    assert clustered == [0, 2, 4] and parts == [2, 2, 2, 3, 3]
    users, items = len(model.user_centroids), len(model.item_centroids)
    assert (users, items) == (data.dataset.user_num, data.dataset.item_num)  # fewer than num_clusters
    assert model.user_2cluster.shape == (users,) and model.user_2cluster.max() < users
