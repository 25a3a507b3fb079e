"""ContentKNN: nearest items by the content of the history, without training."""

from __future__ import annotations

from typing import Any

import torch
from recbole.model.abstract_recommender import SequentialRecommender
from recbole.utils import ModelType
from torch import nn
from torch.nn import functional as F

from recbole_tema.errors import ConfigError
from recbole_tema.model.baselines.options_content_knn import ContentKNNOptions
from recbole_tema.model.embeddings import frozen_features
from recbole_tema.model.sequences import FrozenVectorsMixin, WholeSequenceMixin


class ContentKNN(FrozenVectorsMixin, WholeSequenceMixin, SequentialRecommender):  # type: ignore[misc]
    """Cosine of the frozen features of an item with those of the history, weighted by recency.

    For each modality, the unit vectors of the history are summed with weights ``recency ** age``, where the last item
    has age 0. The score of an item is the mean over modalities of its cosines with these sums. Vectors are centered and
    whitened as those of TEMA are. Every item is scored in the same way, whether it has training interactions or not; an
    item without features scores 0.

    This is ItemKNN with content instead of co-occurrences, over all items instead of the k nearest (ours). Nothing is
    trained: the run ends after one pass over the data.

    Shapes: B users, T positions, F width of a modality.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.baselines.options_content_knn.ContentKNNOptions`.
    dataset : TEMADataset
        Provides item features.

    Raises
    ------
    ConfigError
        If there is no modality to compare.
    """

    type = ModelType.TRADITIONAL
    options = (ContentKNNOptions,)
    content_modalities = ("tag", "text", "image")

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self.frozen = frozen_features(
            list(config["modalities"]), dataset.features, tag_weights="score", whitening=config["whitening"]
        )
        if not self.frozen:
            raise ConfigError(
                "ContentKNN needs a modality to compare, and modalities is empty.",
                remedy="Set modalities to any of tag, text, image.",
            )
        self.recency = config["recency"]
        # RecBole's optimizer and loss need a parameter.
        self.unused = nn.Parameter(torch.zeros(()))

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Zero: nothing is learned."""
        return self.unused * 0.0

    def profiles(self, interaction: Any) -> list[torch.Tensor]:
        """Unit sums of the features of the history, one Tensor (B, F) per modality; zero without features."""
        items = interaction[self.ITEM_SEQ]
        positions = torch.arange(items.shape[1], device=items.device)
        age = interaction[self.ITEM_SEQ_LEN][:, None] - 1 - positions
        weights = torch.where(items > 0, self.recency ** age.clamp_min(0).float(), 0.0)[:, None]  # (B, 1, T)
        return [F.normalize((weights @ F.embedding(items, rows))[:, 0], dim=1) for rows in self.item_vectors()]

    def item_vectors(self) -> list[torch.Tensor]:
        """Unit rows of all items, one Tensor (n_items, F) per modality."""
        vectors: list[torch.Tensor] = self._frozen_vectors or self._compute_vectors()
        return vectors

    def _compute_vectors(self) -> list[torch.Tensor]:
        return [features(None) for features in self.frozen.values()]

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        rows = [vectors[interaction[self.ITEM_ID]] for vectors in self.item_vectors()]
        cosines = [(profile * vectors).sum(dim=1) for profile, vectors in zip(self.profiles(interaction), rows)]
        return torch.stack(cosines).mean(dim=0)

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        cosines = [profile @ rows.T for profile, rows in zip(self.profiles(interaction), self.item_vectors())]
        scores = torch.stack(cosines).mean(dim=0)
        scores[:, 0] = float("-inf")
        return scores
