"""Lists of neighbours and what they are worth, by hand and against loops."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from recbole_tema.data.features import Vectors
from recbole_tema.errors import ConfigError
from recbole_tema.model.neighbours import Neighbours
from tests.helpers import build


def some(n: int = 40, missing: int = 5) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    features = F.normalize(torch.randn(n, 6), dim=1)
    features[:1] = 0
    features[torch.randperm(n - 1)[:missing] + 1] = 0
    domain = torch.arange(n) % 2 + 1
    domain[0] = 0
    return features, domain


def test_lists_by_hand() -> None:
    root = 0.5**0.5
    features = torch.tensor([[0, 0], [1, 0], [root, root], [0, 1], [1, 0], [-1, 0], [0, 0.0]])
    found = Neighbours(features, torch.tensor([0, 1, 1, 1, 2, 1, 1]), 2)
    # Item 4 is alike to 1 but of another domain, 5 is its opposite, 6 has nothing to be compared.
    assert [sorted(row) for row in found.ids.tolist()] == [[0, 0], [0, 2], [1, 3], [0, 2], [0, 0], [0, 0], [0, 0]]
    torch.testing.assert_close(found.cosines[:4], torch.tensor([[0, 0], [root, 0], [root, root], [root, 0]]))
    # Items 1 and 3 were had: 2 stands in both lists.
    scores = found(torch.tensor([[1, 3, 0], [2, 0, 0]]))
    torch.testing.assert_close(scores, root * torch.tensor([[0, 0, 1, 0, 0, 0, 0], [0, 1, 0, 1, 0, 0, 0.0]]))


def test_lists_are_those_of_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = some()
    monkeypatch.setattr("recbole_tema.model.neighbours._BLOCK", 100)  # a few rows at a time
    found = Neighbours(features, domain, 4)
    for i in range(len(features)):
        near = sorted(
            (
                (float(features[i] @ features[j]), j)
                for j in range(1, len(features))
                if j != i and domain[j] == domain[i]
            ),
            reverse=True,
        )
        expected = [(j, cosine) for cosine, j in near[:4] if cosine > 0] if i else []
        there = found.cosines[i] > 0
        assert found.ids[i][there].tolist() == [j for j, _ in expected]
        assert found.cosines[i][there].tolist() == pytest.approx([cosine for _, cosine in expected], abs=1e-6)
        assert not found.ids[i][~there].any()


def test_scores_are_those_of_a_loop() -> None:
    features, domain = some()
    found = Neighbours(features, domain, 4)
    had = torch.tensor([[1, 3, 5, 0], [2, 4, 0, 0], [7, 8, 9, 10]])
    scores = found(had)
    for row in range(3):
        for item in range(1, 40):
            lists = [(found.ids[i].tolist(), found.cosines[i].tolist()) for i in had[row].tolist()]
            best = max([c for ids, cosines in lists for i, c in zip(ids, cosines) if i == item], default=0.0)
            assert float(scores[row, item]) == pytest.approx(best)
    assert (scores > 0).any()
    owed = found.owed(had[0], torch.arange(40))
    torch.testing.assert_close(owed.sum(dim=1)[1:], scores[0, 1:])
    assert ((owed > 0).sum(dim=1) <= 1).all()


def test_a_user_gains_by_what_was_had_and_the_loss_does_not_know(toy: Path) -> None:
    """With and without neighbours, the same weights differ by what the lists say."""
    modalities = ["id", "text", "image"]
    model, data, _ = build(toy, modalities=modalities, neighbours=3, neighbour_weight=0.3)
    plain, _, _ = build(toy, modalities=modalities, neighbours=0)
    plain.load_state_dict(model.state_dict())
    batch, train = data.test.dataset[torch.arange(8)], next(iter(data.train))
    with torch.no_grad():
        more = (model.full_sort_predict(batch) - plain.full_sort_predict(batch))[:, 1:]
    expected = torch.zeros(8, model.n_items)
    for rows in (model.frozen[name]() for name in ("text", "image")):
        for user, history in enumerate(batch["item_id_list"].tolist()):
            for item in range(1, model.n_items):
                own = [i for i in history if i and model.item_domain[i] == model.item_domain[item] and i != item]
                # In the list of i: fewer than 3 others are nearer to it.
                cosines = [float(rows[i] @ rows[item]) for i in own if _place(rows, model.item_domain, i, item) < 3]
                expected[user, item] += 0.3 * model.scale.item() * max([c for c in cosines if c > 0], default=0.0)
    torch.testing.assert_close(more, expected[:, 1:], atol=1e-4, rtol=1e-4)
    assert (expected != 0).any()
    assert model.calculate_loss(train).item() == plain.calculate_loss(train).item()


def test_too_many_to_compare_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = some()
    monkeypatch.setattr("recbole_tema.model.neighbours._MOST", 19)
    with pytest.raises(ConfigError, match="a domain has 20 items"):
        Neighbours(features, domain, 4)


def _place(rows: torch.Tensor, domain: torch.Tensor, of: int, item: int) -> int:
    others = [j for j in range(1, len(rows)) if domain[j] == domain[of] and j not in (of, item)]
    return int((rows[others] @ rows[of] > rows[item] @ rows[of]).sum())


def test_new_items_enter_the_lists(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id", "text"], neighbours=3)
    vectors = data.dataset.features["text"]
    known = int(torch.nonzero(vectors.present)[0])
    more = model.extended(model.item_domain[[known]], {"text": Vectors(vectors.values[[known]], torch.tensor([True]))})
    new, lists = model.n_items, more.neighbours["text"]
    assert lists.ids[known, 0] == new and lists.ids[new, 0] == known
    assert float(lists.cosines[new, 0]) == pytest.approx(1, abs=1e-5)
    assert model.neighbours["text"].ids.max() < new
