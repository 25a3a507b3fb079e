"""Item-item kNN: a neighbour of a seen item gets its cosine as a bonus (ours)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from scipy.sparse import csr_matrix
from torch import nn

from recbole_tema.errors import ConfigError

# Maximum number of cosines per block: 64 MB by content, and pairs of items with a common user: about 200 MB.
_BLOCK, _PAIRS = 1 << 24, 1 << 22
# Maximum number of items of a domain for exact kNN by content: minutes on two cores, with a few hundred dimensions.
_MAX_ITEMS = 200_000


class ItemKNN(nn.Module):
    """Bonus of the nearest items of each seen item, by :func:`content_neighbours` or :func:`cooccurrence_neighbours`.

    A sum of similarities over a history says that an item is of a kind the user likes. That it is another flavour or
    size of a product of the history, a single seen item says. If several seen items list a neighbour, the largest
    cosine counts.

    The bonus is not part of the loss: in training the ids learn what comes next and leave neighbours little to explain;
    on held-out targets they explain more.

    Shapes: n items, k neighbours.

    Parameters
    ----------
    ids : Tensor of int64, shape (n, k)
        Neighbours of each item; 0 where there are fewer.
    cosines : Tensor of float32, shape (n, k)
        Their cosines, 0 where padded.
    """

    ids: torch.Tensor
    cosines: torch.Tensor

    def __init__(self, ids: torch.Tensor, cosines: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("ids", ids, persistent=False)
        self.register_buffer("cosines", cosines, persistent=False)

    def extend(self, count: int) -> None:
        """Add cold items, which have no neighbours."""
        self.ids, self.cosines = (nn.functional.pad(rows, (0, 0, 0, count)) for rows in (self.ids, self.cosines))

    def forward(self, history: torch.Tensor) -> torch.Tensor:
        """Largest cosine of each item with a seen item that lists it, Tensor (B, n); 0 for most.

        Parameters
        ----------
        history : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.
        """
        ids, cosines = self.ids[history].flatten(1), self.cosines[history].flatten(1)
        return cosines.new_zeros(len(history), len(self.ids)).scatter_reduce_(1, ids, cosines, "amax")

    def by_position(self, history: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
        """The same for selected items and one history, attributed to a position of the history.

        Parameters
        ----------
        history : Tensor of int64, shape (T,)
        candidates : Tensor of int64, shape (n,)

        Returns
        -------
        Tensor, shape (n, T)
            Row-wise maximum cosine at the first history position that attains it, else 0.
        """
        listed = self.ids[history] == candidates[:, None, None]  # (n, T, k)
        best, step = (listed * self.cosines[history]).amax(dim=2).max(dim=1, keepdim=True)
        return best.new_zeros(listed.shape[:2]).scatter_(1, step, best)


@torch.no_grad()
def content_neighbours(features: torch.Tensor, item_domain: torch.Tensor, k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Nearest items of the same domain by content: exact, quadratic in the number of items of a domain.

    Parameters
    ----------
    features : Tensor of float32, shape (n, F)
        Unit rows, zero for an item without features; row 0 is PAD.
    item_domain : Tensor of int64, shape (n,)
        0 for PAD, then from 1.
    k : int
        Number of neighbours. Items without features and non-positive cosines are left out.

    Returns
    -------
    ids, cosines : Tensors, shape (n, k)
        As of :class:`ItemKNN`.

    Raises
    ------
    ConfigError
        If a domain has so many items that exact kNN would take hours.
    """
    width = min(k, int(torch.bincount(item_domain).max()))  # no item has more neighbours
    ids = torch.zeros(len(features), width, dtype=torch.long, device=features.device)
    nearest = features.new_zeros(len(features), width)
    for d in range(1, int(item_domain.max()) + 1):
        domain_items = torch.nonzero(item_domain == d)[:, 0]
        if len(domain_items) > _MAX_ITEMS:
            raise ConfigError(
                f"neighbours ({k}) needs all pairs of the {len(domain_items):,} items of a domain.",
                remedy=f"Set neighbours to 0 if a domain has more than {_MAX_ITEMS:,} items.",
            )
        rows, n_nearest = features[domain_items], min(k, len(domain_items))
        block = max(1, _BLOCK // max(1, len(domain_items)))
        for start in range(0, len(domain_items), block):
            part = slice(start, start + block)
            cosines = rows[part] @ rows.T
            cosines[torch.arange(len(cosines)), torch.arange(start, start + len(cosines))] = -1.0  # itself
            best, columns = cosines.topk(n_nearest, dim=1)
            positive = best > 0
            ids[domain_items[part], :n_nearest] = domain_items[columns] * positive
            nearest[domain_items[part], :n_nearest] = best * positive
    return ids, nearest


def cooccurrence_neighbours(
    users: np.ndarray, items: np.ndarray, item_domain: torch.Tensor, k: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Nearest items of the same domain by the users that have both (Sarwar et al., WWW 2001, with binary ratings).

    The cosine of two items is the number of users that have both, divided by the root of the product of the numbers of
    users that have each. Among equal cosines the item of the smaller id is nearer.

    Parameters
    ----------
    users, items : ndarrays of int, shape (m,)
        Training interactions.
    item_domain : Tensor of int64, shape (n,)
        0 for PAD, then from 1.
    k : int
        Number of neighbours. Items that share no user are left out.

    Returns
    -------
    ids, cosines : Tensors, shape (n, k)
        As of :class:`ItemKNN`.
    """
    ids, nearest = np.zeros((len(item_domain), k), dtype=np.int64), np.zeros((len(item_domain), k), dtype=np.float32)
    domain = item_domain.cpu().numpy()
    has = incidence(users, items, len(domain))
    n_users = np.maximum(np.asarray(has.sum(axis=0)).ravel(), 1.0)
    for d in range(1, int(domain.max(initial=0)) + 1):
        domain_items = np.flatnonzero(domain == d)
        by_user = has[:, domain_items]
        by_item = by_user.T.tocsr()
        for start, end in _blocks(by_item @ np.diff(by_user.indptr)):
            shared = by_item[start:end] @ by_user  # numbers of common users, (end - start, items of the domain)
            rows = np.repeat(np.arange(start, end), np.diff(shared.indptr))
            cosines = shared.data / np.sqrt(n_users[domain_items[rows]] * n_users[domain_items[shared.indices]])
            cosines[rows == shared.indices] = 0.0  # itself
            near = np.flatnonzero(cosines >= np.maximum(_kth_largest(cosines, shared.indptr, k), 1e-12))
            rows, columns, cosines = domain_items[rows[near]], domain_items[shared.indices[near]], cosines[near]
            order = np.lexsort((columns, -cosines, rows))
            rows, columns, cosines = rows[order], columns[order], cosines[order]
            place = np.arange(len(rows)) - np.searchsorted(rows, rows)  # among the neighbours of its item
            kept = place < k
            ids[rows[kept], place[kept]], nearest[rows[kept], place[kept]] = columns[kept], cosines[kept]
    device = item_domain.device
    return torch.from_numpy(ids).to(device), torch.from_numpy(nearest).to(device)


def incidence(users: np.ndarray, items: np.ndarray, n_items: int) -> csr_matrix:
    """Users by items: 1 where a user has an item, however often; arguments as of :func:`cooccurrence_neighbours`."""
    has = csr_matrix((np.ones(len(users)), (users, items)), shape=(int(users.max(initial=0)) + 1, n_items))
    has.data[:] = 1.0
    return has


def _blocks(sizes: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of items with at most ``_PAIRS`` pairs together, or of one item, from the number of pairs of each."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        limit = (ends[start - 1] if start else 0) + _PAIRS
        end = max(start + 1, int(np.searchsorted(ends, limit, side="right")))
        yield start, end
        start = end


def _kth_largest(values: np.ndarray, offsets: np.ndarray, k: int) -> np.ndarray:
    """For each of the values, the k-th largest of its row, or 0 if the row has fewer; rows begin at offsets."""
    lengths = np.diff(offsets)
    smallest = np.zeros(len(lengths))
    for row in np.flatnonzero(lengths > k):
        smallest[row] = np.partition(values[offsets[row] : offsets[row + 1]], -k)[-k]
    return np.repeat(smallest, lengths)
