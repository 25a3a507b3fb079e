"""Client of a language model: cached requests, validated answers, and a second chance for invalid ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from pydantic import TypeAdapter, ValidationError

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.llm.base import Backend, Messages
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
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def _lock(self, key: str) -> asyncio.Lock:
        """Lock of a request: concurrent requests with the same content wait for one answer."""
        return self._locks.setdefault(key, asyncio.Lock())

    async def _cached_chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        key = cache_key(model=self.backend.identity, messages=messages, schema=schema, max_tokens=max_tokens)
        async with self._lock(key):
            answer = self.cache.get(key)
            if answer is None:
                text = await self.backend.chat(messages, schema, max_tokens)
                # A truncated answer may end in half a surrogate pair, which cannot be encoded for a file or a request.
                answer = text.encode("utf-8", "replace").decode("utf-8")
                self.n_requests += 1
                self.cache.put(key, answer)
        return str(answer)

    async def chat(
        self, messages: Sequence[Message], answer_type: TypeAdapter[T], max_tokens: int, schema: Mapping[str, Any]
    ) -> T:
        """Request an answer and validate it; an invalid answer is repaired at most :attr:`max_repairs` times.

        Parameters
        ----------
        messages : sequence of dict
            ``role`` and ``content``.
        answer_type : pydantic.TypeAdapter
            Validates the answer.
        max_tokens : int
            Longer answers are truncated.
        schema : mapping
            JSON schema for models that support constrained decoding.

        Raises
        ------
        BackendError
            If the last answer is invalid too.
        """
        for attempt in range(self.max_repairs + 1):
            text = await self._cached_chat(messages, schema, max_tokens)
            try:
                return answer_type.validate_json(text)
            except ValidationError as error:
                if attempt == self.max_repairs:
                    raise BackendError(
                        f"The model gave no valid answer (repair requests: {self.max_repairs}): {text[:200]!r}."
                    ) from error
                messages = repair_messages(self.templates, messages, text, str(error.errors()[0]["msg"]))
        raise AssertionError("unreachable")

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
                probabilities = await self.backend.yes_probabilities(messages, prefixes)
                self.n_requests += 1
                if not all(map(_is_probability, probabilities)):
                    raise BackendError(f"The model gave probabilities outside [0, 1]: {probabilities[:5]}.")
                new = {keys[position]: probability for position, probability in zip(missing, probabilities)}
                self.cache.put_many(new)
                known.update(new)
        return [float(known[key]) for key in keys]
