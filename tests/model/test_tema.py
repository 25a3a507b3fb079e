"""TEMA against values computed from its definition: causality, domains, ablations, cosine and loss."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.data.dataset import SequentialDataset
from recbole.data.interaction import Interaction

from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.model import TEMA
from tests.helpers import build, config

ALL = ["id", "tag", "text", "image"]
VARIANTS = [
    {},
    {"fusion": "late"},
    {"combine": "sum"},
    {"fusion": "late", "combine": "sum"},
    {"ensemble": 3, "fusion": "late"},
]


def states(model: TEMA, items: torch.Tensor, times: torch.Tensor) -> torch.Tensor:
    return model.user_states(items, times, model.item_tables())


def knn_bonus(model: TEMA, history: list[int], item: int) -> float:
    """Bonus of an item as a neighbour of seen items, without the scale."""
    bonus = 0.0
    for knn in model.bonus.neighbours.values():
        pairs = [pair for seen in history for pair in zip(knn.ids[seen].tolist(), knn.cosines[seen].tolist())]
        bonus += model.bonus.neighbour_weight * max([cosine for i, cosine in pairs if i == item], default=0.0)
    return bonus


def unseen_item(model: TEMA, batch: Interaction, user: int) -> int:
    return next(i for i in range(1, model.n_items) if i not in batch["item_id_list"][user])


def one_batch(data) -> tuple[torch.Tensor, torch.Tensor]:
    batch = next(iter(data.train))
    return batch["item_id_list"], batch["time_list"]


@pytest.mark.parametrize("keys", VARIANTS)
def test_a_later_item_never_changes_an_earlier_state(toy: Path, keys: dict) -> None:
    model, data, _ = build(toy, modalities=ALL, **keys)
    items, times = one_batch(data)
    full = items[(items > 0).all(dim=1)]
    times = times[(items > 0).all(dim=1)]
    before = states(model, full, times)
    changed, later = full.clone(), times.clone()
    changed[:, 5:] = full[:, 5:].flip(0).roll(1, 1) % (model.n_items - 1) + 1
    later[:, 5:] += 1e8
    after = states(model, changed, later)
    torch.testing.assert_close(before[:, :5], after[:, :5], rtol=0, atol=0)
    assert not torch.equal(before[:, 5:], after[:, 5:])


def test_padding_changes_nothing(toy: Path) -> None:
    model, data, _ = build(toy, modalities=ALL)
    items, times = one_batch(data)
    longer = torch.nn.functional.pad(items, (0, 3)), torch.nn.functional.pad(times, (0, 3))
    torch.testing.assert_close(states(model, *longer)[:, : items.shape[1]], states(model, items, times))


def test_intra_never_reads_another_domain(toy: Path) -> None:
    model, data, _ = build(toy, modalities=ALL, n_inter_layers=0, content_similarity="none")
    items, times = one_batch(data)
    domain = model.item_domain[items]
    others = torch.nonzero(model.item_domain == 2)[:, 0]
    changed = torch.where(domain == 2, others[torch.randint(len(others), items.shape)], items)
    assert not torch.equal(changed, items)
    before, after = states(model, items, times), states(model, changed, times)
    torch.testing.assert_close(before[:, :, 0], after[:, :, 0], rtol=0, atol=0)
    assert not torch.equal(before[:, :, 1], after[:, :, 1])
    merged, _, _ = build(toy, modalities=ALL)
    assert not torch.allclose(states(merged, items, times)[:, :, 0], states(merged, changed, times)[:, :, 0])


@pytest.mark.parametrize("keys", VARIANTS)
def test_scores_are_scaled_cosines(toy: Path, keys: dict) -> None:
    model, data, _ = build(toy, modalities=ALL, **keys)
    batch = data.test.dataset[torch.arange(10)]
    with torch.no_grad():
        scores = model.full_sort_predict(batch)
        tables = model.item_tables()
        assert scores.shape == (10, model.n_items) and torch.isinf(scores[:, 0]).all()
        torch.testing.assert_close(model.predict(batch), scores.gather(1, batch["item_id"][:, None])[:, 0])
        if keys == {}:
            state = states(model, batch["item_id_list"], batch["time_list"])
            for user, item in ((3, int(batch["item_id_list"][3, 0])), (3, unseen_item(model, batch, 3))):
                d = int(model.item_domain[item])
                widths = [*tables.widths, *(table.shape[1] for table in tables.features)]
                vector, *profile = state[user, batch["item_length"][user] - 1, d - 1].split(widths)
                cosine = torch.cosine_similarity(vector, tables.networks[0][0][item], dim=0)
                similarity = sum(
                    part.weight[d - 1] * torch.cosine_similarity(own, table[item], dim=0)
                    for part, own, table in zip(model.profiles.values(), profile, tables.features)
                )
                bias = model.bonus.repeat[d] if item in batch["item_id_list"][user] else 0.0
                bonus = bias + knn_bonus(model, batch["item_id_list"][user].tolist(), item)
                torch.testing.assert_close(scores[user, item], model.scale * (cosine + similarity + bonus))


@pytest.mark.parametrize(
    "keys", [{}, {"fusion": "late", "content_similarity": "none"}, {"loss_negatives": 10_000}, {"n_intra_layers": 0}]
)
def test_ensemble_has_the_mean_score_and_the_mean_loss_of_its_networks(toy: Path, keys: dict) -> None:
    keys = {"modalities": ["id", "tag", "text"], "dropout": 0.0, **keys}
    both, data, _ = build(toy, ensemble=2, **keys)
    both.bonus.repeat.data.fill_(-0.3)
    weights = both.state_dict()
    assert not torch.equal(*(weights[f"networks.{k}.parts.id.table.weight"] for k in (0, 1)))
    singles = []
    for k in (0, 1):
        single, _, _ = build(toy, **keys)
        single.load_state_dict({n.replace(f"networks.{k}.", "networks.0."): w for n, w in weights.items()}, False)
        for name, value in single.state_dict().items():
            assert torch.equal(value, weights[name.replace("networks.0.", f"networks.{k}.")])
        singles.append(single)
    batch, tests = next(iter(data.train)), data.test.dataset[torch.arange(10)]
    torch.testing.assert_close(both.calculate_loss(batch), sum(m.calculate_loss(batch) for m in singles) / 2)
    with torch.no_grad():
        scores, *own = (m.full_sort_predict(tests)[:, 1:] for m in (both, *singles))
        torch.testing.assert_close(scores, (own[0] + own[1]) / 2)
        torch.testing.assert_close(both.predict(tests), (singles[0].predict(tests) + singles[1].predict(tests)) / 2)


def test_item_vector_is_the_sum_of_its_modalities_by_hand(toy: Path) -> None:
    model, data, settings = build(toy, modalities=ALL, whitening=0)
    features, token = data.dataset.features, data.dataset.field2token_id["item_id"]
    counts = data.split.n_train_interactions()
    assert counts.sum() == len(data.split.train_rows()) and counts[token["i2"]] > 0
    table = model.item_tables().networks[0][0]
    for name in ("i0", "i2", "i9"):  # i0 has no feature at all, i2 no image
        i = token[name]
        expected = model.networks[0].parts["id"].table.weight[i] * counts[i] / (counts[i] + settings["id_shrinkage"])
        if features["tag"].present[i]:
            weights = model.networks[0].parts["tag"].table.weight
            expected += 0.75 * weights[features["tag"].ids[i, 0]] + 0.25 * weights[features["tag"].ids[i, 1]]
        for key in ("text", "image"):
            if features[key].present[i]:
                value = features[key].values[i]
                centered = value - features[key].values[features[key].present].mean(dim=0)
                expected += model.networks[0].parts[key].project(centered / centered.norm())
        torch.testing.assert_close(table[i], expected)
    assert [bool(features["tag"].present[token[n]]) for n in ("i0", "i2", "i9")] == [False, True, True]


def test_loss_is_cross_entropy_over_the_targets_domain(toy: Path) -> None:
    model, data, _ = build(toy, modalities=["id", "text"])
    batch = next(iter(data.train))
    vectors = model.item_tables().vectors()
    state = states(model, batch["item_id_list"], batch["time_list"])
    losses = []
    for b, t in torch.nonzero(batch["target_list"]).tolist():
        target = int(batch["target_list"][b, t])
        d = int(model.item_domain[target])
        history = batch["item_id_list"][b, : t + 1].tolist()
        logits = {
            j: (model.scale * (state[b, t, d - 1] @ vectors[j] + model.bonus.repeat[d] * (j in history))).item()
            for j in range(1, model.n_items)
            if model.item_domain[j] == d
        }
        losses.append(np.log(np.sum(np.exp(list(logits.values())))) - logits[target])
    assert model.calculate_loss(batch).item() == pytest.approx(np.mean(losses), abs=1e-4)


@pytest.mark.parametrize("keys", VARIANTS)
def test_items_outside_of_a_step_do_not_change_gradients(toy: Path, keys: dict) -> None:
    """With as many negatives as items, sampling draws all of them and works on the needed rows alone."""
    gradients = []
    for count in (0, 10_000):
        model, data, _ = build(toy, modalities=ALL, loss_negatives=count, dropout=0.0, **keys)
        loss = model.calculate_loss(next(iter(data.train)))
        loss.backward()
        gradients.append({"loss": loss.detach(), **{n: p.grad for n, p in model.named_parameters()}})
    assert gradients[0].keys() == gradients[1].keys()
    for name, value in gradients[0].items():
        if value is not None:
            torch.testing.assert_close(gradients[1][name], value, rtol=1e-4, atol=1e-6, msg=name)


def test_repeat_bias_is_learned_from_repeat_consumption(toy: Path) -> None:
    """Users who never repeat an item give a negative bias, users who only repeat one give a positive bias."""
    signs = []
    for repeats in (False, True):
        model, _, _ = build(toy, modalities=["id"], dropout=0.0)
        ids = torch.nonzero(model.item_domain == 1)[:9, 0]
        items = ids[:8].repeat(4, 1)
        targets = items.clone() if repeats else torch.stack([ids[1:]] * 4)
        batch = Interaction({"item_id_list": items, "target_list": targets, "time_list": torch.full((4, 8), 1e9)})
        model.bonus.repeat.data.zero_()
        model.calculate_loss(batch).backward()
        signs.append(float(model.bonus.repeat.grad[1].sign()))
        assert float(model.bonus.repeat.grad[2]) == 0.0
    assert signs == [1.0, -1.0]


def names(model: TEMA) -> set[str]:
    return {name for name, _ in model.named_parameters()}


@pytest.mark.parametrize(
    ("keys", "gone"),
    [
        ({"modalities": ["id", "text", "image"]}, {"networks.0.parts.tag", "profiles.tag"}),
        ({"modalities": ["id", "tag", "image"]}, {"networks.0.parts.text", "profiles.text"}),
        ({"modalities": ["tag", "text", "image"]}, {"networks.0.parts.id"}),
        ({"n_intra_layers": 0}, {"networks.0.encoders.0.intra"}),
        ({"n_inter_layers": 0}, {"networks.0.encoders.0.inter"}),
        ({"calendar": "none"}, {"networks.0.month"}),
        ({"repeat_bias": "none"}, {"bonus.repeat"}),
        ({"content_similarity": "none"}, {"profiles"}),
        ({"id_shrinkage": 0}, set()),
        ({"whitening": 0}, set()),
        ({"tag_weights": "binary"}, set()),
        ({"combine": "sum"}, set()),
        ({"loss_negatives": 3}, set()),
    ],
)
def test_an_ablation_removes_its_part_alone(toy: Path, keys: dict, gone: set) -> None:
    def bare(**extra):
        settings = config(toy, **{"modalities": ALL, **extra})
        data = prepare_data(settings)
        torch.manual_seed(5)
        model = TEMA(settings, data.dataset).train(False)
        if model.bonus.repeat is not None:
            model.bonus.repeat.data.fill_(-0.5)  # it starts at zero, which would have no effect
        return model, next(iter(data.train))

    (plain, batch), (ablated, same) = bare(), bare(**keys)
    assert {name for name in names(plain) - names(ablated)} == {
        name for name in names(plain) if any(f"{name}.".startswith(prefix + ".") for prefix in gone)
    }
    assert names(ablated) <= names(plain)
    for name in names(ablated):
        assert dict(ablated.named_parameters())[name].shape == dict(plain.named_parameters())[name].shape
    ablated.load_state_dict(plain.state_dict(), strict=False)
    assert torch.equal(batch["target_list"], same["target_list"])
    assert plain.calculate_loss(batch).item() != ablated.calculate_loss(same).item()


def test_binary_weights_differ_from_scores_in_tags_only(toy: Path) -> None:
    scored, _, _ = build(toy, modalities=ALL)
    binary, _, _ = build(toy, modalities=ALL, tag_weights="binary")
    binary.load_state_dict(scored.state_dict())
    assert not torch.equal(scored.networks[0].parts["tag"](), binary.networks[0].parts["tag"]())
    share = binary.frozen["tag"].share
    assert set(share[share > 0].tolist()) == {0.5}
    for key in ("id", "text", "image"):
        assert torch.equal(scored.networks[0].parts[key](), binary.networks[0].parts[key]())


def test_unvisited_domain_is_scored_from_the_inter_state_alone(toy: Path) -> None:
    model, _, _ = build(toy, modalities=["id"])
    first = int(torch.nonzero(model.item_domain == 1)[0])
    batch = Interaction(
        {
            "item_id_list": torch.tensor([[first] + [0] * 7]),
            "time_list": torch.full((1, 8), 1e9),
            "item_length": torch.tensor([1]),
        }
    )
    tables = model.item_tables()
    x = tables.networks[0][0][batch["item_id_list"]] + model.networks[0].month(model.calendar(batch["time_list"]))
    sequences = model.sequence_batch(batch["item_id_list"], batch["time_list"], batch["item_id_list"])
    _, inter = model.networks[0].encoders[0](x, sequences)
    expected = torch.nn.functional.normalize(model.networks[0].encoders[0].across(inter[0, 0]), dim=0)
    torch.testing.assert_close(states(model, batch["item_id_list"], batch["time_list"])[0, 0, 1], expected)


@pytest.mark.parametrize(
    "keys",
    [*VARIANTS, {"n_intra_layers": 2, "n_inter_layers": 2}, {"n_intra_layers": 0}, {"n_inter_layers": 0}],
)
def test_last_states_are_the_states_at_the_last_position(toy: Path, keys: dict) -> None:
    """Ranking computes the last position alone; histories shorter than the batch end in padding."""
    model, data, _ = build(toy, modalities=ALL, **keys)
    batch = data.valid.dataset[torch.arange(len(data.valid.targets))]
    tables, lengths = model.item_tables(), batch["item_length"]
    assert lengths.min() < lengths.max()
    every = states(model, batch["item_id_list"], batch["time_list"])[torch.arange(len(lengths)), lengths - 1]
    learned = sum(tables.widths)
    every[..., :learned] /= len(model.networks)
    torch.testing.assert_close(model.last_states(batch, tables), model.scale * every, rtol=1e-4, atol=1e-5)


def test_loss_of_recbole_rows_equals_that_of_whole_sequences(toy: Path) -> None:
    """A padded row with its target is a whole sequence with a target at its last position."""
    model, data, _ = build(toy, modalities=ALL, dropout=0.0, loss_negatives=0)
    rows = data.test.dataset[torch.arange(8)]
    last = rows["item_length"][:, None] - 1
    targets = torch.zeros_like(rows["item_id_list"]).scatter_(1, last, rows["item_id"][:, None])
    whole = Interaction({"item_id_list": rows["item_id_list"], "time_list": rows["time_list"], "target_list": targets})
    assert model.calculate_loss(rows).item() == model.calculate_loss(whole).item()


def test_a_plain_dataset_is_refused(toy: Path) -> None:
    settings = config(toy)
    with pytest.raises(ConfigError, match="TEMA needs a TEMADataset, got SequentialDataset"):
        TEMA(settings, SequentialDataset(settings))
