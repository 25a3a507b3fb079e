"""What the tag pipeline needs of a language model."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Optional, Protocol

from recbole_tema.errors import BackendError

Messages = Sequence[Mapping[str, str]]


class Backend(Protocol):
    """A language model.

    Attributes
    ----------
    name : str
        What the model is called, for people.
    identity : str
        Everything about the model that decides its answers: part of every cache key.
    parallel : int
        Requests that are worth having under way at once.
    """

    name: str
    identity: str
    parallel: int

    def describe(self) -> dict[str, Any]:
        """The model, for the record."""

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """The model's most likely answer.

        Parameters
        ----------
        messages : sequence of mapping
            ``role`` and ``content``.
        schema : mapping
            JSON schema that the answer is held to where the model can be; the caller checks it in any case.
        max_tokens : int
            The answer is cut there.

        Raises
        ------
        BackendError
            If there is no answer.
        """

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        """How likely the model says yes, rather than no, after each beginning of an answer.

        Parameters
        ----------
        messages : sequence of mapping
            Shared by all openings, and read once where the model can keep what it has read.
        openings : sequence of str

        Returns
        -------
        list of float
            P(yes) / (P(yes) + P(no)) of the next word.

        Raises
        ------
        BackendError
            If the model gives no token probabilities, or says neither.
        """

    async def close(self) -> None:
        """Let go of the model."""


def yes_share(tokens: Mapping[str, float]) -> float:
    """P(yes) / (P(yes) + P(no)) from probabilities of the next token.

    Parameters
    ----------
    tokens : mapping of str to float
        Probability by token, blanks and capitals included.

    Raises
    ------
    BackendError
        If neither is among them.
    """
    total = {"yes": 0.0, "no": 0.0}
    for token, probability in tokens.items():
        word = token.strip().lower()
        if word in total:
            total[word] += probability
    mass = total["yes"] + total["no"]
    if mass <= 0:
        said: Optional[str] = max(tokens, key=lambda token: tokens[token], default=None)
        raise BackendError(
            f"the model says neither yes nor no, but {said!r}.",
            remedy="It does not go on with an answer that was begun for it; use --score rating.",
        )
    # Six digits: enough for any score, and the same text in the cache on every machine.
    return round(total["yes"] / mass, 6)


def next_tokens(choice: Mapping[str, Any]) -> dict[str, float]:
    """Probability by token, of the first token of an answer in OpenAI's form.

    Raises
    ------
    BackendError
        If the answer carries no probabilities.
    """
    found: dict[str, float] = {}
    try:
        for token in choice["logprobs"]["content"][0]["top_logprobs"]:
            found[token["token"]] = found.get(token["token"], 0.0) + math.exp(token["logprob"])
    except (LookupError, TypeError):
        raise BackendError("the model gave no token probabilities.", remedy="Use --score rating.") from None
    return found


def unfenced(text: str) -> str:
    """JSON without the Markdown fence that models like to put around it, and would put around it again."""
    found = re.fullmatch(r"\s*```(?:json)?\s*(.*?)\s*```\s*", text, re.DOTALL)
    return text if found is None else found.group(1)
