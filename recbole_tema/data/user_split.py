"""User split of a ``.split`` file: which users train, validate and test.

Published benchmarks train on the whole sequences of some users and test on the last items of others. The optional
atomic file ``<dataset>.split`` holds such a user split, one row per user: ``train`` users train with every interaction;
the last interaction of ``valid`` and ``test`` users is the target, and the interactions before it are history that is
not trained.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.data.inter_file import InteractionColumns, check_interactions
from recbole_tema.data.interactions import Ints
from recbole_tema.data.split import Split
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, refuse_rows
from recbole_tema.files.formats import SPLIT

ROLES = ("train", "valid", "test")


@dataclass(frozen=True)
class UserRoles:
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
    def read(cls, path: Path) -> UserRoles:
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
class UserSplit(Split):
    """Split by the role of each user.

    Attributes
    ----------
    interactions : Interactions
    roles : array of str, shape (n_users,)
        Role of each user, one of :data:`ROLES`.
    """

    roles: np.ndarray

    def test_rows(self) -> Ints:
        """Rows of test targets: the last interaction of ``test`` users."""
        return self._last_rows("test")

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the last interaction of ``valid`` users."""
        return self._last_rows("valid")

    def train_ends(self) -> Ints:
        """End (exclusive) of the training rows of each user, shape (n_users,); its start if none are trained."""
        return np.where(self.roles == "train", self.interactions.offsets[1:], self.interactions.offsets[:-1])

    def _last_rows(self, role: str) -> Ints:
        # A filter may have left a user a single interaction, which has no history and is not a target.
        return (self.interactions.offsets[1:] - 1)[(self.roles == role) & (self.interactions.lengths >= 2)]


def check_files(path: Path, columns: InteractionColumns, *, unique: bool = True) -> None:
    """Check an ``.inter`` file and the ``.split`` file beside it, if there is one, before RecBole reads them.

    Raises
    ------
    DataError
        For what :func:`~recbole_tema.data.interactions.check_interactions` or :meth:`UserRoles.check` refuses.
    """
    frame = check_interactions(path, columns, unique=unique)
    split = SPLIT.path(path.parent, path.stem)
    if split.is_file():
        UserRoles.read(split).check(frame[columns.user], path)
