"""User profiles, item-item kNN and their scores, by hand and against loops."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.model import TEMA
from recbole_tema.model.content import ItemKNN, UserProfile
from tests.helpers import build, config


def test_a_profile_by_hand() -> None:
    profile = UserProfile(2, 3)
    with torch.no_grad():
        profile.recency.copy_(torch.log(torch.tensor([[[1.0, 0.5, 0.25], [0.1, 0.2, 0.4]], [[3.0, 2.0, 1.0]] * 2])))
        profile.weight.copy_(torch.tensor([2.0, 1.0]))
    rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.0, 0.0]])
    states = profile(rows[None], torch.tensor([[1, 2, 1, 0]]))
    assert states.shape == (1, 4, 2, 2)
    # Towards domain 1 at the third step: its items now (1) and two steps back (.25), the other's one step back (.2).
    expected = rows[2] + 0.2 * rows[1] + 0.25 * rows[0]
    torch.testing.assert_close(states[0, 2, 0], 2 * expected / expected.norm())
    expected = 3 * rows[2] + 2 * rows[1] + 1 * rows[0]
    torch.testing.assert_close(states[0, 2, 1], expected / expected.norm())
    # The first position has itself alone; positions beyond the window have the weight of its last step.
    torch.testing.assert_close(states[0, 0, 0], 2 * rows[0])
    expected = 0.5 * rows[2] + 0.4 * rows[1] + 0.25 * rows[0]
    torch.testing.assert_close(states[0, 3, 0], 2 * expected / expected.norm())


def test_a_profile_starts_with_larger_weights_of_recent_items_of_the_same_domain() -> None:
    weights = UserProfile(1, 4).recency.exp()
    torch.testing.assert_close(weights[0, 0], 0.8 ** torch.arange(4.0))
    torch.testing.assert_close(weights[0, 1], weights[0, 0] / math.e)


@pytest.mark.parametrize(("negatives", "moved"), [("trained", False), ("all", True)])
def test_cold_items_are_not_negatives_if_negatives_are_trained(toy: Path, negatives: str, moved: bool) -> None:
    settings = config(toy, modalities=["id"], negatives=negatives, id_shrinkage=0)
    data = prepare_data(settings)
    rows, items = data.split.train_rows(), data.split.interactions.items
    cold, *others = data.domains.items_of(1).tolist()
    items[rows[items[rows] == cold]] = others[0]
    assert data.split.n_train_interactions()[cold] == 0
    model = TEMA(settings, data.dataset)
    model.calculate_loss(next(iter(data.train))).backward()
    assert bool(model.networks[0].parts["id"].table.weight.grad[cold].any()) == moved
    assert model.networks[0].parts["id"].table.weight.grad[others].any(dim=1).all()


def test_scores_by_content_similarity_alone(toy: Path) -> None:
    """With every learned vector at zero, only content similarity is left."""
    model, data, _ = build(toy, modalities=["id", "text"], neighbours=0)
    with torch.no_grad():
        for part in model.networks[0].parts.values():
            for parameter in part.parameters():
                parameter.zero_()
        model.bonus.repeat.zero_()
        scores = model.full_sort_predict(data.test.dataset[torch.arange(5)])
        rows = model.frozen["text"]()
        history = data.test.dataset[torch.arange(5)]["item_id_list"][0]
    profile = model.profiles["text"](rows[history][None], model.item_domain[history][None])[0]
    last = int((history > 0).sum()) - 1
    for d in (1, 2):
        items = torch.nonzero(model.item_domain == d)[:, 0]
        expected = rows[items] @ profile[last, d - 1] * model.scale
        torch.testing.assert_close(scores[0, items], expected)


def random_items(n: int = 40, missing: int = 5) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    features = F.normalize(torch.randn(n, 6), dim=1)
    features[:1] = 0
    features[torch.randperm(n - 1)[:missing] + 1] = 0
    domain = torch.arange(n) % 2 + 1
    domain[0] = 0
    return features, domain


def test_neighbours_by_hand() -> None:
    root = 0.5**0.5
    features = torch.tensor([[0, 0], [1, 0], [root, root], [0, 1], [1, 0], [-1, 0], [0, 0.0]])
    knn = ItemKNN(features, torch.tensor([0, 1, 1, 1, 2, 1, 1]), 2)
    # Item 4 equals 1 but is of another domain, 5 is its opposite, 6 has no features.
    assert [sorted(row) for row in knn.ids.tolist()] == [[0, 0], [0, 2], [1, 3], [0, 2], [0, 0], [0, 0], [0, 0]]
    torch.testing.assert_close(knn.cosines[:4], torch.tensor([[0, 0], [root, 0], [root, root], [root, 0]]))
    # Items 1 and 3 are seen: both list item 2.
    scores = knn(torch.tensor([[1, 3, 0], [2, 0, 0]]))
    torch.testing.assert_close(scores, root * torch.tensor([[0, 0, 1, 0, 0, 0, 0], [0, 1, 0, 1, 0, 0, 0.0]]))


def test_neighbours_equal_those_of_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = random_items()
    monkeypatch.setattr("recbole_tema.model.content._BLOCK", 100)  # a few rows per block
    knn = ItemKNN(features, domain, 4)
    for i in range(len(features)):
        nearest = sorted(
            (
                (float(features[i] @ features[j]), j)
                for j in range(1, len(features))
                if j != i and domain[j] == domain[i]
            ),
            reverse=True,
        )
        expected = [(j, cosine) for cosine, j in nearest[:4] if cosine > 0] if i else []
        listed = knn.cosines[i] > 0
        assert knn.ids[i][listed].tolist() == [j for j, _ in expected]
        assert knn.cosines[i][listed].tolist() == pytest.approx([cosine for _, cosine in expected], abs=1e-6)
        assert not knn.ids[i][~listed].any()


def test_bonus_equals_that_of_a_loop() -> None:
    features, domain = random_items()
    knn = ItemKNN(features, domain, 4)
    history = torch.tensor([[1, 3, 5, 0], [2, 4, 0, 0], [7, 8, 9, 10]])
    scores = knn(history)
    for row in range(3):
        for item in range(1, 40):
            lists = [(knn.ids[i].tolist(), knn.cosines[i].tolist()) for i in history[row].tolist()]
            best = max([c for ids, cosines in lists for i, c in zip(ids, cosines) if i == item], default=0.0)
            assert float(scores[row, item]) == pytest.approx(best)
    assert (scores > 0).any()
    by_position = knn.by_position(history[0], torch.arange(40))
    torch.testing.assert_close(by_position.sum(dim=1)[1:], scores[0, 1:])
    assert ((by_position > 0).sum(dim=1) <= 1).all()


def test_neighbours_add_a_bonus_to_scores_but_not_to_the_loss(toy: Path) -> None:
    """With and without neighbours, the scores of the same weights differ by the bonus."""
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
                # A neighbour of i: fewer than 3 others are more similar.
                cosines = [float(rows[i] @ rows[item]) for i in own if _place(rows, model.item_domain, i, item) < 3]
                expected[user, item] += 0.3 * model.scale.item() * max([c for c in cosines if c > 0], default=0.0)
    torch.testing.assert_close(more, expected[:, 1:], atol=1e-4, rtol=1e-4)
    assert (expected != 0).any()
    assert model.calculate_loss(train).item() == plain.calculate_loss(train).item()


def test_too_many_items_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = random_items()
    monkeypatch.setattr("recbole_tema.model.content._MAX_ITEMS", 19)
    with pytest.raises(ConfigError, match="all pairs of the 20 items of a domain"):
        ItemKNN(features, domain, 4)


def _place(rows: torch.Tensor, domain: torch.Tensor, of: int, item: int) -> int:
    others = [j for j in range(1, len(rows)) if domain[j] == domain[of] and j not in (of, item)]
    return int((rows[others] @ rows[of] > rows[item] @ rows[of]).sum())
