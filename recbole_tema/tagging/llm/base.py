"""Interface of a language model, and helpers that several families share."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from recbole_tema.errors import BackendError

Messages = Sequence[Mapping[str, str]]


class Backend(Protocol):
    """A language model.

    Attributes
    ----------
    name : str
        Name of the model, for people.
    identity : str
        Everything about the model that determines its answers; part of every cache key.
    parallel : int
        Number of concurrent requests that the model can use.
    """

    name: str
    identity: str
    parallel: int

    def describe(self) -> dict[str, Any]:
        """Description of the model for the provenance record."""

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """Return the model's most likely answer.

        Parameters
        ----------
        messages : sequence of mapping
            ``role`` and ``content``.
        schema : mapping
            JSON schema for constrained decoding, if the model supports it; the caller validates the answer in any case.
        max_tokens : int
            Longer answers are truncated.

        Raises
        ------
        BackendError
            If there is no answer.
        """

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        """Probability of yes, rather than no, after each prefix of an answer.

        Parameters
        ----------
        messages : sequence of mapping
            Shared by all prefixes, and processed once if the model has a prompt cache.
        answer_prefixes : sequence of str

        Returns
        -------
        list of float
            P(yes) / (P(yes) + P(no)) of the next token.

        Raises
        ------
        BackendError
            If the model gives no token probabilities, or neither yes nor no is among the likely tokens.
        """

    async def close(self) -> None:
        """Release the model's threads and connections."""


def yes_probability(token_probabilities: Mapping[str, float]) -> float:
    """P(yes) / (P(yes) + P(no)) of the next token.

    Parameters
    ----------
    token_probabilities : mapping of str to float
        Probability by token; case and surrounding whitespace of a token are ignored.

    Raises
    ------
    BackendError
        If neither yes nor no is among the tokens.
    """
    total = {"yes": 0.0, "no": 0.0}
    for token, probability in token_probabilities.items():
        word = token.strip().lower()
        if word in total:
            total[word] += probability
    mass = total["yes"] + total["no"]
    if mass <= 0:
        likeliest: str | None = max(token_probabilities, key=lambda token: token_probabilities[token], default=None)
        raise BackendError(
            f"The model answered neither yes nor no, but {likeliest!r}.",
            remedy="It does not continue an answer that starts with a given prefix; use --score rating.",
        )
    # Six digits are enough for any score, and give the same text in the cache on every machine.
    return round(total["yes"] / mass, 6)


def next_token_probabilities(choice: Mapping[str, Any]) -> dict[str, float]:
    """Probability by token of the first token of an answer in OpenAI's format.

    Raises
    ------
    BackendError
        If the answer has no probabilities.
    """
    probabilities: dict[str, float] = {}
    try:
        for token in choice["logprobs"]["content"][0]["top_logprobs"]:
            probabilities[token["token"]] = probabilities.get(token["token"], 0.0) + math.exp(token["logprob"])
    except (LookupError, TypeError):
        raise BackendError("The model gave no token probabilities.", remedy="Use --score rating.") from None
    return probabilities


def strip_code_fence(text: str) -> str:
    """JSON without the Markdown code fence that many models put around it."""
    fenced = re.fullmatch(r"\s*```(?:json)?\s*(.*?)\s*```\s*", text, re.DOTALL)
    return text if fenced is None else fenced.group(1)
