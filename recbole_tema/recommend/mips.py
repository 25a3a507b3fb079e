"""What is near what, for Faiss: items that states score alike.

A graph and lists need to know which items are near each other, and
distance between vectors is a poor answer: vectors hold blocks that states hardly look at. So, given a sample of
states, items are near where those states score them alike (ours). With ``C`` the second moment of states, the vector
``x`` becomes ``C^(1/2) x`` and the state ``q`` becomes ``C^(-1/2) q``: products stay, and a distance is now the root
mean square difference of two items' scores. Norms are unequal then, so one more coordinate makes them equal, and the
largest product is the smallest distance (Bachrach et al., "Speeding up the Xbox recommender system using a Euclidean
transformation for inner-product spaces", 2014).
"""

from __future__ import annotations

from typing import Any, Optional

import numpy as np

from recbole_tema.errors import DataError, MissingExtraError

# Directions that states hardly take still count so much of the one they take most: other users may take them.
_FLOOR = 1e-2
# Vectors that each centre of a list is made of, at most.
_MOST = 64


def as_matrix(values: np.ndarray, what: str) -> np.ndarray:
    """Values as a matrix of float32; :class:`DataError` where they are none, or not finite."""
    values = np.ascontiguousarray(values, dtype=np.float32)
    if values.ndim != 2 or (what == "vectors" and not values.size) or not np.isfinite(values).all():
        raise DataError(
            f"{what} of shape {values.shape} are no matrix of finite numbers.", remedy="Train anew, or check the file."
        )
    return values


def need_faiss() -> Any:
    """Faiss, late: it is optional, and brings an OpenMP of its own."""
    try:
        import faiss
    except ImportError:
        raise MissingExtraError("faiss-cpu", "index") from None
    return faiss


def space_of(vectors: np.ndarray, queries: Optional[np.ndarray]) -> tuple[np.ndarray, int, Optional[np.ndarray]]:
    """What Faiss indexes, by which metric, and the map of queries to it."""
    faiss = need_faiss()
    if queries is None:
        return vectors, faiss.METRIC_INNER_PRODUCT, None
    queries = as_matrix(queries, "queries")
    if queries.shape[1] != vectors.shape[1]:
        raise DataError(
            f"queries have {queries.shape[1]} numbers and vectors {vectors.shape[1]}.",
            remedy="Use states of this model.",
        )
    space, towards = _as_scored(vectors, queries)
    return space, faiss.METRIC_L2, towards


def _as_scored(vectors: np.ndarray, queries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vectors (size, dim + 1) of one norm whose distances are differences of scores, and the map of queries to them.

    The map, (dim + 1, dim), leaves the last coordinate 0.
    """
    wide = queries.astype(np.float64)
    values, axes = np.linalg.eigh(wide.T @ wide / max(len(wide), 1))
    top = values[-1] if values[-1] > 0 else 1.0
    root = np.sqrt(np.maximum(values, _FLOOR * top) / top)
    space = np.empty((len(vectors), len(root) + 1), dtype=np.float32)
    np.matmul(vectors, (axes * root).astype(np.float32), out=space[:, :-1])
    squares = np.einsum("nd,nd->n", space[:, :-1], space[:, :-1])
    space[:, -1] = np.sqrt(squares.max() - squares)
    return space, np.vstack([(axes / root).T, np.zeros(len(root))]).astype(np.float32)


def seen_from(index: Any, towards: np.ndarray) -> Any:
    """An index whose queries are turned first; the turn is saved with it."""
    faiss = need_faiss()
    turn = faiss.LinearTransform(towards.shape[1], towards.shape[0], False)
    faiss.copy_array_to_vector(towards.ravel(), turn.A)
    turn.is_trained = True
    return faiss.IndexPreTransform(turn, index)


def graph(space: np.ndarray, metric: int, seed: int, links: int, effort: int) -> Any:
    """A graph of a space's rows."""
    faiss = need_faiss()
    index = faiss.IndexHNSWFlat(space.shape[1], links, metric)
    index.hnsw.rng = faiss.RandomGenerator(seed)
    index.hnsw.efConstruction = effort
    index.add(space)
    return index


def lists_of(space: np.ndarray, metric: int, seed: int, lists: int) -> Any:
    """Lists of a space's rows by their nearest centres."""
    faiss = need_faiss()
    dim = space.shape[1]
    centres = faiss.IndexFlat(dim, metric)
    index = faiss.IndexIVFFlat(centres, dim, lists, metric)
    index.cp.seed = seed
    # A sample of so many is as good as all, and takes a fraction of the time.
    index.cp.max_points_per_centroid = _MOST
    index.cp.min_points_per_centroid = 1
    index.train(space)
    index.add(space)
    return index


def parts_of(whole: Any) -> tuple[Any, Optional[np.ndarray]]:
    """The graph or the lists, and the map of queries to them (dim + 1, dim) where there is one."""
    faiss = need_faiss()
    outer = faiss.downcast_index(whole)
    if not isinstance(outer, faiss.IndexPreTransform):
        return outer, None
    if outer.chain.size() != 1:
        raise ValueError("it has several maps")
    turn = faiss.downcast_VectorTransform(outer.chain.at(0))
    return faiss.downcast_index(outer.index), faiss.vector_to_array(turn.A).reshape(turn.d_out, turn.d_in)
