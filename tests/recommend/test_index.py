"""With an index, the recommendations are those of scoring all items."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from recbole_tema.errors import CheckpointError, ConfigError
from recbole_tema.recommend import History, ItemFilter, Query, Recommender
from tests.trained import train

pytest.importorskip("faiss")

FILTERS = [
    ItemFilter(),
    ItemFilter("d1"),
    ItemFilter("d0", filter_seen=False, exclude=["i4", "i6"]),
    ItemFilter(filter_seen=False),
    ItemFilter(tags=["mod-1"]),
    ItemFilter("d1", candidates=["i3", "i5"]),
]


@pytest.fixture
def copied(trained: Path, tmp_path: Path) -> Path:
    shutil.copytree(trained / "runs/TEMA-1", tmp_path / "run")
    return tmp_path / "run"


def recommend(recommender: Recommender, history: Any, k: int, one: ItemFilter, **options: bool) -> Any:
    return recommender.recommend(
        history,
        k,
        one.domain,
        filter_seen=one.filter_seen,
        candidates=one.candidates,
        exclude=one.exclude,
        tags=one.tags,
        **options,
    )


@pytest.mark.parametrize("place", ["run", "folder"])
def test_recommendations_are_those_of_scoring_all_items(
    trained: Path, copied: Path, recommender: Recommender, place: str
) -> None:
    other = copied.parent / "kept"
    other.mkdir()
    for _ in range(2):  # built, then loaded
        indexed = Recommender.load(copied, trained / "data", index="ivf" if place == "run" else other)
        assert ((copied if place == "run" else other) / "index-ivf-1/index.json").exists()
        histories = [recommender.history_of(user) for user in recommender.users[:9]] + [History([])]
        queries = [Query(history, 4, FILTERS) for history in histories]
        for lists, expected_lists in zip(indexed.recommend_batch(queries), recommender.recommend_batch(queries)):
            for found, expected in zip(lists, expected_lists):
                assert [one.item_id for one in found] == [one.item_id for one in expected]
                assert [one.score for one in found] == pytest.approx([one.score for one in expected], abs=1e-4)
        for one in FILTERS:
            found, expected = (recommend(r, ["i4", "i9"], 100, one, explain=True) for r in (indexed, recommender))
            assert {item.item_id for item in found} == {item.item_id for item in expected}
            assert sum(found[0].explanation.contributions.values()) == pytest.approx(found[0].score, abs=1e-4)


@pytest.mark.parametrize("weight", [0.5, -0.5])
def test_bonuses_beside_the_inner_product_are_found(
    trained: Path, copied: Path, recommender: Recommender, weight: float
) -> None:
    """Of neighbours, and of an interaction that the model uses or that is too old to be used."""
    indexed = Recommender.load(copied, trained / "data", index="ivf")
    for one in (indexed, recommender):
        with torch.no_grad():
            one.model.bonus.repeat.fill_(weight)
            one.model.bonus.repeat[0] = 0
        one.model.bonus.neighbour_weight = weight
    history = History([f"i{n}" for n in (2, 5, 8, 3, 9, 4, 11, 6, 12, 7, 10, 13)])
    assert len(history.items) > recommender.model.max_seq_length
    for one in FILTERS:
        for k in (1, 2, 5):
            found, expected = (recommend(r, history, k, one) for r in (indexed, recommender))
            assert [item.item_id for item in found] == [item.item_id for item in expected]
            assert [item.score for item in found] == pytest.approx([item.score for item in expected], abs=1e-4)


def test_an_index_of_other_weights_is_refused(trained: Path, copied: Path, tmp_path: Path) -> None:
    Recommender.load(copied, trained / "data", index="ivf")
    other = train(tmp_path / "other", epochs=1)
    shutil.copytree(copied / "index-ivf-1", other / "index-ivf-1")
    with pytest.raises(CheckpointError, match="built from another model"):
        Recommender.load(other, tmp_path / "other/data", index="ivf")


def test_unknown_folders_and_models_without_an_index(trained: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"index \('hnsw'\) must be 'ivf' or an existing folder"):
        Recommender.load(trained / "runs/TEMA-1", trained / "data", index="hnsw")
    folder = train(tmp_path, "SASRecW", epochs=1, modalities=["id"])
    with pytest.raises(ConfigError, match="needs TEMA"):
        Recommender.load(folder, tmp_path / "data", index="ivf")
