"""Exponential moving average of the weights: the recursion by hand, and its effect on model and checkpoint."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import torch
from torch import nn

from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.training.averaging import WeightAverage
from recbole_tema.training.checkpoint import load_tensors
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import build, config


def test_recursion_by_hand() -> None:
    parameter = nn.Parameter(torch.tensor([0.0]))
    average = WeightAverage([("w", parameter)], decay=0.25)
    optimizer = torch.optim.SGD([parameter], lr=1.0)
    average.follow(optimizer)
    averages = []
    for _ in range(3):
        parameter.grad = torch.tensor([-1.0])  # 1, 2, 3
        optimizer.step()
        averages.append(float(average.averages["w"]))
    # The decays are 2/11, then 3/12, then 4/13 limited to 0.25.
    first = 0.0 * 2 / 11 + 1 * 9 / 11
    second = first * 0.25 + 2 * 0.75
    third = second * 0.25 + 3 * 0.75
    assert averages == pytest.approx([first, second, third])
    with average.applied():
        assert parameter.item() == pytest.approx(third)
    assert parameter.item() == 3.0 and float(average.averages["w"]) == pytest.approx(third)


def test_weights_are_restored_after_an_error() -> None:
    parameter = nn.Parameter(torch.tensor([5.0]))
    average = WeightAverage([("w", parameter)], decay=0.9)
    average.averages["w"].fill_(1.0)
    with pytest.raises(ValueError, match="inside"), average.applied():
        raise ValueError("inside")
    assert parameter.item() == 5.0


def test_state_is_restored_from_a_checkpoint() -> None:
    parameter = nn.Parameter(torch.tensor([5.0]))
    first, second = (WeightAverage([("w", parameter)], decay=0.9) for _ in range(2))
    with torch.no_grad():
        parameter.fill_(9.0)
    first.update()
    second.load(first.tensors())
    assert second.steps == 1 and torch.equal(second.averages["w"], first.averages["w"])


def test_best_checkpoint_contains_the_average_and_the_last_one_the_weights(toy: Path, tmp_path: Path) -> None:
    model, data, settings = build(toy, epochs=1, weight_average=0.9)
    trainer = TEMATrainer(settings, model, tmp_path / "run")
    evaluator = Evaluator(data.valid, data.domains, settings, data.fingerprint)
    trainer.train(data.train, partial(evaluator.selection_score, metric="ndcg@10", protocol="domain"))
    assert trainer.average is not None
    best, _ = load_tensors(tmp_path / "run/best.safetensors")
    last, _ = load_tensors(tmp_path / "run/last.safetensors")
    assert torch.equal(best["state.scale"], last["average.of.scale"])
    assert not torch.equal(best["state.scale"], last["state.scale"])
    assert torch.equal(model.scale, best["state.scale"])


def test_zero_disables_averaging_and_recbole_models_have_none(toy: Path, tmp_path: Path) -> None:
    model, _, settings = build(toy, weight_average=0)
    assert TEMATrainer(settings, model, tmp_path).average is None
    assert config(toy, "SASRec")["weight_average"] is None
