"""One network of TEMA: item vectors, and attention within and across domains over them (method, stages 3 and 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

import torch
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.attention import N_GAPS, View, attention_masks, dropout, gap_buckets, latest_position
from recbole_tema.model.embeddings import item_parts


@dataclass(frozen=True)
class Histories:
    """A batch of histories as every network reads it: B users, T positions, D domains.

    Attributes
    ----------
    rows : Tensor of int64, shape (B, T)
        Where the items stand in the tables that go with it.
    masks : tuple of two Tensors of bool, shape (B, T, T)
        :func:`~recbole_tema.model.attention.attention_masks`.
    latest : Tensor of int64, shape (B, T, D)
        :func:`~recbole_tema.model.attention.latest_position`.
    months : Tensor of int64, shape (B, T), optional
        Month of each interaction, from the catalogue's first.
    gaps : Tensor of int64, shape (B, T, T), optional
        :func:`~recbole_tema.model.attention.gap_buckets`.
    """

    rows: torch.Tensor
    masks: tuple[torch.Tensor, torch.Tensor]
    latest: torch.Tensor
    months: Optional[torch.Tensor]
    gaps: Optional[torch.Tensor]


def read_histories(
    items: torch.Tensor,
    times: torch.Tensor,
    domain: torch.Tensor,
    n_domains: int,
    *,
    rows: torch.Tensor,
    months: Optional[torch.Tensor],
    gaps: bool,
) -> Histories:
    """What networks ask of histories, once for all of them; the first three and ``rows`` are (B, T), 0 where padded."""
    return Histories(
        rows,
        attention_masks(items, domain),
        latest_position(domain, n_domains),
        months,
        gap_buckets(times) if gaps else None,
    )


class Network(nn.Module):
    """Item vectors and the user's state towards each domain, as unit vectors of one space.

    Shapes: C width, G encoders (1 for early fusion, one a modality for late).

    Parameters
    ----------
    config : TEMAConfig
    frozen : ModuleDict
        Known features, from :func:`~recbole_tema.model.embeddings.frozen_features`.
    counts : Tensor of int64, shape (n_items,)
        How often each item was had in training.
    n_months : int
        Months that the catalogue spans; 0 without a calendar.
    n_intra_layers : int
        Blocks of the intra view; 0 leaves it out.
    """

    def __init__(
        self, config: Any, frozen: nn.ModuleDict, counts: torch.Tensor, n_months: int, n_intra_layers: int
    ) -> None:
        super().__init__()
        width, window = config["hidden_size"], config["MAX_ITEM_LIST_LENGTH"]
        self.combine, self.dropout = config["combine"], config["dropout"]
        self.parts = item_parts(
            list(config["modalities"]), frozen, counts=counts, hidden_size=width, shrinkage=config["id_shrinkage"]
        )
        self.late = config["fusion"] == "late"
        self.encoders = nn.ModuleList(
            Encoder(config, width, window, n_intra_layers) for _ in range(len(self.parts) if self.late else 1)
        )
        # Late fusion mixes the encoders' cosines with these weights (ancestors' form, HAF-VT).
        self.mix = nn.Parameter(torch.zeros(len(self.encoders)))
        self.month = nn.Embedding(n_months, width) if n_months else None
        # What the days before an interaction tell: it begins a basket, or goes on with one (ours).
        self.gap = nn.Embedding(N_GAPS, width) if config["gaps"] == "log" else None
        # lambda1 and lambda2 of `combine: sum`.
        self.lambdas = nn.Parameter(torch.full((2,), 0.5))

    def item_tables(self, items: Optional[torch.Tensor] = None) -> list[torch.Tensor]:
        """Item vectors before normalisation, of some items (n,) or of all: one table (n, C) an encoder."""
        parts = [part(items) for part in self.parts.values()]
        return parts if self.late else [torch.stack(parts).sum(dim=0)]

    def forward(self, histories: Histories, tables: list[torch.Tensor]) -> torch.Tensor:
        """The user's state at every position, towards every domain.

        Parameters
        ----------
        histories : Histories
        tables : list of Tensor, each (n, C)
            From :meth:`item_tables`.

        Returns
        -------
        Tensor, shape (B, T, D, G * C)
            Its product with unit item vectors is the cosine (``joint``), or the weighted sum of cosines (``sum``, late
            fusion).
        """
        states = []
        for weight, encoder, table in zip(torch.softmax(self.mix, dim=0), self.encoders, tables):
            x = dropout(self._inputs(histories, table), self.dropout, self.training)
            intra, merged = encoder(x, histories.masks, histories.gaps)
            states.append(weight * self._combined(intra, merged, histories.latest, encoder))
        return torch.cat(states, dim=-1)

    def _inputs(self, histories: Histories, table: torch.Tensor) -> torch.Tensor:
        """What an encoder reads, (B, T, C): items, and what their times tell."""
        x = F.embedding(histories.rows, table)
        if self.month is not None:
            x = x + self.month(histories.months)
        if self.gap is not None and histories.gaps is not None:
            # (B, T): the bucket of each interaction and the one before it; the first has none before.
            x = x + self.gap(F.pad(histories.gaps.diagonal(-1, 1, 2), (1, 0), value=N_GAPS - 1))
        return x

    def attention(self, histories: Histories, tables: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """What each position takes of each earlier one in either view, mean over heads and encoders.

        Returns
        -------
        intra, inter : Tensors, shape (B, T, T)
            Of the last block; zero for a view that is left out.
        """
        total = [torch.zeros(histories.masks[0].shape, device=histories.rows.device) for _ in range(2)]
        for share, encoder, table in zip(torch.softmax(self.mix, dim=0), self.encoders, tables):
            x = self._inputs(histories, table)
            views: list[Any] = [encoder.intra, encoder.inter]
            for number, view in enumerate(views):
                if view is not None:
                    weights = view.weights(x, histories.masks[number], histories.gaps)
                    total[number] = total[number] + share * weights.mean(dim=1)
        return total[0], total[1]

    def _combined(self, intra: torch.Tensor, merged: torch.Tensor, latest: torch.Tensor, encoder: Any) -> torch.Tensor:
        """One state towards each domain, (B, T, D, C), from both views (B, T, C) and latest positions (B, T, D)."""
        batch, length, n_domains = latest.shape
        visited = (latest >= 0)[..., None]
        rows = latest.clamp_min(0).view(batch, length * n_domains, 1).expand(-1, -1, intra.shape[-1])
        # (B, T, D, C): the intra state at the latest item of each domain, nothing where none was seen.
        within = intra.gather(1, rows).view(batch, length, n_domains, -1) * visited
        merged = merged[:, :, None]
        if self.combine == "joint":
            return F.normalize(encoder.within(within) + encoder.across(merged), dim=-1)
        within = F.normalize(within, dim=-1)
        others = (within.sum(dim=2, keepdim=True) - within) / max(n_domains - 1, 1)
        return within + self.lambdas[0] * others + self.lambdas[1] * F.normalize(merged, dim=-1)


class Encoder(nn.Module):
    """The intra and the inter view of one item space; either is left out with 0 layers."""

    def __init__(self, config: Any, width: int, window: int, n_intra_layers: int) -> None:
        super().__init__()
        shape = (width, config["n_heads"], config["dropout"], window, config["gaps"] == "log")
        self.intra = View(n_intra_layers, *shape) if n_intra_layers else None
        self.inter = View(config["n_inter_layers"], *shape) if config["n_inter_layers"] else None
        self.within = nn.Linear(width, width, bias=False)
        self.across = nn.Linear(width, width, bias=False)

    def forward(
        self, x: torch.Tensor, masks: tuple[torch.Tensor, torch.Tensor], gaps: Optional[torch.Tensor] = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Intra and merged states, each (B, T, C); zero for a view that is left out."""
        intra = torch.zeros_like(x) if self.intra is None else self.intra(x, masks[0], gaps)
        merged = torch.zeros_like(x) if self.inter is None else self.inter(x, masks[1], gaps)
        return intra, merged
