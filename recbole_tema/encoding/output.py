"""What encoding leaves: the feature file, its binary cache, its principal components, and how all of it was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.reduction import fit_components, unit
from recbole_tema.encoding.shards import Encoded
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.formats import AtomicFormat
from recbole_tema.files.storage import provenance_path, sha256, utc_now, write_json
from recbole_tema.files.vectors import refresh_cache

# Five digits are more than float16 has, and what cosines keep four of.
DIGITS = 5
NOT_FINITE = "not-finite"


def components_path(path: Path) -> Path:
    """Where the principal components of a feature file are."""
    return path.with_name(f"{path.name}.pca.safetensors")


def is_current(path: Path, key: str) -> bool:
    """Whether a feature file is the one that a run of this key leaves, and was not changed since."""
    try:
        record = json.loads(provenance_path(path).read_text(encoding="utf-8"))
        return bool(record.get("key") == key and path.is_file() and record.get("sha256") == sha256(path))
    except (OSError, ValueError, AttributeError):
        return False


def write_features(
    path: Path,
    feature: AtomicFormat,
    item_ids: Sequence[str],
    made: Encoded,
    options: EncodeOptions,
    record: Mapping[str, Any],
) -> None:
    """Write a feature file: unit vectors of the items that have one; and the ``.json`` that says how, last.

    Parameters
    ----------
    path : Path
    feature : AtomicFormat
    item_ids : sequence of str, shape (n_items,)
        All items of the run.
    made : Encoded
        What the encoder made of them.
    options : EncodeOptions
    record : mapping
        What the ``.json`` is to hold besides: ``key``, ``model``, ``options``, ``inputs``.

    Raises
    ------
    DataError
        If no item has a vector.
    ConfigError
        If there are fewer items than principal components.
    """
    finite = np.isfinite(made.vectors).all(axis=1) if len(made.places) else np.zeros(0, dtype=bool)
    names = [item_ids[place] for place, good in zip(made.places, finite) if good]
    lost = {item_ids[place]: NOT_FINITE for place, good in zip(made.places, finite) if not good}
    missing = _by_reason(item_ids, {**made.missing, **lost})
    if not names:
        why = ", ".join(sorted(missing))
        raise DataError(f"no item has any {feature.modality} ({why}).", path=path.parent, remedy="Check the source.")
    vectors = made.vectors[finite]
    components = None if options.pca is None else fit_components(vectors, options.pca)
    vectors = unit(vectors if components is None else components.project(vectors))
    frame = pd.DataFrame({"item": names, "vector": list(vectors)}).set_axis(list(feature.columns), axis=1)
    write_atomic(frame, path, feature.columns, digits=DIGITS)
    if components is None:
        components_path(path).unlink(missing_ok=True)
    else:
        components.save(components_path(path))
    refresh_cache(path, feature.columns, vectors.size)
    written = {
        "made_by": "recbole_tema.encoding",
        **record,
        "inputs": {**record["inputs"], **_digest(made.inputs)},
        "date": utc_now(),
        "file": path.name,
        "sha256": sha256(path),
        "counts": {"items": len(item_ids), "rows": len(names), "dim": int(vectors.shape[1]), "cut": len(made.cut)},
        "missing": missing,
    }
    write_json(provenance_path(path), written)


def _by_reason(item_ids: Sequence[str], missing: Mapping[str, str]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for item in item_ids:
        if item in missing:
            reasons.setdefault(missing[item], []).append(item)
    return reasons


def _digest(inputs: Mapping[str, str]) -> dict[str, str]:
    """One hash over those of all pictures, by item."""
    if not inputs:
        return {}
    lines = "".join(f"{item} {digest}\n" for item, digest in sorted(inputs.items()))
    return {"pictures": hashlib.sha256(lines.encode()).hexdigest()}
