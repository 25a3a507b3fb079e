"""What models that train on whole sequences have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from recbole.utils import InputType

from recbole_tema.errors import ConfigError

TARGET_LIST = "target_list"


class WholeSequenceMixin:
    """Class attributes and helpers of models that train on whole sequences, with a loss at every position.

    Attributes
    ----------
    uses_whole_sequences : bool
        The model trains on batches of :class:`~recbole_tema.data.dataloader.SequenceDataLoader`.
    explainable : bool
        :mod:`recbole_tema.model.attribution` can decompose its scores.
    supports_cold_items : bool
        :mod:`recbole_tema.model.cold_start` can add items to it after training.
    scores_are_products : bool
        A score is the inner product of a user state and an item vector plus a bonus, so that an index can find the top.
    options : tuple of type
        Dataclasses of its settings.
    required_modalities : tuple of str
        Item features without which it cannot be trained.
    content_modalities : tuple of str
        Modalities by any of which it ranks items without training interactions.
    """

    input_type = InputType.POINTWISE
    uses_whole_sequences = True
    explainable = False
    supports_cold_items = False
    scores_are_products = False
    options: tuple[type, ...] = ()
    required_modalities: tuple[str, ...] = ()
    content_modalities: tuple[str, ...] = ()

    ITEM_SEQ: str
    ITEM_SEQ_LEN: str
    ITEM_ID: str
    n_domains: int
    item_domain: torch.Tensor
    negatives: list[torch.Tensor]
    loss_negatives: int

    def _set_domains(self, config: Any, dataset: Any) -> None:
        """Register the domain of each item, and the candidate negatives of each domain with their number."""
        if not (hasattr(dataset, "split") and hasattr(dataset, "domains")):
            raise ConfigError(
                f"{type(self).__name__} needs a TEMADataset, got {type(dataset).__name__}.",
                remedy="Create the dataset with recbole_tema.create_dataset(config).",
            )
        domains = dataset.domains
        self.loss_negatives = config["loss_negatives"]
        self.n_domains = len(domains)
        self.register_buffer("item_domain", domains.of_item.clone(), persistent=False)  # type: ignore[attr-defined]
        self.negatives = [domains.items_of(d) for d in range(1, len(domains) + 1)]
        cold = dataset.split.cold_items()
        if cold is not None:
            warm = torch.from_numpy(~cold)
            self.negatives = [items[warm[items]] for items in self.negatives]

    @torch.no_grad()
    def _set_cold_rows_to_zero(self, dataset: Any, tables: Iterable[Any]) -> None:
        """Set the id embeddings of the cold items of a split to zero: their random start would never be trained."""
        cold = dataset.split.cold_items()
        if cold is not None:
            for table in tables:
                table.weight[torch.from_numpy(cold)] = 0.0

    def supervised(self, interaction: Any) -> tuple[torch.Tensor, torch.Tensor]:
        """Inputs and targets of a training batch.

        Parameters
        ----------
        interaction : Interaction
            Whole sequences with ``target_list``, or padded rows with one target each from RecBole's own loader.

        Returns
        -------
        items, targets : Tensors of int64, shape (B, T)
            Targets are 0 where nothing is trained.
        """
        items: torch.Tensor = interaction[self.ITEM_SEQ]
        if TARGET_LIST in interaction:
            return items, interaction[TARGET_LIST]
        last = interaction[self.ITEM_SEQ_LEN].clamp_min(1)[:, None] - 1
        return items, torch.zeros_like(items).scatter_(1, last, interaction[self.ITEM_ID][:, None])


class FrozenVectorsMixin:
    """Item vectors that are computed once while no weight changes.

    A model defines ``_compute_vectors``, and its ``item_vectors`` uses ``_frozen_vectors`` unless it is None.
    """

    _frozen_vectors: Any = None

    def _compute_vectors(self) -> Any:
        raise NotImplementedError

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Compute item vectors once for the block: for evaluation."""
        self.freeze_items()
        try:
            yield
        finally:
            self._frozen_vectors = None

    @torch.no_grad()
    def freeze_items(self) -> None:
        """Compute item vectors once and for all: for a model that is not trained further."""
        self._frozen_vectors = None
        self._frozen_vectors = self._compute_vectors()
