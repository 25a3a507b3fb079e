"""Rank tables: round trip and errors."""

from __future__ import annotations

import pandas as pd
import pytest

from recbole_tema.errors import DataError
from recbole_tema.evaluation import RANK_COLUMNS, read_ranks, write_ranks


def frame():
    return pd.DataFrame(
        {
            "rank": [1.0, 2.5],
            "model": "TEMA",
            "seed": 1,
            "split": "test",
            "protocol": "domain",
            "user_id": ["01", "ü2"],
            "item_id": ["7", "NA"],
            "domain": ["food", "kitchen"],
            "history_length": [3, 4],
            "extra": 0,
        }
    )


def test_round_trip(tmp_path):
    path = tmp_path / "new" / "ranks.parquet"
    write_ranks(path, frame())
    back = read_ranks(path)
    assert tuple(back.columns) == RANK_COLUMNS
    assert back["user_id"].tolist() == ["01", "ü2"]
    assert back["item_id"].tolist() == ["7", "NA"]
    assert back["rank"].dtype == "float32"
    assert back["history_length"].dtype == "int32"
    assert back["rank"].tolist() == [1.0, 2.5]
    assert [p.name for p in path.parent.iterdir()] == ["ranks.parquet"]


def test_missing_columns(tmp_path):
    with pytest.raises(DataError, match="lacks the columns seed, rank"):
        write_ranks(tmp_path / "a.parquet", frame().drop(columns=["rank", "seed"]))
    frame().drop(columns=["domain"]).to_parquet(tmp_path / "b.parquet")
    with pytest.raises(DataError, match="lacks the columns domain"):
        read_ranks(tmp_path / "b.parquet")


def test_missing_values_and_wrong_types(tmp_path):
    with pytest.raises(DataError, match="rank has missing values"):
        write_ranks(tmp_path / "a.parquet", frame().assign(rank=[1.0, None]))
    with pytest.raises(DataError, match="wrong type"):
        write_ranks(tmp_path / "a.parquet", frame().assign(seed="one"))
    frame().assign(seed="one").to_parquet(tmp_path / "b.parquet")
    with pytest.raises(DataError, match="wrong type"):
        read_ranks(tmp_path / "b.parquet")


def test_unreadable_files(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_ranks(tmp_path / "none.parquet")
    (tmp_path / "text.parquet").write_text("not parquet")
    with pytest.raises(DataError, match="Parquet"):
        read_ranks(tmp_path / "text.parquet")
