"""Dropout from bytes: the share, the mean and the gradient of what F.dropout gives."""

from __future__ import annotations

import pytest
import torch

from recbole_tema.model.attention import dropout


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.9])
def test_share_and_mean(p: float) -> None:
    torch.manual_seed(0)
    x = torch.ones(701, 1003)  # no multiple of eight
    made = dropout(x, p, True)
    share = round(p * 256) / 256
    assert float((made == 0).float().mean()) == pytest.approx(share, abs=0.003)
    assert made[made > 0].unique().tolist() == [pytest.approx(1 / (1 - share))]
    assert float(made.mean()) == pytest.approx(1, abs=0.02)
    # Neighbours are dropped independently, along rows and columns, and bytes of one draw too.
    kept = (made > 0).float() - (1 - share)
    for step in range(1, 10):
        assert abs(float((kept[:, :-step] * kept[:, step:]).mean())) < 0.002
    assert abs(float((kept[:-1] * kept[1:]).mean())) < 0.002


def test_same_seed_same_mask_and_gradient_follows_it() -> None:
    x = torch.randn(30, 7, requires_grad=True)
    torch.manual_seed(5)
    first = dropout(x, 0.5, True)
    torch.manual_seed(5)
    assert torch.equal(first, dropout(x, 0.5, True))
    assert not torch.equal(first, dropout(x, 0.5, True))
    first.sum().backward()
    assert x.grad is not None and torch.equal(x.grad, torch.where(first != 0, 2.0, 0.0))


def test_nothing_is_dropped_outside_of_training() -> None:
    x = torch.randn(4, 4)
    assert dropout(x, 0.5, False) is x and dropout(x, 0.0, True) is x
    assert torch.equal(dropout(x, 1.0, True), torch.zeros(4, 4))
    assert torch.equal(dropout(x, 0.001, False), x)
