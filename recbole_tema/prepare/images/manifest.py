"""What may be downloaded, and the manifest of what came of it."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any, Literal, Optional

from pydantic import TypeAdapter

from recbole_tema import __version__
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.storage import replacing

MANIFEST = "manifest.jsonl"
PARTIAL = "manifest.partial.jsonl"
# What another day may mend; every other reason stands until the url or a limit changes.
PASSING = re.compile(r"timeout|connection|http-(429|5\d\d)")
# Pillow itself refuses more; its limit is one for the whole process, so it is left alone.
_PILLOW_PIXELS = 178_956_970


@dataclass(frozen=True)
class ImageOptions:
    """Limits of a download, and how polite it is.

    Parameters
    ----------
    concurrency, per_host : int
        Requests at a time, in all and to one host.
    delay : float
        Least seconds between the starts of two requests to one host.
    timeout : float
        Seconds for one try, from the look-up of the host to the last byte, redirects included; waiting for a turn
        does not count.
    retries : int
        More tries after a timeout, a lost connection, or status 429 or 5xx.
    max_bytes, max_pixels : int
        The largest picture, as a file and decoded.
    max_redirects : int
        Redirects followed in one try.
    allow_private : bool
        Ask addresses that are not public too (this machine, the local network).
    user_agent : str
        How requests name themselves.

    Raises
    ------
    ConfigError
        If a value makes no sense.
    """

    concurrency: int = 8
    per_host: int = 2
    delay: float = field(default=0.0, metadata={"least": 0})
    timeout: float = field(default=20.0, metadata={"least": 0.001})
    retries: int = field(default=3, metadata={"least": 0})
    max_bytes: int = 10 * 1024 * 1024
    max_pixels: int = field(default=50_000_000, metadata={"most": _PILLOW_PIXELS})
    max_redirects: int = field(default=5, metadata={"least": 0})
    allow_private: bool = False
    user_agent: str = f"recbole-tema/{__version__}"

    def __post_init__(self) -> None:
        """Check every value."""
        for each in fields(self):
            value: Any = getattr(self, each.name)
            kind: Any = type(each.default)
            if not isinstance(value, (int, float) if kind is float else kind):
                raise ConfigError(f"{each.name} is {value!r}, not of type {kind.__name__}.", remedy="Correct it.")
            if kind not in (int, float):
                continue
            least, most = each.metadata.get("least", 1), each.metadata.get("most", math.inf)
            if not (least <= value <= most and math.isfinite(value)):
                raise ConfigError(f"{each.name} is {value!r}, not in {least}..{most}.", remedy="Correct it.")
        if not (self.user_agent.strip() and self.user_agent.isascii() and self.user_agent.isprintable()):
            raise ConfigError(f"user_agent {self.user_agent!r} cannot be sent.", remedy="Use printable ASCII.")


@dataclass(frozen=True)
class ImageRecord:
    """What came of one item's picture: a line of the manifest.

    Parameters
    ----------
    item_id : str
        The item.
    status : {"ok", "missing"}
        Whether there is a picture.
    reason : str, optional
        Why there is none: no-url, bad-url, scheme, private-address, too-many-redirects, http-404 (or another
        status), timeout, connection, too-large, not-an-image, truncated, too-many-pixels, empty or no-file.
    file : str, optional
        The picture's name in the manifest's folder, or in ``source``.
    url : str
        Where it was asked for; empty for none.
    bytes : int, optional
        Size of the file; for too-large the limit it passed.
    sha256 : str, optional
        Hexadecimal SHA-256 of the file.
    width, height : int, optional
        Size of the picture.
    format : str, optional
        JPEG, PNG, WEBP or GIF, whatever the suffix says.
    source : str, optional
        The user's own folder that holds the file, where it was not downloaded.
    """

    item_id: str
    status: Literal["ok", "missing"]
    reason: Optional[str] = None
    file: Optional[str] = None
    url: str = ""
    bytes: Optional[int] = None
    sha256: Optional[str] = None
    width: Optional[int] = None
    height: Optional[int] = None
    format: Optional[str] = None
    source: Optional[str] = None

    def path(self, folder: Path) -> Optional[Path]:
        """The picture, given the manifest's folder; None for a missing one."""
        return None if self.file is None else Path(self.source or folder) / self.file


_ADAPTER = TypeAdapter(ImageRecord)


def read_manifest(path: Path) -> list[ImageRecord]:
    """Records of a manifest, in file order.

    Raises
    ------
    DataError
        If there is no such file, or a line of it is broken.
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
                        remedy="Delete the manifest and make it again.",
                    ) from None
    except FileNotFoundError:
        raise DataError("no such file.", path=path, remedy="Download or adopt the images first.") from None
    return records


def count_images(records: Iterable[ImageRecord]) -> list[tuple[str, str, int]]:
    """Rows of status, reason (empty for ok) and number of items: ok first, then the most frequent."""
    found = Counter((record.status, record.reason or "") for record in records)
    rows = [(status, reason, number) for (status, reason), number in found.items()]
    return sorted(rows, key=lambda row: (row[0] != "ok", -row[2], row[1]))


def to_line(record: ImageRecord) -> str:
    return json.dumps(asdict(record)) + "\n"


def parse_line(line: bytes) -> ImageRecord:
    record = _ADAPTER.validate_json(line, strict=True)
    if not (record.status == "ok") == (record.file is not None) == (record.reason is None):
        raise ValueError("neither a picture nor a reason")
    return record


def write_manifest(folder: Path, records: Iterable[ImageRecord]) -> Path:
    with replacing(folder / MANIFEST) as file:
        file.writelines(to_line(record) for record in sorted(records, key=lambda record: record.item_id))
    (folder / PARTIAL).unlink(missing_ok=True)
    return folder / MANIFEST


@contextmanager
def journal(path: Path) -> Iterator[IO[bytes]]:
    """Open ``path`` for more lines, after its last whole one: a killed run may have left half of one."""
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        yield file


def known_records(folder: Path) -> dict[str, ImageRecord]:
    """Records of earlier calls, finished or not."""
    found = read_manifest(folder / MANIFEST) if (folder / MANIFEST).exists() else []
    if (folder / PARTIAL).exists():
        for line in (folder / PARTIAL).read_bytes().splitlines():
            try:
                found.append(parse_line(line))
            except ValueError:
                continue  # torn by a kill: the item is asked for again
    return {record.item_id: record for record in found}


def is_settled(old: ImageRecord, url: str, folder: Path, options: ImageOptions) -> bool:
    """Whether asking again could tell nothing new."""
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
    return not PASSING.fullmatch(old.reason or "")
