"""Masks, latest positions, months and attention, worked out by hand."""

from __future__ import annotations

import numpy as np
import torch

from recbole_tema.model.attention import SECONDS_PER_MONTH, AttentionBlock, Calendar, attention_masks, latest_position


def test_masks_and_latest_position_by_hand() -> None:
    items, domain = torch.tensor([[4, 7, 5, 0]]), torch.tensor([[1, 2, 1, 0]])
    intra, inter = attention_masks(items, domain)
    assert intra[0].int().tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]
    assert inter[0].int().tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]
    assert latest_position(domain, 2)[0].tolist() == [[0, -1], [0, 1], [2, 1], [2, 1]]


def test_months_count_from_the_first_and_stay_in_range() -> None:
    month = SECONDS_PER_MONTH
    calendar = Calendar(np.array([500.5 * month, 502.5 * month], dtype=np.float32))
    assert calendar.n_months == 4
    times = torch.tensor([400.0, 500.5, 501.5, 502.9, 600.0], dtype=torch.float64) * month
    assert calendar(times).tolist() == [0, 0, 1, 2, 2]


def test_distance_moves_attention_by_its_bias() -> None:
    """With equal keys, weights are the softmax of the biases: here exp(1) to 1."""
    torch.manual_seed(0)
    block = AttentionBlock(4, 1, 0.0, 8).eval()
    with torch.no_grad():
        block.qkv.weight[:8].zero_()
        block.qkv.bias[:8].zero_()
        block.distance_bias[0, 1] = 1.0
        block.out.weight.copy_(torch.eye(4))
        block.out.bias.zero_()
        block.feed_forward[3].weight.zero_()
        block.feed_forward[3].bias.zero_()
        x = torch.randn(1, 2, 4)
        mask = torch.ones(1, 2, 2, dtype=torch.bool).tril()
        values = block.qkv(block.attention_norm(x))[..., 8:]
        share = float(torch.softmax(torch.tensor([1.0, 0.0]), dim=0)[0])
        expected = x[0, 1] + share * values[0, 0] + (1 - share) * values[0, 1]
        torch.testing.assert_close(block(x, mask)[0, 1], expected)
        torch.testing.assert_close(block.weights(x, mask)[0, 0, 1], torch.tensor([share, 1 - share]))
