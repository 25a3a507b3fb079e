"""What is done to vectors before they are written: principal components, kept for new items, and length one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from recbole_tema.errors import ConfigError
from recbole_tema.files.storage import replacing


@dataclass(frozen=True)
class Components:
    """Principal components of some vectors. Ours.

    Attributes
    ----------
    mean : array of float32, shape (dim,)
    axes : array of float32, shape (size, dim)
        Orthonormal, the one of most variance first; the sign is that of the largest loading.
    """

    mean: np.ndarray
    axes: np.ndarray

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Vectors of shape (n, dim) as float32 of shape (n, size)."""
        centred = vectors.astype(np.float64) - self.mean
        return np.asarray(centred @ self.axes.astype(np.float64).T, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write a ``.safetensors`` file, atomically."""
        with replacing(path, "wb") as file:
            file.write(save({"mean": self.mean, "axes": self.axes}))

    @classmethod
    def load(cls, path: Path) -> Components:
        """Read what :meth:`save` wrote."""
        tensors = load_file(path)
        return cls(tensors["mean"], tensors["axes"])


def fit_components(vectors: np.ndarray, size: int) -> Components:
    """The first principal components of vectors.

    Parameters
    ----------
    vectors : array, shape (n, dim)
    size : int

    Raises
    ------
    ConfigError
        If ``size`` is not between 1 and what the vectors span.
    """
    if not 1 <= size <= min(vectors.shape):
        raise ConfigError(f"pca {size} is not in 1..{min(vectors.shape)}.", remedy="Choose a smaller pca, or none.")
    mean = vectors.mean(axis=0, dtype=np.float64)
    centred = vectors.astype(np.float64) - mean
    # Of the covariance, dim x dim: of the vectors themselves it would take several times their memory.
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :size].T
    # The sign of a component is arbitrary; without a rule it differs from one LAPACK to the next.
    signs = np.sign(axes[np.arange(size), np.abs(axes).argmax(axis=1)])
    axes = np.ascontiguousarray(axes * signs[:, None])
    return Components(mean.astype(np.float32), axes.astype(np.float32))


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1; those of length 0 stay as they are."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1.0))
