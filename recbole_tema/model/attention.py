"""Attention under a mask, with a learned bias for how far back an interaction lies, in steps and in days."""

from __future__ import annotations

from typing import Optional

import torch
from torch import nn
from torch.nn import functional as F

SECONDS_A_DAY = 86_400.0
# Powers of two of days: 15 is 90 years, and stands for "nothing before".
N_GAPS = 16


def gap_buckets(times: torch.Tensor) -> torch.Tensor:
    """Days between interactions on a scale of powers of two (ours; intervals as such: TiSASRec, Li et al. 2020).

    Parameters
    ----------
    times : Tensor of float32, shape (B, T)
        Unix seconds.

    Returns
    -------
    Tensor of int64, shape (B, T, T)
        How long before row ``i`` column ``j`` was: 0 within half a day, 1 for 1 or 2 days, 2 for 3 to 6, 3 for 7 to 14,
        ..., at most ``N_GAPS - 1``; 0 where ``j`` is later.
    """
    # Whole days: float32 seconds are off by up to a minute, which must not move a gap of one day below one.
    days = torch.round((times[:, :, None].double() - times[:, None, :].double()) / SECONDS_A_DAY)
    return torch.log2(1 + days.clamp_min(0)).floor().long().clamp_max(N_GAPS - 1)


def dropout(x: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Dropout that draws a byte, not a float, for each number on a processor, where drawing is what takes time.

    ``p`` is rounded to 1/256 there, and what is kept is scaled by the rounded one, so that the mean stays.

    Parameters
    ----------
    x : Tensor
    p : float
        Share of the numbers that become 0.
    training : bool
        Nothing is dropped otherwise.

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
    """Pre-norm multi-head self-attention and feed-forward block (Vaswani et al. 2017; bias as in T5, ours per step).

    Parameters
    ----------
    hidden_size : int
        Width C.
    n_heads : int
        Heads H, a divisor of C.
    dropout : float
        Of attention weights and of both residual branches.
    window : int
        Longest sequence; distances beyond share a bias.
    gaps : bool
        Whether there is a bias for days too.
    """

    def __init__(self, hidden_size: int, n_heads: int, dropout: float, window: int, gaps: bool) -> None:
        super().__init__()
        self.n_heads, self.dropout, self.window = n_heads, dropout, window
        self.attention_norm = nn.LayerNorm(hidden_size)
        self.qkv = nn.Linear(hidden_size, 3 * hidden_size)
        self.out = nn.Linear(hidden_size, hidden_size)
        self.distance_bias = nn.Parameter(torch.zeros(n_heads, window))
        self.gap_bias = nn.Parameter(torch.zeros(n_heads, N_GAPS)) if gaps else None
        self.feed_forward = nn.Sequential(
            nn.LayerNorm(hidden_size),
            nn.Linear(hidden_size, 2 * hidden_size),
            nn.GELU(),
            nn.Linear(2 * hidden_size, hidden_size),
        )

    def forward(self, x: torch.Tensor, mask: torch.Tensor, gaps: Optional[torch.Tensor] = None) -> torch.Tensor:
        """One block.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
        mask : Tensor of bool, shape (B, T, T)
            True where a row may see a column; every row sees at least itself.
        gaps : Tensor of int64, shape (B, T, T), optional
            From :func:`gap_buckets`.

        Returns
        -------
        Tensor, shape (B, T, C)
        """
        batch, length, width = x.shape
        q, k, v, bias = self._queries(x, mask, gaps)
        mixed = self._attend(q, k, v, bias).transpose(1, 2).reshape(batch, length, width)
        x = x + dropout(self.out(mixed), self.dropout, self.training)
        return x + dropout(self.feed_forward(x), self.dropout, self.training)

    def weights(self, x: torch.Tensor, mask: torch.Tensor, gaps: Optional[torch.Tensor] = None) -> torch.Tensor:
        """How much each row takes of each column, without dropout, Tensor (B, H, T, T) whose rows sum to 1."""
        q, k, _, bias = self._queries(x, mask, gaps)
        return torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1) + bias, dim=-1)

    def _queries(self, x: torch.Tensor, mask: torch.Tensor, gaps: Optional[torch.Tensor]) -> tuple[torch.Tensor, ...]:
        """Queries, keys and values (B, H, T, C / H), and a bias (B, H, T, T) or (1, H, T, T)."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(self.attention_norm(x)).view(batch, length, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        steps = torch.arange(length, device=x.device)
        distance = (steps[:, None] - steps[None, :]).clamp(0, self.window - 1)
        bias = self.distance_bias[:, distance]  # (H, T, T)
        if self.gap_bias is not None and gaps is not None:
            bias = bias + self.gap_bias[:, gaps].transpose(0, 1)  # (B, H, T, T)
        return q, k, v, bias.masked_fill(~mask[:, None], float("-inf"))  # (B, H, T, T)

    def _attend(self, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Values (B, H, T, C / H) mixed by attention under a bias (B, H, T, T)."""
        rate = self.dropout if self.training else 0.0
        if rate == 0 or q.device.type != "cpu":
            return F.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=rate)
        # With dropout, a processor has no fused kernel: this is what it does instead, with our dropout.
        weights = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1) + bias, dim=-1)
        return dropout(weights, rate, True) @ v


class View(nn.Module):
    """A stack of blocks that share one mask: the intra or the inter view (method, stage 4).

    Parameters
    ----------
    n_layers : int
        Number of blocks.
    hidden_size, n_heads, dropout, window, gaps
        As of :class:`AttentionBlock`.
    """

    def __init__(self, n_layers: int, hidden_size: int, n_heads: int, dropout: float, window: int, gaps: bool) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            AttentionBlock(hidden_size, n_heads, dropout, window, gaps) for _ in range(n_layers)
        )
        self.norm = nn.LayerNorm(hidden_size)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, gaps: Optional[torch.Tensor] = None) -> torch.Tensor:
        """States after the last block, normalised: (B, T, C) from (B, T, C), a (B, T, T) mask and gaps like it."""
        for block in self.blocks:
            x = block(x, mask, gaps)
        return self.norm(x)

    def weights(self, x: torch.Tensor, mask: torch.Tensor, gaps: Optional[torch.Tensor] = None) -> torch.Tensor:
        """The last block's attention, Tensor (B, H, T, T); arguments as of :meth:`forward`."""
        *before, last = self.blocks
        for block in before:
            x = block(x, mask, gaps)
        return last.weights(x, mask, gaps)  # type: ignore[operator]


def attention_masks(items: torch.Tensor, domain: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Who may see whom.

    Parameters
    ----------
    items : Tensor of int64, shape (B, T)
        Item ids, 0 where padded.
    domain : Tensor of int64, shape (B, T)
        Their domains.

    Returns
    -------
    intra, inter : Tensors of bool, shape (B, T, T)
        Earlier positions of the same domain, and earlier positions of any domain. A position always sees itself.
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
        -1 where the domain was not visited yet.
    """
    steps = torch.arange(domain.shape[1], device=domain.device)[None, :, None]
    here = domain[:, :, None] == torch.arange(1, n_domains + 1, device=domain.device)
    return torch.where(here, steps, -1).cummax(dim=1).values
