"""Start of id embeddings: principal components of the interactions, trusted by the number of an item's interactions."""

from __future__ import annotations

import numpy as np
import torch
from scipy.sparse import diags
from sklearn.utils.extmath import randomized_svd

from recbole_tema.model.neighbours import incidence

# Standard deviation of an entry, as of random embeddings.
_STD = 0.02
# Interactions at which half of the variance of a start is that of the components (benchmarks/LOG.md).
_TRUST = 20


@torch.no_grad()
def spectral_start(users: np.ndarray, items: np.ndarray, random: torch.Tensor) -> torch.Tensor:
    """Embeddings by which items with the same users are alike, mixed with random ones.

    The components are those of the users-by-items matrix, divided by the roots of the numbers of users and of items,
    times the roots of their singular values, and rotated at random, so that every attention head sees all of them. A
    row has unit length, times the root of ``n / (n + 20)`` for an item with ``n`` users: what one or two users say of
    an item is mostly noise, and in training it would give away the very interactions that are to be predicted. (Start
    by components: after LEPORID, Liu et al., arXiv 2106.04993; the trust is ours.)

    Parameters
    ----------
    users, items : ndarrays of int, shape (m,)
        Training interactions.
    random : Tensor, shape (..., n_items, C)
        Random embeddings, of one table or of several, with standard deviation 0.02; they take the rest of the variance.
        Row 0, PAD, is kept.

    Returns
    -------
    Tensor, shape (..., n_items, C)
    """
    n_items, width = random.shape[-2:]
    has = incidence(users, items, n_items)
    n_users = np.asarray(has.sum(axis=0)).ravel()
    n_components = min(width, n_items - 1, has.shape[0])
    if not len(users) or n_components < 1:
        return random
    scaled = diags(_inverse_root(np.asarray(has.sum(axis=1)).ravel())) @ has @ diags(_inverse_root(n_users))
    _, values, directions = randomized_svd(scaled, n_components, n_iter=7, random_state=0)
    rows = directions.T * np.sqrt(values)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    rotation = np.linalg.qr(np.random.default_rng(0).normal(size=(width, width)))[0]
    trust = torch.from_numpy(n_users / (n_users + _TRUST))[:, None].to(random)
    components = torch.from_numpy(rows @ rotation[:n_components]).to(random) * (_STD * width**0.5)
    start = trust.sqrt() * components + (1 - trust).sqrt() * random
    start[..., 0, :] = random[..., 0, :]
    return start


def _inverse_root(counts: np.ndarray) -> np.ndarray:
    return np.where(counts > 0, np.maximum(counts, 1.0) ** -0.5, 0.0)
