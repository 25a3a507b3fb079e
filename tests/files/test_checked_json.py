"""Checksums of JSON records."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.files.checked_json import checksum, is_unchanged, write_checked_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_the_checksum_is_that_of_the_sorted_content() -> None:
    assert checksum({"b": 1, "a": "é"}) == hashlib.sha256(b'{"a": "\\u00e9", "b": 1}').hexdigest()


@given(record=st.dictionaries(st.text().filter(lambda key: key != "checksum"), VALUES, max_size=5))
def test_a_record_is_unchanged_after_writing_in_another_layout(record: dict[str, Any]) -> None:
    written = {"checksum": checksum(record), **record}
    again = json.loads(json.dumps(dict(reversed(written.items())), indent=4, ensure_ascii=False))
    assert is_unchanged(again)


@pytest.mark.parametrize("change", [{"score": 0.2}, {"score": "0.1"}, {"new": 1}, {"score": None}])
def test_a_changed_value_is_noticed(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "result.json"
    write_checked_json(path, {"score": 0.1, "epoch": 3})
    record = json.loads(path.read_text())
    assert is_unchanged(record) and not is_unchanged({**record, **change})
    del record["epoch"]
    assert not is_unchanged(record)


def test_records_of_earlier_versions_have_no_checksum() -> None:
    assert is_unchanged({"score": 0.1})
