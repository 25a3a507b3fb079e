"""ABXI: invariant interest adaptation for task-guided cross-domain sequential recommendation."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.attention import dropout
from recbole_tema.model.baselines.options_abxi import ABXIOptions, ABXITrainingOptions
from recbole_tema.model.sequences import WholeSequenceMixin

INITIAL_STD = 0.02


class LowRankAdapter(nn.Module):
    """A linear map of low rank, zero at the start (Hu et al. 2022).

    Parameters
    ----------
    hidden_size, rank : int
    """

    def __init__(self, hidden_size: int, rank: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.zeros(rank, hidden_size))
        self.up = nn.Parameter(torch.randn(hidden_size, rank) * INITIAL_STD)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Tensor (..., C) of a Tensor (..., C)."""
        return F.linear(F.linear(x, self.down), self.up)


class SwiGLU(nn.Module):
    """Gated feed-forward network without biases (Shazeer 2020).

    Parameters
    ----------
    hidden_size, inner_size : int
    """

    def __init__(self, hidden_size: int, inner_size: int) -> None:
        super().__init__()
        self.gate = nn.Linear(hidden_size, inner_size, bias=False)
        self.value = nn.Linear(hidden_size, inner_size, bias=False)
        self.out = nn.Linear(inner_size, hidden_size, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Tensor (..., C) of a Tensor (..., C)."""
        result: torch.Tensor = self.out(F.silu(self.gate(x)) * self.value(x))
        return result


class CausalAttention(nn.Module):
    """Multi-head self-attention over the positions before, and over the padding before those.

    The authors pad at the start without masking the padding: a short history attends partly to zero vectors. Here
    sequences are padded at the end, and one more key, counted as often as there would be padding, has the same effect.

    Parameters
    ----------
    hidden_size, n_heads : int
    window : int
        Length to which sequences would be padded.
    """

    def __init__(self, hidden_size: int, n_heads: int, window: int) -> None:
        super().__init__()
        self.n_heads, self.window = n_heads, window
        self.qkv = nn.Linear(hidden_size, 3 * hidden_size)
        self.out = nn.Linear(hidden_size, hidden_size)

    def forward(self, x: torch.Tensor, lengths: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
        """Attention of wanted positions.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
            Zero where a sequence has no item.
        lengths : Tensor of int64, shape (B,)
            Positions of each sequence, gaps included.
        wanted : Tensor of bool, shape (B, T)

        Returns
        -------
        Tensor, shape (N, C)
            In the order of ``nonzero(wanted)``.
        """
        batch, length, width = x.shape
        padded = F.pad(x, (0, 0, 1, 0))  # a zero vector in front
        q, k, v = self.qkv(padded).view(batch, length + 1, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        causal = torch.ones(length, length, dtype=torch.bool, device=x.device).tril()
        bias = torch.zeros(length, length, device=x.device).masked_fill(~causal, float("-inf"))
        count = (self.window - lengths).clamp_min(0).to(x.dtype).log()  # -inf without padding
        bias = torch.cat([count[:, None, None].expand(batch, length, 1), bias.expand(batch, -1, -1)], dim=2)
        mixed = F.scaled_dot_product_attention(q[:, :, 1:], k, v, attn_mask=bias[:, None])
        result: torch.Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, width)[wanted])
        return result


class ABXI(WholeSequenceMixin, SequentialRecommender):  # type: ignore[misc]
    """ABXI (Bian et al., WWW 2025, arXiv 2501.15118; version 2 of the authors' code) for any number of domains.

    One encoder with an adapter per sequence reads the mixed sequence and the sequence of each domain. The latter are
    aligned to the task (section 4.1): the step of a target of domain d holds the item of d before it. A projector and
    an adapter per domain take the invariant interest from the mixed sequence. A score is an inner product.

    Differences from the authors' code: negatives are drawn for a sequence instead of a position, with replacement; in
    evaluation the sequence of the target's domain is aligned as in training, where theirs holds nothing if the last
    item is of another domain; the epoch that they train at 1e-5 of the learning rate is left out; the epoch is selected
    as for all models.

    Shapes: B users, T positions, D domains, C width.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.baselines.options_abxi.ABXIOptions`.
    dataset : TEMADataset
        Provides sequences and domains.
    """

    options = (ABXIOptions, ABXITrainingOptions)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self.temperature = config["temperature"]
        self.window, width = config["MAX_ITEM_LIST_LENGTH"], config["hidden_size"]
        self.dropout_rate = config["dropout"]
        self.items = nn.Embedding(int(self.n_items), width, padding_idx=0)
        self.positions = nn.Embedding(self.window + 1, width, padding_idx=0)
        self.attention = CausalAttention(width, config["n_heads"], self.window)
        self.attention_norm = nn.LayerNorm(width)
        n_sequences = self.n_domains + 1
        self.feed_forward = SwiGLU(width, config["inner_size"])
        self.adapters = nn.ModuleList(LowRankAdapter(width, config["domain_rank"]) for _ in range(n_sequences))
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(n_sequences))
        self.projector = SwiGLU(width, config["inner_size"])
        per_domain = range(self.n_domains)
        self.invariant_adapters = nn.ModuleList(LowRankAdapter(width, config["invariant_rank"]) for _ in per_domain)
        self.domain_projectors = nn.ModuleList(SwiGLU(width, config["inner_size"]) for _ in per_domain)
        self.invariant_norms = nn.ModuleList(nn.LayerNorm(width) for _ in per_domain)
        self.domain_norms = nn.ModuleList(nn.LayerNorm(width) for _ in per_domain)
        self.apply(_initialize)

    def user_states(self, items: torch.Tensor, task: torch.Tensor, wanted: torch.Tensor) -> list[torch.Tensor]:
        """States of the users towards every domain.

        What follows attention is computed at wanted positions only: most of the work.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.
        task : Tensor of bool, shape (D, B, T)
            Positions at which the next item is of a domain; more than one domain at a position means that it is
            unknown.
        wanted : Tensor of bool, shape (D, B, T)
            Positions whose states are computed, a part of the tasks.

        Returns
        -------
        list of Tensor, each (N_d, C)
            By domain, in the order of ``nonzero(wanted[d])``.
        """
        lengths, anywhere = (items > 0).sum(dim=1), wanted.any(dim=0)
        mixed = self._encode(items, lengths, 0, anywhere)
        invariant = self._dropped(self.projector(mixed))
        states = []
        for d, positions in enumerate(wanted):
            sequence = self._latest_items(items, d + 1) * task[d]
            own = self._encode(sequence, lengths, d + 1, positions)
            rows = positions[anywhere]
            selected = mixed[rows]
            shared = selected + invariant[rows] + self._dropped(self.invariant_adapters[d](selected))
            projected = own + self._dropped(self.domain_projectors[d](own))
            states.append(self.invariant_norms[d](shared) + self.domain_norms[d](projected))
        return states

    def _latest_items(self, items: torch.Tensor, domain: int) -> torch.Tensor:
        """The latest item of a domain up to each position, (B, T); 0 where there is none."""
        steps = torch.arange(1, items.shape[1] + 1, device=items.device)
        latest = torch.cummax(steps * (self.item_domain[items] == domain), dim=1).values
        return F.pad(items, (1, 0)).gather(1, latest)

    def _encode(self, sequence: torch.Tensor, lengths: torch.Tensor, number: int, wanted: torch.Tensor) -> torch.Tensor:
        """States (N, C) at wanted positions of the mixed sequence (number 0) or that of a domain; zero without item."""
        present = (sequence > 0)[..., None]
        # Positions are counted from the end.
        position = present[..., 0].long().flip(1).cumsum(1).flip(1) * present[..., 0]
        x = self._dropped((self.items(sequence) + self.positions(position)) * present)
        attended, x, present = self.attention(x, lengths, wanted), x[wanted], present[wanted]
        x = self.attention_norm(x + self._dropped(attended)) * present
        branches = self._dropped(self.feed_forward(x)) + self._dropped(self.adapters[number](x))
        states: torch.Tensor = self.norms[number](x + branches) * present
        return states

    def _dropped(self, x: torch.Tensor) -> torch.Tensor:
        return dropout(x, self.dropout_rate, self.training)

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """InfoNCE over negatives of all domains; a user's targets of each domain count as one (section 4.5).

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        items, targets = self.supervised(interaction)
        # Positions of a window that another window trains have a task too, which the states after them attend to.
        following = torch.where(targets > 0, targets, F.pad(items[:, 1:], (0, 1)))
        task = self._tasks(following)
        trained = task & (targets > 0)  # each position has a target of one domain at most
        states = self.items.weight.new_zeros(*items.shape, self.items.embedding_dim)  # (B, T, C)
        for positions, own in zip(trained, self.user_states(items, task, trained)):
            states = states.masked_scatter(positions[..., None], (own / self.temperature).to(states.dtype))
        negatives = self._draw_negatives(items, targets)
        logits = states @ self.items(negatives).transpose(1, 2)  # (B, T, M)
        logits = logits.masked_fill((negatives == 0)[:, None], float("-inf"))
        positive = (states * self.items(targets)).sum(dim=-1)
        losses = torch.logaddexp(positive, logits.logsumexp(dim=-1)) - positive
        weights = trained / trained.sum(dim=2, keepdim=True).clamp_min(1)  # (D, B, T)
        return (losses * weights.sum(dim=0)).sum() / len(items)

    def _draw_negatives(self, items: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Negatives of every domain for each sequence, (B, M); 0 in place of the sequence's own items."""
        drawn = []
        for candidates in self.negatives:
            candidates = candidates.to(items.device)
            if 0 < self.loss_negatives < len(candidates):
                rows = torch.randint(len(candidates), (len(items), self.loss_negatives), device=items.device)
                drawn.append(candidates[rows])
            else:
                drawn.append(candidates.expand(len(items), -1))
        negatives = torch.cat(drawn, dim=1)
        own = torch.zeros(len(items), int(self.n_items), dtype=torch.bool, device=items.device)
        own.scatter_(1, torch.cat([items, targets], dim=1), True)
        return negatives.masked_fill(own.gather(1, negatives), 0)

    def last_states(self, interaction: Any) -> torch.Tensor:
        """States after the last interaction towards every domain, Tensor (D, B, C)."""
        items = interaction[self.ITEM_SEQ]
        last = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        rows = torch.arange(len(items), device=items.device)
        # The task of earlier steps is known; the items of any domain may follow the last one.
        task = self._tasks(F.pad(items[:, 1:], (0, 1)))
        task[:, rows, last] = True
        wanted = torch.zeros_like(task)
        wanted[:, rows, last] = True
        return torch.stack(self.user_states(items, task, wanted))

    def _tasks(self, following: torch.Tensor) -> torch.Tensor:
        """Whether the item after each position, (B, T), is of a domain: Tensor of bool, (D, B, T)."""
        domains = torch.arange(1, self.n_domains + 1, device=following.device)
        return self.item_domain[following] == domains[:, None, None]

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        items: torch.Tensor = interaction[self.ITEM_ID]
        states = self.last_states(interaction)[self.item_domain[items] - 1, torch.arange(len(items))]
        return (states * self.items(items)).sum(dim=-1)

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        scores = torch.full((len(interaction), int(self.n_items)), float("-inf"), device=self.item_domain.device)
        for d, states in enumerate(self.last_states(interaction)):
            items = torch.nonzero(self.item_domain == d + 1)[:, 0]
            scores[:, items] = states @ self.items.weight[items].T
        return scores


def _initialize(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=INITIAL_STD)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    if isinstance(module, nn.Embedding):
        nn.init.trunc_normal_(module.weight, std=INITIAL_STD, a=-2 * INITIAL_STD, b=2 * INITIAL_STD)
        nn.init.zeros_(module.weight.data[0])
    if isinstance(module, CausalAttention):
        # As torch.nn.MultiheadAttention does.
        nn.init.xavier_uniform_(module.qkv.weight)
