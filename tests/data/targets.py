"""Evaluation targets from lists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recbole_tema.data.split import Targets


def make_targets(
    items: Sequence[int], histories: Sequence[Sequence[int]], users: Sequence[int] | None = None
) -> Targets:
    """Targets with the given items and histories; users count from 1 by default."""
    lengths = [len(h) for h in histories]
    return Targets(
        np.arange(1, len(items) + 1) if users is None else np.asarray(users, dtype=np.int64),
        np.asarray(items, dtype=np.int64),
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        np.array([i for h in histories for i in h], dtype=np.int64),
    )
