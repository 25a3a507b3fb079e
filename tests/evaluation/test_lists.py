"""Top-k lists by hand, and their metrics by hand and against RecBole's classes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
import torch
from recbole.evaluator import metrics as recbole_metrics
from recbole.evaluator.collector import DataStruct

from recbole_tema.data.split import Targets
from recbole_tema.evaluation.lists import list_metrics, top_items

# Items 1 to 3 are of domain 1, items 4 and 5 of domain 2.
DOMAIN = torch.tensor([0, 1, 1, 1, 2, 2])
SCORES = torch.tensor([[9.0, 1, 2, 3, 4, 5], [9.0, 5, 4, 3, 2, 1]])
TARGETS = Targets(np.array([1, 2]), np.array([2, 4]), np.array([0, 2, 4]), np.array([3, 5, 1, 4]))


@pytest.mark.parametrize(
    ("mask", "domain", "catalog"),
    [
        (False, [[3, 2, 1, 0], [4, 5, 0, 0]], [[5, 4, 3, 2], [1, 2, 3, 4]]),
        # Items 3 and 5, and item 1, are in the histories; item 4 is too, but is a target.
        (True, [[2, 1, 0, 0], [4, 5, 0, 0]], [[4, 2, 1, 0], [2, 3, 4, 5]]),
    ],
)
def test_lists_hold_the_best_candidates_of_the_protocol(mask: bool, domain: Any, catalog: Any) -> None:
    lists = top_items(SCORES, TARGETS, DOMAIN, ["domain", "catalog", "sampled"], 4, mask_history=mask)
    assert {name: values.tolist() for name, values in lists.items()} == {"domain": domain, "catalog": catalog}


def test_a_list_is_never_longer_than_the_catalog() -> None:
    lists = top_items(SCORES, TARGETS, DOMAIN, ["catalog"], 9, mask_history=False)
    assert lists["catalog"].tolist() == [[5, 4, 3, 2, 1, 0, 0, 0, 0], [1, 2, 3, 4, 5, 0, 0, 0, 0]]


def test_values_by_hand() -> None:
    lists = np.array([[1, 2], [1, 3], [4, 0]])
    names = ["itemcoverage@1", "itemcoverage@2", "averagepopularity@2", "giniindex@2", "shannonentropy@1"]
    values = list_metrics(lists, 5, np.array([0, 10, 2, 4, 6, 0]), names)
    assert values["itemcoverage@1"] == 2 / 5 and values["itemcoverage@2"] == 4 / 5
    assert values["averagepopularity@2"] == pytest.approx(((10 + 2) / 2 + (10 + 4) / 2 + 6) / 3)
    # Occurrences 0, 1, 1, 1, 2 with weights 2 i - 6 = -4, -2, 0, 2, 4: 8 / (5 * 5).
    assert values["giniindex@2"] == pytest.approx(8 / 25)
    # Item 1 in two of three lists, item 4 in one; two different items.
    entropy = -(2 / 3) * np.log(2 / 3) - (1 / 3) * np.log(1 / 3)
    assert values["shannonentropy@1"] == pytest.approx(entropy / 2)


@pytest.mark.parametrize("kind", ["ItemCoverage", "AveragePopularity", "GiniIndex", "ShannonEntropy"])
def test_values_equal_those_of_recbole(kind: str) -> None:
    numbers = np.random.default_rng(0)
    n_items, cutoffs = 40, [1, 5, 10]
    weights = numbers.random(n_items) ** 3
    lists = np.array([numbers.choice(n_items, 10, replace=False, p=weights / weights.sum()) for _ in range(30)]) + 1
    counts = np.r_[0, numbers.integers(0, 50, n_items)]
    # RecBole's AveragePopularity keeps counts in the type of the item ids, so that they must be whole numbers.
    struct = DataStruct()
    struct.set("rec.items", torch.from_numpy(lists))
    struct.set("data.num_items", n_items)
    struct.set("data.count_items", Counter(dict(enumerate(counts.tolist()))))
    config = {"topk": cutoffs, "metric_decimal_place": 12}
    theirs = getattr(recbole_metrics, kind)(config).calculate_metric(struct)
    names = [f"{kind.lower()}@{k}" for k in cutoffs]
    assert list_metrics(lists, n_items, counts, names) == pytest.approx(theirs, abs=1e-9)
