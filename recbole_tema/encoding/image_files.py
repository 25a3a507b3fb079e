"""The pictures of items, from a folder, a manifest or a zip, and each as an RGB image whatever it was."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Optional, Union
from zipfile import BadZipFile, ZipFile

import numpy as np

from recbole_tema.errors import DataError, MissingExtraError
from recbole_tema.prepare.images.examine import FORMATS, SUFFIXES, Missing, loaded
from recbole_tema.prepare.images.manifest import MANIFEST, ImageOptions, read_manifest

if TYPE_CHECKING:
    from PIL import Image

# Beyond what downloads accept: a user's own folder may well hold scans under another suffix.
_DECODED = [*FORMATS, "BMP", "TIFF"]
_BEGINS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF|BM|II\*\0|MM\0\*")
# A line of pixels would be resized to a band of gigabytes, of which encoders look at the middle.
MOST_ELONGATED = 50
MAX_PIXELS = ImageOptions.max_pixels
MAX_BYTES = ImageOptions.max_bytes


class Pictures:
    """Where each item's picture is; picklable, and safe in processes that were forked with it.

    Parameters
    ----------
    source : Path
        A folder, or a zip.
    files : mapping of str to str
        Path, or name in the zip, by item.
    reasons : mapping of str to str
        Why an item has no picture, where that is known.
    zipped : bool
        Whether ``source`` is a zip.
    max_bytes : int
        The largest file that is read.
    """

    def __init__(
        self,
        source: Path,
        files: Mapping[str, str],
        reasons: Optional[Mapping[str, str]] = None,
        *,
        zipped: bool = False,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self.source, self.zipped, self.max_bytes = Path(source), zipped, max_bytes
        self.files, self.reasons = dict(files), dict(reasons or {})
        self._opened: Optional[tuple[int, ZipFile]] = None

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self.files

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_opened": None}

    def read(self, item_id: str) -> bytes:
        """The file of an item's picture.

        Raises
        ------
        Missing
            no-file, too-large, truncated, or the reason that the manifest gives.
        """
        name = self.files.get(item_id)
        if name is None:
            raise Missing(self.reasons.get(item_id, "no-file"))
        try:
            with self._open(name) as file:
                body = file.read(self.max_bytes + 1)
        except OSError:
            raise Missing("no-file") from None
        except Exception:  # zlib's, zipfile's, and RuntimeError for a password
            raise Missing("truncated") from None
        if len(body) > self.max_bytes:
            raise Missing("too-large", bytes=self.max_bytes)
        return body

    def listing(self) -> str:
        """A hash of what is known of the pictures unread: names and sizes, with times, or the checksums of a zip."""
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
        # Processes that share a handle share its place in the file too, and read each other's bytes.
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = (os.getpid(), ZipFile(self.source))
        return self._opened[1].open(name)


def picture_files(source: Path, item_ids: Iterable[str], *, max_bytes: int = MAX_BYTES) -> Pictures:
    """Find the pictures of items.

    Parameters
    ----------
    source : Path
        A ``manifest.jsonl`` that :mod:`recbole_tema.prepare.images` made, or the folder with one; a folder with
        ``ITEM_ID.jpg`` (or .jpeg, .png, .webp, .gif), or a zip of such files, in folders or not. Of two files of one
        item, the first suffix in that order serves.
    item_ids : iterable of str
        The items.
    max_bytes : int
        The largest file that is read.

    Raises
    ------
    DataError
        If there is nothing of that kind.
    """
    source = Path(source).expanduser()
    manifest = source / MANIFEST if source.is_dir() else source
    if manifest.suffix == ".jsonl" and manifest.is_file():
        return _of_manifest(manifest, item_ids, max_bytes)
    if source.is_dir():
        with os.scandir(source) as entries:
            names = [entry.name for entry in entries if entry.is_file()]
        found = {item: str(source.resolve() / name) for item, name in _by_stem(names).items()}
    elif source.suffix.lower() == ".zip" and source.is_file():
        try:
            with ZipFile(source) as archive:
                found = _by_stem(info.filename for info in archive.infolist() if not info.is_dir())
        except (BadZipFile, OSError, NotImplementedError, ValueError):
            raise DataError("is not a zip that can be read.", path=source, remedy="Make it again.") from None
    else:
        raise DataError(
            "is no folder, zip or manifest of pictures.",
            path=source,
            remedy=f"Give a folder or a .zip with ITEM_ID.jpg and so on, or a {MANIFEST}.",
        )
    files = {item: found[item] for item in item_ids if item in found}
    return Pictures(source.resolve(), files, zipped=source.is_file(), max_bytes=max_bytes)


def decode(picture: Union[str, Path, bytes], max_pixels: int = MAX_PIXELS) -> Image.Image:
    """An upright RGB image, whatever the file holds.

    Turned as EXIF says, the first frame of many; transparency becomes white; 16-bit and float grey is scaled to
    8 bits; what is longer than 50 times its width is cut to that.

    Parameters
    ----------
    picture : str, Path or bytes
        A file, or what is in it.
    max_pixels : int
        A picture with more is not decoded at all.

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
        body = picture if isinstance(picture, bytes) else Path(picture).read_bytes()
    except OSError:
        raise Missing("no-file") from None
    with loaded(body, max_pixels, _DECODED, _BEGINS) as image:
        return _upright_rgb(image)


def _size_and_time(name: str) -> tuple[int, int]:
    try:
        found = os.stat(name)
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def _of_manifest(manifest: Path, item_ids: Iterable[str], max_bytes: int) -> Pictures:
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
    return Pictures(manifest.parent.resolve(), files, reasons, max_bytes=max_bytes)


def _by_stem(names: Iterable[str]) -> dict[str, str]:
    """Name of the file of each stem; what macOS puts into zips by itself, and hidden files, are left out."""
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
    except Exception:  # the picture is whole, and only what a camera wrote about it is broken
        image = image.copy()
    image = _shortened(image)
    if image.mode.startswith("I") or image.mode == "F":
        return Pillow.fromarray(_bytes_of(np.asarray(image), image.mode)).convert("RGB")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Pillow.new("RGBA", image.size, "white")
        return Pillow.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def _shortened(image: Image.Image) -> Image.Image:
    width, height = image.size
    longest = MOST_ELONGATED * min(width, height)
    if max(width, height) <= longest:
        return image
    left, top = max(0, (width - longest) // 2), max(0, (height - longest) // 2)
    return image.crop((left, top, left + min(width, longest), top + min(height, longest)))


def _bytes_of(grey: np.ndarray, mode: str) -> np.ndarray:
    """Grey values as bytes, array of uint8 of the same shape; order and range are kept.

    16-bit values have a known range. Wider ones do not say theirs: it is taken for the smallest usual one that holds
    them all, 0..1 (floats), 0..255 or 0..65535, and else for what lies between the least and the greatest.
    """
    values = np.nan_to_num(grey.astype(np.float64), nan=0.0, posinf=None, neginf=None)
    low, high = float(values.min()), float(values.max())
    if mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    elif low >= 0 and high <= 65535:
        usual = (1.0, 255.0, 65535.0) if mode == "F" else (255.0, 65535.0)
        low, high = 0.0, next(top for top in usual if high <= top)
    scaled = (values - low) * (255.0 / (high - low)) if high > low else np.zeros_like(values)
    return np.asarray(np.rint(scaled), dtype=np.uint8)
