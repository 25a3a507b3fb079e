"""How a dataset is tagged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.match import SCORES


@dataclass(frozen=True)
class TagOptions:
    """Every number that the paper leaves open is ours.

    Attributes
    ----------
    fields : tuple of str
        Columns of ``.item`` that the model reads.
    sample : int, optional
        Items a domain that the model proposes tags for; all where None.
    seed : int
        Chooses them.
    list_size : int
        Tags of a domain's first list, at most.
    rounds : int
        Refinements of a list, at most [P; the number is ours]; with 0 nothing is dropped or merged but spellings.
    encoder : str, optional
        Sentence encoder that finds synonyms and an item's candidates; shared words find candidates otherwise.
    candidates : int
        Tags that an item is asked about, at most.
    score : {"probability", "rating"}
        See :func:`recbole_tema.tagging.match.match`.
    tau, k : float, int
        Keep tags with a score of at least ``tau``, at most ``k`` [P; the numbers are ours].
    floor : float
        An item left with none keeps its best, if that reaches ``floor``.
    limit : int, optional
        Tag only the first so many items.

    Raises
    ------
    ConfigError
        If an option makes no sense.
    """

    fields: tuple[str, ...] = ("title",)
    sample: Optional[int] = 200
    seed: int = 0
    list_size: int = 80
    rounds: int = 3
    encoder: Optional[str] = None
    candidates: int = 10
    score: str = "probability"
    tau: float = 0.8
    k: int = 8
    floor: float = 0.2
    limit: Optional[int] = None

    def __post_init__(self) -> None:
        if self.score not in SCORES:
            raise ConfigError(f"score {self.score!r} is unknown.", remedy=f"Choose {' or '.join(SCORES)}.")
        for name in ("tau", "floor"):
            if not 0 <= getattr(self, name) <= 1:
                raise ConfigError(f"{name} is {getattr(self, name)}.", remedy="It must be between 0 and 1.")
        for name in ("limit", "sample", "list_size", "candidates", "k"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ConfigError(f"{name} is {value}.", remedy="It must be at least 1.")
        if self.rounds < 0:
            raise ConfigError(f"rounds is {self.rounds}.", remedy="It must not be negative.")
        if not self.fields:
            raise ConfigError("there are no fields.", remedy="Name columns of the .item file, such as title.")
