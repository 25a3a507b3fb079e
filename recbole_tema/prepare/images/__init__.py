"""The picture of every item, from the web or from a local folder, and a manifest of what came of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Optional

from rich.progress import Progress, track

from recbole_tema.errors import DataError, MissingExtraError
from recbole_tema.prepare.images.examine import FORMATS, Missing, examine, file_name
from recbole_tema.prepare.images.http import fetch_all
from recbole_tema.prepare.images.manifest import (
    MANIFEST,
    PARTIAL,
    ImageOptions,
    ImageRecord,
    count_images,
    is_settled,
    journal,
    known_records,
    read_manifest,
    to_line,
    write_manifest,
)

__all__ = [
    "FORMATS",
    "MANIFEST",
    "PARTIAL",
    "SUFFIXES",
    "ImageOptions",
    "ImageRecord",
    "adopt_images",
    "count_images",
    "download_images",
    "file_name",
    "read_manifest",
]

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
DEFAULT_OPTIONS = ImageOptions()


def download_images(urls: Mapping[str, str], folder: Path, options: ImageOptions = DEFAULT_OPTIONS) -> Path:
    """Download each item's picture to ``folder``.

    A second call, after an end of any kind, asks only for what is new, changed, or failed in passing (timeout,
    connection, status 429 or 5xx). Proxies set in the environment are not used.

    Parameters
    ----------
    urls : mapping of str to str
        ``{item id: url}``, with ``""`` for an item without one.
    folder : Path
        Where the pictures and the manifest go.
    options : ImageOptions
        Limits.

    Returns
    -------
    Path
        ``folder/manifest.jsonl``, one line an item, sorted by item id.

    Raises
    ------
    MissingExtraError
        If httpx or Pillow is not installed.
    DataError
        If an earlier manifest in ``folder`` is broken, or an item id is not text.
    """
    _need("PIL", "httpx", "httpcore")
    _check_ids(urls)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    before = known_records(folder)
    records, todo = {}, {}
    for item_id, text in urls.items():
        # JSON can hold half a character, which no file can.
        url = text.strip().encode("utf-8", "replace").decode()
        old = before.get(item_id)
        if old is not None and is_settled(old, url, folder, options):
            records[item_id] = old
        else:
            todo[item_id] = url
    with journal(folder / PARTIAL) as lines, Progress() as progress:
        task = progress.add_task("Fetching images", total=len(urls), completed=len(records))

        def finish(record: ImageRecord) -> None:
            records[record.item_id] = record
            lines.write(to_line(record).encode())
            lines.flush()
            _drop_outdated(folder, before.get(record.item_id), record)
            progress.advance(task)

        asyncio.run(fetch_all(todo, folder, options, finish))
    return write_manifest(folder, records.values())


def adopt_images(item_ids: Sequence[str], source: Path, folder: Path, options: ImageOptions = DEFAULT_OPTIONS) -> Path:
    """Use the pictures of a local folder: check ``ITEM_ID.jpg`` (or .jpeg, .png, .webp, .gif) of each item.

    Nothing is copied: the manifest names files of ``source``. Of two files of one item, the first suffix in that
    order serves; an item whose id no file can be named after (one with a slash) has no picture.

    Parameters
    ----------
    item_ids : sequence of str
        The items.
    source : Path
        The folder with the pictures; its own folders are not searched.
    folder : Path
        Where the manifest goes.
    options : ImageOptions
        Limits; ``max_bytes`` and ``max_pixels`` count.

    Returns
    -------
    Path
        ``folder/manifest.jsonl``, one line an item, sorted by item id.

    Raises
    ------
    MissingExtraError
        If Pillow is not installed.
    DataError
        If ``source`` is no folder, or an item id is not text.
    """
    _need("PIL")
    _check_ids(item_ids)
    source = Path(source).resolve()
    if not source.is_dir():
        raise DataError("is not a folder.", path=source, remedy="Give the folder that holds ITEM_ID.jpg and so on.")
    files = _pictures(source)
    ids = list(dict.fromkeys(item_ids))
    threads = ThreadPoolExecutor(os.cpu_count())
    try:
        made = threads.map(lambda item_id: _adopt(item_id, source, files.get(item_id), options), ids)
        records = list(track(made, description="Checking images", total=len(ids)))
    finally:
        threads.shutdown(cancel_futures=True)
    return write_manifest(Path(folder), records)


def _need(*packages: str) -> None:
    for package in packages:
        try:
            __import__(package)
        except ImportError:
            raise MissingExtraError("Pillow" if package == "PIL" else package, "images") from None


def _check_ids(item_ids: Iterable[str]) -> None:
    for item_id in item_ids:
        try:
            item_id.encode()
        except (AttributeError, UnicodeEncodeError):
            raise DataError(f"the item id {item_id!r} is not text.", remedy="Give ids as UTF-8 text.") from None


def _drop_outdated(folder: Path, old: Optional[ImageRecord], new: ImageRecord) -> None:
    """Delete the picture that an item had at its former url, unless the new one took its place."""
    if old is not None and old.file is not None and old.source is None and old.file != new.file:
        # The name alone: a manifest must not reach out of its folder.
        (folder / Path(old.file).name).unlink(missing_ok=True)


def _pictures(source: Path) -> dict[str, str]:
    """Name of the file of each stem."""
    with os.scandir(source) as entries:
        names = [os.path.splitext(entry.name) for entry in entries if entry.is_file()]
    names = [name for name in names if name[1].lower() in SUFFIXES]
    names.sort(key=lambda name: (SUFFIXES.index(name[1].lower()), name), reverse=True)
    return {stem: stem + suffix for stem, suffix in names}


def _adopt(item_id: str, source: Path, name: Optional[str], options: ImageOptions) -> ImageRecord:
    try:
        if name is None:
            raise Missing("no-file")
        with (source / name).open("rb") as file:
            body = file.read(options.max_bytes + 1)
        if len(body) > options.max_bytes:
            raise Missing("too-large", bytes=options.max_bytes)
        found = examine(body, options.max_pixels)
    except Missing as missing:
        return ImageRecord(item_id, "missing", missing.reason, source=str(source), **missing.known)
    except OSError:
        return ImageRecord(item_id, "missing", "no-file", source=str(source))
    return ImageRecord(item_id, "ok", file=name, source=str(source), **found)
