"""RecBole's graph models with an adjacency matrix that every version of SciPy builds.

RecBole fills a ``dok_matrix`` by its private method ``_update``, which SciPy 1.13 removed. The classes below build the
same matrix. NCL and DGCF also draw samples that small datasets have.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
import torch
from recbole.model import general_recommender


def bipartite_adjacency(interactions: Any) -> Any:
    """Adjacency matrix of the graph of users and items.

    Parameters
    ----------
    interactions : scipy.sparse.coo_matrix, shape (n_users, n_items)

    Returns
    -------
    scipy.sparse.csr_matrix of float32, shape (n_users + n_items, n_users + n_items)
        1 for a user and an item that interacted, however often.
    """
    n_users, n_items = interactions.shape
    rows, columns = interactions.row, interactions.col + n_users
    ones = np.ones(2 * len(rows), dtype=np.float32)
    index = (np.r_[rows, columns], np.r_[columns, rows])
    adjacency = sp.coo_matrix((ones, index), shape=(n_users + n_items,) * 2).tocsr()
    adjacency.data[:] = 1  # repeated interactions were summed
    return adjacency


def inverse_degrees(adjacency: Any, power: float) -> np.ndarray:
    """Degrees of all nodes to a negative power, shape (n_nodes,); RecBole's epsilon avoids a division by zero."""
    degrees: np.ndarray = np.asarray(adjacency.sum(axis=1), dtype=np.float64).ravel() + 1e-7
    return degrees**-power


def as_sparse_tensor(matrix: Any) -> torch.Tensor:
    """A SciPy matrix as a sparse tensor of float32."""
    matrix = sp.coo_matrix(matrix)
    index = torch.from_numpy(np.stack([matrix.row, matrix.col]).astype(np.int64))
    return torch.sparse_coo_tensor(index, torch.from_numpy(matrix.data.astype(np.float32)), matrix.shape)


class _SymmetricAdjacency:
    """Normalization of LightGCN, NCL, NGCF and GCMC: ``D^-1/2 A D^-1/2``."""

    interaction_matrix: Any

    def get_norm_adj_mat(self) -> torch.Tensor:
        """The normalized adjacency matrix, shape (n_users + n_items, n_users + n_items)."""
        adjacency = bipartite_adjacency(self.interaction_matrix)
        scale = sp.diags(inverse_degrees(adjacency, 0.5))
        return as_sparse_tensor(scale @ adjacency @ scale)


class LightGCN(_SymmetricAdjacency, general_recommender.LightGCN):  # type: ignore[misc]
    """RecBole's LightGCN (He et al. 2020)."""


class NGCF(_SymmetricAdjacency, general_recommender.NGCF):  # type: ignore[misc]
    """RecBole's NGCF (Wang et al. 2019)."""


class GCMC(_SymmetricAdjacency, general_recommender.GCMC):  # type: ignore[misc]
    """RecBole's GCMC (van den Berg et al. 2018)."""


class SpectralCF(general_recommender.SpectralCF):  # type: ignore[misc]
    """RecBole's SpectralCF (Zheng et al. 2018)."""

    def get_laplacian_matrix(self) -> Any:
        """Random walk Laplacian ``I - D^-1 A``, shape (n_users + n_items, n_users + n_items)."""
        adjacency = bipartite_adjacency(self.interaction_matrix)
        walk = as_sparse_tensor(sp.diags(inverse_degrees(adjacency, 1.0)) @ adjacency)
        return self.get_eye_mat(self.n_items + self.n_users) - walk


class NCL(_SymmetricAdjacency, general_recommender.NCL):  # type: ignore[misc]
    """RecBole's NCL (Lin et al. 2022), whose k-means runs on the CPU.

    There are at most as many prototypes as users or items; RecBole's default is 1000 prototypes.
    """

    def run_kmeans(self, x: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Cluster the rows of ``x``.

        Returns
        -------
        centroids : Tensor of float32, shape (n_clusters, C)
            Of length 1.
        clusters : Tensor of int64, shape (n_rows,)
        """
        import faiss

        kmeans = faiss.Kmeans(d=x.shape[1], k=min(self.k, len(x)), gpu=False, min_points_per_centroid=1)
        kmeans.train(x)
        clusters = torch.from_numpy(kmeans.index.search(x, 1)[1][:, 0])
        centroids = torch.nn.functional.normalize(torch.from_numpy(kmeans.centroids))
        return centroids.to(self.device), clusters.to(self.device)


class DGCF(general_recommender.DGCF):  # type: ignore[misc]
    """RecBole's DGCF (Wang et al. 2020).

    RecBole derives the sample of its correlation loss from the larger of the numbers of users and items, and draws it
    from both without replacement; here it has at most as many rows as either.
    """

    cor_batch_size: int

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self.cor_batch_size = min(self.cor_batch_size, self.n_users, self.n_items)
