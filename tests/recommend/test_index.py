"""Inner product search: exact is exact, the others are nearly, and a saved index is used as it was written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recbole_tema.errors import CheckpointError, ConfigError, DataError, MissingExtraError
from recbole_tema.files.storage import sha256
from recbole_tema.recommend import index as index_module
from recbole_tema.recommend import index_files
from recbole_tema.recommend.index import FaissIndex, Index, build_index
from recbole_tema.recommend.index_files import RECORD, load_index, save_index

MADE_OF = {"weights": "abc", "domains": ["a", "b"]}
ROOT = Path(__file__).resolve().parents[2]


def by_hand(vectors: np.ndarray, queries: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Every score, sorted: the largest first, then the lowest row."""
    products = queries @ vectors.T
    order = np.argsort(-products, axis=1, kind="stable")[:, :k]
    rest = k - order.shape[1]
    scores = np.pad(np.take_along_axis(products, order, 1), ((0, 0), (0, max(rest, 0))), constant_values=-np.inf)
    return scores, np.pad(order, ((0, 0), (0, max(rest, 0))), constant_values=-1)


@settings(deadline=None)
@given(data=st.data(), size=st.integers(1, 60), count=st.integers(0, 4), k=st.integers(1, 70))
def test_exact_is_a_sort_with_ties_in_the_order_of_rows(data: st.DataObject, size: int, count: int, k: int) -> None:
    # Whole numbers, and few: products are exact, and many are equal.
    whole = st.integers(-2, 2).map(float)
    vectors = data.draw(arrays(np.float32, (size, 3), elements=whole))
    queries = data.draw(arrays(np.float32, (count, 3), elements=whole))
    scores, rows = build_index(vectors).search(queries, k)
    expected, order = by_hand(vectors, queries, k)
    assert (rows == order).all() and (scores == expected).all()
    assert (scores.dtype, rows.dtype, scores.shape) == (np.float32, np.int64, (count, k))


@pytest.mark.parametrize("size", [1023, 1024, 1025, 5000])
@pytest.mark.parametrize("k", [1, 10, 700])
def test_exact_among_more_than_a_group_holds(size: int, k: int) -> None:
    rng = np.random.default_rng(size)
    vectors = rng.integers(-3, 4, size=(size, 5)).astype(np.float32)
    queries = rng.integers(-3, 4, size=(7, 5)).astype(np.float32)
    expected, order = by_hand(vectors, queries, k)
    with mock.patch.object(index_module, "_BLOCK", 3 * size):  # three queries at a time
        scores, rows = build_index(vectors).search(queries, k)
    assert (rows == order).all() and (scores == expected).all()
    alone = build_index(vectors).search(queries[:1], k)
    assert (alone[1] == order[:1]).all()


def test_exact_on_real_numbers() -> None:
    rng = np.random.default_rng(1)
    vectors, queries = rng.normal(size=(4000, 16)).astype(np.float32), rng.normal(size=(20, 16)).astype(np.float32)
    scores, rows = build_index(vectors).search(queries, 10)
    expected, order = by_hand(vectors.astype(np.float64), queries.astype(np.float64), 10)
    assert (rows == order).all() and np.allclose(scores, expected, atol=1e-5)


@pytest.fixture
def faiss() -> Any:
    return pytest.importorskip("faiss")


def clusters(size: int = 5000, dim: int = 24, seed: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Vectors of two unit blocks around centres, the second block absent from a third, and states that look at them."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(50, dim))
    vectors = centres[rng.integers(50, size=size)] + 0.4 * rng.normal(size=(size, dim))
    states = centres[rng.integers(50, size=400)] + rng.normal(size=(400, dim))
    half = dim // 2
    for part in (slice(0, half), slice(half, dim)):
        vectors[:, part] /= np.linalg.norm(vectors[:, part], axis=1, keepdims=True)
    vectors[rng.random(size) < 1 / 3, half:] = 0
    states[:, half:] *= 0.2
    return vectors.astype(np.float32), states.astype(np.float32)


def recall(index: Index, queries: np.ndarray, k: int = 10) -> float:
    truth = build_index(index._vectors).search(queries, k)[1]
    found = index.search(queries, k)[1]
    return float(np.mean([len(set(a) & set(b)) / k for a, b in zip(found.tolist(), truth.tolist())]))


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
@pytest.mark.parametrize("sampled", [True, False])
def test_the_others_find_nearly_all(faiss: Any, kind: str, sampled: bool) -> None:
    vectors, states = clusters()
    index = build_index(vectors, kind, queries=states[:200] if sampled else None, breadth=None if sampled else 64)
    assert (index.kind, index.size, index.dim) == (kind, *vectors.shape)
    assert recall(index, states[200:]) >= 0.9
    scores, rows = index.search(states[200:], 10)
    assert np.allclose(scores, np.einsum("qd,qkd->qk", states[200:], vectors[rows]), atol=1e-5)
    assert (np.diff(scores, axis=1) <= 0).all()
    alone = np.concatenate([index.search(states[i : i + 1], 10)[1] for i in range(200, 220)])
    assert (alone == rows[:20]).mean() > 0.99


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
def test_a_sample_of_states_helps(faiss: Any, kind: str) -> None:
    vectors, states = clusters()
    with_sample, without = (build_index(vectors, kind, queries=some, breadth=2) for some in (states[:200], None))
    assert recall(with_sample, states[200:]) > recall(without, states[200:])


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
def test_breadth_finds_more(faiss: Any, kind: str) -> None:
    vectors, states = clusters()
    index = build_index(vectors, kind, queries=states[:200], breadth=1)
    assert isinstance(index, FaissIndex) and index.breadth == 1
    before = recall(index, states[200:])
    index.breadth = 5000
    assert recall(index, states[200:]) > max(before, 0.99)
    with pytest.raises(ConfigError, match="breadth is 0"):
        index.breadth = 0


@pytest.mark.parametrize("kind", ["hnsw", "ivf"])
@pytest.mark.parametrize("size", [1, 2, 41])
def test_few_vectors_are_found_and_the_rest_is_marked(faiss: Any, kind: str, size: int) -> None:
    vectors, states = clusters(size)
    scores, rows = build_index(vectors, kind, queries=states).search(states[:3], 50)
    assert (np.sort(rows[:, :size], axis=1) == np.arange(size)).all()
    assert (rows[:, size:] == -1).all() and np.isneginf(scores[:, size:]).all()


def test_states_that_are_all_nothing_or_too_few_give_an_index(faiss: Any) -> None:
    vectors, states = clusters(500)
    for sample in (np.zeros_like(states), states[:1], states[:0]):
        assert recall(build_index(vectors, "hnsw", queries=sample, breadth=500), states[:50]) > 0.95


@pytest.mark.parametrize("kind", ["exact", "hnsw", "ivf"])
@pytest.mark.parametrize("sampled", [True, False])
def test_saved_and_loaded_it_gives_the_same(faiss: Any, tmp_path: Path, kind: str, sampled: bool) -> None:
    vectors, states = clusters(2000)
    index = build_index(vectors, kind, queries=states if sampled else None, breadth=7)
    save_index(index, tmp_path / "saved", MADE_OF)
    loaded = load_index(tmp_path / "saved", vectors, MADE_OF)
    assert (loaded.kind, loaded.size, loaded.dim) == (index.kind, index.size, index.dim)
    assert loaded.parameters == index.parameters
    for mine, theirs in zip(index.search(states, 10), loaded.search(states, 10)):
        assert (mine == theirs).all()
    names = {path.name for path in (tmp_path / "saved").iterdir()}
    assert names == ({RECORD} if kind == "exact" else {RECORD, "index.faiss"})
    # A loaded index can be saved as it is.
    save_index(loaded, tmp_path / "again", MADE_OF)
    assert (tmp_path / "again" / RECORD).read_text() == (tmp_path / "saved" / RECORD).read_text()


@pytest.fixture
def saved(faiss: Any, tmp_path: Path) -> tuple[Path, np.ndarray]:
    """A folder with a saved graph, and its vectors."""
    vectors, states = clusters(300, 8)
    save_index(build_index(vectors, "hnsw", queries=states), tmp_path / "saved", MADE_OF)
    return tmp_path / "saved", vectors


def refuse(folder: Path, vectors: np.ndarray, match: str, made_of: Any = None) -> None:
    with pytest.raises(CheckpointError, match=match) as caught:
        load_index(folder, vectors, made_of or MADE_OF)
    assert caught.value.remedy == "Build it anew."


def edit(folder: Path, **changes: Any) -> None:
    path = folder / RECORD
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize("place", [0, 100, -1])
def test_no_changed_byte_is_read(saved: tuple[Path, np.ndarray], place: int) -> None:
    folder, vectors = saved
    file = folder / "index.faiss"
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    with mock.patch("faiss.deserialize_index", side_effect=AssertionError("it was read")):
        refuse(folder, vectors, "index.faiss: is not the file that was written")


def test_an_index_of_something_else_is_refused(saved: tuple[Path, np.ndarray]) -> None:
    folder, vectors = saved
    refuse(folder, vectors, "made of something else", {**MADE_OF, "weights": "abd"})
    refuse(folder, vectors, "made of something else", {"weights": "abc"})
    refuse(folder, vectors[:-1], "of 300 x 8 numbers, not 299 x 8")
    refuse(folder, vectors[:, :-1], "not 300 x 7")
    # JSON knows no tuples: the same record still.
    assert load_index(folder, vectors, {**MADE_OF, "domains": ("a", "b")}).size == 300


@pytest.mark.parametrize("name", ["../index.faiss", "/etc/hostname", "", ".", "..", "sub/index.faiss", "a\0b", None, 3])
def test_a_name_that_leaves_the_folder_is_refused(saved: tuple[Path, np.ndarray], name: Any) -> None:
    folder, vectors = saved
    shutil.copy(folder / "index.faiss", folder.parent / "index.faiss")
    edit(folder, file=name)
    refuse(folder, vectors, "names a file outside of it")


@pytest.mark.parametrize("name", ["index.faiss", RECORD])
def test_a_link_that_leaves_the_folder_is_refused(saved: tuple[Path, np.ndarray], name: str) -> None:
    folder, vectors = saved
    (folder / name).rename(folder.parent / name)
    (folder / name).symlink_to(folder.parent / name)
    refuse(folder, vectors, "names a file outside of it")


def test_through_a_link_to_the_folder_it_is_read(saved: tuple[Path, np.ndarray]) -> None:
    folder, vectors = saved
    (folder.parent / "link").symlink_to(folder)
    assert load_index(folder.parent / "link", vectors, MADE_OF).kind == "hnsw"


@pytest.mark.parametrize("name", ["index.faiss", RECORD])
def test_a_missing_file_is_refused(saved: tuple[Path, np.ndarray], name: str) -> None:
    folder, vectors = saved
    (folder / name).unlink()
    refuse(folder, vectors, f"{name}: no such file")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[1]", b"[" * 200_000, b"{}", b'{"schema": 2}'],
    ids=["empty", "not UTF-8", "list", "deep", "nothing", "other version"],
)
def test_a_record_that_is_none_is_refused(saved: tuple[Path, np.ndarray], content: bytes) -> None:
    folder, vectors = saved
    (folder / RECORD).write_bytes(content)
    refuse(folder, vectors, "is not valid JSON|is no record of an index")


@pytest.mark.parametrize(
    "changes",
    [{"kind": "pq"}, {"kind": ["hnsw"]}, {"size": True}, {"dim": "8"}, {"record": []}, {"parameters": None}],
    ids=str,
)
def test_a_record_that_makes_no_sense_is_refused(saved: tuple[Path, np.ndarray], changes: dict[str, Any]) -> None:
    folder, vectors = saved
    edit(folder, **changes)
    refuse(folder, vectors, "is no record of an index")


def test_a_file_that_is_no_index_is_refused_even_with_its_hash(saved: tuple[Path, np.ndarray]) -> None:
    folder, vectors = saved
    file = folder / "index.faiss"
    content = file.read_bytes()
    for wrong in (b"", b"nonsense", content[:-100]):
        file.write_bytes(wrong)
        edit(folder, sha256=sha256(file))
        refuse(folder, vectors, "cannot be read")


@pytest.mark.parametrize("other", ["kind", "size", "flat", "two maps"])
def test_another_index_than_the_record_says_is_refused(faiss: Any, saved: tuple[Path, np.ndarray], other: str) -> None:
    folder, vectors = saved
    wrong: Any = faiss.IndexFlatL2(8)
    wrong.add(vectors)
    if other == "two maps":
        first, second = (faiss.RandomRotationMatrix(8, 8) for _ in range(2))
        inner = faiss.IndexPreTransform(first, wrong)
        inner.prepend_transform(second)
        wrong = inner
    elif other != "flat":
        made = build_index(vectors[: 300 if other == "kind" else 200], "ivf" if other == "kind" else "hnsw")
        assert isinstance(made, FaissIndex)
        wrong = made._whole
    file = folder / "index.faiss"
    file.write_bytes(faiss.serialize_index(wrong).tobytes())
    edit(folder, sha256=sha256(file))
    refuse(folder, vectors, "holds another index|several maps")


def test_killed_between_the_files_it_is_refused(saved: tuple[Path, np.ndarray]) -> None:
    folder, vectors = saved
    other = build_index(vectors, "hnsw")
    with mock.patch.object(index_files, "write_json", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        save_index(other, folder, MADE_OF)
    refuse(folder, vectors, "is not the file that was written")


def test_without_faiss_exact_works_and_the_others_name_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "faiss", None)
    vectors, states = clusters(100)
    save_index(build_index(vectors), tmp_path, MADE_OF)
    assert load_index(tmp_path, vectors, MADE_OF).search(states, 3)[1].shape == (400, 3)
    for kind in ("hnsw", "ivf"):
        with pytest.raises(MissingExtraError, match=r'faiss-cpu.*recbole-tema\[index\]"'):
            build_index(vectors, kind)


def test_a_saved_graph_needs_faiss(saved: tuple[Path, np.ndarray], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faiss", None)
    with pytest.raises(MissingExtraError):
        load_index(saved[0], saved[1], MADE_OF)


@pytest.mark.parametrize(
    ("vectors", "match"),
    [
        (np.zeros((0, 3)), "no matrix"),
        (np.zeros((3, 0)), "no matrix"),
        (np.zeros(3), "no matrix"),
        (np.full((2, 2), np.nan), "no matrix"),
    ],
)
def test_it_refuses_vectors(vectors: np.ndarray, match: str) -> None:
    with pytest.raises(DataError, match=match):
        build_index(vectors)


def test_it_refuses_what_makes_no_sense(faiss: Any) -> None:
    vectors, states = clusters(50)
    with pytest.raises(ConfigError, match="'pq' is no kind"):
        build_index(vectors, "pq")
    with pytest.raises(ConfigError, match="links is 0"):
        build_index(vectors, "hnsw", links=0)
    with pytest.raises(ConfigError, match="lists is -1"):
        build_index(vectors, "ivf", lists=-1)
    with pytest.raises(DataError, match="queries have 3 numbers and vectors 24"):
        build_index(vectors, "hnsw", queries=states[:, :3])
    index = build_index(vectors)
    with pytest.raises(ConfigError, match="k is 0"):
        index.search(states, 0)
    for wrong in (states[:, :3], states[0], np.full_like(states, np.inf)):
        with pytest.raises(DataError, match=r"queries"):
            index.search(wrong, 1)


def test_the_same_seed_gives_the_same_lists(faiss: Any) -> None:
    vectors, states = clusters(1000)
    one, same, other = (build_index(vectors, "ivf", queries=states, seed=seed) for seed in (1, 1, 2))
    assert isinstance(one, FaissIndex) and isinstance(same, FaissIndex) and isinstance(other, FaissIndex)
    assert one.serialized() == same.serialized() != other.serialized()


# With PyTorch at work before, between and after, and searches from several threads. What a single query starts is
# counted, as a thread that was started stays.
TOGETHER = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
import numpy as np
import torch
from recbole_tema.recommend.index import build_index
from recbole_tema.recommend.index_files import load_index, save_index
from pathlib import Path
torch.set_num_threads(2)
rng = np.random.default_rng(1)
vectors, states = rng.normal(size=(4000, 224)).astype("f4"), rng.normal(size=(400, 224)).astype("f4")
def work(n=600):
    part = torch.randn(n, n, requires_grad=True)
    (part @ part).softmax(1).sum().backward()
work()
for kind in ("hnsw", "ivf"):
    folder = Path(sys.argv[1]) / kind
    save_index(build_index(vectors, kind, queries=states), folder, {})
    work()
    index = load_index(folder, vectors, {})
    with ThreadPoolExecutor(4) as pool:
        many = [pool.submit(index.search, states, 10) for _ in range(8)]
        work()
        found = [one.result()[1] for one in many]
    assert all((rows == found[0]).all() for rows in found)
print("together")
"""
ALONE = """
import os, sys
from pathlib import Path
import numpy as np
from recbole_tema.recommend.index_files import load_index
rng = np.random.default_rng(1)
vectors, states = rng.normal(size=(4000, 224)).astype("f4"), rng.normal(size=(400, 224)).astype("f4")
for kind in ("hnsw", "ivf"):
    index = load_index(Path(sys.argv[1]) / kind, vectors, {})
    before = len(os.listdir("/proc/self/task"))
    for row in range(20):
        index.search(states[row : row + 1], 10)
    assert len(os.listdir("/proc/self/task")) == before, kind
print("alone")
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads in /proc")
def test_beside_pytorch_in_one_process_and_on_one_thread_for_one_query(faiss: Any, tmp_path: Path) -> None:
    for program, says in ((TOGETHER, "together"), (ALONE, "alone")):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program, str(tmp_path)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == says
