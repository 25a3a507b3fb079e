"""Client of a language model: cached requests, validated answers, and a second chance for invalid ones."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from pydantic import TypeAdapter

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.answers import UnusableAnswerError, parse_answer
from recbole_tema.tagging.budget import TokenBudget, step_below
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.failures import FailureLog
from recbole_tema.tagging.llm.base import (
    AnswerError,
    Backend,
    Messages,
    RejectedRequestError,
    TruncatedAnswerError,
    without_thoughts,
)
from recbole_tema.tagging.prompts import Message, Templates, repair_messages

T = TypeVar("T")


def _is_probability(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1  # False for NaN


class LLMClient:
    """A language model behind an answer cache.

    Parameters
    ----------
    backend : Backend
        The language model.
    cache : AnswerCache
        Stores the model's answers.
    templates : Templates
        Prompt templates.
    max_repairs : int
        How often the model is shown an invalid answer and asked to correct it.

    Attributes
    ----------
    n_requests : int
        Requests answered by the model, not by the cache.
    """

    def __init__(self, backend: Backend, cache: AnswerCache, templates: Templates, max_repairs: int = 1) -> None:
        self.backend = backend
        self.cache = cache
        self.templates = templates
        self.max_repairs = max_repairs
        self.n_requests = 0
        self._failures = FailureLog()
        self._budget = TokenBudget()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def _lock(self, key: str) -> asyncio.Lock:
        """Lock of a request: concurrent requests with the same content wait for one answer."""
        return self._locks.setdefault(key, asyncio.Lock())

    async def chat(
        self, messages: Sequence[Message], answer_type: TypeAdapter[T], max_tokens: int, schema: Mapping[str, Any]
    ) -> T:
        """Request an answer and validate it; an invalid answer is repaired at most :attr:`max_repairs` times.

        Only a valid answer is cached, under the key of the first request.

        Parameters
        ----------
        messages : sequence of dict
            ``role`` and ``content``.
        answer_type : pydantic.TypeAdapter
            Validates the answer.
        max_tokens : int
            Enough for the answer itself. After a truncated answer, this and all later requests are given more.
        schema : mapping
            JSON schema for models that support constrained decoding; empty if the answer is text.

        Raises
        ------
        BackendDownError
            If the model cannot be used, or too many requests in a row failed in the same way.
        BackendError
            If the last answer is invalid too.
        """
        key = cache_key(model=self.backend.identity, messages=messages, schema=schema, max_tokens=max_tokens)
        async with self._lock(key):
            cached = self.cache.get(key)
            if isinstance(cached, str):
                with suppress(UnusableAnswerError):
                    return parse_answer(cached, answer_type, schema)
            with self._recorded():
                answer, text = await self._valid_answer(messages, answer_type, max_tokens, schema)
            self.cache.put(key, text)
        return answer

    @contextmanager
    def _recorded(self) -> Iterator[None]:
        """Record the success or the failure of a request."""
        try:
            yield
        except BackendDownError:
            raise
        except BackendError as error:
            self._failures.failed(error)
            raise
        self._failures.succeeded()

    async def _valid_answer(
        self, messages: Sequence[Message], answer_type: TypeAdapter[T], max_tokens: int, schema: Mapping[str, Any]
    ) -> tuple[T, str]:
        """A valid answer and its text, after repairs if they are needed."""
        for attempt in range(self.max_repairs + 1):
            try:
                return await self._answer(messages, answer_type, max_tokens, schema)
            except AnswerError as error:
                text = error.text if isinstance(error, (UnusableAnswerError, TruncatedAnswerError)) else None
                is_thinking = isinstance(error, TruncatedAnswerError) and error.is_thinking
                if text is None or is_thinking:
                    raise
                if attempt == self.max_repairs:
                    raise self._last_error(error, text) from error
                messages = repair_messages(self.templates, messages, text, error.problem.rstrip("."))
        raise AssertionError("unreachable")

    def _last_error(self, error: AnswerError, text: str) -> BackendError:
        if isinstance(error, TruncatedAnswerError):
            return error
        quoted = repr(text[:200]) if text else "it is empty"
        return AnswerError(
            f"The model gave no valid answer (repair requests: {self.max_repairs}): {quoted}.",
            reason=error.reason,
        )

    async def _answer(
        self, messages: Messages, answer_type: TypeAdapter[T], max_tokens: int, schema: Mapping[str, Any]
    ) -> tuple[T, str]:
        """One answer; if it is truncated before it is complete, it is requested again with more tokens."""
        while True:
            text, extra, truncated = await self._text(messages, max_tokens, schema)
            try:
                # The text is kept without thoughts, which can be a hundred times as long.
                return parse_answer(text, answer_type, schema), without_thoughts(text)
            except UnusableAnswerError:
                if truncated is None:
                    raise
                if not self._budget.raise_above(extra, is_thinking=truncated.is_thinking):
                    raise truncated from None

    async def _text(
        self, messages: Messages, max_tokens: int, schema: Mapping[str, Any]
    ) -> tuple[str, int, TruncatedAnswerError | None]:
        """Text of an answer, the additional tokens that it was given, and an error if it was truncated nevertheless."""
        extra = highest = self._budget.extra
        truncated: TruncatedAnswerError | None = None
        while True:
            try:
                text = await self.backend.chat(messages, schema, max_tokens + extra)
            except TruncatedAnswerError as error:
                text, truncated = error.text, error
            except RejectedRequestError:
                if extra == 0:
                    raise
                extra = step_below(extra)
                continue
            break
        self.n_requests += 1
        if extra < highest:
            self._budget.limit_to(extra)
        # A truncated answer may end in half a surrogate pair, which cannot be encoded for a file or a request.
        return text.encode("utf-8", "replace").decode("utf-8"), extra, truncated

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        """Probability of yes after each answer prefix; only prefixes that are not in the cache are requested.

        Raises
        ------
        BackendError
            If the model gives no token probabilities.
        """
        # The word "opening" is part of the keys of caches that exist.
        keys = [cache_key(model=self.backend.identity, messages=messages, opening=prefix) for prefix in answer_prefixes]
        async with self._lock(cache_key(messages=messages)):
            known: dict[str, Any] = {key: self.cache.get(key) for key in keys}
            missing = [position for position, key in enumerate(keys) if not _is_probability(known[key])]
            if missing:
                prefixes = [answer_prefixes[position] for position in missing]
                with self._recorded():
                    probabilities = await self.backend.yes_probabilities(messages, prefixes)
                    self.n_requests += 1
                    if not all(map(_is_probability, probabilities)):
                        raise BackendError(f"The model gave probabilities outside [0, 1]: {probabilities[:5]}.")
                new = {keys[position]: probability for position, probability in zip(missing, probabilities)}
                self.cache.put_many(new)
                known.update(new)
        return [float(known[key]) for key in keys]
