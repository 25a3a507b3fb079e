"""Options of the tagging pipeline and of language models."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from recbole_tema.options import check_options, option

# Of a domain, by default: fewer tags distinguish hardly any items.
MIN_LIST_SIZE = 20

ScoreMethod = Literal["probability", "rating"]
_FIELDS_HELP = "Columns of the .item file that the model reads; by default all of text, the year and the price."


@dataclass(frozen=True)
class TagOptions:
    """Options of the tagging pipeline; the steps are the paper's, every default is ours.

    Raises
    ------
    ConfigError
        If an option has an invalid value.
    """

    fields: tuple[str, ...] | None = option(None, help=_FIELDS_HELP)
    encoder: str | None = option(
        None,
        help="Sentence encoder that finds synonyms and candidate tags: a folder, a Hugging Face id, or a package of "
        "weights. Without it, candidates are found by shared words.",
    )
    limit: int | None = option(
        None, help="Number of items to tag, from the start of the file; all by default.", minimum=1
    )
    sample: int = option(200, help="Number of items per domain to propose tags for; 0 for all.", minimum=0)
    seed: int = option(0, help="Seed of the sample of items to propose tags for.")
    list_size: int | None = option(
        None,
        help="Maximum number of tags in the first list of a domain; refinement may add more. By default the square "
        f"root of the number of items of the domain, at least {MIN_LIST_SIZE}.",
        minimum=1,
    )
    rounds: int = option(
        3, help="Maximum number of refinement rounds; with 0, only spelling variants are merged.", minimum=0
    )
    candidates: int = option(10, help="Maximum number of tags to score per item.", minimum=1)
    score: ScoreMethod = option(
        "probability", help="Score of a tag: the probability of the model's yes, or a rating that it writes."
    )
    tau: float = option(0.8, help="Minimum score of a tag.", minimum=0, maximum=1)
    k: int = option(8, help="Maximum number of tags per item.", minimum=1)
    floor: float = option(
        0.2, help="Minimum score of the best tag of an item, which is kept if no tag reaches tau.", minimum=0, maximum=1
    )

    def __post_init__(self) -> None:
        check_options(self)

    def list_size_of(self, n_items: int) -> int:
        """Maximum size of the first list of a domain with a number of items."""
        return self.list_size or max(MIN_LIST_SIZE, round(math.sqrt(n_items)))


@dataclass(frozen=True)
class ProfileOptions:
    """Options of profiles.

    Raises
    ------
    ConfigError
        If an option has an invalid value.
    """

    fields: tuple[str, ...] | None = option(None, help=_FIELDS_HELP)
    limit: int | None = option(
        None, help="Number of items to profile, from the start of the file; all by default.", minimum=1
    )

    def __post_init__(self) -> None:
        check_options(self)


@dataclass(frozen=True)
class BackendOptions:
    """Options of a language model that is opened by name; they do not affect its answers.

    Raises
    ------
    ConfigError
        If an option has an invalid value.
    """

    parallel: int | None = option(
        None,
        help="Number of concurrent requests, or of items per batch; by default 1 for a GGUF file and 8 otherwise.",
        minimum=1,
    )
    threads: int | None = option(
        None,
        help="CPU threads of a GGUF model, all by default; on a busy machine leave one core free.",
        minimum=1,
    )
    timeout: float | None = option(
        None,
        help="Seconds without an answer of a server after which a request is sent again; 120 by default.",
        above=0,
    )
    retries: int | None = option(
        None, help="How often a request to a server is sent again after a temporary failure; 5 by default.", minimum=0
    )

    def __post_init__(self) -> None:
        check_options(self)
