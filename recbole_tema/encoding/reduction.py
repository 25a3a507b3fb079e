"""Transformations of vectors before they are written: principal components and L2 normalization."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from recbole_tema.errors import ConfigError
from recbole_tema.files.storage import replacing


@dataclass(frozen=True)
class Components:
    """Principal components, saved so that vectors of new items can be projected. Ours.

    Attributes
    ----------
    mean : array of float32, shape (dim,)
    axes : array of float32, shape (n_components, dim)
        Orthonormal, in descending order of variance; the largest loading of each is positive.
    """

    mean: np.ndarray
    axes: np.ndarray

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Project vectors of shape (n, dim) to float32 of shape (n, n_components)."""
        centered = vectors.astype(np.float64) - self.mean
        return np.asarray(centered @ self.axes.astype(np.float64).T, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write a ``.safetensors`` file, atomically."""
        with replacing(path, "wb") as file:
            file.write(save({"mean": self.mean, "axes": self.axes}))

    @classmethod
    def load(cls, path: Path) -> Components:
        """Read a file that :meth:`save` wrote."""
        tensors = load_file(path)
        return cls(tensors["mean"], tensors["axes"])


def fit_components(vectors: np.ndarray, n_components: int) -> Components:
    """Fit the first principal components.

    Parameters
    ----------
    vectors : array, shape (n, dim)
    n_components : int

    Raises
    ------
    ConfigError
        If ``n_components`` is not between 1 and the smaller dimension of ``vectors``.
    """
    if not 1 <= n_components <= min(vectors.shape):
        raise ConfigError(
            f"pca ({n_components}) must be between 1 and {min(vectors.shape)}.", remedy="Use a smaller pca, or none."
        )
    mean = vectors.mean(axis=0, dtype=np.float64)
    centered = vectors.astype(np.float64) - mean
    # Eigenvectors of the covariance (dim x dim): a decomposition of the vectors would need several times their memory.
    axes = np.linalg.eigh(centered.T @ centered)[1][:, ::-1][:, :n_components].T
    # The sign of a component is arbitrary and would differ between LAPACK builds.
    signs = np.sign(axes[np.arange(n_components), np.abs(axes).argmax(axis=1)])
    axes = np.ascontiguousarray(axes * signs[:, None])
    return Components(mean.astype(np.float32), axes.astype(np.float32))


def l2_normalize(vectors: np.ndarray) -> np.ndarray:
    """Scale vectors to unit length; zero vectors stay zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1.0))
