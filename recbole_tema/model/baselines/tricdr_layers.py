"""Parts of Tri-CDR: the encoder of a sequence, triple cross-domain attention, and the coarse-grained loss."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.baselines.encoder_block import NORM_EPSILON, EncoderBlock

# Widths of the attention network, fixed in the authors' code.
ATTENTION_SIZES = (80, 40)
# The three sequences, in the order of all tensors.
MIXED, SOURCE, TARGET = range(3)


class SequenceEncoder(nn.Module):
    """SASRec (Kang and McAuley 2018) over the positions of one sequence within the mixed sequence.

    Parameters
    ----------
    hidden_size, n_heads, n_layers : int
    dropout : float
    window : int
        Maximum length of the sequence.
    """

    def __init__(self, hidden_size: int, n_heads: int, n_layers: int, dropout: float, window: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.positions = nn.Embedding(window, hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(EncoderBlock(hidden_size, n_heads, dropout) for _ in range(n_layers))
        self.norm = nn.LayerNorm(hidden_size, eps=NORM_EPSILON)

    def forward(self, x: torch.Tensor, member: torch.Tensor) -> torch.Tensor:
        """States of the members of the sequence.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
            Item embeddings of the mixed sequence.
        member : Tensor of bool, shape (B, T)
            Positions that belong to the sequence; the others are skipped.

        Returns
        -------
        Tensor, shape (B, T, C)
            Zero at positions that are not members.
        """
        length, width = x.shape[1:]
        inside = member[..., None]
        position = (member.cumsum(dim=1) - 1).clamp_min(0)
        x = self.dropout(x * width**0.5 + self.positions(position)) * inside
        causal = torch.ones(length, length, dtype=torch.bool, device=x.device).tril()
        # A position attends at least to itself, so that no row of weights is empty.
        attended = causal & member[:, None] | torch.eye(length, dtype=torch.bool, device=x.device)
        blocked = (~attended).repeat_interleave(self.n_heads, dim=0)
        for block in self.blocks:
            x = block(x, blocked) * inside
        states: torch.Tensor = self.norm(x) * inside
        return states


class TripleAttention(nn.Module):
    """Triple cross-domain attention (TCA): weights of states, given the target-domain and the global preference.

    A network scores a state f for a query q and a global preference g by [f; q; f * q; q - f; g].

    Parameters
    ----------
    hidden_size : int
    """

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        first, second = ATTENTION_SIZES
        self.hidden_size = hidden_size
        self.inputs = nn.Linear(5 * hidden_size, first)
        self.scores = nn.Sequential(nn.PReLU(), nn.Linear(first, second), nn.PReLU(), nn.Linear(second, 1))

    def forward(
        self, query: torch.Tensor, states: torch.Tensor, global_preference: torch.Tensor, selected: torch.Tensor
    ) -> torch.Tensor:
        """Weighted sums of selected states.

        Parameters
        ----------
        query : Tensor, shape (N, C)
            Target-domain preferences.
        states : Tensor, shape (N, S, C)
        global_preference : Tensor, shape (N, C)
        selected : Tensor of bool, shape (N, K, S)
            States of each of K sequences.

        Returns
        -------
        Tensor, shape (N, K, C)
            Zero for a sequence without states.
        """
        scores = self._scores(query, states, global_preference)[:, None]  # (N, 1, S)
        scores = scores.masked_fill(~selected, torch.finfo(scores.dtype).min)
        return (torch.softmax(scores, dim=2) * selected) @ states

    def _scores(self, query: torch.Tensor, states: torch.Tensor, global_preference: torch.Tensor) -> torch.Tensor:
        """Output of the network, (N, S), without the inputs (N, S, 5C) in memory."""
        of_state, of_query, of_product, of_difference, of_global = torch.split(
            self.inputs.weight, self.hidden_size, dim=1
        )
        # The first layer is linear in the state, with a matrix that depends on the query.
        matrix = of_state - of_difference + query[:, None] * of_product  # (N, H, C)
        constant = F.linear(query, of_query + of_difference, self.inputs.bias) + F.linear(global_preference, of_global)
        scores: torch.Tensor = self.scores(states @ matrix.transpose(1, 2) + constant[:, None])
        return scores[..., 0]


class TargetHead(nn.Module):
    """What Tri-CDR learns for one target domain on top of the encoders.

    Parameters
    ----------
    hidden_size : int
    """

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        self.attention = TripleAttention(hidden_size)
        self.fusion = nn.Sequential(
            nn.Linear(3 * hidden_size, hidden_size), nn.LeakyReLU(), nn.Linear(hidden_size, hidden_size)
        )
        self.projections = nn.ModuleList(
            nn.Sequential(nn.Linear(hidden_size, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size))
            for _ in (MIXED, SOURCE, TARGET)
        )


def similarity_loss(first: torch.Tensor, second: torch.Tensor, temperature: float) -> torch.Tensor:
    """NT-Xent (Chen et al. 2020) between two vectors of every user; all other vectors of the batch are negatives.

    Parameters
    ----------
    first, second : Tensors, shape (U, C)
    temperature : float
        Divisor of the cosines.

    Returns
    -------
    Tensor, shape ()
    """
    vectors = F.normalize(torch.cat([first, second]), dim=1)
    itself = torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
    logits = (vectors @ vectors.T / temperature).masked_fill(itself, float("-inf"))
    return F.cross_entropy(logits, torch.arange(len(vectors), device=vectors.device).roll(len(first)))
