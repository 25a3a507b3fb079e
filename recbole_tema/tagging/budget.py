"""Number of tokens that a model may use beyond those of its answer."""

from __future__ import annotations

# Ours: reasoning models spend hundreds to thousands of tokens before an answer.
THINKING_STEPS = (1024, 4096, 16384)
# A few words around an answer, or a tokenizer with more tokens per word.
PROSE_STEPS = (256,)


class TokenBudget:
    """Tokens added to every request, raised after truncated answers for the rest of a run.

    Attributes
    ----------
    extra : int
        Tokens to add to the length of an answer.
    """

    def __init__(self) -> None:
        self.extra = 0
        self._limit = THINKING_STEPS[-1]

    def raise_above(self, used: int, *, is_thinking: bool) -> bool:
        """Raise the budget because ``used`` additional tokens were too few; False if that is the highest budget."""
        steps = THINKING_STEPS if is_thinking else PROSE_STEPS
        larger = [step for step in steps if used < step <= self._limit]
        if larger:
            self.extra = max(self.extra, larger[0])
        return self.extra > used

    def limit_to(self, extra: int) -> None:
        """Never exceed a number of additional tokens, since the server rejects more."""
        self._limit = extra
        self.extra = min(self.extra, extra)


def step_below(extra: int) -> int:
    """The next lower budget."""
    return max((step for step in (0, *PROSE_STEPS, *THINKING_STEPS) if step < extra), default=0)
