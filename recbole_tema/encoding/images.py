"""Images of items: found in a folder, a manifest or a zip, and decoded to RGB whatever their format."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from recbole_tema.errors import DataError, MissingExtraError
from recbole_tema.prepare.images.examine import FORMATS, SUFFIXES, Missing, loaded
from recbole_tema.prepare.images.manifest import MANIFEST, ImageOptions, read_manifest

if TYPE_CHECKING:
    from PIL import Image

# More formats than downloads accept: a user's own folder may hold scans under another suffix.
_FORMATS = [*FORMATS, "BMP", "TIFF"]
_SIGNATURES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF|BM|II\*\0|MM\0\*")
# Resizing a line of pixels would take gigabytes, and encoders crop it to the center anyway.
MAX_ASPECT_RATIO = 50
MAX_PIXELS = ImageOptions.max_pixels
MAX_BYTES = ImageOptions.max_bytes


class ItemImages:
    """Image files of items; picklable, and safe to use in forked processes.

    Parameters
    ----------
    source : Path
        A folder or a zip.
    files : mapping of str to str
        Path, or name in the zip, by item.
    reasons : mapping of str to str
        Why an item has no image, if known.
    zipped : bool
        Whether ``source`` is a zip.
    max_bytes : int
        Maximum size of a file.
    """

    def __init__(
        self,
        source: Path,
        files: Mapping[str, str],
        reasons: Mapping[str, str] | None = None,
        *,
        zipped: bool = False,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self.source, self.zipped, self.max_bytes = Path(source), zipped, max_bytes
        self.files, self.reasons = dict(files), dict(reasons or {})
        self._opened: tuple[int, ZipFile] | None = None

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self.files

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_opened": None}

    def read(self, item_id: str) -> bytes:
        """Content of an item's image file.

        Raises
        ------
        Missing
            no-file, too-large, truncated, or the reason in the manifest.
        """
        name = self.files.get(item_id)
        if name is None:
            raise Missing(self.reasons.get(item_id, "no-file"))
        try:
            with self._open(name) as file:
                content = file.read(self.max_bytes + 1)
        except OSError:
            raise Missing("no-file") from None
        except Exception:  # of zlib and zipfile, and RuntimeError for a password
            raise Missing("truncated") from None
        if len(content) > self.max_bytes:
            raise Missing("too-large", bytes=self.max_bytes)
        return content

    def fingerprint(self) -> str:
        """Hash of names, sizes and time stamps of the files, or of the checksums in the zip; no image is read."""
        if self.zipped:
            with ZipFile(self.source) as archive:
                known = {info.filename: (info.CRC, info.file_size) for info in archive.infolist()}
            lines = [(item, name, *known[name]) for item, name in self.files.items()]
        else:
            lines = [(item, Path(name).name, *_size_and_time(name)) for item, name in self.files.items()]
        return hashlib.sha256(repr(sorted(lines)).encode()).hexdigest()

    def _open(self, name: str) -> IO[bytes]:
        if not self.zipped:
            return open(name, "rb")
        # Forked processes share the position of an open file, so each process opens the zip itself.
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (os.getpid(), ZipFile(self.source))
        return self._opened[1].open(name)


def find_images(source: Path, item_ids: Iterable[str], *, max_bytes: int = MAX_BYTES) -> ItemImages:
    """Find the image files of items.

    Parameters
    ----------
    source : Path
        A ``manifest.jsonl`` of :mod:`recbole_tema.prepare.images` or its folder; a folder with ``ITEM_ID.jpg`` (or
        .jpeg, .png, .webp, .gif); or a zip of such files, with or without folders. If an item has several files, the
        first suffix in this order is used.
    item_ids : iterable of str
    max_bytes : int
        Maximum size of a file.

    Raises
    ------
    DataError
        If ``source`` is none of these.
    """
    source = Path(source).expanduser()
    manifest = source / MANIFEST if source.is_dir() else source
    if manifest.suffix == ".jsonl" and manifest.is_file():
        return _from_manifest(manifest, item_ids, max_bytes)
    if source.is_dir():
        with os.scandir(source) as entries:
            names = [entry.name for entry in entries if entry.is_file()]
        by_item = {item: str(source.resolve() / name) for item, name in _by_stem(names).items()}
    elif source.suffix.lower() == ".zip" and source.is_file():
        try:
            with ZipFile(source) as archive:
                by_item = _by_stem(info.filename for info in archive.infolist() if not info.is_dir())
        except (BadZipFile, OSError, NotImplementedError, ValueError):
            raise DataError("cannot be read as a zip.", path=source, remedy="Create the zip again.") from None
    else:
        raise DataError(
            "is not a folder, zip or manifest of images.",
            path=source,
            remedy=f"Give a folder or a .zip with files such as ITEM_ID.jpg, or a {MANIFEST}.",
        )
    files = {item: by_item[item] for item in item_ids if item in by_item}
    return ItemImages(source.resolve(), files, zipped=source.is_file(), max_bytes=max_bytes)


def decode_image(image: str | Path | bytes, max_pixels: int = MAX_PIXELS) -> Image.Image:
    """Decode an image file to an upright RGB image.

    The image is rotated by its EXIF orientation, and the first frame of an animation is used. Transparency becomes
    white; 16-bit and float grayscale is scaled to 8 bits; an image with an aspect ratio above
    :data:`MAX_ASPECT_RATIO` is cropped to it.

    Parameters
    ----------
    image : str, Path or bytes
        A file, or its content.
    max_pixels : int
        An image with more pixels is not decoded.

    Raises
    ------
    Missing
        empty, no-file, not-an-image, truncated or too-many-pixels.
    MissingExtraError
        If Pillow is not installed.
    """
    if find_spec("PIL") is None:
        raise MissingExtraError("Pillow", "images")
    try:
        content = image if isinstance(image, bytes) else Path(image).read_bytes()
    except OSError:
        raise Missing("no-file") from None
    with loaded(content, max_pixels, _FORMATS, _SIGNATURES) as decoded:
        return _upright_rgb(decoded)


def _size_and_time(name: str) -> tuple[int, int]:
    try:
        status = os.stat(name)
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _from_manifest(manifest: Path, item_ids: Iterable[str], max_bytes: int) -> ItemImages:
    wanted = set(item_ids)
    files, reasons = {}, {}
    for record in read_manifest(manifest):
        path = record.path(manifest.parent.resolve())
        if record.item_id not in wanted:
            continue
        if path is None:
            reasons[record.item_id] = record.reason or "no-file"
        else:
            files[record.item_id] = str(path)
    return ItemImages(manifest.parent.resolve(), files, reasons, max_bytes=max_bytes)


def _by_stem(names: Iterable[str]) -> dict[str, str]:
    """File name by stem; hidden files, and those that macOS adds to zips, are left out."""
    ranked = []
    for name in names:
        path = PurePosixPath(name)
        hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
        if path.suffix.lower() in SUFFIXES and not hidden:
            ranked.append((SUFFIXES.index(path.suffix.lower()), name, path.stem))
    return {stem: name for _, name, stem in sorted(ranked, reverse=True)}


def _upright_rgb(image: Image.Image) -> Image.Image:
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        image = ImageOps.exif_transpose(image)
    except Exception:  # the image is intact and only its EXIF data is broken
        image = image.copy()
    image = _crop_elongated(image)
    if image.mode.startswith("I") or image.mode == "F":
        return Pillow.fromarray(_to_uint8(np.asarray(image), image.mode)).convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Pillow.new("RGBA", image.size, "white")
        return Pillow.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def _crop_elongated(image: Image.Image) -> Image.Image:
    width, height = image.size
    longest = MAX_ASPECT_RATIO * min(width, height)
    if max(width, height) <= longest:
        return image
    left, top = max(0, (width - longest) // 2), max(0, (height - longest) // 2)
    return image.crop((left, top, left + min(width, longest), top + min(height, longest)))


def _to_uint8(gray: np.ndarray, mode: str) -> np.ndarray:
    """Grayscale values as uint8, array of the same shape; order and range are kept.

    16-bit values have a known range. For wider types it is the smallest of the usual ranges that holds all values,
    0..1 (floats), 0..255 or 0..65535, else the range from the smallest to the largest value.
    """
    values = np.nan_to_num(gray.astype(np.float64), nan=0.0, posinf=None, neginf=None)
    low, high = float(values.min()), float(values.max())
    if mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    elif low >= 0 and high <= 65535:
        usual = (1.0, 255.0, 65535.0) if mode == "F" else (255.0, 65535.0)
        low, high = 0.0, next(top for top in usual if high <= top)
    scaled = (values - low) * (255.0 / (high - low)) if high > low else np.zeros_like(values)
    return np.asarray(np.rint(scaled), dtype=np.uint8)
