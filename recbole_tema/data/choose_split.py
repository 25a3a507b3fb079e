"""The split that a setting and the files of a dataset choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from recbole_tema.data import cold_split
from recbole_tema.data.interactions import Interactions, Ints
from recbole_tema.data.split import LeaveOneOut, Split
from recbole_tema.data.temporal_split import KIND, read_setting, temporal_split
from recbole_tema.data.user_split import UserRoles, UserSplit
from recbole_tema.errors import ConfigError

LEAVE_ONE_OUT = {"LS": "valid_and_test"}


def is_temporal(setting: Any) -> bool:
    """Whether a value of ``eval_args.split`` is a temporal split."""
    return isinstance(setting, Mapping) and list(setting) == [KIND]


def holds_out_items(setting: Any) -> bool:
    """Whether a value of ``eval_args.split`` holds items out of training, which test."""
    return isinstance(setting, Mapping) and list(setting) == [cold_split.KIND]


def check_split(setting: Any) -> None:
    """Check a value of ``eval_args.split``.

    Raises
    ------
    ConfigError
        If it is neither leave-one-out nor a temporal split with valid ratios or times, nor a share of cold items.
    """
    if is_temporal(setting):
        read_setting(setting[KIND])
    elif holds_out_items(setting):
        cold_split.read_share(setting[cold_split.KIND])
    elif setting != LEAVE_ONE_OUT:
        raise ConfigError(
            f"eval_args.split ({setting}) must be {LEAVE_ONE_OUT}, {{'{KIND}': ...}} or {{'{cold_split.KIND}': ...}}.",
            remedy="Every model is compared under leave-one-out, a temporal split or cold items (docs/protocols.md).",
        )


def check_split_file(setting: Any, path: Path) -> None:
    """Refuse a temporal split, or one by cold items, of a dataset that has a ``.split`` file at ``path``.

    Raises
    ------
    ConfigError
        If there are both.
    """
    if (is_temporal(setting) or holds_out_items(setting)) and path.is_file():
        raise ConfigError(
            f"The dataset has a user split, so eval_args.split ({setting}) cannot be applied.",
            path=path,
            remedy="Remove the setting, or use a copy of the dataset without this file.",
        )


def choose_split(
    interactions: Interactions, path: Path, setting: Any = None, item_domain: Callable[[], Ints] | None = None
) -> Split:
    """Split of a dataset.

    Parameters
    ----------
    interactions : Interactions
        Sorted by user and time.
    path : Path
        Where its ``.split`` file is, if it has one.
    setting : mapping, optional
        Value of ``eval_args.split``; leave-one-out by default.
    item_domain : callable, optional
        Returns the domain of each item, of int64, shape (n_items,), 0 for PAD; required for a split by cold items.

    Raises
    ------
    ConfigError
        For what :func:`check_split_file` refuses.
    DataError
        If the dataset cannot be split so.
    """
    check_split_file(setting, path)
    if is_temporal(setting):
        return temporal_split(interactions, setting[KIND])
    if holds_out_items(setting):
        assert item_domain is not None
        return cold_split.cold_item_split(interactions, item_domain(), setting[cold_split.KIND])
    if path.is_file():
        return UserSplit(interactions, UserRoles.read(path).of(interactions.user_tokens[interactions.users]))
    return LeaveOneOut(interactions)
