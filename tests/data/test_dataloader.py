"""Training batches of whole sequences: every target exactly once per epoch, with its own history."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.data.dataloader import SequenceDataLoader, cut_windows
from recbole_tema.data.interactions import Interactions
from recbole_tema.data.split import LeaveOneOut, Split


def split(lengths: list[int]) -> Split:
    """Leave-one-out split of users with histories of these lengths; items are numbered in order."""
    offsets = np.r_[0, np.cumsum(lengths)]
    total = int(offsets[-1])
    users, tokens = np.arange(1, len(lengths) + 1), np.arange(total + 1).astype(str)
    times = np.zeros(total, np.float32)
    return LeaveOneOut(Interactions(users, offsets, np.arange(1, total + 1), times, tokens, tokens))


def targets(loader: SequenceDataLoader) -> list[Any]:
    return [batch["target_list"].tolist() for batch in loader]


@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=12), window=st.integers(1, 10))
def test_each_target_is_trained_once(lengths: list[int], window: int) -> None:
    data = split(lengths)
    starts, ends, supervised = cut_windows(data, window)
    assert (ends - starts <= window).all()
    assert (supervised >= starts).all()
    trained = [row + 1 for s, e in zip(supervised, ends) for row in range(s, e)]
    expected = [row for a, end in zip(data.interactions.offsets[:-1], data.train_ends()) for row in range(a + 1, end)]
    assert sorted(trained) == expected
    owner = np.repeat(np.arange(len(lengths)), lengths)
    assert all(owner[s] == owner[e] for s, e in zip(starts, ends))


def test_batches_pair_inputs_with_next_items() -> None:
    loader = SequenceDataLoader(SimpleNamespace(split=split([30, 2, 9, 4])), max_length=8, batch_size=2, seed=1)
    first = targets(loader)
    assert len(first) == len(loader) and loader.epoch == 1  # RecBole's trainer does not set the epoch
    second = targets(loader)
    assert first != second
    loader.set_epoch(0)
    assert targets(loader) == first
    assert targets(loader) == second
    for batch in loader:
        trained = batch["target_list"] > 0
        assert (batch["target_list"][trained] == batch["item_id_list"][trained] + 1).all()
