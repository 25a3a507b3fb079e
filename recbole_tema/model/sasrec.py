"""SASRec trained as TEMA is: TEMA's lead over it is not due to the training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from recbole.model.sequential_recommender import SASRec
from torch import nn

from recbole_tema.model.distillation import DistilledMixin
from recbole_tema.model.loss import TrainingScores
from recbole_tema.model.options import DistilledTrainingOptions, SASRecWOptions


class SASRecW(DistilledMixin, SASRec):  # type: ignore[misc]
    """SASRec (Kang and McAuley 2018, RecBole's layers and scores) with a target at every position of whole sequences.

    The loss is TEMA's: cross-entropy within the target's domain, over all its items or over shared negatives.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.options.SASRecWOptions`.
    dataset : TEMADataset
        Provides sequences and domains.
    """

    options = (SASRecWOptions, DistilledTrainingOptions)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)

    def id_tables(self) -> list[nn.Embedding]:
        """The item embeddings."""
        return [self.item_embedding]

    def training_scores(self, interaction: Any, candidates: Sequence[torch.Tensor]) -> TrainingScores:
        """States at every supervised position, and all item embeddings."""
        items, targets = self.supervised(interaction)
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        targets = targets[users, steps]
        states = self._states(items)[users, steps]
        return TrainingScores(states, targets, self.item_domain[targets], self.item_embedding.weight, candidates)

    def _states(self, items: torch.Tensor) -> torch.Tensor:
        """States at every position, (B, T, C); RecBole's ``forward`` returns the last alone."""
        positions = torch.arange(items.shape[1], device=items.device)
        x = self.dropout(self.LayerNorm(self.item_embedding(items) + self.position_embedding(positions)))
        states: torch.Tensor = self.trm_encoder(x, self.get_attention_mask(items), output_all_encoded_layers=False)[-1]
        return states
