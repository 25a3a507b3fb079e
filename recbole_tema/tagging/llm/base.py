"""Interface of a language model, and helpers that several families share."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from recbole_tema.errors import BackendDownError, BackendError

Messages = Sequence[Mapping[str, str]]


class AnswerError(BackendError):
    """The model answered a request, but the answer cannot be used."""


class TruncatedAnswerError(AnswerError):
    """The answer reached the maximum number of tokens.

    Attributes
    ----------
    text : str
        The answer as far as it goes.
    is_thinking : bool
        Whether the model was still thinking, so that the answer did not start.
    """

    def __init__(self, text: str, max_tokens: int, is_thinking: bool) -> None:
        what = "The model gave an answer without text (length)" if not text.strip() else "The answer was truncated"
        where = ": the model spends its answer on thinking" if is_thinking else f": {text.strip()[:100]!r}"
        super().__init__(
            f"{what} at max_tokens ({max_tokens}){where}.",
            reason="truncated at max_tokens while thinking" if is_thinking else "truncated at max_tokens",
            remedy="Turn thinking off, or use a model that answers directly." if is_thinking else None,
        )
        self.text, self.is_thinking = text, is_thinking


class RejectedRequestError(BackendError):
    """The model's server rejects a request as invalid."""


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
        TruncatedAnswerError
            If the answer reaches ``max_tokens``; it holds the text so far.
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
            reason="neither yes nor no",
            remedy="It does not continue an answer that starts with a given prefix; use --score rating.",
        )
    # Six digits are enough for any score, and give the same text in the cache on every machine.
    return round(total["yes"] / mass, 6)


def next_token_probabilities(choice: Mapping[str, Any]) -> dict[str, float]:
    """Probability by token of the first token of an answer in OpenAI's format.

    Raises
    ------
    BackendDownError
        If the model gives no probabilities.
    BackendError
        If the answer has no token.
    """
    content: Any = (choice.get("logprobs") or {}).get("content")
    if content == []:
        raise BackendError("The model answered with no token.", reason="no token", remedy="Use --score rating.")
    probabilities: dict[str, float] = {}
    try:
        for token in content[0]["top_logprobs"]:
            probabilities[token["token"]] = probabilities.get(token["token"], 0.0) + math.exp(token["logprob"])
    except (LookupError, TypeError):
        probabilities = {}
    if not probabilities:
        # The same for every request: no item can be scored in this way.
        raise BackendDownError("The model gave no token probabilities.", remedy="Use --score rating.")
    return probabilities


def answer_text(choice: Mapping[str, Any], schema: Mapping[str, Any], max_tokens: int) -> str:
    """Text of an answer in OpenAI's format.

    Parameters
    ----------
    choice : mapping
        Its message has the text as a string or as a list of parts; servers with a parser of thoughts put these into
        ``reasoning_content`` or ``reasoning``, and some of them all of the answer.
    schema : mapping
        JSON schema of the request. Without one, thoughts cannot be distinguished from an answer and are not returned.
    max_tokens : int
        The limit of this request, for the message.

    Raises
    ------
    TruncatedAnswerError
        If the answer reached the limit.
    AnswerError
        If the model refused, or the answer has no text.
    """
    message, finish = choice["message"], choice.get("finish_reason")
    text = _text_of(message.get("content"))
    thoughts = _text_of(message.get("reasoning_content")) or _text_of(message.get("reasoning"))
    refusal = message.get("refusal")
    if refusal or finish == "content_filter":
        quoted = f": {str(refusal)[:200]!r}" if refusal else " (content_filter)"
        raise AnswerError(f"The model refused to answer{quoted}.", reason="refusal")
    if finish == "length":
        raise TruncatedAnswerError(text, max_tokens, is_thinking=not text.strip() or is_only_thinking(text))
    if not text.strip() and thoughts and schema:
        return thoughts
    if message.get("content") is None:
        raise AnswerError(f"The model gave an answer without text ({finish}).", reason=f"no text ({finish})")
    return text


def _text_of(content: Any) -> str:
    """Text of a message's content, a string or a list of parts; thoughts and images among the parts are left out."""
    if isinstance(content, list):
        texts = (part.get("text") if isinstance(part, Mapping) else part for part in content)
        return "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else ""


# How models mark their thoughts: DeepSeek, Qwen and others; Seed-OSS; Magistral; Kimi; gpt-oss.
_THOUGHTS = re.compile(
    r"<(?P<tag>(?:seed:)?(?:think|thinking|thought|reasoning)|\|channel\|>analysis<\|message\|)>.*?"
    r"(?:</(?P=tag)>|<\|channel\|>final<\|message\|>|\Z)"
    r"|\[THINK\].*?(?:\[/THINK\]|\Z)|◁think▷.*?(?:◁/think▷|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# A chat template may open the thoughts, so that the answer only closes them.
_END_OF_THOUGHTS = re.compile(r"</(?:seed:)?(?:think|thinking|thought|reasoning)>|\[/THINK\]|◁/think▷", re.IGNORECASE)


def without_thoughts(text: str) -> str:
    """An answer without the model's thoughts; those that do not end reach to the end of the text."""
    return _END_OF_THOUGHTS.split(_THOUGHTS.sub("", text))[-1].strip()


def is_only_thinking(text: str) -> bool:
    """Whether a text that is not empty holds thoughts only."""
    return bool(text.strip()) and not without_thoughts(text)
