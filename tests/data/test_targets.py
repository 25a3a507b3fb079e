"""Evaluation targets: checks of their arrays, and subsets."""

from __future__ import annotations

import numpy as np
import pytest

from recbole_tema.data.split import Targets
from recbole_tema.errors import DataError
from tests.data.targets import make_targets


def test_targets_reports_bad_input():
    with pytest.raises(DataError, match="Targets have 1 users, 2 items"):
        Targets(np.array([1]), np.array([1, 2]), np.array([0, 0]), np.array([], dtype=np.int64))
    with pytest.raises(DataError, match="cover"):
        Targets(np.array([1]), np.array([1]), np.array([0, 2]), np.array([3]))
    with pytest.raises(DataError, match="PAD"):
        make_targets([0], [[]])


def test_subset_keeps_each_history():
    targets = make_targets([1, 2, 3, 4], [[5], [], [6, 7], [1, 2, 3]])
    for index in (slice(1, 3), np.array([3, 0, 0]), np.array([True, False, True, False]), slice(0, 0)):
        rows = np.arange(4)[index]
        part = targets.subset(index)
        assert part.users.tolist() == targets.users[rows].tolist()
        assert part.items.tolist() == targets.items[rows].tolist()
        assert [part.history(i).tolist() for i in range(len(part))] == [targets.history(r).tolist() for r in rows]
