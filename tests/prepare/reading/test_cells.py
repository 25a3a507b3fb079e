"""Cells as text: the same rows as JSON lines, as Parquet and as Hugging Face's Parquet give the same text."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recbole_tema.prepare.reading.cells import cell_text, is_nested, text_columns


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  two\n lines ", "two lines"),
        (["First.", "", None, " Second. "], "First. Second."),
        (("a", 2.0, 2.5), "a 2 2.5"),
        (12.0, "12"),
        (np.float64(12.0), "12"),
        (np.float32(0.1), "0.1"),
        (0.1, "0.1"),
        (-3.0, "-3"),
        (2.0**63, "9223372036854775808"),
        (1e21, "1e+21"),
        (np.int64(7), "7"),
        (Decimal("4.90"), "4.9"),
        (Decimal("1200"), "1200"),
        (Decimal("NaN"), ""),
        (float("nan"), ""),
        (np.float32("nan"), ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (True, "True"),
        (b"caf\xc3\xa9", "caf\u00e9"),
        (np.array(3.0), "3"),
        (np.array(["a", None, "b"], dtype=object), "a b"),
        (np.array([1.0, np.nan, 2.5]), "1 2.5"),
        ([], ""),
    ],
)
def test_text_of_a_cell(value: object, text: str) -> None:
    assert cell_text(value) == text and not is_nested(value)


def test_arrays_are_complete() -> None:
    """NumPy prints arrays from 1,001 parts on with an ellipsis."""
    words = [f"w{n}" for n in range(5000)]
    assert cell_text(np.array(words, dtype=object)) == " ".join(words)
    assert cell_text(np.arange(5000)) == " ".join(map(str, range(5000)))


@pytest.mark.parametrize(
    "value",
    [
        {"a": "b"},
        {},
        [{"a": "b"}],
        [["a", "b"]],
        ["a", ["b"]],
        [[]],
        np.zeros((2, 2)),
        np.array([np.array(["a"]), None], dtype=object),
        {"url": np.array(["a", "b"])},
        b"\x89PNG\xff",
    ],
)
def test_nested_values_have_no_text(value: object) -> None:
    assert cell_text(value) == "" and is_nested(value)


def test_same_rows_in_every_shape(tmp_path: Path) -> None:
    """Hugging Face stores a list of mappings as a mapping of lists; an empty one too."""
    rows = [
        {
            "id": f"B{n}",
            "title": "Tea",
            "number": n if n else None,
            "price": 12.0 + n / 2,
            "description": ["First.", "Second."] if n else [],
            "images": [{"large": "l", "variant": "MAIN"}],
            "videos": [],
            "groups": [["A", "B"]],
            "maker": {"name": "Acme"},
            "subtitle": None,
        }
        for n in range(3)
    ]
    as_lists = [
        {**row, "images": {"large": ["l"], "variant": ["MAIN"]}, "videos": {"title": [], "url": []}} for row in rows
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "plain.parquet")
    pq.write_table(pa.Table.from_pylist(as_lists), tmp_path / "lists.parquet")
    frames = [
        pd.read_json(tmp_path / "rows.jsonl", lines=True, dtype=False, convert_dates=False),
        pd.read_parquet(tmp_path / "plain.parquet"),
        pd.read_parquet(tmp_path / "lists.parquet"),
    ]
    expected = pd.DataFrame(
        {
            "id": ["B0", "B1", "B2"],
            "title": ["Tea"] * 3,
            "number": ["", "1", "2"],
            "price": ["12", "12.5", "13"],
            "description": ["", "First. Second.", "First. Second."],
            "subtitle": [""] * 3,
        }
    )
    for frame in frames:
        texts, left_out = text_columns(frame)
        pd.testing.assert_frame_equal(texts, expected)
        assert left_out == ["images", "videos", "groups", "maker"]


def test_repeated_column_names_are_kept() -> None:
    frame = pd.DataFrame([[1.0, "a"], [2.0, "b"]], columns=["x", "x"])
    texts, left_out = text_columns(frame)
    assert texts.to_numpy().tolist() == [["1", "a"], ["2", "b"]] and left_out == []
