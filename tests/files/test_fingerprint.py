"""Hashes of the files that a run reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.fingerprint import dataset_fingerprint, input_hashes


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_hashes_by_hand(tmp_path: Path) -> None:
    for suffix in ("inter", "item", "txt"):
        (tmp_path / f"d.{suffix}").write_text(suffix)
    plain = _hash(_hash("inter") + _hash("item"))
    assert dataset_fingerprint(tmp_path, "d") == plain
    assert input_hashes(tmp_path, "d") == {"dataset": plain}
    hashes = input_hashes(tmp_path, "d", ["id", "tag", "text"])
    assert hashes == {"dataset": plain, "text": _hash("txt")}  # without the file that does not exist
    (tmp_path / "d.split").write_text("split")
    assert dataset_fingerprint(tmp_path, "d") == _hash(_hash("inter") + _hash("item") + _hash("split"))


def test_a_dataset_has_interactions_and_may_have_no_items(tmp_path: Path) -> None:
    (tmp_path / "d.item").write_text("item")
    with pytest.raises(DataError, match="no such file"):
        dataset_fingerprint(tmp_path, "d")
    (tmp_path / "d.item").rename(tmp_path / "d.inter")
    assert dataset_fingerprint(tmp_path, "d") == _hash(_hash("item"))
