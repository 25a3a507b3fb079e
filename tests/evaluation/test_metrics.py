"""Metrics by hand, and against RecBole's own evaluator on the same scores."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch
from recbole.evaluator import Evaluator
from recbole.evaluator.collector import DataStruct

from recbole_tema.data.split import Targets
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import METRICS, per_user, summarise
from recbole_tema.evaluation.metrics import metric_name
from recbole_tema.evaluation.protocols import rank_targets


def test_values_by_hand():
    values = per_user(np.array([1.0, 1.5, 5.0, 10.0, 10.5, 100.0]))
    assert tuple(values) == METRICS
    assert values["hit@1"].tolist() == [1, 0, 0, 0, 0, 0]
    assert values["hit@5"].tolist() == [1, 1, 1, 0, 0, 0]
    assert values["hit@10"].tolist() == [1, 1, 1, 1, 0, 0]
    np.testing.assert_allclose(values["ndcg@5"], [1, 1 / math.log2(2.5), 1 / math.log2(6), 0, 0, 0])
    np.testing.assert_allclose(values["ndcg@10"][3], 1 / math.log2(11))
    np.testing.assert_allclose(values["mrr@10"], [1, 1 / 1.5, 0.2, 0.1, 0, 0])
    np.testing.assert_allclose(values["mrr"], [1, 1 / 1.5, 0.2, 0.1, 1 / 10.5, 0.01])


def test_metrics_of_any_cutoff_by_hand():
    names = ["recall@3", "precision@3", "map@3", "ndcg@20", "hit@7", "mrr@1"]
    values = per_user(np.array([1.0, 2.0, 4.0, 15.0]), names)
    assert list(values) == names
    assert values["recall@3"].tolist() == [1, 1, 0, 0]
    np.testing.assert_allclose(values["precision@3"], [1 / 3, 1 / 3, 0, 0])
    assert values["map@3"].tolist() == [1, 0.5, 0, 0]
    np.testing.assert_allclose(values["ndcg@20"], [1, 1 / math.log2(3), 1 / math.log2(5), 0.25])
    assert values["hit@7"].tolist() == [1, 1, 1, 0]
    assert values["mrr@1"].tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("written", "name"), [("NDCG@10", "ndcg@10"), ("mrr", "mrr"), ("MRR", "mrr"), ("ItemCoverage@5", "itemcoverage@5")]
)
def test_names_of_metrics_are_those_of_recbole_in_lower_case(written, name):
    assert metric_name(written) == name


@pytest.mark.parametrize("name", ["auc", "ndcg", "hit@0", "ndcg@x", "ndcg@-1", "ndcg@1.5", "@10", "", "gauc@10"])
def test_unknown_metrics_are_refused(name):
    with pytest.raises(ConfigError, match=rf"^Unknown metric '{name}'\. Choose from hit@k, recall@k, .*, and mrr\.$"):
        metric_name(name)


def test_a_metric_of_lists_has_no_value_per_target():
    with pytest.raises(ConfigError, match=r"^itemcoverage@5 has no value per target\. Choose from hit@k"):
        per_user(np.array([1.0]), ["itemcoverage@5"])


@pytest.mark.parametrize("bad", [0.5, 0.0, float("nan"), float("inf")])
def test_ranks_must_be_finite_and_at_least_1(bad):
    with pytest.raises(DataError, match="at least 1"):
        per_user(np.array([1.0, bad]))


def test_a_target_counts_in_its_domain_and_overall():
    table = summarise(np.array([1.0, 2.0, 20.0]), ["a", "a", "b"], ["b", "a", "empty"])
    assert list(table) == ["overall", "b", "a"]
    assert table["overall"]["users"] == 3
    assert table["a"] == {"users": 2, **{m: float(np.mean(v)) for m, v in per_user(np.array([1.0, 2.0])).items()}}
    assert table["b"]["hit@10"] == 0.0
    assert table["b"]["mrr"] == 0.05
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_summarise_reports_bad_input():
    with pytest.raises(DataError, match="no targets"):
        summarise(np.array([]), [], ["a"])
    with pytest.raises(DataError, match="1 ranks and 2 domains"):
        summarise(np.array([1.0]), ["a", "a"], ["a"])
    with pytest.raises(DataError, match="overall"):
        summarise(np.array([1.0]), ["overall"], ["overall"])
    with pytest.raises(DataError, match="Unknown domain 'c'"):
        summarise(np.array([1.0]), ["c"], ["a"])


@pytest.mark.parametrize("mask", [False, True])
def test_values_equal_those_of_recbole(mask, monkeypatch):
    # RecBole's NDCG uses the alias that NumPy dropped; its Config restores it, and none is built here.
    monkeypatch.setattr(np, "float", float, raising=False)
    torch.manual_seed(0)
    n, n_items = 200, 60
    scores = torch.randn(n, n_items)  # no ties
    scores[:, 0] = -float("inf")
    items = torch.randint(1, n_items, (n,))
    histories = [[i for i in torch.randint(1, n_items, (6,)).tolist() if i != item] for item in items.tolist()]
    offsets = np.concatenate(([0], np.cumsum([len(h) for h in histories]))).astype(np.int64)
    targets = Targets(np.arange(1, n + 1), items.numpy(), offsets, np.array([i for h in histories for i in h]))
    domain = torch.randint(1, 3, (n_items,))
    domain[0] = 0
    ranks = rank_targets(scores, targets, domain, ["catalog"], mask_history=mask)["catalog"]
    kinds = ["Hit", "Recall", "Precision", "NDCG", "MAP", "MRR"]
    names = [f"{kind.lower()}@{k}" for kind in kinds for k in (1, 5, 10)]
    ours = summarise(ranks, ["a"] * n, ["a"], names)["overall"]

    masked = scores.clone()
    if mask:
        for row, history in enumerate(histories):
            masked[row, history] = -float("inf")
    # As RecBole's collector: hits of the ten best, and the number of relevant items.
    top = masked.topk(10, dim=1).indices
    struct = DataStruct()
    struct.set("rec.topk", torch.cat([(top == items[:, None]).int(), torch.ones(n, 1, dtype=torch.int)], dim=1))
    config = {"metrics": kinds, "topk": [1, 5, 10], "metric_decimal_place": 10}
    theirs = Evaluator(config).evaluate(struct)
    for metric in names:
        assert ours[metric] == pytest.approx(theirs[metric], abs=1e-9)
