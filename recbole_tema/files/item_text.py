"""The text of an item: columns of ``.item`` and profiles, with or without tags, for encoders and language models."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic, read_header
from recbole_tema.files.formats import ITEM, PROFILE, TAG
from recbole_tema.files.item_domains import read_items

DEFAULT_FIELDS = ("title", "description")
#: Encoder texts are truncated to this number of words: CLIP reads 77 tokens, and English has about 1.3 per word.
MAX_WORDS = 60
#: Among the fields of a text, the profiles of the ``.profile`` file.
PROFILE_FIELD = "profile"


def slug_to_words(slug: str) -> str:
    """Words of a tag: ``science-fiction`` becomes ``science fiction``."""
    return slug.replace("-", " ")


def stable_sample(item_ids: Iterable[str], size: int, seed: int) -> list[str]:
    """Sample of at most ``size`` items that depends on ids and seed only, not on their order.

    A larger sample with the same seed starts with the smaller one.
    """
    keys = {item: hashlib.sha256(f"{seed}\t{item}".encode()).hexdigest() for item in item_ids}
    return sorted(keys, key=keys.__getitem__)[:size]


def plain_cells(cells: pd.Series) -> list[str]:
    """Cells of a column as texts; sequences are joined by spaces."""
    return [" ".join(cell) if isinstance(cell, list) else str(cell) for cell in cells]


def item_titles(items: pd.DataFrame) -> dict[str, str]:
    """Title of each item by id; the id itself if an item has no title.

    Parameters
    ----------
    items : pandas.DataFrame
        Rows of ``.item`` with ``item_id`` and, optionally, ``title``.
    """
    ids = items["item_id"].tolist()
    titles = plain_cells(items["title"]) if "title" in items.columns else ids
    return {item: title or item for item, title in zip(ids, titles)}


def has_text(dataset_folder: Path, name: str) -> bool:
    """Whether the items of a dataset have a column of text: ``.item`` with a title or a ``token_seq``."""
    path = ITEM.path(dataset_folder, name)
    return path.is_file() and any(
        kind == "token_seq" or column == "title" for column, kind in read_header(path).items()
    )


def read_tags(dataset_folder: Path) -> dict[str, list[str]]:
    """Tags of each item in a dataset's ``.tag``, highest score first.

    Parameters
    ----------
    dataset_folder : Path
        Folder of a prepared dataset.

    Raises
    ------
    DataError
        If the file does not exist or is broken.
    """
    path = TAG.path(dataset_folder)
    _check_exists(path, "recbole-tema tag")
    frame = read_atomic(path, require={name: TAG.columns[name] for name in ("tag_item_id", "tags")})
    # Files that were made by hand may have no scores.
    scores = frame["tag_scores"] if "tag_scores" in frame.columns else [()] * len(frame)
    tags_of_item = {}
    for item, tags, row in zip(frame["tag_item_id"], frame["tags"], scores):
        by_score = zip(tags, row) if len(row) == len(tags) else ((tag, 0.0) for tag in tags)
        tags_of_item[str(item)] = [str(tag) for tag, _ in sorted(by_score, key=lambda pair: -float(pair[1]))]
    return tags_of_item


def read_profiles(dataset_folder: Path) -> dict[str, str]:
    """Profile of each item in a dataset's ``.profile``.

    Parameters
    ----------
    dataset_folder : Path
        Folder of a prepared dataset.

    Raises
    ------
    DataError
        If the file does not exist or is broken.
    """
    path = PROFILE.path(dataset_folder)
    _check_exists(path, "recbole-tema tag --profile")
    frame = read_atomic(path, require=PROFILE.columns)
    return dict(zip(frame["profile_item_id"], plain_cells(frame["profile"])))


def reads_profiles(fields: Sequence[str] | None) -> bool:
    """Whether the fields of a text include the profiles of the ``.profile`` file."""
    return PROFILE_FIELD in (fields or ())


def item_texts(dataset_folder: Path, fields: Sequence[str], *, year_style: bool = False) -> pd.DataFrame:
    """One text per item, joined from columns of ``.item`` and profiles, for language models.

    Parameters
    ----------
    dataset_folder : Path
        Folder of a prepared dataset.
    fields : sequence of str
        Columns to join, in order, or ``profile`` for the profiles; empty cells are left out.
    year_style : bool
        ``Alien (1979)`` instead of ``Alien. 1979``, the usual form of film titles.

    Returns
    -------
    pandas.DataFrame
        ``item_id``, ``domain`` and ``text`` in file order; ``text`` is empty if all fields are.

    Raises
    ------
    ConfigError
        If a field is not a column of ``.item``.
    DataError
        If the profiles are requested and do not exist.
    """
    frame, rows = _read_fields(dataset_folder, fields)
    texts = []
    for row in rows:
        parts = [part for part in row if part]
        if year_style and len(parts) > 1:
            texts.append(f"{parts[0]} ({', '.join(parts[1:])})")
        else:
            texts.append(". ".join(parts))
    return pd.DataFrame({"item_id": frame["item_id"], "domain": frame["domain"], "text": texts})


def encoder_texts(
    dataset_folder: Path,
    fields: Sequence[str] | None = None,
    tags: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """One text per item for text encoders: the first field, the tags, then the other fields.

    Encoders truncate long texts, so the most informative part comes first.

    Parameters
    ----------
    dataset_folder : Path
        Folder of a prepared dataset.
    fields : sequence of str, optional
        Columns of ``.item``, or ``profile`` for the profiles, the most informative first; by default title and
        description, if they exist.
    tags : mapping of str to sequence of str, optional
        Tags (slugs) by item, highest score first, as :func:`read_tags` returns them; none by default.

    Returns
    -------
    pandas.DataFrame
        ``item_id``, ``domain``, ``text`` and ``truncated`` in file order. ``text`` is empty if the item has neither a
        field nor a tag. ``truncated`` is whether the text was longer than :data:`MAX_WORDS`.

    Raises
    ------
    ConfigError
        If a field is not a column of ``.item``, or the dataset has neither title nor description.
    DataError
        If the profiles are requested and do not exist.
    """
    frame, rows = _read_fields(dataset_folder, fields)
    tags = tags or {}
    composed = [
        compose_text(row[0], tags.get(item, ()), ". ".join(part for part in row[1:] if part))
        for item, row in zip(frame["item_id"], rows)
    ]
    texts, truncated = [text for text, _ in composed], [longer for _, longer in composed]
    columns = {"item_id": frame["item_id"], "domain": frame["domain"], "text": texts, "truncated": truncated}
    return pd.DataFrame(columns)


def compose_text(title: str, tags: Sequence[str], description: str) -> tuple[str, bool]:
    """Title, tags and description as one text of at most :data:`MAX_WORDS` words.

    Parameters
    ----------
    title, description : str
        Either may be empty.
    tags : sequence of str
        Slugs, highest score first.

    Returns
    -------
    text : str
    truncated : bool
    """
    parts = [title, ", ".join(map(slug_to_words, tags)), description]
    words = ". ".join(part.strip().rstrip(".") for part in parts if part.strip()).split()
    return " ".join(words[:MAX_WORDS]), len(words) > MAX_WORDS


def check_fields(dataset_folder: Path, fields: Iterable[str], columns: Sequence[str]) -> None:
    """Check that the fields of a text are among these columns of ``.item``.

    Raises
    ------
    ConfigError
        If one is not.
    """
    for name in fields:
        if name not in columns:
            raise ConfigError(
                f"{ITEM.path(dataset_folder).name} has no column {name!r}.",
                remedy=f"Choose fields among: {', '.join(columns)}.",
            )


def _read_fields(dataset_folder: Path, fields: Sequence[str] | None) -> tuple[pd.DataFrame, list[tuple[str, ...]]]:
    """The ``.item`` table, and the texts of the fields in each row."""
    frame = read_items(dataset_folder)
    columns = frame.columns.tolist()
    if fields is None:
        fields = [name for name in DEFAULT_FIELDS if name in columns]
    if not fields:
        problem = f"{ITEM.path(dataset_folder).name} has no title."
        raise ConfigError(problem, remedy=f"Choose fields among: {', '.join(columns)}.")
    check_fields(dataset_folder, (name for name in fields if name != PROFILE_FIELD), columns)
    return frame, list(zip(*(_texts_of_field(dataset_folder, frame, name) for name in fields)))


def _texts_of_field(dataset_folder: Path, frame: pd.DataFrame, name: str) -> list[str]:
    if name == PROFILE_FIELD and name not in frame.columns:
        profiles = read_profiles(dataset_folder)
        return [profiles.get(item, "") for item in frame["item_id"]]
    if name == PROFILE_FIELD and PROFILE.path(dataset_folder).is_file():
        raise ConfigError(
            f"{name!r} is a column of {ITEM.path(dataset_folder).name} and a file.",
            remedy="Give the column another name.",
        )
    return plain_cells(frame[name])


def _check_exists(path: Path, command: str) -> None:
    if not path.is_file():
        raise DataError("No such file.", path=path, remedy=f"Write it with {command}.")
