"""Cold items: appended to a trained model, represented by their features."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.model.cold_start import with_cold_items
from tests.helpers import build


def test_cold_items_become_neighbours(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id", "text"], neighbours=3)
    vectors = data.dataset.features["text"]
    known = int(torch.nonzero(vectors.present)[0])
    more = with_cold_items(
        model, model.item_domain[[known]], {"text": Vectors(vectors.values[[known]], torch.tensor([True]))}
    )
    new, knn = model.n_items, more.bonus.neighbours["text"]
    assert knn.ids[known, 0] == new and knn.ids[new, 0] == known
    assert float(knn.cosines[new, 0]) == pytest.approx(1, abs=1e-5)
    assert model.bonus.neighbours["text"].ids.max() < new


def test_cold_items_have_no_neighbours_by_cooccurrence(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id", "tag"], neighbours=3)
    tags = data.dataset.features["tag"]
    more = with_cold_items(model, torch.tensor([1]), {"tag": Tags(tags.ids[1:2], tags.scores[1:2], tags.names)})
    knn = more.bonus.neighbours["id"]
    assert len(knn.ids) == model.n_items + 1 and not knn.ids[-1].any()
    assert torch.equal(knn.ids[:-1], model.bonus.neighbours["id"].ids)
    with torch.no_grad():
        assert torch.isfinite(more.full_sort_predict(data.test.dataset[torch.arange(5)])[:, 1:]).all()


def test_known_items_keep_their_scores(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id", "text"], neighbours=0)
    vectors = data.dataset.features["text"]
    more = with_cold_items(model, torch.tensor([1, 2]), {"text": Vectors(vectors.values[2:4], torch.ones(2) > 0)})
    batch = data.test.dataset[torch.arange(5)]
    with torch.no_grad(), more.frozen_items():
        before, after = model.full_sort_predict(batch), more.full_sort_predict(batch)
    torch.testing.assert_close(after[:, : model.n_items], before)
    assert after.shape[1] == model.n_items + 2 and torch.isfinite(after[:, 1:]).all()
    assert model.n_items == data.dataset.item_num
