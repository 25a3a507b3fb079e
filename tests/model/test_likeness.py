"""Profiles and what becomes of items that few or none had, by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from recbole_tema.data.features import Tags, Vectors
from recbole_tema.data.preparation import prepare_data
from recbole_tema.model import TEMA
from recbole_tema.model.embeddings import FrozenTags, FrozenVectors, IdEmbedding, whitening_of
from recbole_tema.model.likeness import Profile
from tests.helpers import build, config


def test_a_profile_by_hand() -> None:
    profile = Profile(2, 3)
    with torch.no_grad():
        profile.recency.copy_(torch.log(torch.tensor([[[1.0, 0.5, 0.25], [0.1, 0.2, 0.4]], [[3.0, 2.0, 1.0]] * 2])))
        profile.weight.copy_(torch.tensor([2.0, 1.0]))
    rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.0, 0.0]])
    made = profile(rows[None], torch.tensor([[1, 2, 1, 0]]))
    assert made.shape == (1, 4, 2, 2)
    # Towards domain 1 at the third step: own items now (1) and two steps back (.25), the other's one step back (.2).
    mixed = rows[2] + 0.2 * rows[1] + 0.25 * rows[0]
    torch.testing.assert_close(made[0, 2, 0], 2 * mixed / mixed.norm())
    mixed = 3 * rows[2] + 2 * rows[1] + 1 * rows[0]
    torch.testing.assert_close(made[0, 2, 1], mixed / mixed.norm())
    # The first step sees itself alone; a padded one further back than the window counts as far as the window reaches.
    torch.testing.assert_close(made[0, 0, 0], 2 * rows[0])
    mixed = 0.5 * rows[2] + 0.4 * rows[1] + 0.25 * rows[0]
    torch.testing.assert_close(made[0, 3, 0], 2 * mixed / mixed.norm())


def test_a_profile_starts_with_recent_items_of_its_own_domain_first() -> None:
    weights = Profile(1, 4).recency.exp()
    torch.testing.assert_close(weights[0, 0], 0.8 ** torch.arange(4.0))
    torch.testing.assert_close(weights[0, 1], weights[0, 0] / math.e)


def test_frozen_rows_by_hand() -> None:
    vectors = Vectors(torch.tensor([[0.0, 0.0], [3.0, 0.0], [0.0, 1.0], [9.0, 9.0]]), torch.tensor([0, 1, 1, 0]) > 0)
    frozen = FrozenVectors(vectors, 0)()
    centred = torch.tensor([1.5, -0.5])  # (3, 0) less the mean (1.5, .5)
    torch.testing.assert_close(frozen[1], centred / centred.norm())
    torch.testing.assert_close(frozen[2], -frozen[1])
    assert not frozen[0].any() and not frozen[3].any()
    scores = torch.tensor([[0, 0], [0.6, 0.2], [1, 0]])
    tags = Tags(torch.tensor([[0, 0], [1, 2], [2, 0]]), scores, ["[PAD]", "red", "wool"])
    rows = FrozenTags(tags, "score")(torch.tensor([1, 0, 2]))
    torch.testing.assert_close(rows[0], torch.tensor([0.0, 3.0, 1.0]) / math.sqrt(10))
    assert not rows[1].any() and rows[2].tolist() == [0.0, 0.0, 1.0]


def test_whitening_divides_each_direction_by_its_deviation() -> None:
    torch.manual_seed(0)
    turn, _ = torch.linalg.qr(torch.randn(3, 3))
    straight = torch.randn(500, 3) * torch.tensor([10.0, 1.0, 0.0])
    straight -= straight.mean(dim=0)
    for power in (0.0, 0.5, 1.0):
        rows = straight @ turn
        made = (rows.double() @ whitening_of(rows, power)).to(rows.dtype)
        deviation = made.pow(2).mean(dim=0).sqrt()
        expected = straight.pow(2).mean(dim=0).sqrt() ** (1 - power)
        # Ascending by variance; a direction without any stays empty.
        torch.testing.assert_close(
            deviation, torch.stack([expected[2] * 0, expected[1], expected[0]]), rtol=1e-2, atol=1e-3
        )
        gram = made.T @ made / len(made)
        torch.testing.assert_close(gram, torch.diag(gram.diagonal()), atol=1e-3, rtol=0)


def test_an_absent_vector_takes_no_part_in_whitening() -> None:
    torch.manual_seed(0)
    values, present = torch.randn(20, 4), torch.arange(20) % 3 > 0
    rows = FrozenVectors(Vectors(values * present[:, None], present), 0.5)()
    alone = FrozenVectors(Vectors(values[present], torch.ones(int(present.sum())) > 0), 0.5)()
    torch.testing.assert_close(rows[present], alone)
    assert not rows[~present].any()


def test_a_rare_id_counts_for_less() -> None:
    torch.manual_seed(0)
    counts = torch.tensor([0, 0, 5, 15])
    part = IdEmbedding(counts, 3, shrinkage=5)
    rows = part.table.weight
    torch.testing.assert_close(part(), torch.stack([rows[0] * 0, rows[1] * 0, rows[2] / 2, rows[3] * 0.75]))
    torch.testing.assert_close(part(torch.tensor([3, 2])), part()[[3, 2]])
    plain = IdEmbedding(counts, 3, shrinkage=0)
    assert torch.equal(plain(), plain.table.weight)


@pytest.mark.parametrize(("negatives", "moved"), [("trained", False), ("all", True)])
def test_what_nobody_had_in_training_is_no_negative(toy: Path, negatives: str, moved: bool) -> None:
    settings = config(toy, modalities=["id"], negatives=negatives, id_shrinkage=0)
    data = prepare_data(settings)
    sequences = data.sequences
    items = torch.nonzero(data.domains.of_item == 1)[:, 0].tolist()
    gone, *others = items
    sequences.items[sequences.train_rows()[sequences.items[sequences.train_rows()] == gone]] = others[0]
    assert sequences.train_counts(data.dataset.item_num)[gone] == 0
    model = TEMA(settings, data.dataset)
    model.calculate_loss(next(iter(data.train))).backward()
    assert bool(model.networks[0].parts["id"].table.weight.grad[gone].any()) == moved
    assert model.networks[0].parts["id"].table.weight.grad[others].any(dim=1).all()


def test_likeness_alone_scores_by_what_the_history_is_like(toy: Path) -> None:
    """With every learned vector at zero, nothing else is left."""
    model, data, _ = build(toy, modalities=["id", "text"], neighbours=0)
    with torch.no_grad():
        for part in model.networks[0].parts.values():
            for parameter in part.parameters():
                parameter.zero_()
        model.repeat.zero_()
        scores = model.full_sort_predict(data.test.dataset[torch.arange(5)])
        rows = model.frozen["text"]()
        history = data.test.dataset[torch.arange(5)]["item_id_list"][0]
    profile = model.profiles["text"](rows[history][None], model.item_domain[history][None])[0]
    last = int((history > 0).sum()) - 1
    for d in (1, 2):
        items = torch.nonzero(model.item_domain == d)[:, 0]
        expected = rows[items] @ profile[last, d - 1] * model.scale
        torch.testing.assert_close(scores[0, items], expected)
