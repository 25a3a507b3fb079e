"""Maximum inner product search: the items whose vectors have the largest products with a user's state.

Three kinds of index over the same vectors:

- ``exact`` multiplies a state with every vector.
- ``hnsw`` walks a graph of near items (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search
  using Hierarchical Navigable Small World graphs", 2018).
- ``ivf`` looks only into the lists of items whose centres are best (Sivic and Zisserman, "Video Google", 2003; Jégou
  et al., "Product quantization for nearest neighbor search", 2011).

The last two go through Faiss and find nearly all of the best. They need to know which items are near each other, and
distance between vectors is a poor answer: vectors hold blocks that states hardly look at. So, given a sample of
states, items are near where those states score them alike (ours). With ``C`` the second moment of states, the vector
``x`` becomes ``C^(1/2) x`` and the state ``q`` becomes ``C^(-1/2) q``: products stay, and a distance is now the root
mean square difference of two items' scores. Norms are unequal then, so one more coordinate makes them equal, and the
largest product is the smallest distance (Bachrach et al., "Speeding up the Xbox recommender system using a Euclidean
transformation for inner-product spaces", 2014).
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Optional

import numpy as np

from recbole_tema.atomic import replacing, write_json
from recbole_tema.errors import CheckpointError, ConfigError, DataError, MissingExtraError, first_line_of

KINDS = ("exact", "hnsw", "ivf")
SCHEMA = 1
RECORD = "index.json"
_FILE = "index.faiss"
_REMEDY = "Build it anew."
# Scores at a time, at most: 32 MB.
_BLOCK = 1 << 23
# Directions that states hardly take still count so much of the one they take most: other users may take them.
_FLOOR = 1e-2
# Vectors that each centre of a list is made of, at least (Faiss warns below) and at most.
_FEWEST, _MOST = 39, 64
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
        queries = _as_matrix(queries, "queries")
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
        self._inner, self._towards = _parts(whole)

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
        return bytes(_faiss().serialize_index(self._whole))

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
    vectors = _as_matrix(vectors, "vectors")
    if kind == "exact":
        return ExactIndex(vectors, {})
    size = len(vectors)
    lists = max(1, min(int(4 * size**0.5), size // _FEWEST)) if lists is None else lists
    breadth = _BREADTH[kind] if breadth is None else breadth
    _positive(links=links, effort=effort, lists=lists, breadth=breadth)
    space, metric, towards = _space(vectors, queries)
    parameters: dict[str, Any] = {"seed": seed, "queries": 0 if queries is None else len(queries)}
    if kind == "hnsw":
        made = _graph(space, metric, seed, links, effort)
        parameters.update(links=links, effort=effort)
    else:
        made = _lists(space, metric, seed, min(lists, size))
        parameters.update(lists=min(lists, size))
    index = FaissIndex(kind, vectors, parameters, made if towards is None else _seen_from(made, towards))
    index.breadth = breadth
    return index


def save_index(index: Index, folder: Path, record: Mapping[str, Any]) -> None:
    """Write an index to a folder of its own: ``index.faiss``, then ``index.json``, each atomically.

    Vectors are not saved: whoever loads the index has them. A kill between the two files leaves an index that is
    refused.

    Parameters
    ----------
    index : Index
    folder : Path
        Made where missing; an index there is replaced.
    record : mapping
        What the index was made of, in what JSON can hold: the SHA-256 of the weights, for one.
    """
    file = digest = None
    if isinstance(index, FaissIndex):
        file, content = _FILE, index.serialized()
        digest = hashlib.sha256(content).hexdigest()
        with replacing(folder / file, "wb") as stream:
            stream.write(content)
    saved = {"schema": SCHEMA, "kind": index.kind, "size": index.size, "dim": index.dim, "file": file, "sha256": digest}
    write_json(folder / RECORD, {**saved, "parameters": index.parameters, "record": dict(record)})


def load_index(folder: Path, vectors: np.ndarray, record: Mapping[str, Any]) -> Index:
    """Read what :func:`save_index` wrote.

    Faiss trusts its files, and one that is made for it can do anything. What it reads here are the very bytes whose
    hash was checked, so a file that was damaged or exchanged is refused. But hash and file lie in one folder, and
    whoever can write both can make them agree: build an index anew rather than load a stranger's.

    Parameters
    ----------
    folder : Path
    vectors : array of float32, shape (size, dim)
        Those that it was built of.
    record : mapping
        What the index must have been made of.

    Raises
    ------
    CheckpointError
        If a file is missing, damaged, changed since it was written, or outside of the folder, or if the index was
        made of something else.
    DataError
        For vectors that are no matrix of finite numbers.
    MissingExtraError
        If Faiss is needed and not installed.
    """
    vectors = _as_matrix(vectors, "vectors")
    path = _inside(folder, RECORD)
    saved = _read_record(path)
    if saved["record"] != json.loads(json.dumps(dict(record))):
        raise CheckpointError("the index was made of something else.", path=path, remedy=_REMEDY)
    if (saved["size"], saved["dim"]) != vectors.shape:
        raise CheckpointError(
            f"the index is of {saved['size']} x {saved['dim']} numbers, not {vectors.shape[0]} x {vectors.shape[1]}.",
            path=path,
            remedy=_REMEDY,
        )
    if saved["kind"] == "exact":
        return ExactIndex(vectors, saved["parameters"])
    file = _inside(folder, saved["file"])
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != saved["sha256"]:
        raise CheckpointError("is not the file that was written.", path=file, remedy=_REMEDY)
    return FaissIndex(saved["kind"], vectors, saved["parameters"], _parsed(content, file, saved))


def _as_matrix(values: np.ndarray, what: str) -> np.ndarray:
    values = np.ascontiguousarray(values, dtype=np.float32)
    if values.ndim != 2 or (what == "vectors" and not values.size) or not np.isfinite(values).all():
        raise DataError(
            f"{what} of shape {values.shape} are no matrix of finite numbers.", remedy="Train anew, or check the file."
        )
    return values


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


def _faiss() -> Any:
    # Late: it is optional, and brings an OpenMP of its own.
    try:
        import faiss
    except ImportError:
        raise MissingExtraError("faiss-cpu", "index") from None
    return faiss


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """A matrix product on this thread alone."""
    product: np.ndarray = np.einsum("ij,jk->ik", left, right)
    return product


def _parts(whole: Any) -> tuple[Any, Optional[np.ndarray]]:
    """The graph or the lists, and the map of queries to them (dim + 1, dim) where there is one."""
    faiss = _faiss()
    outer = faiss.downcast_index(whole)
    if not isinstance(outer, faiss.IndexPreTransform):
        return outer, None
    if outer.chain.size() != 1:
        raise ValueError("it has several maps")
    turn = faiss.downcast_VectorTransform(outer.chain.at(0))
    return faiss.downcast_index(outer.index), faiss.vector_to_array(turn.A).reshape(turn.d_out, turn.d_in)


def _space(vectors: np.ndarray, queries: Optional[np.ndarray]) -> tuple[np.ndarray, int, Optional[np.ndarray]]:
    """What Faiss indexes, by which metric, and the map of queries to it."""
    faiss = _faiss()
    if queries is None:
        return vectors, faiss.METRIC_INNER_PRODUCT, None
    queries = _as_matrix(queries, "queries")
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


def _seen_from(index: Any, towards: np.ndarray) -> Any:
    """An index whose queries are turned first; the turn is saved with it."""
    faiss = _faiss()
    turn = faiss.LinearTransform(towards.shape[1], towards.shape[0], False)
    faiss.copy_array_to_vector(towards.ravel(), turn.A)
    turn.is_trained = True
    return faiss.IndexPreTransform(turn, index)


def _graph(space: np.ndarray, metric: int, seed: int, links: int, effort: int) -> Any:
    faiss = _faiss()
    index = faiss.IndexHNSWFlat(space.shape[1], links, metric)
    index.hnsw.rng = faiss.RandomGenerator(seed)
    index.hnsw.efConstruction = effort
    index.add(space)
    return index


def _lists(space: np.ndarray, metric: int, seed: int, lists: int) -> Any:
    faiss = _faiss()
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


def _inside(folder: Path, name: Any) -> Path:
    """A file of a folder by its plain name, refused where the name or a link leads elsewhere."""
    plain = isinstance(name, str) and Path(name).name == name and name not in ("", ".", "..") and "\0" not in name
    path = folder / str(name)
    if not plain or path.resolve().parent != folder.resolve():
        raise CheckpointError(f"names a file outside of it: {name!r}.", path=folder, remedy=_REMEDY)
    if not path.is_file():
        raise CheckpointError("no such file.", path=path, remedy=_REMEDY)
    return path


def _read_record(path: Path) -> dict[str, Any]:
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CheckpointError(f"is not valid JSON ({type(error).__name__}).", path=path, remedy=_REMEDY) from None
    kinds = {"kind": str, "size": int, "dim": int, "parameters": dict, "record": dict}
    if (
        not isinstance(saved, dict)
        or saved.get("schema") != SCHEMA
        or any(type(saved.get(key)) is not kind for key, kind in kinds.items())
        or saved["kind"] not in KINDS
    ):
        raise CheckpointError("is no record of an index, or of another version.", path=path, remedy=_REMEDY)
    return saved


def _parsed(content: bytes, path: Path, saved: Mapping[str, Any]) -> Any:
    faiss = _faiss()
    try:
        whole = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
        inner, _ = _parts(whole)
    except Exception as error:  # Faiss's own are RuntimeErrors; those of its bindings differ with the version
        raise CheckpointError(f"cannot be read ({first_line_of(error)}).", path=path, remedy=_REMEDY) from None
    expected = faiss.IndexHNSWFlat if saved["kind"] == "hnsw" else faiss.IndexIVFFlat
    if not isinstance(inner, expected) or (whole.ntotal, whole.d) != (saved["size"], saved["dim"]):
        raise CheckpointError("holds another index than its record says.", path=path, remedy=_REMEDY)
    return whole
