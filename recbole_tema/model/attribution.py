"""Attribution: what each part of an item adds to its score. Exact, since the cosine is linear in the parts (ours)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional as F

from recbole_tema.model.embeddings import FrozenTags, TagEmbedding

SIMILARITY, NEIGHBOUR, REPEAT = "content similarity", "neighbour", "repeat"


@dataclass(frozen=True)
class Contributions:
    """Parts of the scores of n items for one user.

    Attributes
    ----------
    parts : dict of str to Tensor, each of shape (n,)
        By modality, its part of the cosine; ``content similarity MODALITY``, the cosine with the history;
        ``neighbour MODALITY``, the kNN bonus; ``repeat``, the repeat-consumption bias. Their sum is the score.
    tags : Tensor, shape (n, max_tags)
        Contribution of each tag of the items, in the cosine and in content similarity; in sum
        ``parts["tag"] + parts["content similarity tag"]``. (n, 0) without tags.
    tag_ids : Tensor of int64, shape (n, max_tags)
        Ids of these tags; 0 where padded.
    similarity : Tensor, shape (n, T)
        Content similarity, that of neighbours included, by position of the history.
    """

    parts: dict[str, torch.Tensor]
    tags: torch.Tensor
    tag_ids: torch.Tensor
    similarity: torch.Tensor


@torch.no_grad()
def contributions(model: Any, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor) -> Contributions:
    """Decompose scores.

    Parameters
    ----------
    model : TEMA
        In evaluation mode.
    items, times : Tensors, shape (1, T)
        One history without padding, T at least 1; a single item 0 is an empty history.
    candidates : Tensor of int64, shape (n,)
        Ids of the items whose scores are decomposed.
    """
    tables = model.item_tables()
    domain = model.item_domain[candidates] - 1  # (n,)
    last = items.new_full((1, 1), items.shape[1] - 1)
    states = model.scale * model.user_states(items, times, tables, at=last)[0, 0][domain]  # (n, K * G * C + F ...)
    widths = tables.widths
    *network_states, rest = torch.split(states, [*widths, states.shape[1] - sum(widths)], dim=1)
    parts: dict[str, torch.Tensor] = {}
    tags = states.new_zeros(len(candidates), 0)
    for network, state in zip(model.networks, network_states):
        for name, value, by_tag in _network_parts(network, state / len(network_states), candidates):
            parts[name] = parts.get(name, 0) + value
            tags = _added(tags, by_tag)
    similarity = states.new_zeros(len(candidates), items.shape[1])
    profile_states = torch.split(rest, [table.shape[1] for table in tables.features], dim=1)
    for name, state, table in zip(model.profiles, profile_states, tables.features):
        parts[f"{SIMILARITY} {name}"] = (state * table[candidates]).sum(dim=1)
        similarity = similarity + _similarity_by_position(model, name, items, table, candidates)
        if isinstance(model.frozen[name], FrozenTags):
            tags = _added(tags, _similarity_by_tag(model.frozen[name], state, candidates))
    for name, knn in model.bonus.neighbours.items():
        bonus = knn.by_position(items[0], candidates) * model.bonus.neighbour_weight * model.scale
        parts[f"{NEIGHBOUR} {name}"] = bonus.sum(dim=1)
        similarity = similarity + bonus
    tag_ids = candidates.new_zeros(len(candidates), 0)
    if "tag" in model.frozen:
        tag_ids = model.frozen["tag"].ids[candidates]
    seen = (items == candidates[:, None]).any(dim=1)
    parts[REPEAT] = seen * model.bonus.repeat_bias(model.scale)[domain + 1]
    return Contributions(parts, tags, tag_ids, similarity)


def _added(total: torch.Tensor, value: torch.Tensor | None) -> torch.Tensor:
    if value is None:
        return total
    return total + value if total.shape[1] else value


def _network_parts(
    network: Any, states: torch.Tensor, candidates: torch.Tensor
) -> Iterator[tuple[str, torch.Tensor, torch.Tensor | None]]:
    """Name, contribution (n,) and, of tags, contributions (n, max_tags) of each modality in one network."""
    vectors = {name: part(candidates) for name, part in network.parts.items()}  # (n, C) each
    lengths = {name: vector.norm(dim=1) for name, vector in vectors.items()}
    if not network.late:
        fused = torch.stack(list(vectors.values())).sum(dim=0).norm(dim=1)
        lengths = dict.fromkeys(vectors, fused)
    blocks = states.chunk(len(vectors), dim=1) if network.late else [states] * len(vectors)
    for (name, vector), state in zip(vectors.items(), blocks):
        length = lengths[name].clamp_min(1e-12)  # as in normalization
        part, by_tag = network.parts[name], None
        if isinstance(part, TagEmbedding):
            rows = part.table.weight[part.tags.ids[candidates]]  # (n, max_tags, C)
            by_tag = (rows @ state[:, :, None])[..., 0] * part.tags.share[candidates] / length[:, None]
        yield name, (vector * state).sum(dim=1) / length, by_tag


def _similarity_by_tag(frozen: FrozenTags, states: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
    """Content similarity of each tag of the candidates, (n, max_tags)."""
    weighted = frozen.components[frozen.ids[candidates]] * frozen.share[candidates][..., None]  # (n, max_tags, R)
    length = weighted.sum(dim=1).norm(dim=1).clamp_min(1e-12)  # as in normalization
    return (weighted @ states[:, :, None])[..., 0] / length[:, None]


def _similarity_by_position(
    model: Any, name: str, items: torch.Tensor, table: torch.Tensor, candidates: torch.Tensor
) -> torch.Tensor:
    """Content similarity by position of the history, (n, T)."""
    profile, domain = model.profiles[name], model.item_domain[items]
    features = F.embedding(items, table)[0]  # (T, F)
    weights = profile.weights(domain)[0, :, -1]  # (D, T)
    length = (weights @ features).norm(dim=1).clamp_min(1e-12)  # (D,)
    share = model.scale * profile.weight[:, None] * weights / length[:, None]
    return share[model.item_domain[candidates] - 1] * (table[candidates] @ features.T)


@torch.no_grad()
def attention(model: Any, items: torch.Tensor, times: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Attention of the user states to each position of the history, mean over networks, heads and encoders.

    Parameters
    ----------
    model : TEMA
        In evaluation mode.
    items, times : Tensors, shape (1, T)
        One history without padding.

    Returns
    -------
    intra : Tensor, shape (D, T)
        Per domain, of its latest interaction in the intra-domain view; zero for a domain without interactions.
    inter : Tensor, shape (T,)
        Of the latest interaction in the inter-domain view.
    """
    tables = model.item_tables()
    batch = model.sequence_batch(items, times, items)
    views = [network.attention(batch, own) for network, own in zip(model.networks, tables.networks)]
    intra, inter = (torch.stack([view[i][0] for view in views]).mean(dim=0) for i in (0, 1))  # (T, T) each
    latest = batch.latest[0, -1]  # (D,)
    return intra[latest.clamp_min(0)] * (latest >= 0)[:, None], inter[-1]
