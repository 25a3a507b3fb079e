"""Masks, gaps and attention, worked out by hand."""

from __future__ import annotations

import torch

from recbole_tema.model.attention import AttentionBlock, attention_masks, gap_buckets, latest_position


def test_masks_and_latest_position_by_hand() -> None:
    items, domain = torch.tensor([[4, 7, 5, 0]]), torch.tensor([[1, 2, 1, 0]])
    intra, inter = attention_masks(items, domain)
    assert intra[0].int().tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]
    assert inter[0].int().tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]
    assert latest_position(domain, 2)[0].tolist() == [[0, -1], [0, 1], [2, 1], [2, 1]]


def test_gaps_by_hand() -> None:
    day = 86_400.0
    # Seconds of 2014 in float32 are off by up to a minute: a day must stay a day.
    times = torch.tensor([[0.0, 1.0, 1.2, 3.0, 40.0]]) * day + 1.4e9
    gaps = gap_buckets(times)
    # Days apart, rounded: 0, 1, 1, 3, 40 back from each row.
    assert gaps[0].tolist() == [
        [0, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        [2, 1, 1, 0, 0],
        [5, 5, 5, 5, 0],
    ]
    assert gap_buckets(torch.tensor([[0.0, 4e9]]))[0, 1, 0] == 15


def test_a_gap_moves_attention_by_its_bias() -> None:
    """With keys alike, weights are the softmax of the biases: here exp(1) to 1."""
    torch.manual_seed(0)
    block = AttentionBlock(4, 1, 0.0, 8, gaps=True).eval()
    with torch.no_grad():
        block.qkv.weight[:8].zero_()
        block.qkv.bias[:8].zero_()
        block.gap_bias[0, 2] = 1.0
        block.out.weight.copy_(torch.eye(4))
        block.out.bias.zero_()
        for layer in (block.feed_forward[3],):
            layer.weight.zero_()
            layer.bias.zero_()
        x = torch.randn(1, 2, 4)
        mask = torch.ones(1, 2, 2, dtype=torch.bool).tril()
        gaps = torch.tensor([[[0, 0], [2, 0]]])
        values = block.qkv(block.attention_norm(x))[..., 8:]
        share = float(torch.softmax(torch.tensor([1.0, 0.0]), dim=0)[0])
        expected = x[0, 1] + share * values[0, 0] + (1 - share) * values[0, 1]
        torch.testing.assert_close(block(x, mask, gaps)[0, 1], expected)
