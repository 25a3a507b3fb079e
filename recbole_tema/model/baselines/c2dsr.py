"""C2DSR: contrastive cross-domain sequential recommendation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.attention import latest_position
from recbole_tema.model.baselines.encoder_block import NORM_EPSILON, EncoderBlock
from recbole_tema.model.baselines.options_c2dsr import C2DSROptions, C2DSRTrainingOptions
from recbole_tema.model.loss import TrainingScores, domain_cross_entropy, draw_candidates
from recbole_tema.model.sequences import FrozenVectorsMixin, WholeSequenceMixin


def transition_matrix(items: np.ndarray, sequences: np.ndarray, n_items: int) -> torch.Tensor:
    """Shares of the items that directly follow each item, which the graph convolution averages.

    Parameters
    ----------
    items : array of int, shape (n,)
        Items of all sequences; those of a sequence in their order.
    sequences : array of int, shape (n,)
        Sequence of each item, in any order.
    n_items : int
        Number of item ids, PAD included.

    Returns
    -------
    Tensor of float32, shape (n_items, n_items)
        Sparse. A row sums to 1, or to 0 if nothing follows the item.
    """
    order = np.argsort(sequences, kind="stable")
    items, sequences = items[order].astype(np.int64), sequences[order]
    same = sequences[1:] == sequences[:-1]
    pairs, counts = np.unique(items[:-1][same] * n_items + items[1:][same], return_counts=True)
    rows, columns = pairs // n_items, pairs % n_items
    shares = counts / np.bincount(rows, weights=counts, minlength=n_items)[rows]
    index, values = torch.from_numpy(np.stack([rows, columns])), torch.from_numpy(shares.astype(np.float32))
    return torch.sparse_coo_tensor(index, values, (n_items, n_items), check_invariants=True).coalesce()


class SequenceEncoder(nn.Module):
    """Causal self-attention over the positions that belong to a sequence.

    Parameters
    ----------
    hidden_size, n_heads, n_layers : int
    dropout : float
    window : int
        Maximum number of positions.
    """

    def __init__(self, hidden_size: int, n_heads: int, n_layers: int, dropout: float, window: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.positions = nn.Embedding(window + 1, hidden_size, padding_idx=0)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(EncoderBlock(hidden_size, n_heads, dropout) for _ in range(n_layers))
        self.last_norm = nn.LayerNorm(hidden_size, eps=NORM_EPSILON)

    def forward(self, x: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """States of a sequence; other positions are neither counted nor attended to.

        Parameters
        ----------
        x : Tensor, shape (B, T, C)
            Item vectors.
        present : Tensor of bool, shape (B, T)
            Positions that belong to the sequence.

        Returns
        -------
        Tensor, shape (B, T, C)
            What is not present has no meaning.
        """
        length, inside = x.shape[1], present[..., None]
        causal = torch.ones(length, length, dtype=torch.bool, device=x.device).tril()
        # A position outside of the sequence attends to itself, since a softmax of nothing is not a number.
        itself = torch.eye(length, dtype=torch.bool, device=x.device)
        blocked = ~(causal & present[:, None] | itself).repeat_interleave(self.n_heads, dim=0)
        x = self.dropout(x + self.positions(present.cumsum(dim=1) * present)) * inside
        for block in self.blocks:
            x = block(x, blocked) * inside
        states: torch.Tensor = self.last_norm(x)
        return states


class C2DSR(FrozenVectorsMixin, WholeSequenceMixin, SequentialRecommender):  # type: ignore[misc]
    """C2DSR (Cao et al., CIKM 2022, arXiv 2304.03891; repository cjx96/C2DSR) for any number of domains.

    - Graph convolution: an item receives the mean of the items that follow it in the training sequences. One graph has
      the transitions of the merged sequences, the other those within a domain.
    - Encoders: one reads the merged sequence (cross-domain), one per domain the sequence of its items (single-domain).
    - Prediction: the cross-domain state predicts the next item; its sum with the single-domain state at the latest item
      of a domain predicts the next item of that domain. Both are cross-entropies over the items of the target's domain.
    - Infomax: a bilinear discriminator per domain separates the mean cross-domain state at items of other domains from
      that of a corrupted sequence, in which random items of the domain replace its items, given the mean single-domain
      state (the prototype).
    - Score: a linear layer over the sum of the last cross-domain state and the latest single-domain state.

    With one domain there are no items of others, and the infomax objective is zero. With more than two domains the
    others count as one.

    Differences from the authors' code: every position has a loss instead of the last 10, whose mean is over targets
    instead of positions with padding; users of one domain are trained too, without infomax; attention leaves out
    padding and items of other domains, which theirs reads as zero vectors; a user without items of a domain is scored
    by the cross-domain state alone; the mean single-domain state includes the last item of each domain; the softmax has
    no class for padding; a layer of the graph convolution has no bias; the replaced items are drawn in every step
    instead of once. Adam's second beta is .999 instead of .98, the maximum length is that of all models instead of 15,
    every epoch is validated, training stops early, and one epoch is selected for all domains.

    As in the authors' code, the graphs hold the transitions that are trained. Validation and test are in neither.

    Shapes: B users, T positions, D domains, C width.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.baselines.options_c2dsr.C2DSROptions`.
    dataset : TEMADataset
        Provides sequences and domains.
    """

    options = (C2DSROptions, C2DSRTrainingOptions)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self._set_graphs(dataset.split)
        self.prediction_weight = config["prediction_weight"]
        self.n_graph_layers, width = config["n_graph_layers"], config["hidden_size"]
        self.dropout = nn.Dropout(config["dropout"])
        shape = (width, config["n_heads"], config["n_layers"], config["dropout"], config["MAX_ITEM_LIST_LENGTH"])
        per_domain = range(self.n_domains)
        self.cross_items = nn.Embedding(int(self.n_items), width, padding_idx=0)
        # An item is in the sequences of its own domain only, so that one table serves all of them.
        self.single_items = nn.Embedding(int(self.n_items), width, padding_idx=0)
        self.cross_encoder = SequenceEncoder(*shape)
        self.single_encoders = nn.ModuleList(SequenceEncoder(*shape) for _ in per_domain)
        self.output = nn.Linear(width, int(self.n_items))
        self.discriminators = nn.ModuleList(_discriminator(width) for _ in per_domain)

    def _set_graphs(self, split: Any) -> None:
        """Register the transitions of training interactions: in merged sequences, and within each domain."""
        rows, n_items = split.train_rows(), int(self.n_items)
        users, items = split.interactions.owners(rows), split.interactions.items[rows]
        domains = self.item_domain.numpy()[items]
        cross = transition_matrix(items, users, n_items)
        single = transition_matrix(items, users * (self.n_domains + 1) + domains, n_items)
        self.register_buffer("cross_graph", cross, persistent=False)
        self.register_buffer("single_graph", single, persistent=False)

    # Graphical and attentional encoder.

    def item_vectors(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors of all items for the merged sequence and for that of their domain, two Tensors (n_items, C)."""
        if self._frozen_vectors is not None:
            return self._frozen_vectors
        return (
            self._propagate(self.cross_items.weight, self.cross_graph),
            self._propagate(self.single_items.weight, self.single_graph),
        )

    def _compute_vectors(self) -> tuple[torch.Tensor, torch.Tensor]:
        return self.item_vectors()

    def _propagate(self, table: torch.Tensor, graph: Any) -> torch.Tensor:
        """Scaled sum of a table (n_items, C) and the mean of its convolutions."""
        layer = total = table
        with torch.autocast(table.device.type, enabled=False):  # sparse products have one precision
            for _ in range(self.n_graph_layers):
                layer = torch.sparse.mm(graph, self.dropout(layer))
                total = total + layer
        return (total / (self.n_graph_layers + 1) + table) * math.sqrt(table.shape[1])

    def cross_states(self, items: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """Cross-domain states (B, T, C) of item ids (B, T), with item vectors (n_items, C)."""
        states: torch.Tensor = self.cross_encoder(F.embedding(items, vectors), items > 0)
        return states

    def single_states(self, items: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """State of the sequence of its domain at every item.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.
        vectors : Tensor, shape (n_items, C)
            Item vectors.

        Returns
        -------
        Tensor, shape (B, T, C)
            Zero where padded.
        """
        x, domain = F.embedding(items, vectors), self.item_domain[items]
        states = torch.zeros_like(x)
        for d, encoder in enumerate(self.single_encoders, start=1):
            present = domain == d
            states = states + encoder(x, present) * present[..., None]
        return states

    # Losses.

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Weighted sum of the prediction losses and the infomax objective.

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        items, targets = self.supervised(interaction)
        cross_vectors, single_vectors = self.item_vectors()
        cross, single = self.cross_states(items, cross_vectors), self.single_states(items, single_vectors)
        prediction = self._prediction_loss(items, targets, cross, single)
        infomax = self._infomax_loss(items, cross_vectors, cross, single)
        return self.prediction_weight * prediction + (1 - self.prediction_weight) * infomax

    def _prediction_loss(
        self, items: torch.Tensor, targets: torch.Tensor, cross: torch.Tensor, single: torch.Tensor
    ) -> torch.Tensor:
        """Cross-domain and single-domain cross-entropies, summed per target; the mean over targets."""
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        wanted = targets[users, steps]
        latest = latest_position(self.item_domain[items], self.n_domains)[users, steps, self.item_domain[wanted] - 1]
        known = latest >= 0
        place = users[known], latest[known]
        states = torch.cat([cross[users, steps], cross[place] + single[place]])
        wanted = torch.cat([wanted, wanted[known]])
        scores = TrainingScores(
            F.pad(states, (0, 1), value=1.0),
            wanted,
            self.item_domain[wanted],
            torch.cat([self.output.weight, self.output.bias[:, None]], dim=1),
            draw_candidates([negatives.to(items.device) for negatives in self.negatives], self.loss_negatives),
        )
        return domain_cross_entropy(scores) * (len(wanted) / max(len(users), 1))

    def _infomax_loss(
        self, items: torch.Tensor, vectors: torch.Tensor, cross: torch.Tensor, single: torch.Tensor
    ) -> torch.Tensor:
        """Binary cross-entropies of true and corrupted prototypes, summed over domains; means over users."""
        domain = self.item_domain[items]
        total = cross.new_zeros(())
        for d, discriminator in enumerate(self.discriminators, start=1):
            in_domain, in_others = domain == d, (domain > 0) & (domain != d)
            rows = torch.nonzero(in_domain.any(dim=1) & in_others.any(dim=1))[:, 0]
            if not len(rows):
                continue
            in_domain, in_others = in_domain[rows], in_others[rows]
            prototype = _masked_mean(single[rows], in_domain)
            candidates = self.negatives[d - 1].to(items.device)
            drawn = candidates[torch.randint(len(candidates), in_domain.shape, device=items.device)]
            corrupted = self.cross_states(torch.where(in_domain, drawn, items[rows]), vectors)
            true_logit = discriminator(_masked_mean(cross[rows], in_others), prototype)
            false_logit = discriminator(_masked_mean(corrupted, in_others), prototype)
            total = total + F.softplus(-true_logit).mean() + F.softplus(false_logit).mean()
        return total

    # Scores.

    def last_states(self, interaction: Any) -> torch.Tensor:
        """States after the last interaction towards every domain, Tensor (B, D, C)."""
        items = interaction[self.ITEM_SEQ]
        cross_vectors, single_vectors = self.item_vectors()
        rows = torch.arange(len(items), device=items.device)
        last = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        latest = latest_position(self.item_domain[items], self.n_domains)[rows, last]  # (B, D)
        single = self.single_states(items, single_vectors)[rows[:, None], latest.clamp_min(0)]
        cross = self.cross_states(items, cross_vectors)[rows, last]
        return cross[:, None] + single * (latest >= 0)[..., None]

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        items: torch.Tensor = interaction[self.ITEM_ID]
        states = self.last_states(interaction)[torch.arange(len(items)), self.item_domain[items] - 1]
        return (states * self.output.weight[items]).sum(dim=-1) + self.output.bias[items]

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        scores = torch.full((len(interaction), int(self.n_items)), float("-inf"), device=self.item_domain.device)
        states = self.last_states(interaction)
        for d in range(self.n_domains):
            items = torch.nonzero(self.item_domain == d + 1)[:, 0]
            scores[:, items] = F.linear(states[:, d], self.output.weight[items], self.output.bias[items])
        return scores


def _discriminator(hidden_size: int) -> nn.Bilinear:
    module = nn.Bilinear(hidden_size, hidden_size, 1)
    nn.init.xavier_uniform_(module.weight)
    nn.init.zeros_(module.bias)
    return module


def _masked_mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean (B, C) of states (B, T, C) where a mask (B, T) is true, at least once per row."""
    return (states * mask[..., None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)
