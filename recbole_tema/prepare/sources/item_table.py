"""Tables of items whose genres give them domains: joined to interactions, and read for the items of a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.item_domains import ONE_DOMAIN
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.sources.genres import domain_of_genres, parse_genre_rule, refuse_unknown_genres
from recbole_tema.prepare.sources.matching import join_items


@dataclass(frozen=True)
class Item:
    """An item of a file.

    Attributes
    ----------
    texts : mapping of str to str
        Its columns in ``.item``, title first.
    genres : sequence of str
        Its genres or categories.
    """

    texts: Mapping[str, str]
    genres: Sequence[str]


class ItemTable:
    """Items of a file, with their domains.

    Parameters
    ----------
    path : Path
        The file, for messages.
    items : mapping of str to Item
        By item id.
    rule : sequence of str
        Genres of each domain, as in :func:`~recbole_tema.prepare.sources.genres.parse_genre_rule`. Without it, all
        items form one domain.

    Raises
    ------
    ConfigError
        If the rule names a genre that no item has.
    """

    def __init__(self, path: Path, items: Mapping[str, Item], rule: Sequence[str]) -> None:
        self.path = path
        ids = pd.Index(list(items), dtype=object)
        self._texts = pd.DataFrame([item.texts for item in items.values()], index=ids, dtype=object)
        self._domains = pd.Series(_domains([item.genres for item in items.values()], rule), index=ids, dtype=object)

    def describe(self, items: pd.DataFrame) -> pd.DataFrame:
        """Texts of the items of a dataset, by ``item_id``; ``""`` if unknown."""
        return self._texts.reindex(items["item_id"]).fillna("")

    def join(self, engine: Engine, rows: Any, path: Path, rejected: dict[str, int]) -> Any:
        """Give interactions the domain of their item.

        Parameters
        ----------
        engine : Engine
        rows : ibis.Table
            With ``user_id``, ``item_id``, ``time``, ``rating`` and ``position``.
        path : Path
            The file of the interactions, for messages.
        rejected : dict of str to int
            Counts of :func:`~recbole_tema.prepare.sources.matching.join_items` are added to it.

        Returns
        -------
        ibis.Table
            Materialized, with ``domain``.

        Raises
        ------
        DataError
            If more than half of the interactions are with unknown items, or all with items without a domain.
        """
        items = pd.DataFrame({"item_id": self._domains.index, "domain": self._domains.to_numpy()})
        columns = ("user_id", "item_id", "time", "rating", "position")
        joined, left_out = join_items(engine, rows.select(*columns), items, path, self.path)
        rejected.update(left_out)
        if not count_rows(joined):
            raise DataError(
                "no item with interactions has a domain.", path=path, remedy="Name genres of these items in --genres."
            )
        return joined


def _domains(genres: Sequence[Sequence[str]], rule: Sequence[str]) -> list[str]:
    if not rule:
        return [ONE_DOMAIN] * len(genres)
    parsed = parse_genre_rule(rule)
    refuse_unknown_genres(genres, parsed)
    return [domain_of_genres(names, parsed) for names in genres]
