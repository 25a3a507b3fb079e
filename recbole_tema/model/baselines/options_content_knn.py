"""Settings of ContentKNN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recbole_tema.options import check_options, option


@dataclass(frozen=True)
class ContentKNNOptions:
    """Nothing is trained, so that these are all settings.

    The defaults were chosen by validation on food-kitchen-mini (benchmarks/LOG.md).
    """

    MAX_ITEM_LIST_LENGTH: int = option(50, help="Maximum number of items of a history.", minimum=1)
    modalities: tuple[Literal["tag", "text", "image"], ...] = option(
        ("text",), help="Features that are compared; the mean of their cosines is the score."
    )
    whitening: float = option(
        0.5, help="Power of the whitening of frozen vectors and of tags; 0: none, 1: full.", minimum=0
    )
    recency: float = option(
        0.3, help="Weight of an item of the history relative to the next one; 1: all are equal.", above=0, maximum=1
    )

    def __post_init__(self) -> None:
        check_options(self)
