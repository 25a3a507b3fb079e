"""CLIP and its kin through open_clip: an architecture, and a pretrained tag or a local file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Optional

import numpy as np
import torch

from recbole_tema.encoding.base import (
    HOW_TO_CONVERT,
    PICKLES,
    Runner,
    as_array,
    encodable,
    need,
    parameters_sha256,
)
from recbole_tema.errors import BackendError, ConfigError, first_line_of
from recbole_tema.files.storage import sha256

# CLIP's longest token has 32 letters; what lies behind cannot be read, and a word of 100,000 letters takes minutes.
LETTERS_A_TOKEN = 40


class _OpenClip:
    """What both sides share.

    Parameters
    ----------
    spec : str
        ``ARCHITECTURE/TAG``, which needs the network once; ``ARCHITECTURE/FILE.safetensors``; or a folder with
        ``open_clip_config.json`` and one ``.safetensors`` file.

    Raises
    ------
    ConfigError
        If the spec names no weights, or open_clip knows no such architecture.
    BackendError
        If the weights are missing, a pickle, or do not fit.
    MissingExtraError
        If open_clip is not installed.
    """

    def __init__(self, spec: str) -> None:
        self.name = spec
        model, weights = _source(spec)
        (load,) = need("open_clip", "create_model_and_transforms", package="open_clip_torch", extra="clip")
        self._architecture = model
        try:
            made, _, self._transform = load(model, pretrained=weights, device="cpu")
        except Exception as error:  # the hub's, torch's and safetensors' own
            raise BackendError(
                f"{spec!r} could not be loaded by open_clip ({first_line_of(error)}).",
                remedy="Do the weights fit the architecture? A tag also needs the network.",
            ) from error
        file = _local_weights(model, weights)
        self._weights_sha256 = parameters_sha256(made) if file is None else sha256(file)
        self._runner = Runner()
        self._model = self._runner.place(made)

    def describe(self) -> dict[str, Any]:
        """See :mod:`recbole_tema.encoding.base`."""
        return {
            "name": self.name,
            "family": "open_clip",
            "weights_sha256": self._weights_sha256,
            "dtype": self._runner.dtype,
        }


class OpenClipText(_OpenClip):
    """The text side of a model of open_clip; parameters and errors are those of the spec, see ``_OpenClip``."""

    def __init__(self, spec: str) -> None:
        super().__init__(spec)
        (get_tokenizer,) = need("open_clip", "get_tokenizer", package="open_clip_torch", extra="clip")
        try:
            self._tokenizer = get_tokenizer(self._architecture)
        except Exception as error:  # some architectures take a tokenizer from the hub
            raise BackendError(f"the tokenizer of {spec!r} could not be loaded ({first_line_of(error)}).") from error
        self._longest = int(self._tokenizer.context_length)
        self.dim = self.encode([""]).shape[1]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        with self._runner.running():
            tokens = self._tokenizer([self._start(text) for text in texts])  # (B, 77)
            return as_array(self._model.encode_text(tokens.to(self._runner.device)))

    def cut(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        return np.array([self._tokens(self._start(text)) > self._longest for text in texts], dtype=bool)

    def _start(self, text: str) -> str:
        return " ".join(encodable(text).split())[: self._longest * LETTERS_A_TOKEN]

    def _tokens(self, text: str) -> int:
        """Tokens of a text, with those for its start and end."""
        inner = getattr(self._tokenizer, "tokenizer", None)
        if inner is None:
            return len(self._tokenizer.encode(text)) + 2
        return len(inner(self._tokenizer.clean_fn(text), truncation=False, verbose=False)["input_ids"])


class OpenClipImage(_OpenClip):
    """The image side of a model of open_clip; parameters and errors are those of the spec, see ``_OpenClip``."""

    def __init__(self, spec: str) -> None:
        super().__init__(spec)
        self.prepare = self._transform
        from PIL import Image

        self.dim = self.encode(self.prepare(Image.new("RGB", (8, 8)))[None]).shape[1]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        with self._runner.running():
            return as_array(self._model.encode_image(self._runner.images(batch)))


def _source(spec: str) -> tuple[str, Optional[str]]:
    """What open_clip calls the model, and its weights where they are not part of the name."""
    folder = Path(spec).expanduser()
    if folder.is_dir():
        _only_safetensors(folder)
        return f"local-dir:{folder}", None
    list_models, tags_of = need(
        "open_clip", "list_models", "list_pretrained_tags_by_model", package="open_clip_torch", extra="clip"
    )
    architecture, _, pretrained = spec.partition("/")
    if architecture not in list_models():
        near = get_close_matches(architecture, list_models(), 3) or list_models()[:3]
        raise ConfigError(
            f"open_clip has no architecture {architecture!r}, and there is no such folder.",
            remedy=f"Choose another, such as {', '.join(near)}.",
        )
    tags = tags_of(architecture)
    if pretrained in tags:
        return architecture, pretrained
    if not pretrained:
        raise ConfigError(
            f"open_clip:{spec} names no weights.",
            remedy=f"Add /FILE.safetensors or one of: {', '.join('/' + tag for tag in tags)}",
        )
    file = Path(pretrained).expanduser()
    if file.suffix.lower() in PICKLES:
        raise BackendError("is a pickle, which may run code.", path=file, remedy=HOW_TO_CONVERT)
    if not file.is_file() or file.suffix.lower() != ".safetensors":
        raise BackendError(
            f"{pretrained!r} is neither a .safetensors file nor pretrained weights that open_clip knows.",
            remedy=f"For {architecture} it knows: {', '.join(tags) or 'none'}.",
        )
    return architecture, str(file)


def _only_safetensors(folder: Path) -> None:
    """open_clip takes a pickle before some safetensors, and the first of many: only one file may be there."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in PICKLES | {".safetensors"}]
    for path in files:
        if path.suffix.lower() in PICKLES:
            raise BackendError("is a pickle, which may run code.", path=path, remedy=HOW_TO_CONVERT)
    if len(files) != 1 or not (folder / "open_clip_config.json").is_file():
        raise BackendError(
            f"holds {len(files)} .safetensors files.",
            path=folder,
            remedy="It needs exactly one of them, and an open_clip_config.json.",
        )


def _local_weights(model: str, weights: Optional[str]) -> Optional[Path]:
    if weights is None:
        return next(Path(model.partition(":")[2]).glob("*.safetensors"))
    return Path(weights) if Path(weights).suffix.lower() == ".safetensors" else None
