"""Attention within and across domains: masks, blocks, views, and the network over item vectors (stages 3 and 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.embeddings import modality_embeddings

SECONDS_PER_MONTH = 30.4375 * 86_400


def dropout(x: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Dropout that draws one byte per number on a CPU, where drawing floats dominates the time.

    There ``p`` is rounded to 1/256, and kept values are scaled by the rounded rate, so that the mean is unchanged.

    Parameters
    ----------
    x : Tensor
    p : float
        Rate.
    training : bool
        Otherwise ``x`` is returned.

    Returns
    -------
    Tensor, shape as ``x``
    """
    if not training or p == 0:
        return x
    dropped = round(p * 256)
    if x.device.type != "cpu" or not 0 < dropped < 256:
        return F.dropout(x, p, True)
    drawn = torch.empty(-(-x.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
    kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= dropped
    return x * kept.to(x.dtype).mul_(256 / (256 - dropped))


class AttentionBlock(nn.Module):
    """Pre-norm multi-head self-attention and feed-forward block (Vaswani et al. 2017; bias by distance as in T5).

    Parameters
    ----------
    hidden_size : int
        Width C.
    n_heads : int
        Heads H, a divisor of C.
    dropout : float
        Rate for attention weights and both residual branches.
    window : int
        Maximum sequence length; larger distances share a bias.
    """

    def __init__(self, hidden_size: int, n_heads: int, dropout: float, window: int) -> None:
        super().__init__()
        self.n_heads, self.dropout, self.window = n_heads, dropout, window
        self.attention_norm = nn.LayerNorm(hidden_size)
        self.qkv = nn.Linear(hidden_size, 3 * hidden_size)
        self.out = nn.Linear(hidden_size, hidden_size)
        self.distance_bias = nn.Parameter(torch.zeros(n_heads, window))
        self.feed_forward = nn.Sequential(
            nn.LayerNorm(hidden_size),
            nn.Linear(hidden_size, 2 * hidden_size),
            nn.GELU(),
            nn.Linear(2 * hidden_size, hidden_size),
        )

    def forward(self, x: torch.Tensor, mask: torch.Tensor, at: torch.Tensor | None = None) -> torch.Tensor:
        """One block.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
        mask : Tensor of bool, shape (B, T, T)
            True where a position attends to another; every position attends at least to itself.
        at : Tensor of int64, shape (B, Q), optional
            Positions whose states are computed; all T by default.

        Returns
        -------
        Tensor, shape (B, Q, C)
        """
        q, k, v, bias = self._projected(x, mask, at)
        x = x if at is None else rows_at(x, at)
        mixed = self._attend(q, k, v, bias).transpose(1, 2).reshape(x.shape)
        x = x + dropout(self.out(mixed), self.dropout, self.training)
        return x + dropout(self.feed_forward(x), self.dropout, self.training)

    def weights(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Attention weights without dropout, Tensor (B, H, T, T) whose rows sum to 1."""
        q, k, _, bias = self._projected(x, mask)
        return torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1) + bias, dim=-1)

    def _projected(
        self, x: torch.Tensor, mask: torch.Tensor, at: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, ...]:
        """Queries (B, H, Q, C / H), keys and values (B, H, T, C / H), and a bias (B, H, Q, T)."""
        width = x.shape[2]
        x, steps = self.attention_norm(x), torch.arange(x.shape[1], device=x.device)
        asked = steps[None] if at is None else at
        if at is None:
            q, k, v = self._heads(self.qkv(x), 3)
        else:
            (q,) = self._heads(F.linear(rows_at(x, at), self.qkv.weight[:width], self.qkv.bias[:width]), 1)
            k, v = self._heads(F.linear(x, self.qkv.weight[width:], self.qkv.bias[width:]), 2)
            mask = rows_at(mask, at)
        distance = (asked[:, :, None] - steps).clamp(0, self.window - 1)  # (1, T, T) or (B, Q, T)
        bias = self.distance_bias[:, distance].transpose(0, 1)
        return q, k, v, bias.masked_fill(~mask[:, None], float("-inf"))

    def _heads(self, projected: torch.Tensor, count: int) -> torch.Tensor:
        """(count, B, H, T, C / H) from projections side by side, (B, T, count * C)."""
        batch, length, _ = projected.shape
        return projected.view(batch, length, count, self.n_heads, -1).permute(2, 0, 3, 1, 4)

    def _attend(self, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Values (B, H, T, C / H) mixed by attention with a bias (B, H, Q, T)."""
        rate = self.dropout if self.training else 0.0
        if rate == 0 or q.device.type != "cpu":
            return F.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=rate)
        # A CPU has no fused kernel with dropout: these are its steps, with our dropout.
        weights = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1) + bias, dim=-1)
        return dropout(weights, rate, True) @ v


class View(nn.Module):
    """A stack of blocks that share one mask: the intra-domain or the inter-domain view (method, stage 4).

    Parameters
    ----------
    n_layers : int
        Number of blocks.
    hidden_size, n_heads, dropout, window
        See :class:`AttentionBlock`.
    """

    def __init__(self, n_layers: int, hidden_size: int, n_heads: int, dropout: float, window: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(AttentionBlock(hidden_size, n_heads, dropout, window) for _ in range(n_layers))
        self.norm = nn.LayerNorm(hidden_size)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, at: torch.Tensor | None = None) -> torch.Tensor:
        """Normalized states of the last block, (B, Q, C); arguments as of :meth:`AttentionBlock.forward`."""
        *before, last = self.blocks
        for block in before:
            x = block(x, mask)
        return self.norm(last(x, mask, at))

    def weights(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Attention weights of the last block, Tensor (B, H, T, T)."""
        *before, last = self.blocks
        for block in before:
            x = block(x, mask)
        return last.weights(x, mask)  # type: ignore[operator]


def attention_masks(items: torch.Tensor, domain: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Causal attention masks of the intra-domain and the inter-domain view.

    Parameters
    ----------
    items : Tensor of int64, shape (B, T)
        Item ids, 0 where padded.
    domain : Tensor of int64, shape (B, T)
        Their domains.

    Returns
    -------
    intra, inter : Tensors of bool, shape (B, T, T)
        Earlier positions of the same domain, and of any domain. A position always attends to itself.
    """
    length = items.shape[1]
    past = torch.ones(length, length, dtype=torch.bool, device=items.device).tril()
    inter = past & (items > 0)[:, None, :] | torch.eye(length, dtype=torch.bool, device=items.device)
    return inter & (domain[:, :, None] == domain[:, None, :]), inter


def latest_position(domain: torch.Tensor, n_domains: int) -> torch.Tensor:
    """The latest position so far of each domain.

    Parameters
    ----------
    domain : Tensor of int64, shape (B, T)
        Domain of each position from 1; 0 where padded.
    n_domains : int
        Number of domains D.

    Returns
    -------
    Tensor of int64, shape (B, T, D)
        -1 where the domain has no position yet.
    """
    steps = torch.arange(domain.shape[1], device=domain.device)[None, :, None]
    matches = domain[:, :, None] == torch.arange(1, n_domains + 1, device=domain.device)
    return torch.where(matches, steps, -1).cummax(dim=1).values


class Calendar:
    """Months of interactions, counted from the first of the dataset (ours).

    Parameters
    ----------
    times : ndarray of float
        Unix seconds of the interactions whose months are known in training.
    """

    def __init__(self, times: np.ndarray) -> None:
        first, last = np.float32(times.min()), np.float32(times.max())  # as in batches
        self.first_month = float(first // SECONDS_PER_MONTH)
        self.n_months = int(last // SECONDS_PER_MONTH - self.first_month) + 2

    def __call__(self, times: torch.Tensor) -> torch.Tensor:
        """Month of each time, Tensor of int64; times before or after those known get the first or last known month."""
        months = torch.div(times, SECONDS_PER_MONTH, rounding_mode="floor") - self.first_month
        return months.long().clamp(0, self.n_months - 2)


def rows_at(x: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
    """The rows of x, (B, T, N), at positions (B, Q): (B, Q, N)."""
    return x.gather(1, at[:, :, None].expand(-1, -1, x.shape[2]))


@dataclass(frozen=True)
class SequenceBatch:
    """A batch of histories as every network reads it: B users, T positions, of which Q are asked for, D domains.

    Attributes
    ----------
    rows : Tensor of int64, shape (B, T)
        Rows of the items in the item tables.
    masks : tuple of two Tensors of bool, shape (B, T, T)
        :func:`attention_masks`.
    latest : Tensor of int64, shape (B, Q, D)
        :func:`latest_position` at the positions that are asked for.
    months : Tensor of int64, shape (B, T), optional
        :class:`Calendar`.
    at : Tensor of int64, shape (B, 1), optional
        The one position of each history whose state is asked for; all T by default.
    """

    rows: torch.Tensor
    masks: tuple[torch.Tensor, torch.Tensor]
    latest: torch.Tensor
    months: torch.Tensor | None
    at: torch.Tensor | None = None


class Network(nn.Module):
    """Item vectors and the state of the user towards each domain, as unit vectors of one space.

    Shapes: C width, G encoders (1 for early fusion, one per modality for late).

    Parameters
    ----------
    config : Config
    frozen : ModuleDict
        Frozen features, from :func:`~recbole_tema.model.embeddings.frozen_features`.
    n_train_interactions : Tensor of int64, shape (n_items,)
    n_months : int
        Months of the :class:`Calendar`; 0 without one.
    """

    def __init__(self, config: Any, frozen: nn.ModuleDict, n_train_interactions: torch.Tensor, n_months: int) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.combine, self.dropout = config["combine"], config["dropout"]
        self.parts = modality_embeddings(
            list(config["modalities"]),
            frozen,
            n_train_interactions=n_train_interactions,
            hidden_size=width,
            shrinkage=config["id_shrinkage"],
        )
        self.late = config["fusion"] == "late"
        n_encoders = len(self.parts) if self.late else 1
        self.encoders = nn.ModuleList(Encoder(config) for _ in range(n_encoders))
        # Late fusion mixes the cosines of the encoders with these weights (form of the predecessors, HAF-VT).
        self.mix = nn.Parameter(torch.zeros(len(self.encoders)))
        self.month = nn.Embedding(n_months, width) if n_months else None
        # lambda1 and lambda2 of `combine: sum`.
        self.lambdas = nn.Parameter(torch.full((2,), 0.5))

    def item_tables(self, items: torch.Tensor | None = None) -> list[torch.Tensor]:
        """Item vectors before normalization, of selected items (n,) or of all: one table (n, C) per encoder."""
        parts = [part(items) for part in self.parts.values()]
        return parts if self.late else [torch.stack(parts).sum(dim=0)]

    def forward(self, batch: SequenceBatch, tables: list[torch.Tensor]) -> torch.Tensor:
        """State of the user at the positions that are asked for, towards every domain.

        Parameters
        ----------
        batch : SequenceBatch
        tables : list of Tensor, each (n, C)
            From :meth:`item_tables`.

        Returns
        -------
        Tensor, shape (B, Q, D, G * C)
            Its product with unit item vectors is the cosine (``joint``), or the weighted sum of cosines (``sum``, late
            fusion).
        """
        states = []
        for weight, encoder, table in zip(torch.softmax(self.mix, dim=0), self.encoders, tables):
            x = dropout(self._inputs(batch, table), self.dropout, self.training)
            within, inter = encoder(x, batch)
            states.append(weight * self._combined(within, inter, encoder))
        return torch.cat(states, dim=-1)

    def attention(self, batch: SequenceBatch, tables: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Attention weights of the last block of each view, mean over heads and encoders.

        Returns
        -------
        intra, inter : Tensors, shape (B, T, T)
            Zero for a view that is left out.
        """
        total = [torch.zeros(batch.masks[0].shape, device=batch.rows.device) for _ in range(2)]
        for share, encoder, table in zip(torch.softmax(self.mix, dim=0), self.encoders, tables):
            x = self._inputs(batch, table)
            views: list[Any] = [encoder.intra, encoder.inter]
            for number, view in enumerate(views):
                if view is not None:
                    total[number] = total[number] + share * view.weights(x, batch.masks[number]).mean(dim=1)
        return total[0], total[1]

    def _inputs(self, batch: SequenceBatch, table: torch.Tensor) -> torch.Tensor:
        """Inputs of an encoder, (B, T, C): item vectors plus embeddings of their months."""
        x = F.embedding(batch.rows, table)
        return x if self.month is None else x + self.month(batch.months)

    def _combined(self, within: torch.Tensor, inter: torch.Tensor, encoder: Any) -> torch.Tensor:
        """One state per domain, (B, Q, D, C), from both views (B, Q, D, C) and (B, Q, C)."""
        inter = inter[:, :, None]
        if self.combine == "joint":
            return F.normalize(encoder.within(within) + encoder.across(inter), dim=-1)
        within = F.normalize(within, dim=-1)
        others = (within.sum(dim=2, keepdim=True) - within) / max(within.shape[2] - 1, 1)
        return within + self.lambdas[0] * others + self.lambdas[1] * F.normalize(inter, dim=-1)


class Encoder(nn.Module):
    """The intra-domain and the inter-domain view over one item space; 0 layers leave a view out."""

    def __init__(self, config: Any) -> None:
        super().__init__()
        width = config["hidden_size"]
        shape = (width, config["n_heads"], config["dropout"], config["MAX_ITEM_LIST_LENGTH"])
        self.intra = View(config["n_intra_layers"], *shape) if config["n_intra_layers"] else None
        self.inter = View(config["n_inter_layers"], *shape) if config["n_inter_layers"] else None
        self.within = nn.Linear(width, width, bias=False)
        self.across = nn.Linear(width, width, bias=False)

    def forward(self, x: torch.Tensor, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Intra state at the latest item of each domain, (B, Q, D, C), and inter state, (B, Q, C).

        Zero for a domain without an item yet, and for a view that is left out.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
            Inputs.
        batch : SequenceBatch
        """
        (users, asked, n_domains), width = batch.latest.shape, x.shape[2]
        latest = batch.latest.clamp_min(0).view(users, asked * n_domains)
        if self.intra is None:
            intra = x.new_zeros(users, asked * n_domains, width)
        elif batch.at is None:  # every position is the latest of its domain at some position
            intra = rows_at(self.intra(x, batch.masks[0]), latest)
        else:
            intra = self.intra(x, batch.masks[0], latest)
        within = intra.view(users, asked, n_domains, width) * (batch.latest >= 0)[..., None]
        inter = x.new_zeros(users, asked, width) if self.inter is None else self.inter(x, batch.masks[1], batch.at)
        return within, inter
