"""Statistics of history lengths, against NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from recbole_tema.prepare.card import _length_statistics


@pytest.mark.parametrize("lengths", [[3], [1, 2], [1, 1, 4, 9], [5, 2, 2, 7, 100], [2, 4, 4, 6, 6, 6]])
def test_length_statistics(lengths: list[int]) -> None:
    expected = {
        "mean": round(float(np.mean(lengths)), 2),
        "median": float(np.median(lengths)),
        "min": min(lengths),
        "max": max(lengths),
    }
    assert _length_statistics(np.bincount(lengths)) == expected
