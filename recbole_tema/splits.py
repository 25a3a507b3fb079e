"""Leave-one-out, written once: which interactions of a user train, validate and test.

RecBole splits sequential models after augmentation and general models before it, so that a user with three
interactions is tested by one and validated by the other. Here every model gets the same (user, target) sets: those
of RecBole's ``SequentialDataset`` with ``LS: valid_and_test``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from recbole.data.dataset import Dataset

from recbole_tema.evaluation import Targets

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sequences:
    """Users' interactions as flat arrays: rows ``offsets[i]:offsets[i+1]`` are user ``users[i]``'s, oldest first.

    Attributes
    ----------
    users : array of int64, shape (n_users,)
        Internal user ids, ascending.
    offsets : array of int64, shape (n_users + 1,)
    items : array of int64, shape (n_interactions,)
        Internal item ids.
    times : array of float32, shape (n_interactions,)
        Unix seconds, exact to about two minutes; zeros where the dataset has no ``time``.
    """

    users: Ints
    offsets: Ints
    items: Ints
    times: npt.NDArray[np.float32]

    @classmethod
    def from_dataset(cls, dataset: Dataset) -> Sequences:
        """From a RecBole dataset whose ids are remapped and which has not been augmented yet.

        Parameters
        ----------
        dataset : Dataset
            Its interactions, in any order, as a DataFrame or an ``Interaction``.
        """
        feat = dataset.inter_feat
        users, items, order = (np.asarray(feat[f]) for f in (dataset.uid_field, dataset.iid_field, dataset.time_field))
        times = np.asarray(feat["time"]) if "time" in feat else np.zeros(len(users))
        rows = np.lexsort((order, users))
        users = users[rows]
        starts = np.flatnonzero(np.r_[True, users[1:] != users[:-1]])
        return cls(
            users=users[starts].astype(np.int64),
            offsets=np.r_[starts, len(users)].astype(np.int64),
            items=items[rows].astype(np.int64),
            times=times[rows].astype(np.float32),
        )

    @property
    def lengths(self) -> Ints:
        """Interactions of each user, shape (n_users,)."""
        return np.diff(self.offsets)

    def test_rows(self) -> Ints:
        """Rows of the test targets: the last interaction of users with three or more."""
        return (self.offsets[1:] - 1)[self.lengths >= 3]

    def valid_rows(self) -> Ints:
        """Rows of the validation targets: the one before the last, of users with four or more."""
        return (self.offsets[1:] - 2)[self.lengths >= 4]

    def train_ends(self) -> Ints:
        """End (exclusive) of each user's training rows, shape (n_users,)."""
        held = np.where(self.lengths >= 4, 2, np.where(self.lengths == 3, 1, 0))
        return self.offsets[1:] - held

    def targets(self, rows: Ints) -> Targets:
        """The evaluation targets at ``rows``, each with everything its user had before."""
        owner = np.searchsorted(self.offsets, rows, side="right") - 1
        starts = self.offsets[owner]
        lengths = rows - starts
        offsets = np.r_[0, np.cumsum(lengths)]
        flat = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths) + np.repeat(starts, lengths)
        return Targets(self.users[owner], self.items[rows], offsets, self.items[flat])


class LeaveOneOutDataset(Dataset):
    """RecBole's ``Dataset`` for its general models (Pop, BPR, ...), split as the sequential ones are."""

    def build(self) -> list[Dataset]:
        """Train, validation and test datasets.

        Returns
        -------
        list of Dataset
            One row an interaction; the last two hold the targets of :class:`Sequences`.
        """
        self._change_feat_format()
        self.sort(by=[self.uid_field, self.time_field], ascending=True)
        sequences = Sequences.from_dataset(self)
        valid, test = sequences.valid_rows(), sequences.test_rows()
        train = np.ones(len(self.inter_feat), dtype=bool)
        train[np.r_[valid, test]] = False
        return [self.copy(self.inter_feat[rows]) for rows in (np.flatnonzero(train), valid, test)]
