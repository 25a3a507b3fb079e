"""TEMA: Tag-Enriched Multi-Attention for cross-domain sequential recommendation (arXiv 2510.09224).

:class:`TEMA` reads like the method: items, attention, loss, scores. What the abstract of the paper leaves open and we
chose is marked "ours".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.attention import Calendar, Network, SequenceBatch, attention_masks, latest_position, rows_at
from recbole_tema.model.bonus import ScoreBonus
from recbole_tema.model.content import UserProfile
from recbole_tema.model.distillation import DistilledMixin
from recbole_tema.model.embeddings import IdEmbedding, frozen_features
from recbole_tema.model.loss import TrainingScores, first_occurrences, needed_items
from recbole_tema.model.options import DistilledTrainingOptions, TEMAOptions

INITIAL_SCALE = 14.0


@dataclass(frozen=True)
class ItemTables:
    """Item vectors of n items, of all networks and content features.

    Attributes
    ----------
    networks : list of list of Tensor, each (n, C)
        For each network, one table per encoder, before normalization.
    features : list of Tensor, each (n, F)
        Unit rows of the frozen features that content similarity compares, zero where missing.
    """

    networks: list[list[torch.Tensor]]
    features: list[torch.Tensor]

    @property
    def widths(self) -> list[int]:
        """Number of columns of each network in :meth:`vectors`."""
        return [sum(table.shape[1] for table in tables) for tables in self.networks]

    def vectors(self) -> torch.Tensor:
        """Unit item vectors side by side, Tensor (n, K * G * C + F ...)."""
        unit = [F.normalize(table, dim=1) for tables in self.networks for table in tables]
        return torch.cat([*unit, *self.features], dim=1)

    def by_domain(self, item_domain: torch.Tensor, n_domains: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Ids (M,) and unit vectors (M, K * G * C + F ...) of the items of each domain, for tables of all items."""
        vectors = self.vectors()
        domain_items = [torch.nonzero(item_domain == d + 1)[:, 0] for d in range(n_domains)]
        return [(items, vectors[items]) for items in domain_items]


class TEMA(DistilledMixin, SequentialRecommender):  # type: ignore[misc]
    """Tags, text, image and ids fused into items; attention within and across domains; cosine scores.

    - Items: embeddings of ids and tags, projections of frozen text and image vectors, summed (``fusion: early``).
    - Attention: an intra-domain and an inter-domain view over the merged sequence, combined into one user state per
      domain.
    - Score: scaled cosine of user state and item.
    - Content similarity (ours): cosine of the frozen features of an item with those of the history.
    - Score bonus (ours): repeat-consumption bias per domain, and item-item kNN by content or, for ids alone, by
      co-occurrence.
    - Ensemble (ours): several networks trained side by side, each with its own loss; their mean cosine scores.
    - Loss (ours): cross-entropy within the target's domain at every position, with shared uniform negatives, of the
      target or of what teachers predict (:class:`~recbole_tema.model.distillation.DistilledMixin`).

    Shapes: B users, T positions, D domains, K networks, C width, G encoders (1 for early fusion, one per modality for
    late), F frozen features.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.options.TEMAOptions`.
    dataset : TEMADataset
        Provides item features, domains and sequences.
    """

    options = (TEMAOptions, DistilledTrainingOptions)
    explainable = True
    supports_cold_items = True
    scores_are_products = True
    content_modalities = ("tag", "text", "image")

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self.TIME_SEQ = "time" + config["LIST_SUFFIX"]
        data, window = dataset.split, config["MAX_ITEM_LIST_LENGTH"]
        has_months = config["calendar"] == "month" and data.interactions.has_times
        self.calendar = Calendar(data.training_times()) if has_months else None
        self.frozen = frozen_features(
            list(config["modalities"]),
            dataset.features,
            tag_weights=config["tag_weights"],
            whitening=config["whitening"],
        )
        counts, n_months = torch.from_numpy(data.n_train_interactions()), getattr(self.calendar, "n_months", 0)
        networks = (Network(config, self.frozen, counts, n_months) for _ in range(config["ensemble"]))
        self.networks = nn.ModuleList(networks)
        compared = list(self.frozen) if config["content_similarity"] == "learned" else []
        self.profiles = nn.ModuleDict({name: UserProfile(self.n_domains, window) for name in compared})
        self.scale = nn.Parameter(torch.tensor(INITIAL_SCALE))
        self.bonus = ScoreBonus(config, self.frozen, data, self.item_domain, self.n_domains)
        self._frozen_tables: ItemTables | None = None
        self._frozen_vectors: list[tuple[torch.Tensor, torch.Tensor]] = []
        self.apply(_initialize)
        self._set_cold_rows_to_zero(dataset, self.id_tables())

    def id_tables(self) -> list[nn.Embedding]:
        """Id embeddings of all networks."""
        return [module.table for module in self.modules() if isinstance(module, IdEmbedding)]

    # Stages 2 and 3: item representation.

    def item_tables(self, items: torch.Tensor | None = None) -> ItemTables:
        """Item vectors of selected items (n,) or of all."""
        if self._frozen_tables is not None:
            return self._frozen_tables
        networks: list[Any] = list(self.networks)
        return ItemTables(
            [network.item_tables(items) for network in networks], [self.frozen[name](items) for name in self.profiles]
        )

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Compute item vectors once for the block: for evaluation, while no weight changes."""
        with torch.no_grad():
            self.freeze_items()
            try:
                yield
            finally:
                self._frozen_tables, self._frozen_vectors = None, []

    @torch.no_grad()
    def freeze_items(self) -> None:
        """Compute item vectors once and for all: for a model that is not trained further."""
        self._frozen_tables = None
        self._frozen_tables = self.item_tables()
        self._frozen_vectors = self._frozen_tables.by_domain(self.item_domain, self.n_domains)

    # Stage 4: hierarchical attention.

    def sequence_batch(
        self, items: torch.Tensor, times: torch.Tensor, rows: torch.Tensor, at: torch.Tensor | None = None
    ) -> SequenceBatch:
        """Masks, positions and months of histories; arguments as of :meth:`user_states`."""
        domain = self.item_domain[items]
        latest = latest_position(domain, self.n_domains)
        months = None if self.calendar is None else self.calendar(times)
        masks = attention_masks(items, domain)
        return SequenceBatch(rows, masks, latest if at is None else rows_at(latest, at), months, at)

    def user_states(
        self,
        items: torch.Tensor,
        times: torch.Tensor,
        tables: ItemTables,
        rows: torch.Tensor | None = None,
        at: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """State of the user at positions of the history, towards every domain.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.
        times : Tensor of float32, shape (B, T)
            Unix seconds of the interactions.
        tables : ItemTables
        rows : Tensor of int64, shape (B, T), optional
            Rows of the items in the tables; item ids by default.
        at : Tensor of int64, shape (B, 1), optional
            The one position of each history that is asked for; all T by default.

        Returns
        -------
        Tensor, shape (B, Q, D, K * G * C + F ...)
            States of the networks, then content profiles. The product of the columns of a network with those of
            :meth:`ItemTables.vectors` is its cosine.
        """
        rows = items if rows is None else rows
        batch = self.sequence_batch(items, times, rows, at)
        states = [network(batch, own) for network, own in zip(self.networks, tables.networks)]
        domain = self.item_domain[items]
        profiles = [
            profile(F.embedding(rows, features), domain, at)
            for profile, features in zip(self.profiles.values(), tables.features)
        ]
        return torch.cat([*states, *profiles], dim=-1)

    # Loss and scores.

    def training_scores(self, interaction: Any, candidates: Sequence[torch.Tensor]) -> TrainingScores:
        """States at every supervised position towards the target's domain, and vectors of the items of the step."""
        items, targets = self.supervised(interaction)
        needed, row_of = None, torch.arange(self.n_items, device=items.device)
        if self.loss_negatives:
            needed, row_of = needed_items(items, targets, candidates, self.n_items)
        tables = self.item_tables(needed)
        states = self.user_states(items, self._times(interaction, items), tables, row_of[items])
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        targets = targets[users, steps]
        domain = self.item_domain[targets]
        past = torch.arange(items.shape[1], device=items.device) <= steps[:, None]
        flat = (users * items.shape[1] + steps) * self.n_domains + domain - 1
        return TrainingScores(
            self.scale * states.flatten(0, 2).index_select(0, flat),
            row_of[targets],
            domain,
            tables.vectors(),
            [row_of[negatives] for negatives in candidates],
            row_of[first_occurrences(items)][users] * past,
            self.bonus.repeat_bias(self.scale)[domain],
            networks=tables.widths,
        )

    def last_states(self, interaction: Any, tables: ItemTables) -> torch.Tensor:
        """Scaled states after the last interaction, Tensor (B, D, K * G * C + F ...).

        The product of a row with a row of :meth:`ItemTables.vectors` is the score without :meth:`score_bonus`.
        """
        items = interaction[self.ITEM_SEQ]
        last: torch.Tensor = interaction[self.ITEM_SEQ_LEN].clamp_min(1)[:, None] - 1
        states = self.user_states(items, self._times(interaction, items), tables, at=last)[:, 0]
        learned = sum(tables.widths)
        mean = states[..., :learned] / len(self.networks)
        return self.scale * torch.cat([mean, states[..., learned:]], dim=-1)

    def _times(self, interaction: Any, items: torch.Tensor) -> torch.Tensor:
        """Times (B, T); zeros, which nothing reads, without a calendar."""
        return torch.zeros_like(items, dtype=torch.float) if self.calendar is None else interaction[self.TIME_SEQ]

    def score_bonus(self, interaction: Any) -> torch.Tensor:
        """Bonus of every item for the histories of a batch, Tensor (B, n_items)."""
        return self.bonus(first_occurrences(interaction[self.ITEM_SEQ]), self.item_domain, self.scale)

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        tables = self.item_tables()
        items: torch.Tensor = interaction[self.ITEM_ID]
        states = self.last_states(interaction, tables)
        states = states[torch.arange(len(items), device=items.device), self.item_domain[items] - 1]
        bonus = self.score_bonus(interaction).gather(1, items[:, None])[:, 0]
        return (states * tables.vectors()[items]).sum(dim=-1) + bonus

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        tables = self.item_tables()
        states = self.last_states(interaction, tables)
        scores = states.new_empty(len(states), int(self.n_items))
        scores[:, 0] = float("-inf")
        blocks = self._frozen_vectors or tables.by_domain(self.item_domain, self.n_domains)
        for d, (items, vectors) in enumerate(blocks):
            scores.index_copy_(1, items, states[:, d] @ vectors.T)
        return scores.add_(self.score_bonus(interaction))


def _initialize(module: nn.Module) -> None:
    if isinstance(module, (nn.Linear, nn.Embedding, nn.EmbeddingBag)):
        width = int(module.weight.shape[-1])
        # Embeddings start small: most items share most of their tags, and a large common start makes all items alike.
        nn.init.normal_(module.weight, std=width**-0.5 if isinstance(module, nn.Linear) else 0.02)
        if getattr(module, "padding_idx", None) == 0:
            nn.init.zeros_(module.weight.data[0])
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)
