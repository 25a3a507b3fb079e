"""Explanations of a score: its additive contributions, and the effect of each interaction of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

from recbole_tema.model.attribution import Contributions, attention, contributions
from recbole_tema.recommend.filters import ItemCatalog

Score = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


@dataclass(frozen=True)
class TagContribution:
    """Contribution of a tag of the recommended item.

    Attributes
    ----------
    tag : str
    contribution : float
        What the tag adds to the score.
    shared : bool
        Whether an item of the history has this tag too.
    """

    tag: str
    contribution: float
    shared: bool


@dataclass(frozen=True)
class HistoryEffect:
    """Effect of an interaction of the history.

    Attributes
    ----------
    item_id : str
    effect : float
        Drop of the score when this interaction is removed and the score is computed again.
    intra_attention, inter_attention : float
        Attention weight of the interaction in the intra- and the inter-domain view, from the user's latest
        interaction in each.
    content_similarity : float
        What content similarity with this item adds to the score, the bonus of item-item kNN included.
    """

    item_id: str
    effect: float
    intra_attention: float
    inter_attention: float
    content_similarity: float


@dataclass(frozen=True)
class Explanation:
    """Why an item has its score.

    Attributes
    ----------
    contributions : dict of str to float
        What each modality, content similarity and repeat consumption add. They sum to the score.
    tags : list of TagContribution
        Tags of the item, largest contribution first.
    history : list of HistoryEffect
        Interactions that the model used, oldest first.
    """

    contributions: dict[str, float]
    tags: list[TagContribution]
    history: list[HistoryEffect]


class Explainer:
    """Explains scores of a model.

    Parameters
    ----------
    model : recommender
        For a model that is not explainable, a score has one contribution, and only effects of the history are given.
    catalog : ItemCatalog
    score : callable
        Scores (B, n_items) for items (B, T), times (B, T) and lengths (B,).
    """

    def __init__(self, model: Any, catalog: ItemCatalog, score: Score) -> None:
        self._model, self._catalog, self._score = model, catalog, score

    def explain(
        self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor, scores: torch.Tensor
    ) -> list[Explanation]:
        """Explain the scores of candidates for one history.

        Parameters
        ----------
        items, times : Tensors, shape (1, T)
            History without padding; a single item 0 stands for an empty history.
        candidates : Tensor of int64, shape (n,)
            Internal ids.
        scores : Tensor, shape (n,)
            Their scores.
        """
        is_empty = int(items[0, 0]) == 0
        seen = [] if is_empty else items[0].tolist()
        effects = self._effects(items, times, candidates, scores) if seen else scores.new_zeros(0, len(candidates))
        parts, intra, inter = self._attribute(items, times, candidates, scores)
        seen_tags = self._tags_of(seen)
        explanations = []
        for n, candidate in enumerate(candidates.tolist()):
            domain = int(self._catalog.item_domain[candidate]) - 1
            history = [
                HistoryEffect(
                    self._catalog.tokens[item],
                    float(effects[t, n]),
                    float(intra[domain, t]),
                    float(inter[t]),
                    float(parts.similarity[n, t]),
                )
                for t, item in enumerate(seen)
            ]
            values = {name: float(value[n]) for name, value in parts.parts.items()}
            explanations.append(Explanation(values, self._tag_contributions(parts, n, seen_tags), history))
        return explanations

    def _attribute(
        self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor, scores: torch.Tensor
    ) -> tuple[Contributions, torch.Tensor, torch.Tensor]:
        """Contributions to the scores, intra-domain attention (D, T) and inter-domain attention (T,)."""
        if getattr(self._model, "explainable", False):
            items, times, candidates = (tensor.to(self._model.device) for tensor in (items, times, candidates))
            return (contributions(self._model, items, times, candidates), *attention(self._model, items, times))
        no_tags = scores.new_zeros(len(candidates), 0)
        steps = items.shape[1]
        parts = Contributions({"id": scores}, no_tags, no_tags.long(), scores.new_zeros(len(candidates), steps))
        return parts, scores.new_zeros(len(self._catalog.domains), steps), scores.new_zeros(steps)

    def _effects(
        self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor, scores: torch.Tensor
    ) -> torch.Tensor:
        """Drop of the candidates' scores, (T, n), when each interaction in turn is removed."""
        length = items.shape[1]
        lengths = torch.full((length,), length - 1)
        if length == 1:  # an empty history is one padded position
            return scores - self._score(torch.zeros_like(items), times, lengths)[:, candidates]
        kept = torch.tensor([[t for t in range(length) if t != removed] for removed in range(length)])
        return scores - self._score(items[0][kept], times[0][kept], lengths)[:, candidates]

    def _tags_of(self, items: list[int]) -> set[int]:
        return set() if self._catalog.tags is None else set(self._catalog.tags[items].flatten().tolist())

    def _tag_contributions(self, parts: Contributions, n: int, seen_tags: set[int]) -> list[TagContribution]:
        rows = zip(parts.tag_ids[n].tolist(), parts.tags[n].tolist())
        tags = [TagContribution(self._catalog.tag_names[tag], value, tag in seen_tags) for tag, value in rows if tag]
        return sorted(tags, key=lambda tag: -tag.contribution)
