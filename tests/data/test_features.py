"""Vectors of a modality: equal from the text and from its binary cache, for any order of rows and columns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recbole_tema.data.features import Vectors, read_vectors
from recbole_tema.errors import DataError
from recbole_tema.files.vectors import build_cache, cache_paths

COLUMNS = {"txt_item_id": "token", "txt_emb": "float_seq"}


def read_both(path: Path, catalog: set[str], in_run: dict[str, int], n_items: int) -> tuple[Vectors, Vectors]:
    """The vectors as read from the text and as read from the cache."""
    for part in cache_paths(path).values():
        part.unlink(missing_ok=True)
    from_text = read_vectors(path, COLUMNS, catalog, in_run, n_items)
    build_cache(path, COLUMNS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recbole_tema.files.vectors.read_atomic", None)
        return from_text, read_vectors(path, COLUMNS, catalog, in_run, n_items)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(data=st.data(), count=st.integers(1, 12), dim=st.integers(1, 5), block=st.sampled_from([1, 24, 1 << 22]))
def test_cache_equals_text(tmp_path: Path, data: st.DataObject, count: int, dim: int, block: int) -> None:
    items = data.draw(st.permutations([f"i{i}" for i in range(count)]))
    # Some items have no row, others are filtered out of the run; at least one is in both.
    with_row = [items[0], *(item for item in items[1:] if data.draw(st.booleans()))]
    in_run = [items[0], *(item for item in items[1:] if data.draw(st.booleans()))]
    number = st.floats(width=32, allow_nan=False, allow_infinity=False)
    path = tmp_path / "d.txt"
    lines = [f"{item}\t{' '.join(repr(data.draw(number)) for _ in range(dim))}" for item in with_row]
    path.write_text("\n".join(["txt_item_id:token\ttxt_emb:float_seq", *lines]) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recbole_tema.files.vectors._BLOCK_BYTES", block)
        text, cached = read_both(path, set(items), {item: i for i, item in enumerate(in_run, 1)}, len(in_run) + 1)
    assert text.values.shape == cached.values.shape == (len(in_run) + 1, dim)
    assert text.values.numpy().tobytes() == cached.values.numpy().tobytes()
    assert torch.equal(text.present, cached.present)
    assert text.present.tolist() == [False, *(item in with_row for item in in_run)]


def test_other_order_of_rows_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("txt_emb:float_seq\tnote:token\ttxt_item_id:token\n1 2\tgood\tb\n3 4\t\ta\n")
    for vectors in read_both(path, {"a", "b"}, {"a": 1, "b": 2}, 3):
        np.testing.assert_array_equal(vectors.values, [[0, 0], [3, 4], [1, 2]])


def test_ids_with_unusual_characters(tmp_path: Path) -> None:
    ids = ["\u00e9 \u8336", "a\x0bb", "a\x85b", "\u2028", '"', " x "]
    path = tmp_path / "d.txt"
    path.write_text(
        "".join(["txt_item_id:token\ttxt_emb:float_seq\n", *(f"{item}\t{i}\n" for i, item in enumerate(ids))])
    )
    for vectors in read_both(path, set(ids), {item: i for i, item in enumerate(ids, 1)}, len(ids) + 1):
        assert vectors.values[1:, 0].tolist() == list(range(len(ids)))


def test_missing_text_is_an_error_even_with_a_cache(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("txt_item_id:token\ttxt_emb:float_seq\na\t1\n")
    build_cache(path, COLUMNS)
    path.unlink()
    with pytest.raises(DataError, match=r"(?i)no such file"):
        read_vectors(path, COLUMNS, {"a"}, {"a": 1}, 2)
