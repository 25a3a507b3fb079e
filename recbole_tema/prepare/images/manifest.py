"""Options of a download, and the manifest of its results."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from typing import IO, Literal

from pydantic import TypeAdapter

from recbole_tema import __version__
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.storage import replacing
from recbole_tema.files.system_errors import name_file
from recbole_tema.options import check_options, option

MANIFEST = "manifest.jsonl"
PARTIAL = "manifest.partial.jsonl"
# Reasons that may not hold for another attempt; the others hold until the address or a limit changes.
TEMPORARY = re.compile(r"timeout|connection|http-(429|5\d\d)")
# Pillow refuses larger images. Its limit is global to the process, so it is not changed.
_PILLOW_PIXELS = 178_956_970


@dataclass(frozen=True)
class ImageOptions:
    """Limits of a download.

    Attributes
    ----------
    concurrency, per_host : int
        Maximum number of simultaneous requests, in total and per host.
    delay : float
        Minimum seconds between the starts of two requests to a host.
    timeout : float
        Seconds per attempt, from the look-up of the host to the last byte, including redirects; waiting for a free
        connection does not count.
    retries : int
        Further attempts after a timeout, a lost connection, or status 429 or 5xx.
    max_bytes, max_pixels : int
        Maximum size of an image, as a file and decoded.
    max_redirects : int
        Maximum number of redirects per attempt.
    allow_private : bool
        Allow addresses that are not public (this machine, the local network).
    user_agent : str
        User-Agent header of requests.
    """

    concurrency: int = option(8, help="Maximum number of simultaneous requests.", minimum=1)
    per_host: int = option(2, help="Maximum number of simultaneous requests per host.", minimum=1)
    delay: float = option(0.0, help="Minimum seconds between requests to a host.", minimum=0, below=inf)
    timeout: float = option(20.0, help="Seconds per attempt, including redirects.", minimum=0.001, below=inf)
    retries: int = option(3, help="Further attempts after a temporary failure.", minimum=0)
    max_bytes: int = option(10 * 1024 * 1024, help="Maximum size of an image file in bytes.", minimum=1)
    max_pixels: int = option(50_000_000, help="Maximum number of pixels.", minimum=1, maximum=_PILLOW_PIXELS)
    max_redirects: int = option(5, help="Maximum number of redirects per attempt.", minimum=0)
    allow_private: bool = option(False, help="Allow addresses in private networks.")
    user_agent: str = option(f"recbole-tema/{__version__}", help="User-Agent header of requests.")

    def __post_init__(self) -> None:
        """Check every value."""
        check_options(self)
        if not (self.user_agent.strip() and self.user_agent.isascii() and self.user_agent.isprintable()):
            raise ConfigError(f"user_agent ({self.user_agent!r}) cannot be sent.", remedy="Use printable ASCII.")


@dataclass(frozen=True)
class ImageRecord:
    """Result for one item: a line of the manifest.

    Attributes
    ----------
    item_id : str
    status : {"ok", "missing"}
        Whether there is an image.
    reason : str, optional
        Why there is none: no-url, bad-url, scheme, private-address, too-many-redirects, http-404 (or another
        status), timeout, connection, too-large, not-an-image, truncated, too-many-pixels, empty or no-file.
    file : str, optional
        Name of the image in the manifest's folder, or in ``source``.
    url : str
        Requested address; may be empty.
    bytes : int, optional
        Size of the file; for too-large the exceeded limit.
    sha256 : str, optional
        Hexadecimal SHA-256 of the file.
    width, height : int, optional
        Size of the image.
    format : str, optional
        Format as Pillow names it, whatever the suffix says: JPEG, PNG, WEBP or GIF of a download.
    source : str, optional
        Folder of the file, if it was not downloaded.
    """

    item_id: str
    status: Literal["ok", "missing"]
    reason: str | None = None
    file: str | None = None
    url: str = ""
    bytes: int | None = None
    sha256: str | None = None
    width: int | None = None
    height: int | None = None
    format: str | None = None
    source: str | None = None

    def path(self, folder: Path) -> Path | None:
        """Path of the image, given the manifest's folder; None if it is missing."""
        return None if self.file is None else Path(self.source or folder) / self.file


_ADAPTER = TypeAdapter(ImageRecord)


def read_manifest(path: Path) -> list[ImageRecord]:
    """Records of a manifest, in file order.

    Raises
    ------
    DataError
        If the file is missing, or a line is invalid.
    """
    records = []
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    records.append(parse_line(line))
                except ValueError:
                    raise DataError(
                        "is not a record of an image.",
                        path=path,
                        line=number,
                        remedy="Delete the manifest and collect the images again.",
                    ) from None
    except FileNotFoundError:
        raise DataError("no such file.", path=path, remedy="Download or adopt the images first.") from None
    return records


def count_images(records: Iterable[ImageRecord]) -> list[tuple[str, str, int]]:
    """Rows of status, reason (empty for ok) and number of items: ok first, then the most frequent."""
    counts = Counter((record.status, record.reason or "") for record in records)
    rows = [(status, reason, number) for (status, reason), number in counts.items()]
    return sorted(rows, key=lambda row: (row[0] != "ok", -row[2], row[1]))


def to_line(record: ImageRecord) -> str:
    return json.dumps(asdict(record)) + "\n"


def parse_line(line: bytes) -> ImageRecord:
    record = _ADAPTER.validate_json(line, strict=True)
    if not (record.status == "ok") == (record.file is not None) == (record.reason is None):
        raise ValueError("neither an image nor a reason")
    return record


def write_manifest(folder: Path, records: Iterable[ImageRecord]) -> Path:
    with replacing(folder / MANIFEST) as file:
        file.writelines(to_line(record) for record in sorted(records, key=lambda record: record.item_id))
    (folder / PARTIAL).unlink(missing_ok=True)
    return folder / MANIFEST


@contextmanager
def journal(path: Path) -> Iterator[IO[bytes]]:
    """Open ``path`` to append lines after its last complete one: a killed run may have left an incomplete line."""
    try:
        with path.open("ab+") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            yield file
    except OSError as error:
        name_file(error, path)
        raise


def known_records(folder: Path) -> dict[str, ImageRecord]:
    """Records of earlier calls, finished or not."""
    records = read_manifest(folder / MANIFEST) if (folder / MANIFEST).exists() else []
    if (folder / PARTIAL).exists():
        for line in (folder / PARTIAL).read_bytes().splitlines():
            try:
                records.append(parse_line(line))
            except ValueError:
                continue  # incomplete after a kill: the item is requested again
    return {record.item_id: record for record in records}


def is_final(old: ImageRecord, url: str, folder: Path, options: ImageOptions) -> bool:
    """Whether another request would have the same result."""
    if old.url != url or old.source is not None:
        return False
    if old.file is not None:
        path = folder / old.file
        return path.is_file() and path.stat().st_size == old.bytes
    if old.reason == "private-address":
        return not options.allow_private
    if old.reason == "too-large":
        return old.bytes is not None and old.bytes >= options.max_bytes
    if old.reason == "too-many-pixels":
        return (old.width or _PILLOW_PIXELS) * (old.height or _PILLOW_PIXELS) > options.max_pixels
    return not TEMPORARY.fullmatch(old.reason or "")
