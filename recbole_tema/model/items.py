"""Item representation: ids, tags and frozen modalities projected to one width (method, stages 2 and 3).

Each part also tells its ``frozen`` rows, what is known of an item before any training, where it has such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Optional, Union

import torch
from torch import nn

from recbole_tema.features import Tags, Vectors

# Ids (n,) of the items that are asked for; all without them.
Some = Optional[torch.Tensor]


def _of(values: torch.Tensor, items: Some) -> torch.Tensor:
    return values if items is None else values.index_select(0, items)


class TagEmbedding(nn.Module):
    """Weighted multi-hot tags times a learned table: e_tag = m W_tag (method, stage 2).

    Parameters
    ----------
    tags : Tags
        Tags of every item.
    weights : {"score", "binary"}
        Matching scores, or the ablation that weighs every kept tag alike; both are normalised to sum 1.
    hidden_size : int
        Width C.
    """

    def __init__(self, tags: Tags, weights: str, hidden_size: int) -> None:
        super().__init__()
        kept = tags.scores if weights == "score" else (tags.ids > 0).float()
        # An item whose scores are all 0 has tags that say nothing: it stays at zero.
        share = kept / kept.sum(dim=1, keepdim=True).clamp_min(1e-12)
        self.ids: torch.Tensor
        self.share: torch.Tensor
        self.register_buffer("ids", tags.ids, persistent=False)
        self.register_buffer("share", share, persistent=False)
        self.table = nn.EmbeddingBag(len(tags.names), hidden_size, mode="sum", padding_idx=0)

    def forward(self, items: Some = None) -> torch.Tensor:
        """Tag embeddings of some items or all, Tensor (n, C)."""
        return self.table(_of(self.ids, items), per_sample_weights=_of(self.share, items))

    def frozen(self, items: Some = None) -> torch.Tensor:
        """Unit rows of tag shares of some items or all, zero where an item has none, Tensor (n, K + 1)."""
        ids, share = _of(self.ids, items), _of(self.share, items)
        return nn.functional.normalize(share.new_zeros(len(ids), self.table.num_embeddings).scatter_add_(1, ids, share))


def whitened(rows: torch.Tensor, power: float) -> torch.Tensor:
    """Rows whose directions of much variance are turned down, as whitening does in full (Su et al. 2021).

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
    Tensor, shape (n, F)
        In the principal directions, less those without variance.
    """
    exact = rows.double()
    variance, directions = torch.linalg.eigh(exact.T @ exact / max(len(rows), 1))
    kept = variance > 1e-9 * variance.max()
    factor = torch.where(kept, variance.clamp_min(1e-300) ** (-power / 2), 0.0)
    return ((exact @ directions) * factor).to(rows.dtype)


class Projection(nn.Module):
    """A frozen modality through its own projection; an item without it contributes nothing (method, stage 3).

    Parameters
    ----------
    vectors : Vectors
        One vector an item, and which items have one.
    hidden_size : int
        Width C.
    whitening : float
        Power of :func:`whitened`; 0 leaves the vectors as they are.
    """

    def __init__(self, vectors: Vectors, hidden_size: int, whitening: float) -> None:
        super().__init__()
        # Frozen features have arbitrary scales, and a direction that all items share: centred unit rows put every
        # encoder on the same footing and leave what tells items apart.
        present = vectors.present[:, None].float()
        mean = (vectors.values * present).sum(dim=0) / present.sum().clamp_min(1)
        values = (vectors.values - mean) * present
        if whitening and present.any():
            values[vectors.present] = whitened(values[vectors.present], whitening)
        self.values: torch.Tensor
        self.present: torch.Tensor
        self.register_buffer("values", nn.functional.normalize(values, dim=1), persistent=False)
        self.register_buffer("present", present, persistent=False)
        self.project = nn.Linear(vectors.values.shape[1], hidden_size)

    def forward(self, items: Some = None) -> torch.Tensor:
        """Projected vectors of some items or all, zero where absent, Tensor (n, C)."""
        return self.project(_of(self.values, items)) * _of(self.present, items)

    def frozen(self, items: Some = None) -> torch.Tensor:
        """Centred unit rows of some items or all, zero where absent, Tensor (n, F)."""
        return _of(self.values, items)


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

    def forward(self, items: Some = None) -> torch.Tensor:
        """Rows for some items or all, PAD at zero, Tensor (n, C)."""
        rows = self.table.weight if items is None else self.table(items)
        return rows if self.share is None else rows * _of(self.share, items)


def item_parts(
    modalities: list[str],
    features: Mapping[str, Union[Tags, Vectors]],
    *,
    counts: torch.Tensor,
    hidden_size: int,
    tag_weights: str,
    shrinkage: float,
    whitening: float,
) -> nn.ModuleDict:
    """One module a modality, each giving (n_items, C), or (n, C) for some items.

    Parameters
    ----------
    modalities : list of str
        Any of ``id``, ``tag``, ``text``, ``image``.
    features : mapping of str to Tags or Vectors
        The loaded features.
    counts, hidden_size, tag_weights, shrinkage, whitening
        As of the modules.
    """
    parts = nn.ModuleDict()
    for modality in modalities:
        feature = features.get(modality)
        if isinstance(feature, Tags):
            parts[modality] = TagEmbedding(feature, tag_weights, hidden_size)
        elif isinstance(feature, Vectors):
            parts[modality] = Projection(feature, hidden_size, whitening)
        else:
            parts[modality] = IdEmbedding(counts, hidden_size, shrinkage)
    return parts
