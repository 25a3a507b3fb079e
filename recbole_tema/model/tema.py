"""TEMA: Tag-Enriched Multi-Attention for cross-domain sequential recommendation (arXiv 2510.09224).

Read from top to bottom, :class:`TEMA` follows the method: items, views, user states, scores, loss. What the paper's
abstract leaves open and we chose is marked "ours".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Optional, Union

import numpy as np
import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.model.embeddings import FrozenVectors, IdEmbedding, frozen_features
from recbole_tema.model.likeness import Profile
from recbole_tema.model.loss import domain_cross_entropy, draw_candidates, first_occurrences
from recbole_tema.model.neighbours import Neighbours
from recbole_tema.model.network import Histories, Network, read_histories

SECONDS_A_MONTH = 30.4375 * 86_400


class TEMA(SequentialRecommender):
    """Tags, text, image and ids fused into items; attention within and across domains; cosine scores.

    A score is the scaled cosine of user state and item; an item that the user had before gains or loses a learned
    offset, one a domain (ours): people buy tea again, but no second kettle. An item that is among the nearest of one
    that the user had gains their cosine times a weight (ours): another flavour, another size.

    Several networks may be trained side by side, each with a loss of its own; their mean cosine scores (ours). Single
    ones err apart, most of all on rare items, and the mean errs less. Some of them may do without the intra view: those
    are better at what many had, the others at what few had.

    Shapes: B users, T positions, D domains, K networks, C width, G encoders (1 for early fusion, one a modality for
    late), F frozen features.

    Parameters
    ----------
    config : TEMAConfig
        Keys and defaults are in ``properties/model/TEMA.yaml``.
    dataset : TEMADataset
        Gives the item features and the domains.
    """

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self.calendar, self.timed = config["calendar"] == "month", config["gaps"] == "log"
        self.loss_negatives = config["loss_negatives"]
        self.n_domains = len(dataset.domains)
        self.item_domain: torch.Tensor
        self.register_buffer("item_domain", dataset.domains.of_item.clone(), persistent=False)
        self.rivals = dataset.rivals(config["negatives"])
        self.TIME_SEQ = "time" + config["LIST_SUFFIX"]

        n_months = self._read_calendar(dataset.sequences.times) if self.calendar else 0
        counts = torch.from_numpy(dataset.sequences.train_counts(self.n_items))
        self.frozen = frozen_features(
            list(config["modalities"]),
            dataset.features,
            tag_weights=config["tag_weights"],
            whitening=config["whitening"],
        )
        with_intra = config["ensemble"] - config["inter_only"]
        layers = [config["n_intra_layers"] if k < with_intra else 0 for k in range(config["ensemble"])]
        self.networks = nn.ModuleList(Network(config, self.frozen, counts, n_months, n) for n in layers)
        alike = list(self.frozen) if config["likeness"] == "learned" else []
        window = config["MAX_ITEM_LIST_LENGTH"]
        self.profiles = nn.ModuleDict({name: Profile(self.n_domains, window) for name in alike})
        compared = [
            name for name in self.frozen if config["neighbours"] and isinstance(self.frozen[name], FrozenVectors)
        ]
        self.neighbour_weight = float(config["neighbour_weight"])
        self.neighbours = nn.ModuleDict(
            {name: Neighbours(self.frozen[name](None), self.item_domain, config["neighbours"]) for name in compared}
        )
        self.scale = nn.Parameter(torch.tensor(float(config["scale_init"])))
        # What a cosine gains or loses where the user had the item before; entry 0, PAD, stays 0.
        self.repeat = nn.Parameter(torch.zeros(self.n_domains + 1)) if config["repeats"] == "learned" else None
        self._tables: Optional[list[torch.Tensor]] = None
        self._blocks: Optional[list[tuple[torch.Tensor, torch.Tensor]]] = None
        self.apply(_initialise)

    def _read_calendar(self, times: np.ndarray) -> int:
        self.first_month = float(times.min() // SECONDS_A_MONTH)
        self.n_months = int(times.max() // SECONDS_A_MONTH - self.first_month) + 2
        return self.n_months

    @property
    def members(self) -> list[torch.Tensor]:
        """Ids of each domain's items."""
        return [torch.nonzero(self.item_domain == d + 1)[:, 0] for d in range(self.n_domains)]

    # Stage 3: item representation.

    def extended(self, domains: torch.Tensor, features: Mapping[str, Union[Tags, Vectors]]) -> TEMA:
        """A copy that has more items, which nobody had in training: they are what their features tell.

        Parameters
        ----------
        domains : Tensor of int64, shape (m,)
            Domain of each new item, from 1.
        features : mapping of str to Tags or Vectors
            Those of the new items alone, by modality; each that the model reads. Tag ids are the model's.
        """
        model = deepcopy(self)
        model._tables = model._blocks = None
        model.item_domain = torch.cat([model.item_domain, domains.to(model.item_domain.device)])
        model.n_items += len(domains)
        for name, frozen in model.frozen.items():
            frozen.extend(features[name])  # type: ignore[operator]
        for name, nearest in model.neighbours.items():
            nearest.find(model.frozen[name](None), model.item_domain)  # type: ignore[operator]
        ids: list[Any] = [part for part in model.modules() if isinstance(part, IdEmbedding)]
        for part in ids:
            part.extend(len(domains))
        return model

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Within this, item tables are computed once: for evaluation, while no weight changes."""
        with torch.no_grad():
            self.freeze_items()
            try:
                yield
            finally:
                self._tables = self._blocks = None

    @torch.no_grad()
    def freeze_items(self) -> None:
        """Compute item tables once and for all: for a model that is trained no more."""
        self._tables = None
        self._tables = self.item_tables()
        self._blocks = self._domain_blocks(self._tables)

    def item_tables(self, items: Optional[torch.Tensor] = None) -> list[torch.Tensor]:
        """Item vectors before normalisation, of some items (n,) or of all.

        One table (n, C) an encoder of each network, then one (n, F) of frozen features a profile.
        """
        if self._tables is not None:
            return self._tables
        learned = [table for network in self.networks for table in network.item_tables(items)]  # type: ignore[operator]
        return [*learned, *(self.frozen[name](items) for name in self.profiles)]

    def _domain_blocks(self, tables: list[torch.Tensor]) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Ids (M,) and unit vectors (M, K * G * C + F ...) of each domain's items."""
        vectors = self.item_vectors(tables)
        return [(items, vectors[items]) for items in self.members]

    def item_vectors(self, tables: list[torch.Tensor]) -> torch.Tensor:
        """Unit item vectors side by side, Tensor (n, K * G * C + F ...); an absent modality is a zero block."""
        count = len(tables) - len(self.profiles)
        return torch.cat([*(F.normalize(table, dim=1) for table in tables[:count]), *tables[count:]], dim=1)

    # Stage 4: hierarchical attention.

    def user_states(
        self,
        items: torch.Tensor,
        times: torch.Tensor,
        tables: list[torch.Tensor],
        rows: Optional[torch.Tensor] = None,
    ) -> torch.Tensor:
        """The user's state at every position, towards every domain.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.
        times : Tensor of float32, shape (B, T)
            Unix seconds of the interactions.
        tables : list of Tensor, each (n, C)
            From :meth:`item_tables`.
        rows : Tensor of int64, shape (B, T), optional
            Where the items stand in the tables; by default all items do, in the order of their ids.

        Returns
        -------
        Tensor, shape (B, T, D, K * G * C + F ...)
            Each network's state, then what likeness adds. The product of a network's columns with those of
            :meth:`item_vectors` is its cosine.
        """
        rows = items if rows is None else rows
        histories = self.read(items, times, rows)
        learned, known = self.split(tables)
        states = [network(histories, own) for network, own in zip(self.networks, learned)]
        domain = self.item_domain[items]
        profiles = [profile(F.embedding(rows, table), domain) for profile, table in zip(self.profiles.values(), known)]
        return torch.cat([*states, *profiles], dim=-1)

    def read(self, items: torch.Tensor, times: torch.Tensor, rows: torch.Tensor) -> Histories:
        """Histories as every network reads them; arguments as of :meth:`user_states`."""
        months = self._months(times) if self.calendar else None
        domain = self.item_domain[items]
        return read_histories(items, times, domain, self.n_domains, rows=rows, months=months, gaps=self.timed)

    def split(self, tables: list[torch.Tensor]) -> tuple[list[list[torch.Tensor]], list[torch.Tensor]]:
        """Tables of :meth:`item_tables` as those of each network, and those of frozen features."""
        count = len(tables) - len(self.profiles)
        each = count // len(self.networks)
        return [tables[k * each : (k + 1) * each] for k in range(len(self.networks))], tables[count:]

    def _months(self, times: torch.Tensor) -> torch.Tensor:
        months = torch.div(times, SECONDS_A_MONTH, rounding_mode="floor") - self.first_month
        return months.long().clamp(0, self.n_months - 1)

    # Loss and scores.

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the target's domain at every supervised position (ours).

        Parameters
        ----------
        interaction : Interaction
            A batch of :class:`~recbole_tema.data.dataloader.WindowLoader`.
        """
        items, targets = interaction[self.ITEM_SEQ], interaction["target_list"]
        candidates = draw_candidates([some.to(items.device) for some in self.rivals], self.loss_negatives)
        needed, row_of = self._needed(items, targets, candidates)
        tables = self.item_tables(needed)
        states = self.user_states(items, interaction[self.TIME_SEQ], tables, row_of[items])
        users, steps = torch.nonzero(targets, as_tuple=True)  # (N,) each
        targets = targets[users, steps]
        domain = self.item_domain[targets]
        past = torch.arange(items.shape[1], device=items.device) <= steps[:, None]
        flat = (users * items.shape[1] + steps) * self.n_domains + domain - 1
        return domain_cross_entropy(
            self.scale * states.flatten(0, 2).index_select(0, flat),
            row_of[targets],
            domain,
            self.item_vectors(tables),
            [row_of[some] for some in candidates],
            row_of[first_occurrences(items)][users] * past,
            self.repeat_offsets()[domain],
            networks=self._widths(tables),
        )

    def _widths(self, tables: list[torch.Tensor]) -> list[int]:
        """Columns of each network among those of :meth:`item_vectors`."""
        learned = tables[: len(tables) - len(self.profiles)]
        return [sum(table.shape[1] for table in learned) // len(self.networks)] * len(self.networks)

    def _needed(
        self, items: torch.Tensor, targets: torch.Tensor, candidates: list[torch.Tensor]
    ) -> tuple[Optional[torch.Tensor], torch.Tensor]:
        """The items that a step works with (n,), None for all, and each item's row among them (n_items,)."""
        if self.loss_negatives == 0:
            return None, torch.arange(self.n_items, device=items.device)
        used = torch.zeros(self.n_items, dtype=torch.bool, device=items.device)
        for some in (items, targets, *candidates):
            used[some] = True
        used[0] = True  # PAD stays row 0
        return torch.nonzero(used)[:, 0], (used.cumsum(0) - 1).clamp_min(0)

    def repeat_offsets(self) -> torch.Tensor:
        """What a logit gains where the user had the item before (ours), Tensor (D + 1,) by the item's domain."""
        if self.repeat is None:
            return self.scale.new_zeros(self.n_domains + 1)
        return self.scale * self.repeat

    def last_states(self, interaction: Any, tables: list[torch.Tensor]) -> torch.Tensor:
        """The scaled states that score, Tensor (B, D, K * G * C + F ...).

        The product of a row with an item's row of :meth:`item_vectors` is its score, but for :meth:`gains`.
        """
        items = interaction[self.ITEM_SEQ]
        timed = self.calendar or self.timed
        times = interaction[self.TIME_SEQ] if timed else torch.zeros_like(items, dtype=torch.float)
        states = self.user_states(items, times, tables)
        last: torch.Tensor = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        states = states[torch.arange(len(last), device=last.device), last]  # (B, D, K * G * C + F ...)
        learned = sum(self._widths(tables))
        mean = states[..., :learned] / len(self.networks)
        return self.scale * torch.cat([mean, states[..., learned:]], dim=-1)

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item a user, Tensor (B,)."""
        tables = self.item_tables()
        items: torch.Tensor = interaction[self.ITEM_ID]
        states = self.last_states(interaction, tables)
        towards = states[torch.arange(len(items), device=items.device), self.item_domain[items] - 1]
        gains = self.gains(first_occurrences(interaction[self.ITEM_SEQ])).gather(1, items[:, None])[:, 0]
        return (towards * self.item_vectors(tables)[items]).sum(dim=-1) + gains

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        tables = self.item_tables()
        blocks = self._domain_blocks(tables) if self._blocks is None else self._blocks
        states = self.last_states(interaction, tables)
        scores = states.new_empty(len(states), int(self.n_items))
        scores[:, 0] = float("-inf")
        for d, (columns, vectors) in enumerate(blocks):
            scores.index_copy_(1, columns, states[:, d] @ vectors.T)
        return scores.add_(self.gains(first_occurrences(interaction[self.ITEM_SEQ])))

    def gains(self, had: torch.Tensor) -> torch.Tensor:
        """What is added to the products of states and vectors, Tensor (B, n_items): by repeats and by neighbours.

        Parameters
        ----------
        had : Tensor of int64, shape (B, T)
            What users had, each item once (:func:`~recbole_tema.model.loss.first_occurrences`); 0 elsewhere.
        """
        offsets = self.repeat_offsets()[self.item_domain[had]]  # PAD's is 0
        gains = offsets.new_zeros(len(had), int(self.n_items)).scatter_add_(1, had, offsets)
        for nearest in self.neighbours.values():
            gains.add_(nearest(had) * self.neighbour_weight * self.scale)
        return gains

    def gaining(self, had: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The items (m,) for which :meth:`gains` of one history (T,) is not 0, and their gains (m,)."""
        lists: list[Any] = list(self.neighbours.values())
        items = torch.unique(torch.cat([had, *(nearest.ids[had].flatten() for nearest in lists)]))
        gains = self.repeat_offsets()[self.item_domain[items]] * torch.isin(items, had)
        for nearest in lists:
            gains = gains + nearest.owed(had, items).sum(dim=1) * self.neighbour_weight * self.scale
        there = (gains != 0) & (items > 0)
        return items[there], gains[there]


def _initialise(module: nn.Module) -> None:
    if isinstance(module, (nn.Linear, nn.Embedding, nn.EmbeddingBag)):
        width = int(module.weight.shape[-1])
        # Learned tables start small: most items share most of their tags, and a strong common start makes all alike.
        nn.init.normal_(module.weight, std=width**-0.5 if isinstance(module, nn.Linear) else 0.02)
        if getattr(module, "padding_idx", None) == 0:
            nn.init.zeros_(module.weight.data[0])
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)
