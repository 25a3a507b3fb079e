"""The split, written once: which interactions of a user train, validate and test.

RecBole splits sequential models after augmentation and general models before it, so that a user with three
interactions is tested by one and validated by the other. Here every model gets the same (user, target) sets: those
of RecBole's ``SequentialDataset`` with ``LS: valid_and_test`` or, where the dataset has a ``.split`` file, those of its
users' roles (:mod:`recbole_tema.data.split`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import numpy.typing as npt
from recbole.data.dataset import Dataset, SequentialDataset

from recbole_tema.data.split import Roles
from recbole_tema.evaluation.protocols import Targets
from recbole_tema.files.formats import SPLIT

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sequences:
    """Users' interactions as flat arrays: rows ``offsets[i]:offsets[i+1]`` are user ``users[i]``'s, oldest first.

    Attributes
    ----------
    users : array of int64, shape (n_users,)
        Internal user ids, ascending.
    offsets : array of int64, shape (n_users + 1,)
    items : array of int32 or int64, shape (n_interactions,)
        Internal item ids.
    times : array of float32, shape (n_interactions,)
        Unix seconds, exact to about two minutes; zeros where the dataset has no ``time``.
    roles : array of str, shape (n_users,), optional
        What each user is for, where the dataset has a ``.split`` file; without one, leave-one-out splits every user.
    """

    users: Ints
    offsets: Ints
    items: Ints
    times: npt.NDArray[np.float32]
    roles: Optional[npt.NDArray[np.str_]] = None

    @classmethod
    def from_dataset(cls, dataset: Dataset) -> Sequences:
        """From a RecBole dataset whose ids are remapped and which has not been augmented yet.

        Parameters
        ----------
        dataset : Dataset
            Its interactions, in any order, as a DataFrame or an ``Interaction``; its ``.split`` file is read here.
        """
        feat = dataset.inter_feat
        users, items, order = (np.asarray(feat[f]) for f in (dataset.uid_field, dataset.iid_field, dataset.time_field))
        times = np.asarray(feat["time"]) if "time" in feat else np.zeros(len(users))
        rows = np.lexsort((order, users))
        users = users[rows]
        starts = np.flatnonzero(np.r_[True, users[1:] != users[:-1]])
        owners = users[starts].astype(np.int64)
        split = SPLIT.path(Path(dataset.dataset_path), dataset.dataset_name)
        tokens = dataset.field2id_token[dataset.uid_field]
        return cls(
            users=owners,
            offsets=np.r_[starts, len(users)].astype(np.int64),
            items=items[rows].astype(np.int64),
            times=times[rows].astype(np.float32),
            roles=Roles.read(split).of(tokens[owners]) if split.is_file() else None,
        )

    @property
    def lengths(self) -> Ints:
        """Interactions of each user, shape (n_users,)."""
        return np.diff(self.offsets)

    def test_rows(self) -> Ints:
        """Rows of test targets: the last interaction of users with three or more, or of ``test`` users."""
        if self.roles is None:
            return (self.offsets[1:] - 1)[self.lengths >= 3]
        return self._last_rows("test")

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the one before the last of users with four or more, or ``valid`` users' last."""
        if self.roles is None:
            return (self.offsets[1:] - 2)[self.lengths >= 4]
        return self._last_rows("valid")

    def _last_rows(self, role: str) -> Ints:
        # A filter may have left a user a single interaction: without history, it is no target.
        return (self.offsets[1:] - 1)[(self.roles == role) & (self.lengths >= 2)]

    def train_ends(self) -> Ints:
        """End (exclusive) of each user's training rows, shape (n_users,); its start where none trains."""
        if self.roles is None:
            held = np.where(self.lengths >= 4, 2, np.where(self.lengths == 3, 1, 0))
            return self.offsets[1:] - held
        return np.where(self.roles == "train", self.offsets[1:], self.offsets[:-1])

    def train_rows(self) -> Ints:
        """Rows of every training interaction, ascending."""
        return np.flatnonzero(np.arange(len(self.items)) < np.repeat(self.train_ends(), self.lengths))

    def train_counts(self, n_items: int) -> Ints:
        """How often each item was had in training, shape (n_items,)."""
        return np.bincount(self.items[self.train_rows()], minlength=n_items)

    def owners(self, rows: Ints) -> Ints:
        """Whose the interactions at ``rows`` are, as places in :attr:`users`."""
        return np.searchsorted(self.offsets, rows, side="right") - 1

    def windows_before(self, rows: Ints, window: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """What each user had before each of some rows, the latest last.

        Parameters
        ----------
        rows : array of int64, shape (n,)
        window : int
            At most so many.

        Returns
        -------
        source : array of int64, shape (n, window)
            Rows, from the left; 0 where there is none.
        inside : array of bool, shape (n, window)
            Where there is one.
        """
        length = np.minimum(rows - self.offsets[self.owners(rows)], window)
        columns = np.arange(window)
        inside = columns < length[:, None]
        return np.where(inside, (rows - length)[:, None] + columns, 0), inside

    def targets(self, rows: Ints) -> Targets:
        """The evaluation targets at ``rows``, each with everything its user had before."""
        owner = self.owners(rows)
        starts = self.offsets[owner]
        lengths = rows - starts
        offsets = np.r_[0, np.cumsum(lengths)]
        flat = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths) + np.repeat(starts, lengths)
        items, history = (self.items[some].astype(np.int64) for some in (rows, flat))
        return Targets(self.users[owner], items, offsets, history)


class LeaveOneOutDataset(Dataset):
    """RecBole's ``Dataset`` for its general models (Pop, BPR, ...), split as the sequential ones are."""

    def build(self) -> list[Dataset]:
        """Train, validation and test datasets.

        Returns
        -------
        list of Dataset
            One row an interaction: the parts of :class:`Sequences`.
        """
        self._change_feat_format()
        self.sort(by=[self.uid_field, self.time_field], ascending=True)
        sequences = Sequences.from_dataset(self)
        parts = (sequences.train_rows(), sequences.valid_rows(), sequences.test_rows())
        return [self.copy(self.inter_feat[rows]) for rows in parts]


class RoleSequentialDataset(SequentialDataset):
    """RecBole's ``SequentialDataset`` split by the roles of users.

    It also serves as the first base, before a dataset class that RecBole keeps for one model.
    """

    def build(self) -> list[SequentialDataset]:
        """Train, validation and test datasets.

        Returns
        -------
        list of SequentialDataset
            One augmented row a target: the parts of :class:`Sequences`, less the first interactions of users.
        """
        sequences = Sequences.from_dataset(self)
        self._change_feat_format()
        self._drop_unused_col()
        # Augmentation leaves a row an interaction, by user and time, except each user's first, which has no history.
        augmented = np.ones(len(sequences.items), dtype=bool)
        augmented[sequences.offsets[:-1]] = False
        place = np.cumsum(augmented) - 1
        parts = (sequences.train_rows(), sequences.valid_rows(), sequences.test_rows())
        return [self.copy(self.inter_feat[place[rows[augmented[rows]]]]) for rows in parts]
