"""CLIP and SigLIP through transformers: a Hugging Face id, or a folder in its layout."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from recbole_tema.encoding.base import (
    Preparation,
    Runner,
    as_array,
    encodable,
    known,
    need,
    parameters_sha256,
    refuse_pickles,
)
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.files.storage import sha256

# What an image processor has where its file says nothing.
_UNSAID: dict[str, dict[str, Any]] = {
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
# What ftfy does to characters; by number, since they look alike.
_PLAIN = {
    # Ligatures such as fi, and letters of the width that Chinese and Japanese are set in.
    **{
        code: unicodedata.normalize("NFKC", chr(code))
        for code in (0x3000, *range(0xFB00, 0xFB07), *range(0xFF01, 0xFFF0))
    },
    **dict.fromkeys([0x2BC, *range(0x2018, 0x201C)], "'"),
    **dict.fromkeys(range(0x201C, 0x2020), '"'),
}
# CLIP's longest token has 32 letters; what lies behind cannot be read.
LETTERS_A_TOKEN = 40


class _Transformers:
    """What both sides share.

    Parameters
    ----------
    model : str
        A Hugging Face id, which needs the network once, or a folder; CLIP or SigLIP, with weights in safetensors.

    Raises
    ------
    BackendError
        If there is no such model, it is of another kind, its weights are a pickle, or it cannot be loaded.
    MissingExtraError
        If transformers is not installed.
    """

    def __init__(self, model: str) -> None:
        load_config, load_model = need("transformers", "AutoConfig", "AutoModel", package="transformers", extra="text")
        self._folder = Path(model).expanduser()
        self._source = str(self._folder) if self._folder.is_dir() else model
        self.name = model
        if self._folder.is_dir():
            refuse_pickles(self._folder)
        with _loading(model):
            config = load_config.from_pretrained(self._source, trust_remote_code=False)
            self.kind = str(config.model_type)
            if self.kind not in _UNSAID:
                raise BackendError(
                    f"{model!r} is a model of kind {self.kind!r}.", remedy="Give a CLIP or SigLIP model."
                )
            made, report = load_model.from_pretrained(
                self._source,
                use_safetensors=True,
                trust_remote_code=False,
                output_loading_info=True,
            )
        if report["missing_keys"]:
            raise BackendError(
                f"the weights of {model!r} lack {min(report['missing_keys'])!r}.", remedy="Are they of this model?"
            )
        weights = self._folder / "model.safetensors"
        self._weights_sha256 = sha256(weights) if weights.is_file() else parameters_sha256(made)
        self._config = config
        self._runner = Runner()
        # Checkpoints in half precision too; autocast does the rest on a GPU.
        self._model = self._runner.place(made.float())

    def describe(self) -> dict[str, Any]:
        """See :mod:`recbole_tema.encoding.base`."""
        return {
            "name": self.name,
            "family": "transformers",
            "weights_sha256": self._weights_sha256,
            "dtype": self._runner.dtype,
        }


class TransformersText(_Transformers):
    """The text side of a CLIP or SigLIP model; parameters and errors are those of ``_Transformers``."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        (load,) = need("transformers", "AutoTokenizer", package="transformers", extra="text")
        with _loading(model):
            self._tokenizer = load.from_pretrained(self._source, trust_remote_code=False)
        self._longest = int(self._config.text_config.max_position_embeddings)
        self.dim = self.encode([""]).shape[1]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.empty((0, self.dim), dtype=np.float32)
        with self._runner.running():
            # To the full width: SigLIP was trained so, and CLIP does not look behind the end of a text.
            tokens = self._tokenizer(
                [self._clean(text) for text in texts],
                padding="max_length",
                truncation=True,
                max_length=self._longest,
                return_tensors="pt",
            )["input_ids"]  # (B, T)
            return as_array(_pooled(self._model.get_text_features(input_ids=tokens.to(self._runner.device))))

    def cut(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        if not len(texts):
            return np.zeros(0, dtype=bool)
        rows = self._tokenizer([self._clean(text) for text in texts], truncation=False, verbose=False)["input_ids"]
        return np.array([len(row) > self._longest for row in rows], dtype=bool)

    def _clean(self, text: str) -> str:
        text = " ".join(encodable(text).split())[: self._longest * LETTERS_A_TOKEN]
        return original_cleaning(text) if self.kind == "clip" else text


class TransformersImage(_Transformers):
    """The image side of a CLIP or SigLIP model; parameters and errors are those of ``_Transformers``."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        (processing,) = need(
            "transformers.image_processing_base", "ImageProcessingMixin", package="transformers", extra="text"
        )
        with _loading(model):
            # The class itself is not made: it differs from version to version, and some need torchvision.
            settings, _ = processing.get_image_processor_dict(self._source)
            self.prepare = preparation({**_UNSAID[self.kind], **settings})
        size = self._config.vision_config.image_size
        self.dim = self.encode(torch.zeros(1, 3, size, size)).shape[1]

    def encode(self, batch: torch.Tensor) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.ImageEncoder`."""
        with self._runner.running():
            return as_array(_pooled(self._model.get_image_features(pixel_values=self._runner.images(batch))))


def original_cleaning(text: str) -> str:
    """The text as CLIP was trained on it: entities resolved, quotes straight, widths usual, characters composed.

    The tokenizer of transformers has only the last of these. open_clip's does all through ``ftfy``, which also mends
    text that was decoded wrongly once (``cafÃ©``); only such text differs between the two.
    """
    return unicodedata.normalize("NFC", html.unescape(html.unescape(text).translate(_PLAIN))).strip()


def preparation(settings: Mapping[str, Any]) -> Preparation:
    """What a ``preprocessor_config.json`` says, of an older or a newer release of transformers.

    Raises
    ------
    BackendError
        If it asks for what is not supported.
    """
    if not all(known(settings, name, True) for name in ("do_resize", "do_rescale", "do_normalize")):
        raise BackendError("its pictures are not resized and normalised.", remedy="Give a CLIP or SigLIP model.")
    size, crop = settings["size"], None
    size = {"shortest_edge": size} if isinstance(size, int) else size
    keep_ratio = "shortest_edge" in size
    if known(settings, "do_center_crop", False):
        wanted = known(settings, "crop_size", 224)
        crop = (wanted, wanted) if isinstance(wanted, int) else (wanted["height"], wanted["width"])
    elif keep_ratio:
        raise BackendError("its pictures keep their shape, so that no two are alike.", remedy="Give another model.")
    names = ("shortest_edge", "shortest_edge") if keep_ratio else ("height", "width")
    return Preparation(
        size=(int(size[names[0]]), int(size[names[1]])),
        mean=tuple(settings["image_mean"]),
        std=tuple(settings["image_std"]),
        keep_ratio=keep_ratio,
        crop=crop,
        resample=known(settings, "resample", 3),
        rescale=known(settings, "rescale_factor", 1 / 255),
    )


class _loading:
    """Turns what loading can raise into a ``BackendError``."""

    def __init__(self, model: str) -> None:
        self._model = model

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: Any, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, BackendError):
            raise BackendError(
                f"{self._model!r} could not be loaded as a CLIP or SigLIP model ({first_line_of(error)}).",
                remedy="It needs config.json, a tokenizer, preprocessor_config.json and safetensors; an id also "
                "needs the network.",
            ) from error


def _pooled(found: Any) -> torch.Tensor:
    """Features, (B, dim): themselves up to transformers 4, in an output with more from 5 on."""
    tensor: torch.Tensor = found if isinstance(found, torch.Tensor) else found.pooler_output
    return tensor
