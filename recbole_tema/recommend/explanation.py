"""Why an item is recommended: what each part of it adds to its score, and what each past item does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Optional

import torch

from recbole_tema.model.attribution import Contributions, attention, contributions
from recbole_tema.model.tema import TEMA

Score = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


@dataclass(frozen=True)
class TagReason:
    """A tag of the recommended item.

    Attributes
    ----------
    tag : str
    contribution : float
        What it adds to the score.
    shared : bool
        Whether an item of the history has it too.
    """

    tag: str
    contribution: float
    shared: bool


@dataclass(frozen=True)
class HistoryReason:
    """An item of the history.

    Attributes
    ----------
    item_id : str
    effect : float
        How much lower the score is without it: both are computed.
    within, across : float
        The share of attention that it gets in the intra and in the inter view, from the user's latest item there.
    likeness : float
        What the likeness of the recommended item to it adds to the score, that of neighbours included.
    """

    item_id: str
    effect: float
    within: float
    across: float
    likeness: float


@dataclass(frozen=True)
class Reasons:
    """Why an item has its score.

    Attributes
    ----------
    parts : dict of str to float
        What each modality, likeness and the repeat add; the score in sum.
    tags : list of TagReason
        Those of the item, what adds most first.
    history : list of HistoryReason
        The history as the model read it, the oldest first.
    """

    parts: dict[str, float]
    tags: list[TagReason]
    history: list[HistoryReason]


class Explainer:
    """Gives reasons of a model's scores.

    Parameters
    ----------
    model : recommender
        TEMA; of another, a score has one part and the effects of the history alone.
    tokens : sequence of str
        Item ids by internal id.
    tag_names : sequence of str
        Tags by tag id.
    score : callable
        Scores (B, n_items) of items (B, T), times (B, T) and lengths (B,).
    """

    def __init__(self, model: Any, tokens: Sequence[str], tag_names: Sequence[str], score: Score) -> None:
        self.model, self.tokens, self.tag_names, self.score = model, tokens, tag_names, score

    def reasons(
        self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor, scores: torch.Tensor
    ) -> list[Reasons]:
        """Reasons of each candidate.

        Parameters
        ----------
        items, times : Tensors, shape (1, T)
            One history without padding; an item 0 alone is no history.
        candidates : Tensor of int64, shape (n,)
        scores : Tensor, shape (n,)
            Their scores.
        """
        real = items[0, 0] > 0
        had = items[0].tolist() if real else []
        effects = scores - self._without(items, times, candidates) if had else scores.new_zeros(0, len(candidates))
        parts, within, across = self._parts(items, times, candidates, scores)
        tags_had = {int(tag) for tag in self._tags(items[0]).flatten()} if real else set()
        found = []
        for n, candidate in enumerate(candidates.tolist()):
            domain = int(self.model.item_domain[candidate]) - 1
            history = [
                HistoryReason(
                    self.tokens[item],
                    float(effects[t, n]),
                    float(within[domain, t]),
                    float(across[t]),
                    float(parts.likeness[n, t]),
                )
                for t, item in enumerate(had)
            ]
            found.append(
                Reasons(
                    {name: float(value[n]) for name, value in parts.parts.items()},
                    self._tag_reasons(parts, n, tags_had),
                    history,
                )
            )
        return found

    def _parts(
        self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor, scores: torch.Tensor
    ) -> tuple[Contributions, torch.Tensor, torch.Tensor]:
        if isinstance(self.model, TEMA):
            there = [tensor.to(self.model.device) for tensor in (items, times, candidates)]
            return (contributions(self.model, *there), *attention(self.model, *there[:2]))
        none = scores.new_zeros(len(candidates), 0)
        steps = items.shape[1]
        parts = Contributions({"id": scores}, none, none.long(), scores.new_zeros(len(candidates), steps))
        n_domains = int(self.model.item_domain.max())
        return parts, scores.new_zeros(n_domains, steps), scores.new_zeros(steps)

    def _without(self, items: torch.Tensor, times: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
        """Scores of the candidates, (T, n), where each interaction in turn is left out."""
        length = items.shape[1]
        kept = torch.tensor([[t for t in range(length) if t != out] for out in range(length)], dtype=torch.long)
        lengths = torch.full((length,), length - 1)
        if length == 1:  # nothing is left: one padded place
            return self.score(torch.zeros_like(items), times, lengths)[:, candidates]
        return self.score(items[0][kept], times[0][kept], lengths)[:, candidates]

    def _tags(self, items: torch.Tensor) -> torch.Tensor:
        frozen: Optional[Any] = getattr(self.model, "frozen", {})
        return (
            frozen["tag"].ids[items.to(self.model.device)]
            if frozen and "tag" in frozen
            else items.new_zeros(len(items), 0)
        )

    def _tag_reasons(self, parts: Contributions, n: int, had: set[int]) -> list[TagReason]:
        rows = zip(parts.tag_ids[n].tolist(), parts.tags[n].tolist())
        found = [TagReason(self.tag_names[tag], value, tag in had) for tag, value in rows if tag > 0]
        return sorted(found, key=lambda reason: -reason.contribution)
