"""Which items may be recommended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import torch

from recbole_tema.errors import ConfigError, DataError


@dataclass(frozen=True)
class Choice:
    """What a request asks for.

    Attributes
    ----------
    domain : str, optional
        Items of this domain alone; of all by default.
    candidates : sequence of str, optional
        These items alone.
    exclude : sequence of str
        None of these items.
    tags : sequence of str
        Items with any of these tags alone, where there are any here.
    repeats : bool
        Whether what is in the history may be recommended again.
    """

    domain: Optional[str] = None
    candidates: Optional[Sequence[str]] = None
    exclude: Sequence[str] = ()
    tags: Sequence[str] = ()
    repeats: bool = False


class Shelf:
    """The items of a model, by id, domain and tag.

    Parameters
    ----------
    numbers : mapping of str to int
        Internal id of each item.
    of_item : Tensor of int64, shape (n_items,)
        Domain of each internal id, from 1; 0 for PAD.
    domains : sequence of str
        Their names.
    tags : Tensor of int64, shape (n_items, most_tags), optional
        Tag ids of each item from 1, 0 where padded.
    tag_names : sequence of str
        Name of each tag id.
    """

    def __init__(
        self,
        numbers: Mapping[str, int],
        of_item: torch.Tensor,
        domains: Sequence[str],
        tags: Optional[torch.Tensor] = None,
        tag_names: Sequence[str] = (),
    ) -> None:
        self.numbers, self.domains, self.tags = numbers, list(domains), tags
        self.of_item = of_item
        self.tag_ids = {name: i for i, name in enumerate(tag_names) if i > 0}

    def allowed(self, choice: Choice) -> torch.Tensor:
        """Which items a choice leaves, Tensor of bool, shape (n_items,).

        Raises
        ------
        ConfigError
            For an unknown domain or tag.
        DataError
            For unknown candidates. Unknown items may be excluded: they never come.
        """
        mask = self.of_item > 0
        if choice.domain is not None:
            mask = self.of_item == self.number_of(choice.domain)
        if choice.candidates is not None:
            unknown = [item for item in choice.candidates if item not in self.numbers]
            if unknown:
                raise DataError(f"the model does not know the candidate {unknown[0]!r}.", remedy="Leave it out.")
            among = torch.zeros_like(mask)
            among[[self.numbers[item] for item in choice.candidates]] = True
            mask = mask & among
        if choice.tags:
            mask = mask & self._tagged(choice.tags)
        excluded = [self.numbers[item] for item in choice.exclude if item in self.numbers]
        if excluded:
            mask = mask.clone()
            mask[excluded] = False
        return mask

    def number_of(self, domain: str) -> int:
        """A domain's number, from 1.

        Raises
        ------
        ConfigError
            If there is none of that name.
        """
        if domain not in self.domains:
            raise ConfigError(f"there is no domain {domain!r}.", remedy=f"Choose {' or '.join(self.domains)}.")
        return self.domains.index(domain) + 1

    def tags_of(self, number: int) -> set[int]:
        """Tag ids of an item."""
        return set() if self.tags is None else set(self.tags[number].tolist()) - {0}

    def _tagged(self, names: Sequence[str]) -> torch.Tensor:
        if self.tags is None:
            raise ConfigError("this model has no tags.", remedy="Train with tag in modalities, or ask without tags.")
        unknown = [name for name in names if name not in self.tag_ids]
        if unknown:
            raise ConfigError(f"there is no tag {unknown[0]!r}.", remedy="Use tags of the dataset's .tag file.")
        wanted = torch.tensor([self.tag_ids[name] for name in names])
        return torch.isin(self.tags, wanted).any(dim=1)
