"""Atomic files: round trips, by RecBole's rules too, and errors that name the line."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import _cleaned, clean_text, read_atomic, write_atomic

KINDS = {"item_id": "token", "price": "float", "title": "token_seq", "emb": "float_seq"}


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "x.item"
    frame = pd.DataFrame({"item_id": ["a", "b"], "price": [1.0, 2.5], "title": ['"Big\tRed "Bus"', ["two", "words"]]})
    frame["emb"] = [[0.5, -1.0], [1e-7, 3.0]]
    write_atomic(frame, path, KINDS)
    lines = path.read_text().splitlines()
    assert lines[0] == "item_id:token\tprice:float\ttitle:token_seq\temb:float_seq"
    assert lines[1] == 'a\t1\tBig Red "Bus"\t0.5 -1'
    back = read_atomic(path)
    assert back["title"].tolist() == [["Big", "Red", '"Bus"'], ["two", "words"]]
    np.testing.assert_allclose(np.stack(back["emb"].to_list()), [[0.5, -1.0], [1e-7, 3.0]])


@given(st.text())
def test_cleaned_text_is_one_csv_cell(text: str) -> None:
    cleaned = clean_text(text)
    rows = list(csv.reader(io.StringIO(f"id\t{cleaned}\nnext\tx\n"), delimiter="\t"))
    assert rows == [["id", cleaned], ["next", "x"]] if cleaned else len(rows) == 2


def _cleaned_plainly(text: object) -> str:
    """Reference of :func:`clean_text` without its fast path."""
    if text is None or text != text:
        return ""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", str(text)).strip().lstrip('" ')


@given(
    st.one_of(
        st.text(),
        st.text(' "ab\t\n\x00\x1c\x7f\x85\xa0\xad\u1680\u2009\u200b\u2028\u3000\ufeff\ud800\u8336<'),
        st.text(' "a'),
        st.none() | st.integers() | st.floats(),
    )
)
def test_the_fast_path_of_cleaning_changes_nothing(text: object) -> None:
    assert clean_text(text) == _cleaned_plainly(text)


def test_only_the_space_is_printable_whitespace() -> None:
    """Assumption of the fast path, checked for every character."""
    characters = map(chr, range(sys.maxunicode + 1))
    assert [c for c in characters if re.match(r"[\s\x00-\x1f\x7f]", c) and c.isprintable()] == [" "]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("item_id:token\tprice:flaot\na\t1\n", 1, "price:flaot"),
        ("item_id:token\tprice:float\na\t1\nb\tnan\n", 3, "not a finite number"),
        ("item_id:token\tprice:float\na\n", 2, "1 cells"),
        ("item_id:token\tprice:float\na\t1\nNA\t2\n", 3, "reads as missing"),
        ("item_id:token\titem_id:token\n", 1, "twice"),
        ("", 1, "empty"),
    ],
)
def test_bad_files_name_the_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "bad.item"
    path.write_text(text)
    with pytest.raises(DataError, match=words) as caught:
        read_atomic(path)
    assert caught.value.line == line
    assert str(path) in str(caught.value)


def test_a_file_without_rows_is_an_empty_frame(tmp_path: Path) -> None:
    path = tmp_path / "d.tag"
    path.write_text("tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n", encoding="utf-8")
    frame = read_atomic(path)
    assert list(frame) == ["tag_item_id", "tags", "tag_scores"] and len(frame) == 0


@given(st.lists(st.one_of(st.text(), st.text(alphabet=' "ab|\t'), st.none(), st.floats())))
def test_columns_are_cleaned_like_cells(cells: list[object]) -> None:
    assert _cleaned(cells) == [clean_text(cell) for cell in cells]
