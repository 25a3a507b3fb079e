"""TEMA: Tag-Enriched Multi-Attention for cross-domain sequential recommendation (arXiv 2510.09224).

Read from top to bottom, :class:`TEMA` follows the method: items, views, user states, scores, loss. What the paper's
abstract leaves open and we chose is marked "ours".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.items import item_parts
from recbole_tema.model.layers import N_GAPS, View, attention_masks, dropout, gap_buckets, latest_position
from recbole_tema.model.likeness import Profile
from recbole_tema.model.loss import domain_cross_entropy, draw_candidates, first_occurrences

SECONDS_A_MONTH = 30.4375 * 86_400


class TEMA(SequentialRecommender):
    """Tags, text, image and ids fused into items; attention within and across domains; cosine scores.

    A score is the scaled cosine of user state and item; an item that the user had before gains or loses a learned
    offset, one a domain (ours): people buy tea again, but no second kettle.

    Shapes: B users, T positions, D domains, C width, G encoders (1 for early fusion, one a modality for late).

    Parameters
    ----------
    config : TEMAConfig
        Keys and defaults are in ``properties/model/TEMA.yaml``.
    dataset : TEMADataset
        Gives the item features and the domains.
    """

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        width, window = config["hidden_size"], config["MAX_ITEM_LIST_LENGTH"]
        self.combine, self.calendar = config["combine"], config["calendar"] == "month"
        self.loss_negatives, self.dropout = config["loss_negatives"], config["dropout"]
        self.n_domains = len(dataset.domains)
        self.item_domain: torch.Tensor
        self.register_buffer("item_domain", dataset.domains.of_item.clone(), persistent=False)
        self.rivals = dataset.rivals(config["negatives"])
        self.TIME_SEQ = "time" + config["LIST_SUFFIX"]

        counts = dataset.sequences.train_counts(self.n_items)
        self.parts = item_parts(
            list(config["modalities"]),
            dataset.features,
            counts=torch.from_numpy(counts),
            hidden_size=width,
            tag_weights=config["tag_weights"],
            shrinkage=config["id_shrinkage"],
            whitening=config["whitening"],
        )
        known = [name for name in self.parts if name != "id"] if config["likeness"] == "learned" else []
        self.profiles = nn.ModuleDict({name: Profile(self.n_domains, window) for name in known})
        self.late = config["fusion"] == "late"
        self.encoders = nn.ModuleList(
            Encoder(config, width, window) for _ in range(len(self.parts) if self.late else 1)
        )
        # Late fusion mixes the encoders' cosines with these weights (ancestors' form, HAF-VT).
        self.mix = nn.Parameter(torch.zeros(len(self.encoders)))
        if self.calendar:
            times = dataset.sequences.times
            self.first_month = float(times.min() // SECONDS_A_MONTH)
            self.n_months = int(times.max() // SECONDS_A_MONTH - self.first_month) + 2
            self.month = nn.Embedding(self.n_months, width)
        # What the days before an interaction tell: it begins a basket, or goes on with one (ours).
        self.gap = nn.Embedding(N_GAPS, width) if config["gaps"] == "log" else None
        # lambda1 and lambda2 of `combine: sum`.
        self.lambdas = nn.Parameter(torch.full((2,), 0.5))
        self.scale = nn.Parameter(torch.tensor(float(config["scale_init"])))
        # What a cosine gains or loses where the user had the item before; entry 0, PAD, stays 0.
        self.repeat = nn.Parameter(torch.zeros(self.n_domains + 1)) if config["repeats"] == "learned" else None
        self._frozen: Optional[list[torch.Tensor]] = None
        self._frozen_blocks: Optional[list[tuple[torch.Tensor, torch.Tensor]]] = None
        self.apply(_initialise)

    @property
    def members(self) -> list[torch.Tensor]:
        """Ids of each domain's items."""
        return [torch.nonzero(self.item_domain == d + 1)[:, 0] for d in range(self.n_domains)]

    # Stage 3: item representation.

    @contextmanager
    def frozen_items(self) -> Iterator[None]:
        """Within this, item tables are computed once: for evaluation, while no weight changes."""
        with torch.no_grad():
            self._frozen = self.item_tables()
            self._frozen_blocks = self._domain_blocks(self._frozen)
            try:
                yield
            finally:
                self._frozen = self._frozen_blocks = None

    def item_tables(self, items: Optional[torch.Tensor] = None) -> list[torch.Tensor]:
        """Item vectors before normalisation, of some items (n,) or of all.

        One table (n, C) an encoder, then one (n, F) of frozen features a profile.
        """
        if self._frozen is not None:
            return self._frozen
        parts = [part(items) for part in self.parts.values()]
        known = [self.parts[name].frozen(items) for name in self.profiles]  # type: ignore[operator]
        return [*(parts if self.late else [torch.stack(parts).sum(dim=0)]), *known]

    def _domain_blocks(self, tables: list[torch.Tensor]) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Ids (M,) and unit vectors (M, G * C + F ...) of each domain's items."""
        vectors = self.item_vectors(tables)
        return [(items, vectors[items]) for items in self.members]

    def _weights(self) -> torch.Tensor:
        return torch.softmax(self.mix, dim=0)

    def item_vectors(self, tables: list[torch.Tensor]) -> torch.Tensor:
        """Unit item vectors side by side, Tensor (n, G * C + F ...); an absent modality is a zero block."""
        count = len(self.encoders)
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
        Tensor, shape (B, T, D, G * C + F ...)
            Its product with :meth:`item_vectors` is the cosine (``joint``), or the weighted sum of cosines (``sum``,
            late fusion), and what likeness adds.
        """
        domain = self.item_domain[items]
        masks = attention_masks(items, domain)
        latest = latest_position(domain, self.n_domains)
        gaps = None if self.gap is None else gap_buckets(times)
        states = []
        for weight, encoder, table in zip(self._weights(), self.encoders, tables):
            x = F.embedding(items if rows is None else rows, table)  # (B, T, C)
            if self.calendar:
                x = x + self.month(self._months(times))
            if self.gap is not None and gaps is not None:
                # (B, T): the bucket of each interaction and the one before it; the first has none before.
                x = x + self.gap(F.pad(gaps.diagonal(-1, 1, 2), (1, 0), value=N_GAPS - 1))
            x = dropout(x, self.dropout, self.training)
            intra, merged = encoder(x, masks, gaps)
            states.append(weight * self._combined(intra, merged, latest, encoder))
        known = tables[len(self.encoders) :]
        states += [
            profile(F.embedding(items if rows is None else rows, table), domain)
            for profile, table in zip(self.profiles.values(), known)
        ]
        return torch.cat(states, dim=-1)

    def _months(self, times: torch.Tensor) -> torch.Tensor:
        months = torch.div(times, SECONDS_A_MONTH, rounding_mode="floor") - self.first_month
        return months.long().clamp(0, self.n_months - 1)

    def _combined(self, intra: torch.Tensor, merged: torch.Tensor, latest: torch.Tensor, encoder: Any) -> torch.Tensor:
        """One state towards each domain, (B, T, D, C), from both views (B, T, C) and latest positions (B, T, D)."""
        batch, length, n_domains = latest.shape
        visited = (latest >= 0)[..., None]
        rows = latest.clamp_min(0).view(batch, length * n_domains, 1).expand(-1, -1, intra.shape[-1])
        # (B, T, D, C): the intra state at the latest item of each domain, nothing where none was seen.
        within = intra.gather(1, rows).view(batch, length, n_domains, -1) * visited
        merged = merged[:, :, None]
        if self.combine == "joint":
            return F.normalize(encoder.within(within) + encoder.across(merged), dim=-1)
        within = F.normalize(within, dim=-1)
        others = (within.sum(dim=2, keepdim=True) - within) / max(n_domains - 1, 1)
        return within + self.lambdas[0] * others + self.lambdas[1] * F.normalize(merged, dim=-1)

    # Loss and scores.

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Cross-entropy over the target's domain at every supervised position (ours).

        Parameters
        ----------
        interaction : Interaction
            A batch of :class:`~recbole_tema.windows.WindowLoader`.
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
            self._repeat_offsets()[domain],
        )

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

    def _repeat_offsets(self) -> torch.Tensor:
        """What a logit gains where the user had the item before (ours), Tensor (D + 1,) by the item's domain."""
        if self.repeat is None:
            return self.scale.new_zeros(self.n_domains + 1)
        return self.scale * self.repeat

    def _last_states(self, interaction: Any, tables: list[torch.Tensor]) -> torch.Tensor:
        items = interaction[self.ITEM_SEQ]
        timed = self.calendar or self.gap is not None
        times = interaction[self.TIME_SEQ] if timed else torch.zeros_like(items, dtype=torch.float)
        states = self.user_states(items, times, tables)
        last: torch.Tensor = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        return self.scale * states[torch.arange(len(last), device=last.device), last]  # (B, D, G * C)

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item a user, Tensor (B,)."""
        tables = self.item_tables()
        items: torch.Tensor = interaction[self.ITEM_ID]
        states = self._last_states(interaction, tables)
        towards = states[torch.arange(len(items), device=items.device), self.item_domain[items] - 1]
        again = (interaction[self.ITEM_SEQ] == items[:, None]).any(dim=1)
        return (towards * self.item_vectors(tables)[items]).sum(dim=-1) + again * self._repeat_offsets()[
            self.item_domain[items]
        ]

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        tables = self.item_tables()
        blocks = self._domain_blocks(tables) if self._frozen_blocks is None else self._frozen_blocks
        states = self._last_states(interaction, tables)
        scores = states.new_empty(len(states), int(self.n_items))
        scores[:, 0] = float("-inf")
        for d, (columns, vectors) in enumerate(blocks):
            scores.index_copy_(1, columns, states[:, d] @ vectors.T)
        history = first_occurrences(interaction[self.ITEM_SEQ])
        offsets = self._repeat_offsets()[self.item_domain[history]]  # PAD's is 0
        return scores.scatter_add_(1, history, offsets)


class Encoder(nn.Module):
    """The intra and the inter view of one item space; either is left out with 0 layers."""

    def __init__(self, config: Any, width: int, window: int) -> None:
        super().__init__()
        shape = (width, config["n_heads"], config["dropout"], window, config["gaps"] == "log")
        self.intra = View(config["n_intra_layers"], *shape) if config["n_intra_layers"] else None
        self.inter = View(config["n_inter_layers"], *shape) if config["n_inter_layers"] else None
        self.within = nn.Linear(width, width, bias=False)
        self.across = nn.Linear(width, width, bias=False)

    def forward(
        self, x: torch.Tensor, masks: tuple[torch.Tensor, torch.Tensor], gaps: Optional[torch.Tensor] = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Intra and merged states, each (B, T, C); zero for a view that is left out."""
        intra = torch.zeros_like(x) if self.intra is None else self.intra(x, masks[0], gaps)
        merged = torch.zeros_like(x) if self.inter is None else self.inter(x, masks[1], gaps)
        return intra, merged


def _initialise(module: nn.Module) -> None:
    if isinstance(module, (nn.Linear, nn.Embedding, nn.EmbeddingBag)):
        width = int(module.weight.shape[-1])
        # Learned tables start small: most items share most of their tags, and a strong common start makes all alike.
        nn.init.normal_(module.weight, std=width**-0.5 if isinstance(module, nn.Linear) else 0.02)
        if getattr(module, "padding_idx", None) == 0:
            nn.init.zeros_(module.weight.data[0])
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)
