"""A page that shows a dataset's features: a map of the items, and nearest neighbors of sample items with images."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.encoding.images import ItemImages, find_images
from recbole_tema.encoding.reduction import l2_normalize
from recbole_tema.errors import DataError, MissingExtraError
from recbole_tema.files.atomic import check_item_ids
from recbole_tema.files.formats import IMAGE, TEXT, AtomicFormat
from recbole_tema.files.item_domains import read_items
from recbole_tema.files.item_text import item_titles, stable_sample
from recbole_tema.files.storage import read_provenance, replacing
from recbole_tema.files.vectors import read_vectors
from recbole_tema.prepare.images.decode import decode_image
from recbole_tema.prepare.images.examine import Missing

# t-SNE of more points takes minutes, and the points hide each other.
MAX_POINTS = 2000
N_SAMPLES, N_NEIGHBORS = 12, 5
THUMBNAIL_SIZE = 120


@dataclass(frozen=True)
class Features:
    """Content of a feature file.

    Attributes
    ----------
    file : AtomicFormat
    items : list of str
    vectors : array of float32, shape (n_items, dim)
        Unit vectors.
    record : dict
        The provenance record; empty if there is none.
    """

    file: AtomicFormat
    items: list[str]
    vectors: np.ndarray
    record: dict[str, Any]


def write_features_page(dataset_folder: Path, source: Path | None = None, *, seed: int = 0) -> Path:
    """Write ``NAME.features.html``, a self-contained page.

    Parameters
    ----------
    dataset_folder : Path
        A dataset with a ``.txt`` or ``.img``.
    source : Path, optional
        Images to show, see :func:`~recbole_tema.encoding.images.find_images`; by default the folder ``images`` of the
        dataset, if it exists.
    seed : int
        Seed of the sample and of the map.

    Returns
    -------
    Path

    Raises
    ------
    DataError
        If there is no feature file, or one is broken.
    """
    try:
        from jinja2 import Environment
        from plotly.offline import get_plotlyjs
    except ImportError as error:
        raise MissingExtraError(error.name or "plotly", "report") from None

    folder = Path(dataset_folder).resolve()
    frame = read_items(folder)
    titles, domains = item_titles(frame), frame.set_index("item_id")["domain"]
    features = [
        read_features(folder, file, list(domains.index)) for file in (TEXT, IMAGE) if file.path(folder).is_file()
    ]
    if not features:
        raise DataError("has no .txt and no .img.", path=folder, remedy="Encode the dataset first.")
    if source is None and (folder / "images").is_dir():
        source = folder / "images"
    images = None if source is None else find_images(source, domains.index)
    page = Environment(autoescape=True).from_string(
        files("recbole_tema.encoding").joinpath("templates/features.html").read_text(encoding="utf-8")
    )
    sections = [_section(each, domains, titles, images, seed) for each in features]
    path = folder / f"{folder.name}.features.html"
    with replacing(path) as file:
        file.write(page.render(name=folder.name, plotly=get_plotlyjs(), sections=sections))
    return path


def read_features(folder: Path, file: AtomicFormat, item_ids: Sequence[str]) -> Features:
    """Read a feature file of a dataset, in the order of ``item_ids``.

    Raises
    ------
    DataError
        If the file is broken, or has an item that is not in the dataset.
    """
    path = file.path(folder)
    ids, vectors = read_vectors(path, file.columns)
    check_item_ids(ids, item_ids, path)
    row_of_item = {item: row for row, item in enumerate(ids)}
    items = [item for item in item_ids if item in row_of_item]
    return Features(file, items, l2_normalize(vectors[[row_of_item[item] for item in items]]), read_provenance(path))


def nearest_neighbors(vectors: np.ndarray, rows: Sequence[int], k: int) -> list[list[tuple[int, float]]]:
    """The ``k`` nearest other rows of each of ``rows`` with their cosines, highest first.

    Parameters
    ----------
    vectors : array, shape (n, dim)
        Unit vectors.
    rows : sequence of int
    k : int
    """
    cosines = vectors[list(rows)] @ vectors.T
    cosines[np.arange(len(rows)), list(rows)] = -np.inf
    order = np.argsort(-cosines, axis=1, kind="stable")[:, : min(k, len(vectors) - 1)]
    return [[(int(j), float(cosines[i, j])) for j in row] for i, row in enumerate(order)]


def tsne(vectors: np.ndarray, seed: int) -> np.ndarray:
    """Points in a plane (t-SNE), array of shape (n, 2); zeros for fewer than five vectors."""
    from sklearn.manifold import TSNE

    if len(vectors) < 5:
        return np.zeros((len(vectors), 2))
    perplexity = min(30.0, (len(vectors) - 1) / 3)
    return np.asarray(TSNE(init="pca", perplexity=perplexity, random_state=seed).fit_transform(vectors))


def _section(
    features: Features, domains: pd.Series, titles: dict[str, str], images: ItemImages | None, seed: int
) -> dict[str, Any]:
    mapped = set(stable_sample(features.items, MAX_POINTS, seed))
    rows = [row for row, item in enumerate(features.items) if item in mapped]
    sampled = set(stable_sample(mapped, N_SAMPLES, seed))
    sample = [row for row in rows if features.items[row] in sampled]

    def shown(row: int) -> dict[str, str]:
        item = features.items[row]
        return {"title": titles[item], "domain": domains[item], "src": _thumbnail(images, item)}

    pairs = zip(sample, nearest_neighbors(features.vectors, sample, N_NEIGHBORS))
    return {
        "name": features.file.modality,
        "file": features.file.suffix,
        "model": features.record.get("model", {}).get("name", "unknown"),
        "counts": features.record.get("counts", {"rows": len(features.items)}),
        "missing": {reason: len(items) for reason, items in features.record.get("missing", {}).items()},
        # "<" within a script could end it.
        "traces": json.dumps(_traces(features, rows, domains, titles, seed)).replace("<", "\\u003c"),
        "points": len(rows),
        "neighbors": [
            {"item": shown(row), "near": [{**shown(other), "cosine": f"{cosine:.2f}"} for other, cosine in near]}
            for row, near in pairs
        ],
    }


def _traces(
    features: Features, rows: Sequence[int], domains: pd.Series, titles: dict[str, str], seed: int
) -> list[dict[str, Any]]:
    """Scatter plots of the map, one per domain."""
    points = tsne(features.vectors[rows], seed)
    items = [features.items[row] for row in rows]
    traces = []
    for domain in sorted(set(domains)):
        in_domain = [i for i, item in enumerate(items) if domains[item] == domain]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": domain,
                "marker": {"size": 5, "opacity": 0.7},
                "x": points[in_domain, 0].round(3).tolist(),
                "y": points[in_domain, 1].round(3).tolist(),
                "text": [titles[items[i]] for i in in_domain],
                "hoverinfo": "text",
            }
        )
    return traces


def _thumbnail(images: ItemImages | None, item: str) -> str:
    """A small image as a data URL; empty if the item has none."""
    if images is None or item not in images:
        return ""
    try:
        image = decode_image(images.read(item))
    except Missing:
        return ""
    image.thumbnail((THUMBNAIL_SIZE, THUMBNAIL_SIZE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode()}"
