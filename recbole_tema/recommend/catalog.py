"""The items that a model can recommend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Optional

import pandas as pd
import torch

from recbole_tema.data.features import Tags
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.saved_run import SavedRun
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.item_text import plain_cells
from recbole_tema.recommend.filters import Choice


class Shelf:
    """Items by id, domain and tag.

    Parameters
    ----------
    items : pandas.DataFrame
        Columns of ``.item`` as texts by ``item_id``; row ``i`` is the item of internal id ``i + 1``.
    of_item : Tensor of int64, shape (n_items,)
        Domain of each internal id, from 1; 0 for PAD.
    domains : sequence of str
        Their names.
    known_tags : Tags, optional
        Of the items, by internal id.

    Attributes
    ----------
    tokens, titles : list of str
        By internal id; those of PAD first.
    numbers : dict of str to int
        Internal id of each item.
    tags : Tensor of int64, shape (n_items, most_tags), optional
        Tag ids of each item from 1, 0 where padded.
    tag_names : list of str
        Name of each tag id.
    """

    def __init__(
        self, items: pd.DataFrame, of_item: torch.Tensor, domains: Sequence[str], known_tags: Optional[Tags] = None
    ) -> None:
        self.items, self.of_item, self.domains, self.known_tags = items, of_item, list(domains), known_tags
        self.tokens = ["[PAD]", *map(str, items.index)]
        self.titles = ["", *(items["title"] if "title" in items else [""] * len(items))]
        self.numbers = {token: i for i, token in enumerate(self.tokens) if i > 0}
        self.tags = None if known_tags is None else known_tags.ids
        self.tag_names: list[str] = [] if known_tags is None else known_tags.names
        self.tag_ids = {name: i for i, name in enumerate(self.tag_names) if i > 0}

    @classmethod
    def of_run(cls, run: SavedRun) -> Shelf:
        """The items of a run's dataset."""
        config, dataset = run.config, run.data.dataset
        name, item, domain = config["dataset"], config["ITEM_ID_FIELD"], config["DOMAIN_FIELD"]
        frame = read_atomic(Path(config["data_path"]) / f"{name}.item", require={item: "token", domain: "token"})
        texts = pd.DataFrame({column: plain_cells(frame[column]) for column in frame.columns}).set_index(item)
        tokens = [str(token) for token in dataset.field2id_token[item][1:]]
        tags = getattr(dataset, "features", {}).get("tag")
        return cls(texts.loc[tokens], run.data.domains.of_item, run.data.domains.names, tags)

    def extended(self, items: pd.DataFrame, of_item: torch.Tensor, tags: Optional[Tags]) -> Shelf:
        """With more items behind these; arguments as of the class, for the new ones alone and without PAD."""
        known = self.known_tags
        if known is not None and tags is not None:
            most = max(known.ids.shape[1], tags.ids.shape[1])
            ids, scores = (
                torch.cat([torch.nn.functional.pad(rows, (0, most - rows.shape[1])) for rows in pair])
                for pair in ((known.ids, tags.ids), (known.scores, tags.scores))
            )
            known = replace(known, ids=ids, scores=scores)
        together = pd.concat([self.items, items]).fillna("")
        return Shelf(together, torch.cat([self.of_item, of_item]), self.domains, known)

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

    def _tagged(self, names: Sequence[str]) -> torch.Tensor:
        if self.tags is None:
            raise ConfigError("this model has no tags.", remedy="Train with tag in modalities, or ask without tags.")
        unknown = [name for name in names if name not in self.tag_ids]
        if unknown:
            raise ConfigError(f"there is no tag {unknown[0]!r}.", remedy="Use tags of the dataset's .tag file.")
        wanted = torch.tensor([self.tag_ids[name] for name in names])
        return torch.isin(self.tags, wanted).any(dim=1)
