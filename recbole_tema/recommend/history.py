"""User histories (item ids and timestamps) of known or new users, as input of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import torch
from recbole.data.interaction import Interaction

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.saved_run import SavedRun

_MAX_SHOWN = 5


@dataclass(frozen=True)
class History:
    """Interactions of a user, oldest first.

    Attributes
    ----------
    items : sequence of str
        Item ids of any domain; may be empty.
    times : sequence of float, optional
        Unix time of each interaction in seconds. Without times, all interactions are dated to the dataset's last day.
    """

    items: Sequence[str]
    times: Sequence[float] | None = None


class HistoryReader:
    """Turns histories into model input, and looks up the histories of the dataset's users.

    Parameters
    ----------
    run : SavedRun
    internal_ids : mapping of str to int
        Internal id of each item id.

    Attributes
    ----------
    users : dict of str to int
        Users of the dataset, and the row of each in its interactions.
    max_length : int
        Number of latest interactions that the model uses.
    """

    def __init__(self, run: SavedRun, internal_ids: Mapping[str, int]) -> None:
        self._interactions, self._internal_ids = run.data.split.source(), internal_ids
        self.max_length: int = run.config["MAX_ITEM_LIST_LENGTH"]
        self._model, self._time_field = run.model, f"time{run.config['LIST_SUFFIX']}"
        self._tokens = self._interactions.item_tokens
        users = self._interactions.user_tokens[self._interactions.users]
        self.users = {str(user): row for row, user in enumerate(users)}
        self._last_time = float(self._interactions.times.max(initial=0.0))

    def of_user(self, user: str) -> History:
        """All interactions of a user of the dataset, validation and test included.

        Raises
        ------
        DataError
            If the user is unknown.
        """
        if user not in self.users:
            raise DataError(f"Unknown user {user!r}.", remedy="Use a user of the dataset, or give a list of item ids.")
        row = self.users[user]
        rows = slice(*self._interactions.offsets[row : row + 2])
        return History(self._tokens[self._interactions.items[rows]].tolist(), self._interactions.times[rows].tolist())

    def drop_unknown(self, history: History) -> tuple[History, list[str]]:
        """Split a history into its known part and the list of unknown items."""
        unknown = self._unknown(history)
        if not unknown:
            return history, []
        kept = [i for i, item in enumerate(history.items) if item in self._internal_ids]
        times = None if history.times is None else [history.times[i] for i in kept]
        return History([history.items[i] for i in kept], times), unknown

    def read(self, histories: Sequence[History]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Pad the latest interactions of each history to a batch.

        Returns
        -------
        items : Tensor of int64, shape (B, T)
            Internal ids, 0 where padded; ``1 <= T <= max_length``.
        times : Tensor of float32, shape (B, T)
            Unix time in seconds.
        lengths : Tensor of int64, shape (B,)

        Raises
        ------
        DataError
            If an item is unknown, or times are not sorted or do not match the items.
        """
        rows = [self._read(history) for history in histories]
        lengths = np.array([len(items) for items, _ in rows], dtype=np.int64)
        shape = (len(rows), max(int(lengths.max(initial=0)), 1))
        items, times = np.zeros(shape, dtype=np.int64), np.full(shape, self._last_time, dtype=np.float32)
        for i, (row_items, row_times) in enumerate(rows):
            items[i, : len(row_items)], times[i, : len(row_items)] = row_items, row_times
        return torch.from_numpy(items), torch.from_numpy(times), torch.from_numpy(lengths)

    def interaction(self, items: torch.Tensor, times: torch.Tensor, lengths: torch.Tensor) -> Interaction:
        """Input of the model for a batch from :meth:`read`."""
        model = self._model
        # An empty history is one padded position.
        fields = {model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: lengths.clamp_min(1), self._time_field: times}
        return Interaction(fields).to(model.device)

    def _unknown(self, history: History) -> list[str]:
        return [item for item in history.items if item not in self._internal_ids]

    def _read(self, history: History) -> tuple[list[int], np.ndarray]:
        unknown = self._unknown(history)
        if unknown:
            more = f" and {len(unknown) - _MAX_SHOWN} more" if len(unknown) > _MAX_SHOWN else ""
            raise DataError(
                f"The history has unknown items: {', '.join(map(repr, unknown[:_MAX_SHOWN]))}{more}.",
                remedy="Use items of the dataset, or skip unknown items.",
            )
        items = [self._internal_ids[item] for item in history.items][-self.max_length :]
        if history.times is None:
            return items, np.full(len(items), self._last_time)
        times = np.asarray(history.times, dtype=float)
        if len(times) != len(history.items):
            raise DataError(
                f"The history has {len(history.items)} items but {len(times)} times.", remedy="Give one time per item."
            )
        if not np.isfinite(times).all() or (np.diff(times) < 0).any():
            raise DataError(
                "Times of a history must be finite and must not decrease.", remedy="Sort the history, oldest first."
            )
        return items, times[-self.max_length :]


def histories_from_frame(frame: pd.DataFrame) -> dict[str, History]:
    """Group a table of interactions into one history per user.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``user_id`` and ``item_id``, and optionally ``timestamp`` (to sort by) and ``time`` (Unix time in
        seconds; also sorted by if there is no ``timestamp``). Without either, rows must be sorted, oldest first.

    Raises
    ------
    ConfigError
        If a column is missing.
    """
    missing = [column for column in ("user_id", "item_id") if column not in frame.columns]
    if missing:
        raise ConfigError(
            f"The table has no column {missing[0]!r}.", remedy="Columns are user_id, item_id[, timestamp][, time]."
        )
    order = next((column for column in ("timestamp", "time") if column in frame.columns), None)
    sorted_frame = frame if order is None else frame.sort_values(order, kind="stable")
    has_times = "time" in frame.columns
    return {
        str(user): History([str(item) for item in rows["item_id"]], rows["time"].tolist() if has_times else None)
        for user, rows in sorted_frame.groupby("user_id", sort=False)
    }
