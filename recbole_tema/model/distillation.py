"""Loss within the target's domain, towards the targets or towards what other networks predict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn

from recbole_tema.model.loss import TrainingScores, domain_cross_entropy, draw_candidates, soft_targets
from recbole_tema.model.sequences import WholeSequenceMixin

# Share of the target itself in what a model with teachers learns (benchmarks/LOG.md).
_HARD = 0.3


class DistilledMixin(WholeSequenceMixin):
    """Whole-sequence models that learn from targets or from teachers.

    A network that learns the mean prediction of several networks of its kind keeps a part of what their mean gains over
    one of them (Hinton et al. 2015, Distilling the Knowledge in a Neural Network). Soft targets at every position of a
    sequence, over sampled candidates, are ours.

    Attributes
    ----------
    teachers : tuple of recommenders
        Trained models with the same items and domains; not part of this model's weights. Without any, the targets are
        learned.
    """

    teachers: tuple[Any, ...] = ()

    def id_tables(self) -> list[nn.Embedding]:
        """Id embeddings of items, which :func:`~recbole_tema.training.start.start_ids` starts."""
        raise NotImplementedError

    def training_scores(self, interaction: Any, candidates: Sequence[torch.Tensor]) -> TrainingScores:
        """States of supervised positions and item vectors.

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        candidates : sequence of Tensor of int64
            Negatives of each domain.
        """
        raise NotImplementedError

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the target's domain at every supervised position (ours).

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        device = self.item_domain.device
        candidates = draw_candidates([negatives.to(device) for negatives in self.negatives], self.loss_negatives)
        scores = self.training_scores(interaction, candidates)
        if not self.teachers:
            return domain_cross_entropy(scores)
        with torch.no_grad():
            predicted = [teacher.training_scores(interaction, candidates) for teacher in self.teachers]
        return domain_cross_entropy(scores, soft_targets(predicted, _HARD))
