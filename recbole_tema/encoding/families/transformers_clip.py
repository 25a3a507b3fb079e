"""CLIP and SigLIP models of transformers: a Hugging Face id, or a folder."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import (
    ImagePreprocessor,
    InferenceDevice,
    check_model_folder,
    import_optional,
    parameters_sha256,
    sanitize,
    to_numpy,
)
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.files.hub import cached_snapshot, model_source
from recbole_tema.files.storage import sha256

# Default settings of the image processors.
_DEFAULT_SETTINGS: dict[str, dict[str, Any]] = {
    "clip": {
        "size": {"shortest_edge": 224},
        "crop_size": 224,
        "do_center_crop": True,
        "image_mean": (0.48145466, 0.4578275, 0.40821073),
        "image_std": (0.26862954, 0.26130258, 0.27577711),
    },
    "siglip": {
        "size": {"height": 224, "width": 224},
        "do_center_crop": False,
        "image_mean": (0.5, 0.5, 0.5),
        "image_std": (0.5, 0.5, 0.5),
    },
}
# Replacements of characters as in ftfy; by code point, since they look alike.
_PLAIN_CHARACTERS = {
    # Ligatures such as fi, and full-width characters.
    **{
        code: unicodedata.normalize("NFKC", chr(code))
        for code in (0x3000, *range(0xFB00, 0xFB07), *range(0xFF01, 0xFFF0))
    },
    **dict.fromkeys([0x2BC, *range(0x2018, 0x201C)], "'"),
    **dict.fromkeys(range(0x201C, 0x2020), '"'),
}
# CLIP's longest token has 32 letters, so longer texts can be shortened to this before they are tokenized.
LETTERS_PER_TOKEN = 40


class _Transformers:
    """Common base of the text and the image encoder.

    Parameters
    ----------
    model : str
        A Hugging Face id, which is downloaded once, or a folder; CLIP or SigLIP, with weights as safetensors.

    Raises
    ------
    BackendError
        If the model is of another kind, its weights are a pickle, it cannot be loaded, or the hub cannot be reached
        and the model is not in its cache.
    MissingExtraError
        If transformers is not installed.
    """

    def __init__(self, model: str) -> None:
        load_config, load_model = import_optional(
            "transformers", "AutoConfig", "AutoModel", package="transformers", extra="text"
        )
        self._folder = Path(model).expanduser()
        self.name = model
        if self._folder.is_dir():
            check_model_folder(self._folder)
            self._source = str(self._folder)
        else:
            self._source = model_source(model, cached_snapshot(model, "config.json"))
        with _loading(model):
            config = load_config.from_pretrained(self._source, trust_remote_code=False)
            self.kind = str(config.model_type)
            if self.kind not in _DEFAULT_SETTINGS:
                raise BackendError(f"{model!r} is a model of type {self.kind!r}.", remedy="Use a CLIP or SigLIP model.")
            loaded, report = load_model.from_pretrained(
                self._source,
                use_safetensors=True,
                trust_remote_code=False,
                output_loading_info=True,
            )
        if report["missing_keys"]:
            raise BackendError(
                f"The weights of {model!r} lack {min(report['missing_keys'])!r}.",
                remedy="Use the weights of this model.",
            )
        weights = self._folder / "model.safetensors"
        self._weights_sha256 = sha256(weights) if weights.is_file() else parameters_sha256(loaded)
        self._config = config
        self._device = InferenceDevice()
        # Some checkpoints are in half precision; on a GPU, autocast chooses the precision.
        self._model = self._device.move_model(loaded.float())

    def describe(self) -> dict[str, Any]:
        """See :mod:`recbole_tema.encoding.base`."""
        return {
            "name": self.name,
            "family": "transformers",
            "weights_sha256": self._weights_sha256,
            "dtype": self._device.dtype,
        }


class TransformersText(_Transformers):
    """Text encoder of a CLIP or SigLIP model; see ``_Transformers`` for parameters and errors."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        (load,) = import_optional("transformers", "AutoTokenizer", package="transformers", extra="text")
        with _loading(model):
            self._tokenizer = load.from_pretrained(self._source, trust_remote_code=False)
        self._max_tokens = int(self._config.text_config.max_position_embeddings)
        self.dim = self.encode([""]).shape[1]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        with self._device.inference():
            # Padded to the maximum length: SigLIP was trained so, and CLIP ignores tokens after the end of a text.
            tokens = self._tokenizer(
                [self._clean(text) for text in texts],
                padding="max_length",
                truncation=True,
                max_length=self._max_tokens,
                return_tensors="pt",
            )["input_ids"]  # (B, T)
            return to_numpy(_pooled(self._model.get_text_features(input_ids=tokens.to(self._device.device))))

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.zeros(0, dtype=bool)
        rows = self._tokenizer([self._clean(text) for text in texts], truncation=False, verbose=False)["input_ids"]
        return np.array([len(row) > self._max_tokens for row in rows], dtype=bool)

    def _clean(self, text: str) -> str:
        text = " ".join(sanitize(text).split())[: self._max_tokens * LETTERS_PER_TOKEN]
        return clean_for_clip(text) if self.kind == "clip" else text


class TransformersImage(_Transformers):
    """Image encoder of a CLIP or SigLIP model; see ``_Transformers`` for parameters and errors."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        (processing,) = import_optional(
            "transformers.image_processing_base", "ImageProcessingMixin", package="transformers", extra="text"
        )
        with _loading(model):
            # The processor itself is not created: it differs between versions, and some require torchvision.
            settings, _ = processing.get_image_processor_dict(self._source)
            self.preprocess = image_preprocessor({**_DEFAULT_SETTINGS[self.kind], **settings})
        size = self._config.vision_config.image_size
        self.dim = self.encode(torch.zeros(1, 3, size, size)).shape[1]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        with self._device.inference():
            return to_numpy(_pooled(self._model.get_image_features(pixel_values=self._device.move_images(batch))))


def clean_for_clip(text: str) -> str:
    """Clean a text as in CLIP's training: HTML entities, straight quotes, usual widths, composed characters.

    The tokenizer of transformers only composes characters. open_clip uses ``ftfy``, which also repairs text that was
    decoded wrongly (``cafÃ©``); only such text differs between the two.
    """
    return unicodedata.normalize("NFC", html.unescape(html.unescape(text).translate(_PLAIN_CHARACTERS))).strip()


def image_preprocessor(settings: Mapping[str, Any]) -> ImagePreprocessor:
    """Preprocessor of a ``preprocessor_config.json``, written by an older or a newer release of transformers.

    Raises
    ------
    BackendError
        If a setting is not supported.
    """
    if not all(_setting(settings, name, True) for name in ("do_resize", "do_rescale", "do_normalize")):
        raise BackendError("The model does not resize and normalize its images.", remedy="Use a CLIP or SigLIP model.")
    size, crop = settings["size"], None
    size = {"shortest_edge": size} if isinstance(size, int) else size
    keep_ratio = "shortest_edge" in size
    if _setting(settings, "do_center_crop", False):
        side = _setting(settings, "crop_size", 224)
        crop = (side, side) if isinstance(side, int) else (side["height"], side["width"])
    elif keep_ratio:
        raise BackendError("The model does not crop images to a fixed shape.", remedy="Use another model.")
    names = ("shortest_edge", "shortest_edge") if keep_ratio else ("height", "width")
    return ImagePreprocessor(
        size=(int(size[names[0]]), int(size[names[1]])),
        mean=tuple(settings["image_mean"]),
        std=tuple(settings["image_std"]),
        keep_ratio=keep_ratio,
        crop=crop,
        resample=_setting(settings, "resample", 3),
        rescale=_setting(settings, "rescale_factor", 1 / 255),
    )


def _setting(settings: Mapping[str, Any], name: str, default: Any) -> Any:
    """A setting; the default if it is missing or null."""
    value = settings.get(name)
    return default if value is None else value


class _loading:
    """Context that raises every error of loading a model as ``BackendError``."""

    def __init__(self, model: str) -> None:
        self._model = model

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: Any, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, BackendError):
            raise BackendError(
                f"{self._model!r} could not be loaded as a CLIP or SigLIP model ({first_line_of(error)}).",
                remedy="A folder has config.json, a tokenizer, preprocessor_config.json and safetensors; an id is "
                "downloaded.",
            ) from error


def _pooled(output: Any) -> torch.Tensor:
    """Features of shape (B, dim): the output itself up to transformers 4, an attribute of it from 5 on."""
    features: torch.Tensor = output if isinstance(output, torch.Tensor) else output.pooler_output
    return features
