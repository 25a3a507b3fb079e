"""Roles of users: the split of a dataset that comes with its own, in its ``.split`` file.

Published benchmarks train on some users' whole sequences and test on the last items of others. The optional atomic file
``<dataset>.split`` says so with a row a user: ``train`` users train by every interaction; the last interaction of
``valid`` and ``test`` users is that target, and what stands before it is history that trains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import SPLIT

ROLES = ("train", "valid", "test")


@dataclass(frozen=True)
class Roles:
    """The role of every user, as a ``.split`` file gives it.

    Attributes
    ----------
    path : Path
        The file.
    of_user : pandas.Series of str
        One of :data:`ROLES`, by user token, in file order: entry ``i`` stands on line ``i + 2``.
    """

    path: Path
    of_user: pd.Series

    @classmethod
    def read(cls, path: Path) -> Roles:
        """Read a ``.split`` file.

        Raises
        ------
        DataError
            For an unknown role, a user listed twice, or what :func:`~recbole_tema.files.atomic.read_atomic` refuses.
        """
        frame = read_atomic(path, require=SPLIT.columns, columns=list(SPLIT.columns))
        users, roles = frame["split_user_id"], frame["role"]
        unknown = ~roles.isin(ROLES).to_numpy()
        if unknown.any():
            row = int(np.flatnonzero(unknown)[0])
            raise DataError(
                f"role is {roles.iloc[row]!r}.", path=path, line=row + 2, remedy=f"It is one of {', '.join(ROLES)}."
            )
        duplicate = users.duplicated().to_numpy()
        if duplicate.any():
            row = int(np.flatnonzero(duplicate)[0])
            raise DataError(
                f"user {users.iloc[row]!r} appears a second time.",
                path=path,
                line=row + 2,
                remedy="A user has one role: remove one of the rows.",
            )
        return cls(path, pd.Series(roles.to_numpy(), index=pd.Index(users.to_numpy())))

    def check(self, users: pd.Series, ratings: Path) -> None:
        """Check that the roles fit the interactions they are for.

        Parameters
        ----------
        users : pandas.Series of str
            User of every interaction, before any filter; row ``i`` stands on line ``i + 2`` of ``ratings``.
        ratings : Path
            The ``.inter`` file.

        Raises
        ------
        DataError
            For a listed user without interactions, a user without role, a ``valid`` or ``test`` user with a single
            interaction, or a role that no user with two interactions has.
        """
        counts = users.value_counts().reindex(self.of_user.index, fill_value=0).to_numpy()
        held_out = self.of_user.ne("train").to_numpy()
        for bad, problem, remedy in (
            (counts == 0, f"is not a user of {ratings.name}", "Remove the row or correct it."),
            (held_out & (counts == 1), "has a single interaction", "A target needs a history: make the role train."),
        ):
            if bad.any():
                row = int(np.flatnonzero(bad)[0])
                user = self.of_user.index[row]
                raise DataError(f"user {user!r} {problem}.", path=self.path, line=row + 2, remedy=remedy)
        missing = ~users.isin(self.of_user.index).to_numpy()
        if missing.any():
            row = int(np.flatnonzero(missing)[0])
            raise DataError(
                f"user {users.iloc[row]!r} has no role in {self.path.name}.",
                path=ratings,
                line=row + 2,
                remedy=f"Give every user a row there, with one of {', '.join(ROLES)}.",
            )
        for role in ROLES:
            if not (self.of_user.eq(role).to_numpy() & (counts >= 2)).any():
                raise DataError(
                    f"no user with two or more interactions has the role {role}.",
                    path=self.path,
                    remedy="Every role needs one; without the file, each user's last two items are held out.",
                )

    def of(self, users: np.ndarray) -> np.ndarray:
        """Roles of user tokens, array of str, shape as ``users``.

        Raises
        ------
        DataError
            For a user that the file does not list.
        """
        roles = self.of_user.reindex(users)
        missing = roles.isna().to_numpy()
        if missing.any():
            raise DataError(
                f"user {users[np.flatnonzero(missing)[0]]!r} has no role.", path=self.path, remedy="Give it a row."
            )
        return roles.to_numpy(dtype=str)
