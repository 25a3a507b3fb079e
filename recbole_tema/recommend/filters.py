"""The item catalog of a model, and filters of the items that may be recommended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from recbole_tema.data.features import Tags
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.saved_run import SavedRun
from recbole_tema.files.atomic import read_texts
from recbole_tema.files.formats import ITEM


@dataclass(frozen=True)
class ItemFilter:
    """Restrictions on the items of a recommendation list.

    Attributes
    ----------
    domain : str, optional
        Recommend only items of this domain; items of all domains by default.
    candidates : sequence of str, optional
        Recommend only these items; all items by default.
    exclude : sequence of str
        Items that must not be recommended. Unknown items are ignored.
    tags : sequence of str
        Recommend only items with at least one of these tags; empty for no restriction.
    filter_seen : bool
        Whether items of the user's history are left out.
    """

    domain: str | None = None
    candidates: Sequence[str] | None = None
    exclude: Sequence[str] = ()
    tags: Sequence[str] = ()
    filter_seen: bool = True

    @property
    def is_selective(self) -> bool:
        """Whether candidates or tags are given, so that an index could miss most of the allowed items."""
        return self.candidates is not None or bool(self.tags)


class ItemCatalog:
    """Items that a model can recommend, by internal id, domain and tag.

    Parameters
    ----------
    items : pandas.DataFrame
        Columns of ``.item`` as text, and ``domain``, indexed by ``item_id``; row ``i`` has the internal id ``i + 1``.
    item_domain : Tensor of int64, shape (n_items,)
        Domain of each internal id, counted from 1; 0 for the padding item.
    domains : sequence of str
        Names of the domains.
    item_tags : Tags, optional
        Tags of the items by internal id.

    Attributes
    ----------
    tokens, titles : list of str
        Item ids and titles by internal id, starting with the padding item.
    internal_ids : dict of str to int
        Internal id of each item id.
    tags : Tensor of int64, shape (n_items, max_tags), optional
        Tag ids of each item, counted from 1; 0 where padded.
    tag_names : list of str
        Name of each tag id.
    """

    def __init__(
        self,
        items: pd.DataFrame,
        item_domain: torch.Tensor,
        domains: Sequence[str],
        item_tags: Tags | None = None,
    ) -> None:
        self.items, self.item_domain, self.domains, self._item_tags = items, item_domain, list(domains), item_tags
        self.tokens = ["[PAD]", *map(str, items.index)]
        self.titles = ["", *(items["title"] if "title" in items else [""] * len(items))]
        self.internal_ids = {token: i for i, token in enumerate(self.tokens) if i > 0}
        self.tags = None if item_tags is None else item_tags.ids
        self.tag_names: list[str] = [] if item_tags is None else item_tags.names
        self.tag_ids = {name: i for i, name in enumerate(self.tag_names) if i > 0}

    @classmethod
    def of_run(cls, run: SavedRun) -> ItemCatalog:
        """Catalog of the dataset that a run was trained on."""
        config, dataset = run.config, run.data.dataset
        item, path = config["ITEM_ID_FIELD"], ITEM.path(Path(config["data_path"]), config["dataset"])
        tokens = [str(token) for token in dataset.field2id_token[item][1:]]
        frame = read_texts(path, require={item: "token"}) if path.is_file() else pd.DataFrame({item: tokens})
        texts = frame.set_index(item).reindex(tokens, fill_value="")
        texts["domain"] = run.data.domains.names_of(np.arange(1, len(tokens) + 1))
        tags = getattr(dataset, "features", {}).get("tag")
        return cls(texts, run.data.domains.of_item, run.data.domains.names, tags)

    def extended(self, items: pd.DataFrame, item_domain: torch.Tensor, item_tags: Tags | None) -> ItemCatalog:
        """Return a catalog with items appended; arguments as for the class, for the new items only."""
        tags = self._item_tags
        if tags is not None and item_tags is not None:
            width = max(tags.ids.shape[1], item_tags.ids.shape[1])
            ids, scores = (
                torch.cat([torch.nn.functional.pad(rows, (0, width - rows.shape[1])) for rows in pair])
                for pair in ((tags.ids, item_tags.ids), (tags.scores, item_tags.scores))
            )
            tags = replace(tags, ids=ids, scores=scores)
        all_items = pd.concat([self.items, items]).fillna("")
        return ItemCatalog(all_items, torch.cat([self.item_domain, item_domain]), self.domains, tags)

    def domain_id(self, domain: str) -> int:
        """Id of a domain, counted from 1.

        Raises
        ------
        ConfigError
            If the domain is unknown.
        """
        if domain not in self.domains:
            raise ConfigError(f"Unknown domain {domain!r}.", remedy=f"Choose one of {', '.join(self.domains)}.")
        return self.domains.index(domain) + 1

    def mask(self, item_filter: ItemFilter) -> torch.Tensor:
        """Items that a filter allows, apart from the seen items of a user.

        Returns
        -------
        Tensor of bool, shape (n_items,)

        Raises
        ------
        ConfigError
            If the domain or a tag is unknown.
        DataError
            If a candidate is unknown.
        """
        allowed = self.item_domain > 0
        if item_filter.domain is not None:
            allowed = self.item_domain == self.domain_id(item_filter.domain)
        if item_filter.candidates is not None:
            allowed = allowed & self._is_candidate(item_filter.candidates)
        if item_filter.tags:
            allowed = allowed & self._has_tag(item_filter.tags)
        excluded = self.known_ids(item_filter.exclude)
        if excluded:
            allowed = allowed.clone()
            allowed[excluded] = False
        return allowed

    def known_ids(self, items: Sequence[str]) -> list[int]:
        """Internal ids of those items that are in the catalog."""
        return [self.internal_ids[item] for item in items if item in self.internal_ids]

    def _is_candidate(self, candidates: Sequence[str]) -> torch.Tensor:
        unknown = [item for item in candidates if item not in self.internal_ids]
        if unknown:
            raise DataError(f"Unknown candidate {unknown[0]!r}.", remedy="Remove it from the candidates.")
        mask = torch.zeros_like(self.item_domain, dtype=torch.bool)
        mask[self.known_ids(candidates)] = True
        return mask

    def _has_tag(self, names: Sequence[str]) -> torch.Tensor:
        if self.tags is None:
            raise ConfigError("The model has no tags.", remedy="Train with tag in modalities, or do not filter by tag.")
        unknown = [name for name in names if name not in self.tag_ids]
        if unknown:
            raise ConfigError(f"Unknown tag {unknown[0]!r}.", remedy="Use tags of the dataset's .tag file.")
        wanted = torch.tensor([self.tag_ids[name] for name in names])
        return torch.isin(self.tags, wanted).any(dim=1)
