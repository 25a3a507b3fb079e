"""The attention block of SASRec as C2DSR and Tri-CDR have it."""

from __future__ import annotations

import torch
from torch import nn

NORM_EPSILON = 1e-8


class EncoderBlock(nn.Module):
    """Block of SASRec (Kang and McAuley 2018): queries are normalized, keys and values are not.

    Parameters
    ----------
    hidden_size, n_heads : int
    dropout : float
    """

    def __init__(self, hidden_size: int, n_heads: int, dropout: float) -> None:
        super().__init__()
        self.query_norm = nn.LayerNorm(hidden_size, eps=NORM_EPSILON)
        self.attention = nn.MultiheadAttention(hidden_size, n_heads, dropout, batch_first=True)
        self.norm = nn.LayerNorm(hidden_size, eps=NORM_EPSILON)
        self.feed_forward = nn.Sequential(
            nn.Linear(hidden_size, hidden_size),
            nn.Dropout(dropout),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size),
            nn.Dropout(dropout),
        )

    def forward(self, x: torch.Tensor, blocked: torch.Tensor) -> torch.Tensor:
        """Tensor (B, T, C) of a Tensor (B, T, C) and a mask (B * heads, T, T), true where attention is not allowed."""
        query = self.query_norm(x)
        x = self.norm(query + self.attention(query, x, x, attn_mask=blocked, need_weights=False)[0])
        result: torch.Tensor = x + self.feed_forward(x)
        return result
