"""Item-item kNN by content and by co-occurrence, by hand and against loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from recbole_tema.errors import ConfigError
from recbole_tema.model.neighbours import ItemKNN, content_neighbours, cooccurrence_neighbours
from tests.helpers import build


def random_items(n: int = 40, missing: int = 5) -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    features = F.normalize(torch.randn(n, 6), dim=1)
    features[:1] = 0
    features[torch.randperm(n - 1)[:missing] + 1] = 0
    domain = torch.arange(n) % 2 + 1
    domain[0] = 0
    return features, domain


def test_content_neighbours_by_hand() -> None:
    root = 0.5**0.5
    features = torch.tensor([[0, 0], [1, 0], [root, root], [0, 1], [1, 0], [-1, 0], [0, 0.0]])
    knn = ItemKNN(*content_neighbours(features, torch.tensor([0, 1, 1, 1, 2, 1, 1]), 2))
    # Item 4 equals 1 but is of another domain, 5 is its opposite, 6 has no features.
    assert [sorted(row) for row in knn.ids.tolist()] == [[0, 0], [0, 2], [1, 3], [0, 2], [0, 0], [0, 0], [0, 0]]
    torch.testing.assert_close(knn.cosines[:4], torch.tensor([[0, 0], [root, 0], [root, root], [root, 0]]))
    # Items 1 and 3 are seen: both list item 2.
    scores = knn(torch.tensor([[1, 3, 0], [2, 0, 0]]))
    torch.testing.assert_close(scores, root * torch.tensor([[0, 0, 1, 0, 0, 0, 0], [0, 1, 0, 1, 0, 0, 0.0]]))


def test_content_neighbours_equal_those_of_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = random_items()
    monkeypatch.setattr("recbole_tema.model.neighbours._BLOCK", 100)  # a few rows per block
    knn = ItemKNN(*content_neighbours(features, domain, 4))
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
    knn = ItemKNN(*content_neighbours(features, domain, 4))
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


# Users 0 to 3: {1, 2}, {1, 2, 5}, {1, 3}, {2, 2}; item 5 is of the other domain, item 4 has no users.
USERS = np.array([0, 0, 1, 1, 1, 2, 2, 3, 3])
ITEMS = np.array([1, 2, 1, 5, 2, 1, 3, 2, 2])
DOMAINS = torch.tensor([0, 1, 1, 1, 1, 2])


def test_cooccurrence_neighbours_by_hand() -> None:
    ids, cosines = cooccurrence_neighbours(USERS, ITEMS, DOMAINS, 2)
    assert ids.tolist() == [[0, 0], [2, 3], [1, 0], [1, 0], [0, 0], [0, 0]]
    # 1 and 2 have three users each and share two; 3 has one user, who has 1.
    expected = [[0, 0], [2 / 3, 3**-0.5], [2 / 3, 0], [3**-0.5, 0], [0, 0], [0, 0]]
    torch.testing.assert_close(cosines, torch.tensor(expected))


@settings(max_examples=60, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 11)), min_size=1, max_size=60),
    k=st.integers(1, 5),
    pairs_per_block=st.integers(1, 60),
)
def test_cooccurrence_neighbours_equal_those_of_a_loop(
    pairs: list[tuple[int, int]], k: int, pairs_per_block: int
) -> None:
    users, items = np.array(pairs).T
    domain = torch.arange(12) % 2 + 1
    domain[0] = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recbole_tema.model.neighbours._PAIRS", pairs_per_block)
        ids, cosines = cooccurrence_neighbours(users, items, domain, k)
    has = {item: {user for user, other in pairs if other == item} for item in range(12)}
    for item in range(12):
        near = [
            (-len(has[item] & has[other]) / (len(has[item]) * len(has[other])) ** 0.5, other)
            for other in range(1, 12)
            if other != item and domain[other] == domain[item] and has[item] & has[other]
        ]
        listed = sorted((round(cosine, 9), other) for cosine, other in near)[:k]
        assert ids[item].tolist() == [other for _, other in listed] + [0] * (k - len(listed))
        assert cosines[item].tolist() == pytest.approx([-c for c, _ in listed] + [0] * (k - len(listed)), abs=1e-6)


def test_neighbours_are_by_cooccurrence_if_ids_have_no_content(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id"], neighbours=3)
    rows = data.split.train_rows()
    users, items = data.split.interactions.owners(rows), data.split.interactions.items[rows]
    expected = cooccurrence_neighbours(users, items, model.item_domain, 3)
    assert list(model.bonus.neighbours) == ["id"]
    torch.testing.assert_close((model.bonus.neighbours["id"].ids, model.bonus.neighbours["id"].cosines), expected)
    assert (expected[0] > 0).any()
    # Held-out interactions say nothing.
    assert len(rows) < len(data.split.interactions.items)
    content, _, _ = build(toy, modalities=["id", "text"], neighbours=3)
    assert list(content.bonus.neighbours) == ["text"]
    tags, _, _ = build(toy, modalities=["tag"], neighbours=3)
    assert not tags.bonus.neighbours


def test_too_many_items_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    features, domain = random_items()
    monkeypatch.setattr("recbole_tema.model.neighbours._MAX_ITEMS", 19)
    with pytest.raises(ConfigError, match="all pairs of the 20 items of a domain"):
        content_neighbours(features, domain, 4)


def _place(rows: torch.Tensor, domain: torch.Tensor, of: int, item: int) -> int:
    others = [j for j in range(1, len(rows)) if domain[j] == domain[of] and j not in (of, item)]
    return int((rows[others] @ rows[of] > rows[item] @ rows[of]).sum())
