"""The loss against cross-entropies of each row alone, its draws and its gradient."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from recbole_tema.model.loss import (
    TrainingScores,
    domain_cross_entropy,
    draw_candidates,
    first_occurrences,
    soft_targets,
)


def test_sampled_softmax_with_all_items_is_the_full_one_and_never_a_false_negative() -> None:
    torch.manual_seed(0)
    states_, vectors = torch.randn(6, 4), torch.randn(9, 4)
    item_domain = torch.tensor([0, 1, 1, 1, 1, 2, 2, 2, 2])
    targets = torch.tensor([1, 2, 4, 5, 8, 8])
    args = (states_, targets, item_domain[targets], vectors)
    negatives = [torch.arange(1, 5), torch.arange(5, 9)]
    # The history of row 0 has its target twice, that of row 4 another item, the others none of the target's domain.
    past = torch.tensor([[1, 1, 7], [5, 0, 0], [0, 0, 0], [1, 2, 0], [6, 0, 0], [4, 0, 0]])
    offset = torch.tensor([-2.0, -2.0, -2.0, 1.5, 1.5, 1.5])
    past = first_occurrences(past)
    assert past[0].tolist() == [1, 0, 7]
    full = domain_cross_entropy(TrainingScores(*args, negatives, past, offset))
    for count in (0, 4, 5):
        drawn = draw_candidates(negatives, count)
        torch.testing.assert_close(domain_cross_entropy(TrainingScores(*args, drawn, past, offset)), full)
    losses = []
    for row, (state, target) in enumerate(zip(states_, targets.tolist())):
        first = 1 if target < 5 else 5
        logits = torch.stack(
            [state @ vectors[j] + offset[row] * (j in past[row].tolist()) for j in range(first, first + 4)]
        )
        losses.append(torch.nn.functional.cross_entropy(logits, torch.tensor(target - first)))
    torch.testing.assert_close(full, torch.stack(losses).mean())
    # Negatives 2 and 3, 5 and 6 only: a target counts once, sampled or not.
    few = []
    for row, (state, target) in enumerate(zip(states_, targets.tolist())):
        candidates = sorted({target, *((2, 3) if target < 5 else (5, 6))})
        logits = torch.stack([state @ vectors[j] + offset[row] * (j in past[row].tolist()) for j in candidates])
        few.append(torch.nn.functional.cross_entropy(logits, torch.tensor(candidates.index(target))))
    drawn = [torch.tensor([3, 2]), torch.tensor([5, 6])]
    torch.testing.assert_close(
        domain_cross_entropy(TrainingScores(*args, drawn, past, offset)), torch.stack(few).mean()
    )


def test_draws_are_of_the_domain_without_replacement() -> None:
    negatives = [torch.arange(1, 5), torch.arange(5, 105)]
    torch.manual_seed(0)
    first, second = (draw_candidates(negatives, 7) for _ in range(2))
    assert first[0].tolist() == [1, 2, 3, 4]
    assert len(set(first[1].tolist())) == 7 and set(first[1].tolist()) <= set(negatives[1].tolist())
    assert set(first[1].tolist()) != set(second[1].tolist())


def test_gradients_of_the_loss_are_those_of_its_numbers() -> None:
    torch.manual_seed(0)
    targets, domain = torch.tensor([1, 2, 6]), torch.tensor([1, 1, 2])
    past = torch.tensor([[1, 3], [0, 0], [7, 5]])

    def loss(states_, vectors, repeat):
        negatives = [torch.tensor([2, 3]), torch.arange(5, 9)]
        return domain_cross_entropy(TrainingScores(states_, targets, domain, vectors, negatives, past, repeat))

    inputs = (torch.randn(3, 4), torch.randn(9, 4), torch.randn(3))
    numbers = [value.double().requires_grad_() for value in inputs]
    loss(*numbers).backward()
    for value in numbers:
        moved = torch.randn_like(value)
        shifted = [[other + sign * 1e-3 * moved if other is value else other for other in numbers] for sign in (1, -1)]
        with torch.no_grad():
            slope = (loss(*shifted[0]) - loss(*shifted[1])) / 2e-3
        torch.testing.assert_close((value.grad * moved).sum(), slope, rtol=1e-5, atol=1e-6)


def two_teachers() -> list[TrainingScores]:
    """Scores of two models for the same targets and candidates; row 2 of the items is both a target and a negative."""
    targets, domain = torch.tensor([1, 2, 6]), torch.tensor([1, 1, 2])
    negatives = [torch.tensor([2, 3]), torch.arange(5, 9)]
    past, repeat = torch.tensor([[1, 3], [0, 0], [7, 5]]), torch.tensor([0.5, 0.5, -1.0])
    generator = torch.Generator().manual_seed(0)
    shapes = ((3, 4), (9, 4), (3, 6), (9, 6))
    one, one_items, two, two_items = (torch.randn(shape, generator=generator).double() for shape in shapes)
    return [
        TrainingScores(one, targets, domain, one_items, negatives, past, repeat.double()),
        TrainingScores(two, targets, domain, two_items, negatives, networks=[3, 3]),
    ]


def logits_of(scores: TrainingScores, row: int) -> tuple[torch.Tensor, list[int]]:
    """Logits of the target and the negatives of a row, each item once, and the items."""
    items = list(dict.fromkeys([int(scores.targets[row]), *scores.candidates[scores.domain[row] - 1].tolist()]))
    logits = torch.stack([scores.states[row] @ scores.vectors[item] for item in items]) / (len(scores.networks) or 1)
    if scores.history is not None and scores.repeat is not None:
        seen = torch.tensor([item in scores.history[row].tolist() for item in items])
        logits = logits + scores.repeat[row] * seen
    return logits, items


def test_soft_targets_are_the_softmax_of_the_mean_logits() -> None:
    teachers = two_teachers()
    soft = soft_targets(teachers)
    place = {0: (1, 0), 1: (1, 1), 2: (2, 0)}  # domain, and row within it
    for row, (domain, number) in place.items():
        (first, items), (second, _) = (logits_of(scores, row) for scores in teachers)
        wanted = dict(zip(items, ((first + second) / 2).softmax(dim=0).tolist()))
        of_negatives, of_target = (part[number] for part in soft[domain])
        negatives = teachers[0].candidates[domain - 1].tolist()
        target = int(teachers[0].targets[row])
        found = dict(zip(negatives, of_negatives.tolist()))
        assert (target in negatives) == (float(of_target) == 0.0)
        found.setdefault(target, float(of_target))
        assert found == pytest.approx(wanted)


def test_loss_towards_soft_targets_is_the_cross_entropy_of_probabilities() -> None:
    student, teacher = two_teachers()
    student = replace(student, networks=[4])
    losses = []
    for row in range(3):
        wanted = logits_of(teacher, row)[0].softmax(dim=0)
        losses.append(torch.nn.functional.cross_entropy(logits_of(student, row)[0], wanted))
    loss = domain_cross_entropy(student, soft_targets([teacher]))
    torch.testing.assert_close(loss, torch.stack(losses).mean())


def test_a_share_of_the_hard_target() -> None:
    student, teacher = two_teachers()
    student = replace(student, networks=[4])
    soft, mixed = (domain_cross_entropy(student, soft_targets([teacher], hard)) for hard in (0.0, 0.25))
    torch.testing.assert_close(mixed, 0.75 * soft + 0.25 * domain_cross_entropy(student))


def test_a_model_that_predicts_what_its_teacher_does_has_no_gradient() -> None:
    (scores, _) = two_teachers()
    states, vectors, repeat = (
        value.clone().requires_grad_() for value in (scores.states, scores.vectors, scores.repeat) if value is not None
    )
    own = replace(scores, states=states, vectors=vectors, repeat=repeat)
    domain_cross_entropy(own, soft_targets([scores])).backward()
    for value in (states, vectors, repeat):
        torch.testing.assert_close(value.grad, torch.zeros_like(value))
    domain_cross_entropy(replace(own, states=states * 1.0)).backward()
    assert states.grad is not None and states.grad.abs().max() > 0.01
