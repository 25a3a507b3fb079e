"""What people had, as items and times: users of the dataset, or anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import pandas as pd
import torch

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.saved_run import SavedRun

_SHOWN = 5


@dataclass(frozen=True)
class History:
    """Items that somebody had, the oldest first.

    Attributes
    ----------
    items : sequence of str
        Item ids, of any domain; there may be none.
    times : sequence of float, optional
        Unix seconds of each. Without them, all are as of the dataset's last day.
    """

    items: Sequence[str]
    times: Optional[Sequence[float]] = None


class Histories:
    """Reads histories for a model, and keeps those of the dataset's users.

    Parameters
    ----------
    run : SavedRun
    numbers : mapping of str to int
        Internal id of each item.
    """

    def __init__(self, run: SavedRun, numbers: Mapping[str, int]) -> None:
        self.sequences, self.numbers = run.data.sequences, numbers
        self.window: int = run.config["MAX_ITEM_LIST_LENGTH"]
        self.time_list = f"time{run.config['LIST_SUFFIX']}"
        dataset = run.data.dataset
        self.tokens = dataset.field2id_token[dataset.iid_field]
        users = dataset.field2id_token[dataset.uid_field][self.sequences.users]
        self.users = {str(user): place for place, user in enumerate(users)}
        self.last_day = float(self.sequences.times.max(initial=0.0))

    def of_user(self, user: str) -> History:
        """Everything that a user of the dataset had, validation and test included.

        Raises
        ------
        DataError
            For an unknown user.
        """
        if user not in self.users:
            raise DataError(f"there is no user {user!r}.", remedy="Give a user of the dataset, or a history.")
        place = self.users[user]
        rows = slice(*self.sequences.offsets[place : place + 2])
        return History(self.tokens[self.sequences.items[rows]].tolist(), self.sequences.times[rows].tolist())

    def known(self, history: History) -> tuple[History, list[str]]:
        """A history less the items that the model does not know, and those."""
        unknown = [item for item in history.items if item not in self.numbers]
        if not unknown:
            return history, []
        kept = [i for i, item in enumerate(history.items) if item in self.numbers]
        times = None if history.times is None else [history.times[i] for i in kept]
        return History([history.items[i] for i in kept], times), unknown

    def read(self, histories: Sequence[History]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Histories as a model's input.

        Returns
        -------
        items : Tensor of int64, shape (B, T)
            Internal ids of the latest, at most a window, 0 where padded; T is 1 or more.
        times : Tensor of float32, shape (B, T)
        lengths : Tensor of int64, shape (B,)

        Raises
        ------
        DataError
            For unknown items, times of another number than items, or times that go back.
        """
        parts = [self._read(history) for history in histories]
        lengths = np.array([len(items) for items, _ in parts], dtype=np.int64)
        shape = (len(parts), max(int(lengths.max(initial=0)), 1))
        items, times = np.zeros(shape, dtype=np.int64), np.full(shape, self.last_day, dtype=np.float32)
        for row, (some, when) in enumerate(parts):
            items[row, : len(some)], times[row, : len(some)] = some, when
        return torch.from_numpy(items), torch.from_numpy(times), torch.from_numpy(lengths)

    def _read(self, history: History) -> tuple[list[int], np.ndarray]:
        unknown = [item for item in history.items if item not in self.numbers]
        if unknown:
            more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
            raise DataError(
                f"the model does not know {', '.join(map(repr, unknown[:_SHOWN]))}{more}.",
                remedy="Give items of the dataset, or let unknown ones be skipped.",
            )
        items = [self.numbers[item] for item in history.items][-self.window :]
        if history.times is None:
            return items, np.full(len(items), self.last_day)
        times = np.asarray(history.times, dtype=float)
        if len(times) != len(history.items):
            raise DataError(
                f"a history has {len(history.items)} items and {len(times)} times.", remedy="Give each item its time."
            )
        if not np.isfinite(times).all() or (np.diff(times) < 0).any():
            raise DataError("times of a history go back or are no numbers.", remedy="Give the oldest first.")
        return items, times[-self.window :]


def histories_of(frame: pd.DataFrame) -> dict[str, History]:
    """The history of each user in a table.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``user_id`` and ``item_id``, in any order where there is ``timestamp`` (what they are sorted by) or ``time``
        (unix seconds, which sorts too where there is no ``timestamp``), else the oldest first.

    Raises
    ------
    ConfigError
        For a missing column.
    """
    missing = [column for column in ("user_id", "item_id") if column not in frame.columns]
    if missing:
        raise ConfigError(f"the table has no column {missing[0]!r}.", remedy="It takes user_id, item_id[, time].")
    order = next((column for column in ("timestamp", "time") if column in frame.columns), None)
    rows = frame if order is None else frame.sort_values(order, kind="stable")
    timed = "time" in frame.columns
    return {
        str(user): History([str(item) for item in own["item_id"]], own["time"].tolist() if timed else None)
        for user, own in rows.groupby("user_id", sort=False)
    }
