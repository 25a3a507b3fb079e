"""Examine one image: decode its bytes completely, and choose a safe file name."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from re import Pattern
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
_SIGNATURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a", re.DOTALL)


class Missing(Exception):
    """An image is missing, for ``reason``; ``facts`` are fields of its record that are known nevertheless."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


@contextmanager
def loaded(
    body: bytes, max_pixels: int, formats: Sequence[str] = tuple(FORMATS), begins: Pattern[bytes] = _SIGNATURE
) -> Iterator[Image.Image]:
    """Decode an image completely.

    Parameters
    ----------
    body : bytes
        The file.
    max_pixels : int
        A larger image is not decoded.
    formats : sequence of str
        Pillow's names of the allowed formats.
    begins : compiled pattern
        Signatures of their files, which distinguish a truncated image from another kind of file.

    Yields
    ------
    PIL.Image.Image

    Raises
    ------
    Missing
        empty, not-an-image, truncated or too-many-pixels; also if the block fails on the image.
    """
    from PIL import Image

    if not body:
        raise Missing("empty")
    try:
        with Image.open(io.BytesIO(body), formats=list(formats)) as image:
            if image.width * image.height > max_pixels:
                raise Missing("too-many-pixels", width=image.width, height=image.height)
            image.load()
            yield image
    except Missing:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Missing("too-many-pixels") from None
    except Exception:  # decoders raise errors of any class for broken data
        raise Missing("truncated" if begins.match(body) else "not-an-image") from None


def examine(
    body: bytes, max_pixels: int, formats: Sequence[str] = tuple(FORMATS), begins: Pattern[bytes] = _SIGNATURE
) -> dict[str, Any]:
    """Fields of the record of an image, whose bytes are decoded completely; parameters as of :func:`loaded`."""
    with loaded(body, max_pixels, formats, begins) as image:
        width, height = image.size
        # Pillow's name for a JPEG that is followed by a second image, as cameras write them.
        kind = "JPEG" if image.format == "MPO" else image.format
    digest = hashlib.sha256(body).hexdigest()
    return {"bytes": len(body), "sha256": digest, "width": width, "height": height, "format": kind}


def file_name(item_id: str, kind: str) -> str:
    """A safe and unique file name for the image of an item.

    Parameters
    ----------
    item_id : str
        Any text; all characters but ASCII letters, digits and ``_-.~`` is percent-encoded.
    kind : str
        A key of ``FORMATS``.
    """
    name = quote(item_id, safe="")
    if name.startswith("."):
        name = "%2E" + name[1:]
    # Many file systems ignore case, and none allows very long names: such ids get a hash after a "+", which
    # percent-encoded text cannot hold.
    if not name or name != name.upper() or len(name) > 100:
        name = f"{name[:100]}+{hashlib.sha256(item_id.encode()).hexdigest()[:16]}"
    return name + FORMATS[kind]
