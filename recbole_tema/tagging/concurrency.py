"""Bounded concurrency for requests to a language model."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def map_concurrently(function: Callable[[T], Awaitable[R]], items: Iterable[T], limit: int) -> list[R]:
    """Apply a coroutine function to all items, at most ``limit`` at a time, started in order.

    Parameters
    ----------
    function : coroutine function
    items : iterable
    limit : int

    Returns
    -------
    list
        Results in the order of ``items``. The first error cancels the items that are not finished.
    """
    results: dict[int, R] = {}
    # One iterator for all workers: a million items must not become a million tasks.
    queue = enumerate(items)

    async def worker() -> None:
        for position, item in queue:
            results[position] = await function(item)

    workers = [asyncio.ensure_future(worker()) for _ in range(limit)]
    try:
        await asyncio.gather(*workers)
    finally:
        for task in workers:
            task.cancel()
    return [results[position] for position in range(len(results))]
