"""The split, the same for every model: which interactions of a user train, validate and test.

RecBole splits sequential models after augmentation and general models before it, so that a user with three
interactions is tested by one and validated by the other. Here every model gets the same (user, target) pairs: those of
RecBole's ``SequentialDataset`` with ``LS: valid_and_test`` (leave-one-out) or, if the dataset has a ``.split`` file,
those of its user split.

Published benchmarks train on the whole sequences of some users and test on the last items of others. The optional
atomic file ``<dataset>.split`` holds such a user split, one row per user: ``train`` users train with every interaction;
the last interaction of ``valid`` and ``test`` users is the target, and the interactions before it are history that is
not trained.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.data.interactions import InteractionColumns, Interactions, Ints, check_interactions
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, refuse_rows
from recbole_tema.files.formats import SPLIT

ROLES = ("train", "valid", "test")


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
class UserSplit:
    """The role of every user, as a ``.split`` file gives it.

    Attributes
    ----------
    path : Path
        The file.
    roles : pandas.Series of str
        One of :data:`ROLES` by user token, in file order: entry ``i`` is line ``i + 2``.
    """

    path: Path
    roles: pd.Series

    @classmethod
    def read(cls, path: Path) -> UserSplit:
        """Read a ``.split`` file.

        Raises
        ------
        DataError
            For an unknown role, a user listed twice, or what :func:`~recbole_tema.files.atomic.read_atomic` refuses.
        """
        frame = read_atomic(path, require=SPLIT.columns, columns=list(SPLIT.columns))
        users, roles = frame["split_user_id"], frame["role"]
        known = f"Use one of {', '.join(ROLES)}."
        refuse_rows(~roles.isin(ROLES), roles, "The role", "is unknown.", path=path, remedy=known)
        once = "A user has one role: remove one of the rows."
        refuse_rows(users.duplicated(), users, "User", "is listed twice.", path=path, remedy=once)
        return cls(path, pd.Series(roles.to_numpy(), index=pd.Index(users.to_numpy())))

    def check(self, users: pd.Series, inter: Path) -> None:
        """Check the roles against the interactions they are for.

        Parameters
        ----------
        users : pandas.Series of str
            User of every interaction, before any filter; row ``i`` is line ``i + 2`` of ``inter``.
        inter : Path
            The ``.inter`` file.

        Raises
        ------
        DataError
            For a listed user without interactions, a user without a role, a ``valid`` or ``test`` user with a single
            interaction, or a role that no user with two interactions has.
        """
        counts = users.value_counts().reindex(self.roles.index, fill_value=0).to_numpy()
        held_out = self.roles.ne("train").to_numpy()
        listed = self.roles.index.to_series()
        for rejected, problem, remedy in (
            (counts == 0, f"is not a user of {inter.name}.", "Remove the row or correct it."),
            (held_out & (counts == 1), "has a single interaction.", "A target needs a history: use the role train."),
        ):
            refuse_rows(rejected, listed, "User", problem, path=self.path, remedy=remedy)
        refuse_rows(
            ~users.isin(self.roles.index),
            users,
            "User",
            f"has no role in {self.path.name}.",
            path=inter,
            remedy=f"Add a row for every user there, with one of {', '.join(ROLES)}.",
        )
        for role in ROLES:
            if not (self.roles.eq(role).to_numpy() & (counts >= 2)).any():
                raise DataError(
                    f"No user with two or more interactions has the role {role}.",
                    path=self.path,
                    remedy="Every role needs one. Without the file, the last two items of each user are held out.",
                )

    def of(self, users: np.ndarray) -> np.ndarray:
        """Roles of user tokens, array of str, shape as ``users``.

        Raises
        ------
        DataError
            For a user that the file does not list.
        """
        roles = self.roles.reindex(users)
        missing = roles.isna().to_numpy()
        if missing.any():
            user = str(users[np.flatnonzero(missing)[0]])
            raise DataError(f"User {user!r} has no role.", path=self.path, remedy="Add a row for the user.")
        return roles.to_numpy(dtype=str)


@dataclass(frozen=True)
class Split:
    """Rows of interactions that train, validate and test.

    Attributes
    ----------
    interactions : Interactions
    roles : array of str, shape (n_users,), optional
        Role of each user, if the dataset has a ``.split`` file; otherwise every user is split by leave-one-out.
    """

    interactions: Interactions
    roles: np.ndarray | None = None

    @classmethod
    def read(cls, interactions: Interactions, path: Path) -> Split:
        """Split of a dataset.

        Parameters
        ----------
        interactions : Interactions
        path : Path
            Where its ``.split`` file is, if it has one.
        """
        if not path.is_file():
            return cls(interactions)
        return cls(interactions, UserSplit.read(path).of(interactions.user_tokens[interactions.users]))

    def test_rows(self) -> Ints:
        """Rows of test targets: the last interaction of users with three or more, or of ``test`` users."""
        if self.roles is None:
            return (self._ends - 1)[self._lengths >= 3]
        return self._last_rows("test")

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the last but one of users with four or more, or the last of ``valid`` users."""
        if self.roles is None:
            return (self._ends - 2)[self._lengths >= 4]
        return self._last_rows("valid")

    def train_ends(self) -> Ints:
        """End (exclusive) of the training rows of each user, shape (n_users,); its start if none are trained."""
        if self.roles is None:
            held_out = np.where(self._lengths >= 4, 2, np.where(self._lengths == 3, 1, 0))
            return self._ends - held_out
        return np.where(self.roles == "train", self._ends, self.interactions.offsets[:-1])

    def train_rows(self) -> Ints:
        """Rows of every training interaction, ascending."""
        rows = np.arange(len(self.interactions.items))
        return np.flatnonzero(rows < np.repeat(self.train_ends(), self._lengths))

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
                raise DataError(
                    f"No user has enough interactions to {part}; leave-one-out needs users with four interactions.",
                    path=path,
                    remedy="Use more data, or widen user_inter_num_interval, item_inter_num_interval and val_interval.",
                )

    @property
    def _ends(self) -> Ints:
        return self.interactions.offsets[1:]

    @property
    def _lengths(self) -> Ints:
        return self.interactions.lengths

    def _last_rows(self, role: str) -> Ints:
        # A filter may have left a user a single interaction, which has no history and is not a target.
        return (self._ends - 1)[(self.roles == role) & (self._lengths >= 2)]


def check_files(path: Path, columns: InteractionColumns) -> None:
    """Check an ``.inter`` file and the ``.split`` file beside it, if there is one, before RecBole reads them.

    Raises
    ------
    DataError
        For what :func:`~recbole_tema.data.interactions.check_interactions` or :meth:`UserSplit.check` refuses.
    """
    frame = check_interactions(path, columns)
    split = SPLIT.path(path.parent, path.stem)
    if split.is_file():
        UserSplit.read(split).check(frame[columns.user], path)
