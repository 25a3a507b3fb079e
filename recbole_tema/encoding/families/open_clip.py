"""CLIP models of open_clip: an architecture, and a pretrained tag or a local file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import (
    CONVERT_REMEDY,
    PICKLE_SUFFIXES,
    InferenceDevice,
    import_optional,
    parameters_sha256,
    sanitize,
    to_numpy,
)
from recbole_tema.errors import BackendError, ConfigError, first_line_of
from recbole_tema.files.hub import cached_snapshot, model_source
from recbole_tema.files.model_folder import check_no_code
from recbole_tema.files.storage import sha256

# CLIP's longest token has 32 letters. Longer texts are shortened first: a word of 100,000 letters takes minutes.
LETTERS_PER_TOKEN = 40
LOCAL = "local-dir:"  # before the folder of a model, for open_clip
# Names of the weights in a repository of the hub, the preferred one first.
WEIGHTS_NAMES = ["open_clip_model.safetensors", "open_clip_pytorch_model.bin"]


class _OpenClip:
    """Common base of the text and the image encoder.

    Parameters
    ----------
    spec : str
        ``ARCHITECTURE/TAG``, which is downloaded once; ``ARCHITECTURE/FILE.safetensors``; or a folder with
        ``open_clip_config.json`` and one ``.safetensors`` file.

    Raises
    ------
    ConfigError
        If the spec names no weights, or the architecture is unknown to open_clip.
    BackendError
        If the weights are missing, are a pickle, or do not fit the architecture, or the hub cannot be reached and the
        model is not in its cache.
    MissingExtraError
        If open_clip is not installed.
    """

    def __init__(self, spec: str) -> None:
        self.name = spec
        model, weights = _source(spec)
        (load,) = import_optional("open_clip", "create_model_and_transforms", package="open_clip_torch", extra="clip")
        self._architecture = model
        arguments = _weights_arguments(model, weights)
        try:
            loaded, _, self._transform = load(model, device="cpu", weights_only=True, **arguments)
        except Exception as error:  # the hub's, torch's and safetensors' own
            raise BackendError(
                f"{spec!r} could not be loaded by open_clip ({first_line_of(error)}).",
                remedy="Check that the weights fit the architecture; a tag also needs the network.",
            ) from error
        file = _local_weights(model, weights)
        self._weights_sha256 = parameters_sha256(loaded) if file is None else sha256(file)
        self._device = InferenceDevice()
        self._model = self._device.move_model(loaded)

    def describe(self) -> dict[str, Any]:
        """See :mod:`recbole_tema.encoding.base`."""
        return {
            "name": self.name,
            "family": "open_clip",
            "weights_sha256": self._weights_sha256,
            "dtype": self._device.dtype,
        }


class OpenClipText(_OpenClip):
    """Text encoder of open_clip; see ``_OpenClip`` for parameters and errors."""

    def __init__(self, spec: str) -> None:
        super().__init__(spec)
        (get_tokenizer,) = import_optional("open_clip", "get_tokenizer", package="open_clip_torch", extra="clip")
        cache_only = _text_part_is_cache_only(self._architecture, "hf_tokenizer_name", "tokenizer_config.json")
        arguments = {"local_files_only": True} if cache_only else {}
        try:
            self._tokenizer = get_tokenizer(self._architecture, **arguments)
        except Exception as error:  # some architectures take a tokenizer from the hub
            raise BackendError(f"The tokenizer of {spec!r} could not be loaded ({first_line_of(error)}).") from error
        self._max_tokens = int(self._tokenizer.context_length)
        self.dim = self.encode([""]).shape[1]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        with self._device.inference():
            tokens = self._tokenizer([self._prefix(text) for text in texts])  # (B, 77)
            return to_numpy(self._model.encode_text(tokens.to(self._device.device)))

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        return np.array([self._n_tokens(self._prefix(text)) > self._max_tokens for text in texts], dtype=bool)

    def _prefix(self, text: str) -> str:
        return " ".join(sanitize(text).split())[: self._max_tokens * LETTERS_PER_TOKEN]

    def _n_tokens(self, text: str) -> int:
        """Number of tokens of a text, including those of its start and end."""
        tokenizer = getattr(self._tokenizer, "tokenizer", None)
        if tokenizer is None:
            return len(self._tokenizer.encode(text)) + 2
        return len(tokenizer(self._tokenizer.clean_fn(text), truncation=False, verbose=False)["input_ids"])


class OpenClipImage(_OpenClip):
    """Image encoder of open_clip; see ``_OpenClip`` for parameters and errors."""

    def __init__(self, spec: str) -> None:
        super().__init__(spec)
        self.preprocess = self._transform
        from PIL import Image

        self.dim = self.encode(self.preprocess(Image.new("RGB", (8, 8)))[None]).shape[1]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        with self._device.inference():
            return to_numpy(self._model.encode_image(self._device.move_images(batch)))


def _source(spec: str) -> tuple[str, str | None]:
    """Model name for open_clip, and its weights if they are not part of the name."""
    folder = Path(spec).expanduser()
    if folder.is_dir():
        _check_folder(folder)
        return f"{LOCAL}{folder}", None
    list_models, tags_of = import_optional(
        "open_clip", "list_models", "list_pretrained_tags_by_model", package="open_clip_torch", extra="clip"
    )
    architecture, _, pretrained = spec.partition("/")
    if architecture not in list_models():
        near = get_close_matches(architecture, list_models(), 3) or list_models()[:3]
        raise ConfigError(
            f"open_clip has no architecture {architecture!r}, and no such folder exists.",
            remedy=f"Use another, such as {', '.join(near)}.",
        )
    tags = tags_of(architecture)
    if pretrained in tags:
        return architecture, pretrained
    if not pretrained:
        raise ConfigError(
            f"open_clip:{spec} names no weights.",
            remedy=f"Add /FILE.safetensors or one of: {', '.join('/' + tag for tag in tags)}.",
        )
    file = Path(pretrained).expanduser()
    if file.suffix.lower() in PICKLE_SUFFIXES:
        raise BackendError("is a pickle, which may run code.", path=file, remedy=CONVERT_REMEDY)
    if not file.is_file() or file.suffix.lower() != ".safetensors":
        raise BackendError(
            f"{pretrained!r} is neither a .safetensors file nor a pretrained tag of open_clip.",
            remedy=f"The tags of {architecture} are: {', '.join(tags) or 'none'}.",
        )
    return architecture, str(file)


def _check_folder(folder: Path) -> None:
    """Check that a folder brings no code and has one file of weights.

    open_clip may prefer a pickle, and takes the first of many files.
    """
    check_no_code(folder)
    files = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in PICKLE_SUFFIXES | {".safetensors"}]
    for path in files:
        if path.suffix.lower() in PICKLE_SUFFIXES:
            raise BackendError("is a pickle, which may run code.", path=path, remedy=CONVERT_REMEDY)
    if len(files) != 1 or not (folder / "open_clip_config.json").is_file():
        raise BackendError(
            f"holds {len(files)} .safetensors files.",
            path=folder,
            remedy="A model folder has exactly one, and an open_clip_config.json.",
        )


def _local_weights(model: str, weights: str | None) -> Path | None:
    if weights is None:
        return next(Path(model.partition(":")[2]).glob("*.safetensors"))
    return Path(weights) if Path(weights).suffix.lower() == ".safetensors" else None


def _weights_arguments(model: str, weights: str | None) -> dict[str, Any]:
    """Arguments that name the weights: a tag, or its file in the cache and its image settings without the hub."""
    (tag_of,) = import_optional("open_clip", "get_pretrained_cfg", package="open_clip_torch", extra="clip")
    _text_part_is_cache_only(model, "hf_model_name", "config.json")  # raises if it is nowhere
    tag = tag_of(model, weights) if weights else {}
    if not tag.get("hf_hub"):
        return {"pretrained": weights}
    repository, _, name = tag["hf_hub"].rpartition("/")
    names = [f"{Path(name).stem}.safetensors", name] if name else WEIGHTS_NAMES
    files = [folder / each for each in names if (folder := cached_snapshot(repository, each))]
    if model_source(repository, files[0].parent if files else None) == repository:
        return {"pretrained": weights}
    settings = {f"image_{key}": tag.get(key) for key in ("mean", "std", "interpolation", "resize_mode")}
    return {"pretrained": str(files[0]), **settings}


def _text_part_is_cache_only(model: str, key: str, file: str) -> bool:
    """Whether a part of the text encoder that is another model of the hub must be loaded from the cache."""
    (config_of,) = import_optional("open_clip", "get_model_config", package="open_clip_torch", extra="clip")
    name = "" if model.startswith(LOCAL) else str(config_of(model)["text_cfg"].get(key, ""))
    return bool(name) and model_source(name, cached_snapshot(name, file)) != name
