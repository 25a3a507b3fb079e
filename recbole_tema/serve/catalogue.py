"""The items that are served: found by words of their titles, shown with tags and pictures."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Optional

from recbole_tema.encoding.image_files import picture_files
from recbole_tema.recommend import Recommender
from recbole_tema.serve.errors import Refusal
from recbole_tema.serve.schemas import Found, Item, WholeItem

# Of files that a browser takes for pictures and nothing else.
_KINDS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}


class Catalogue:
    """Looks items up.

    Parameters
    ----------
    recommender : Recommender
    """

    def __init__(self, recommender: Recommender) -> None:
        self.shelf, config = recommender.shelf, recommender.run.config
        self.ids = self.shelf.tokens[1:]
        self.domains = [self.shelf.domains[number - 1] for number in self.shelf.of_item[1:].tolist()]
        self.texts = [_plain(f"{title} {item}") for item, title in zip(self.ids, self.shelf.titles[1:])]
        self.order = sorted(range(len(self.ids)), key=self.texts.__getitem__)
        self.shown_columns = {"title", config["DOMAIN_FIELD"]}
        self.pictures = _pictures(Path(config["data_path"]) / "images", self.ids)

    def count(self, domain: str) -> int:
        """How many items a domain has."""
        return self.domains.count(domain)

    def item(self, item_id: str) -> Item:
        """An item that there is, by its id."""
        number = self.shelf.numbers[item_id]
        return Item(
            item_id=item_id,
            domain=self.domains[number - 1],
            title=self.shelf.titles[number],
            tags=self.tags(number),
            picture=item_id in self.pictures,
        )

    def tags(self, number: int) -> list[str]:
        """Tags of an item by its internal id, in the order of the dataset."""
        if self.shelf.tags is None:
            return []
        return [self.shelf.tag_names[tag] for tag in self.shelf.tags[number].tolist() if tag > 0]

    def whole(self, item_id: str) -> WholeItem:
        """Everything of an item.

        Raises
        ------
        Refusal
            404, if there is none.
        """
        if item_id not in self.shelf.numbers:
            raise Refusal(404, "There is no such item.")
        row = self.shelf.items.loc[item_id]
        fields = {str(column): str(value) for column, value in row.items() if column not in self.shown_columns}
        return WholeItem(**self.item(item_id).model_dump(), fields=fields)

    def search(self, words: str, domain: Optional[str], limit: int) -> Found:
        """Items whose title and id hold every word, or its beginning or middle.

        An item of that title or id stands first, then those that begin with the words, then those where a word does,
        then the others, each by title.

        Parameters
        ----------
        words : str
            None finds everything.
        domain : str, optional
        limit : int

        Raises
        ------
        ConfigError
            For an unknown domain.
        """
        if domain is not None:
            self.shelf.number_of(domain)
        asked = _plain(words)
        rows = [i for i in self.order if domain in (None, self.domains[i])]
        for word in asked.split():
            rows = [i for i in rows if word in self.texts[i]]
        shown = islice(_ranked(rows, self.texts, asked), limit)
        return Found(total=len(rows), items=[self.item(self.ids[i]) for i in shown])

    def picture(self, item_id: str) -> tuple[Path, str]:
        """The file of an item's picture, and what kind it is.

        Raises
        ------
        Refusal
            404, if there is none.
        """
        path = self.pictures.get(item_id)
        if path is None or not path.is_file():
            raise Refusal(404, "There is no such picture.")
        return path, _KINDS[path.suffix.lower()]


def _ranked(rows: list[int], texts: list[str], asked: str) -> Iterator[int]:
    """Rows in the order of a search, each tier found only when it is reached."""
    tiers: list[Callable[[str], bool]] = [
        lambda text: text.startswith(f"{asked} ") or text.endswith(f" {asked}"),
        lambda text: text.startswith(asked),
        lambda text: f" {asked}" in text,
        lambda text: True,
    ]
    given: set[int] = set()
    for fits in tiers:
        for i in rows:
            if i not in given and fits(texts[i]):
                given.add(i)
                yield i


def _plain(text: str) -> str:
    """Lower case without accents, one blank between words."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(part for part in parts if not unicodedata.combining(part)).split())


def _pictures(folder: Path, ids: list[str]) -> dict[str, Path]:
    """Pictures in a folder by item, less the huge, and those that a link or a manifest takes from elsewhere."""
    if not folder.is_dir():
        return {}
    found, root = picture_files(folder, ids), folder.resolve()
    files = {item: Path(name).resolve() for item, name in found.files.items()}
    return {
        item: path
        for item, path in files.items()
        if root in path.parents
        and path.suffix.lower() in _KINDS
        and path.is_file()
        and path.stat().st_size <= found.max_bytes
    }
