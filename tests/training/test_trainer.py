"""The trainer: why a training stops, which weights it keeps, and what it writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from recbole.utils import init_seed

from recbole_tema.data.preparation import create_dataset, data_preparation, prepare_data
from recbole_tema.errors import CheckpointError, TEMAError
from recbole_tema.model import TEMA
from recbole_tema.training.checkpoint import load_model, load_tensors, model_tensors
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import build, config


def scores_of(*values: float) -> Any:
    """A validation score that returns these values in turn."""
    remaining: Iterator[float] = iter(values)
    return lambda model: next(remaining)


def state(model: TEMA) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}


def same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> bool:
    return all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize(
    ("keys", "scores", "stopped", "epochs", "best_epoch"),
    [
        ({"epochs": 3}, (0.1, 0.2, 0.3), "epochs", 3, 3),
        ({"epochs": 9, "stopping_step": 2}, (0.1, 0.3, 0.2, 0.3), "early stop", 4, 2),
        ({"epochs": 9, "max_train_seconds": 1e-9}, (0.1,), "time limit", 1, 1),
    ],
)
def test_training_stops_and_keeps_the_best_weights(
    toy: Path,
    tmp_path: Path,
    keys: dict[str, Any],
    scores: tuple[float, ...],
    stopped: str,
    epochs: int,
    best_epoch: int,
) -> None:
    model, data, settings = build(toy, weight_average=0, **keys)
    weights: list[dict[str, torch.Tensor]] = []
    trainer = TEMATrainer(settings, model, tmp_path / "run")
    progress = trainer.train(data.train, scores_of(*scores), lambda progress: weights.append(state(model)))
    assert (progress.stopped, progress.epoch, progress.best_epoch) == (stopped, epochs, best_epoch)
    assert progress.scores == list(scores) and progress.best_score == max(scores)
    assert len(progress.losses) == epochs and progress.seconds > 0
    assert same(state(model), weights[best_epoch - 1])
    record = json.loads((tmp_path / "run/best.json").read_text())
    assert record == {"epoch": best_epoch, "score": max(scores)}


def test_last_weights_are_kept_without_validation(toy: Path, tmp_path: Path) -> None:
    model, data, settings = build(toy, epochs=3, weight_average=0)
    weights: list[dict[str, torch.Tensor]] = []
    progress = TEMATrainer(settings, model, tmp_path / "run").train(
        data.train, None, lambda progress: weights.append(state(model))
    )
    assert (progress.epoch, progress.best_epoch, progress.scores) == (3, 3, [])
    assert same(state(model), weights[-1]) and not same(state(model), weights[0])
    other, data, settings = build(toy, epochs=3, weight_average=0)
    resumed = TEMATrainer(settings, other, tmp_path / "run").train(data.train, None)
    assert resumed == progress and same(state(other), weights[-1])


def test_finished_training_is_read_from_its_folder(toy: Path, tmp_path: Path) -> None:
    model, data, settings = build(toy, epochs=2)
    first = TEMATrainer(settings, model, tmp_path / "run").train(data.train, scores_of(0.1, 0.2))
    other, data, settings = build(toy, epochs=2)
    second = TEMATrainer(settings, other, tmp_path / "run").train(data.train, scores_of())
    assert second == first and same(state(other), state(model))


@pytest.mark.parametrize("name", ["TEMA", "SASRecW", "ABXI", "C2DSR", "TriCDR", "UniSRec"])
def test_mixed_precision_trains_close_to_full_precision(toy: Path, tmp_path: Path, name: str) -> None:
    """RecBole's ``enable_amp``; bfloat16 on a CPU."""
    losses = []
    for amp in (False, True):
        settings = config(toy, name, dropout=0.0, hidden_size=16, epochs=1, enable_amp=amp, seed=1)
        data = prepare_data(settings)
        init_seed(1, True)
        model = settings.model_class(settings, data.dataset)
        losses += TEMATrainer(settings, model, tmp_path / str(amp)).train(data.train, None).losses
    assert losses[1] != losses[0] and losses[1] == pytest.approx(losses[0], rel=0.05)


def test_nan_loss_is_refused(toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model, data, settings = build(toy)
    monkeypatch.setattr(type(model), "calculate_loss", lambda *_: model.scale.sum() * float("nan"))
    with pytest.raises(TEMAError, match=r"The training loss is NaN\. Lower learning_rate"):
        TEMATrainer(settings, model, tmp_path / "run").train(data.train, None)


@pytest.mark.parametrize("saved", [True, False])
def test_fit_writes_weights_only_on_request(toy: Path, tmp_path: Path, saved: bool) -> None:
    settings = config(toy, checkpoint_dir=str(tmp_path / "saved"))
    train_data, valid_data, test_data = data_preparation(settings, create_dataset(settings))
    model = TEMA(settings, train_data.dataset)
    trainer = TEMATrainer(settings, model)
    trainer.fit(train_data, valid_data, saved=saved)
    names = ["best.json", "best.safetensors", "config.json", "last.json", "last.safetensors", "result.json"]
    assert sorted(path.name for path in tmp_path.glob("saved/*/*")) == (names if saved else [])
    trained = trainer.evaluate(test_data)
    with torch.no_grad():
        model.scale.zero_()
    if saved:
        assert trainer.evaluate(test_data) == trained
        assert trainer.evaluate(test_data, model_file=str(trainer.folder / "best.safetensors")) == trained


def test_fit_without_validation_data(toy: Path) -> None:
    settings = config(toy)
    train_data, _, test_data = data_preparation(settings, create_dataset(settings))
    trainer = TEMATrainer(settings, TEMA(settings, train_data.dataset))
    _, best_result = trainer.fit(train_data)
    assert best_result is None and trainer.progress.epoch == 2
    assert "ndcg@10" in trainer.evaluate(test_data)


def test_weights_of_another_model_are_refused(toy: Path) -> None:
    model, _, _ = build(toy)
    other, _, _ = build(toy, n_inter_layers=2)
    with pytest.raises(CheckpointError, match="The checkpoint belongs to another model"):
        load_model(other, model_tensors(model))


def test_unreadable_checkpoint_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "best.safetensors"
    for content in (None, b"", b"not a checkpoint"):
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(CheckpointError, match="The checkpoint cannot be read") as caught:
            load_tensors(file)
        assert caught.value.path == file and caught.value.remedy
