"""Nearest neighbours: what an item gains by being one of the most alike to something the user had (ours)."""

from __future__ import annotations

import torch
from torch import nn

from recbole_tema.errors import ConfigError

# Cosines at a time, at most: 64 MB.
_BLOCK = 1 << 24
# Items of a domain that are all compared: some minutes of two cores, with vectors of a few hundred numbers.
_MOST = 200_000


class Neighbours(nn.Module):
    """The nearest items of each item by known features, of its own domain, and what it is worth to be one of them.

    A sum of likeness over a history tells that an item is of the kind a user likes; that it is another flavour or size
    of a thing that the user had, one past item tells alone. So the nearest items of each are listed, and an item that
    stands in a list of one that was had gains its cosine times a weight; of several such, the largest counts.

    The weight is not learned, and the loss does not know of it: in training the ids come to know what comes next, and
    leave neighbours little to tell; of targets that were not trained on they tell more.

    Shapes: n items, k neighbours, D domains.

    Parameters
    ----------
    features : Tensor of float32, shape (n, F)
        Unit rows, zero where an item has none; row 0 is PAD.
    item_domain : Tensor of int64, shape (n,)
        0 for PAD, then from 1.
    count : int
        k. Items without features, and cosines that are not positive, are nobody's neighbours.

    Raises
    ------
    ConfigError
        If a domain has so many items that comparing all would take hours.
    """

    ids: torch.Tensor
    cosines: torch.Tensor

    def __init__(self, features: torch.Tensor, item_domain: torch.Tensor, count: int) -> None:
        super().__init__()
        self.count = count
        self.register_buffer("ids", torch.empty(0), persistent=False)
        self.register_buffer("cosines", torch.empty(0), persistent=False)
        self.find(features, item_domain)

    @torch.no_grad()
    def find(self, features: torch.Tensor, item_domain: torch.Tensor) -> None:
        """List the neighbours anew: exact, in time that grows with the square of a domain's items."""
        self.ids = torch.zeros(len(features), self.count, dtype=torch.long, device=features.device)
        self.cosines = features.new_zeros(len(features), self.count)
        for d in range(1, int(item_domain.max()) + 1):
            members = torch.nonzero(item_domain == d)[:, 0]
            if len(members) > _MOST:
                raise ConfigError(
                    f"neighbours is {self.count}, and a domain has {len(members):,} items to compare with each other.",
                    remedy=f"Set neighbours to 0 where a domain has more than {_MOST:,}.",
                )
            rows, wide = features[members], min(self.count, len(members))
            at_once = max(1, _BLOCK // max(1, len(members)))
            for start in range(0, len(members), at_once):
                part = slice(start, start + at_once)
                cosines = rows[part] @ rows.T
                cosines[torch.arange(len(cosines)), torch.arange(start, start + len(cosines))] = -1.0  # itself
                best, columns = cosines.topk(wide, dim=1)
                there = best > 0
                self.ids[members[part], :wide] = members[columns] * there
                self.cosines[members[part], :wide] = best * there

    def forward(self, had: torch.Tensor) -> torch.Tensor:
        """The largest cosine of each item with one that was had and lists it, Tensor (B, n); 0 for most.

        Parameters
        ----------
        had : Tensor of int64, shape (B, T)
            Item ids, 0 where there is none.
        """
        ids, cosines = self.ids[had].flatten(1), self.cosines[had].flatten(1)
        return cosines.new_zeros(len(had), len(self.ids)).scatter_reduce_(1, ids, cosines, "amax")

    def owed(self, had: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
        """The same for some items and one history, at the interaction that it is owed to.

        Parameters
        ----------
        had : Tensor of int64, shape (T,)
        candidates : Tensor of int64, shape (n,)

        Returns
        -------
        Tensor, shape (n, T)
            In each row the largest cosine, where it is had first; elsewhere 0.
        """
        listed = self.ids[had] == candidates[:, None, None]  # (n, T, k)
        best, step = (listed * self.cosines[had]).amax(dim=2).max(dim=1, keepdim=True)
        return best.new_zeros(listed.shape[:2]).scatter_(1, step, best)
