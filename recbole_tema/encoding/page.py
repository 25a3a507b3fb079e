"""One page on a dataset's features: a map of the items, and the nearest neighbours of a few, with their pictures."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pandas as pd

from recbole_tema.encoding.image_files import Pictures, decode, picture_files
from recbole_tema.encoding.reduction import unit
from recbole_tema.errors import DataError
from recbole_tema.files.atomic import check_item_ids, read_atomic
from recbole_tema.files.formats import IMAGE, ITEM, TEXT, AtomicFormat
from recbole_tema.files.item_text import item_titles, stable_sample
from recbole_tema.files.storage import read_provenance, replacing
from recbole_tema.files.vectors import read_vectors
from recbole_tema.prepare.images.examine import Missing

# A map of more takes minutes, and its points hide each other.
MOST_POINTS = 2000
SAMPLE, NEIGHBOURS = 12, 5
THUMBNAIL = 120


@dataclass(frozen=True)
class Features:
    """A feature file, row by row.

    Attributes
    ----------
    file : AtomicFormat
    items : list of str
    vectors : array of float32, shape (n_rows, dim)
        Of length 1.
    record : dict
        The ``.json`` beside it.
    """

    file: AtomicFormat
    items: list[str]
    vectors: np.ndarray
    record: dict[str, Any]


def write_report(dataset_folder: Path, source: Optional[Path] = None, *, seed: int = 0) -> Path:
    """Write ``NAME.features.html``, which needs nothing from outside.

    Parameters
    ----------
    dataset_folder : Path
        A dataset with a ``.txt`` or ``.img``.
    source : Path, optional
        Images to show, see :func:`~recbole_tema.encoding.image_files.picture_files`; by default those of ``images``
        in the dataset's folder, if it exists.
    seed : int
        Chooses the sample and begins the map.

    Returns
    -------
    Path

    Raises
    ------
    DataError
        If there is no feature file, or one is broken.
    """
    from jinja2 import Environment
    from plotly.offline import get_plotlyjs

    folder = Path(dataset_folder).resolve()
    frame = read_atomic(ITEM.path(folder), require=ITEM.columns)
    named = item_titles(frame)
    frame = frame.set_index("item_id")
    read = [read_features(folder, modality, list(frame.index)) for modality in (TEXT, IMAGE)]
    found = [features for features in read if features is not None]
    if not found:
        raise DataError("has no .txt and no .img.", path=folder, remedy="Encode the dataset first.")
    if source is None and (folder / "images").is_dir():
        source = folder / "images"
    pictures = None if source is None else picture_files(source, frame.index)
    page = Environment(autoescape=True).from_string(
        files("recbole_tema.encoding").joinpath("templates/report.html").read_text(encoding="utf-8")
    )
    sections = [_section(features, frame["domain"], named, pictures, seed) for features in found]
    path = folder / f"{folder.name}.features.html"
    with replacing(path) as file:
        file.write(page.render(name=folder.name, plotly=get_plotlyjs(), sections=sections))
    return path


def read_features(folder: Path, file: AtomicFormat, item_ids: Sequence[str]) -> Optional[Features]:
    """A feature file of a dataset, or None where it has none.

    Raises
    ------
    DataError
        If the file is broken, or knows an item that the dataset does not.
    """
    path = file.path(folder)
    if not path.is_file():
        return None
    ids, vectors = read_vectors(path, file.columns)
    check_item_ids(ids, item_ids, path)
    row_of_item = {item: row for row, item in enumerate(ids)}
    items = [item for item in item_ids if item in row_of_item]
    return Features(file, items, unit(vectors[[row_of_item[item] for item in items]]), read_provenance(path))


def nearest(vectors: np.ndarray, rows: Sequence[int], count: int) -> list[list[tuple[int, float]]]:
    """For each of some rows, the other rows with the greatest cosine, and that.

    Parameters
    ----------
    vectors : array, shape (n, dim)
        Of length 1.
    rows : sequence of int
    count : int
    """
    cosines = vectors[list(rows)] @ vectors.T
    cosines[np.arange(len(rows)), list(rows)] = -np.inf
    order = np.argsort(-cosines, axis=1, kind="stable")[:, : min(count, len(vectors) - 1)]
    return [[(int(j), float(cosines[i, j])) for j in row] for i, row in enumerate(order)]


def map_points(vectors: np.ndarray, seed: int) -> np.ndarray:
    """Places in a plane, near where vectors are near (t-SNE), array of shape (n, 2)."""
    from sklearn.manifold import TSNE

    if len(vectors) < 5:
        return np.zeros((len(vectors), 2))
    perplexity = min(30.0, (len(vectors) - 1) / 3)
    return np.asarray(TSNE(init="pca", perplexity=perplexity, random_state=seed).fit_transform(vectors))


def _section(
    features: Features, domain_of: pd.Series, titles: dict[str, str], pictures: Optional[Pictures], seed: int
) -> dict[str, Any]:
    chosen = set(stable_sample(features.items, MOST_POINTS, seed))
    rows = [row for row, item in enumerate(features.items) if item in chosen]
    points = map_points(features.vectors[rows], seed)
    traces = []
    for domain in sorted(set(domain_of)):
        here = [i for i, row in enumerate(rows) if domain_of[features.items[row]] == domain]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": domain,
                "marker": {"size": 5, "opacity": 0.7},
                "x": points[here, 0].round(3).tolist(),
                "y": points[here, 1].round(3).tolist(),
                "text": [titles[features.items[rows[i]]] for i in here],
                "hoverinfo": "text",
            }
        )
    few = set(stable_sample(chosen, SAMPLE, seed))
    sample = [row for row in rows if features.items[row] in few]

    def shown(row: int) -> dict[str, str]:
        item = features.items[row]
        return {"title": titles[item], "domain": domain_of[item], "src": _thumbnail(pictures, item)}

    pairs = zip(sample, nearest(features.vectors, sample, NEIGHBOURS))
    return {
        "name": features.file.modality,
        "file": features.file.suffix,
        "model": features.record.get("model", {}).get("name", "unknown"),
        "counts": features.record.get("counts", {"rows": len(features.items)}),
        "missing": {why: len(items) for why, items in features.record.get("missing", {}).items()},
        # "<" within a script could end it.
        "traces": json.dumps(traces).replace("<", "\\u003c"),
        "points": len(rows),
        "neighbours": [
            {"item": shown(row), "near": [{**shown(other), "cosine": f"{cosine:.2f}"} for other, cosine in near]}
            for row, near in pairs
        ],
    }


def _thumbnail(pictures: Optional[Pictures], item: str) -> str:
    """A small picture as a data URL; empty where there is none."""
    if pictures is None or item not in pictures:
        return ""
    try:
        image = decode(pictures.read(item))
    except Missing:
        return ""
    image.thumbnail((THUMBNAIL, THUMBNAIL))
    body = io.BytesIO()
    image.save(body, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(body.getvalue()).decode()}"
