"""ABXI against plain implementations of its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from recbole.data.interaction import Interaction
from torch import nn

from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.model.baselines.abxi import ABXI, CausalAttention, LowRankAdapter
from tests.helpers import config

SMALL = {"hidden_size": 8, "inner_size": 12, "domain_rank": 2, "invariant_rank": 3, "loss_negatives": 0}


@pytest.fixture
def data(toy: Path) -> PreparedData:
    """The toy dataset."""
    return prepare_data(config(toy, "ABXI", **SMALL))


@pytest.fixture
def batch(data: PreparedData) -> Interaction:
    """Whole sequences of training."""
    return next(iter(data.train))


@pytest.fixture
def model(toy: Path, data: PreparedData) -> ABXI:
    """A small model away from its start, where adapters are zero."""
    torch.manual_seed(1)
    model = ABXI(config(toy, "ABXI", **SMALL), data.dataset).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
        for table in (model.items, model.positions):
            table.weight[0] = 0
    return model


def states_at_tasks(model: ABXI, items: torch.Tensor, task: torch.Tensor) -> torch.Tensor:
    """States (D, B, T, C) at all tasks, zero elsewhere."""
    states = torch.zeros(*task.shape, 8)
    for d, own in enumerate(model.user_states(items, task, task)):
        states[d][task[d]] = own
    return states


def test_attention_equals_that_of_sequences_padded_at_the_start() -> None:
    torch.manual_seed(1)
    attention, window = CausalAttention(8, 2, window=6).eval(), 6
    reference = nn.MultiheadAttention(8, 2, batch_first=True).eval()
    with torch.no_grad():
        reference.in_proj_weight.copy_(attention.qkv.weight)
        reference.in_proj_bias.copy_(attention.qkv.bias.normal_())
        reference.out_proj.weight.copy_(attention.out.weight)
        reference.out_proj.bias.copy_(attention.out.bias)
    x, lengths = torch.randn(3, 5, 8), torch.tensor([5, 2, 4])
    later = torch.ones(window, window, dtype=torch.bool).triu(1)
    result = attention(x, lengths, torch.ones(3, 5, dtype=torch.bool)).view(3, 5, 8)
    for row, length in enumerate(lengths.tolist()):
        padded = torch.zeros(1, window, 8)
        padded[0, window - length :] = x[row, :length]
        expected, _ = reference(padded, padded, padded, attn_mask=later, need_weights=False)
        torch.testing.assert_close(result[row, :length], expected[0, window - length :])


def test_adapters_are_zero_at_the_start_and_of_low_rank() -> None:
    adapter = LowRankAdapter(8, 2)
    assert torch.count_nonzero(adapter(torch.randn(5, 8))) == 0
    nn.init.normal_(adapter.down)
    assert torch.linalg.matrix_rank(adapter(torch.eye(8))) == 2


def test_sequences_of_domains_hold_the_item_before_each_target_of_the_domain(model: ABXI) -> None:
    first, second = (torch.nonzero(model.item_domain == d)[:2, 0].tolist() for d in (1, 2))
    items = torch.tensor([[first[0], second[0], first[1], second[1], 0]])
    assert model._latest_items(items, 1).tolist() == [[first[0], first[0], first[1], first[1], first[1]]]
    assert model._latest_items(items, 2).tolist() == [[0, second[0], second[0], second[1], second[1]]]


def test_scores_are_the_states_that_training_would_give(model: ABXI, batch: Interaction) -> None:
    """The score of an item is that of a target of its domain after the history."""
    items, targets = model.supervised(batch)
    length = (items > 0).sum(dim=1)
    domain = model.item_domain[targets]
    following = torch.where(targets > 0, targets, torch.nn.functional.pad(items[:, 1:], (0, 1)))
    next_domain = model.item_domain[following]
    states = states_at_tasks(model, items, torch.stack([next_domain == 1, next_domain == 2]))
    history = {model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: length}
    scores = model.full_sort_predict(Interaction(history))
    for row in range(len(items)):
        last = int(length[row]) - 1
        if not targets[row, last]:
            continue
        d = int(domain[row, last]) - 1
        of_domain = torch.nonzero(model.item_domain == d + 1)[:, 0]
        expected = states[d, row, last] @ model.items.weight[of_domain].T
        torch.testing.assert_close(scores[row, of_domain], expected)
    assert torch.isneginf(scores[:, 0]).all()
    wanted = torch.full((len(items),), int(torch.nonzero(model.item_domain == 2)[0]))
    predicted = model.predict(Interaction({**history, model.ITEM_ID: wanted}))
    torch.testing.assert_close(predicted, scores[torch.arange(len(items)), wanted])


def test_loss_counts_the_targets_of_a_user_in_a_domain_as_one(model: ABXI, batch: Interaction) -> None:
    items, targets = model.supervised(batch)
    domain = model.item_domain[targets]
    following = torch.where(targets > 0, targets, torch.nn.functional.pad(items[:, 1:], (0, 1)))
    next_domain = model.item_domain[following]
    states = states_at_tasks(model, items, torch.stack([next_domain == 1, next_domain == 2]))
    total = 0.0
    for row in range(len(items)):
        own = {*items[row].tolist(), *targets[row].tolist()}
        negatives = [item for item in range(1, int(model.n_items)) if item not in own]
        for d in (1, 2):
            losses = []
            for step in torch.nonzero(domain[row] == d)[:, 0].tolist():
                state = states[d - 1, row, step] / model.temperature
                logits = torch.stack(
                    [state @ model.items.weight[item] for item in [int(targets[row, step]), *negatives]]
                )
                losses.append(float(torch.logsumexp(logits, 0) - logits[0]))
            total += sum(losses) / max(len(losses), 1)
    assert model.calculate_loss(batch).item() == pytest.approx(total / len(items), rel=1e-5)


def test_later_items_change_no_state_but_for_positions_counted_from_the_end(model: ABXI, batch: Interaction) -> None:
    with torch.no_grad():
        model.positions.weight.zero_()
    items, targets = model.supervised(batch)
    row = int((items > 0).sum(dim=1).argmax())
    items, domain = items[row : row + 1, :4], model.item_domain[targets[row : row + 1, :4]]
    task = torch.stack([domain == 1, domain == 2])
    changed = items.clone()
    changed[0, 3] = items[0, 3] % (int(model.n_items) - 1) + 1
    before, after = states_at_tasks(model, items, task), states_at_tasks(model, changed, task)
    known = task[:, :, :3]
    torch.testing.assert_close(before[:, :, :3][known], after[:, :, :3][known])
