"""Scores from item content alone: similarity to the history (ours)."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional as F


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

    def forward(self, features: torch.Tensor, domain: torch.Tensor, at: torch.Tensor | None = None) -> torch.Tensor:
        """The profile at positions, towards every domain.

        Parameters
        ----------
        features : Tensor, shape (B, T, F)
            Unit rows of the items of the history, zero where padded or without features.
        domain : Tensor of int64, shape (B, T)
            Domain of each position from 1; 0 where padded.
        at : Tensor of int64, shape (B, 1), optional
            The one position of each history that is asked for; all T by default.

        Returns
        -------
        Tensor, shape (B, Q, D, F)
            Of length ``weight[d]``; its product with the unit row of an item is the weighted cosine.
        """
        profile = self.weights(domain, at) @ features[:, None]  # (B, D, Q, F)
        return F.normalize(profile.transpose(1, 2), dim=-1) * self.weight[:, None]

    def weights(self, domain: torch.Tensor, at: torch.Tensor | None = None) -> torch.Tensor:
        """Weight of each earlier position at positions, towards each domain, Tensor (B, D, Q, T)."""
        steps = torch.arange(domain.shape[1], device=domain.device)
        asked = steps[None] if at is None else at
        back = asked[:, :, None] - steps  # (1, T, T) or (B, 1, T)
        recency = self.recency[:, :, back.clamp(0, self.recency.shape[-1] - 1)].exp() * (back >= 0)
        own, other = recency.unbind(dim=1)  # each (D, 1, T, T) or (D, B, 1, T)
        domains = torch.arange(1, len(self.weight) + 1, device=domain.device)
        same = domain[:, None, None, :] == domains[:, None, None]  # (B, D, 1, T)
        return torch.where(same, own.transpose(0, 1), other.transpose(0, 1))
