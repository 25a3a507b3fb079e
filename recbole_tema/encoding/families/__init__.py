"""Frozen encoders, one file a family, by the names that `--text` and `--image` give them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Optional

from recbole_tema.encoding.base import ImageEncoder, TextEncoder
from recbole_tema.errors import ConfigError

DEFAULT = "open_clip:ViT-B-32/laion2b_s34b_b79k"


class Family(NamedTuple):
    """Where a family's classes are; each takes what follows the colon of a spec.

    Attributes
    ----------
    form : str
        How a spec is written.
    module : str
        Imported only when the family is asked for: each needs a package of its own.
    text, image : str, optional
        The class of each side; None where there is no such side.
    """

    form: str
    module: str
    text: Optional[str]
    image: Optional[str]


FAMILIES = {
    "open_clip": Family(
        "open_clip:ARCHITECTURE/PRETRAINED_TAG_OR_FILE.safetensors", "open_clip", "OpenClipText", "OpenClipImage"
    ),
    "transformers": Family("transformers:ID_OR_FOLDER", "transformers_clip", "TransformersText", "TransformersImage"),
    "sentence": Family("sentence:ID_OR_FOLDER_OR_PACKAGE", "sentence", "SentenceText", None),
    "efficientnet": Family("efficientnet:lite0", "efficientnet", None, "EfficientNetImage"),
}


def open_text_encoder(spec: str = DEFAULT) -> TextEncoder:
    """Load an encoder of texts.

    Parameters
    ----------
    spec : str
        ``open_clip:ARCHITECTURE/PRETRAINED``, with a tag that open_clip knows or a ``.safetensors`` file; or
        ``open_clip:FOLDER`` with an ``open_clip_config.json``. ``transformers:ID_OR_FOLDER`` of a CLIP or SigLIP
        model. ``sentence:ID_OR_FOLDER_OR_PACKAGE`` of a sentence-transformers model; a bare name means this too.

    Raises
    ------
    ConfigError
        If the spec is none of these, or its family has no text side.
    BackendError
        If the encoder cannot be loaded.
    MissingExtraError
        If the family's package is not installed.
    """
    encoder: TextEncoder = _open(spec, "text")
    return encoder


def open_image_encoder(spec: str = DEFAULT) -> ImageEncoder:
    """Load an encoder of pictures.

    Parameters
    ----------
    spec : str
        ``open_clip:...`` and ``transformers:...`` as for :func:`open_text_encoder`, or ``efficientnet:lite0``.

    Raises
    ------
    ConfigError
        If the spec is none of these, or its family has no image side.
    BackendError
        If the encoder cannot be loaded.
    MissingExtraError
        If the family's package is not installed.
    """
    encoder: ImageEncoder = _open(spec, "image")
    return encoder


def _open(spec: str, side: str) -> Any:
    name, rest = _split(spec, side)
    family = FAMILIES[name]
    class_name: Optional[str] = getattr(family, side)
    if class_name is None:
        raise ConfigError(f"{spec!r}: {name} has no {side} encoder.", remedy=f"Write it as {_forms(side)}.")
    return getattr(import_module(f"{__name__}.{family.module}"), class_name)(rest)


def _split(spec: str, side: str) -> tuple[str, str]:
    name, colon, rest = spec.strip().partition(":")
    if name in FAMILIES and (colon or name == "open_clip"):
        return name, rest or _default(name, spec, side)
    if not spec.strip() or (colon and not Path(spec).expanduser().exists()):
        raise ConfigError(f"the encoder {spec!r} is not understood.", remedy=f"Write it as {_forms(side)}.")
    return "sentence", spec


def _default(name: str, spec: str, side: str) -> str:
    if name == "open_clip":
        return DEFAULT.partition(":")[2]
    raise ConfigError(f"the encoder {spec!r} names no model.", remedy=f"Write it as {_forms(side)}.")


def _forms(side: str) -> str:
    *most, last = (family.form for family in FAMILIES.values() if getattr(family, side))
    return f"{', '.join(most)} or {last}"
