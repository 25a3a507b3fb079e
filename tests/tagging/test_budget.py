"""Tokens that requests are given after truncated answers."""

from __future__ import annotations

from recbole_tema.tagging.budget import TokenBudget, step_below


def test_steps() -> None:
    budget = TokenBudget()
    raised = []
    while budget.raise_above(budget.extra, is_thinking=True):
        raised.append(budget.extra)
    assert raised == [1024, 4096, 16384]
    # A request that was sent before the budget was raised is sent again with the present one.
    assert budget.raise_above(0, is_thinking=True) and budget.extra == 16384
    assert [step_below(step) for step in (16384, 4096, 1024, 256, 0)] == [4096, 1024, 256, 0, 0]


def test_prose_gets_one_step() -> None:
    budget = TokenBudget()
    assert budget.raise_above(0, is_thinking=False) and budget.extra == 256
    assert not budget.raise_above(256, is_thinking=False)


def test_limit_of_the_server() -> None:
    budget = TokenBudget()
    budget.raise_above(1024, is_thinking=True)
    budget.limit_to(1024)
    assert budget.extra == 1024 and not budget.raise_above(1024, is_thinking=True)
