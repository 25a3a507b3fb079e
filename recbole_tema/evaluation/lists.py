"""Top-k lists of all users, and the metrics of all lists together: coverage, popularity, concentration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from recbole_tema.data.split import Targets
from recbole_tema.evaluation.metrics import parse_metric
from recbole_tema.evaluation.protocols import history_cells

# Protocols whose candidates are all items of a catalog, so that a top-k list is a recommendation.
LIST_PROTOCOLS = ("domain", "catalog")


@torch.no_grad()
def top_items(
    scores: torch.Tensor,
    targets: Targets,
    item_domain: torch.Tensor,
    protocols: Sequence[str],
    k: int,
    *,
    mask_history: bool,
) -> dict[str, np.ndarray]:
    """The k candidates with the highest scores, for each target.

    Parameters
    ----------
    scores : Tensor of float32, shape (B, n_items)
        Higher is better. Column 0 is PAD and never a candidate.
    targets : Targets
        ``B`` targets, in the order of the rows.
    item_domain : LongTensor, shape (n_items,)
        0 for PAD, 1..D for items.
    protocols : sequence of str
        Those of :data:`LIST_PROTOCOLS` are used: candidates are the items of the target's domain, or all.
    k : int
    mask_history : bool
        Remove the items of the user's history, except the target, from the candidates.

    Returns
    -------
    dict of str to ndarray of int32, shape (B, k)
        By protocol: item ids, best first, padded with 0 if there are fewer candidates.
    """
    domain = item_domain.to(scores.device)
    items = torch.as_tensor(targets.items, dtype=torch.long, device=scores.device)
    allowed = (domain > 0).repeat(len(targets), 1)
    if mask_history:
        allowed[history_cells(targets, scores.device)] = False
        allowed.scatter_(1, items[:, None], True)
    lists = {}
    for protocol in protocols:
        if protocol in LIST_PROTOCOLS:
            candidates = allowed & (domain == domain[items][:, None]) if protocol == "domain" else allowed
            best = scores.masked_fill(~candidates, -torch.inf).topk(min(k, scores.shape[1]), dim=1).indices
            listed = torch.where(candidates.gather(1, best), best, 0).int().cpu().numpy()
            lists[protocol] = np.pad(listed, ((0, 0), (0, k - listed.shape[1])))
    return lists


def list_metrics(lists: np.ndarray, n_items: int, train_counts: np.ndarray, metrics: Sequence[str]) -> dict[str, float]:
    """Metrics of all lists together, as RecBole defines them.

    Parameters
    ----------
    lists : ndarray of int, shape (n, k)
        Item ids, best first, padded with 0.
    n_items : int
        Number of items that can be recommended, without PAD (RecBole counts it).
    train_counts : ndarray of int, shape (n_items + 1,)
        Number of training interactions of each item.
    metrics : sequence of str
        ``itemcoverage@k``, the share of items that occur in a list; ``averagepopularity@k``, the mean over lists of the
        mean number of training interactions of their items; ``giniindex@k``, the Gini index of the numbers of lists
        that the items occur in; ``shannonentropy@k``, the entropy of these numbers divided by the number of different
        items.

    Returns
    -------
    dict of str to float
    """
    values = {}
    for metric in metrics:
        kind, cutoff = parse_metric(metric)
        top = lists[:, :cutoff]
        values[metric] = float(_METRICS[kind](top, n_items, train_counts))
    return values


def _occurrences(top: np.ndarray) -> np.ndarray:
    """Number of lists of each item that occurs in one, ascending."""
    return np.sort(np.unique(top[top > 0], return_counts=True)[1])


def _item_coverage(top: np.ndarray, n_items: int, train_counts: np.ndarray) -> Any:
    return len(_occurrences(top)) / n_items


def _average_popularity(top: np.ndarray, n_items: int, train_counts: np.ndarray) -> Any:
    listed = top > 0
    return ((train_counts[top] * listed).sum(axis=1) / np.maximum(listed.sum(axis=1), 1)).mean()


def _gini_index(top: np.ndarray, n_items: int, train_counts: np.ndarray) -> Any:
    counts = _occurrences(top)
    # Items that occur in no list come first in the order and add nothing to the sum.
    position = np.arange(n_items - len(counts) + 1, n_items + 1)
    return ((2 * position - n_items - 1) * counts).sum() / (n_items * max(counts.sum(), 1))


def _shannon_entropy(top: np.ndarray, n_items: int, train_counts: np.ndarray) -> Any:
    counts = _occurrences(top)
    share = counts / max(counts.sum(), 1)
    return -(share * np.log(share)).sum() / max(len(counts), 1)


_METRICS = {
    "itemcoverage": _item_coverage,
    "averagepopularity": _average_popularity,
    "giniindex": _gini_index,
    "shannonentropy": _shannon_entropy,
}
