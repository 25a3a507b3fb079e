"""Training batches: whole sequences, every position supervised, or one target a row; every target once an epoch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from recbole.data.interaction import Interaction

from recbole_tema.data.sequences import Ints, Sequences


def cut_windows(sequences: Sequences, window: int) -> tuple[Ints, Ints, Ints]:
    """Cut each user's training rows into windows of at most ``window`` inputs.

    The first window supervises all its positions; each later one overlaps the one before by half and supervises the
    new half alone, so that each target is trained once an epoch and keeps at least half a window of history.

    Parameters
    ----------
    sequences : Sequences
        Users' interactions.
    window : int
        Most inputs a window (RecBole's ``MAX_ITEM_LIST_LENGTH``).

    Returns
    -------
    starts, ends, supervised : arrays of int64, shape (n_windows,)
        Inputs are rows ``starts:ends``, targets rows ``starts+1:ends+1``, of which those from ``supervised + 1`` on
        are trained.
    """
    step = max(window // 2, 1)
    first, last = sequences.offsets[:-1], sequences.train_ends() - 1  # (n_users,): inputs are rows first:last
    longer = np.maximum(last - first - window, 0)
    count = np.where(last > first, 1 + -(-longer // step), 0)
    number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)  # of each window within its user
    first, last = np.repeat(first, count), np.repeat(last, count)
    ends = np.minimum(first + window + number * step, last)
    starts = np.maximum(ends - window, first)
    supervised = np.where(number == 0, first, first + window + (number - 1) * step)
    return starts, ends, supervised


def cut_rows(sequences: Sequences, window: int) -> tuple[Ints, Ints, Ints]:
    """Cut each user's training rows as RecBole does: for each target a row, of the at most ``window`` items before it.

    What whole sequences are compared with. Parameters and returns are those of :func:`cut_windows`.
    """
    rows = sequences.train_rows()
    first = sequences.offsets[sequences.owners(rows)]
    ends, first = rows[rows > first], first[rows > first]
    return np.maximum(ends - window, first), ends, ends - 1


CUTS = {"sequences": cut_windows, "targets": cut_rows}


class WindowLoader:
    """Batches of whole sequences, or of one target a row, bucketed by length, in an order fixed by seed and epoch.

    Parameters
    ----------
    dataset : TEMADataset
        The training dataset.
    window : int
        Most inputs a window.
    batch_size : int
        Windows a batch.
    seed : int
        Seed of the order.
    epoch_targets : int
        An epoch ends after about so many targets, so that large data are validated more often than once a pass; all
        epochs of a pass are of one length and train each target once. With 0 an epoch is a pass.
    rows : str
        What a row is: a window of a user's ``sequences``, or one of the ``targets`` after what came before it.
    """

    def __init__(
        self, dataset: Any, window: int, batch_size: int, seed: int, epoch_targets: int = 0, rows: str = "sequences"
    ) -> None:
        self.dataset = self._dataset = dataset
        self.batch_size, self.seed, self.epoch = batch_size, seed, 0
        self.starts, self.ends, self.supervised = CUTS[rows](dataset.sequences, window)
        batches = -(-len(self.starts) // batch_size)
        parts = 1 if epoch_targets <= 0 else max(1, min(batches, round(self.n_targets / epoch_targets)))
        # Where each epoch of a pass begins among its batches, and the last one's end.
        self.bounds = [part * batches // parts for part in range(parts + 1)]

    @property
    def n_targets(self) -> int:
        """Targets trained a pass."""
        return int((self.ends - self.supervised).sum())

    def set_epoch(self, epoch: int) -> None:
        """Choose the order of an epoch, so that a resumed run goes on as the unbroken one."""
        self.epoch = epoch

    def __len__(self) -> int:
        part = self.epoch % (len(self.bounds) - 1)
        return self.bounds[part + 1] - self.bounds[part]

    def __iter__(self) -> Iterator[Interaction]:
        """Yield batches.

        Yields
        ------
        Interaction
            ``item_id_list`` (B, T) inputs, ``target_list`` (B, T) with 0 where nothing is trained, ``time_list``
            (B, T); T is the longest window of the batch.
        """
        turn, part = divmod(self.epoch, len(self.bounds) - 1)
        rng = np.random.default_rng((self.seed, turn))
        order = rng.permutation(len(self.starts))
        # Windows of like length share a batch within pools of 32 batches, which keeps batches random enough.
        pool = self.batch_size * 32
        lengths = self.ends - self.starts
        pools = [order[i : i + pool] for i in range(0, len(order), pool)]
        order = np.concatenate([part[np.argsort(lengths[part], kind="stable")] for part in pools])
        batches = [order[i : i + self.batch_size] for i in range(0, len(order), self.batch_size)]
        for index in rng.permutation(len(batches))[self.bounds[part] : self.bounds[part + 1]]:
            yield self._batch(batches[index])

    def _batch(self, chosen: Ints) -> Interaction:
        sequences = self.dataset.sequences
        starts, ends = self.starts[chosen][:, None], self.ends[chosen][:, None]
        rows = starts + np.arange(int((ends - starts).max()))
        inside = rows < ends
        trained = inside & (rows >= self.supervised[chosen][:, None])
        safe = np.where(inside, rows, 0)
        return Interaction(
            {
                "item_id_list": torch.from_numpy(sequences.items[safe] * inside.astype(np.int64)),
                "target_list": torch.from_numpy(sequences.items[safe + 1] * trained.astype(np.int64)),
                "time_list": torch.from_numpy(sequences.times[safe] * inside),
            }
        )


class PaddedRows:
    """The inputs of evaluation targets, padded when they are asked for: all at once they would be the largest table.

    Parameters
    ----------
    sequences : Sequences
    rows : array of int64, shape (n_targets,)
        Rows of the targets.
    window : int
        Most inputs a target.
    config : TEMAConfig
        Names of the fields.
    """

    def __init__(self, sequences: Sequences, rows: Ints, window: int, config: Any) -> None:
        self.sequences, self.rows, self.window = sequences, rows, window
        self.user, self.item, suffix = config["USER_ID_FIELD"], config["ITEM_ID_FIELD"], config["LIST_SUFFIX"]
        self.items, self.times, self.length = self.item + suffix, f"time{suffix}", config["ITEM_LIST_LENGTH_FIELD"]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: torch.Tensor) -> Interaction:
        """Some targets: user, target item, and the items and times (B, T) before, T the most of any of them."""
        sequences, rows = self.sequences, self.rows[np.asarray(index)]
        source, inside = sequences.windows_before(rows, self.window)
        longest = int(inside.sum(axis=1).max(initial=1))
        source, inside = source[:, :longest], inside[:, :longest]
        made = {
            self.user: sequences.users[sequences.owners(rows)],
            self.item: sequences.items[rows].astype(np.int64),
            self.items: sequences.items[source] * inside.astype(np.int64),
            self.times: sequences.times[source] * inside,
            self.length: inside.sum(axis=1),
        }
        return Interaction({field: torch.from_numpy(values) for field, values in made.items()})
