"""The page of features: nearest neighbors by hand, and a self-contained page that escapes titles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from recbole_tema.encoding.page import nearest_neighbors, read_features, tsne, write_features_page
from recbole_tema.encoding.pipeline import encode_images, encode_texts
from recbole_tema.errors import DataError
from recbole_tema.files.formats import TEXT
from tests.encoding.doubles import Lengths, Means, write_image, write_items


def test_nearest_neighbors_by_hand() -> None:
    angles = np.deg2rad([0, 10, 25, 180])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    neighbors = nearest_neighbors(vectors, [0, 3], 2)
    assert [[row for row, _ in near] for near in neighbors] == [[1, 2], [2, 1]]
    assert neighbors[0][0][1] == pytest.approx(np.cos(angles[1]))
    assert len(nearest_neighbors(vectors, [1], 9)[0]) == 3  # all other rows, never itself


def test_the_map_separates_groups_and_is_deterministic() -> None:
    rng = np.random.default_rng(0)
    vectors = np.concatenate([rng.normal(size=(20, 8)) + 20, rng.normal(size=(20, 8)) - 20])
    points = tsne(vectors, 1)
    assert np.array_equal(points, tsne(vectors, 1))
    away = np.linalg.norm(points[:, None] - points[None], axis=-1)
    near = np.argsort(away, axis=1)[:, 1]
    assert ((near < 20) == (np.arange(40) < 20)).all()
    assert tsne(vectors[:3], 0).shape == (3, 2)


def test_page(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    titles = ["Green tea", "</script><script>alert(1)</script>", "Pan & lid", *(f"Thing {n}" for n in range(9))]
    folder = write_items(tmp_path, titles)
    for n in (0, 2, 3):
        write_image(folder / "images" / f"i{n}.png", (60 * n, 10, 90))
    (folder / "images" / "i4.png").write_bytes(b"not an image")
    encode_texts(folder, Lengths())
    encode_images(folder, Means())
    page = write_features_page(folder).read_text()
    body = page[page.index("<body>") :]
    assert "alert(1)</script>" not in body and "Pan &amp; lid" in body
    assert body.count("data:image/jpeg;base64,") > 3
    assert "missing: not-an-image" in body and "missing: no-file" in body
    assert not re.findall(r'(?:src|href)="(?!data:|#)', page[: page.index("<script>")] + body)
    traces = json.loads(re.findall(r'Plotly\.newPlot\("map-text", (\[.*?\]),\n', body)[0])
    assert [trace["name"] for trace in traces] == ["x", "y"]
    assert sorted(text for trace in traces for text in trace["text"]) == sorted(titles)


def test_a_page_of_features_without_a_record(tmp_path: Path) -> None:
    folder = write_items(tmp_path, ["Tea", "Pan"])
    with pytest.raises(DataError, match=r"has no \.txt and no \.img"):
        write_features_page(folder)
    (folder / "d.txt").write_text("txt_item_id:token\ttxt_emb:float_seq\ni0\t3 4\ni1\t0 0\n")
    (folder / "d.txt.json").write_text("[]")
    features = read_features(folder, TEXT, ["i0", "i1"])
    assert features.vectors.tolist() == [pytest.approx([0.6, 0.8]), [0, 0]]
    assert "<td>unknown</td>" in write_features_page(folder).read_text()
