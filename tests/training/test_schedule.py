"""The learning rate on plateaus equals that of PyTorch's scheduler."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.training.schedule import PLATEAU_FACTOR, plateau_factor, set_learning_rate


@given(scores=st.lists(st.integers(0, 9), max_size=40), patience=st.integers(1, 5))
def test_factors_equal_those_of_pytorch(scores: list[int], patience: int) -> None:
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, mode="max", factor=PLATEAU_FACTOR, patience=patience, threshold=0.0, eps=0.0
    )
    for score in scores:
        scheduler.step(score)
    assert plateau_factor(scores, patience) == pytest.approx(optimizer.param_groups[0]["lr"])


def test_the_rate_is_constant_without_patience() -> None:
    assert plateau_factor([0.3, 0.2, 0.1] * 50, 0) == 1.0


def test_hand_worked_factors() -> None:
    assert plateau_factor([0.1, 0.2, 0.2], 2) == 1.0
    assert plateau_factor([0.1, 0.2, 0.2, 0.1, 0.15], 2) == pytest.approx(0.1**0.5)
    assert plateau_factor([0.2, *[0.1] * 6], 2) == pytest.approx(0.1)


@pytest.mark.parametrize(("patience", "rate"), [(0, 1.0), (2, 0.01 * 0.1**0.5)])
def test_the_rate_of_all_weights_is_set(patience: int, rate: float) -> None:
    weights = [{"params": [torch.nn.Parameter(torch.zeros(1))]} for _ in range(2)]
    optimizer = torch.optim.SGD(weights, lr=1.0)
    set_learning_rate(optimizer, 0.01, [0.1, 0.2, 0.2, 0.1, 0.15], patience)
    assert [group["lr"] for group in optimizer.param_groups] == [pytest.approx(rate)] * 2
