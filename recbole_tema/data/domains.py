"""Domain of every item."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic, refuse_rows


@dataclass(frozen=True)
class Domains:
    """Domains of a dataset, two or more.

    Attributes
    ----------
    names : list of str
        Names in alphabetical order; domain ``d`` (from 1) is ``names[d - 1]``.
    of_item : Tensor of int64, shape (n_items,)
        Domain of each internal item id; 0 for PAD.
    catalog : set of str
        Every item token of the ``.item`` file, before any filter.
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
    def read(cls, path: Path, item_field: str, domain_field: str, item_tokens: np.ndarray) -> Domains:
        """Read the domain column of an ``.item`` file.

        Parameters
        ----------
        path : Path
        item_field, domain_field : str
            Names of the columns.
        item_tokens : array of str, shape (n_items,)
            Token of each internal item id; entry 0 is PAD.

        Raises
        ------
        DataError
            For a missing or misspelt column, an item without a domain, a duplicate item, or a single domain.
        """
        frame = read_atomic(
            path, require={item_field: "token", domain_field: "token"}, columns=[item_field, domain_field]
        )
        tokens = frame[item_field]
        for rejected, problem in (
            (frame[domain_field].str.strip().eq(""), "has no domain."),
            (tokens.duplicated(), "is listed twice."),
        ):
            refuse_rows(rejected, tokens, "Item", problem, path=path, remedy="Correct the row.")
        domain_of = dict(zip(tokens, frame[domain_field]))
        known = item_tokens[1:].tolist()
        missing = [token for token in known if token not in domain_of]
        if missing:
            raise DataError(
                f"{len(missing)} items of the interactions have no row; the first is {missing[0]!r}.",
                path=path,
                remedy="Add a row with the domain of every item.",
            )
        names = sorted({domain_of[token] for token in known})
        if len(names) < 2:
            raise DataError(
                f"Every item belongs to the domain {''.join(names)!r}.",
                path=path,
                remedy="Cross-domain data need two or more domains.",
            )
        number = {name: i for i, name in enumerate(names, start=1)}
        of_item = torch.tensor([0, *(number[domain_of[token]] for token in known)])
        return cls(names, of_item, set(tokens))
