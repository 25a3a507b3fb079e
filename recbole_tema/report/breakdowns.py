"""Test targets cut by the length of history, by how often the item was had in training, and by the last item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.data.interactions import Interactions
from recbole_tema.data.split import Split
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import SPLIT
from recbole_tema.report.estimates import user_means

Bands = Mapping[str, tuple[int, int]]
MOST = 10**9
POPULARITY: Bands = {"never": (0, 0), "1 to 2": (1, 2), "3 to 10": (3, 10), "11 to 20": (11, 20), "more": (21, MOST)}
HISTORY: Bands = {"up to 10": (0, 10), "11 to 20": (11, 20), "21 to 50": (21, 50), "more": (51, MOST)}
# Of a domain's items, those had most.
HEAD = 0.2


@dataclass(frozen=True)
class Facts:
    """What a dataset's interactions say of its test targets.

    Attributes
    ----------
    targets : DataFrame
        Of each user's last interaction: ``user_id``, ``item_id``, ``had`` (times that its item was had in training) and
        ``crossed`` (whether the interaction before was in another domain).
    items : DataFrame
        ``domain`` and ``had`` of every item that anybody had.
    interactions : int
    """

    targets: pd.DataFrame
    items: pd.DataFrame
    interactions: int


def facts(dataset: Path) -> Facts:
    """Read a dataset's ``.inter``, ``.item`` and, where there is one, ``.split``.

    Parameters
    ----------
    dataset : Path
        Its folder, whose name is the dataset's.

    Raises
    ------
    DataError
        If a file is missing or broken.
    """
    name = dataset.name
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float"}
    rows = read_atomic(dataset / f"{name}.inter", require=kinds, columns=list(kinds))
    items = read_atomic(dataset / f"{name}.item", require={"item_id": "token", "domain": "token"})
    rows = rows.sort_values(["user_id", "timestamp"], kind="stable", ignore_index=True)
    rows["domain"] = rows["item_id"].map(items.set_index("item_id")["domain"])
    owners, users = pd.factorize(rows["user_id"])
    codes, tokens = pd.factorize(rows["item_id"])
    interactions = Interactions(
        users=np.arange(len(users)),
        offsets=np.r_[0, np.bincount(owners, minlength=len(users)).cumsum()],
        items=codes,
        times=np.zeros(len(rows), dtype=np.float32),
        user_tokens=np.asarray(users),
        item_tokens=np.asarray(tokens),
    )
    split = Split.read(interactions, SPLIT.path(dataset, name))
    rows["had"] = split.n_train_interactions()[codes]
    rows["crossed"] = rows["domain"] != rows.groupby("user_id")["domain"].shift()
    return Facts(
        targets=rows.groupby("user_id").tail(1)[["user_id", "item_id", "had", "crossed"]],
        items=rows.drop_duplicates("item_id")[["domain", "had"]],
        interactions=len(rows),
    )


def named(values: pd.Series, bands: Bands) -> pd.Series:
    """The band of each number, a series of str."""
    names = pd.Series("", index=values.index)
    for name, (low, high) in bands.items():
        names[(values >= low) & (values <= high)] = name
    return names


def popularity_bands(items: pd.DataFrame) -> dict[str, Bands]:
    """Cold, tail and head of each domain, as bands of how often an item was had in training.

    The head begins at the count of the item that closes the fifth (:data:`HEAD`) had most, of those had at all; items
    that share this count are in it. Cold items were never had.

    Parameters
    ----------
    items : DataFrame
        ``items`` of :class:`Facts`.
    """
    bands: dict[str, Bands] = {}
    for domain, part in items.groupby("domain"):
        had = np.sort(part["had"][part["had"] > 0].to_numpy())[::-1]
        least = int(had[int(np.ceil(HEAD * len(had))) - 1]) if len(had) else 1
        bands[str(domain)] = {"cold": (0, 0), "tail": (1, least - 1), "head": (least, MOST)}
    return bands


def groups(targets: pd.DataFrame, by: str) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    """Rows of each domain, band of the column ``by``, and model."""
    for (domain, band), part in targets.groupby(["domain", by]):
        for model, own in part.groupby("model"):
            yield str(domain), str(band), str(model), own


def cut(
    ranks: pd.DataFrame, by: str, bands: Sequence[str], metrics: Sequence[str] = ("hit@10", "ndcg@10", "mrr")
) -> list[dict[str, Any]]:
    """Means over users of each domain, band and model.

    Parameters
    ----------
    ranks : DataFrame
        ``user_id``, ``domain``, ``model``, the column ``by``, and one a metric.
    by : str
    bands : sequence of str
        The values of that column, in the order wanted.
    metrics : sequence of str
    """
    rows = []
    for domain, band, model, own in groups(ranks, by):
        users = user_means(own, metrics)
        row: dict[str, Any] = {"cut": by, "band": band, "domain": domain, "model": model, "users": len(users)}
        rows.append({**row, **{str(name): float(value) for name, value in users.mean().items()}})
    return sorted(rows, key=lambda row: (row["domain"], bands.index(row["band"]), row["model"]))
