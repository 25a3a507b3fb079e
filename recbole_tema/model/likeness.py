"""Likeness: the cosine of what is known of an item with what is known of the items a user had (ours)."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F


class Profile(nn.Module):
    """A user's features so far: those of the items had, summed with learned weights for how many steps back they lie.

    The attention blocks learn what follows what, which takes many who did so. That an item is like those a user had
    needs nobody: it finds items that few or none had before.

    Parameters
    ----------
    n_domains : int
        Number of domains D; each has weights of its own, for its own items in the history and for the others.
    window : int
        Longest history.
    """

    def __init__(self, n_domains: int, window: int) -> None:
        super().__init__()
        start = math.log(0.8) * torch.arange(window).repeat(n_domains, 2, 1)
        start[:, 1] -= 1.0  # another domain's items tell less
        self.recency = nn.Parameter(start)  # logarithms
        self.weight = nn.Parameter(torch.full((n_domains,), 0.2))

    def forward(self, features: torch.Tensor, domain: torch.Tensor) -> torch.Tensor:
        """The profile at every position, towards every domain.

        Parameters
        ----------
        features : Tensor, shape (B, T, F)
            Unit rows of the items had, zero where padded or without features.
        domain : Tensor of int64, shape (B, T)
            Domain of each position from 1; 0 where padded.

        Returns
        -------
        Tensor, shape (B, T, D, F)
            Of length ``weight[d]``; its product with an item's unit row is the weighted cosine.
        """
        mixed = self.weights(domain) @ features[:, None]  # (B, D, T, F)
        return F.normalize(mixed.transpose(1, 2), dim=-1) * self.weight[:, None]

    def weights(self, domain: torch.Tensor) -> torch.Tensor:
        """What each position takes of each earlier one towards each domain, Tensor (B, D, T, T)."""
        steps = torch.arange(domain.shape[1], device=domain.device)
        back = steps[:, None] - steps[None, :]  # (T, T)
        weights = self.recency[:, :, back.clamp(0, self.recency.shape[-1] - 1)].exp() * (back >= 0)  # (D, 2, T, T)
        domains = torch.arange(1, len(self.weight) + 1, device=domain.device)
        own = domain[:, None, None, :] == domains[:, None, None]  # (B, D, 1, T)
        return torch.where(own, weights[:, 0], weights[:, 1])
