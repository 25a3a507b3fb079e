"""User profiles and their scores, by hand."""

from __future__ import annotations

import math
from pathlib import Path

import torch

from recbole_tema.model.content import UserProfile
from tests.helpers import build


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
