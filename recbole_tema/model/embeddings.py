"""Item representation: ids, tags and frozen modalities projected to one width (method, stages 2 and 3).

What is known of items before any training is held apart from what is learned of it: several networks learn from it, and
likeness compares it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional, Union

import torch
from torch import nn

from recbole_tema.data.features import Tags, Vectors

# Ids (n,) of the items that are asked for; all without them.
Some = Optional[torch.Tensor]


def _of(values: torch.Tensor, items: Some) -> torch.Tensor:
    return values if items is None else values.index_select(0, items)


class FrozenTags(nn.Module):
    """Tags of every item, and how much of an item each of its tags is.

    Parameters
    ----------
    tags : Tags
        Tags of every item.
    weights : {"score", "binary"}
        Matching scores, or the ablation that weighs every kept tag alike; both are normalised to sum 1.
    """

    def __init__(self, tags: Tags, weights: str) -> None:
        super().__init__()
        kept = tags.scores if weights == "score" else (tags.ids > 0).float()
        # An item whose scores are all 0 has tags that say nothing: it stays at zero.
        share = kept / kept.sum(dim=1, keepdim=True).clamp_min(1e-12)
        self.n_tags, self.weights = len(tags.names), weights
        self.ids: torch.Tensor
        self.share: torch.Tensor
        self.register_buffer("ids", tags.ids, persistent=False)
        self.register_buffer("share", share, persistent=False)

    def extend(self, tags: Tags) -> None:
        """Add items, with tags that are among those here."""
        other = FrozenTags(tags, self.weights)
        most = max(self.ids.shape[1], other.ids.shape[1])
        self.ids, self.share = (
            torch.cat([nn.functional.pad(rows, (0, most - rows.shape[1])) for rows in (mine, theirs.to(mine.device))])
            for mine, theirs in ((self.ids, other.ids), (self.share, other.share))
        )

    def forward(self, items: Some = None) -> torch.Tensor:
        """Unit rows of tag shares of some items or all, zero where an item has none, Tensor (n, K + 1)."""
        ids, share = _of(self.ids, items), _of(self.share, items)
        return nn.functional.normalize(share.new_zeros(len(ids), self.n_tags).scatter_add_(1, ids, share))


class TagEmbedding(nn.Module):
    """Weighted multi-hot tags times a learned table: e_tag = m W_tag (method, stage 2).

    Parameters
    ----------
    tags : FrozenTags
    hidden_size : int
        Width C.
    """

    def __init__(self, tags: FrozenTags, hidden_size: int) -> None:
        super().__init__()
        self.tags = tags
        self.table = nn.EmbeddingBag(tags.n_tags, hidden_size, mode="sum", padding_idx=0)

    def forward(self, items: Some = None) -> torch.Tensor:
        """Tag embeddings of some items or all, Tensor (n, C)."""
        return self.table(_of(self.tags.ids, items), per_sample_weights=_of(self.tags.share, items))


def whitening_of(rows: torch.Tensor, power: float) -> torch.Tensor:
    """A matrix that turns rows' directions of much variance down, as whitening does in full (Su et al. 2021).

    Sentence encoders put most of their variance into few directions, which tell kinds of text apart but not items of a
    kind. Half way is ours.

    Parameters
    ----------
    rows : Tensor, shape (n, F)
        Centred.
    power : float
        Each principal direction is divided by its standard deviation to this power: 0 leaves all as it is, 1 whitens.

    Returns
    -------
    Tensor of float64, shape (F, F)
        Its product with rows gives them in their principal directions, less those without variance.
    """
    exact = rows.double()
    variance, directions = torch.linalg.eigh(exact.T @ exact / max(len(rows), 1))
    kept = variance > 1e-9 * variance.max()
    factor = torch.where(kept, variance.clamp_min(1e-300) ** (-power / 2), 0.0)
    return directions * factor


class FrozenVectors(nn.Module):
    """A frozen modality, centred and of unit length.

    Parameters
    ----------
    vectors : Vectors
        One vector an item, and which items have one.
    whitening : float
        Power of :func:`whitening_of`; 0 leaves the vectors as they are.
    """

    def __init__(self, vectors: Vectors, whitening: float) -> None:
        super().__init__()
        # Frozen features have arbitrary scales, and a direction that all items share: centred unit rows put every
        # encoder on the same footing and leave what tells items apart.
        present = vectors.present[:, None].float()
        self.centre = (vectors.values * present).sum(dim=0) / present.sum().clamp_min(1)
        centred = vectors.values[vectors.present] - self.centre
        self.turn = whitening_of(centred, whitening) if whitening and present.any() else None
        self.values: torch.Tensor
        self.present: torch.Tensor
        self.register_buffer("values", self._unit_rows(vectors), persistent=False)
        self.register_buffer("present", present, persistent=False)

    def _unit_rows(self, vectors: Vectors) -> torch.Tensor:
        values = torch.zeros_like(vectors.values)
        rows = vectors.values[vectors.present] - self.centre
        values[vectors.present] = rows if self.turn is None else (rows.double() @ self.turn).to(rows.dtype)
        return nn.functional.normalize(values, dim=1)

    def extend(self, vectors: Vectors) -> None:
        """Add items, centred and whitened as those that the model was trained with."""
        device = self.values.device
        self.values = torch.cat([self.values, self._unit_rows(vectors).to(device)])
        self.present = torch.cat([self.present, vectors.present[:, None].float().to(device)])

    def forward(self, items: Some = None) -> torch.Tensor:
        """Centred unit rows of some items or all, zero where absent, Tensor (n, F)."""
        return _of(self.values, items)


class Projection(nn.Module):
    """A frozen modality through its own projection; an item without it contributes nothing (method, stage 3).

    Parameters
    ----------
    vectors : FrozenVectors
    hidden_size : int
        Width C.
    """

    def __init__(self, vectors: FrozenVectors, hidden_size: int) -> None:
        super().__init__()
        self.vectors = vectors
        self.project = nn.Linear(vectors.values.shape[1], hidden_size)

    def forward(self, items: Some = None) -> torch.Tensor:
        """Projected vectors of some items or all, zero where absent, Tensor (n, C)."""
        return self.project(self.vectors(items)) * _of(self.vectors.present, items)


class IdEmbedding(nn.Module):
    """The learnable id table, each row of which counts for as much as its item's training tells of it.

    A row is multiplied by ``n / (n + shrinkage)`` for an item had ``n`` times in training, as a mean is drawn to its
    prior when few numbers make it (ours): what a rare item's id would learn is noise, and its features tell it better.

    Parameters
    ----------
    counts : Tensor of int64, shape (n_items,)
        How often each item was had in training.
    hidden_size : int
        Width C.
    shrinkage : float
        0 for none.
    """

    def __init__(self, counts: torch.Tensor, hidden_size: int, shrinkage: float) -> None:
        super().__init__()
        self.table = nn.Embedding(len(counts), hidden_size, padding_idx=0)
        self.share: Optional[torch.Tensor]
        share = (counts / (counts + shrinkage)).float()[:, None] if shrinkage else None
        self.register_buffer("share", share, persistent=False)

    def extend(self, count: int) -> None:
        """Add items that nobody had: their rows are zero."""
        rows = self.table.weight.new_zeros(count, self.table.embedding_dim)
        weight = torch.cat([self.table.weight.detach(), rows])
        self.table = nn.Embedding(len(weight), weight.shape[1], padding_idx=0, _weight=weight)
        if self.share is not None:
            self.share = torch.cat([self.share, self.share.new_zeros(count, 1)])

    def forward(self, items: Some = None) -> torch.Tensor:
        """Rows for some items or all, PAD at zero, Tensor (n, C)."""
        rows = self.table.weight if items is None else self.table(items)
        return rows if self.share is None else rows * _of(self.share, items)


def frozen_features(
    modalities: list[str], features: Mapping[str, Union[Tags, Vectors]], *, tag_weights: str, whitening: float
) -> nn.ModuleDict:
    """What is known of items before any training, one module a modality that has such, each giving unit rows.

    Parameters
    ----------
    modalities : list of str
        Any of ``id``, ``tag``, ``text``, ``image``.
    features : mapping of str to Tags or Vectors
        The loaded features.
    tag_weights, whitening
        As of the modules.
    """
    frozen = nn.ModuleDict()
    for modality in modalities:
        feature = features.get(modality)
        if isinstance(feature, Tags):
            frozen[modality] = FrozenTags(feature, tag_weights)
        elif isinstance(feature, Vectors):
            frozen[modality] = FrozenVectors(feature, whitening)
    return frozen


def item_parts(
    modalities: list[str], frozen: nn.ModuleDict, *, counts: torch.Tensor, hidden_size: int, shrinkage: float
) -> nn.ModuleDict:
    """One learned module a modality, each giving (n_items, C), or (n, C) for some items.

    Parameters
    ----------
    modalities : list of str
        Any of ``id``, ``tag``, ``text``, ``image``.
    frozen : ModuleDict
        From :func:`frozen_features`; several may learn from the same.
    counts, hidden_size, shrinkage
        As of the modules.
    """
    parts, features = nn.ModuleDict(), dict(frozen.items())
    for modality in modalities:
        known = features.get(modality)
        if isinstance(known, FrozenTags):
            parts[modality] = TagEmbedding(known, hidden_size)
        elif isinstance(known, FrozenVectors):
            parts[modality] = Projection(known, hidden_size)
        else:
            parts[modality] = IdEmbedding(counts, hidden_size, shrinkage)
    return parts
