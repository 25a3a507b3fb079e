"""Spectral start of id embeddings against a full decomposition, and its edges."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from recbole_tema.model.spectral import spectral_start

STD = 0.02


def interactions(n_users: int = 40, n_items: int = 25) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    users, items = np.nonzero(rng.random((n_users, n_items)) < 0.3)
    return users, items + 1  # item 0 is PAD


def test_start_is_the_full_decomposition_in_its_share_of_the_variance() -> None:
    users, items = interactions()
    random = torch.randn(26, 6, generator=torch.Generator().manual_seed(0)) * STD
    start = spectral_start(users, items, random)
    has = np.zeros((40, 26))
    has[users, items] = 1
    n = has.sum(axis=0)
    scaled = has / np.sqrt(np.maximum(has.sum(axis=1), 1))[:, None] / np.sqrt(np.maximum(n, 1))
    _, values, directions = np.linalg.svd(scaled)
    rows = directions[:6].T * np.sqrt(values[:6])
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    trust = n / (n + 20)
    components = (start.numpy() - np.sqrt(1 - trust)[:, None] * random.numpy())[1:] / np.sqrt(trust)[1:, None]
    # Signs and rotation do not matter, so that products of rows are compared.
    np.testing.assert_allclose(components @ components.T, unit[1:] @ unit[1:].T * STD**2 * 6, atol=2e-7)


def test_items_of_the_same_users_start_alike_and_rare_items_start_at_random() -> None:
    users = np.repeat(np.arange(60), 2)
    items = np.where(np.repeat(np.arange(60) < 30, 2), np.tile([1, 2], 60), np.tile([3, 4], 60))
    users, items = np.append(users, 59), np.append(items, 5)
    random = torch.randn(7, 16, generator=torch.Generator().manual_seed(1)) * STD
    start = spectral_start(users, items, random)
    cosine = torch.nn.functional.cosine_similarity
    assert cosine(start[1], start[2], dim=0) > 0.5 > cosine(start[1], start[3], dim=0)
    assert cosine(start[5], random[5], dim=0) > 0.9  # one user
    assert torch.equal(start[6], random[6]) and torch.equal(start[0], random[0])  # none


def test_repeated_interactions_count_once_and_the_start_is_deterministic() -> None:
    users, items = interactions()
    random = torch.randn(26, 6, generator=torch.Generator().manual_seed(0)) * STD
    once = spectral_start(users, items, random)
    again = spectral_start(np.concatenate([users, users]), np.concatenate([items, items]), random)
    assert torch.equal(once, again) and torch.equal(once, spectral_start(users, items, random))


@pytest.mark.parametrize(("n_users", "n_items", "width"), [(2, 25, 8), (40, 3, 8), (1, 1, 4), (3, 2, 64)])
def test_fewer_users_or_items_than_components(n_users: int, n_items: int, width: int) -> None:
    users, items = np.repeat(np.arange(n_users), n_items), np.tile(np.arange(1, n_items + 1), n_users)
    start = spectral_start(users, items, torch.zeros(n_items + 1, width))
    assert start.isfinite().all()
    expected = STD * (width * n_users / (n_users + 20)) ** 0.5
    torch.testing.assert_close(start[1:].norm(dim=1), torch.full((n_items,), expected))


def test_several_tables_share_the_components() -> None:
    users, items = interactions()
    random = torch.randn(2, 26, 6, generator=torch.Generator().manual_seed(0)) * STD
    both = spectral_start(users, items, random)
    for start, own in zip(both, random):
        assert torch.equal(start, spectral_start(users, items, own))


def test_no_interactions() -> None:
    random = torch.randn(4, 3)
    assert torch.equal(spectral_start(np.array([], int), np.array([], int), random), random)
