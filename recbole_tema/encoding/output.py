"""Output of encoding: the feature file, its binary cache, its principal components, and the provenance record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.reduction import fit_components, l2_normalize
from recbole_tema.encoding.shards import Encoded
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import AtomicFormat
from recbole_tema.files.storage import read_provenance, sha256, utc_now, write_provenance
from recbole_tema.files.vectors import refresh_cache

# More than float16 holds, and enough for four digits of a cosine.
DIGITS = 5
NOT_FINITE = "not-finite"


def components_path(path: Path) -> Path:
    """File of the principal components of a feature file."""
    return path.with_name(f"{path.name}.pca.safetensors")


def is_current(path: Path, key: str) -> bool:
    """Whether a feature file was written by a run with this key and has not changed since."""
    record = read_provenance(path)
    return bool(record.get("key") == key and path.is_file() and record.get("sha256") == sha256(path))


def write_features(
    path: Path,
    feature: AtomicFormat,
    item_ids: Sequence[str],
    encoded: Encoded,
    options: EncodeOptions,
    record: Mapping[str, Any],
) -> None:
    """Write a feature file with the unit vectors of the items that have one, and its provenance record last.

    Parameters
    ----------
    path : Path
    feature : AtomicFormat
    item_ids : sequence of str, shape (n_items,)
        All items of the dataset.
    encoded : Encoded
    options : EncodeOptions
    record : mapping
        Further content of the provenance record: ``key``, ``model``, ``options``, ``inputs``.

    Raises
    ------
    DataError
        If no item has a vector.
    ConfigError
        If there are fewer items than principal components.
    """
    finite = np.isfinite(encoded.vectors).all(axis=1) if encoded.positions else np.zeros(0, dtype=bool)
    items = [item_ids[position] for position, good in zip(encoded.positions, finite) if good]
    not_finite = {item_ids[position]: NOT_FINITE for position, good in zip(encoded.positions, finite) if not good}
    missing = _items_by_reason(item_ids, {**encoded.missing, **not_finite})
    if not items:
        reasons = ", ".join(sorted(missing))
        raise DataError(
            f"no item has any {feature.modality} ({reasons}).", path=path.parent, remedy="Check the source."
        )
    vectors = encoded.vectors[finite]
    components = None if options.pca is None else fit_components(vectors, options.pca)
    vectors = l2_normalize(vectors if components is None else components.project(vectors))
    frame = pd.DataFrame(dict(zip(feature.columns, (items, list(vectors)))))
    write_atomic(frame, path, feature.columns, digits=DIGITS)
    if components is None:
        components_path(path).unlink(missing_ok=True)
    else:
        components.save(components_path(path))
    refresh_cache(path, feature.columns, vectors.size)
    counts = {
        "items": len(item_ids),
        "rows": len(items),
        "dim": int(vectors.shape[1]),
        "truncated": len(encoded.truncated),
    }
    record = {
        "made_by": "recbole_tema.encoding",
        **record,
        "inputs": {**record["inputs"], **_images_hash(encoded.inputs)},
        "date": utc_now(),
        "counts": counts,
        "missing": missing,
    }
    write_provenance(path, record)


def _items_by_reason(item_ids: Sequence[str], missing: Mapping[str, str]) -> dict[str, list[str]]:
    items: dict[str, list[str]] = {}
    for item in item_ids:
        if item in missing:
            items.setdefault(missing[item], []).append(item)
    return items


def _images_hash(inputs: Mapping[str, str]) -> dict[str, str]:
    """One hash over the hashes of all images, by item."""
    if not inputs:
        return {}
    lines = "".join(f"{item} {digest}\n" for item, digest in sorted(inputs.items()))
    return {"images": hashlib.sha256(lines.encode()).hexdigest()}
