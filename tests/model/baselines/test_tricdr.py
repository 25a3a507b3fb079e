"""Tri-CDR against plain implementations of its parts."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from recbole.data.interaction import Interaction
from recbole.utils import init_seed
from torch import nn

from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.experiment.run import run_experiment
from recbole_tema.model.baselines.encoder_block import EncoderBlock
from recbole_tema.model.baselines.tricdr import TriCDR
from recbole_tema.model.baselines.tricdr_layers import SequenceEncoder, TripleAttention, similarity_loss
from recbole_tema.model.settings_file import yaml_text
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import config
from tests.toy import write_toy

SMALL = {"hidden_size": 8, "n_heads": 2, "n_layers": 2, "train_batch_size": 16, "contrastive_temperature": 0.5}
PROPERTIES = Path(__file__).parents[3] / "properties"


def build(folder: Path, **keys: Any) -> tuple[TriCDR, PreparedData]:
    """A small model in evaluation mode, away from its initial weights, and its data."""
    settings = config(folder, "TriCDR", **{**SMALL, **keys})
    data = prepare_data(settings)
    torch.manual_seed(1)
    model = TriCDR(settings, data.dataset).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.2)
    return model, data


@pytest.fixture
def data(toy: Path) -> PreparedData:
    """The toy dataset."""
    return prepare_data(config(toy, "TriCDR", **SMALL))


@pytest.fixture
def batch(data: PreparedData) -> Interaction:
    """A few whole sequences of training: the loops below are slow."""
    return next(iter(data.train))[torch.arange(6)]


@pytest.fixture
def model(toy: Path) -> TriCDR:
    """A small model on the toy dataset."""
    return build(toy)[0]


def plain_block(block: EncoderBlock, x: torch.Tensor) -> torch.Tensor:
    """A block over one sequence (T, C) without padding, head by head and position by position."""
    attention, length, width = block.attention, len(x), x.shape[1]
    size = width // attention.num_heads
    normalized = block.query_norm(x)
    q_weight, k_weight, v_weight = attention.in_proj_weight.split(width)
    q_bias, k_bias, v_bias = attention.in_proj_bias.split(width)
    q, k, v = normalized @ q_weight.T + q_bias, x @ k_weight.T + k_bias, x @ v_weight.T + v_bias
    mixed = torch.zeros_like(x)
    for head in range(attention.num_heads):
        part = slice(head * size, (head + 1) * size)
        for t in range(length):
            logits = torch.stack([q[t, part] @ k[s, part] / math.sqrt(size) for s in range(t + 1)])
            weights = logits.exp() / logits.exp().sum()
            mixed[t, part] = sum(weights[s] * v[s, part] for s in range(t + 1))
    x = block.norm(normalized + attention.out_proj(mixed))
    first, last = block.feed_forward[0], block.feed_forward[3]
    return x + last(first(x).clamp_min(0))


def plain_encoder(encoder: SequenceEncoder, embeddings: torch.Tensor) -> torch.Tensor:
    """States of one sequence (T, C) without padding and without other items between."""
    x = embeddings * math.sqrt(embeddings.shape[1]) + encoder.positions.weight[: len(embeddings)]
    for block in encoder.blocks:
        assert isinstance(block, EncoderBlock)
        x = plain_block(block, x)
    return encoder.norm(x)


def plain_attention(
    attention: TripleAttention, query: torch.Tensor, states: list[torch.Tensor], global_preference: torch.Tensor
) -> torch.Tensor:
    """Weighted sum of the states (C,) of one sequence."""
    if not states:
        return torch.zeros_like(query)
    scores = []
    for state in states:
        inputs = torch.cat([state, query, state * query, query - state, global_preference])
        scores.append(attention.scores(attention.inputs(inputs[None]))[0, 0].exp())
    return sum(score * state for score, state in zip(scores, states)) / sum(scores)  # type: ignore[return-value]


def plain_sums(model: TriCDR, history: list[int], target: int) -> torch.Tensor:
    """Sums of attention (3, C) after a history, towards a target domain from 0; everything by loops."""
    domains = [int(model.item_domain[item]) - 1 for item in history]
    mixed = list(plain_encoder(model.mixed_encoder, model.mixed_items.weight[history]))
    source, of_target = [], []
    for d, encoder in enumerate(model.domain_encoders):
        items = [item for item, domain in zip(history, domains) if domain == d]
        if items:
            assert isinstance(encoder, SequenceEncoder)
            states = list(plain_encoder(encoder, model.items.weight[items]))
            (of_target if d == target else source).extend(states)
    query = of_target[-1] if of_target else torch.zeros(model.items.weight.shape[1])
    global_preference = torch.stack(mixed).mean(dim=0)
    attention = model.heads[target].attention
    assert isinstance(attention, TripleAttention)
    return torch.stack(
        [plain_attention(attention, query, part, global_preference) for part in (mixed, source, of_target)]
    )


def plain_state(model: TriCDR, sums: torch.Tensor, target: int) -> torch.Tensor:
    """State of the user (C,) from the sums of attention."""
    first, _, last = model.heads[target].fusion
    hidden = first(torch.cat(list(sums)))
    return last(torch.where(hidden > 0, hidden, 0.01 * hidden))


def cosine(first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Cosine of two vectors."""
    return first @ second / (first.norm() * second.norm())


def plain_similarity_loss(first: torch.Tensor, second: torch.Tensor, temperature: float) -> float:
    """NT-Xent of every vector with its partner, by loops."""
    vectors = [*first, *second]
    n, losses = len(first), []
    for i, vector in enumerate(vectors):
        partner = i + n if i < n else i - n
        values = {j: math.exp(cosine(vector, other).item() / temperature) for j, other in enumerate(vectors) if j != i}
        losses.append(-math.log(values[partner] / sum(values.values())))
    return sum(losses) / len(losses)


def plain_contrastive_loss(model: TriCDR, sums: list[torch.Tensor], target: int) -> float:
    """Both contrastive losses of the users of a batch, by loops."""
    mixed, source, of_target = (
        torch.stack([project(one[k]) for one in sums]) for k, project in enumerate(model.heads[target].projections)
    )
    pairs = [(mixed, source), (mixed, of_target), (source, of_target)]
    coarse = sum(plain_similarity_loss(*pair, model.temperature) for pair in pairs) / 3
    fine = 0.0
    for m, s, t in zip(mixed, source, of_target):
        distances = [((s - other + 1e-6) ** 2).sum().sqrt().item() for other in (m, t)]
        fine += max(distances[0] - distances[1] + model.margin, 0.0)
    return model.similarity_weight * coarse + model.distinction_weight * fine / len(sums)


@torch.no_grad()
def test_states_equal_those_of_each_sequence_alone(model: TriCDR, batch: Interaction) -> None:
    items = batch["item_id_list"]
    states, length = model.sequence_states(items), items.shape[1]
    for row in range(len(items)):
        history = items[row][items[row] > 0]
        mixed = plain_encoder(model.mixed_encoder, model.mixed_items(history))
        torch.testing.assert_close(states[row, : len(history)], mixed)
        for d, encoder in enumerate(model.domain_encoders):
            places = torch.nonzero(model.item_domain[items[row]] == d + 1)[:, 0]
            if len(places):
                assert isinstance(encoder, SequenceEncoder)
                alone = plain_encoder(encoder, model.items(items[row, places]))
                torch.testing.assert_close(states[row, length + places], alone)
        assert torch.count_nonzero(states[row, length + len(history) :]) == 0


def test_attention_equals_that_by_loops() -> None:
    torch.manual_seed(1)
    attention = TripleAttention(4)
    query, states, global_preference = torch.randn(3, 4), torch.randn(3, 6, 4), torch.randn(3, 4)
    selected = torch.rand(3, 2, 6) < 0.5
    selected[1, 0] = False
    result = attention(query, states, global_preference, selected)
    for n in range(3):
        for k in range(2):
            chosen = [states[n, s] for s in range(6) if selected[n, k, s]]
            expected = plain_attention(attention, query[n], chosen, global_preference[n])
            torch.testing.assert_close(result[n, k], expected)
    assert torch.count_nonzero(result[1, 0]) == 0
    result.sum().backward()
    assert all(torch.isfinite(p.grad).all() for p in attention.parameters() if p.grad is not None)


def test_similarity_loss_equals_that_by_loops() -> None:
    torch.manual_seed(1)
    first, second = torch.randn(5, 4), torch.randn(5, 4)
    expected = plain_similarity_loss(first, second, 0.3)
    assert similarity_loss(first, second, 0.3).item() == pytest.approx(expected, rel=1e-5)
    assert similarity_loss(first[:1], second[:1], 0.3).item() == 0


def test_similarity_loss_worked_by_hand() -> None:
    # Orthogonal users: each vector has its partner at cosine 1 and two others at 0.
    vectors = torch.eye(2)
    expected = math.log(math.exp(1 / 0.5) + 2) - 1 / 0.5
    assert similarity_loss(vectors, 3 * vectors, 0.5).item() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("margin", [0.1, 4.0])
def test_contrastive_losses_equal_those_by_loops(model: TriCDR, margin: float) -> None:
    model.margin = margin
    sums = torch.randn(6, 3, 8)
    for target in range(2):
        expected = plain_contrastive_loss(model, list(sums), target)
        assert model.contrastive_loss(sums, target).item() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("domains", [1, 2, 3])
@torch.no_grad()
def test_loss_is_the_sum_over_target_domains(tmp_path: Path, domains: int) -> None:
    model, data = build(write_toy(tmp_path, domains=domains, users=14), loss_negatives=2)
    # With one candidate per domain, the negatives of every target are known.
    model.negatives = [negatives[:1] for negatives in model.negatives]
    batch = next(iter(data.train))[torch.arange(6)]
    items, targets = model.supervised(batch)
    total = 0.0
    for d in range(domains):
        positive, negative, last = [], [], []
        for row in range(len(items)):
            known = {*items[row].tolist(), *targets[row].tolist()}
            sums = None
            for step in torch.nonzero(model.item_domain[targets[row]] == d + 1)[:, 0].tolist():
                history = items[row, : step + 1].tolist()
                sums = plain_sums(model, history, d)
                state = plain_state(model, sums, d)
                logit = model.cosine_scale * cosine(state, model.items.weight[int(targets[row, step])])
                positive.append(-math.log(torch.sigmoid(logit).item()))
                candidate = int(model.negatives[d][0])
                if candidate not in known:
                    logit = model.cosine_scale * cosine(state, model.items.weight[candidate])
                    negative.append(-math.log(1 - torch.sigmoid(logit).item()))
            kinds = {int(model.item_domain[item]) == d + 1 for item in history} if sums is not None else set()
            if sums is not None and len(kinds) == 2:
                last.append(sums)
        if positive:
            total += sum(positive) / len(positive) + sum(negative) / max(len(negative), 1)
        if last:
            total += plain_contrastive_loss(model, last, d)
    assert model.calculate_loss(batch).item() == pytest.approx(total, rel=1e-4)


@torch.no_grad()
def test_later_items_change_no_earlier_state(model: TriCDR, batch: Interaction) -> None:
    items = batch["item_id_list"]
    row = int((items > 0).sum(dim=1).argmax())
    items = items[row : row + 1]
    length = int((items > 0).sum())
    assert length >= 4
    steps = torch.arange(length - 1)
    users = torch.zeros_like(steps)
    for step in range(1, length):
        changed, shortened = items.clone(), items.clone()
        changed[0, step:length] = items[0, step:length] % (int(model.n_items) - 1) + 1
        shortened[0, step:] = 0
        for other in (changed, shortened):
            for d in range(2):
                before, after = (
                    model.preferences(it, model.sequence_states(it), users[:step], steps[:step], d)
                    for it in (items, other)
                )
                torch.testing.assert_close(before, after)


@torch.no_grad()
def test_scores_are_the_states_that_training_would_give(model: TriCDR, batch: Interaction) -> None:
    items = batch[model.ITEM_SEQ]
    length = (items > 0).sum(dim=1)
    states = model.sequence_states(items)
    users = torch.arange(len(items))
    history = {model.ITEM_SEQ: torch.nn.functional.pad(items, (0, 8 - items.shape[1])), model.ITEM_SEQ_LEN: length}
    scores = model.full_sort_predict(Interaction(history))
    for d in range(2):
        sums = model.preferences(items, states, users, length - 1, d)
        user_states = model.heads[d].fusion(sums.flatten(1))
        of_domain = torch.nonzero(model.item_domain == d + 1)[:, 0]
        for row in range(len(items)):
            plain = plain_state(model, plain_sums(model, items[row, : length[row]].tolist(), d), d)
            torch.testing.assert_close(user_states[row], plain)
            expected = torch.stack([model.cosine_scale * cosine(plain, model.items.weight[i]) for i in of_domain])
            torch.testing.assert_close(scores[row, of_domain], expected)
    assert torch.isneginf(scores[:, 0]).all() and torch.isfinite(scores[:, 1:]).all()
    wanted = torch.where(
        users % 2 == 0, torch.nonzero(model.item_domain == 2)[0], torch.nonzero(model.item_domain == 1)[0]
    )
    predicted = model.predict(Interaction({**history, model.ITEM_ID: wanted}))
    torch.testing.assert_close(predicted, scores[users, wanted])


@pytest.mark.parametrize("domains", [1, 2, 3])
def test_training_is_deterministic(tmp_path: Path, domains: int) -> None:
    write_toy(tmp_path, domains=domains)
    weights = []
    for name in ("first", "second"):
        settings = config(tmp_path, "TriCDR", **SMALL)
        data = prepare_data(settings)
        init_seed(1, True)
        model = TriCDR(settings, data.dataset)
        progress = TEMATrainer(settings, model, tmp_path / name).train(data.train, None)
        assert progress.epoch == 2 and progress.losses[1] < progress.losses[0]
        weights.append([*progress.losses, *nn.utils.parameters_to_vector(model.parameters()).tolist()])
    assert weights[0] == weights[1]


def test_experiment_ranks_items_of_all_domains(toy: Path, tmp_path: Path) -> None:
    keys = {"data_path": str(toy), "MAX_ITEM_LIST_LENGTH": 8, "epochs": 2, **SMALL}
    result = run_experiment(["TriCDR"], "toy", seeds=[1], output_dir=tmp_path / "out", config_dict=keys).to_dict()
    (run,) = result["runs"]
    assert run["model"] == "TriCDR" and all(math.isfinite(loss) for loss in run["losses"])


def test_settings_file_is_written_from_the_options() -> None:
    assert (PROPERTIES / "model/TriCDR.yaml").read_text(encoding="utf-8") == yaml_text(TriCDR)
