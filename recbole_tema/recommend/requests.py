"""What one caller asks: several choices of items for one history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recbole_tema.recommend.filters import Choice
from recbole_tema.recommend.history import History


@dataclass(frozen=True)
class Request:
    """A history, and what is asked of it.

    Attributes
    ----------
    history : History
    k : int
        Items of each choice, at most.
    choices : sequence of Choice
        A list is given for each; the history is scored once.
    """

    history: History
    k: int = 10
    choices: Sequence[Choice] = (Choice(),)
