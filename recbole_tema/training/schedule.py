"""Learning rate by epoch, computed from the validation scores so far, so that it needs no state of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Square root of 1/10, the factor of ABXI's code.
PLATEAU_FACTOR = 0.1**0.5


def plateau_factor(scores: Sequence[float], patience: int) -> float:
    """Factor of the learning rate after some epochs, as of ``torch.optim.lr_scheduler.ReduceLROnPlateau``.

    Parameters
    ----------
    scores : sequence of float
        Validation score of each epoch, greater is better.
    patience : int
        Epochs without improvement before the rate is multiplied by :data:`PLATEAU_FACTOR`; 0: it is constant.

    Returns
    -------
    float
    """
    factor, best, waited = 1.0, float("-inf"), 0
    for score in scores if patience else ():
        waited = 0 if score > best else waited + 1
        best = max(best, score)
        if waited > patience:
            factor, waited = factor * PLATEAU_FACTOR, 0
    return factor


def set_learning_rate(optimizer: Any, learning_rate: float, scores: Sequence[float], patience: int) -> None:
    """Set the rate of the next epoch, ``learning_rate`` times :func:`plateau_factor`; unchanged without patience."""
    for group in optimizer.param_groups if patience else ():
        group["lr"] = learning_rate * plateau_factor(scores, patience)
