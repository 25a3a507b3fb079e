"""Scores from item content alone: similarity to the history, and item-item kNN (ours)."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F

from recbole_tema.errors import ConfigError

# Maximum number of cosines per block: 64 MB.
_BLOCK = 1 << 24
# Maximum number of items of a domain for exact kNN: minutes on two cores, with vectors of a few hundred dimensions.
_MAX_ITEMS = 200_000


class UserProfile(nn.Module):
    """Features of the history, summed with learned weights by recency; their cosine with an item is its similarity.

    Content similarity needs no co-occurrences, so it also ranks cold and rare items, whereas the attention blocks learn
    from many users what follows what.

    Parameters
    ----------
    n_domains : int
        Number of domains D; each has its own weights, for its own items in the history and for the others.
    window : int
        Maximum length of a history.
    """

    def __init__(self, n_domains: int, window: int) -> None:
        super().__init__()
        start = math.log(0.8) * torch.arange(window).repeat(n_domains, 2, 1)
        start[:, 1] -= 1.0  # items of other domains say less
        self.recency = nn.Parameter(start)  # logarithms
        self.weight = nn.Parameter(torch.full((n_domains,), 0.2))

    def forward(self, features: torch.Tensor, domain: torch.Tensor) -> torch.Tensor:
        """The profile at every position, towards every domain.

        Parameters
        ----------
        features : Tensor, shape (B, T, F)
            Unit rows of the items of the history, zero where padded or without features.
        domain : Tensor of int64, shape (B, T)
            Domain of each position from 1; 0 where padded.

        Returns
        -------
        Tensor, shape (B, T, D, F)
            Of length ``weight[d]``; its product with the unit row of an item is the weighted cosine.
        """
        profile = self.weights(domain) @ features[:, None]  # (B, D, T, F)
        return F.normalize(profile.transpose(1, 2), dim=-1) * self.weight[:, None]

    def weights(self, domain: torch.Tensor) -> torch.Tensor:
        """Weight of each earlier position at each position, towards each domain, Tensor (B, D, T, T)."""
        steps = torch.arange(domain.shape[1], device=domain.device)
        back = steps[:, None] - steps[None, :]  # (T, T)
        weights = self.recency[:, :, back.clamp(0, self.recency.shape[-1] - 1)].exp() * (back >= 0)  # (D, 2, T, T)
        domains = torch.arange(1, len(self.weight) + 1, device=domain.device)
        same = domain[:, None, None, :] == domains[:, None, None]  # (B, D, 1, T)
        return torch.where(same, weights[:, 0], weights[:, 1])


class ItemKNN(nn.Module):
    """Content-based item-item kNN within a domain; a neighbour of a seen item gets its cosine as a bonus.

    A sum of similarities over a history says that an item is of a kind the user likes. That it is another flavour or
    size of a product of the history, a single seen item says. If several seen items list a neighbour, the largest
    cosine counts.

    The bonus is not part of the loss: in training the ids learn what comes next and leave neighbours little to explain;
    on held-out targets they explain more.

    Shapes: n items, k neighbours, D domains.

    Parameters
    ----------
    features : Tensor of float32, shape (n, F)
        Unit rows, zero for an item without features; row 0 is PAD.
    item_domain : Tensor of int64, shape (n,)
        0 for PAD, then from 1.
    k : int
        Number of neighbours. Items without features and non-positive cosines are left out.

    Raises
    ------
    ConfigError
        If a domain has so many items that exact kNN would take hours.
    """

    ids: torch.Tensor
    cosines: torch.Tensor

    def __init__(self, features: torch.Tensor, item_domain: torch.Tensor, k: int) -> None:
        super().__init__()
        self.k = k
        self.register_buffer("ids", torch.empty(0), persistent=False)
        self.register_buffer("cosines", torch.empty(0), persistent=False)
        self.fit(features, item_domain)

    @torch.no_grad()
    def fit(self, features: torch.Tensor, item_domain: torch.Tensor) -> None:
        """Find the neighbours of all items: exact, quadratic in the number of items of a domain."""
        width = min(self.k, int(torch.bincount(item_domain).max()))  # no item has more neighbours
        self.ids = torch.zeros(len(features), width, dtype=torch.long, device=features.device)
        self.cosines = features.new_zeros(len(features), width)
        for d in range(1, int(item_domain.max()) + 1):
            domain_items = torch.nonzero(item_domain == d)[:, 0]
            if len(domain_items) > _MAX_ITEMS:
                raise ConfigError(
                    f"neighbours ({self.k}) needs all pairs of the {len(domain_items):,} items of a domain.",
                    remedy=f"Set neighbours to 0 if a domain has more than {_MAX_ITEMS:,} items.",
                )
            rows, k = features[domain_items], min(self.k, len(domain_items))
            block = max(1, _BLOCK // max(1, len(domain_items)))
            for start in range(0, len(domain_items), block):
                part = slice(start, start + block)
                cosines = rows[part] @ rows.T
                cosines[torch.arange(len(cosines)), torch.arange(start, start + len(cosines))] = -1.0  # itself
                best, columns = cosines.topk(k, dim=1)
                positive = best > 0
                self.ids[domain_items[part], :k] = domain_items[columns] * positive
                self.cosines[domain_items[part], :k] = best * positive

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
