"""Contributions sum to the score, and effects and attention weights are those of the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema.model.attribution import NEIGHBOUR, REPEAT, SIMILARITY
from recbole_tema.recommend import History, Recommender
from tests.trained import train

VARIANTS = [
    {},
    {"ensemble": 3},
    {"fusion": "late", "combine": "sum"},
    {"content_similarity": "none", "repeat_bias": "none", "n_intra_layers": 0},
    {"n_inter_layers": 0, "id_shrinkage": 0, "tag_weights": "binary"},
    {"modalities": ["id"], "content_similarity": "none"},
    {"n_intra_layers": 2, "calendar": "none", "modalities": ["tag"]},
]


@pytest.mark.parametrize("keys", VARIANTS)
def test_contributions_sum_to_the_score(tmp_path: Path, keys: dict) -> None:
    recommender = Recommender.load(train(tmp_path, epochs=1, **keys), tmp_path / "data")
    for history in (recommender.history_of("u9"), recommender.history_of("u0"), History([])):
        for one in recommender.recommend(history, 100, filter_seen=False, explain=True):
            explanation, contributions = one.explanation, one.explanation.contributions
            assert sum(contributions.values()) == pytest.approx(one.score, abs=1e-5)
            by_tag = sum(tag.contribution for tag in explanation.tags)
            of_tags = sum(contributions.get(name, 0) for name in ("tag", f"{SIMILARITY} tag"))
            assert by_tag == pytest.approx(of_tags, abs=1e-5)
            by_item = sum(past.content_similarity for past in explanation.history)
            similarity = sum(value for name, value in contributions.items() if name.startswith((SIMILARITY, NEIGHBOUR)))
            assert by_item == pytest.approx(similarity, abs=1e-5)
            assert (REPEAT in contributions) and (one.item_id in history.items or not contributions[REPEAT])


def test_effects_are_score_drops_without_the_item(recommender: Recommender) -> None:
    items, times = ["i3", "i8", "i5", "i12", "i3"], [1.00e9, 1.01e9, 1.02e9, 1.05e9, 1.06e9]
    recommendations = recommender.recommend(History(items, times), 5, explain=True)
    for t in range(len(items)):
        reduced = History(items[:t] + items[t + 1 :], times[:t] + times[t + 1 :])
        scores = {one.item_id: one.score for one in recommender.recommend(reduced, 100, filter_seen=False)}
        for one in recommendations:
            past = one.explanation.history[t]
            assert past.item_id == items[t]
            assert past.effect == pytest.approx(one.score - scores[one.item_id], abs=1e-5)
    single = recommender.recommend(["i3"], 1, explain=True)[0]
    without = {one.item_id: one.score for one in recommender.recommend([], 100)}
    assert single.explanation.history[0].effect == pytest.approx(single.score - without[single.item_id], abs=1e-5)


def test_attention_weights_sum_to_one_in_each_view(recommender: Recommender) -> None:
    items = ["i2", "i3", "i4", "i6"]  # d0, d1, d0, d0
    for one in recommender.recommend(items, 100, explain=True):
        intra, inter = (
            np.array([getattr(past, view) for past in one.explanation.history])
            for view in ("intra_attention", "inter_attention")
        )
        assert inter.sum() == pytest.approx(1, abs=1e-5) and (inter > 0).all()
        same_domain = np.array([one.domain == f"d{int(item[1:]) % 2}" for item in items])
        assert intra[same_domain].sum() == pytest.approx(1, abs=1e-5) and (intra[~same_domain] == 0).all()
    # A domain without interactions has no intra-domain view.
    for one in recommender.recommend(["i2", "i4"], 100, "d1", explain=True):
        assert [past.intra_attention for past in one.explanation.history] == [0, 0]


def test_attention_weights_are_those_of_the_block(recommender: Recommender) -> None:
    """Weights times values, computed here, are the output of the fused attention."""
    model = recommender.model
    block = model.networks[0].encoders[0].inter.blocks[0]
    torch.manual_seed(0)
    x, mask = torch.randn(2, 5, 16), torch.ones(5, 5, dtype=torch.bool).tril().expand(2, 5, 5)
    with torch.no_grad():
        values = block.qkv(block.attention_norm(x)).view(2, 5, 3, block.n_heads, -1).permute(2, 0, 3, 1, 4)[2]
        mixed = (block.weights(x, mask) @ values).transpose(1, 2).reshape(2, 5, 16)
        after = x + block.out(mixed)
        torch.testing.assert_close(block(x, mask), after + block.feed_forward(after))


def test_tags_of_the_item_and_shared_tags(recommender: Recommender) -> None:
    # i4 has mod-1 and half-0; i10 (mod-1, half-0) shares both, i14 (mod-2, half-0) shares one.
    recommendations = recommender.recommend(["i4"], 2, candidates=["i10", "i14"], explain=True)
    shared = {one.item_id: {tag.tag: tag.shared for tag in one.explanation.tags} for one in recommendations}
    assert shared == {"i10": {"mod-1": True, "half-0": True}, "i14": {"mod-2": False, "half-0": True}}
    for one in recommendations:
        contributions = [tag.contribution for tag in one.explanation.tags]
        assert contributions == sorted(contributions, reverse=True)


def test_a_modality_without_projection_contributes_nothing(tmp_path: Path) -> None:
    recommender = Recommender.load(train(tmp_path, epochs=1, content_similarity="none"), tmp_path / "data")
    history, options = ["i4", "i7"], {"candidates": ["i10"], "explain": True}
    before = recommender.recommend(history, 1, **options)[0].explanation.contributions
    project = recommender.model.networks[0].parts["text"].project
    with torch.no_grad():
        project.weight.zero_()
        project.bias.zero_()
    recommender.model.freeze_items()
    one = recommender.recommend(history, 1, **options)[0]
    contributions = one.explanation.contributions
    assert before["text"] != 0 and contributions["text"] == 0 and set(contributions) == set(before)
    assert sum(contributions.values()) == pytest.approx(one.score, abs=1e-5)


def test_a_model_that_is_not_explainable_has_effects_only(tmp_path: Path) -> None:
    recommender = Recommender.load(train(tmp_path, "SASRecW", epochs=1, modalities=["id"]), tmp_path / "data")
    one = recommender.recommend(["i4", "i7"], 1, explain=True)[0]
    assert one.explanation.contributions == {"id": pytest.approx(one.score)} and one.explanation.tags == []
    assert [past.item_id for past in one.explanation.history] == ["i4", "i7"]
    without = {other.item_id: other.score for other in recommender.recommend(["i4"], 100)}
    assert one.explanation.history[1].effect == pytest.approx(one.score - without[one.item_id], abs=1e-5)
