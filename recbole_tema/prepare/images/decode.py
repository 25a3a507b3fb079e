"""Decode image files of any format to upright RGB images."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from recbole_tema.errors import MissingExtraError
from recbole_tema.prepare.images.examine import Missing, loaded
from recbole_tema.prepare.images.local import LOCAL_FORMATS
from recbole_tema.prepare.images.manifest import ImageOptions

if TYPE_CHECKING:
    from PIL import Image

# Starts of files by which a truncated image differs from another kind of file.
SIGNATURES = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF|BM|II\*\0|MM\0\*")
# Resizing a line of pixels would take gigabytes, and encoders crop it to the center anyway.
MAX_ASPECT_RATIO = 50
MAX_PIXELS = ImageOptions.max_pixels


@cache
def local_formats() -> tuple[str, ...]:
    """Those of :data:`~recbole_tema.prepare.images.local.LOCAL_FORMATS` that the installed Pillow reads."""
    from PIL import Image

    Image.init()
    return tuple(name for name in LOCAL_FORMATS if name in Image.OPEN)


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
    with loaded(content, max_pixels, local_formats(), SIGNATURES) as decoded:
        return _upright_rgb(decoded)


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
