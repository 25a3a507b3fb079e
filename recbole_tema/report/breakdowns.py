"""Breakdowns of test metrics by history length, by popularity of the target item, and by the last item's domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.data.choose_split import choose_split
from recbole_tema.data.cold_split import cold_item_split
from recbole_tema.data.interactions import Interactions, unix_times
from recbole_tema.data.split import Split
from recbole_tema.data.temporal_split import Cuts, TemporalSplit
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import INTER, ITEM, SPLIT
from recbole_tema.files.item_domains import ONE_DOMAIN, read_item_domains
from recbole_tema.report.estimates import user_means

# Smallest and largest value of each bucket, both included.
Buckets = Mapping[str, tuple[int, int]]
NO_LIMIT = 10**9
POPULARITY_BUCKETS: Buckets = {
    "0": (0, 0),
    "1 to 2": (1, 2),
    "3 to 10": (3, 10),
    "11 to 20": (11, 20),
    "21 or more": (21, NO_LIMIT),
}
HISTORY_BUCKETS: Buckets = {
    "up to 10": (0, 10),
    "11 to 20": (11, 20),
    "21 to 50": (21, 50),
    "51 or more": (51, NO_LIMIT),
}
# Share of a domain's items with training interactions that are in the head.
HEAD_SHARE = 0.2


@dataclass(frozen=True)
class InteractionStats:
    """Statistics of a dataset's interactions by which test targets are broken down.

    Attributes
    ----------
    targets : DataFrame
        For the last interaction of each user, or each test target of a temporal split or a split by cold items:
        ``user_id``, ``item_id``, ``n_train_interactions`` (of the item) and ``domain_switch`` (whether the previous
        interaction was in another domain; True if there is none).
    items : DataFrame
        ``domain`` and ``n_train_interactions`` of every item that occurs in the interactions.
    n_interactions : int
    """

    targets: pd.DataFrame
    items: pd.DataFrame
    n_interactions: int


def interaction_stats(
    dataset_folder: Path,
    cuts: Cuts | None = None,
    settings: Mapping[str, Any] | None = None,
    *,
    cold_share: float | None = None,
) -> InteractionStats:
    """Compute the statistics from a dataset's ``.inter``, ``.item`` and, if it exists, ``.split``.

    Parameters
    ----------
    dataset_folder : Path
        Folder of the dataset; its name is the dataset's.
    cuts : Cuts, optional
        Of a temporal split; without them the split is leave-one-out or that of ``.split``.
    settings : mapping of str to Any, optional
        Settings of a run: names of columns, and domains.
    cold_share : float, optional
        Share of cold items, of a split by these.

    Raises
    ------
    DataError
        If a file is missing or broken.
    """
    name, settings = dataset_folder.name, settings or {}
    rows = _read_rows(INTER.path(dataset_folder, name), settings)
    rows["domain"] = _domains_of_rows(rows["item_id"], ITEM.path(dataset_folder, name), settings)
    user_codes, users = pd.factorize(rows["user_id"])
    item_codes, tokens = pd.factorize(rows["item_id"])
    interactions = Interactions(
        users=np.arange(len(users)),
        offsets=np.r_[0, np.bincount(user_codes, minlength=len(users)).cumsum()],
        items=item_codes,
        times=rows["time"].to_numpy(dtype=np.float64),
        user_tokens=np.asarray(users),
        item_tokens=np.asarray(tokens),
    )
    split: Split
    if cuts is not None:
        split = TemporalSplit(interactions, cuts)
    elif cold_share is not None:
        item_domain = pd.factorize(rows.drop_duplicates("item_id")["domain"])[0] + 1
        split = cold_item_split(interactions, item_domain, cold_share)
    else:
        split = choose_split(interactions, SPLIT.path(dataset_folder, name))
    is_last = cuts is None and cold_share is None
    targets = interactions.offsets[1:] - 1 if is_last else split.source_rows()[split.test_rows()]
    rows["n_train_interactions"] = split.n_train_interactions()[item_codes]
    rows["domain_switch"] = rows["domain"] != rows.groupby("user_id")["domain"].shift()
    return InteractionStats(
        targets=rows.iloc[targets][["user_id", "item_id", "n_train_interactions", "domain_switch"]],
        items=rows.drop_duplicates("item_id")[["domain", "n_train_interactions"]],
        n_interactions=len(rows),
    )


def _read_rows(path: Path, settings: Mapping[str, Any]) -> pd.DataFrame:
    """``user_id``, ``item_id``, ``timestamp`` and ``time`` of all interactions, by user and time."""
    keys = ("USER_ID_FIELD", "ITEM_ID_FIELD", "TIME_FIELD")
    names = {settings.get(key, name): name for key, name in zip(keys, INTER.columns)}
    kinds = {theirs: INTER.columns[ours] for theirs, ours in names.items()}
    if "time" in read_header(path):
        kinds["time"] = "float"
    rows = read_atomic(path, require=kinds, columns=list(kinds)).rename(columns=names)
    if "time" not in rows:
        times = unix_times(rows["timestamp"].to_numpy())
        rows["time"] = rows["timestamp"] if times is None else times
    return rows.sort_values(["user_id", "timestamp"], kind="stable", ignore_index=True)


def _domains_of_rows(items: pd.Series, path: Path, settings: Mapping[str, Any]) -> pd.Series:
    """Domain of the item of each row."""
    item, domain = settings.get("ITEM_ID_FIELD", "item_id"), settings.get("DOMAIN_FIELD", "domain")
    domains = read_item_domains(path, item, domain, settings.get("domains"))
    return items.map({} if domains is None else domains).fillna(ONE_DOMAIN)


def assign_buckets(values: pd.Series, buckets: Buckets) -> pd.Series:
    """Name of the bucket of each value, a series of str."""
    names = pd.Series("", index=values.index)
    for name, (low, high) in buckets.items():
        names[(values >= low) & (values <= high)] = name
    return names


def popularity_buckets(items: pd.DataFrame) -> dict[str, Buckets]:
    """Cold, tail and head of each domain, as buckets of the number of training interactions.

    Head: the 20 % most interacted-with items of a domain (of those with training interactions), ties included; tail:
    the others with training interactions; cold: no training interaction.

    Parameters
    ----------
    items : DataFrame
        ``items`` of :class:`InteractionStats`.

    Returns
    -------
    dict of str to Buckets
        By domain.
    """
    buckets: dict[str, Buckets] = {}
    for domain, domain_items in items.groupby("domain"):
        counts = domain_items["n_train_interactions"]
        descending = np.sort(counts[counts > 0].to_numpy())[::-1]
        least = int(descending[int(np.ceil(HEAD_SHARE * len(descending))) - 1]) if len(descending) else 1
        buckets[str(domain)] = {"cold": (0, 0), "tail": (1, least - 1), "head": (least, NO_LIMIT)}
    return buckets


def grouped_targets(targets: pd.DataFrame, by: str) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    """Rows of each domain, bucket (value of the column ``by``) and model."""
    for (domain, bucket), in_bucket in targets.groupby(["domain", by]):
        for model, of_model in in_bucket.groupby("model"):
            yield str(domain), str(bucket), str(model), of_model


def breakdown(
    ranks: pd.DataFrame, by: str, buckets: Sequence[str], metrics: Sequence[str] = ("hit@10", "ndcg@10", "mrr")
) -> list[dict[str, Any]]:
    """Mean metrics over users for each domain, bucket and model.

    Parameters
    ----------
    ranks : DataFrame
        ``user_id``, ``domain``, ``model``, the column ``by`` and one column per metric.
    by : str
        Name of the breakdown: the column that holds the bucket of each row.
    buckets : sequence of str
        Values of that column, in output order.
    metrics : sequence of str

    Returns
    -------
    list of dict
        ``breakdown``, ``bucket``, ``domain``, ``model``, ``users`` and the metrics.
    """
    rows = []
    for domain, bucket, model, targets in grouped_targets(ranks, by):
        users = user_means(targets, metrics)
        row: dict[str, Any] = {
            "breakdown": by,
            "bucket": bucket,
            "domain": domain,
            "model": model,
            "users": len(users),
        }
        rows.append({**row, **{str(name): float(value) for name, value in users.mean().items()}})
    return sorted(rows, key=lambda row: (row["domain"], buckets.index(row["bucket"]), row["model"]))
