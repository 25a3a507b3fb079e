"""UniSRec: items represented by their texts, without the pretraining on other datasets."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.sequential_recommender import SASRec
from torch import nn
from torch.nn import functional as F

from recbole_tema.data.features import Vectors
from recbole_tema.model.baselines.options_unisrec import UniSRecOptions, UniSRecTrainingOptions
from recbole_tema.model.loss import TrainingScores, domain_cross_entropy, draw_candidates, needed_items
from recbole_tema.model.sequences import FrozenVectorsMixin, WholeSequenceMixin

INITIAL_STD = 0.02
# Added to the standard deviation of the noise of the gate.
LEAST_NOISE = 0.01


class ParametricWhitening(nn.Module):
    """A learned linear map of vectors from which a learned center is subtracted.

    Parameters
    ----------
    input_size, hidden_size : int
    dropout : float
        Dropout of the vectors, before the center is subtracted.
    """

    def __init__(self, input_size: int, hidden_size: int, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.center = nn.Parameter(torch.zeros(input_size))
        self.weight = nn.Parameter(torch.randn(hidden_size, input_size) * INITIAL_STD)

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        """Tensor (n, C) of a Tensor (n, F)."""
        # The center is mapped apart, so that no gradient of the size of the vectors is computed.
        return F.linear(self.dropout(vectors), self.weight) - self.weight @ self.center


class ExpertMixture(nn.Module):
    """Whitening experts, weighted by a softmax gate that is noisy in training (the paper's MoE-enhanced adaptor).

    Parameters
    ----------
    input_size, hidden_size, n_experts : int
    dropout : float
        Dropout of the vectors, drawn for each expert.
    """

    def __init__(self, input_size: int, hidden_size: int, n_experts: int, dropout: float) -> None:
        super().__init__()
        self.experts = nn.ModuleList(ParametricWhitening(input_size, hidden_size, dropout) for _ in range(n_experts))
        self.gate = nn.Parameter(torch.zeros(input_size, n_experts))
        self.noise = nn.Parameter(torch.zeros(input_size, n_experts))

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        """Tensor (n, C) of a Tensor (n, F)."""
        logits = vectors @ self.gate
        if self.training:
            logits = logits + torch.randn_like(logits) * (F.softplus(vectors @ self.noise) + LEAST_NOISE)
        shares = logits.softmax(dim=1)
        total = vectors.new_zeros(())
        for k, expert in enumerate(self.experts):
            total = total + shares[:, k : k + 1] * expert(vectors)
        return total


class UniSRec(FrozenVectorsMixin, WholeSequenceMixin, SASRec):  # type: ignore[misc]
    """UniSRec (Hou et al., KDD 2022, arXiv 2206.05941) trained from random weights on the dataset itself.

    A mixture of whitening experts maps the text vector of an item to its item vector. ``modalities: [id, text]`` is the
    paper's transductive setting, which adds an item embedding; ``modalities: [text]`` is the inductive one. The
    Transformer is RecBole's SASRec. In training, the loss is the softmax over all items of all domains; logits are
    cosines of states and item vectors, divided by a temperature. Scores are cosines.

    The model reads the merged sequence and does not know the domains, so their number does not matter.

    Differences from the authors' code: without the contrastive pretraining, no part of the encoder is frozen; a batch
    holds 128 whole sequences with a target at every position, where theirs holds 2,048 padded rows of one target each;
    PAD is not a candidate of the softmax; text vectors are scaled to a root mean square of 1, since encoders differ in
    their scale; the text part of an item without text is zero, where theirs maps a zero vector, so that in the
    inductive setting all its cosines are zero. ``loss_negatives`` (ours) replaces the softmax over all items by one
    over sampled candidates of every domain.

    Items cannot be added after training.

    Shapes: B users, T positions, C width, F text vector.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.baselines.options_unisrec.UniSRecOptions`.
    dataset : TEMADataset
        Provides sequences, domains and text vectors.
    """

    options = (UniSRecOptions, UniSRecTrainingOptions)
    required_modalities = ("text",)
    content_modalities = ("text",)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self.temperature = config["temperature"]
        text = dataset.features["text"]
        self.text: torch.Tensor
        self.has_text: torch.Tensor
        self.register_buffer("text", _scaled(text), persistent=False)
        self.register_buffer("has_text", text.present[:, None].float(), persistent=False)
        self.adaptor = ExpertMixture(
            self.text.shape[1], config["hidden_size"], config["n_experts"], config["adaptor_dropout_prob"]
        )
        if "id" not in config["modalities"]:
            self.item_embedding = None
        else:
            self._set_cold_rows_to_zero(dataset, [self.item_embedding])

    def item_vectors(self, items: torch.Tensor) -> torch.Tensor:
        """Vectors of items, before normalization.

        Parameters
        ----------
        items : Tensor of int64, shape (n,)
            In training, noise and dropout are drawn for each entry.

        Returns
        -------
        Tensor, shape (n, C)
        """
        if self._frozen_vectors is not None:
            return self._frozen_vectors[items]
        vectors: torch.Tensor = self.adaptor(self.text[items]) * self.has_text[items]
        return vectors if self.item_embedding is None else vectors + self.item_embedding(items)

    def _compute_vectors(self) -> torch.Tensor:
        return self.item_vectors(self._all_items())

    def user_states(self, items: torch.Tensor) -> torch.Tensor:
        """Unit state of the user at every position.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.

        Returns
        -------
        Tensor, shape (B, T, C)
        """
        vectors = self.item_vectors(items.flatten()).view(*items.shape, -1)
        positions = torch.arange(items.shape[1], device=items.device)
        x = self.dropout(self.LayerNorm(vectors + self.position_embedding(positions)))
        states = self.trm_encoder(x, self.get_attention_mask(items), output_all_encoded_layers=False)[-1]
        return F.normalize(states, dim=-1)

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the items of all domains at every supervised position.

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        items, targets = self.supervised(interaction)
        states = self.user_states(items)[targets > 0]
        targets = targets[targets > 0]
        candidates = torch.cat(
            draw_candidates([negatives.to(items.device) for negatives in self.negatives], self.loss_negatives)
        )
        needed, row_of = needed_items(targets, targets, [candidates], int(self.n_items))
        scores = TrainingScores(
            states / self.temperature,
            row_of[targets],
            torch.ones_like(targets),  # one softmax for all domains
            F.normalize(self.item_vectors(needed), dim=1),
            [row_of[candidates]],
        )
        return domain_cross_entropy(scores)

    def last_states(self, interaction: Any) -> torch.Tensor:
        """Unit states after the last interaction, Tensor (B, C)."""
        items = interaction[self.ITEM_SEQ]
        last = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        return self.user_states(items)[torch.arange(len(items), device=items.device), last]

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        vectors = F.normalize(self.item_vectors(interaction[self.ITEM_ID]), dim=1)
        return (self.last_states(interaction) * vectors).sum(dim=1)

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        scores = self.last_states(interaction) @ F.normalize(self.item_vectors(self._all_items()), dim=1).T
        scores[:, 0] = float("-inf")
        return scores

    def _all_items(self) -> torch.Tensor:
        return torch.arange(int(self.n_items), device=self.item_domain.device)


def _scaled(text: Vectors) -> torch.Tensor:
    """Text vectors with a root mean square of 1, Tensor (n_items, F); zero rows for items without text."""
    root_mean_square = text.values[text.present].square().mean().sqrt()
    return text.values / root_mean_square.clamp_min(1e-12)
