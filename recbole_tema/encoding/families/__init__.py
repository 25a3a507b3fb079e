"""Families of frozen encoders, one module per family, opened by a spec such as ``open_clip:ViT-B-32/openai``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from recbole_tema.encoding.base import ImageEncoder, TextEncoder
from recbole_tema.errors import ConfigError

DEFAULT_ENCODER = "open_clip:ViT-B-32/laion2b_s34b_b79k"


class Family(NamedTuple):
    """Classes of a family; their argument is the part of a spec after the colon.

    Attributes
    ----------
    form : str
        Form of a spec, for messages.
    module : str
        Imported on first use, since each family requires a package of its own.
    text, image : str, optional
        Class names of the text and the image encoder; None if the family has no such encoder.
    """

    form: str
    module: str
    text: str | None
    image: str | None


FAMILIES = {
    "open_clip": Family(
        "open_clip:ARCHITECTURE/PRETRAINED_TAG_OR_FILE.safetensors", "open_clip", "OpenClipText", "OpenClipImage"
    ),
    "transformers": Family("transformers:ID_OR_FOLDER", "transformers_clip", "TransformersText", "TransformersImage"),
    "sentence": Family("sentence:ID_OR_FOLDER_OR_PACKAGE", "sentence", "SentenceText", None),
    "efficientnet": Family("efficientnet:lite0", "efficientnet", None, "EfficientNetImage"),
}


def open_text_encoder(spec: str = DEFAULT_ENCODER) -> TextEncoder:
    """Load a text encoder.

    Parameters
    ----------
    spec : str
        ``open_clip:ARCHITECTURE/PRETRAINED``, with a pretrained tag or a ``.safetensors`` file; or
        ``open_clip:FOLDER`` with an ``open_clip_config.json``. ``transformers:ID_OR_FOLDER`` of a CLIP or SigLIP
        model. ``sentence:ID_OR_FOLDER_OR_PACKAGE`` of a sentence-transformers model; a bare name means this too.

    Raises
    ------
    ConfigError
        If the spec is invalid, or its family has no text encoder.
    BackendError
        If the encoder cannot be loaded.
    MissingExtraError
        If the family's package is not installed.
    """
    encoder: TextEncoder = _open(spec, "text")
    return encoder


def open_image_encoder(spec: str = DEFAULT_ENCODER) -> ImageEncoder:
    """Load an image encoder.

    Parameters
    ----------
    spec : str
        ``open_clip:...`` and ``transformers:...`` as for :func:`open_text_encoder`, or ``efficientnet:lite0``.

    Raises
    ------
    ConfigError
        If the spec is invalid, or its family has no image encoder.
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
    class_name: str | None = getattr(family, side)
    if class_name is None:
        raise ConfigError(f"{name} has no {side} encoder ({spec!r}).", remedy=f"Use {_forms(side)}.")
    return getattr(import_module(f"{__name__}.{family.module}"), class_name)(rest)


def _split(spec: str, side: str) -> tuple[str, str]:
    name, colon, rest = spec.strip().partition(":")
    if name in FAMILIES and (colon or name == "open_clip"):
        return name, rest or _default(name, spec, side)
    if not spec.strip() or (colon and not Path(spec).expanduser().exists()):
        raise ConfigError(f"The encoder {spec!r} is unknown.", remedy=f"Use {_forms(side)}.")
    return "sentence", spec


def _default(name: str, spec: str, side: str) -> str:
    if name == "open_clip":
        return DEFAULT_ENCODER.partition(":")[2]
    raise ConfigError(f"The encoder {spec!r} does not name a model.", remedy=f"Use {_forms(side)}.")


def _forms(side: str) -> str:
    *most, last = (family.form for family in FAMILIES.values() if getattr(family, side))
    return f"{', '.join(most)} or {last}"
