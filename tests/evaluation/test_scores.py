"""Scores of all items by ``predict`` are those of ``full_sort_predict``, in blocks of bounded size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from recbole.model.abstract_recommender import AbstractRecommender
from recbole.utils import init_seed

from recbole_tema.data.preparation import prepare_data
from recbole_tema.evaluation import scores
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.model import get_model
from tests.helpers import config


def evaluator_of(data: Path, name: str, **keys: Any) -> tuple[Evaluator, Any]:
    settings = config(data, name, **keys)
    prepared = prepare_data(settings)
    init_seed(1, True)
    model = get_model(name)(settings, prepared.dataset).eval()
    return Evaluator(prepared.test, prepared.domains, settings, prepared.fingerprint), model


def without_full_sort(model: Any) -> Any:
    """The same model of a class that has ``predict`` alone."""
    base = type(model)
    model.__class__ = type(base.__name__, (base,), {"full_sort_predict": AbstractRecommender.full_sort_predict})
    return model


@pytest.mark.parametrize("name", ["BPR", "LightGCN", "SASRec", "GRU4RecF", "TransRec"])
def test_ranks_by_predict_equal_those_by_full_sort_predict(toy: Path, name: str) -> None:
    evaluator, model = evaluator_of(toy, name)
    expected = evaluator.ranks(model)
    actual = evaluator.ranks(without_full_sort(model))
    assert expected.keys() == actual.keys()
    for protocol, ranks in expected.items():
        np.testing.assert_array_equal(actual[protocol], ranks)


@pytest.mark.parametrize("name", ["NeuMF", "DIN"])
def test_blocks_are_bounded_and_give_the_same_ranks(toy: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluator, model = evaluator_of(toy, name)
    whole = evaluator.ranks(model)
    sizes = []
    predict = type(model).predict

    def counted(self: Any, batch: Any) -> torch.Tensor:
        sizes.append(len(batch))
        return predict(self, batch)

    monkeypatch.setattr(scores, "PAIRS", 7)
    monkeypatch.setattr(type(model), "predict", counted)
    blocks = evaluator.ranks(model)
    assert max(sizes) == 7 and sum(sizes) == len(evaluator) * 31
    for protocol, ranks in whole.items():
        np.testing.assert_array_equal(blocks[protocol], ranks)


def test_score_of_every_pair_is_that_of_predict_for_it_alone(toy: Path) -> None:
    evaluator, model = evaluator_of(toy, "DIN")
    batch = evaluator.data.dataset[torch.from_numpy(evaluator.data.rows[:3])]
    with torch.no_grad():
        table = scores.score_items(model, batch, evaluator.items)
        for row in range(3):
            for item in (1, 7, 30):
                pair = batch[torch.tensor([row])]
                pair.update(evaluator.items[torch.tensor([item])])
                assert table[row, item] == pytest.approx(float(model.predict(pair)), abs=1e-6)
