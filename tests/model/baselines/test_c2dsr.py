"""C2DSR against plain implementations of its parts."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.data.interaction import Interaction
from recbole.utils import init_seed
from torch.nn import functional as F

from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.model.baselines.c2dsr import C2DSR, SequenceEncoder, transition_matrix
from recbole_tema.model.baselines.options_c2dsr import C2DSROptions
from recbole_tema.model.settings_file import yaml_text
from recbole_tema.settings_files import properties_folder
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import config
from tests.toy import write_toy

SMALL = {"hidden_size": 8, "n_heads": 2, "n_graph_layers": 2}


def c2dsr(folder: Path, data: PreparedData, **keys: object) -> C2DSR:
    """A small model in evaluation mode, whose norms and biases are away from their start."""
    torch.manual_seed(1)
    model = C2DSR(config(folder, "C2DSR", **{**SMALL, **keys}), data.dataset).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
        for table in (model.cross_items, model.single_items):
            table.weight[0] = 0
    return model


@pytest.fixture
def data(toy: Path) -> PreparedData:
    """The toy dataset."""
    return prepare_data(config(toy, "C2DSR", **SMALL))


@pytest.fixture
def batch(data: PreparedData) -> Interaction:
    """Whole sequences of training."""
    return next(iter(data.train))


@pytest.fixture
def model(toy: Path, data: PreparedData) -> C2DSR:
    """A small model of the toy dataset."""
    return c2dsr(toy, data)


def row_of_shares(followers: Counter[int], n_items: int) -> list[float]:
    """Shares of the items that follow an item."""
    return [followers[item] / max(sum(followers.values()), 1) for item in range(n_items)]


def shares_by_loops(sequences: list[list[int]], n_items: int) -> torch.Tensor:
    """Transition matrix of sequences of items."""
    followers: list[Counter[int]] = [Counter() for _ in range(n_items)]
    for sequence in sequences:
        for item, following in pairwise(sequence):
            followers[item][following] += 1
    return torch.tensor([row_of_shares(counter, n_items) for counter in followers])


@torch.no_grad()  # RecBole may turn the detection of anomalies on, which is slow
def encoded_by_loops(encoder: SequenceEncoder, x: torch.Tensor) -> torch.Tensor:
    """States of one sequence without padding, (T, C) of (T, C), head by head and position by position."""
    length, width = x.shape
    x = x + encoder.positions.weight[1 : length + 1]
    for block in encoder.blocks:
        attention, n_heads = block.attention, encoder.n_heads
        query = F.layer_norm(x, (width,), block.query_norm.weight, block.query_norm.bias, 1e-8)
        weights, biases = attention.in_proj_weight.chunk(3), attention.in_proj_bias.chunk(3)
        q, k, v = (value @ w.T + b for value, w, b in zip((query, x, x), weights, biases))
        mixed = torch.zeros_like(x)
        for head in torch.arange(width).chunk(n_heads):
            for t in range(length):
                logits = torch.stack([q[t, head] @ k[s, head] for s in range(t + 1)]) / math.sqrt(len(head))
                mixed[t, head] = sum(weight * v[s, head] for s, weight in enumerate(torch.softmax(logits, 0)))
        x = query + mixed @ attention.out_proj.weight.T + attention.out_proj.bias
        x = F.layer_norm(x, (width,), block.norm.weight, block.norm.bias, 1e-8)
        first, last = block.feed_forward[0], block.feed_forward[3]
        x = x + torch.relu(x @ first.weight.T + first.bias) @ last.weight.T + last.bias
    return F.layer_norm(x, (width,), encoder.last_norm.weight, encoder.last_norm.bias, 1e-8)


@torch.no_grad()
def states_by_loops(model: C2DSR, items: list[int], domain: int) -> torch.Tensor:
    """States (T, C) of the sequence of a domain, or of the merged sequence (domain 0), which holds these items only."""
    cross, single = model.item_vectors()
    if domain:
        return encoded_by_loops(model.single_encoders[domain - 1], single[items])
    return encoded_by_loops(model.cross_encoder, cross[items])


@torch.no_grad()
def domain_loss(model: C2DSR, state: torch.Tensor, target: int) -> torch.Tensor:
    """Cross-entropy of a target against the items of its domain."""
    logits = {
        item: state @ model.output.weight[item] + model.output.bias[item]
        for item in range(1, int(model.n_items))
        if model.item_domain[item] == model.item_domain[target]
    }
    return torch.logsumexp(torch.stack(list(logits.values())), 0) - logits[target]


def test_transitions_of_small_sequences() -> None:
    items, sequences = np.array([1, 2, 3, 1, 2, 1, 4]), np.array([7, 7, 5, 7, 7, 5, 7])
    expected = torch.zeros(6, 6)
    expected[1, 2], expected[2, 1], expected[2, 4], expected[3, 1] = 1.0, 0.5, 0.5, 1.0
    assert torch.equal(transition_matrix(items, sequences, 6).to_dense(), expected)


def test_graphs_have_the_transitions_of_training_interactions_only(model: C2DSR, data: PreparedData) -> None:
    interactions, n_items = data.split.interactions, int(model.n_items)
    evaluated = {*data.split.valid_rows().tolist(), *data.split.test_rows().tolist()}
    merged: list[list[int]] = []
    within: list[list[int]] = []
    for start, end in zip(interactions.offsets, interactions.offsets[1:]):
        sequence = [int(interactions.items[row]) for row in range(start, end) if row not in evaluated]
        merged.append(sequence)
        within += [[item for item in sequence if model.item_domain[item] == d] for d in (1, 2)]
    torch.testing.assert_close(model.cross_graph.to_dense(), shares_by_loops(merged, n_items))
    torch.testing.assert_close(model.single_graph.to_dense(), shares_by_loops(within, n_items))
    assert (model.single_graph.to_dense()[model.item_domain == 1][:, model.item_domain == 2] == 0).all()


def test_item_vectors_are_means_over_propagation_steps(model: C2DSR) -> None:
    tables, graphs = (model.cross_items, model.single_items), (model.cross_graph, model.single_graph)
    for vectors, embedding, graph in zip(model.item_vectors(), tables, graphs):
        table, shares = embedding.weight, graph.to_dense()
        steps = [table, shares @ table, shares @ shares @ table]
        torch.testing.assert_close(vectors, math.sqrt(8) * (table + sum(steps) / 3))
        assert torch.count_nonzero(vectors[0]) == 0


def test_states_are_those_of_sequences_without_padding_and_items_of_other_domains(
    model: C2DSR, batch: Interaction
) -> None:
    items, _ = model.supervised(batch)
    cross_vectors, single_vectors = model.item_vectors()
    cross, single = model.cross_states(items, cross_vectors), model.single_states(items, single_vectors)
    assert (items == 0).any()
    for row, sequence in enumerate(items[:6]):
        present = sequence > 0
        torch.testing.assert_close(cross[row, present], states_by_loops(model, sequence[present].tolist(), 0))
        for d in (1, 2):
            in_domain = model.item_domain[sequence] == d
            if in_domain.any():
                expected = states_by_loops(model, sequence[in_domain].tolist(), d)
                torch.testing.assert_close(single[row, in_domain], expected)
    assert torch.count_nonzero(single[items == 0]) == 0


def test_later_items_change_no_state(model: C2DSR, batch: Interaction) -> None:
    items, _ = model.supervised(batch)
    items = items[(items > 0).sum(dim=1) >= 6][:, :6]
    changed = items.clone()
    changed[:, 4:] = changed[:, 4:] % (int(model.n_items) - 1) + 1
    for states, vectors in zip((model.cross_states, model.single_states), model.item_vectors()):
        before, after = states(items, vectors), states(changed, vectors)
        torch.testing.assert_close(before[:, :4], after[:, :4])
        assert not torch.allclose(before[:, 4:], after[:, 4:])


def test_scores_add_the_last_cross_domain_and_the_latest_single_domain_state(model: C2DSR, batch: Interaction) -> None:
    items, _ = model.supervised(batch)
    only_first = torch.zeros_like(items[:1])
    only_first[0, :2] = torch.nonzero(model.item_domain == 1)[:2, 0]
    items = torch.cat([items[:8], only_first])
    length = (items > 0).sum(dim=1)
    history = {model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: length}
    scores = model.full_sort_predict(Interaction(history))
    assert torch.isneginf(scores[:, 0]).all() and torch.isfinite(scores[:, 1:]).all()
    for row, sequence in enumerate(items):
        past = sequence[: length[row]].tolist()
        cross = states_by_loops(model, past, 0)[-1]
        for d in (1, 2):
            in_domain = [item for item in past if model.item_domain[item] == d]
            state = cross + states_by_loops(model, in_domain, d)[-1] if in_domain else cross
            candidates = torch.nonzero(model.item_domain == d)[:, 0]
            expected = model.output.weight[candidates] @ state + model.output.bias[candidates]
            torch.testing.assert_close(scores[row, candidates], expected)
    wanted = torch.tensor([int(torch.nonzero(model.item_domain == 1 + row % 2)[row]) for row in range(len(items))])
    predicted = model.predict(Interaction({**history, model.ITEM_ID: wanted}))
    torch.testing.assert_close(predicted, scores[torch.arange(len(items)), wanted])


def test_scores_are_the_states_that_training_would_give(model: C2DSR, batch: Interaction) -> None:
    """After an item of domain d, the score of an item of d is the logit of the single-domain loss at this position."""
    items, _ = model.supervised(batch)
    length = (items > 0).sum(dim=1)
    cross_vectors, single_vectors = model.item_vectors()
    combined = model.cross_states(items, cross_vectors) + model.single_states(items, single_vectors)
    scores = model.full_sort_predict(Interaction({model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: length}))
    for row in range(len(items)):
        last = int(length[row]) - 1
        candidates = torch.nonzero(model.item_domain == model.item_domain[items[row, last]])[:, 0]
        torch.testing.assert_close(scores[row, candidates], model.output(combined[row, last])[candidates])


def test_prediction_losses_by_loops(model: C2DSR, batch: Interaction) -> None:
    model.prediction_weight = 1.0
    items, targets = model.supervised(batch)
    total, count = 0.0, 0
    for sequence, target_list in zip(items.tolist(), targets.tolist()):
        past = [item for item in sequence if item]
        cross = states_by_loops(model, past, 0)
        for t, target in enumerate(target_list):
            if not target:
                continue
            count += 1
            total += float(domain_loss(model, cross[t], target))
            d = int(model.item_domain[target])
            steps = [s for s in range(t + 1) if model.item_domain[past[s]] == d]
            if steps:
                single = states_by_loops(model, [past[s] for s in steps], d)
                total += float(domain_loss(model, cross[steps[-1]] + single[-1], target))
    assert model.calculate_loss(batch).item() == pytest.approx(total / count, rel=1e-5)


def test_sampled_negatives_lower_the_prediction_loss(toy: Path, data: PreparedData, batch: Interaction) -> None:
    losses = []
    for n_negatives in (0, 3):
        model = c2dsr(toy, data, loss_negatives=n_negatives, prediction_weight=1.0)
        losses.append(model.calculate_loss(batch).item())
    assert 0 < losses[1] < losses[0]


def test_infomax_objective_by_loops(model: C2DSR, batch: Interaction) -> None:
    """One item per domain is drawn, so that the corrupted sequences are known."""
    model.prediction_weight = 0.0
    drawn = {d: int(torch.nonzero(model.item_domain == d)[3]) for d in (1, 2)}
    model.negatives = [torch.tensor([drawn[1]]), torch.tensor([drawn[2]])]
    items, _ = model.supervised(batch)
    expected = 0.0
    for d in (1, 2):
        losses = []
        for sequence in items.tolist():
            past = [item for item in sequence if item]
            domain = [int(model.item_domain[item]) for item in past]
            others = [t for t in range(len(past)) if domain[t] != d]
            if not others or d not in domain:
                continue
            prototype = states_by_loops(model, [i for i, of in zip(past, domain) if of == d], d).mean(dim=0)
            corrupted = [drawn[d] if of == d else item for item, of in zip(past, domain)]
            discriminator = model.discriminators[d - 1]
            true, false = (
                states_by_loops(model, sequence, 0)[others].mean(dim=0) @ discriminator.weight[0] @ prototype
                + discriminator.bias[0]
                for sequence in (past, corrupted)
            )
            losses.append(-math.log(torch.sigmoid(true).item()) - math.log(1 - torch.sigmoid(false).item()))
        assert 1 < len(losses) <= len(items)
        expected += sum(losses) / len(losses)
    assert model.calculate_loss(batch).item() == pytest.approx(expected, rel=1e-5)


def test_loss_weighs_prediction_and_infomax(model: C2DSR, batch: Interaction) -> None:
    losses = {}
    for weight in (0.0, 0.7, 1.0):
        model.prediction_weight = weight
        torch.manual_seed(5)
        losses[weight] = model.calculate_loss(batch).item()
    assert losses[0.7] == pytest.approx(0.7 * losses[1.0] + 0.3 * losses[0.0], rel=1e-6)


def test_corrupted_sequences_differ_in_items_of_one_domain(
    model: C2DSR, batch: Interaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[torch.Tensor] = []
    cross_states = model.cross_states

    def reading(items: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        read.append(items)
        return cross_states(items, vectors)

    monkeypatch.setattr(model, "cross_states", reading)
    model.calculate_loss(batch)
    original, *corrupted = read
    domain = model.item_domain[original]
    rows = (domain == 1).any(dim=1) & (domain == 2).any(dim=1)
    assert len(corrupted) == 2 and rows.any()
    for d, sequences in enumerate(corrupted, start=1):
        assert torch.equal(model.item_domain[sequences], domain[rows])
        changed = sequences != original[rows]
        assert changed.any() and (domain[rows][changed] == d).all()


@pytest.mark.parametrize("n_domains", [1, 3])
def test_any_number_of_domains(tmp_path: Path, n_domains: int) -> None:
    folder = write_toy(tmp_path / "data", domains=n_domains)
    data = prepare_data(config(folder, "C2DSR", **SMALL))
    model, batch = c2dsr(folder, data), next(iter(data.train))
    loss = model.calculate_loss(batch)
    loss.backward()
    assert torch.isfinite(loss)
    model.prediction_weight = 0.0
    assert (model.calculate_loss(batch).item() == 0) == (n_domains == 1)
    items, _ = model.supervised(batch)
    scores = model.full_sort_predict(Interaction({model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: (items > 0).sum(dim=1)}))
    assert torch.isfinite(scores[:, 1:]).all()


def test_frozen_items_give_the_same_scores(model: C2DSR, batch: Interaction) -> None:
    items, _ = model.supervised(batch)
    history = Interaction({model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: (items > 0).sum(dim=1)})
    expected = model.full_sort_predict(history)
    with model.frozen_items():
        assert torch.equal(model.full_sort_predict(history), expected)
    with torch.no_grad():
        model.cross_items.weight[1:] += 1
    assert not torch.allclose(model.full_sort_predict(history), expected)
    model.freeze_items()
    assert model.item_vectors()[0] is model.item_vectors()[0]


def test_training_is_deterministic_and_learns(toy: Path, tmp_path: Path) -> None:
    settings = config(toy, "C2DSR", **SMALL, train_batch_size=8, epochs=2, learning_rate=0.01)
    states, losses = [], []
    for number in (1, 2):
        data = prepare_data(settings)
        init_seed(3, True)
        model = C2DSR(settings, data.dataset)
        evaluator = Evaluator(data.valid, data.domains, settings, data.fingerprint)
        score = partial(evaluator.selection_score, metric="mrr", protocol="domain")
        progress = TEMATrainer(settings, model, tmp_path / f"run{number}").train(data.train, score)
        states.append(model.state_dict())
        losses.append(progress.losses)
        assert torch.count_nonzero(model.cross_items.weight[0]) == 0
        assert torch.count_nonzero(model.single_items.weight[0]) == 0
    assert losses[0] == losses[1] and losses[0][1] < losses[0][0]
    assert states[0].keys() == states[1].keys() and not any("graph" in name for name in states[0])
    assert all(torch.equal(states[0][name], states[1][name]) for name in states[0])


def test_options_are_checked() -> None:
    with pytest.raises(ConfigError, match="divisible by n_heads"):
        C2DSROptions(hidden_size=9, n_heads=2)
    with pytest.raises(ConfigError, match="prediction_weight"):
        C2DSROptions(prediction_weight=1.5)


def test_settings_file_is_written_from_the_options() -> None:
    text = (properties_folder() / "model/C2DSR.yaml").read_text(encoding="utf-8")
    assert text == yaml_text(C2DSR)
