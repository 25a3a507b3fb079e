"""One picture: its bytes decoded in full, and a safe name for its file."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any
from urllib.parse import quote

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
_SIGNATURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a", re.DOTALL)


class Missing(Exception):
    """No picture, for ``reason``; ``known`` is what the record can say all the same."""

    def __init__(self, reason: str, **known: Any) -> None:
        super().__init__(reason)
        self.reason, self.known = reason, known


def examine(body: bytes, max_pixels: int) -> dict[str, Any]:
    """What the record of a picture says about its bytes, which are decoded in full."""
    from PIL import Image

    if not body:
        raise Missing("empty")
    try:
        with Image.open(io.BytesIO(body), formats=list(FORMATS)) as image:
            width, height = image.size
            if width * height > max_pixels:
                raise Missing("too-many-pixels", width=width, height=height)
            image.load()
            # Pillow's name for a JPEG with a second picture behind the first, as cameras write them.
            kind = "JPEG" if image.format == "MPO" else image.format
    except Missing:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Missing("too-many-pixels") from None
    except Exception:  # decoders raise anything at all over broken data
        raise Missing("truncated" if _SIGNATURE.match(body) else "not-an-image") from None
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
