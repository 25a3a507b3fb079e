"""Principal components: distances, signs, and the projection of new items."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.decomposition import PCA

from recbole_tema.encoding.reduction import Components, fit_components
from recbole_tema.errors import ConfigError


def test_principal_components_keep_distances() -> None:
    rng = np.random.default_rng(0)
    flat = rng.normal(size=(30, 3)) @ rng.normal(size=(3, 10)) + 5
    reduced = fit_components(flat, 3).project(flat)
    whole = np.linalg.norm(flat[:, None] - flat[None], axis=-1)
    assert np.allclose(np.linalg.norm(reduced[:, None] - reduced[None], axis=-1), whole, atol=1e-4)
    assert np.allclose(reduced.mean(axis=0), 0, atol=1e-5)
    for size in (0, 11):
        with pytest.raises(ConfigError, match=rf"pca \({size}\) must be between 1 and 10"):
            fit_components(flat, size)


def test_components_equal_those_of_scikit_learn_up_to_sign() -> None:
    vectors = np.random.default_rng(1).normal(size=(50, 8)) * np.arange(1, 9)
    ours, theirs = fit_components(vectors, 4), PCA(4).fit(vectors)
    signs = np.sign((ours.axes * theirs.components_).sum(axis=1))
    assert np.allclose(ours.axes, theirs.components_ * signs[:, None], atol=1e-5)
    assert np.allclose(ours.project(vectors), theirs.transform(vectors) * signs, atol=1e-4)
    # The largest loading is positive.
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in ours.axes)


def test_a_new_item_is_projected_like_the_others(tmp_path: Path) -> None:
    vectors = np.random.default_rng(2).normal(size=(20, 6)).astype(np.float32)
    components = fit_components(vectors, 3)
    components.save(tmp_path / "x.safetensors")
    loaded = Components.load(tmp_path / "x.safetensors")
    assert np.array_equal(loaded.project(vectors[3:4])[0], components.project(vectors)[3])
