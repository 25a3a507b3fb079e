"""RecBole's SASRec trained as TEMA is: what is left of TEMA's lead over it is not owed to the training."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.sequential_recommender import SASRec

from recbole_tema.model.loss import domain_cross_entropy, draw_candidates


class SASRecW(SASRec):  # type: ignore[misc]
    """SASRec (Kang and McAuley 2018, RecBole's layers and scores) with a target at every position of whole sequences.

    The loss is TEMA's: cross-entropy within the target's domain, over all its items or over shared negatives.

    Parameters
    ----------
    config : TEMAConfig
        Keys and defaults are in ``properties/model/SASRecW.yaml``.
    dataset : TEMADataset
        Gives sequences and domains.
    """

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self.loss_negatives = config["loss_negatives"]
        self.item_domain: torch.Tensor
        self.register_buffer("item_domain", dataset.domains.of_item.clone(), persistent=False)
        self.rivals = dataset.rivals(config["negatives"])

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the target's domain at every supervised position.

        Parameters
        ----------
        interaction : Interaction
            A batch of :class:`~recbole_tema.data.dataloader.WindowLoader`.
        """
        items, targets = interaction[self.ITEM_SEQ], interaction["target_list"]
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        targets = targets[users, steps]
        nothing = torch.zeros(len(targets), 1, dtype=torch.long, device=items.device)
        return domain_cross_entropy(
            self._states(items)[users, steps],
            targets,
            self.item_domain[targets],
            self.item_embedding.weight,
            draw_candidates([some.to(items.device) for some in self.rivals], self.loss_negatives),
            nothing,
            torch.zeros(len(targets), device=items.device),
        )

    def _states(self, items: torch.Tensor) -> torch.Tensor:
        """States at every position, (B, T, C), where RecBole's ``forward`` keeps the last alone."""
        places = torch.arange(items.shape[1], device=items.device)
        x = self.dropout(self.LayerNorm(self.item_embedding(items) + self.position_embedding(places)))
        states: torch.Tensor = self.trm_encoder(x, self.get_attention_mask(items), output_all_encoded_layers=False)[-1]
        return states
