"""Item representation: frozen features, whitening and id embeddings, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
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


def _tags(rows: list[dict[int, float]], n_names: int) -> Tags:
    most = max(len(row) for row in rows)
    ids, scores = torch.zeros(len(rows), most, dtype=torch.long), torch.zeros(len(rows), most)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(list(row), dtype=torch.long)
        scores[n, : len(row)] = torch.tensor(list(row.values()))
    return Tags(ids, scores, ["[PAD]", *(f"tag-{n}" for n in range(1, n_names))])


def test_without_whitening_tags_have_the_cosines_of_their_weights() -> None:
    frozen = FrozenTags(_tags([{}, {1: 0.6, 2: 0.2}, {2: 1.0}, {3: 0.0}, {4: 0.5}], 5), "score", 0)
    cosines = frozen() @ frozen().T
    expected = torch.diag(torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0]))
    expected[1, 2] = expected[2, 1] = 1 / math.sqrt(10)  # (3, 1) and (0, 1)
    torch.testing.assert_close(cosines, expected, atol=1e-6, rtol=0)
    binary = FrozenTags(_tags([{}, {1: 0.6, 2: 0.2}, {2: 1.0}], 3), "binary", 0)()
    assert float(binary[1] @ binary[2]) == pytest.approx(1 / math.sqrt(2), abs=1e-6)


def test_items_without_tags_and_a_single_tag() -> None:
    none = FrozenTags(_tags([{}, {}, {1: 0.0}], 2), "score", 0.5)()
    assert none.shape == (3, 1) and not none.any()
    single = FrozenTags(_tags([{}, {1: 0.4}, {1: 1.0}], 2), "score", 0.5)()
    torch.testing.assert_close(single @ single.T, torch.tensor([[0.0, 0, 0], [0, 1, 1], [0, 1, 1]]))


def test_components_of_tags_are_those_of_the_eigenvectors() -> None:
    random = np.random.default_rng(0)
    # Popular and rare tags, so that the 128th eigenvalue differs from the 129th.
    popularity = 1 / np.arange(1, 200)
    rows: list[dict[int, float]] = [{}]
    for _ in range(600):
        chosen = random.choice(199, size=5, replace=False, p=popularity / popularity.sum())
        rows.append({int(tag) + 1: float(score) for tag, score in zip(chosen, random.uniform(0.2, 1, 5))})
    dense = np.zeros((601, 200))
    for n, row in enumerate(rows):
        dense[n, list(row)] = list(row.values())
    dense[1:] /= np.linalg.norm(dense[1:], axis=1, keepdims=True)
    values, directions = np.linalg.eigh(dense.T @ dense / 600)
    for power in (0.0, 0.5):
        expected = dense @ (directions * values.clip(1e-12) ** (-power / 2))[:, -128:]
        expected[1:] /= np.linalg.norm(expected[1:], axis=1, keepdims=True)
        frozen = FrozenTags(_tags(rows, 200), "score", power)()
        assert frozen.shape == (601, 128) and not frozen[0].any()
        np.testing.assert_allclose((frozen @ frozen.T).numpy(), expected @ expected.T, atol=2e-3)


def test_added_items_are_compared_as_those_of_training() -> None:
    rows: list[dict[int, float]] = [{}, {1: 1.0, 2: 0.5}, {2: 1.0}, {1: 0.3, 3: 0.9}]
    frozen = FrozenTags(_tags(rows, 4), "score", 0.5)
    frozen.extend(_tags([{1: 1.0, 2: 0.5}, {1: 0.2, 2: 0.2, 3: 0.2}], 4))
    torch.testing.assert_close(frozen()[4], frozen()[1])
    assert frozen()[5].norm() == pytest.approx(1, abs=1e-6)
    assert frozen.ids.tolist()[4:] == [[1, 2, 0], [1, 2, 3]] and frozen.share[1].tolist()[2] == 0


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
