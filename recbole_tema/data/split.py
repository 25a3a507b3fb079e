"""The split, the same for every model: which interactions of a user train, validate and test.

RecBole splits sequential models after augmentation and general models before it, so that a user with three
interactions is tested by one and validated by the other. Here every model gets the same (user, target) pairs.

There are four kinds of split: :class:`LeaveOneOut`, the default, whose pairs are those of RecBole's
``SequentialDataset`` with ``LS: valid_and_test``; :class:`~recbole_tema.data.user_split.UserSplit`, of a ``.split``
file; :class:`~recbole_tema.data.temporal_split.TemporalSplit`, of ``TS``; and
:class:`~recbole_tema.data.cold_split.ColdItemSplit`, of ``cold_items``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recbole_tema.data.interactions import Interactions, Ints
from recbole_tema.errors import DataError


@dataclass(frozen=True)
class Targets:
    """Evaluation targets: ``n`` pairs of user and item, each with the history before it.

    Parameters
    ----------
    users : ndarray of int64, shape (n,)
        Internal user ids.
    items : ndarray of int64, shape (n,)
        Internal item ids of the targets, from 1 (0 is PAD).
    history_offsets : ndarray of int64, shape (n + 1,)
        The history of row ``i`` is ``history_items[history_offsets[i]:history_offsets[i + 1]]``.
    history_items : ndarray of int64, shape (total,)
        Internal ids of the items before each target, all rows concatenated.

    Raises
    ------
    DataError
        If the shapes do not match, or a target is PAD.
    """

    users: np.ndarray
    items: np.ndarray
    history_offsets: np.ndarray
    history_items: np.ndarray

    def __post_init__(self) -> None:
        n = len(self.users)
        if len(self.items) != n or len(self.history_offsets) != n + 1:
            raise DataError(
                f"Targets have {n} users, {len(self.items)} items and {len(self.history_offsets)} offsets.",
                remedy="There must be one item per user, and one more offset.",
            )
        lengths = np.diff(self.history_offsets)
        ends = (int(self.history_offsets[0]), int(self.history_offsets[-1]))
        if ends != (0, len(self.history_items)) or (lengths < 0).any():
            raise DataError(
                "History offsets do not cover the history items.",
                remedy="They must rise from 0 to the number of history items.",
            )
        if n and int(np.min(self.items)) < 1:
            raise DataError("A target item is PAD (id 0).", remedy="Item ids start at 1.")

    def __len__(self) -> int:
        return len(self.users)

    @property
    def history_lengths(self) -> np.ndarray:
        """Number of items before each target, shape (n,)."""
        return np.diff(self.history_offsets)

    def history(self, row: int) -> np.ndarray:
        """The items before target ``row``, shape (length,)."""
        return self.history_items[self.history_offsets[row] : self.history_offsets[row + 1]]

    def subset(self, index: Any) -> Targets:
        """Selected targets.

        Parameters
        ----------
        index : slice, or ndarray of int or bool
            Selects rows of an array of length ``n``.

        Returns
        -------
        Targets
            The selected rows, with offsets that start at 0.
        """
        rows = np.arange(len(self))[index]
        lengths = self.history_lengths[rows]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        # Position j of the new flat array lies (j - new start of its row) after the old start of its row.
        shift = np.repeat(self.history_offsets[rows] - offsets[:-1], lengths)
        flat = self.history_items[np.arange(offsets[-1]) + shift]
        return Targets(self.users[rows], self.items[rows], offsets, flat)


@dataclass(frozen=True)
class Split(ABC):
    """Rows of interactions that train, validate and test.

    Attributes
    ----------
    interactions : Interactions
    """

    interactions: Interactions

    @abstractmethod
    def test_rows(self) -> Ints:
        """Rows of test targets, ascending, at most one per user."""

    @abstractmethod
    def valid_rows(self) -> Ints:
        """Rows of validation targets, ascending, at most one per user."""

    @abstractmethod
    def train_ends(self) -> Ints:
        """End (exclusive) of the training rows of each user, shape (n_users,); its start if none are trained."""

    def train_rows(self) -> Ints:
        """Rows of every training interaction, ascending."""
        rows = np.arange(len(self.interactions.items))
        return np.flatnonzero(rows < np.repeat(self.train_ends(), self.interactions.lengths))

    def n_train_interactions(self) -> Ints:
        """Number of training interactions of each item, shape (n_items,)."""
        return np.bincount(self.interactions.items[self.train_rows()], minlength=self.interactions.n_items)

    def targets(self, rows: Ints) -> Targets:
        """The evaluation targets at ``rows``, each with the full history before it."""
        data = self.interactions
        owner = data.owners(rows)
        starts = data.offsets[owner]
        lengths = rows - starts
        offsets = np.r_[0, np.cumsum(lengths)]
        flat = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths) + np.repeat(starts, lengths)
        items, history = (data.items[selected].astype(np.int64) for selected in (rows, flat))
        return Targets(data.users[owner], items, offsets, history)

    def check(self, path: Path) -> None:
        """Check that users remain to train, validate and test, after filters too.

        Raises
        ------
        DataError
            If a part has none.
        """
        n_trained = int((self.train_ends() - self.interactions.offsets[:-1] >= 2).sum())
        counts = {"train": n_trained, "validate": len(self.valid_rows()), "test": len(self.test_rows())}
        for part, count in counts.items():
            if not count:
                problem, remedy = self._without(part)
                raise DataError(problem, path=path, remedy=remedy)

    def _without(self, part: str) -> tuple[str, str]:
        """Problem and remedy if no interaction is left to train, validate or test."""
        return (
            f"No user has enough interactions to {part}; leave-one-out needs users with four interactions.",
            "Use more data, or widen user_inter_num_interval, item_inter_num_interval and val_interval.",
        )

    def cold_items(self) -> npt.NDArray[np.bool_] | None:
        """Items held out of training, whose interactions test, shape (n_items,); None if the split holds none out."""
        return None

    def source(self) -> Interactions:
        """All interactions of the dataset, of which :attr:`interactions` may be a part."""
        return self.interactions

    def source_rows(self) -> Ints:
        """Row in :meth:`source` of each of :attr:`interactions`, ascending."""
        return np.arange(len(self.interactions.items))

    def record(self) -> dict[str, Any] | None:
        """The key ``split`` of the dataset in ``results.json``; None if the split has none."""
        return None

    def groups(self, targets: Targets) -> dict[str, npt.NDArray[np.bool_]]:
        """Groups of targets whose metrics are reported separately too, each of shape (n,); none by default."""
        return {}

    def training_times(self) -> npt.NDArray[Any]:
        """Times that a model may know before it is evaluated, shape (n,)."""
        return self.interactions.times


@dataclass(frozen=True)
class LeaveOneOut(Split):
    """The last interaction of each user tests, the one before it validates."""

    def test_rows(self) -> Ints:
        """Rows of test targets: the last interaction of users with three or more."""
        return (self.interactions.offsets[1:] - 1)[self.interactions.lengths >= 3]

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the last but one interaction of users with four or more."""
        return (self.interactions.offsets[1:] - 2)[self.interactions.lengths >= 4]

    def train_ends(self) -> Ints:
        """End (exclusive) of the training rows of each user, shape (n_users,); its start if none are trained."""
        lengths = self.interactions.lengths
        return self.interactions.offsets[1:] - np.where(lengths >= 4, 2, np.where(lengths == 3, 1, 0))
