"""With an index the recommendations are those without it, up to what the index misses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from recbole_tema.errors import CheckpointError, ConfigError
from recbole_tema.recommend import Choice, History, Recommender
from recbole_tema.recommend.indexed import IndexedRecommender
from recbole_tema.recommend.requests import Request
from tests.trained import train

CHOICES = [
    Choice(),
    Choice("d1"),
    Choice("d0", repeats=True, exclude=["i4", "i6"]),
    Choice(repeats=True),
    Choice(tags=["mod-1"]),
    Choice("d1", candidates=["i3", "i5"]),
]


@pytest.fixture
def copied(trained: Path, tmp_path: Path) -> Path:
    shutil.copytree(trained / "runs/TEMA-1", tmp_path / "run")
    return tmp_path / "run"


@pytest.mark.parametrize("kind", ["exact", "hnsw"])
def test_answers_are_those_of_scoring_everything(
    trained: Path, copied: Path, recommender: Recommender, kind: str
) -> None:
    if kind != "exact":
        pytest.importorskip("faiss")
    for _ in range(2):  # built, then loaded
        indexed = IndexedRecommender.load_indexed(copied, trained / "data", kind)
        assert (copied / f"index-{kind}-1/index.json").exists()
        histories = [recommender.history_of(user) for user in recommender.users[:9]] + [History([])]
        requests = [Request(history, 4, CHOICES) for history in histories]
        for found, expected in zip(indexed.recommend_requests(requests), recommender.recommend_requests(requests)):
            for own, other in zip(found, expected):
                assert [one.item_id for one in own] == [one.item_id for one in other]
                assert [one.score for one in own] == pytest.approx([one.score for one in other], abs=1e-4)
        for choice in CHOICES:
            found, expected = (r.recommend(["i4", "i9"], 100, choice, explain=True) for r in (indexed, recommender))
            assert {one.item_id for one in found} == {one.item_id for one in expected}
            assert sum(found[0].reasons.parts.values()) == pytest.approx(found[0].score, abs=1e-4)


@pytest.mark.parametrize("weight", [0.5, -0.5])
def test_what_gains_or_loses_beside_the_product_is_found(
    trained: Path, copied: Path, recommender: Recommender, weight: float
) -> None:
    """By its neighbours, and by an interaction that the model reads or is too old to be read."""
    indexed = IndexedRecommender.load_indexed(copied, trained / "data", "exact")
    for one in (indexed, recommender):
        with torch.no_grad():
            one.model.repeat.fill_(weight)
            one.model.repeat[0] = 0
        one.model.neighbour_weight = weight
    history = History([f"i{n}" for n in (2, 5, 8, 3, 9, 4, 11, 6, 12, 7, 10, 13)])
    assert len(history.items) > recommender.model.max_seq_length
    for choice in CHOICES:
        for k in (1, 2, 5):
            found, expected = (r.recommend(history, k, choice) for r in (indexed, recommender))
            assert [one.item_id for one in found] == [one.item_id for one in expected]
            assert [one.score for one in found] == pytest.approx([one.score for one in expected], abs=1e-4)


def test_an_index_of_other_weights_is_refused(trained: Path, copied: Path, tmp_path: Path) -> None:
    IndexedRecommender.load_indexed(copied, trained / "data", "exact")
    other = train(tmp_path / "other", epochs=1)
    shutil.copytree(copied / "index-exact-1", other / "index-exact-1")
    with pytest.raises(CheckpointError, match="made of something else"):
        IndexedRecommender.load_indexed(other, tmp_path / "other/data", "exact")


def test_kinds_and_models_that_have_no_index_are_told(trained: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'tree' is no kind"):
        IndexedRecommender.load_indexed(trained / "runs/TEMA-1", trained / "data", "tree")
    folder = train(tmp_path, "SASRecW", epochs=1, modalities=["id"])
    with pytest.raises(ConfigError, match="only TEMA"):
        IndexedRecommender.load_indexed(folder, tmp_path / "data", "exact")
