"""Ask a model through the cache, check what it says, and let it repair a bad answer once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Optional, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.prompts import VERSION, repair_messages

T = TypeVar("T")


class Backend(Protocol):
    """What tagging needs of a language model."""

    @property
    def model_name(self) -> str:
        """What the model is called, for people."""

    @property
    def model_sha256(self) -> str:
        """Which model this is, for the cache."""

    def chat(self, messages: Sequence[Mapping[str, str]], schema: Optional[Mapping[str, Any]], max_tokens: int) -> str:
        """The model's answer."""

    def next_token(self, messages: Sequence[Mapping[str, str]]) -> dict[str, float]:
        """Probabilities of the answer's first token."""


class Asker:
    """A backend behind a cache.

    Parameters
    ----------
    backend : Backend
        The language model.
    cache : AnswerCache
        Where its answers are kept.
    """

    def __init__(self, backend: Backend, cache: AnswerCache) -> None:
        self.backend = backend
        self.cache = cache
        self.asked = 0

    def _cached(self, ask: Any, **parts: Any) -> Any:
        key = cache_key(model=self.backend.model_sha256, version=VERSION, **parts)
        answer = self.cache.get(key)
        if answer is None:
            answer = ask()
            self.asked += 1
            self.cache.put(key, answer)
        return answer

    def validated(
        self,
        messages: Sequence[dict[str, str]],
        kind: TypeAdapter[T],
        max_tokens: int,
        schema: Mapping[str, Any],
    ) -> T:
        """An answer that passes ``kind``, after one repair at most.

        Raises
        ------
        BackendError
            If the second answer cannot be used either.
        """
        for attempt in (0, 1):
            ask = partial(self.backend.chat, messages, schema, max_tokens)
            text = self._cached(ask, messages=messages, schema=schema, max_tokens=max_tokens)
            try:
                return kind.validate_json(text)
            except ValidationError as error:
                if attempt:
                    raise BackendError(f"no usable answer after one repair: {text[:200]!r}") from error
                messages = repair_messages(messages, text, str(error.errors()[0]["msg"]))
        raise AssertionError("unreachable")

    def next_token(self, messages: Sequence[dict[str, str]]) -> dict[str, float]:
        """Probabilities of the answer's first token."""
        answer: dict[str, float] = self._cached(
            lambda: self.backend.next_token(messages), messages=messages, next_token=True
        )
        return answer
