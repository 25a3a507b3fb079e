"""Approximate maximum inner product search (MIPS) with Faiss: an inverted file over query-aware points.

An inverted file (IVF) groups points into lists by their nearest centroid and searches only the lists whose centroids
are closest to the query (Sivic and Zisserman, "Video Google", 2003; Jégou et al., "Product quantization for nearest
neighbor search", 2011).

The lists need a distance between items, and that of the vectors is a poor one: vectors hold blocks to which states give
little weight. So, given a sample of states, items are close if states score them alike (ours). With ``C`` the second
moment of the states, the vector ``x`` becomes ``C^(1/2) x`` and the state ``q`` becomes ``C^(-1/2) q``: products do not
change, and a distance is the root mean square difference of the scores of two items. One more coordinate makes all
norms equal, so that the largest product is the smallest distance (Bachrach et al., "Speeding up the Xbox recommender
system using a Euclidean transformation for inner-product spaces", 2014).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from recbole_tema.errors import CheckpointError, DataError, MissingExtraError, first_line_of
from recbole_tema.files.storage import replacing, resolve_inside, write_json

RECORD = "index.json"
_SCHEMA = 1
_KIND = "ivf"
_FILE = "index.faiss"
_REMEDY = "Delete the folder; the index is then built again."
# Queries per call of Faiss.
_BATCH = 1024
# Vectors per list at least (Faiss warns below), and vectors that each centroid is trained on at most.
_MIN_PER_LIST, _MAX_PER_CENTROID = 39, 64
# Smallest share of the largest eigenvalue of C: other users may have states in directions that the sample lacks.
_MIN_EIGENVALUE = 1e-2


class IVFIndex:
    """Rows of a matrix with the largest inner products with a query, found approximately.

    Scores are exact inner products with the vectors; some of the best rows may be missed.

    Parameters
    ----------
    vectors : array of float32, shape (size, dim)
    faiss_index : faiss.IndexPreTransform
        The linear map of queries, and an IVF index of the transformed vectors.
    """

    def __init__(self, vectors: np.ndarray, faiss_index: Any) -> None:
        self.vectors = vectors
        # The Python object of the whole index owns its parts.
        self._faiss_index = faiss_index
        self._lists, self._query_map = _split(faiss_index)

    @classmethod
    def build(cls, vectors: np.ndarray, queries: np.ndarray, n_probe: int = 16) -> IVFIndex:
        """Build an index of ``4 * sqrt(size)`` lists, or fewer for few vectors, on all threads of OpenMP.

        Parameters
        ----------
        vectors : array of float32, shape (size, dim)
            Kept by reference, so they must not change.
        queries : array of float32, shape (n, dim)
            Sample of a few hundred or more typical queries.
        n_probe : int
            Number of lists searched per query: more are slower and find more.

        Raises
        ------
        DataError
            If vectors or queries are not finite matrices of the same width.
        MissingExtraError
            If Faiss is not installed.
        """
        faiss = _import_faiss()
        vectors = _as_matrix(vectors, "vectors")
        queries = _as_matrix(queries, "queries", vectors.shape[1])
        n_lists = max(1, min(int(4 * len(vectors) ** 0.5), len(vectors) // _MIN_PER_LIST))
        points, query_map = _query_aware_points(vectors, queries)
        dim = points.shape[1]
        lists = faiss.IndexIVFFlat(faiss.IndexFlatL2(dim), dim, n_lists)
        lists.cp.seed, lists.nprobe = 0, n_probe
        # A sample of the vectors gives centroids as good as all do, in a fraction of the time.
        lists.cp.max_points_per_centroid, lists.cp.min_points_per_centroid = _MAX_PER_CENTROID, 1
        lists.train(points)
        lists.add(points)
        return cls(vectors, _join(query_map, lists))

    @property
    def n_probe(self) -> int:
        """Number of lists searched per query, saved with the index; may be changed between searches."""
        return int(self._lists.nprobe)

    @n_probe.setter
    def n_probe(self, n_probe: int) -> None:
        self._lists.nprobe = n_probe

    def search(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows with the largest products, the largest first; rows of equal products in ascending order.

        Parameters
        ----------
        queries : array of float32, shape (B, dim)
        k : int
            Number of rows, at least 1.

        Returns
        -------
        scores : array of float32, shape (B, k)
            Inner products; minus infinity if fewer than k rows were found.
        rows : array of int64, shape (B, k)
            Row numbers; -1 if fewer than k rows were found.
        """
        queries = _as_matrix(queries, "queries", self.vectors.shape[1])
        scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        rows = np.full((len(queries), k), -1, dtype=np.int64)
        count = min(k, len(self.vectors))
        for start in range(0, len(queries), _BATCH):
            part = slice(start, start + _BATCH)
            scores[part, :count], rows[part, :count] = self._search(queries[part], count)
        return scores, rows

    def _search(self, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        # A single query stays on the caller's thread, as in Faiss: on a busy machine waking another thread takes a
        # hundred times as long as the search. BLAS would wake threads for the map of queries, einsum does not.
        product = np.matmul if len(queries) > 1 else _product
        _, rows = self._lists.search(np.ascontiguousarray(product(queries, self._query_map.T)), k)
        scores = np.einsum("qkd,qd->qk", self.vectors[rows], queries)
        scores[rows < 0] = -np.inf
        order = np.lexsort((rows, -scores), axis=1)
        return np.take_along_axis(scores, order, 1), np.take_along_axis(rows, order, 1)

    def serialized(self) -> bytes:
        """The index in the format of Faiss, without the vectors themselves."""
        return bytes(_import_faiss().serialize_index(self._faiss_index))

    def save(self, folder: Path, built_from: Mapping[str, Any]) -> None:
        """Write ``index.faiss``, then ``index.json``, each atomically.

        The vectors are not saved. If the process is killed between the two files, the index is refused by
        :meth:`load`.

        Parameters
        ----------
        folder : Path
            Created if missing; an index in it is replaced.
        built_from : mapping
            What the index was built from, such as the SHA-256 of the weights, as JSON values.
        """
        content = self.serialized()
        with replacing(folder / _FILE, "wb") as stream:
            stream.write(content)
        size, dim = self.vectors.shape
        record = {"schema": _SCHEMA, "kind": _KIND, "size": size, "dim": dim, "file": _FILE, "sha256": _hash(content)}
        write_json(folder / RECORD, {**record, "record": dict(built_from)})

    @classmethod
    def load(cls, folder: Path, vectors: np.ndarray, built_from: Mapping[str, Any]) -> IVFIndex:
        """Read an index that :meth:`save` wrote.

        Faiss trusts its files: a crafted one can execute code. The bytes that Faiss reads are those whose hash was
        checked, so a damaged or exchanged file is refused. But a user who can write to the folder can change the hash
        too: load only indexes that you trust.

        Parameters
        ----------
        folder : Path
        vectors : array of float32, shape (size, dim)
            The vectors that the index was built from.
        built_from : mapping
            What the index must have been built from.

        Raises
        ------
        CheckpointError
            If a file is missing, damaged, changed, or outside of the folder, or if the index was built from something
            else.
        MissingExtraError
            If Faiss is not installed.
        """
        _import_faiss()
        vectors = _as_matrix(vectors, "vectors")
        path = resolve_inside(folder, RECORD, _REMEDY)
        record = _read_record(path)
        if record["record"] != json.loads(json.dumps(dict(built_from))):
            raise CheckpointError("The index was built from another model.", path=path, remedy=_REMEDY)
        if (record["size"], record["dim"]) != vectors.shape:
            raise CheckpointError(
                f"The index has shape {record['size']} x {record['dim']}, but the model's item vectors have shape "
                f"{vectors.shape[0]} x {vectors.shape[1]}.",
                path=path,
                remedy=_REMEDY,
            )
        file = resolve_inside(folder, record["file"], _REMEDY)
        content = file.read_bytes()
        if _hash(content) != record["sha256"]:
            raise CheckpointError("The file has changed since it was written.", path=file, remedy=_REMEDY)
        return cls(vectors, _parse(content, file, vectors.shape))


def _import_faiss() -> Any:
    """Import Faiss late: it is optional, and loads an OpenMP of its own."""
    try:
        import faiss
    except ImportError:
        raise MissingExtraError("faiss-cpu", "index") from None
    return faiss


def _as_matrix(values: np.ndarray, name: str, dim: int | None = None) -> np.ndarray:
    """A finite float32 matrix, of width ``dim`` if given, else with at least one element."""
    matrix = np.ascontiguousarray(values, dtype=np.float32)
    expected = "(n, dim)" if dim is None else f"(n, {dim})"
    if matrix.ndim != 2 or (dim is None and not matrix.size) or (dim is not None and matrix.shape[1] != dim):
        raise DataError(f"{name} must have shape {expected}, got {matrix.shape}.", remedy="Use states of this model.")
    if not np.isfinite(matrix).all():
        raise DataError(f"{name} must be finite.", remedy="Train the model again, or check its weights.")
    return matrix


def _query_aware_points(vectors: np.ndarray, queries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (size, dim + 1) whose distances are differences of scores, and the map (dim + 1, dim) of queries to them.

    All points have the same norm. The map leaves the last coordinate of a query 0.
    """
    wide = queries.astype(np.float64)
    eigenvalues, axes = np.linalg.eigh(wide.T @ wide / max(len(wide), 1))
    largest = eigenvalues[-1] if eigenvalues[-1] > 0 else 1.0
    root = np.sqrt(np.maximum(eigenvalues, _MIN_EIGENVALUE * largest) / largest)
    points = np.empty((len(vectors), len(root) + 1), dtype=np.float32)
    np.matmul(vectors, (axes * root).astype(np.float32), out=points[:, :-1])
    squares = np.einsum("nd,nd->n", points[:, :-1], points[:, :-1])
    points[:, -1] = np.sqrt(squares.max() - squares)
    return points, np.vstack([(axes / root).T, np.zeros(len(root))]).astype(np.float32)


def _join(query_map: np.ndarray, lists: Any) -> Any:
    """One Faiss index of the map of queries and the lists, so that one file holds both."""
    faiss = _import_faiss()
    transform = faiss.LinearTransform(query_map.shape[1], query_map.shape[0], False)
    faiss.copy_array_to_vector(query_map.ravel(), transform.A)
    transform.is_trained = True
    return faiss.IndexPreTransform(transform, lists)


def _split(faiss_index: Any) -> tuple[Any, np.ndarray]:
    """The lists and the map of queries (dim + 1, dim) of an index from :func:`_join`."""
    faiss = _import_faiss()
    outer = faiss.downcast_index(faiss_index)
    if not isinstance(outer, faiss.IndexPreTransform) or outer.chain.size() != 1:
        raise ValueError("It must have one transformation.")
    transform = faiss.downcast_VectorTransform(outer.chain.at(0))
    lists = faiss.downcast_index(outer.index)
    if not isinstance(lists, faiss.IndexIVFFlat):
        raise ValueError("It must hold an IndexIVFFlat.")
    return lists, faiss.vector_to_array(transform.A).reshape(transform.d_out, transform.d_in)


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """A matrix product on the thread of the caller."""
    product: np.ndarray = np.einsum("ij,jk->ik", left, right)
    return product


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CheckpointError(f"The file is not JSON ({type(error).__name__}).", path=path, remedy=_REMEDY) from None
    types = {"size": int, "dim": int, "record": dict}
    if (
        not isinstance(record, dict)
        or (record.get("schema"), record.get("kind")) != (_SCHEMA, _KIND)
        or any(type(record.get(key)) is not expected for key, expected in types.items())
    ):
        raise CheckpointError("The file is not the record of an index.", path=path, remedy=_REMEDY)
    return record


def _parse(content: bytes, path: Path, shape: tuple[int, ...]) -> Any:
    faiss = _import_faiss()
    try:
        faiss_index = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
        _split(faiss_index)
    except Exception as error:  # Faiss raises RuntimeError; the errors of its bindings differ between versions
        raise CheckpointError(f"Faiss cannot read it ({first_line_of(error)}).", path=path, remedy=_REMEDY) from None
    if (faiss_index.ntotal, faiss_index.d) != shape:
        raise CheckpointError("The index differs from its record.", path=path, remedy=_REMEDY)
    return faiss_index
