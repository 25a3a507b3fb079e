"""Item representation: frozen features, whitening and id embeddings, by hand."""

from __future__ import annotations

import math

import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.model.embeddings import FrozenTags, FrozenVectors, IdEmbedding, whitening_matrix


def test_frozen_rows_by_hand() -> None:
    vectors = Vectors(torch.tensor([[0.0, 0.0], [3.0, 0.0], [0.0, 1.0], [9.0, 9.0]]), torch.tensor([0, 1, 1, 0]) > 0)
    frozen = FrozenVectors(vectors, 0)()
    centered = torch.tensor([1.5, -0.5])  # (3, 0) less the mean (1.5, .5)
    torch.testing.assert_close(frozen[1], centered / centered.norm())
    torch.testing.assert_close(frozen[2], -frozen[1])
    assert not frozen[0].any() and not frozen[3].any()
    scores = torch.tensor([[0, 0], [0.6, 0.2], [1, 0]])
    tags = Tags(torch.tensor([[0, 0], [1, 2], [2, 0]]), scores, ["[PAD]", "red", "wool"])
    rows = FrozenTags(tags, "score")(torch.tensor([1, 0, 2]))
    torch.testing.assert_close(rows[0], torch.tensor([0.0, 3.0, 1.0]) / math.sqrt(10))
    assert not rows[1].any() and rows[2].tolist() == [0.0, 0.0, 1.0]


def test_whitening_divides_each_component_by_its_deviation() -> None:
    torch.manual_seed(0)
    rotation, _ = torch.linalg.qr(torch.randn(3, 3))
    straight = torch.randn(500, 3) * torch.tensor([10.0, 1.0, 0.0])
    straight -= straight.mean(dim=0)
    for power in (0.0, 0.5, 1.0):
        rows = straight @ rotation
        whitened = (rows.double() @ whitening_matrix(rows, power)).to(rows.dtype)
        deviation = whitened.pow(2).mean(dim=0).sqrt()
        expected = straight.pow(2).mean(dim=0).sqrt() ** (1 - power)
        # Ascending by variance; a component without variance stays zero.
        torch.testing.assert_close(
            deviation, torch.stack([expected[2] * 0, expected[1], expected[0]]), rtol=1e-2, atol=1e-3
        )
        gram = whitened.T @ whitened / len(whitened)
        torch.testing.assert_close(gram, torch.diag(gram.diagonal()), atol=1e-3, rtol=0)


def test_missing_vectors_do_not_affect_whitening() -> None:
    torch.manual_seed(0)
    values, present = torch.randn(20, 4), torch.arange(20) % 3 > 0
    rows = FrozenVectors(Vectors(values * present[:, None], present), 0.5)()
    alone = FrozenVectors(Vectors(values[present], torch.ones(int(present.sum())) > 0), 0.5)()
    torch.testing.assert_close(rows[present], alone)
    assert not rows[~present].any()


def test_id_shrinkage() -> None:
    torch.manual_seed(0)
    counts = torch.tensor([0, 0, 5, 15])
    embedding = IdEmbedding(counts, 3, shrinkage=5)
    rows = embedding.table.weight
    torch.testing.assert_close(embedding(), torch.stack([rows[0] * 0, rows[1] * 0, rows[2] / 2, rows[3] * 0.75]))
    torch.testing.assert_close(embedding(torch.tensor([3, 2])), embedding()[[3, 2]])
    plain = IdEmbedding(counts, 3, shrinkage=0)
    assert torch.equal(plain(), plain.table.weight)
