"""SASRec trained as TEMA is: TEMA's lead over it is not due to the training."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.sequential_recommender import SASRec

from recbole_tema.model.loss import domain_cross_entropy, draw_candidates
from recbole_tema.model.options import AveragedTrainingOptions, SASRecWOptions
from recbole_tema.model.sequences import WholeSequenceMixin


class SASRecW(WholeSequenceMixin, SASRec):  # type: ignore[misc]
    """SASRec (Kang and McAuley 2018, RecBole's layers and scores) with a target at every position of whole sequences.

    The loss is TEMA's: cross-entropy within the target's domain, over all its items or over shared negatives.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.options.SASRecWOptions`.
    dataset : TEMADataset
        Provides sequences and domains.
    """

    options = (SASRecWOptions, AveragedTrainingOptions)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self.loss_negatives = config["loss_negatives"]
        self._set_domains(config, dataset)

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the target's domain at every supervised position.

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        items, targets = self.supervised(interaction)
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        targets = targets[users, steps]
        no_history = torch.zeros(len(targets), 1, dtype=torch.long, device=items.device)
        return domain_cross_entropy(
            self._states(items)[users, steps],
            targets,
            self.item_domain[targets],
            self.item_embedding.weight,
            draw_candidates([negatives.to(items.device) for negatives in self.negatives], self.loss_negatives),
            no_history,
            torch.zeros(len(targets), device=items.device),
        )

    def _states(self, items: torch.Tensor) -> torch.Tensor:
        """States at every position, (B, T, C); RecBole's ``forward`` returns the last alone."""
        positions = torch.arange(items.shape[1], device=items.device)
        x = self.dropout(self.LayerNorm(self.item_embedding(items) + self.position_embedding(positions)))
        states: torch.Tensor = self.trm_encoder(x, self.get_attention_mask(items), output_all_encoded_layers=False)[-1]
        return states
