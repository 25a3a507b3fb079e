"""Item search by words of the title, and details of single items with their tags and images."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from recbole_tema.recommend import Recommender
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.item_images import ServedImages
from recbole_tema.serve.schemas import Item, ItemDetails, SearchResponse


class ItemSearch:
    """Looks up items of a recommender.

    Parameters
    ----------
    recommender : Recommender

    Attributes
    ----------
    images : ServedImages
    """

    def __init__(self, recommender: Recommender) -> None:
        self._catalog, config = recommender.catalog, recommender.run.config
        self._ids = self._catalog.tokens[1:]
        self._domains = [self._catalog.domains[d - 1] for d in self._catalog.item_domain[1:].tolist()]
        titles = self._catalog.titles[1:]
        self._texts = [_normalize(f"{title} {item}") for item, title in zip(self._ids, titles)]
        self._by_title = sorted(range(len(self._ids)), key=self._texts.__getitem__)
        self._own_columns = {"title", "domain", config["DOMAIN_FIELD"]}
        self.images = ServedImages(Path(config["data_path"]) / "images", self._ids)

    def n_items(self, domain: str) -> int:
        """Number of items of a domain."""
        return self._domains.count(domain)

    def item(self, item_id: str) -> Item:
        """A known item by its id."""
        internal_id = self._catalog.internal_ids[item_id]
        return Item(
            item_id=item_id,
            domain=self._domains[internal_id - 1],
            title=self._catalog.titles[internal_id],
            tags=self.tags(item_id),
            has_image=self.has_image(item_id),
        )

    def tags(self, item_id: str) -> list[str]:
        """Tags of a known item, in the order of the dataset."""
        if self._catalog.tags is None:
            return []
        tag_ids = self._catalog.tags[self._catalog.internal_ids[item_id]].tolist()
        return [self._catalog.tag_names[tag_id] for tag_id in tag_ids if tag_id > 0]

    def has_image(self, item_id: str) -> bool:
        """Whether an item has an image."""
        return item_id in self.images

    def details(self, item_id: str) -> ItemDetails:
        """An item with all its columns.

        Raises
        ------
        ApiError
            404 if the item is unknown.
        """
        if item_id not in self._catalog.internal_ids:
            raise ApiError(404, "Unknown item.")
        row = self._catalog.items.loc[item_id]
        columns = {str(name): str(value) for name, value in row.items() if name not in self._own_columns}
        return ItemDetails(**self.item(item_id).model_dump(), columns=columns)

    def search(self, query: str, domain: str | None, limit: int) -> SearchResponse:
        """Items whose title and id contain every word of a query, also as a part of a longer word.

        Exact matches of a title or an id are ranked first, then titles that start with the query, then titles with a
        word that starts with it, then all others; within each group by title.

        Parameters
        ----------
        query : str
            An empty query matches all items.
        domain : str, optional
        limit : int
            Maximum number of items returned.

        Raises
        ------
        ConfigError
            If the domain is unknown.
        """
        if domain is not None:
            self._catalog.domain_id(domain)
        query = _normalize(query)
        rows = [i for i in self._by_title if domain in (None, self._domains[i])]
        for word in query.split():
            rows = [i for i in rows if word in self._texts[i]]
        first = islice(_ranked(rows, self._texts, query), limit)
        return SearchResponse(total=len(rows), items=[self.item(self._ids[i]) for i in first])


def _ranked(rows: list[int], texts: list[str], query: str) -> Iterator[int]:
    """Rows in the order of relevance; a group is computed only when it is reached."""
    groups: list[Callable[[str], bool]] = [
        lambda text: text.startswith(f"{query} ") or text.endswith(f" {query}"),
        lambda text: text.startswith(query),
        lambda text: f" {query}" in text,
        lambda text: True,
    ]
    returned: set[int] = set()
    for belongs in groups:
        for i in rows:
            if i not in returned and belongs(texts[i]):
                returned.add(i)
                yield i


def _normalize(text: str) -> str:
    """Lower case without accents, with single spaces."""
    characters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(character for character in characters if not unicodedata.combining(character)).split())
