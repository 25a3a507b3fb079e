"""The loss against cross-entropies of each row alone, its draws and its gradient."""

from __future__ import annotations

import torch

from recbole_tema.model.loss import domain_cross_entropy, draw_candidates, first_occurrences


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
    full = domain_cross_entropy(*args, negatives, past, offset)
    for count in (0, 4, 5):
        drawn = draw_candidates(negatives, count)
        torch.testing.assert_close(domain_cross_entropy(*args, drawn, past, offset), full)
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
    torch.testing.assert_close(domain_cross_entropy(*args, drawn, past, offset), torch.stack(few).mean())


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
        return domain_cross_entropy(
            states_, targets, domain, vectors, [torch.tensor([2, 3]), torch.arange(5, 9)], past, repeat
        )

    inputs = (torch.randn(3, 4), torch.randn(9, 4), torch.randn(3))
    numbers = [value.double().requires_grad_() for value in inputs]
    loss(*numbers).backward()
    for value in numbers:
        moved = torch.randn_like(value)
        shifted = [[other + sign * 1e-3 * moved if other is value else other for other in numbers] for sign in (1, -1)]
        with torch.no_grad():
            slope = (loss(*shifted[0]) - loss(*shifted[1])) / 2e-3
        torch.testing.assert_close((value.grad * moved).sum(), slope, rtol=1e-5, atol=1e-6)
