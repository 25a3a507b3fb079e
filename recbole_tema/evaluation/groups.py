"""Metrics of groups of targets, such as those of new users and of new items under a temporal split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from recbole_tema.evaluation.metrics import summarise


def summarise_groups(
    ranks: Mapping[str, np.ndarray], groups: Mapping[str, np.ndarray], metrics: Sequence[str]
) -> dict[str, dict[str, dict[str, Any]]]:
    """Mean of metrics over the targets of each group.

    Parameters
    ----------
    ranks : mapping of str to array of float, shape (n,)
        Ranks from 1, by protocol.
    groups : mapping of str to array of bool, shape (n,)
        Targets of each group, which may overlap.
    metrics : sequence of str
        Metrics of a rank.

    Returns
    -------
    dict
        ``{protocol: {group: {"users": int, metric: float...}}}``. A group without targets is left out.
    """
    return {
        protocol: {
            name: summarise(values[chosen], [name] * int(chosen.sum()), [name], metrics)["overall"]
            for name, chosen in groups.items()
            if chosen.any()
        }
        for protocol, values in ranks.items()
    }
