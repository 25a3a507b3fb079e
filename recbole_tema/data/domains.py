"""Domain of every item."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.errors import DataError
from recbole_tema.files.item_domains import ONE_DOMAIN, parse_domain_rule, read_item_domains


@dataclass(frozen=True)
class Domains:
    """Domains of a dataset, one or more.

    Attributes
    ----------
    names : list of str
        Names in alphabetical order; domain ``d`` (from 1) is ``names[d - 1]``.
    of_item : Tensor of int64, shape (n_items,)
        Domain of each internal item id; 0 for PAD.
    catalog : set of str
        Every item token of the ``.item`` file, before any filter; without the file, the items of the interactions.
    """

    names: list[str]
    of_item: torch.Tensor
    catalog: set[str]

    def __len__(self) -> int:
        return len(self.names)

    def names_of(self, items: np.ndarray) -> np.ndarray:
        """Domain names of internal item ids, shape as ``items``."""
        names: np.ndarray = np.array(["", *self.names], dtype=object)[self.of_item.numpy()[items]]
        return names

    def items_of(self, domain: int) -> torch.Tensor:
        """Internal ids of the items of a domain (from 1), ascending."""
        return torch.nonzero(self.of_item == domain)[:, 0]

    @classmethod
    def read(cls, path: Path, item_field: str, domain_field: str, item_tokens: np.ndarray, rule: Any = None) -> Domains:
        """Read the domains of an ``.item`` file.

        Parameters
        ----------
        path : Path
        item_field, domain_field : str
            Names of the columns.
        item_tokens : array of str, shape (n_items,)
            Token of each internal item id; entry 0 is PAD.
        rule : mapping of str to list, optional
            Values of the column by domain, see :func:`~recbole_tema.files.item_domains.parse_domain_rule`.

        Raises
        ------
        DataError
            For a missing or misspelt column, an item without a domain, or a duplicate item. Without a file or a column
            ``domain``, all items form one domain.
        """
        known = item_tokens[1:].tolist()
        domains = read_item_domains(path, item_field, domain_field, rule)
        if domains is None:
            return cls._named(dict.fromkeys(known, ONE_DOMAIN), known, {*known})
        domain_of, catalog = dict(zip(map(str, domains.index), domains)), {*map(str, domains.index)}
        missing = [token for token in known if token not in domain_of]
        others = _domain_without_row(domains.unique(), rule)
        if missing and others is None:
            raise DataError(
                f"{len(missing)} items of the interactions have no row; the first is {missing[0]!r}.",
                path=path,
                remedy="Add a row with the domain of every item.",
            )
        return cls._named({**dict.fromkeys(missing, others), **domain_of}, known, catalog | {*missing})

    @classmethod
    def _named(cls, domain_of: dict[str, Any], known: list[str], catalog: set[str]) -> Domains:
        names = sorted({domain_of[token] for token in known})
        number = {name: i for i, name in enumerate(names, start=1)}
        return cls(names, torch.tensor([0, *(number[domain_of[token]] for token in known)]), catalog)


def _domain_without_row(names: np.ndarray, rule: Any) -> str | None:
    """Domain of an item that has no row in ``.item``; None if it must have one."""
    if rule is not None:
        name, values = list(parse_domain_rule(rule).items())[-1]
        return None if values else name
    return ONE_DOMAIN if names.tolist() == [ONE_DOMAIN] else None
