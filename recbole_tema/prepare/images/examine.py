"""One picture: its bytes decoded in full, and a safe name for its file."""

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
    """No picture, for ``reason``; ``known`` is what the record can say all the same."""

    def __init__(self, reason: str, **known: Any) -> None:
        super().__init__(reason)
        self.reason, self.known = reason, known


@contextmanager
def loaded(
    body: bytes, max_pixels: int, formats: Sequence[str] = tuple(FORMATS), begins: Pattern[bytes] = _SIGNATURE
) -> Iterator[Image.Image]:
    """A picture, decoded in full, for the block to use.

    Parameters
    ----------
    body : bytes
        The file.
    max_pixels : int
        A picture with more is not decoded at all.
    formats : sequence of str
        Pillow's names of those that may be read.
    begins : compiled pattern
        How their files begin, which tells what is cut short from what is none.

    Raises
    ------
    Missing
        empty, not-an-image, truncated or too-many-pixels; also where the block fails over the picture.
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
    except Exception:  # decoders raise anything at all over broken data
        raise Missing("truncated" if begins.match(body) else "not-an-image") from None


def examine(body: bytes, max_pixels: int) -> dict[str, Any]:
    """What the record of a picture says about its bytes, which are decoded in full."""
    with loaded(body, max_pixels) as image:
        width, height = image.size
        # Pillow's name for a JPEG with a second picture behind the first, as cameras write them.
        kind = "JPEG" if image.format == "MPO" else image.format
    digest = hashlib.sha256(body).hexdigest()
    return {"bytes": len(body), "sha256": digest, "width": width, "height": height, "format": kind}


def file_name(item_id: str, kind: str) -> str:
    """A safe name for an item's picture that no other id shares.

    Parameters
    ----------
    item_id : str
        Any text; all but ASCII letters, digits and ``_-.~`` is percent-encoded.
    kind : str
        A key of ``FORMATS``.
    """
    name = quote(item_id, safe="")
    if name.startswith("."):
        name = "%2E" + name[1:]
    # Many file systems do not tell a from A, and none takes a very long name: such ids are told apart by a hash,
    # after a "+", which no percent-encoded text holds.
    if not name or name != name.upper() or len(name) > 100:
        name = f"{name[:100]}+{hashlib.sha256(item_id.encode()).hexdigest()[:16]}"
    return name + FORMATS[kind]
