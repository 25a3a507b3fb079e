"""Collect the image of every item, from the web or from a local folder, with a manifest of the results."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from rich.progress import Progress, track

from recbole_tema.errors import ConfigError, DataError, MissingExtraError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import ITEM
from recbole_tema.files.locks import locked
from recbole_tema.prepare.images.decode import SIGNATURES, local_formats
from recbole_tema.prepare.images.examine import Missing, examine
from recbole_tema.prepare.images.http import fetch_all
from recbole_tema.prepare.images.local import files_of_items, folder_files
from recbole_tema.prepare.images.manifest import (
    PARTIAL,
    ImageOptions,
    ImageRecord,
    count_images,
    is_final,
    journal,
    known_records,
    read_manifest,
    to_line,
    write_manifest,
)

DEFAULT_OPTIONS = ImageOptions()


def collect_images(
    dataset: Path, *, images: str | Path | None = None, allow_private: bool = False
) -> list[tuple[str, str, int]]:
    """Collect the images of the items of a prepared dataset: ``DATASET/images/manifest.jsonl``.

    Parameters
    ----------
    dataset : Path
        Its folder. By default ``image_url`` of its ``.item`` is downloaded.
    images : Path, optional
        A local folder with files ``ITEM_ID.jpg`` to use instead, also in subfolders.
    allow_private : bool
        Allow addresses in private networks.

    Returns
    -------
    list of (str, str, int)
        Status, reason and number of items.

    Raises
    ------
    ConfigError
        If the items have no ``image_url`` and no folder is given.
    MissingExtraError
        If the extra ``images`` is not installed.
    """
    items = read_atomic(ITEM.path(dataset))
    options = ImageOptions(allow_private=allow_private)
    if images is not None:
        manifest = adopt_images(items["item_id"].tolist(), Path(images), dataset / "images", options)
    elif "image_url" in items:
        manifest = download_images(dict(zip(items["item_id"], items["image_url"])), dataset / "images", options)
    else:
        raise ConfigError("the items have no image_url.", path=ITEM.path(dataset), remedy="Give a folder of images.")
    return count_images(read_manifest(manifest))


def download_images(urls: Mapping[str, str], folder: Path, options: ImageOptions = DEFAULT_OPTIONS) -> Path:
    """Download the image of each item to ``folder``.

    A second call, also after an interruption, requests only addresses that are new or changed, or that failed
    temporarily (timeout, connection, status 429 or 5xx). Proxies set in the environment are not used.

    Parameters
    ----------
    urls : mapping of str to str
        ``{item id: url}``, with ``""`` for an item without one.
    folder : Path
        Folder of the images and the manifest.
    options : ImageOptions

    Returns
    -------
    Path
        ``folder/manifest.jsonl``, one line per item, sorted by item id.

    Raises
    ------
    MissingExtraError
        If httpx or Pillow is not installed.
    DataError
        If an earlier manifest in ``folder`` is invalid, or an item id is not text.
    FolderInUseError
        If another process writes to ``folder``.
    """
    _need("PIL", "httpx", "httpcore")
    _check_ids(urls)
    folder = Path(folder)
    with locked(folder, "prepare"):
        return _download(urls, folder, options)


def _download(urls: Mapping[str, str], folder: Path, options: ImageOptions) -> Path:
    earlier = known_records(folder)
    records, pending = {}, {}
    for item_id, text in urls.items():
        # JSON can hold lone surrogates, files cannot.
        url = text.strip().encode("utf-8", "replace").decode()
        old = earlier.get(item_id)
        if old is not None and is_final(old, url, folder, options):
            records[item_id] = old
        else:
            pending[item_id] = url
    with journal(folder / PARTIAL) as lines, Progress() as progress:
        task = progress.add_task("Downloading images", total=len(urls), completed=len(records))

        def finish(record: ImageRecord) -> None:
            records[record.item_id] = record
            lines.write(to_line(record).encode())
            lines.flush()
            _delete_outdated(folder, earlier.get(record.item_id), record)
            progress.advance(task)

        asyncio.run(fetch_all(pending, folder, options, finish))
    return write_manifest(folder, records.values())


def adopt_images(item_ids: Sequence[str], source: Path, folder: Path, options: ImageOptions = DEFAULT_OPTIONS) -> Path:
    """Use the images of a local folder: examine ``ITEM_ID.jpg`` of each item.

    Nothing is copied: the manifest names files of ``source``. Subfolders are searched, and all suffixes of
    :data:`~recbole_tema.prepare.images.local.LOCAL_FORMATS` are accepted. An item whose id cannot be a file name (one
    with a slash) has no image.

    Parameters
    ----------
    item_ids : sequence of str
    source : Path
        Folder of the images.
    folder : Path
        Folder of the manifest.
    options : ImageOptions
        ``max_bytes`` and ``max_pixels`` apply.

    Returns
    -------
    Path
        ``folder/manifest.jsonl``, one line per item, sorted by item id.

    Raises
    ------
    MissingExtraError
        If Pillow is not installed.
    DataError
        If ``source`` is not a folder, an item id is not text, or the file names do not match; see
        :func:`~recbole_tema.prepare.images.local.files_of_items`.
    """
    _need("PIL")
    _check_ids(item_ids)
    source = Path(source).resolve()
    if not source.is_dir():
        raise DataError("is not a folder.", path=source, remedy="Give the folder that holds ITEM_ID.jpg and so on.")
    ids = list(dict.fromkeys(item_ids))
    files = files_of_items(folder_files(source), ids, source)
    if ids and not files:
        raise DataError("holds no images.", path=source, remedy="Give the folder that holds ITEM_ID.jpg and so on.")
    threads = ThreadPoolExecutor(os.cpu_count())
    try:
        results = threads.map(lambda item_id: _adopt(item_id, source, files.get(item_id), options), ids)
        records = list(track(results, description="Examining images", total=len(ids)))
    finally:
        threads.shutdown(cancel_futures=True)
    with locked(Path(folder), "prepare"):
        return write_manifest(Path(folder), records)


def _need(*packages: str) -> None:
    for package in packages:
        try:
            import_module(package)
        except ImportError:
            raise MissingExtraError("Pillow" if package == "PIL" else package, "images") from None


def _check_ids(item_ids: Iterable[str]) -> None:
    for item_id in item_ids:
        try:
            item_id.encode()
        except (AttributeError, UnicodeEncodeError):
            raise DataError(f"the item id {item_id!r} is not text.", remedy="Use UTF-8 text.") from None


def _delete_outdated(folder: Path, old: ImageRecord | None, new: ImageRecord) -> None:
    """Delete the image of an item's former address, unless the new one replaced it."""
    if old is not None and old.file is not None and old.source is None and old.file != new.file:
        # The name only: a manifest must not name files outside of its folder.
        (folder / Path(old.file).name).unlink(missing_ok=True)


def _adopt(item_id: str, source: Path, name: str | None, options: ImageOptions) -> ImageRecord:
    try:
        if name is None:
            raise Missing("no-file")
        with (source / name).open("rb") as file:
            body = file.read(options.max_bytes + 1)
        if len(body) > options.max_bytes:
            raise Missing("too-large", bytes=options.max_bytes)
        facts = examine(body, options.max_pixels, local_formats(), SIGNATURES)
    except Missing as missing:
        return ImageRecord(item_id, "missing", missing.reason, source=str(source), **missing.facts)
    except OSError:
        return ImageRecord(item_id, "missing", "no-file", source=str(source))
    return ImageRecord(item_id, "ok", file=name, source=str(source), **facts)
