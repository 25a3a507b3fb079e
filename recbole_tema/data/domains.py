"""Which domain an item belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
import torch
from recbole.data.dataset import Dataset

from recbole_tema.data.split import Roles
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import SPLIT


@dataclass(frozen=True)
class Domains:
    """Domains of a dataset, two or more.

    Attributes
    ----------
    names : list of str
        Names in alphabetical order; domain ``d`` (from 1) is ``names[d - 1]``.
    of_item : Tensor of int64, shape (n_items,)
        Domain of each internal item id; 0 for PAD.
    catalogue : set of str
        Every item token of the raw ``.item`` file, before any filter.
    """

    names: list[str]
    of_item: torch.Tensor
    catalogue: set[str]

    def __len__(self) -> int:
        return len(self.names)

    def of_targets(self, items: np.ndarray) -> np.ndarray:
        """Domain names of internal item ids, shape as ``items``."""
        names: np.ndarray = np.array(["", *self.names], dtype=object)[self.of_item.numpy()[items]]
        return names

    @classmethod
    def from_dataset(cls, dataset: Dataset) -> Domains:
        """Read the domain column of a dataset's ``.item`` file.

        Parameters
        ----------
        dataset : Dataset
            A RecBole dataset whose item ids are remapped.

        Raises
        ------
        DataError
            For a missing or misspelt column, an item without domain, a duplicate item, or one domain only.
        """
        path = Path(dataset.dataset_path) / f"{dataset.dataset_name}.item"
        field = dataset.config["DOMAIN_FIELD"]
        item = dataset.iid_field
        frame = read_atomic(path, require={item: "token", field: "token"}, columns=[item, field])
        tokens = frame[item]
        for bad, problem in (
            (frame[field].str.strip().eq("").to_numpy(), "has no domain"),
            (tokens.duplicated().to_numpy(), "appears a second time"),
        ):
            if bad.any():
                row = int(np.flatnonzero(bad)[0])
                raise DataError(f"item {tokens.iloc[row]!r} {problem}.", path=path, line=row + 2, remedy="Correct it.")
        domain_of = dict(zip(tokens, frame[field]))
        known = dataset.field2id_token[item][1:]
        missing = [token for token in known if token not in domain_of]
        if missing:
            raise DataError(
                f"{len(missing)} items of the ratings are missing, {missing[0]!r} first.",
                path=path,
                remedy="Every item needs a row with its domain.",
            )
        names = sorted({domain_of[token] for token in known})
        if len(names) < 2:
            raise DataError(
                f"every item is in the domain {''.join(names)!r}.",
                path=path,
                remedy="Cross-domain data need two domains or more.",
            )
        number = {name: i for i, name in enumerate(names, start=1)}
        of_item = torch.tensor([0, *(number[domain_of[token]] for token in known)])
        return cls(names, of_item, set(tokens))


def check_ratings(path: Path, user: str, item: str, order: str, time: Optional[str] = None) -> None:
    """Check a ``.inter`` file before RecBole reads it, whose own errors name neither file nor line.

    The ``.split`` file beside it, where there is one, is checked against it.

    Raises
    ------
    DataError
        For a missing or misspelt column, a bad number, an interaction that appears twice, or no user with enough
        interactions to be tested; for roles that do not fit the users.
    """
    kinds = {user: "token", item: "token", order: "float", **({} if time is None else {time: "float"})}
    frame = read_atomic(path, require=kinds, columns=list(kinds))
    duplicate = frame.duplicated([user, item, order]).to_numpy()
    if duplicate.any():
        row = int(np.flatnonzero(duplicate)[0])
        raise DataError("the same interaction appears twice.", path=path, line=row + 2, remedy="Remove one of them.")
    split = SPLIT.path(path.parent, path.stem)
    if split.is_file():
        Roles.read(split).check(frame[user], path)
    elif frame.empty or frame[user].value_counts().iloc[0] < 4:
        raise DataError(
            "no user has the four interactions that training, validation and test need.",
            path=path,
            remedy="Leave-one-out needs longer histories; users with fewer are used for training alone.",
        )
