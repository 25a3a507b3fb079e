"""Batches: whole sequences for training, every position supervised, and padded histories for evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from recbole.data.interaction import Interaction

from recbole_tema.data.interactions import Ints
from recbole_tema.data.split import Split


def cut_windows(split: Split, max_length: int) -> tuple[Ints, Ints, Ints]:
    """Cut the training rows of each user into windows of at most ``max_length`` inputs.

    The first window supervises all its positions. Each later one overlaps its predecessor by half and supervises only
    the new half, so that each target is trained once per epoch and keeps at least half a window of history.

    Parameters
    ----------
    split : Split
    max_length : int
        Maximum number of inputs of a window (RecBole's ``MAX_ITEM_LIST_LENGTH``).

    Returns
    -------
    starts, ends, supervised : arrays of int64, shape (n_windows,)
        Inputs are rows ``starts:ends``, targets rows ``starts+1:ends+1``, of which those from ``supervised + 1`` on
        are trained.
    """
    step = max(max_length // 2, 1)
    first, last = split.interactions.offsets[:-1], split.train_ends() - 1  # (n_users,): inputs are rows first:last
    longer = np.maximum(last - first - max_length, 0)
    count = np.where(last > first, 1 + -(-longer // step), 0)
    number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)  # of each window within its user
    first, last = np.repeat(first, count), np.repeat(last, count)
    ends = np.minimum(first + max_length + number * step, last)
    starts = np.maximum(ends - max_length, first)
    supervised = np.where(number == 0, first, first + max_length + (number - 1) * step)
    return starts, ends, supervised


class SequenceDataLoader:
    """Batches of whole sequences, bucketed by length, in an order fixed by seed and epoch.

    Parameters
    ----------
    dataset : TEMADataset
        The training dataset.
    max_length : int
        Maximum number of inputs of a sequence; longer histories are cut by :func:`cut_windows`.
    batch_size : int
        Sequences per batch.
    seed : int
        Seed of the order.
    """

    def __init__(self, dataset: Any, max_length: int, batch_size: int, seed: int) -> None:
        self.dataset = self._dataset = dataset
        self.batch_size, self.seed, self.epoch = batch_size, seed, 0
        self.starts, self.ends, self.supervised = cut_windows(dataset.split, max_length)

    @property
    def n_targets(self) -> int:
        """Number of targets trained per epoch."""
        return int((self.ends - self.supervised).sum())

    def set_epoch(self, epoch: int) -> None:
        """Choose the order of an epoch, so that a resumed training continues as the uninterrupted one."""
        self.epoch = epoch

    def __len__(self) -> int:
        return -(-len(self.starts) // self.batch_size)

    def __iter__(self) -> Iterator[Interaction]:
        """Yield the batches of one epoch, and move on to the next.

        Yields
        ------
        Interaction
            ``item_id_list`` (B, T) inputs, ``target_list`` (B, T) with 0 where nothing is trained, ``time_list``
            (B, T); T is the length of the longest sequence of the batch.
        """
        rng = np.random.default_rng((self.seed, self.epoch))
        order = rng.permutation(len(self.starts))
        # Sequences of similar length share a batch within pools of 32 batches, which keeps batches random enough.
        pool = self.batch_size * 32
        lengths = self.ends - self.starts
        pools = [order[i : i + pool] for i in range(0, len(order), pool)]
        order = np.concatenate([part[np.argsort(lengths[part], kind="stable")] for part in pools])
        batches = [order[i : i + self.batch_size] for i in range(0, len(order), self.batch_size)]
        for index in rng.permutation(len(batches)):
            yield self._batch(batches[index])
        self.epoch += 1

    def _batch(self, windows: Ints) -> Interaction:
        data = self.dataset.split.interactions
        starts, ends = self.starts[windows][:, None], self.ends[windows][:, None]
        rows = starts + np.arange(int((ends - starts).max()))
        inside = rows < ends
        trained = inside & (rows >= self.supervised[windows][:, None])
        safe = np.where(inside, rows, 0)
        return Interaction(
            {
                "item_id_list": torch.from_numpy(data.items[safe] * inside.astype(np.int64)),
                "target_list": torch.from_numpy(data.items[safe + 1] * trained.astype(np.int64)),
                "time_list": torch.from_numpy(data.times[safe].astype(np.float32, copy=False) * inside),
            }
        )


class PaddedHistories:
    """Inputs of evaluation targets, padded on access: padded all at once they would be the largest table of a run.

    Parameters
    ----------
    split : Split
    rows : array of int64, shape (n_targets,)
        Rows of the targets.
    max_length : int
        Maximum number of inputs per target.
    config : Config
        Names of the fields.
    """

    def __init__(self, split: Split, rows: Ints, max_length: int, config: Any) -> None:
        self.interactions, self.rows, self.max_length = split.interactions, rows, max_length
        self.user, self.item, suffix = config["USER_ID_FIELD"], config["ITEM_ID_FIELD"], config["LIST_SUFFIX"]
        self.items, self.times, self.length = self.item + suffix, f"time{suffix}", config["ITEM_LIST_LENGTH_FIELD"]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: torch.Tensor) -> Interaction:
        """User, target item, and items and times (B, T) of the history; T is the length of the longest one."""
        data, rows = self.interactions, self.rows[np.asarray(index)]
        source, mask = data.histories(rows, self.max_length)
        longest = int(mask.sum(axis=1).max(initial=1))
        source, mask = source[:, :longest], mask[:, :longest]
        fields = {
            self.user: data.users[data.owners(rows)],
            self.item: data.items[rows].astype(np.int64),
            self.items: data.items[source] * mask.astype(np.int64),
            self.times: data.times[source].astype(np.float32, copy=False) * mask,
            self.length: mask.sum(axis=1),
        }
        return Interaction({field: torch.from_numpy(values) for field, values in fields.items()})
