"""Datasets from tables: values, order, file formats and messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.vectors import build_cache, open_cache
from recbole_tema.prepare import build, prepare_dataset

HEADER = "user_id,item_id,domain,timestamp\n"
ROWS = "u1,a,x,30\nu2,b,y,5\nu1,b,y,10\nu1,c,x,10\n"


def _prepare(source: Path, folder: Path, items: Path | None = None, **rules: Any) -> Path:
    prepare_dataset(source, "d", folder=folder, items=items, rules=rules)
    return folder / "d"


def _write(folder: Path, text: str, name: str = "i.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_order_ranks_and_items(tmp_path: Path) -> None:
    items = _write(tmp_path, 'item_id,title,price\na,"Tea, green",3\nb,Pan,4\nz,Never bought,5\n', "items.csv")
    folder = _prepare(_write(tmp_path, HEADER + ROWS), tmp_path / "out", items)
    inter = read_atomic(folder / "d.inter")
    assert inter[["user_id", "item_id", "timestamp", "time"]].values.tolist() == [
        ["u1", "b", 0.0, 10.0],
        ["u1", "c", 1.0, 10.0],
        ["u1", "a", 2.0, 30.0],
        ["u2", "b", 0.0, 5.0],
    ]
    item = read_atomic(folder / "d.item").set_index("item_id")
    assert set(item.index) == {"a", "b", "c"}
    assert item.loc["a", "title"] == ["Tea,", "green"] and item.loc["c", "title"] == []
    record = json.loads((folder / "d.inter.json").read_text())
    assert record["counts"]["domains"]["x"] == {"users": 1, "items": 2, "interactions": 2}
    assert list(record["inputs"]) == ["i.csv", "items.csv"]


def test_offsets_of_iso_times_count(tmp_path: Path) -> None:
    rows = "u,a,x,2014-01-31T10:00:00+02:00\nu,b,y,2014-01-31T09:00:00Z\nu,c,x,2014-01-31 08:30:00\nu,d,y,2014-01-31\n"
    folder = _prepare(_write(tmp_path, HEADER + rows), tmp_path / "out")
    inter = read_atomic(folder / "d.inter")
    midnight = 1391126400
    assert inter["item_id"].tolist() == ["d", "a", "c", "b"]
    assert inter["time"].tolist() == [midnight, midnight + 8 * 3600, midnight + 8.5 * 3600, midnight + 9 * 3600]


def test_file_order_and_formats_agree(tmp_path: Path) -> None:
    source = _write(tmp_path, HEADER + ROWS)
    frame = pd.read_csv(source)
    frame.to_parquet(tmp_path / "i.parquet")
    frame.to_json(tmp_path / "i.jsonl", orient="records", lines=True)
    frame.to_csv(tmp_path / "i.tsv.gz", sep="\t", index=False)
    texts = set()
    for name in ("i.csv", "i.parquet", "i.jsonl", "i.tsv.gz"):
        folder = _prepare(tmp_path / name, tmp_path / "out", order="file")
        texts.add((folder / "d.inter").read_text())
    (text,) = texts
    assert [line.split("\t")[1] for line in text.splitlines()[1:]] == ["a", "b", "c", "b"]


def test_shuffling_changes_the_order_of_ties_only(tmp_path: Path) -> None:
    rows = "".join(f"u,{'ab'[i % 2]}{i},{'xy'[i % 2]},{i // 10}\n" for i in range(40))
    folder = _prepare(_write(tmp_path, HEADER + rows), tmp_path / "out", shuffle_ties=1)
    inter = read_atomic(folder / "d.inter")
    assert inter["time"].is_monotonic_increasing and inter["timestamp"].tolist() == list(range(40))
    assert inter["item_id"].tolist() != [f"{'ab'[i % 2]}{i}" for i in range(40)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("usr,item_id,domain,timestamp\nu,a,x,1\n", 1, "Did you mean 'usr'"),
        (HEADER + "u1,a,x,1\nu1,a,y,2\nu1,b,y,3\n", 3, "in two domains"),
        (HEADER + "u1,a,x,1\nu1,b,,2\n", 3, "domain is empty"),
        (HEADER + "u1,a,x,1\nu1,b,y,1381536000000\n", 3, "milliseconds"),
        (HEADER + "u1,a,x,1\n,b,y,2\n", 3, "user_id is empty"),
        (HEADER + "u1,a,x,1\nNA,b,y,2\n", 3, "'NA' is read as missing"),
        (HEADER + 'u1,a,x,1\nu1,"b""",y,2\n', 3, "holds a quote"),
        ("", None, "no rows"),
        (HEADER, None, "no rows"),
    ],
)
def test_messages_name_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(DataError, match=words) as caught:
        _prepare(_write(tmp_path, text), tmp_path / "out")
    assert caught.value.line == line and "i.csv" in str(caught.value)
    assert not (tmp_path / "out" / "d").exists()


def test_one_domain_with_a_column_and_without(tmp_path: Path) -> None:
    with_column = _prepare(_write(tmp_path, HEADER + "u1,a,x,1\nu1,b,x,2\n"), tmp_path / "with")
    assert (with_column / "d.item").read_text() == "item_id:token\tdomain:token\na\tx\nb\tx\n"
    without = _prepare(_write(tmp_path, "user_id,item_id,timestamp\nu1,a,1\nu1,b,2\n"), tmp_path / "without")
    assert (without / "d.item").read_text() == "item_id:token\tdomain:token\na\tall\nb\tall\n"
    assert (without / "d.inter").read_text() == (with_column / "d.inter").read_text()


def test_item_without_domain(tmp_path: Path) -> None:
    items = _write(tmp_path, "item_id,domain\na,x\n", "items.csv")
    with pytest.raises(DataError, match="'b' has no domain"):
        _prepare(_write(tmp_path, "user_id,item_id,timestamp\nu,a,1\nu,b,2\n"), tmp_path / "out", items)


def test_a_dataset_prepared_again_keeps_features_and_their_caches(tmp_path: Path) -> None:
    source = _write(tmp_path, HEADER + ROWS)
    folder = _prepare(source, tmp_path / "out")
    for suffix, prefix in (("txt", "txt"), ("img", "img")):
        (folder / f"d.{suffix}").write_text(f"{prefix}_item_id:token\t{prefix}_emb:float_seq\nb\t1 2\n")
        build_cache(folder / f"d.{suffix}", {f"{prefix}_item_id": "token", f"{prefix}_emb": "float_seq"})
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith(("d.txt", "d.img"))}
    assert len(before) == 8
    _write(tmp_path, HEADER + ROWS + "u2,c,x,50\n")
    assert _prepare(source, tmp_path / "out") == folder
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert open_cache(folder / "d.txt") is not None and open_cache(folder / "d.img") is not None


def test_a_failed_build_keeps_the_old_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _write(tmp_path, HEADER + ROWS)
    folder = _prepare(source, tmp_path / "out")
    before = (folder / "d.inter").read_text()

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(build, "write_provenance", broken)
    with pytest.raises(OSError, match="disk full"):
        _prepare(source, tmp_path / "out", order="file")
    assert (folder / "d.inter").read_text() == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["d"]
