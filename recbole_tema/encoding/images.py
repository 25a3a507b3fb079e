"""Images of items, found in a folder, a manifest or a zip."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from recbole_tema.errors import DataError
from recbole_tema.prepare.images.examine import Missing
from recbole_tema.prepare.images.local import files_of_items, folder_files
from recbole_tema.prepare.images.manifest import MANIFEST, ImageOptions, read_manifest

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
        A ``manifest.jsonl`` of :mod:`recbole_tema.prepare.images` or its folder; a folder with ``ITEM_ID.jpg`` or
        another suffix of :data:`~recbole_tema.prepare.images.local.LOCAL_FORMATS`, also in subfolders; or a zip of
        such files.
    item_ids : iterable of str
    max_bytes : int
        Maximum size of a file.

    Raises
    ------
    DataError
        If ``source`` is none of these, or its names do not match; see
        :func:`~recbole_tema.prepare.images.local.files_of_items`.
    """
    source = Path(source).expanduser()
    manifest = source / MANIFEST if source.is_dir() else source
    if manifest.suffix == ".jsonl" and manifest.is_file():
        return _from_manifest(manifest, item_ids, max_bytes)
    if source.is_dir():
        names = list(folder_files(source))
    elif source.suffix.lower() == ".zip" and source.is_file():
        try:
            with ZipFile(source) as archive:
                names = [info.filename for info in archive.infolist() if not info.is_dir()]
        except (BadZipFile, OSError, NotImplementedError, ValueError):
            raise DataError("cannot be read as a zip.", path=source, remedy="Create the zip again.") from None
    else:
        raise DataError(
            "is not a folder, zip or manifest of images.",
            path=source,
            remedy=f"Give a folder or a .zip with files such as ITEM_ID.jpg, or a {MANIFEST}.",
        )
    root, zipped = source.resolve(), source.is_file()
    files = files_of_items(names, set(item_ids), source)
    paths = files if zipped else {item: str(root / name) for item, name in files.items()}
    return ItemImages(root, paths, zipped=zipped, max_bytes=max_bytes)


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
