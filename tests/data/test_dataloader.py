"""Whole-sequence windows: every training target exactly once, with its own history."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.data.dataloader import CUTS, WindowLoader, cut_rows
from recbole_tema.data.sequences import Sequences


def sequences(lengths: list[int]) -> Sequences:
    offsets = np.r_[0, np.cumsum(lengths)]
    total = int(offsets[-1])
    return Sequences(np.arange(1, len(lengths) + 1), offsets, np.arange(1, total + 1), np.zeros(total, np.float32))


@pytest.mark.parametrize("rows", CUTS)
@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=12), window=st.integers(1, 10))
def test_each_target_once(lengths: list[int], window: int, rows: str) -> None:
    seqs = sequences(lengths)
    starts, ends, supervised = CUTS[rows](seqs, window)
    assert (ends - starts <= window).all()
    assert (supervised >= starts).all()
    trained = [row + 1 for s, e in zip(supervised, ends) for row in range(s, e)]
    expected = [row for a, end in zip(seqs.offsets[:-1], seqs.train_ends()) for row in range(a + 1, end)]
    assert sorted(trained) == expected
    owner = np.repeat(np.arange(len(lengths)), lengths)
    assert all(owner[s] == owner[e] for s, e in zip(starts, ends))


def test_a_row_for_each_target_as_recbole() -> None:
    # Users of 6 and 3 items: the last two of the first and the last one of the second are not trained.
    held = sequences([6, 3])
    starts, ends, supervised = cut_rows(held, window=2)
    assert list(zip(starts, ends, supervised)) == [(0, 1, 0), (0, 2, 1), (1, 3, 2), (6, 7, 6)]

    class Holder:
        sequences = held

    (batch,) = WindowLoader(Holder(), window=2, batch_size=4, seed=1, rows="targets")
    found = sorted(zip(batch["item_id_list"].tolist(), batch["target_list"].tolist()))
    assert found == [([1, 0], [2, 0]), ([1, 2], [0, 3]), ([2, 3], [0, 4]), ([7, 0], [8, 0])]


@given(st.lists(st.integers(2, 40), min_size=1, max_size=30), st.integers(0, 200), st.integers(1, 4))
def test_epochs_of_a_pass_train_each_target_once(lengths: list[int], targets: int, batch: int) -> None:
    class Holder:
        pass

    holder = Holder()
    holder.sequences = sequences([length + 3 for length in lengths])  # type: ignore[attr-defined]
    whole = WindowLoader(holder, window=8, batch_size=batch, seed=1)
    loader = WindowLoader(holder, window=8, batch_size=batch, seed=1, epoch_targets=targets)
    parts = len(loader.bounds) - 1
    assert parts == (1 if targets == 0 else max(1, min(len(whole), round(whole.n_targets / targets))))
    for turn in range(2):
        whole.set_epoch(turn)
        found, sizes = [], []
        for part in range(parts):
            loader.set_epoch(turn * parts + part)
            batches = [batch["target_list"].tolist() for batch in loader]
            assert len(batches) == len(loader) > 0
            found += batches
            sizes.append(len(batches))
        assert found == [batch["target_list"].tolist() for batch in whole]
        assert max(sizes) - min(sizes) <= 1


def test_batches_pair_inputs_with_next_items() -> None:
    class Holder:
        sequences = globals()["sequences"]([30, 2, 9, 4])

    loader = WindowLoader(Holder(), window=8, batch_size=2, seed=1)
    first = [batch["target_list"].tolist() for batch in loader]
    assert first == [batch["target_list"].tolist() for batch in loader]
    loader.set_epoch(1)
    assert first != [batch["target_list"].tolist() for batch in loader]
    for batch in loader:
        chosen = batch["target_list"] > 0
        # Items are numbered in order, so that the next one is the number after.
        assert (batch["target_list"][chosen] == batch["item_id_list"][chosen] + 1).all()
