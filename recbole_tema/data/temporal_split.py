"""Global temporal split: one time from which on interactions validate, and one from which on they test.

Interactions before the validation cut train; those from it up to the test cut validate; those from the test cut on
test. Each user has at most one target per period, the first interaction that has an earlier one of the same user; its
history is every interaction of the user before it. docs/protocols.md gives the reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

import numpy as np
import numpy.typing as npt

from recbole_tema.data.interactions import Interactions, Ints
from recbole_tema.data.split import Split, Targets
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.options import parse_time

KIND = "TS"
_NAME = "eval_args.split.TS"
_REMEDY = "Give three ratios, such as [0.8, 0.1, 0.1], or two times, such as ['2018-01-01', '2018-07-01']."


@dataclass(frozen=True)
class Cuts:
    """The two times of a temporal split.

    Attributes
    ----------
    valid, test : float
        Unix seconds: interactions from ``valid`` on are not trained, and those from ``test`` on are tested.
    """

    valid: float
    test: float

    @classmethod
    def from_setting(cls, setting: Sequence[Any], times: npt.NDArray[Any]) -> Cuts:
        """Cuts of a value of ``TS``.

        Parameters
        ----------
        setting : sequence
            Ratios of training, validation and test, which need not sum to 1, or two times: ISO dates or times (UTC
            unless they name a zone), or Unix seconds.
        times : array of float64, shape (n,)
            Unix seconds of every interaction. With ratios a cut is one of them, the time of the first interaction of
            its period: interactions of the same time are never on different sides of it. As in RecBole, the numbers
            of validation and test interactions are rounded down, if no times are equal.

        Raises
        ------
        ConfigError
            If the value is neither.
        """
        times_or_ratios = read_setting(setting)
        if len(times_or_ratios) == 2:
            return cls(*times_or_ratios)
        ordered, total = np.sort(times), sum(times_or_ratios)
        # Rounding errors of the ratios must not take an interaction from a period: 0.1 + 0.2 is more than 0.3.
        n_valid, n_test = (int(round(len(times) * ratio / total, 6)) for ratio in times_or_ratios[1:])
        n_train = len(times) - n_valid - n_test
        first_valid, first_test = (min(n, len(times) - 1) for n in (n_train, n_train + n_valid))
        return cls(float(ordered[first_valid]), float(ordered[first_test]))


def read_setting(setting: Any) -> tuple[float, ...]:
    """Three ratios, or two times in Unix seconds; parameters and errors as of :meth:`Cuts.from_setting`."""
    values = list(setting) if isinstance(setting, (list, tuple)) else []
    if len(values) == 3:
        ratios = tuple(float(value) for value in values if type(value) in (int, float) and value > 0)
        if len(ratios) == 3 and np.isfinite(ratios).all():
            return ratios
        raise ConfigError(f"{_NAME} ({setting}) must be three positive ratios.", remedy=_REMEDY)
    if len(values) != 2:
        raise ConfigError(f"{_NAME} ({setting}) must be three ratios or two times.", remedy=_REMEDY)
    valid, test = (_seconds(value) for value in values)
    if max(valid, test) <= 1:
        raise ConfigError(
            f"{_NAME} ({setting}) must be three ratios, of training, validation and test.", remedy=_REMEDY
        )
    if valid >= test:
        raise ConfigError(f"{_NAME} ({setting}) must be two times in ascending order.", remedy=_REMEDY)
    return valid, test


def _seconds(value: Any) -> float:
    if isinstance(value, date):  # YAML reads an unquoted date as one
        value = value.isoformat()
    # datetime.fromisoformat reads "Z" from Python 3.11 on.
    return parse_time(str(value).replace("Z", "+00:00"), _NAME)


def iso_time(seconds: float) -> str:
    """ISO time in UTC; the number as text if it is outside of the calendar."""
    try:
        return datetime.fromtimestamp(seconds, timezone.utc).isoformat()
    except (OverflowError, OSError, ValueError):
        return f"{seconds:g}"


@dataclass(frozen=True)
class TemporalSplit(Split):
    """Split at two times, the same for all users.

    Attributes
    ----------
    interactions : Interactions
        With exact times.
    cuts : Cuts

    Raises
    ------
    DataError
        If the interactions have no time of their own, or the order of a user's interactions is not that of their times.
    """

    cuts: Cuts

    def __post_init__(self) -> None:
        data, times = self.interactions, self.interactions.times
        same_user = np.ones(len(times), dtype=bool)
        same_user[data.offsets[:-1]] = False
        position = np.arange(len(times)) - np.repeat(data.offsets[:-1], data.lengths)
        if np.array_equal(times, position):
            raise DataError(
                "TIME_FIELD holds positions in the histories, so a temporal split needs the column time:float.",
                remedy="Add the column (unix seconds) and list it in load_col, or remove eval_args.split.",
            )
        backwards = np.flatnonzero(same_user[1:] & (np.diff(times) < 0)) + 1
        if len(backwards):
            user = data.user_tokens[data.users[data.owners(backwards[:1])[0]]]
            raise DataError(
                f"The interactions of user {str(user)!r} are not in the order of their times.",
                remedy="A temporal split needs TIME_FIELD and time to agree: prepare the dataset in the order of time.",
            )

    def test_rows(self) -> Ints:
        """Rows of test targets: the first with a history of each user, from the test cut on."""
        return self._first_rows(self._ends_before(self.cuts.test), self.interactions.offsets[1:])

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the first with a history of each user, between the cuts."""
        return self._first_rows(self.train_ends(), self._ends_before(self.cuts.test))

    def train_ends(self) -> Ints:
        """End (exclusive) of the rows of each user before the validation cut, shape (n_users,)."""
        return self._ends_before(self.cuts.valid)

    def training_times(self) -> npt.NDArray[Any]:
        """Times of the training interactions, shape (n,)."""
        return self.interactions.times[self.train_rows()]

    def new_users(self, users: Ints) -> npt.NDArray[np.bool_]:
        """Whether users, by internal id, have no training interaction; shape as ``users``."""
        trained = self.interactions.users[self.train_ends() > self.interactions.offsets[:-1]]
        return ~np.isin(users, trained)

    def new_items(self, items: Ints) -> npt.NDArray[np.bool_]:
        """Whether items, by internal id, have no training interaction; shape as ``items``."""
        return self.n_train_interactions()[items] == 0

    def groups(self, targets: Targets) -> dict[str, npt.NDArray[np.bool_]]:
        """Targets of new users, of new items, and of neither, each of shape (n,)."""
        new_users, new_items = self.new_users(targets.users), self.new_items(targets.items)
        return {"known": ~new_users & ~new_items, "new_users": new_users, "new_items": new_items}

    def record(self) -> dict[str, Any]:
        """Cuts, and counts of each period, as the key ``split`` of the dataset in ``results.json``."""
        train = self.train_rows()
        test_start = self._ends_before(self.cuts.test)
        return {
            "kind": KIND,
            "cuts": {
                name: {"time": iso_time(cut), "unix": cut}
                for name, cut in (("valid", self.cuts.valid), ("test", self.cuts.test))
            },
            "train": self._counts(train),
            "valid": self._period(self.valid_rows(), self.train_ends(), test_start),
            "test": self._period(self.test_rows(), test_start, self.interactions.offsets[1:]),
        }

    def _period(self, targets: Ints, starts: Ints, ends: Ints) -> dict[str, int]:
        """Counts of a period, whose rows are ``starts:ends`` of each user."""
        data = self.interactions
        inside = np.arange(len(data.items)) - np.repeat(starts, data.lengths)
        rows = np.flatnonzero((inside >= 0) & (inside < np.repeat(ends - starts, data.lengths)))
        users, items = data.users[data.owners(targets)], data.items[targets]
        counts = self._counts(rows)
        return {
            **counts,
            "new_users": int(self.new_users(np.unique(data.users[data.owners(rows)])).sum()),
            "new_items": int(self.new_items(np.unique(data.items[rows])).sum()),
            "targets": len(targets),
            "targets_of_new_users": int(self.new_users(users).sum()),
            "targets_of_new_items": int(self.new_items(items).sum()),
            "users_without_target": counts["users"] - len(targets),
        }

    def _counts(self, rows: Ints) -> dict[str, int]:
        data = self.interactions
        return {
            "interactions": len(rows),
            "users": len(np.unique(data.owners(rows))),
            "items": len(np.unique(data.items[rows])),
        }

    def _ends_before(self, cut: float) -> Ints:
        """End (exclusive) of the rows of each user before a time, shape (n_users,)."""
        starts = self.interactions.offsets[:-1]
        earlier = np.add.reduceat(self.interactions.times < cut, starts, dtype=np.int64)
        return starts + earlier

    def _first_rows(self, starts: Ints, ends: Ints) -> Ints:
        """First of the rows ``starts:ends`` of each user that is not the first of the user."""
        rows = np.maximum(starts, self.interactions.offsets[:-1] + 1)
        return rows[rows < ends]

    def _without(self, part: str) -> tuple[str, str]:
        periods = {
            "train": f"two interactions before {iso_time(self.cuts.valid)}",
            "validate": f"a target from {iso_time(self.cuts.valid)} until {iso_time(self.cuts.test)}",
            "test": f"a target from {iso_time(self.cuts.test)} on",
        }
        first, last = (iso_time(float(time)) for time in (self.interactions.times.min(), self.interactions.times.max()))
        return (
            f"No user has {periods[part]} under the temporal split.",
            f"The interactions are from {first} to {last}: choose other values of {_NAME}.",
        )


def temporal_split(interactions: Interactions, setting: Sequence[Any]) -> TemporalSplit:
    """Split interactions by a value of ``TS``; parameters and errors as of :class:`Cuts` and :class:`TemporalSplit`."""
    return TemporalSplit(interactions, Cuts.from_setting(setting, interactions.times))
