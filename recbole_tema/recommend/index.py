"""Maximum inner product search: the items whose vectors have the largest products with a user's state.

Three kinds of index over the same vectors:

- ``exact`` multiplies a state with every vector.
- ``hnsw`` walks a graph of near items (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search
  using Hierarchical Navigable Small World graphs", 2018).
- ``ivf`` looks only into the lists of items whose centres are best (Sivic and Zisserman, "Video Google", 2003; Jégou
  et al., "Product quantization for nearest neighbor search", 2011).

The last two go through Faiss and find nearly all of the best (:mod:`recbole_tema.recommend.mips`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Optional

import numpy as np

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.recommend.mips import as_matrix, graph, lists_of, need_faiss, parts_of, seen_from, space_of

KINDS = ("exact", "hnsw", "ivf")
# Scores at a time, at most: 32 MB.
_BLOCK = 1 << 23
# Vectors that each centre of a list is made of, at least: Faiss warns below.
_FEWEST = 39
# What is tried for each query unless told: candidates of the graph, and lists.
_BREADTH = {"hnsw": 256, "ivf": 16}


class Index(ABC):
    """Finds the vectors with the largest inner products.

    Attributes
    ----------
    kind : {"exact", "hnsw", "ivf"}
    size, dim : int
        How many vectors there are, and how long each is.
    parameters : dict
        What it was built with.
    """

    kind: str

    def __init__(self, vectors: np.ndarray, parameters: Mapping[str, Any]) -> None:
        self._vectors = vectors
        self.parameters = dict(parameters)
        self.size, self.dim = vectors.shape

    def search(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The best vectors for each query, the best first, and the lower row first where scores are equal.

        Parameters
        ----------
        queries : array of float32, shape (B, dim)
        k : int
            How many, from 1.

        Returns
        -------
        scores : array of float32, shape (B, k)
            Inner products; minus infinity where fewer than k were found.
        rows : array of int64, shape (B, k)
            Rows of the vectors; -1 there. An index that is not exact may find fewer than there are.

        Raises
        ------
        ConfigError
            If k is below 1.
        DataError
            If queries are of another shape, or not finite.
        """
        if k < 1:
            raise ConfigError(f"k is {k}.", remedy="Ask for 1 or more.")
        queries = as_matrix(queries, "queries")
        if queries.shape[1] != self.dim:
            raise DataError(
                f"queries have {queries.shape[1]} numbers and vectors {self.dim}.", remedy="Use states of this model."
            )
        scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        rows = np.full((len(queries), k), -1, dtype=np.int64)
        some = min(k, self.size)
        step = self._step()
        for start in range(0, len(queries), step):
            part = slice(start, start + step)
            scores[part, :some], rows[part, :some] = self._best(queries[part], some)
        return scores, rows

    @abstractmethod
    def _best(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Scores and rows (B, k) as of :meth:`search`, k being at most the size."""

    def _step(self) -> int:
        """Queries at a time."""
        return max(1, _BLOCK // self.size)


class ExactIndex(Index):
    """Multiplies every vector."""

    kind = "exact"

    def _best(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        # A single query has a product of its own: as a matrix of one row it takes longer.
        products = self._vectors @ queries[0] if len(queries) == 1 else queries @ self._vectors.T
        scores = products.reshape(len(queries), self.size)
        # The k-th largest of the maxima of some groups is a score that k rows reach: far fewer are left to sort, and
        # all that are equal to the k-th among them.
        groups = min(self.size, max(1024, 8 * k))
        whole = self.size // groups * groups
        maxima = scores[:, :whole].reshape(len(scores), groups, -1).max(axis=2)
        reached = np.partition(maxima, groups - k, axis=1)[:, groups - k, None]
        query, row = np.nonzero(scores >= reached)
        return _sorted(query, row, scores[query, row], len(queries), k)


class FaissIndex(Index):
    """A graph or lists of Faiss. Scores are products with the vectors themselves, as exact search gives them.

    Parameters
    ----------
    kind : {"hnsw", "ivf"}
    vectors : array of float32, shape (size, dim)
    parameters : dict
    whole : faiss.Index
        Over the same rows: a graph, lists, or either with the map of queries in front.
    """

    def __init__(self, kind: str, vectors: np.ndarray, parameters: Mapping[str, Any], whole: Any) -> None:
        super().__init__(vectors, parameters)
        # The whole is kept, as it owns its parts.
        self.kind, self._whole = kind, whole
        self._inner, self._towards = parts_of(whole)

    @property
    def breadth(self) -> int:
        """What is tried for each query: candidates of the graph (efSearch), or lists (nprobe).

        More of it finds more and takes longer. It may be set between searches, and is saved with the index.
        """
        return int(self._inner.hnsw.efSearch if self.kind == "hnsw" else self._inner.nprobe)

    @breadth.setter
    def breadth(self, breadth: int) -> None:
        _positive(breadth=breadth)
        if self.kind == "hnsw":
            self._inner.hnsw.efSearch = breadth
        else:
            self._inner.nprobe = breadth
        self.parameters["breadth"] = breadth

    def serialized(self) -> bytes:
        """The index as the bytes of its file."""
        return bytes(need_faiss().serialize_index(self._whole))

    def _best(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        # A single query stays on the caller's thread, as it does in Faiss: to wake another takes longer than to search,
        # on a busy machine a hundred times as long. A BLAS would, for the map of queries, and so would Faiss's own.
        seen = queries
        if self._towards is not None:
            turn = np.matmul if len(queries) > 1 else _product
            seen = np.ascontiguousarray(turn(queries, self._towards.T))
        _, found = self._inner.search(seen, k)
        query, place = np.nonzero(found >= 0)
        row = found[query, place]
        return _sorted(query, row, np.einsum("nd,nd->n", self._vectors[row], queries[query]), len(queries), k)

    def _step(self) -> int:
        return 1024


def build_index(
    vectors: np.ndarray,
    kind: str = "exact",
    *,
    queries: Optional[np.ndarray] = None,
    seed: int = 0,
    links: int = 32,
    effort: int = 200,
    lists: Optional[int] = None,
    breadth: Optional[int] = None,
) -> Index:
    """Make an index of vectors.

    Building takes every thread that OpenMP has. On one thread, ``hnsw`` is the same each time; on several, the graph
    depends on which is first.

    Parameters
    ----------
    vectors : array of float32, shape (size, dim)
        Of any norm. The index keeps a reference: they must not change.
    kind : {"exact", "hnsw", "ivf"}
    queries : array of float32, shape (n, dim), optional
        A sample of states, a few hundred or more, of the sort that will be asked. Without them, near is what has a
        large product, and far less is found for the same breadth. ``exact`` ignores them, and all that follows.
    seed : int
        Of the graph's levels, or of the lists' centres.
    links : int
        Of each item in the graph (M); twice as many on the ground level.
    effort : int
        Candidates for an item's links (efConstruction).
    lists : int, optional
        Four times the root of the size by default, and fewer of few vectors.
    breadth : int, optional
        See :attr:`FaissIndex.breadth`: 256 candidates or 16 lists by default.

    Raises
    ------
    ConfigError
        For another kind, or a parameter below 1.
    DataError
        For vectors or queries that are no matrix of finite numbers, or of different dim.
    MissingExtraError
        If Faiss is needed and not installed.
    """
    if kind not in KINDS:
        raise ConfigError(f"{kind!r} is no kind of index.", remedy=f"Use {', '.join(KINDS)}.")
    vectors = as_matrix(vectors, "vectors")
    if kind == "exact":
        return ExactIndex(vectors, {})
    size = len(vectors)
    lists = max(1, min(int(4 * size**0.5), size // _FEWEST)) if lists is None else lists
    breadth = _BREADTH[kind] if breadth is None else breadth
    _positive(links=links, effort=effort, lists=lists, breadth=breadth)
    space, metric, towards = space_of(vectors, queries)
    parameters: dict[str, Any] = {"seed": seed, "queries": 0 if queries is None else len(queries)}
    if kind == "hnsw":
        made = graph(space, metric, seed, links, effort)
        parameters.update(links=links, effort=effort)
    else:
        made = lists_of(space, metric, seed, min(lists, size))
        parameters.update(lists=min(lists, size))
    index = FaissIndex(kind, vectors, parameters, made if towards is None else seen_from(made, towards))
    index.breadth = breadth
    return index


def _positive(**parameters: int) -> None:
    for name, value in parameters.items():
        if value < 1:
            raise ConfigError(f"{name} is {value}.", remedy="Give 1 or more.")


def _sorted(query: np.ndarray, row: np.ndarray, score: np.ndarray, count: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The best k rows of each query (count, k): the largest score first, then the lowest row."""
    order = np.lexsort((row, -score, query))
    query, row, score = query[order], row[order], score[order]
    place = np.arange(len(query)) - np.searchsorted(query, query)
    kept = place < k
    scores = np.full((count, k), -np.inf, dtype=np.float32)
    rows = np.full((count, k), -1, dtype=np.int64)
    scores[query[kept], place[kept]], rows[query[kept], place[kept]] = score[kept], row[kept]
    return scores, rows


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """A matrix product on this thread alone."""
    product: np.ndarray = np.einsum("ij,jk->ik", left, right)
    return product
