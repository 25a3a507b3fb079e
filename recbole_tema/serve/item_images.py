"""Images of items that the service sends: those of the dataset's folder, and those that its manifest vouches for."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from recbole_tema.encoding.images import MAX_BYTES, find_images
from recbole_tema.errors import DataError
from recbole_tema.prepare.images.decode import decode_image
from recbole_tema.prepare.images.examine import Missing
from recbole_tema.prepare.images.local import is_image_name
from recbole_tema.prepare.images.manifest import MANIFEST, read_manifest
from recbole_tema.serve.errors import ApiError

# Media types that browsers display as images and nothing else.
_MEDIA_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpe": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".apng": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
}
# Longer side in pixels of an image that is converted because browsers do not display its format.
_CONVERTED_SIZE = 512
_CONVERTING = Lock()


class _File(NamedTuple):
    path: Path
    # Content that a file outside of the dataset's folder must have; empty inside.
    sha256: str


class ServedImages:
    """Images of items in the folder ``images`` of a dataset.

    Files that a link or a manifest takes out of the folder are left out, unless the manifest has the hash of their
    content, as after ``prepare --images``: so a manifest of unknown origin cannot disclose a file that its author does
    not have.

    Parameters
    ----------
    folder : Path
    ids : sequence of str
        Ids of the dataset's items.
    """

    def __init__(self, folder: Path, ids: Sequence[str]) -> None:
        root = folder.resolve()
        can_convert = find_spec("PIL") is not None
        self._files = {
            item: file
            for item, file in _files(folder, ids)
            if (root in file.path.parents or file.sha256)
            and (_media_type(file.path) is not None or (can_convert and is_image_name(file.path.name)))
            and file.path.is_file()
            and file.path.stat().st_size <= MAX_BYTES
        }

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._files

    def read(self, item_id: str) -> tuple[Path | bytes, str]:
        """File, or converted content, of an item's image, and its media type.

        Raises
        ------
        ApiError
            404 if there is no image, or no longer that of the manifest.
        """
        file = self._files.get(item_id)
        if file is None or not file.path.is_file() or not _is_unchanged(file):
            raise ApiError(404, "The item has no image.")
        media_type = _media_type(file.path)
        if media_type is not None:
            return file.path, media_type
        try:
            return _as_jpeg(file.path, file.path.stat().st_mtime_ns), "image/jpeg"
        except (Missing, OSError):
            raise ApiError(404, "The item has no image.") from None


def _files(folder: Path, ids: Sequence[str]) -> Iterator[tuple[str, _File]]:
    if not folder.is_dir():
        return
    if not (folder / MANIFEST).is_file():
        try:
            images = find_images(folder, ids)
        except DataError as error:  # the service works without images
            warnings.warn(f"No images: {error}", stacklevel=2)
            return
        yield from ((item, _File(Path(name).resolve(), "")) for item, name in images.files.items())
        return
    wanted, root = set(ids), folder.resolve()
    for record in read_manifest(folder / MANIFEST):
        path = record.path(root)
        if path is not None and record.item_id in wanted:
            path = path.resolve()
            yield record.item_id, _File(path, "" if root in path.parents else record.sha256 or "")


def _media_type(path: Path) -> str | None:
    return _MEDIA_TYPES.get(path.suffix.lower())


def _is_unchanged(file: _File) -> bool:
    return not file.sha256 or hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


@lru_cache(maxsize=256)
def _as_jpeg(path: Path, modified: int) -> bytes:
    """Image of any format as a JPEG; ``modified`` is the file's time, so that a changed file is converted again."""
    # One at a time: a decoded image may take 150 MB.
    with _CONVERTING:
        image = decode_image(path)
    image.thumbnail((_CONVERTED_SIZE, _CONVERTED_SIZE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
