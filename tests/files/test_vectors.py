"""Vectors and their binary cache, which is used only if it is intact and belongs to the current text."""

from __future__ import annotations

import json
import logging
import mmap
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from recbole_tema.errors import DataError
from recbole_tema.files import vectors as module
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.files.vectors import (
    build_cache,
    cache_paths,
    in_blocks,
    open_cache,
    read_vectors,
    refresh_cache,
    write_cache,
)

KINDS = {"txt_item_id": "token", "txt_emb": "float_seq"}
ROWS, DIM = 9, 4


def write_text(path: Path, values: np.ndarray, digits: int = 6) -> None:
    ids = [f"i{row}" for row in range(len(values))]
    write_atomic(pd.DataFrame({"txt_item_id": ids, "txt_emb": list(values)}), path, KINDS, digits=digits)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text file with its cache."""
    path = tmp_path / "d.txt"
    write_text(path, np.random.default_rng(1).normal(size=(ROWS, DIM)))
    build_cache(path, KINDS)
    return path


def test_the_cache_holds_the_values_of_the_text(text: Path) -> None:
    frame, cache = read_atomic(text), open_cache(text)
    assert cache is not None and cache.ids == frame["txt_item_id"].tolist()
    assert cache.values.dtype == np.float32 and isinstance(cache.values, np.memmap)
    assert cache.values.tobytes() == np.stack(frame["txt_emb"].tolist()).tobytes()
    with pytest.raises(ValueError, match="read-only"):
        cache.values[0, 0] = 1
    plain = np.load(text.with_name("d.txt.npy"), mmap_mode="r", allow_pickle=False)
    assert plain.tobytes() == cache.values.tobytes() and plain.flags.c_contiguous
    assert {path.name for path in text.parent.iterdir()} == {"d.txt", "d.txt.ids", "d.txt.npy", "d.txt.cache.json"}


FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    values=arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=FLOATS),
    digits=st.integers(1, 17),
    block=st.sampled_from([1, 16, 4 << 20]),
)
def test_any_values_are_those_of_the_text(tmp_path: Path, values: np.ndarray, digits: int, block: int) -> None:
    path = tmp_path / "d.txt"
    write_text(path, values, digits)
    try:
        expected = np.stack(read_atomic(path)["txt_emb"].tolist())
    except DataError:  # rounding to few digits exceeds float32
        return
    with mock.patch.object(module, "_BLOCK_BYTES", block):
        build_cache(path, KINDS)
        cache = open_cache(path)
        assert cache is not None
        parts = list(in_blocks(cache.values))
    assert np.concatenate([part for _, part in parts]).tobytes() == expected.tobytes()
    assert [start for start, _ in parts] == list(np.cumsum([0, *(len(part) for _, part in parts)])[:-1])
    if digits >= 9:  # enough to distinguish any two float32
        assert expected.tobytes() == values.tobytes()


def edit_digit(path: Path) -> None:
    """Another number of the same length with the old time stamps: only the content differs."""
    before, content = path.stat(), path.read_bytes()
    digit = content[-2:-1]
    path.write_bytes(content[:-2] + (b"1" if digit != b"1" else b"2") + b"\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def add_row(path: Path) -> None:
    with path.open("a") as file:
        file.write("new\t1 2 3 4\n")


@pytest.mark.parametrize("edit", [edit_digit, add_row])
def test_outdated_after_an_edit(text: Path, edit: Callable[[Path], None], caplog: pytest.LogCaptureFixture) -> None:
    content = text.read_bytes()
    edit(text)
    with caplog.at_level(logging.INFO, "recbole_tema"):
        assert open_cache(text) is None
    assert [(record.levelname, "earlier version" in record.message) for record in caplog.records] == [("INFO", True)]
    text.write_bytes(content)
    assert open_cache(text) is not None


def test_a_cache_copied_with_its_text_stays_valid(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in [text, *cache_paths(text).values()]:
        (other / path.name).write_bytes(path.read_bytes())
    assert open_cache(other / text.name) is not None


def test_no_cache_without_a_record_or_a_text(text: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "recbole_tema"):
        assert open_cache(text.with_name("other.txt")) is None
        text.unlink()
        assert open_cache(text) is None
    assert not caplog.records


def record_of(path: Path, **changes: Any) -> None:
    """Change the record and correct its hashes, as another program might."""
    parts = cache_paths(path)
    record = json.loads(parts["record"].read_text())
    record.update({f"{part}_sha256": sha256(parts[part]) for part in ("npy", "ids")})
    parts["record"].write_text(json.dumps({**record, **changes}))


def save(path: Path, array: np.ndarray, **changes: Any) -> None:
    np.save(cache_paths(path)["npy"], array, allow_pickle=True)
    record_of(path, **changes)


def truncate(path: Path, count: int) -> None:
    path.write_bytes(path.read_bytes()[:-count])


class Bomb:
    """Leaves a file if it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path("unpickled").touch, ())


def raw(path: Path, content: bytes) -> None:
    cache_paths(path)["npy"].write_bytes(content)
    record_of(path)


def ids(path: Path, content: bytes) -> None:
    cache_paths(path)["ids"].write_bytes(content)
    record_of(path)


def record(path: Path, content: bytes) -> None:
    cache_paths(path)["record"].write_bytes(content)


GOOD = np.ones((ROWS, DIM), "<f4")
DAMAGE: dict[str, Callable[[Path], Any]] = {
    "npy truncated": lambda path: truncate(cache_paths(path)["npy"], 8),
    "npy truncated, hash corrected": lambda path: raw(path, cache_paths(path)["npy"].read_bytes()[:-8]),
    "npy longer, hash corrected": lambda path: raw(path, cache_paths(path)["npy"].read_bytes() + b"1234"),
    "npy empty": lambda path: raw(path, b""),
    "npy not an array": lambda path: raw(path, b"\x93NUMPY\x01\x00\xff\xffnonsense((("),
    "npy missing": lambda path: cache_paths(path)["npy"].unlink(),
    "npy a folder": lambda path: (cache_paths(path)["npy"].unlink(), cache_paths(path)["npy"].mkdir()),
    "other shape": lambda path: save(path, np.ones((ROWS - 1, DIM), "<f4")),
    "flat": lambda path: save(path, GOOD.ravel()),
    "Fortran order": lambda path: save(path, np.asfortranarray(GOOD)),
    "other dtype": lambda path: save(path, GOOD.astype("<f2")),
    "big-endian": lambda path: save(path, GOOD.astype(">f4")),
    "float64": lambda path: save(path, GOOD.astype("<f8")),
    "objects": lambda path: save(path, np.full((ROWS, DIM), Bomb(), object)),
    "a pickle": lambda path: raw(path, pickle.dumps(Bomb())),
    "not a number": lambda path: save(path, np.where(np.eye(ROWS, DIM) > 0, np.float32("nan"), GOOD)),
    "ids of another order": lambda path: cache_paths(path)["ids"].write_text(
        "\n".join(f"i{i}" for i in range(9))[::-1]
    ),
    "ids too few": lambda path: ids(path, b"i0\n"),
    "ids not ended": lambda path: ids(path, cache_paths(path)["ids"].read_bytes()[:-1]),
    "ids not UTF-8": lambda path: ids(path, b"\xff\n" * ROWS),
    "ids missing": lambda path: cache_paths(path)["ids"].unlink(),
    "record not JSON": lambda path: truncate(cache_paths(path)["record"], 5),
    "record not UTF-8": lambda path: record(path, b"\xff"),
    "record a list": lambda path: record(path, b"[1]"),
    "record deep": lambda path: record(path, b"[" * 200_000),
    "record of a later schema": lambda path: record_of(path, schema=2),
    "record with fewer rows": lambda path: record_of(path, rows=ROWS - 1),
    "record with no rows": lambda path: record_of(path, rows=0),
    "record with true": lambda path: record_of(path, dim=True),
    "record with words": lambda path: record_of(path, rows="9"),
    "record with a list": lambda path: record_of(path, npy_sha256=["0" * 64]),
    "record without hash": lambda path: record_of(path, npy_sha256=None),
    "record with another hash": lambda path: record_of(path, npy_sha256="0" * 64),
}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_damaged_cache_is_ignored_with_a_warning(text: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    DAMAGE[damage](text)
    with caplog.at_level(logging.INFO, "recbole_tema"):
        assert open_cache(text) is None
    assert [logged.levelname for logged in caplog.records] == ["WARNING"]
    assert str(text) in caplog.text and not Path("unpickled").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(part=st.sampled_from(["npy", "ids", "record"]), at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_every_changed_byte_is_detected(text: Path, part: str, at: float, flip: int) -> None:
    path = cache_paths(text)[part]
    before = open_cache(text)
    assert before is not None
    content = path.read_bytes()
    changed = bytearray(content)
    changed[int(at * len(content))] ^= flip
    path.write_bytes(bytes(changed))
    after = open_cache(text)
    path.write_bytes(content)
    # Whitespace in the record may change, not its content.
    assert after is None or (part == "record" and after.ids == before.ids and (after.values == before.values).all())


def test_an_open_cache_survives_its_replacement(text: Path) -> None:
    cache = open_cache(text)
    assert cache is not None
    before = cache.values.tobytes()
    write_text(text, np.zeros((2, 1)))
    build_cache(text, KINDS)
    assert cache.values.tobytes() == before


def test_a_cache_that_was_killed_between_its_parts_is_not_used(text: Path) -> None:
    values = np.zeros((ROWS, DIM), np.float32)
    with (
        mock.patch.object(module, "write_json", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        write_cache(text, [f"i{row}" for row in range(ROWS)], values)
    assert open_cache(text) is None


def test_a_text_that_changes_while_it_is_read_leaves_an_outdated_cache(text: Path) -> None:
    def slow(path: Path, **options: Any) -> pd.DataFrame:
        frame = read_atomic(path, **options)
        edit_digit(path)
        return frame

    with mock.patch.object(module, "read_atomic", slow):
        build_cache(text, KINDS)
    assert open_cache(text) is None


@pytest.mark.parametrize(
    ("items", "values", "words", "line"),
    [
        (["a"], [[1.0], [2.0]], "1 ids and 2 vectors", None),
        ([], [], "0 ids", None),
        (["a", "b"], [[1.0], [2.0, 3.0]], "2 numbers, the first has 1", 3),
        (["a"], [[]], "0 numbers", 2),
        (["a", "b\nc"], [[1.0], [2.0]], "line end", 3),
        (["a"], [[float("nan")]], "not a finite float32", 2),
        (["a"], [[1e39]], "not a finite float32", 2),
    ],
)
def test_values_that_cannot_be_cached(text: Path, items: list[str], values: Any, words: str, line: int) -> None:
    before = cache_paths(text)["record"].read_bytes()
    with pytest.raises(DataError, match=words) as caught:
        write_cache(text, items, [np.array(value) for value in values])
    assert caught.value.line == line and caught.value.path == text
    assert before == cache_paths(text)["record"].read_bytes()


def test_large_files_are_cached_and_other_caches_removed(text: Path) -> None:
    for _ in range(2):
        refresh_cache(text, KINDS, module.LARGE)
        assert not any(path.exists() for path in cache_paths(text).values())
    refresh_cache(text, KINDS, module.LARGE + 1)
    assert open_cache(text) is not None


def test_vectors_are_the_same_from_text_and_cache(text: Path) -> None:
    ids, values = read_vectors(text, KINDS)
    assert isinstance(values, np.memmap) and len(ids) == ROWS
    refresh_cache(text, KINDS, 0)
    from_text = read_vectors(text, KINDS)
    assert not isinstance(from_text[1], np.memmap)
    assert from_text[0] == ids and from_text[1].tobytes() == values.tobytes()


@pytest.mark.parametrize(
    ("rows", "words"),
    [("", "holds no vectors"), ("a\t1\nb\t1 2\n", "2 numbers, the first has 1"), ("a\t\n", "0 numbers")],
)
def test_vectors_that_cannot_be_read(tmp_path: Path, rows: str, words: str) -> None:
    path = tmp_path / "d.txt"
    path.write_text(f"txt_item_id:token\ttxt_emb:float_seq\n{rows}")
    with pytest.raises(DataError, match=words):
        read_vectors(path, KINDS)


def test_wrong_column_names_are_refused_despite_a_cache(text: Path) -> None:
    with pytest.raises(DataError, match="needs the column img_item_id:token"):
        read_vectors(text, {"img_item_id": "token", "txt_emb": "float_seq"})


# The peak is the kernel's high-water mark of this process: ru_maxrss starts at that of the parent.
PROBE = """
import sys
from pathlib import Path
from recbole_tema.data.features import read_vectors
def status(key):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(key)) * 1024
def load(path, rows):
    ids = {f"i{row}": row + 1 for row in range(rows)}
    before = status("VmRSS")
    vectors = read_vectors(path, {"txt_item_id": "token", "txt_emb": "float_seq"}, set(ids), ids, rows + 1)
    grown = status("VmHWM") - before
    assert bool(vectors.present[1:].all()) and bool((vectors.values[1:] == 1).all())
    return grown / (vectors.values.numel() * 4)
load(Path(sys.argv[1]), 10)
print(load(Path(sys.argv[2]), int(sys.argv[3])))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.skipif(not hasattr(mmap, "MADV_DONTNEED"), reason="the system does not release pages")
def test_loading_takes_little_more_memory_than_the_matrix(tmp_path: Path) -> None:
    rows = 40_000
    for name, count in (("small", 10), ("large", rows)):
        path = tmp_path / f"{name}.txt"
        path.write_text("txt_item_id:token\ttxt_emb:float_seq\n")  # only the hash and the header are read
        write_cache(path, [f"i{row}" for row in range(count)], np.ones((count, 512), np.float32))
    command = [sys.executable, "-c", PROBE, str(tmp_path / "small.txt"), str(tmp_path / "large.txt"), str(rows)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=300)
    assert done.returncode == 0, done.stderr
    assert 0.9 < float(done.stdout) < 1.5
