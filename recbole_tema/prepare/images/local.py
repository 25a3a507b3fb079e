"""Image files of items in a folder with subfolders, or in a zip: which file belongs to which item."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from recbole_tema.errors import DataError

# Raster formats of Pillow that need no other program, with their suffixes, by priority of the suffixes.
LOCAL_FORMATS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif", ".avifs"),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp",),
    "DIB": (".dib",),
    "JPEG2000": (".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"),
    "PPM": (".ppm", ".pgm", ".pbm", ".pnm", ".pfm"),
    "TGA": (".tga", ".icb", ".vda", ".vst"),
    "QOI": (".qoi",),
    "PCX": (".pcx",),
    "SGI": (".sgi", ".rgb", ".rgba", ".bw"),
    "DDS": (".dds",),
    "ICO": (".ico",),
    "ICNS": (".icns",),
    "PSD": (".psd",),
    "XBM": (".xbm",),
    "XPM": (".xpm",),
}
_PRIORITY = {suffix: i for i, suffix in enumerate(suffix for group in LOCAL_FORMATS.values() for suffix in group)}


def folder_files(folder: Path) -> Iterator[str]:
    """Paths of the files in a folder and its subfolders, relative to it and with ``/``.

    Links to files are followed. Links to folders are not: they may lead back, or to any part of the disk.

    Parameters
    ----------
    folder : Path

    Yields
    ------
    str
        Sorted within each folder; files before subfolders.
    """
    pending = [""]
    while pending:
        below = pending.pop()
        subfolders = []
        with os.scandir(folder / below) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if _is_hidden(entry.name):
                    continue
                if entry.is_file():
                    yield below + entry.name
                elif entry.is_dir(follow_symlinks=False):
                    subfolders.append(f"{below}{entry.name}/")
        pending += reversed(subfolders)


def is_image_name(name: str) -> bool:
    """Whether a file is an image by its suffix, and neither hidden nor one that macOS adds to zips."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _PRIORITY and not any(map(_is_hidden, path.parts))


def files_of_items(names: Iterable[str], item_ids: Collection[str], source: Path) -> dict[str, str]:
    """Image file of each item: the one that is called like its id, in any subfolder and with any suffix.

    Parameters
    ----------
    names : iterable of str
        Files, relative to ``source``; other files than images are left out.
    item_ids : collection of str
    source : Path
        The folder or zip, for messages.

    Returns
    -------
    dict of str to str
        File by item. Of several files in one folder, the first suffix of :data:`LOCAL_FORMATS` is used.

    Raises
    ------
    DataError
        If an item has files in several folders, or two with the same suffix, or if there are images but none is called
        like an item.
    """
    wanted = set(item_ids)
    files: dict[str, str] = {}
    other = None
    for name in filter(is_image_name, names):
        item = PurePosixPath(name).stem
        if item not in wanted:
            item = unicodedata.normalize("NFC", item)  # macOS writes names with separate accents
        if item in wanted:
            files[item] = _preferred(files.get(item), name, item, source)
        else:
            other = other or name
    if other is not None and wanted and not files:
        raise DataError(
            f"no image is called like an item: there is {other!r}, and an item {min(wanted)!r}.",
            path=source,
            remedy="Name each file ITEM_ID.jpg, with the ids of the .item file.",
        )
    return files


def _preferred(known: str | None, name: str, item: str, source: Path) -> str:
    if known is None:
        return name
    one, other = PurePosixPath(known), PurePosixPath(name)
    priorities = _PRIORITY[one.suffix.lower()], _PRIORITY[other.suffix.lower()]
    if one.parent != other.parent or priorities[0] == priorities[1]:
        raise DataError(
            f"item {item!r} has two images: {known!r} and {name!r}.", path=source, remedy="Remove one of them."
        )
    return known if priorities[0] < priorities[1] else name


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"
