"""Reasons add up to the score, and are what they say they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema.recommend import Choice, History, Recommender
from tests.trained import train

VARIANTS = [
    {},
    {"ensemble": 3, "inter_only": 1, "gaps": "log"},
    {"fusion": "late", "combine": "sum"},
    {"likeness": "none", "repeats": "none", "n_intra_layers": 0},
    {"n_inter_layers": 0, "id_shrinkage": 0, "tag_weights": "binary"},
    {"modalities": ["id"], "likeness": "none"},
    {"n_intra_layers": 2, "calendar": "none", "modalities": ["tag"]},
]


@pytest.mark.parametrize("keys", VARIANTS)
def test_contributions_add_up_to_the_score(tmp_path: Path, keys: dict) -> None:
    recommender = Recommender.load(train(tmp_path, epochs=1, **keys), tmp_path / "data")
    for history in (recommender.history_of("u9"), recommender.history_of("u0"), History([])):
        for one in recommender.recommend(history, 100, Choice(repeats=True), explain=True):
            assert sum(one.reasons.parts.values()) == pytest.approx(one.score, abs=1e-5)
            by_tag = sum(tag.contribution for tag in one.reasons.tags)
            of_tags = sum(one.reasons.parts.get(name, 0) for name in ("tag", "likeness tag"))
            assert by_tag == pytest.approx(of_tags, abs=1e-5)
            by_item = sum(past.likeness for past in one.reasons.history)
            alike = ("likeness", "nearest")
            likeness = sum(value for name, value in one.reasons.parts.items() if name.startswith(alike))
            assert by_item == pytest.approx(likeness, abs=1e-5)
            assert ("repeat" in one.reasons.parts) and (one.item_id in history.items or not one.reasons.parts["repeat"])


def test_effects_are_scores_without_the_item(recommender: Recommender) -> None:
    items, times = ["i3", "i8", "i5", "i12", "i3"], [1.00e9, 1.01e9, 1.02e9, 1.05e9, 1.06e9]
    found = recommender.recommend(History(items, times), 5, explain=True)
    for t in range(len(items)):
        left = History(items[:t] + items[t + 1 :], times[:t] + times[t + 1 :])
        scores = {one.item_id: one.score for one in recommender.recommend(left, 100, Choice(repeats=True))}
        for one in found:
            past = one.reasons.history[t]
            assert past.item_id == items[t]
            assert past.effect == pytest.approx(one.score - scores[one.item_id], abs=1e-5)
    alone = recommender.recommend(["i3"], 1, explain=True)[0]
    nothing = {one.item_id: one.score for one in recommender.recommend([], 100)}
    assert alone.reasons.history[0].effect == pytest.approx(alone.score - nothing[alone.item_id], abs=1e-5)


def test_attention_shares_sum_to_one_within_the_views_reach(recommender: Recommender) -> None:
    items = ["i2", "i3", "i4", "i6"]  # d0, d1, d0, d0
    for one in recommender.recommend(items, 100, explain=True):
        within, across = (
            np.array([getattr(past, view) for past in one.reasons.history]) for view in ("within", "across")
        )
        assert across.sum() == pytest.approx(1, abs=1e-5) and (across > 0).all()
        own = np.array([one.domain == f"d{int(item[1:]) % 2}" for item in items])
        assert within[own].sum() == pytest.approx(1, abs=1e-5) and (within[~own] == 0).all()
    # A domain that the user never visited has no view of its own.
    for one in recommender.recommend(["i2", "i4"], 100, Choice("d1"), explain=True):
        assert [past.within for past in one.reasons.history] == [0, 0]


def test_attention_is_what_the_block_computes(recommender: Recommender) -> None:
    """Weights times values, by hand, are what the fused attention gives."""
    model = recommender.model
    block = model.networks[0].encoders[0].inter.blocks[0]
    torch.manual_seed(0)
    x, mask = torch.randn(2, 5, 16), torch.ones(5, 5, dtype=torch.bool).tril().expand(2, 5, 5)
    with torch.no_grad():
        values = block.qkv(block.attention_norm(x)).view(2, 5, 3, block.n_heads, -1).permute(2, 0, 3, 1, 4)[2]
        mixed = (block.weights(x, mask) @ values).transpose(1, 2).reshape(2, 5, 16)
        after = x + block.out(mixed)
        torch.testing.assert_close(block(x, mask), after + block.feed_forward(after))


def test_tags_are_those_of_the_item_and_shared_ones_are_of_the_history(recommender: Recommender) -> None:
    # i4: mod-1, half-0; i9: mod-0, half-1; so of i10 (mod-1, half-0) both are shared, of i14 (mod-2, half-0) one is.
    found = recommender.recommend(["i4"], 2, Choice(candidates=["i10", "i14"]), explain=True)
    shared = {one.item_id: {tag.tag: tag.shared for tag in one.reasons.tags} for one in found}
    assert shared == {"i10": {"mod-1": True, "half-0": True}, "i14": {"mod-2": False, "half-0": True}}
    for one in found:
        order = [tag.contribution for tag in one.reasons.tags]
        assert order == sorted(order, reverse=True)


def test_the_part_of_a_modality_is_lost_with_it(tmp_path: Path) -> None:
    """With the projections of text at zero, only the length of the fused vector changes what the others add."""
    recommender = Recommender.load(train(tmp_path, epochs=1, likeness="none"), tmp_path / "data")
    choice = Choice(candidates=["i10"])
    before = recommender.recommend(["i4", "i7"], 1, choice, explain=True)[0].reasons.parts
    part = recommender.model.networks[0].parts["text"].project
    with torch.no_grad():
        part.weight.zero_()
        part.bias.zero_()
    recommender.model.freeze_items()
    one = recommender.recommend(["i4", "i7"], 1, choice, explain=True)[0]
    assert before["text"] != 0 and one.reasons.parts["text"] == 0 and set(one.reasons.parts) == set(before)
    assert sum(one.reasons.parts.values()) == pytest.approx(one.score, abs=1e-5)


def test_a_model_without_parts_has_effects_alone(tmp_path: Path) -> None:
    recommender = Recommender.load(train(tmp_path, "SASRecW", epochs=1, modalities=["id"]), tmp_path / "data")
    one = recommender.recommend(["i4", "i7"], 1, explain=True)[0]
    assert one.reasons.parts == {"id": pytest.approx(one.score)} and one.reasons.tags == []
    assert [past.item_id for past in one.reasons.history] == ["i4", "i7"]
    without = {other.item_id: other.score for other in recommender.recommend(["i4"], 100)}
    assert one.reasons.history[1].effect == pytest.approx(one.score - without[one.item_id], abs=1e-5)
