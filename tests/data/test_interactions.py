"""Interactions as flat arrays: what RecBole would have read, kept, made anew, and refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recbole.data.dataset import SequentialDataset

from recbole_tema.data import interactions as ratings
from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.interactions import Columns, load_interactions, parse_interactions
from recbole_tema.data.preparation import prepare_data
from recbole_tema.data.sequences import Sequences
from recbole_tema.errors import DataError
from tests.helpers import config

COLUMNS = Columns("user_id", "item_id", "timestamp", "time")
HEADER = "user_id:token\titem_id:token\ttimestamp:float\ttime:float\n"
ROWS = ["b\tx\t2\t20", "a\ty\t1\t10", "b\ty\t1\t11", "a\tx\t3\t30", "b\tz\t3\t31", "b\tx\t0\t5", "a\tx\t2\t19"]


def write(folder: Path, rows: list[str], header: str = HEADER) -> Path:
    path = folder / "d.inter"
    path.write_text(header + "".join(f"{row}\n" for row in rows))
    return path


def test_by_hand(tmp_path: Path) -> None:
    made = parse_interactions(write(tmp_path, ROWS), COLUMNS)
    assert (made.users, made.items) == (["b", "a"], ["x", "y", "z"])  # by first appearance
    assert made.offsets.tolist() == [0, 4, 7]
    assert made.of_row.tolist() == [1, 2, 1, 3, 2, 1, 1] and made.of_row.dtype == np.int32
    assert made.times.tolist() == [5, 11, 20, 31, 10, 19, 30]
    untimed = parse_interactions(tmp_path / "d.inter", Columns("user_id", "item_id", "timestamp"))
    assert untimed.times.shape == (0,) and untimed.of_row.tolist() == made.of_row.tolist()
    by_time = parse_interactions(tmp_path / "d.inter", Columns("user_id", "item_id", "time", "time"))
    assert by_time.times.tolist() == made.times.tolist()


@pytest.mark.parametrize("keys", [{}, {"user_inter_num_interval": "[0,inf)"}])
def test_the_same_as_recbole_reads(toy: Path, keys: dict[str, str]) -> None:
    plain = SequentialDataset(config(toy, "SASRec"))
    ours = TEMADataset(config(toy, modalities=["id"], **keys))
    assert ours.compact
    for field in ("user_id", "item_id"):
        assert ours.field2token_id[field] == plain.field2token_id[field]
        assert ours.field2id_token[field].tolist() == plain.field2id_token[field].tolist()
    theirs = Sequences.from_dataset(TEMADataset(config(toy, modalities=["id"], item_inter_num_interval="[1,inf)")))
    for name in ("users", "offsets", "items", "times"):
        assert np.array_equal(getattr(ours.sequences, name), getattr(theirs, name)), name


@pytest.mark.parametrize("keys", [{"rm_dup_inter": "first"}, {"user_inter_num_interval": "[5,inf)"}])
def test_filters_are_left_to_recbole(toy: Path, keys: dict[str, str]) -> None:
    assert not TEMADataset(config(toy, modalities=["id"], **keys)).compact
    assert prepare_data(config(toy, modalities=["id"], **keys)).train.n_targets


RATING = st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 30), st.integers(0, 10**9))


@given(rows=st.lists(RATING, min_size=1, max_size=60), block=st.integers(100, 400))
def test_against_pandas(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, ...]], block: int) -> None:
    folder = tmp_path_factory.mktemp("r")
    rows = [*rows, *((9, 1, t, t) for t in range(4))]
    path = write(folder, [f"u{u}\ti{i}\t{order}\t{time}" for u, i, order, time in rows])
    frame = pd.read_csv(path, sep="\t").set_axis(["user", "item", "order", "time"], axis=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ratings, "_BLOCK", block)
        if frame.duplicated(["user", "item", "order"]).any():
            with pytest.raises(DataError, match="appears twice"):
                parse_interactions(path, COLUMNS)
            return
        made = parse_interactions(path, COLUMNS)
    users = {token: place for place, token in enumerate(dict.fromkeys(frame["user"]))}
    frame = frame.assign(code=frame["user"].map(users)).sort_values(["code", "order"], kind="stable")
    assert [made.items[i - 1] for i in made.of_row] == frame["item"].tolist()
    assert [made.users[u] for u in np.repeat(range(len(users)), np.diff(made.offsets))] == frame["user"].tolist()
    assert np.array_equal(made.times, frame["time"].to_numpy(np.float32))


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        ([*ROWS, "b\tx\t2\t9"], HEADER, r"line 9.*appears twice|appears twice.*line 9"),
        ([*ROWS, "b\tx\tsoon\t9"], HEADER, "'soon'"),
        ([*ROWS, "b\tx\tnan\t9"], HEADER, "'nan'"),
        ([*ROWS, "b\tx\t9\tinf"], HEADER, "'inf'"),
        ([*ROWS, "b\tx\t9"], HEADER, "3 cells"),
        ([*ROWS, "\tx\t9\t9"], HEADER, "user_id is ''"),
        (ROWS[:5], HEADER, "four interactions"),
        ([], HEADER, "four interactions"),
        (ROWS, HEADER.replace("item_id", "item"), "item_id:token"),
    ],
)
def test_what_is_refused(tmp_path: Path, rows: list[str], header: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        parse_interactions(write(tmp_path, rows, header), COLUMNS)


def test_arrays_are_kept_and_belong_to_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = write(tmp_path, ROWS), tmp_path / "d.ratings"
    first = load_interactions(path, COLUMNS)
    assert not folder.exists()  # too few to be worth it
    monkeypatch.setattr(ratings, "WORTH_KEEPING", 1)
    assert isinstance(load_interactions(path, COLUMNS).of_row, np.memmap)

    def read(*_: object) -> None:
        raise AssertionError("the text was read")

    with monkeypatch.context() as patch:
        patch.setattr(ratings, "parse_interactions", read)
        second = load_interactions(path, COLUMNS)
        assert (second.users, second.items) == (first.users, first.items)
        for name in ("offsets", "of_row", "times"):
            assert np.array_equal(getattr(first, name), getattr(second, name))
        with pytest.raises(AssertionError):  # other columns are other arrays
            load_interactions(path, Columns("user_id", "item_id", "timestamp"))
    write(tmp_path, [*ROWS, "c\tx\t1\t1"])
    assert load_interactions(path, COLUMNS).users == ["b", "a", "c"]
    # What was damaged is made again: an array that is cut, a record of another writer.
    for damage in (
        lambda: (folder / "items.npy").write_bytes((folder / "items.npy").read_bytes()[:-4]),
        lambda: (folder / "record.json").write_text(json.dumps({"version": 0})),
        lambda: (folder / "users.txt").write_text("b"),
    ):
        damage()
        assert load_interactions(path, COLUMNS).users == ["b", "a", "c"]
        assert json.loads((folder / "record.json").read_text())["version"] == ratings.VERSION
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, ROWS)
    monkeypatch.setattr(ratings, "WORTH_KEEPING", 1)

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError("read-only")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert load_interactions(path, COLUMNS).users == ["b", "a"]
    assert not (tmp_path / "d.ratings").exists()
