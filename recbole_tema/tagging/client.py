"""Ask a model through the cache, check what it says, and let it repair a bad answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from pydantic import TypeAdapter, ValidationError

from recbole_tema.errors import BackendError
from recbole_tema.tagging.cache import AnswerCache, cache_key
from recbole_tema.tagging.llm.base import Backend, Messages
from recbole_tema.tagging.prompts import Message, Templates, repair_messages

T = TypeVar("T")
R = TypeVar("R")


class Asker:
    """A backend behind a cache.

    Parameters
    ----------
    backend : Backend
        The language model.
    cache : AnswerCache
        Where its answers are kept.
    templates : Templates
        What it is told.
    repairs : int
        Times that an unusable answer is shown to the model again.

    Attributes
    ----------
    asked : int
        Requests that the model answered.
    """

    def __init__(self, backend: Backend, cache: AnswerCache, templates: Templates, repairs: int = 1) -> None:
        self.backend = backend
        self.cache = cache
        self.templates = templates
        self.repairs = repairs
        self.asked = 0
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def _turn(self, key: str) -> asyncio.Lock:
        """Held while a question is asked: items with the same text wait for one answer, and do not ask again."""
        return self._turns.setdefault(key, asyncio.Lock())

    async def _chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        key = cache_key(model=self.backend.identity, messages=messages, schema=schema, max_tokens=max_tokens)
        async with self._turn(key):
            answer = self.cache.get(key)
            if answer is None:
                text = await self.backend.chat(messages, schema, max_tokens)
                # An answer may be cut within a character; half of one can be neither kept in a file nor sent.
                answer = text.encode("utf-8", "replace").decode("utf-8")
                self.asked += 1
                self.cache.put(key, answer)
        return str(answer)

    async def validated(
        self, messages: Sequence[Message], kind: TypeAdapter[T], max_tokens: int, schema: Mapping[str, Any]
    ) -> T:
        """An answer that passes ``kind``, after :attr:`repairs` repairs at most.

        Raises
        ------
        BackendError
            If the last answer cannot be used either.
        """
        for attempt in range(self.repairs + 1):
            text = await self._chat(messages, schema, max_tokens)
            try:
                return kind.validate_json(text)
            except ValidationError as error:
                if attempt == self.repairs:
                    raise BackendError(f"no usable answer after {self.repairs} repairs: {text[:200]!r}") from error
                messages = repair_messages(self.templates, messages, text, str(error.errors()[0]["msg"]))
        raise AssertionError("unreachable")

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        """How likely the model says yes after each opening; those that are in the cache are not asked again.

        Raises
        ------
        BackendError
            If the model gives no token probabilities.
        """
        keys = [cache_key(model=self.backend.identity, messages=messages, opening=opening) for opening in openings]
        async with self._turn(cache_key(messages=messages)):
            known: dict[str, Any] = {key: self.cache.get(key) for key in keys}
            missing = [place for place, key in enumerate(keys) if known[key] is None]
            if missing:
                shares = await self.backend.agreement(messages, [openings[place] for place in missing])
                self.asked += 1
                fresh = {keys[place]: share for place, share in zip(missing, shares)}
                self.cache.put_many(fresh)
                known.update(fresh)
        return [float(known[key]) for key in keys]


async def bounded(work: Callable[[T], Awaitable[R]], items: Iterable[T], limit: int) -> list[R]:
    """Run ``work`` on all items, at most ``limit`` at a time, starting them in order.

    Parameters
    ----------
    work : coroutine function
    items : iterable
    limit : int

    Returns
    -------
    list
        Results in the order of ``items``. The first error ends the rest.
    """
    results: dict[int, R] = {}
    # One row of items for all: a million of them must not be a million tasks.
    row = enumerate(items)

    async def worker() -> None:
        for place, item in row:
            results[place] = await work(item)

    workers = [asyncio.ensure_future(worker()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers)
    finally:
        for task in workers:
            task.cancel()
    return [results[place] for place in range(len(results))]
