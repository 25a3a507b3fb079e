"""Interactions as flat arrays: equal to what RecBole reads, cached on disk, and refused if malformed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recbole.data.dataset import SequentialDataset

from recbole_tema.data import interactions as interactions_module
from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.inter_file import InteractionColumns
from recbole_tema.data.interactions import load_interactions, parse_interactions, with_catalog
from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import DataError
from tests.helpers import config

COLUMNS = InteractionColumns("user_id", "item_id", "timestamp", "time")
HEADER = "user_id:token\titem_id:token\ttimestamp:float\ttime:float\n"
ROWS = ["b\tx\t2\t20", "a\ty\t1\t10", "b\ty\t1\t11", "a\tx\t3\t30", "b\tz\t3\t31", "b\tx\t0\t5", "a\tx\t2\t19"]


def write(folder: Path, rows: list[str], header: str = HEADER) -> Path:
    path = folder / "d.inter"
    path.write_text(header + "".join(f"{row}\n" for row in rows))
    return path


def test_small_file_by_hand(tmp_path: Path) -> None:
    parsed = parse_interactions(write(tmp_path, ROWS), COLUMNS)
    assert parsed.user_tokens.tolist() == ["[PAD]", "b", "a"] and parsed.users.tolist() == [1, 2]
    assert parsed.item_tokens.tolist() == ["[PAD]", "x", "y", "z"]  # by first appearance
    assert parsed.n_items == 4
    assert parsed.offsets.tolist() == [0, 4, 7]
    assert parsed.items.tolist() == [1, 2, 1, 3, 2, 1, 1] and parsed.items.dtype == np.int32
    assert parsed.times.tolist() == [5, 11, 20, 31, 10, 19, 30]
    untimed = parse_interactions(tmp_path / "d.inter", InteractionColumns("user_id", "item_id", "timestamp"))
    assert untimed.times.tolist() == [0] * 7 and untimed.items.tolist() == parsed.items.tolist()
    by_time = parse_interactions(tmp_path / "d.inter", InteractionColumns("user_id", "item_id", "time", "time"))
    assert by_time.times.tolist() == parsed.times.tolist()


@pytest.mark.parametrize("keys", [{}, {"user_inter_num_interval": "[0,inf)"}])
def test_interactions_equal_those_that_recbole_reads(toy: Path, keys: dict[str, str]) -> None:
    plain = SequentialDataset(config(toy, "SASRec"))
    ours = TEMADataset(config(toy, modalities=["id"], **keys))
    assert ours.compact
    for field in ("user_id", "item_id"):
        assert ours.field2token_id[field] == plain.field2token_id[field]
        assert ours.field2id_token[field].tolist() == plain.field2id_token[field].tolist()
    filtered = TEMADataset(config(toy, modalities=["id"], item_inter_num_interval="[1,inf)"))
    assert not filtered.compact
    for name in ("users", "offsets", "items", "times", "user_tokens", "item_tokens"):
        arrays = (getattr(dataset.split.interactions, name) for dataset in (ours, filtered))
        assert np.array_equal(*arrays), name


@pytest.mark.parametrize("keys", [{"rm_dup_inter": "first"}, {"user_inter_num_interval": "[5,inf)"}])
def test_filters_are_applied_by_recbole(toy: Path, keys: dict[str, str]) -> None:
    assert not TEMADataset(config(toy, modalities=["id"], **keys)).compact
    assert prepare_data(config(toy, modalities=["id"], **keys)).train.n_targets


ROW = st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 30), st.integers(0, 10**9))


@given(rows=st.lists(ROW, min_size=1, max_size=60), block=st.integers(100, 400))
def test_parsing_equals_pandas(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, ...]], block: int
) -> None:
    folder = tmp_path_factory.mktemp("interactions")
    rows = [*rows, *((9, 1, t, t) for t in range(4))]
    path = write(folder, [f"u{u}\ti{i}\t{order}\t{time}" for u, i, order, time in rows])
    frame = pd.read_csv(path, sep="\t").set_axis(["user", "item", "order", "time"], axis=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interactions_module, "_BLOCK_BYTES", block)
        if frame.duplicated(["user", "item", "order"]).any():
            with pytest.raises(DataError, match="appears twice"):
                parse_interactions(path, COLUMNS)
            return
        parsed = parse_interactions(path, COLUMNS)
    users = {token: place for place, token in enumerate(dict.fromkeys(frame["user"]))}
    frame = frame.assign(code=frame["user"].map(users)).sort_values(["code", "order"], kind="stable")
    assert parsed.item_tokens[parsed.items].tolist() == frame["item"].tolist()
    assert parsed.user_tokens[np.repeat(parsed.users, parsed.lengths)].tolist() == frame["user"].tolist()
    assert parsed.owners(np.arange(len(frame))).tolist() == frame["code"].tolist()
    assert np.array_equal(parsed.times, frame["time"].to_numpy(np.float32)) and parsed.times.dtype == np.float32


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        ([*ROWS, "b\tx\t2\t9"], HEADER, r"line 9.*appears twice|appears twice.*line 9"),
        ([*ROWS, "b\tx\tsoon\t9"], HEADER, "'soon'"),
        ([*ROWS, "b\tx\tnan\t9"], HEADER, "'nan'"),
        ([*ROWS, "b\tx\t9\tinf"], HEADER, "'inf'"),
        (
            [*ROWS, "b\tx\t9\t-1e18"],
            HEADER,
            r"d\.inter, line 9: time -1e\+18 is not between -1e\+11 and 1e\+11\.",
        ),
        ([*ROWS, "b\tx\t9\t1e39"], HEADER, r"d\.inter, line 9: time 1e\+39 is not between"),
        (["b\tx\t9\t1400000000000", *ROWS], HEADER, r"line 2: time 1400000000000\.0 is not .*Write Unix seconds\."),
        ([*ROWS, "b\tx\t1e39\t9"], HEADER, r"line 9: timestamp 1e\+39 is not between -3\.403e\+38 and 3"),
        ([*ROWS, "b\tx\t9"], HEADER, "3 cells"),
        ([*ROWS, "\tx\t9\t9"], HEADER, "user_id is ''"),
        ([], HEADER, "no interactions"),
        (ROWS, HEADER.replace("item_id", "item"), "item_id:token"),
    ],
)
def test_malformed_file_is_refused(tmp_path: Path, rows: list[str], header: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        parse_interactions(write(tmp_path, rows, header), COLUMNS)


def test_cached_arrays_belong_to_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = write(tmp_path, ROWS), tmp_path / "d.ratings"
    first = load_interactions(path, COLUMNS)
    assert not folder.exists()  # too few interactions
    monkeypatch.setattr(interactions_module, "MIN_CACHED_INTERACTIONS", 1)
    assert isinstance(load_interactions(path, COLUMNS).items, np.memmap)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the text was parsed")

    with monkeypatch.context() as patch:
        patch.setattr(interactions_module, "parse_interactions", fail)
        second = load_interactions(path, COLUMNS)
        for name in ("users", "offsets", "items", "times", "user_tokens", "item_tokens"):
            assert np.array_equal(getattr(first, name), getattr(second, name))
        with pytest.raises(AssertionError):  # other columns need other arrays
            load_interactions(path, InteractionColumns("user_id", "item_id", "timestamp"))
    write(tmp_path, [*ROWS, "c\tx\t1\t1"])
    assert load_interactions(path, COLUMNS).user_tokens[1:].tolist() == ["b", "a", "c"]
    # A damaged cache is written again: a truncated array, a record of another version, a changed byte.
    for damage in (
        lambda: (folder / "items.npy").write_bytes((folder / "items.npy").read_bytes()[:-4]),
        lambda: (folder / "record.json").write_text(json.dumps({"version": 0})),
        lambda: (folder / "users.txt").write_text("b"),
        lambda: _change_a_byte(folder / "items.npy"),
        lambda: _change_a_byte(folder / "times.npy"),
        lambda: _change_a_byte(folder / "items.txt"),
        lambda: (folder / "offsets.npy").unlink(),
        lambda: (folder / "record.json").write_text("[" * 100_000),
    ):
        damage()
        repaired = load_interactions(path, COLUMNS)
        assert repaired.user_tokens[1:].tolist() == ["b", "a", "c"]
        assert np.array_equal(repaired.items, parse_interactions(path, COLUMNS).items)
        assert np.array_equal(repaired.times, parse_interactions(path, COLUMNS).times)
        assert json.loads((folder / "record.json").read_text())["version"] == interactions_module.CACHE_VERSION
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def _change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_read_only_folder_is_read_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, ROWS)
    monkeypatch.setattr(interactions_module, "MIN_CACHED_INTERACTIONS", 1)

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError("read-only")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert load_interactions(path, COLUMNS).user_tokens[1:].tolist() == ["b", "a"]
    assert not (tmp_path / "d.ratings").exists()


def test_items_of_the_catalog_get_the_ids_after_the_last(tmp_path: Path) -> None:
    parsed = parse_interactions(write(tmp_path, ROWS), COLUMNS)
    extended = with_catalog(parsed, ["w", "z", "v", "x"])
    assert extended.item_tokens.tolist() == ["[PAD]", "x", "y", "z", "w", "v"]
    assert np.array_equal(extended.items, parsed.items)


def test_histories_are_the_latest_rows_before_each_target(tmp_path: Path) -> None:
    parsed = parse_interactions(write(tmp_path, ROWS), COLUMNS)
    source, mask = parsed.histories(np.array([3, 4, 6]), 2)
    assert source.tolist() == [[1, 2], [0, 0], [4, 5]]
    assert mask.tolist() == [[True, True], [False, False], [True, True]]


def test_exact_times_have_arrays_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two times that float32 makes equal, with the cache of each precision written over that of the other."""
    path = write(tmp_path, ["a\tx\t0\t1514764799", "a\ty\t1\t1514764800.5"])
    monkeypatch.setattr(interactions_module, "MIN_CACHED_INTERACTIONS", 1)
    for _ in range(2):
        assert load_interactions(path, COLUMNS).times.tolist() == [1514764800, 1514764800]
        for _ in range(2):
            assert load_interactions(path, COLUMNS, exact_times=True).times.tolist() == [1514764799, 1514764800.5]
