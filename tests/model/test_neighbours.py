"""Lists of neighbours and what they are worth, by hand and against loops."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from recbole_tema.features import Vectors
from recbole_tema.model.neighbours import Near, Neighbours
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
    scores = found.scores(torch.tensor([[1, 3, 0], [2, 0, 0]]), 7)
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


def test_gains_of_targets_and_candidates_are_those_of_a_loop() -> None:
    features, domain = some()
    found = Neighbours(features, domain, 4)
    had = torch.tensor([[1, 3, 5, 0], [2, 4, 0, 0], [7, 8, 9, 10]])
    weight = torch.tensor([2.0, 1.0, -0.5])
    near = Near(*found.of(had), weight)
    candidates = torch.tensor([4, 9, 1, 12, 11, 30])
    column = torch.full((40,), -1)
    column[candidates] = torch.arange(6)
    gains, dense = near.gains(column, 6), found.scores(had, 40)
    for row in range(3):
        for item in range(1, 40):
            lists = [(found.ids[i].tolist(), found.cosines[i].tolist()) for i in had[row].tolist()]
            best = max([c for ids, cosines in lists for i, c in zip(ids, cosines) if i == item], default=0.0)
            assert float(dense[row, item]) == pytest.approx(best)
            assert float(near.gained(torch.full((3,), item))[row]) == pytest.approx(float(weight[row]) * best)
            if column[item] >= 0:
                assert float(gains[row, column[item]]) == pytest.approx(float(weight[row]) * best)
    assert (gains != 0).any()
    torch.testing.assert_close(near.of(torch.tensor([2])).gains(column, 6), gains[2:])
    owed = found.owed(had[0], torch.arange(40))
    torch.testing.assert_close(owed.sum(dim=1)[1:], dense[0, 1:])
    assert ((owed > 0).sum(dim=1) <= 1).all()


def test_a_user_gains_by_what_was_had_and_learns_its_weight(toy: Path) -> None:
    """With and without neighbours, the same weights differ by what the lists say."""
    model, data, _ = build(toy, modalities=["id", "text", "image"], neighbours=3)
    plain, _, _ = build(toy, modalities=["id", "text", "image"], neighbours=0)
    missing = plain.load_state_dict(model.state_dict(), strict=False)
    assert missing.missing_keys == [] and set(missing.unexpected_keys) == {
        f"neighbours.{name}.weight" for name in ("text", "image")
    }
    with torch.no_grad():
        for name, weight in (("text", [0.3, 0.1]), ("image", [0.2, -0.1])):
            model.neighbours[name].weight.copy_(torch.tensor(weight))
    batch = data.test.dataset[torch.arange(8)]
    with torch.no_grad():
        more = (model.full_sort_predict(batch) - plain.full_sort_predict(batch))[:, 1:]
        torch.testing.assert_close(
            model.predict(batch), model.full_sort_predict(batch).gather(1, batch["item_id"][:, None])[:, 0]
        )
    expected = torch.zeros(8, model.n_items)
    for name in ("text", "image"):
        rows, weight = model.frozen[name](), model.neighbours[name].weight
        for user, history in enumerate(batch["item_id_list"].tolist()):
            for item in range(1, model.n_items):
                own = [i for i in history if i and model.item_domain[i] == model.item_domain[item] and i != item]
                # In the list of i: fewer than 3 others are nearer to it.
                cosines = [float(rows[i] @ rows[item]) for i in own if _place(rows, model.item_domain, i, item) < 3]
                gain = max([c for c in cosines if c > 0], default=0.0)
                expected[user, item] += (model.scale * weight[model.item_domain[item] - 1]).item() * gain
    torch.testing.assert_close(more, expected[:, 1:], atol=1e-4, rtol=1e-4)
    assert (expected != 0).any()
    model.calculate_loss(next(iter(data.train))).backward()
    assert all(model.neighbours[name].weight.grad.all() for name in ("text", "image"))


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
