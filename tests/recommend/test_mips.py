"""IVF index: recall against exact search, and safe loading of saved indexes."""

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

from recbole_tema.errors import CheckpointError, DataError, MissingExtraError
from recbole_tema.files.storage import sha256
from recbole_tema.recommend import mips
from recbole_tema.recommend.mips import RECORD, IVFIndex

faiss = pytest.importorskip("faiss")

BUILT_FROM = {"weights": "abc", "domains": ["a", "b"]}
ROOT = Path(__file__).resolve().parents[2]
Saved = tuple[Path, np.ndarray]


def clusters(size: int = 5000, dim: int = 24, seed: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Clustered vectors of two unit blocks, the second missing in a third of them, and states that weight it low."""
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


def recall(index: IVFIndex, queries: np.ndarray, k: int = 10) -> float:
    exact = np.argsort(-(queries @ index.vectors.T), axis=1, kind="stable")[:, :k]
    rows = index.search(queries, k)[1]
    return float(np.mean([len(set(a) & set(b)) / k for a, b in zip(rows.tolist(), exact.tolist())]))


def test_recall_and_exact_scores() -> None:
    vectors, states = clusters()
    index = IVFIndex.build(vectors, states[:200])
    assert recall(index, states[200:]) >= 0.9
    scores, rows = index.search(states[200:], 10)
    assert (scores.dtype, rows.dtype, scores.shape) == (np.float32, np.int64, (200, 10))
    assert np.allclose(scores, np.einsum("qd,qkd->qk", states[200:], vectors[rows]), atol=1e-5)
    assert (np.diff(scores, axis=1) <= 0).all()
    single = np.concatenate([index.search(states[i : i + 1], 10)[1] for i in range(200, 220)])
    assert (single == rows[:20]).mean() > 0.99


def test_more_lists_give_higher_recall() -> None:
    vectors, states = clusters()
    index = IVFIndex.build(vectors, states[:200], n_probe=1)
    assert index.n_probe == 1
    before = recall(index, states[200:])
    index.n_probe = 5000
    assert recall(index, states[200:]) > max(before, 0.99)


def test_equal_scores_are_in_the_order_of_rows() -> None:
    vectors = np.repeat(np.eye(3, dtype=np.float32), 40, axis=0)
    index = IVFIndex.build(vectors, np.eye(3, dtype=np.float32), n_probe=50)
    scores, rows = index.search(np.array([[0, 2, 1]], dtype=np.float32), 120)
    assert rows[0].tolist() == [*range(40, 80), *range(80, 120), *range(40)]
    assert scores[0].tolist() == [2.0] * 40 + [1.0] * 40 + [0.0] * 40


@pytest.mark.parametrize("size", [1, 2, 41])
def test_missing_results_are_marked(size: int) -> None:
    vectors, states = clusters(size)
    scores, rows = IVFIndex.build(vectors, states).search(states[:3], 50)
    assert (np.sort(rows[:, :size], axis=1) == np.arange(size)).all()
    assert (rows[:, size:] == -1).all() and np.isneginf(scores[:, size:]).all()


def test_samples_of_zero_one_or_no_state() -> None:
    vectors, states = clusters(500)
    for sample in (np.zeros_like(states), states[:1], states[:0]):
        assert recall(IVFIndex.build(vectors, sample, n_probe=500), states[:50]) > 0.95


def test_an_index_is_reproducible() -> None:
    vectors, states = clusters(1000)
    one, same, other = (IVFIndex.build(vectors, sample).serialized() for sample in (states, states, states[:200]))
    assert one == same != other


def test_save_and_load(tmp_path: Path) -> None:
    vectors, states = clusters(2000)
    index = IVFIndex.build(vectors, states, n_probe=7)
    index.save(tmp_path / "saved", BUILT_FROM)
    loaded = IVFIndex.load(tmp_path / "saved", vectors, BUILT_FROM)
    assert loaded.n_probe == 7
    for before, after in zip(index.search(states, 10), loaded.search(states, 10)):
        assert (before == after).all()
    assert {path.name for path in (tmp_path / "saved").iterdir()} == {RECORD, "index.faiss"}
    loaded.save(tmp_path / "again", BUILT_FROM)
    assert (tmp_path / "again" / RECORD).read_text() == (tmp_path / "saved" / RECORD).read_text()


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """A folder with a saved index, and its vectors."""
    vectors, states = clusters(300, 8)
    IVFIndex.build(vectors, states).save(tmp_path / "saved", BUILT_FROM)
    return tmp_path / "saved", vectors


def refuse(folder: Path, vectors: np.ndarray, match: str, built_from: Any = None) -> None:
    with pytest.raises(CheckpointError, match=match) as caught:
        IVFIndex.load(folder, vectors, built_from or BUILT_FROM)
    assert caught.value.remedy == "Delete the folder; the index is then built again."


def edit(folder: Path, **changes: Any) -> None:
    path = folder / RECORD
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_changed_byte_is_refused_before_faiss_reads_it(saved: Saved) -> None:
    folder, vectors = saved
    file = folder / "index.faiss"
    content = file.read_bytes()
    for position in (0, 100, -1):
        changed = bytearray(content)
        changed[position] ^= 1
        file.write_bytes(changed)
        with mock.patch("faiss.deserialize_index", side_effect=AssertionError("it was read")):
            refuse(folder, vectors, "index.faiss: The file has changed since it was written")


def test_an_index_of_another_model_is_refused(saved: Saved) -> None:
    folder, vectors = saved
    refuse(folder, vectors, "built from another model", {**BUILT_FROM, "weights": "abd"})
    refuse(folder, vectors, "built from another model", {"weights": "abc"})
    refuse(folder, vectors[:-1], "shape 300 x 8, but .* shape 299 x 8")
    refuse(folder, vectors[:, :-1], "shape 300 x 7")
    # JSON has no tuples, so a list is equal.
    assert len(IVFIndex.load(folder, vectors, {**BUILT_FROM, "domains": ("a", "b")}).vectors) == 300


@pytest.mark.parametrize("name", ["../index.faiss", "/etc/hostname", "", "..", "sub/index.faiss", "a\0b", None])
def test_a_file_name_that_leaves_the_folder_is_refused(saved: Saved, name: Any) -> None:
    folder, vectors = saved
    shutil.copy(folder / "index.faiss", folder.parent / "index.faiss")
    edit(folder, file=name)
    refuse(folder, vectors, "names a file outside of it")


@pytest.mark.parametrize("name", ["index.faiss", RECORD])
def test_missing_files_and_links_out_of_the_folder_are_refused(saved: Saved, name: str) -> None:
    folder, vectors = saved
    (folder / name).rename(folder.parent / name)
    refuse(folder, vectors, f"{name}: no such file")
    (folder / name).symlink_to(folder.parent / name)
    refuse(folder, vectors, "names a file outside of it")


def test_a_link_to_the_folder_is_followed(saved: Saved) -> None:
    folder, vectors = saved
    (folder.parent / "link").symlink_to(folder)
    assert len(IVFIndex.load(folder.parent / "link", vectors, BUILT_FROM).vectors) == 300


def test_invalid_records_are_refused(saved: Saved) -> None:
    folder, vectors = saved
    valid = (folder / RECORD).read_text()
    for content in (b"", b"\xff", b"[1]", b"[" * 200_000, b"{}", b'{"schema": 2}'):
        (folder / RECORD).write_bytes(content)
        refuse(folder, vectors, "is not JSON|is not the record of an index")
    for changes in (
        {"kind": "hnsw"},
        {"kind": ["ivf"]},
        {"size": True},
        {"dim": "8"},
        {"record": []},
    ):
        (folder / RECORD).write_text(valid)
        edit(folder, **changes)
        refuse(folder, vectors, "is not the record of an index")


def test_other_files_are_refused_even_with_their_hash(saved: Saved) -> None:
    folder, vectors = saved
    file = folder / "index.faiss"
    content = file.read_bytes()
    for wrong in (b"", b"nonsense", content[:-100]):
        file.write_bytes(wrong)
        edit(folder, sha256=sha256(file))
        refuse(folder, vectors, "Faiss cannot read it")


@pytest.mark.parametrize("other", ["graph", "size", "flat", "two transformations"])
def test_an_index_that_differs_from_its_record_is_refused(saved: Saved, other: str) -> None:
    folder, vectors = saved
    wrong: Any = faiss.IndexFlatL2(8)
    if other == "graph":
        wrong = faiss.IndexHNSWFlat(8, 4)
    wrong.add(vectors)
    if other == "two transformations":
        wrong = faiss.IndexPreTransform(faiss.RandomRotationMatrix(8, 8), wrong)
        wrong.prepend_transform(faiss.RandomRotationMatrix(8, 8))
    elif other == "size":
        wrong = IVFIndex.build(vectors[:200], vectors)._faiss_index
    file = folder / "index.faiss"
    file.write_bytes(faiss.serialize_index(wrong).tobytes())
    edit(folder, sha256=sha256(file))
    refuse(folder, vectors, "differs from its record|Faiss cannot read it")


def test_an_index_whose_saving_was_interrupted_is_refused(saved: Saved) -> None:
    folder, vectors = saved
    other = IVFIndex.build(vectors, vectors)
    with mock.patch.object(mips, "write_json", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        other.save(folder, BUILT_FROM)
    refuse(folder, vectors, "has changed since it was written")


def test_without_faiss_the_extra_is_named(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, vectors = saved
    monkeypatch.setitem(sys.modules, "faiss", None)
    for call in (lambda: IVFIndex.build(vectors, vectors), lambda: IVFIndex.load(folder, vectors, BUILT_FROM)):
        with pytest.raises(MissingExtraError, match=r'faiss-cpu.*\.\[index\]"'):
            call()


def test_invalid_arguments() -> None:
    vectors, states = clusters(50)
    for invalid in (np.zeros((0, 3)), np.zeros((3, 0)), np.zeros(3), np.full((2, 2), np.nan)):
        with pytest.raises(DataError, match="vectors must"):
            IVFIndex.build(invalid, states)
    with pytest.raises(DataError, match=r"queries must have shape \(n, 24\), got \(400, 3\)"):
        IVFIndex.build(vectors, states[:, :3])
    index = IVFIndex.build(vectors, states)
    for wrong in (states[:, :3], states[0], np.full_like(states, np.inf)):
        with pytest.raises(DataError, match="queries must"):
            index.search(wrong, 1)


# PyTorch runs before, between and after, and searches run on several threads.
BESIDE_PYTORCH = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import numpy as np
import torch
from recbole_tema.recommend.mips import IVFIndex
torch.set_num_threads(2)
rng = np.random.default_rng(1)
vectors, states = rng.normal(size=(4000, 224)).astype("f4"), rng.normal(size=(400, 224)).astype("f4")
def work(n=600):
    part = torch.randn(n, n, requires_grad=True)
    (part @ part).softmax(1).sum().backward()
work()
folder = Path(sys.argv[1])
IVFIndex.build(vectors, states).save(folder, {})
work()
index = IVFIndex.load(folder, vectors, {})
with ThreadPoolExecutor(4) as pool:
    searches = [pool.submit(index.search, states, 10) for _ in range(8)]
    work()
    results = [search.result()[1] for search in searches]
assert all((rows == results[0]).all() for rows in results)
print("done")
"""
# A thread that a search starts stays in the process, so new threads are counted at the end.
ON_ONE_THREAD = """
import os, sys
from pathlib import Path
import numpy as np
from recbole_tema.recommend.mips import IVFIndex
rng = np.random.default_rng(1)
vectors, states = rng.normal(size=(4000, 224)).astype("f4"), rng.normal(size=(400, 224)).astype("f4")
index = IVFIndex.load(Path(sys.argv[1]), vectors, {})
before = len(os.listdir("/proc/self/task"))
for row in range(20):
    index.search(states[row : row + 1], 10)
assert len(os.listdir("/proc/self/task")) == before
print("done")
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads in /proc")
def test_beside_pytorch_and_on_one_thread_for_a_single_query(tmp_path: Path) -> None:
    for program in (BESIDE_PYTORCH, ON_ONE_THREAD):
        process = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program, str(tmp_path)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=300,
        )
        assert process.returncode == 0, process.stderr
        assert process.stdout.strip() == "done"
