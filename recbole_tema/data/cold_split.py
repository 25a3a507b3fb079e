"""Split that holds items out of training: cold items, which test.

A share of the items of each domain is cold. A user is tested by the last interaction with a cold item that has a warm
one before it; the history is the warm interactions before the target, of which the last one validates and the others
train. Interactions after the target are left out: they would teach a model what its user did later. The warm
interactions of a user without a test target are split in the same way. docs/protocols.md gives the reasons.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from recbole_tema.data.interactions import Interactions, Ints
from recbole_tema.data.split import Split
from recbole_tema.errors import ConfigError

KIND = "cold_items"
# Of the draw of cold items, which is the same for every model, seed of training and order of the files.
SEED = 2024

Bools = npt.NDArray[np.bool_]


def read_share(setting: Any) -> float:
    """The share of items that a value of ``eval_args.split.cold_items`` holds out.

    Raises
    ------
    ConfigError
        If it is not a number above 0 and below 1.
    """
    if type(setting) is not float or not 0 < setting < 1:
        raise ConfigError(
            f"eval_args.split.{KIND} ({setting}) must be a number above 0 and below 1.",
            remedy="It is the share of each domain's items that are held out of training, such as 0.1.",
        )
    return setting


def draw_cold_items(interactions: Interactions, item_domain: Ints, share: float) -> Bools:
    """Draw a share of the items of each domain.

    The items of a domain that have interactions are ordered by a hash of their tokens, and the first ones are drawn.
    The draw thus depends on nothing but the tokens: neither on the order of the files nor on internal ids.

    Parameters
    ----------
    interactions : Interactions
    item_domain : array of int64, shape (n_items,)
        0 for PAD, then from 1.
    share : float
        The number of drawn items is rounded, and at least 1.

    Returns
    -------
    array of bool, shape (n_items,)
    """
    occurs = np.bincount(interactions.items, minlength=interactions.n_items) > 0
    cold = np.zeros(interactions.n_items, dtype=bool)
    for domain in np.unique(item_domain[item_domain > 0]):
        items = np.flatnonzero(occurs & (item_domain == domain))
        keys = [hashlib.sha256(f"{SEED}:{token}".encode()).digest() for token in interactions.item_tokens[items]]
        order = sorted(range(len(items)), key=keys.__getitem__)
        cold[items[order[: max(1, round(share * len(items)))]]] = True
    return cold


def _kept_rows(interactions: Interactions, cold: Bools) -> Ints:
    """Rows that train, validate or test, ascending."""
    data = interactions
    rows, starts = np.arange(len(data.items)), np.repeat(data.offsets[:-1], data.lengths)
    is_cold = cold[data.items]
    warm_before = np.r_[0, np.cumsum(~is_cold)]
    has_history = warm_before[rows] > warm_before[starts]
    # The last such row of each user; a user without one keeps every row.
    targets = np.full(len(data.users), -1)
    candidates = np.flatnonzero(is_cold & has_history)
    targets[data.owners(candidates)] = candidates  # ascending, so that the last one stays
    target_of_row = np.repeat(targets, data.lengths)
    is_before = (rows < target_of_row) | (target_of_row < 0)
    return np.flatnonzero((rows == target_of_row) | (~is_cold & is_before))


@dataclass(frozen=True)
class ColdItemSplit(Split):
    """Split by cold items; create it with :func:`cold_item_split`.

    Attributes
    ----------
    interactions : Interactions
        Those that train, validate or test: the target of a user, if there is one, is the user's last.
    all_interactions : Interactions
        Those of the dataset.
    rows : array of int64, shape (n,)
        Row in ``all_interactions`` of each of ``interactions``.
    cold : array of bool, shape (n_items,)
    share : float
        Of the setting.
    """

    all_interactions: Interactions
    rows: Ints
    cold: Bools
    share: float

    def test_rows(self) -> Ints:
        """Rows of test targets: the only row of each user that has a cold item."""
        return np.flatnonzero(self.cold[self.interactions.items])

    def valid_rows(self) -> Ints:
        """Rows of validation targets: the last warm interaction of users with three or more."""
        ends = self._warm_ends()
        return (ends - 1)[ends - self.interactions.offsets[:-1] >= 3]

    def train_ends(self) -> Ints:
        """End (exclusive) of the training rows of each user, shape (n_users,); its start if none are trained."""
        ends = self._warm_ends()
        n_warm = ends - self.interactions.offsets[:-1]
        return ends - np.where(n_warm >= 3, 1, np.where(n_warm == 2, 0, n_warm))

    def _warm_ends(self) -> Ints:
        ends = self.interactions.offsets[1:]
        return ends - self.cold[self.interactions.items[ends - 1]]

    def cold_items(self) -> Bools:
        """Items that are neither inputs nor targets nor negatives of training, shape (n_items,)."""
        return self.cold

    def source(self) -> Interactions:
        """All interactions of the dataset."""
        return self.all_interactions

    def source_rows(self) -> Ints:
        """Row in :meth:`source` of each of :attr:`interactions`."""
        return self.rows

    def record(self) -> dict[str, Any]:
        """Counts of cold items and of each part, as the key ``split`` of the dataset in ``results.json``."""
        data, cold = self.all_interactions, self.cold
        test, valid = self.test_rows(), self.valid_rows()
        return {
            "kind": KIND,
            "share": self.share,
            "seed": SEED,
            "cold_items": int(cold.sum()),
            "interactions_with_cold_items": int(cold[data.items].sum()),
            "train": {"interactions": len(self.train_rows()), "items": int((self.n_train_interactions() > 0).sum())},
            "valid": {"targets": len(valid)},
            "test": {
                "targets": len(test),
                "items": len(np.unique(self.interactions.items[test])),
                "users_without_target": len(data.users) - len(test),
            },
        }

    def _without(self, part: str) -> tuple[str, str]:
        needs = {
            "train": "two interactions with warm items to train",
            "validate": "three interactions with warm items to validate",
            "test": "an interaction with a cold item after one with a warm item to test",
        }
        return (
            f"No user has {needs[part]}; {int(self.cold.sum())} items are cold.",
            f"Use more data, or another value of eval_args.split.{KIND} ({self.share}).",
        )


def cold_item_split(interactions: Interactions, item_domain: Ints, share: Any) -> ColdItemSplit:
    """Split interactions by cold items.

    Parameters
    ----------
    interactions : Interactions
    item_domain : array of int64, shape (n_items,)
        0 for PAD, then from 1.
    share : float
        Of the items of each domain.

    Raises
    ------
    ConfigError
        If ``share`` is not a number above 0 and below 1.
    """
    share = read_share(share)
    cold = draw_cold_items(interactions, item_domain, share)
    rows = _kept_rows(interactions, cold)
    lengths = np.bincount(interactions.owners(rows), minlength=len(interactions.users))
    kept_users = lengths > 0
    reduced = replace(
        interactions,
        users=interactions.users[kept_users],
        offsets=np.r_[0, np.cumsum(lengths[kept_users])],
        items=interactions.items[rows],
        times=interactions.times[rows],
    )
    return ColdItemSplit(reduced, interactions, rows, cold, share)
