"""What each part of an item adds to its score: exact, since the cosine is linear in the item's parts (ours)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional as F

from recbole_tema.model.embeddings import FrozenTags, TagEmbedding

LIKENESS, NEAREST, REPEAT = "likeness", "nearest", "repeat"


@dataclass(frozen=True)
class Contributions:
    """Parts of the scores of n items for one user.

    Attributes
    ----------
    parts : dict of str to Tensor, each of shape (n,)
        By modality, what its part of the fused item vector adds; ``likeness MODALITY``, what cosines with the history
        add; ``nearest MODALITY``, what it adds to be one of the nearest of a past item; ``repeat``, what having had the
        item adds. Their sum is the score.
    tags : Tensor, shape (n, most_tags)
        How much each of the items' tags adds, in fusion and in likeness; ``parts["tag"] + parts["likeness tag"]`` in
        sum. (n, 0) without tags.
    tag_ids : Tensor of int64, shape (n, most_tags)
        Which tags these are; 0 where padded.
    likeness : Tensor, shape (n, T)
        How much of all likeness, that of nearest items included, is owed to each interaction of the history.
    """

    parts: dict[str, torch.Tensor]
    tags: torch.Tensor
    tag_ids: torch.Tensor
    likeness: torch.Tensor


@torch.no_grad()
def contributions(model: Any, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor) -> Contributions:
    """Take scores apart.

    Parameters
    ----------
    model : TEMA
        In evaluation mode.
    items, times : Tensors, shape (1, T)
        One history without padding, T 1 or more; an item 0 alone is no history.
    candidates : Tensor of int64, shape (n,)
        Ids of the items whose scores are taken apart.
    """
    tables = model.item_tables()
    domain = model.item_domain[candidates] - 1  # (n,)
    states = model.scale * model.user_states(items, times, tables)[0, -1][domain]  # (n, K * G * C + F ...)
    learned, known = model.split(tables)
    widths = [sum(table.shape[1] for table in own) for own in learned]
    *own_states, rest = torch.split(states, [*widths, states.shape[1] - sum(widths)], dim=1)
    parts: dict[str, torch.Tensor] = {}
    tags = states.new_zeros(len(candidates), 0)
    tag_ids = candidates.new_zeros(len(candidates), 0)
    for network, state in zip(model.networks, own_states):
        for name, value, by_tag in _learned(network, state / len(own_states), candidates):
            parts[name] = parts.get(name, 0) + value
            if by_tag is not None:
                tags = by_tag if not tags.shape[1] else tags + by_tag
    likeness = states.new_zeros(len(candidates), items.shape[1])
    of_profile = zip(model.profiles, torch.split(rest, [table.shape[1] for table in known], dim=1), known)
    for name, state, table in of_profile:
        parts[f"{LIKENESS} {name}"] = (state * table[candidates]).sum(dim=1)
        likeness = likeness + _by_interaction(model, name, items, table, candidates)
        if isinstance(model.frozen[name], FrozenTags):
            by_tag = _likeness_by_tag(model.frozen[name], state, candidates)
            tags = by_tag if not tags.shape[1] else tags + by_tag
    for name, nearest in model.neighbours.items():
        owed = nearest.owed(items[0], candidates) * model.neighbour_weight * model.scale
        parts[f"{NEAREST} {name}"] = owed.sum(dim=1)
        likeness = likeness + owed
    if "tag" in model.frozen:
        tag_ids = model.frozen["tag"].ids[candidates]
    again = (items == candidates[:, None]).any(dim=1)
    parts[REPEAT] = again * model.repeat_offsets()[domain + 1]
    return Contributions(parts, tags, tag_ids, likeness)


def _learned(network: Any, states: torch.Tensor, candidates: torch.Tensor) -> Any:
    """Name, contribution (n,) and, of tags, contributions (n, most_tags) of each modality in one network."""
    vectors = {name: part(candidates) for name, part in network.parts.items()}  # (n, C) each
    lengths = {name: vector.norm(dim=1) for name, vector in vectors.items()}
    if not network.late:
        fused = torch.stack(list(vectors.values())).sum(dim=0).norm(dim=1)
        lengths = dict.fromkeys(vectors, fused)
    blocks = states.chunk(len(vectors), dim=1) if network.late else [states] * len(vectors)
    for (name, vector), state in zip(vectors.items(), blocks):
        length = lengths[name].clamp_min(1e-12)  # as in normalisation
        part, by_tag = network.parts[name], None
        if isinstance(part, TagEmbedding):
            rows = part.table.weight[part.tags.ids[candidates]]  # (n, most_tags, C)
            by_tag = (rows @ state[:, :, None])[..., 0] * part.tags.share[candidates] / length[:, None]
        yield name, (vector * state).sum(dim=1) / length, by_tag


def _likeness_by_tag(frozen: FrozenTags, states: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
    """What likeness owes to each tag of the candidates, (n, most_tags)."""
    ids = frozen.ids[candidates]
    return states.gather(1, ids) * F.normalize(frozen.share[candidates])


def _by_interaction(
    model: Any, name: str, items: torch.Tensor, table: torch.Tensor, candidates: torch.Tensor
) -> torch.Tensor:
    """What likeness owes to each interaction of the history, (n, T)."""
    profile, domain = model.profiles[name], model.item_domain[items]
    had = F.embedding(items, table)[0]  # (T, F)
    weights = profile.weights(domain)[0, :, -1]  # (D, T)
    length = (weights @ had).norm(dim=1).clamp_min(1e-12)  # (D,)
    share = model.scale * profile.weight[:, None] * weights / length[:, None]
    return share[model.item_domain[candidates] - 1] * (table[candidates] @ had.T)


@torch.no_grad()
def attention(model: Any, items: torch.Tensor, times: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """What the user's states take of each interaction, mean over networks, heads and encoders.

    Parameters
    ----------
    model : TEMA
        In evaluation mode.
    items, times : Tensors, shape (1, T)
        One history without padding.

    Returns
    -------
    within : Tensor, shape (D, T)
        Towards each domain, of the latest interaction there in the intra view; zero for a domain never visited.
    across : Tensor, shape (T,)
        Of the latest interaction in the inter view.
    """
    tables = model.item_tables()
    histories = model.read(items, times, items)
    learned, _ = model.split(tables)
    seen = [network.attention(histories, own) for network, own in zip(model.networks, learned)]
    intra, inter = (torch.stack([view[i][0] for view in seen]).mean(dim=0) for i in (0, 1))  # (T, T) each
    latest = histories.latest[0, -1]  # (D,)
    return intra[latest.clamp_min(0)] * (latest >= 0)[:, None], inter[-1]
