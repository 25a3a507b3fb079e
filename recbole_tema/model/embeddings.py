"""Item representation: ids, tags and frozen modalities projected to one width (method, stages 2 and 3).

Frozen features are kept apart from what is learned from them: several networks learn from the same features, and
content similarity compares them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from torch import nn

from recbole_tema.data.features import Tags, Vectors

# Ids (n,) of selected items; None selects all.
ItemIds = torch.Tensor | None

# With 1,414 tags of films, 128 components rank as well as all tags (benchmarks/LOG.md).
_N_TAG_COMPONENTS = 128
# The randomized decomposition iterates over twice as many components, so that the last ones that are kept are exact.
_SVD = {"n_iter": 10, "n_oversamples": _N_TAG_COMPONENTS, "random_state": 0}


def _select(values: torch.Tensor, items: ItemIds) -> torch.Tensor:
    return values if items is None else values.index_select(0, items)


class FrozenTags(nn.Module):
    """Tags of every item with their normalized weights.

    Content similarity compares principal components of the weights instead of the weights (ours, after latent semantic
    analysis): they relate tags that occur together, whitening takes weight from common tags, and a comparison costs
    the same for 1,000 tags as for 100.

    Parameters
    ----------
    tags : Tags
        Tags of every item.
    weights : {"score", "binary"}
        Matching scores, or equal weights (an ablation); both are normalized to sum 1.
    whitening : float
        Power by which the components are whitened (:func:`whitening_matrix`); 0 for none.
    """

    def __init__(self, tags: Tags, weights: str, whitening: float) -> None:
        super().__init__()
        self.n_tags, self.weights = len(tags.names), weights
        self.ids: torch.Tensor
        self.share: torch.Tensor
        self.components: torch.Tensor
        self.values: torch.Tensor
        share = self._share(tags)
        components = tag_components(tags.ids, share, self.n_tags, whitening)
        self.register_buffer("ids", tags.ids, persistent=False)
        self.register_buffer("share", share, persistent=False)
        self.register_buffer("components", components, persistent=False)
        self.register_buffer("values", self._unit_rows(tags.ids, share), persistent=False)

    def _share(self, tags: Tags) -> torch.Tensor:
        kept = tags.scores if self.weights == "score" else (tags.ids > 0).float()
        # An item whose scores are all 0 stays at zero.
        return kept / kept.sum(dim=1, keepdim=True).clamp_min(1e-12)

    def _unit_rows(self, ids: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
        rows = nn.functional.embedding_bag(ids, self.components, per_sample_weights=share, mode="sum", padding_idx=0)
        return nn.functional.normalize(rows)

    def extend(self, tags: Tags) -> None:
        """Add items whose tags are in the vocabulary."""
        most = max(self.ids.shape[1], tags.ids.shape[1])
        self.ids, self.share = (
            torch.cat([nn.functional.pad(rows, (0, most - rows.shape[1])) for rows in (mine, theirs.to(mine.device))])
            for mine, theirs in ((self.ids, tags.ids), (self.share, self._share(tags)))
        )
        self.values = self._unit_rows(self.ids, self.share)

    def forward(self, items: ItemIds = None) -> torch.Tensor:
        """Unit rows of components, zero for an item without tags, Tensor (n, R), R at most 128."""
        return _select(self.values, items)


def tag_components(ids: torch.Tensor, share: torch.Tensor, n_tags: int, power: float) -> torch.Tensor:
    """Principal components of the tags of items, not centred and partially whitened.

    Parameters
    ----------
    ids : Tensor of int64, shape (n, K)
        Tags of each item, 0 where padded.
    share : Tensor of float32, shape (n, K)
        Their weights.
    n_tags : int
        Size of the vocabulary, PAD included.
    power : float
        As in :func:`whitening_matrix`.

    Returns
    -------
    Tensor of float32, shape (n_tags, R)
        Row of each tag; the sum of the rows of an item's tags by their weights has the item's components. R is 128, or
        as many as there can be.
    """
    unit = nn.functional.normalize(share)
    if not unit.any():
        return torch.zeros(n_tags, 1)
    of_items = torch.arange(len(ids)).repeat_interleave(ids.shape[1])
    rows = csr_matrix((unit.flatten().double(), (of_items, ids.flatten())), shape=(len(ids), n_tags))
    n_items = int(unit.any(dim=1).sum())
    n_components = min(_N_TAG_COMPONENTS, n_tags, len(ids))
    svd = TruncatedSVD(n_components, **_SVD).fit(rows)
    deviation = svd.singular_values_ / n_items**0.5
    kept = deviation**2 > 1e-9 * deviation.max() ** 2
    factor = np.where(kept, np.maximum(deviation, 1e-150) ** -power, 0.0)
    return torch.from_numpy(svd.components_.T * factor).float()


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

    def forward(self, items: ItemIds = None) -> torch.Tensor:
        """Tag embeddings, Tensor (n, C)."""
        return self.table(_select(self.tags.ids, items), per_sample_weights=_select(self.tags.share, items))


def whitening_matrix(rows: torch.Tensor, power: float) -> torch.Tensor:
    """Matrix that whitens rows partially; full whitening is that of Su et al. 2021, partial whitening is ours.

    Sentence encoders put most of their variance into few directions, which distinguish kinds of text but not items of
    the same kind.

    Parameters
    ----------
    rows : Tensor, shape (n, F)
        Centred.
    power : float
        Each principal component is divided by its standard deviation to this power: 0 changes nothing, 1 whitens fully.

    Returns
    -------
    Tensor of float64, shape (F, F)
        Its product with rows gives their principal components; those without variance are zero.
    """
    rows = rows.double()
    variance, directions = torch.linalg.eigh(rows.T @ rows / max(len(rows), 1))
    kept = variance > 1e-9 * variance.max()
    factor = torch.where(kept, variance.clamp_min(1e-300) ** (-power / 2), 0.0)
    return directions * factor


class FrozenVectors(nn.Module):
    """A frozen modality, centered and normalized to unit length.

    Parameters
    ----------
    vectors : Vectors
        One vector per item, and which items have one.
    whitening : float
        Power of :func:`whitening_matrix`; 0 for none.
    """

    def __init__(self, vectors: Vectors, whitening: float) -> None:
        super().__init__()
        # Frozen features have arbitrary scales, and a direction that all items share: centered unit rows make encoders
        # comparable and keep what distinguishes items.
        present = vectors.present[:, None].float()
        self.center = (vectors.values * present).sum(dim=0) / present.sum().clamp_min(1)
        centered = vectors.values[vectors.present] - self.center
        self.whiten = whitening_matrix(centered, whitening) if whitening and present.any() else None
        self.values: torch.Tensor
        self.present: torch.Tensor
        self.register_buffer("values", self._unit_rows(vectors), persistent=False)
        self.register_buffer("present", present, persistent=False)

    def _unit_rows(self, vectors: Vectors) -> torch.Tensor:
        values = torch.zeros_like(vectors.values)
        rows = vectors.values[vectors.present] - self.center
        values[vectors.present] = rows if self.whiten is None else (rows.double() @ self.whiten).to(rows.dtype)
        return nn.functional.normalize(values, dim=1)

    def extend(self, vectors: Vectors) -> None:
        """Add items, centered and whitened as those that the model was trained with."""
        device = self.values.device
        self.values = torch.cat([self.values, self._unit_rows(vectors).to(device)])
        self.present = torch.cat([self.present, vectors.present[:, None].float().to(device)])

    def forward(self, items: ItemIds = None) -> torch.Tensor:
        """Centered unit rows, zero where the modality is missing, Tensor (n, F)."""
        return _select(self.values, items)


class Projection(nn.Module):
    """Projection of a frozen modality; an item without it contributes nothing (method, stage 3).

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

    def forward(self, items: ItemIds = None) -> torch.Tensor:
        """Projected vectors, zero where the modality is missing, Tensor (n, C)."""
        return self.project(self.vectors(items)) * _select(self.vectors.present, items)


class IdEmbedding(nn.Module):
    """Learnable id embeddings, shrunk for items with few training interactions.

    The embedding of an item with ``n`` training interactions is multiplied by ``n / (n + shrinkage)``, as a mean of few
    observations is shrunk to its prior (ours): the id of a rare item learns mostly noise, and its features say more.

    Parameters
    ----------
    n_train_interactions : Tensor of int64, shape (n_items,)
        Training interactions of each item.
    hidden_size : int
        Width C.
    shrinkage : float
        0 for none.
    """

    def __init__(self, n_train_interactions: torch.Tensor, hidden_size: int, shrinkage: float) -> None:
        super().__init__()
        self.table = nn.Embedding(len(n_train_interactions), hidden_size, padding_idx=0)
        self.share: torch.Tensor | None
        counts = n_train_interactions
        share = (counts / (counts + shrinkage)).float()[:, None] if shrinkage else None
        self.register_buffer("share", share, persistent=False)

    def extend(self, count: int) -> None:
        """Add cold items; their embeddings are zero."""
        rows = self.table.weight.new_zeros(count, self.table.embedding_dim)
        weight = torch.cat([self.table.weight.detach(), rows])
        self.table = nn.Embedding(len(weight), weight.shape[1], padding_idx=0, _weight=weight)
        if self.share is not None:
            self.share = torch.cat([self.share, self.share.new_zeros(count, 1)])

    def forward(self, items: ItemIds = None) -> torch.Tensor:
        """Id embeddings, zero for PAD, Tensor (n, C)."""
        rows = self.table.weight if items is None else self.table(items)
        return rows if self.share is None else rows * _select(self.share, items)


def frozen_features(
    modalities: list[str], features: Mapping[str, Tags | Vectors], *, tag_weights: str, whitening: float
) -> nn.ModuleDict:
    """Frozen features of the items as unit rows, one module per modality that has them.

    Parameters
    ----------
    modalities : list of str
        Any of ``id``, ``tag``, ``text``, ``image``.
    features : mapping of str to Tags or Vectors
        The loaded features.
    tag_weights, whitening
        See the modules.
    """
    frozen = nn.ModuleDict()
    for modality in modalities:
        feature = features.get(modality)
        if isinstance(feature, Tags):
            frozen[modality] = FrozenTags(feature, tag_weights, whitening)
        elif isinstance(feature, Vectors):
            frozen[modality] = FrozenVectors(feature, whitening)
    return frozen


def modality_embeddings(
    modalities: list[str],
    frozen: nn.ModuleDict,
    *,
    n_train_interactions: torch.Tensor,
    hidden_size: int,
    shrinkage: float,
) -> nn.ModuleDict:
    """One learned module per modality, each giving (n_items, C), or (n, C) for selected items.

    Parameters
    ----------
    modalities : list of str
        Any of ``id``, ``tag``, ``text``, ``image``.
    frozen : ModuleDict
        From :func:`frozen_features`; several networks may learn from the same.
    n_train_interactions, hidden_size, shrinkage
        See the modules.
    """
    parts, features = nn.ModuleDict(), dict(frozen.items())
    for modality in modalities:
        feature = features.get(modality)
        if isinstance(feature, FrozenTags):
            parts[modality] = TagEmbedding(feature, hidden_size)
        elif isinstance(feature, FrozenVectors):
            parts[modality] = Projection(feature, hidden_size)
        else:
            parts[modality] = IdEmbedding(n_train_interactions, hidden_size, shrinkage)
    return parts
