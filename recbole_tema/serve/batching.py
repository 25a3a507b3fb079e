"""Dynamic batching: requests that wait at the same time are handled by one call.

A single request is never delayed: a call starts as soon as the previous one has ended, with all requests that have
arrived meanwhile. Under load, batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar

from recbole_tema.serve.errors import ApiError

Request = TypeVar("Request")
Result = TypeVar("Result")

# Pause before the next batch: share of the duration of the last one, and maximum in seconds.
_PAUSE_SHARE, _MAX_PAUSE = 0.15, 0.01


class Batcher(Generic[Request, Result]):
    """Collects requests on an event loop and handles them in batches on one thread.

    Parameters
    ----------
    handle : callable
        Returns one result per request of a list. If it fails for a list, each request is handled alone, so that the
        error reaches only the request that causes it.
    executor : Executor
        Runs the calls. Batchers that share an executor of a single thread take turns.
    max_size : int
        Maximum number of requests per call.
    max_waiting : int
        Maximum number of waiting requests; more are rejected.
    on_batch : callable
        Called with the number of requests of each call.
    """

    def __init__(
        self,
        handle: Callable[[list[Request]], Sequence[Result]],
        executor: Executor,
        max_size: int,
        max_waiting: int,
        on_batch: Callable[[int], object] = lambda size: None,
    ) -> None:
        self._handle, self._executor, self._on_batch = handle, executor, on_batch
        self._max_size, self._max_waiting = max_size, max_waiting
        self._waiting: deque[tuple[Request, asyncio.Future[Result]]] = deque()
        self._busy = False

    def __len__(self) -> int:
        return len(self._waiting)

    async def submit(self, request: Request) -> Result:
        """Wait for the result of a request.

        Raises
        ------
        ApiError
            503 if too many requests wait.
        """
        if len(self._waiting) >= self._max_waiting:
            raise ApiError(503, "Too many requests are waiting.", headers={"Retry-After": "1"})
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((request, future))
        # Not at once: other requests may be about to arrive in this turn of the loop.
        loop.call_soon(self._start)
        return await future

    def _start(self) -> None:
        if self._busy:
            return
        batch: list[tuple[Request, asyncio.Future[Result]]] = []
        while self._waiting and len(batch) < self._max_size:
            request, future = self._waiting.popleft()
            if not future.done():  # cancelled by its timeout
                batch.append((request, future))
        if not batch:
            return
        self._busy, start = True, time.perf_counter()
        self._on_batch(len(batch))
        requests = [request for request, _ in batch]
        call = asyncio.get_running_loop().run_in_executor(self._executor, self._results, requests)
        call.add_done_callback(lambda done: self._finish([future for _, future in batch], done, start))

    def _finish(
        self,
        futures: Sequence[asyncio.Future[Result]],
        call: asyncio.Future[list[Result | Exception]],
        start: float,
    ) -> None:
        results: Sequence[Result | BaseException]
        if call.cancelled():
            results = [asyncio.CancelledError()] * len(futures)
        else:
            error = call.exception()
            results = call.result() if error is None else [error] * len(futures)
        for future, result in zip(futures, results):
            if future.done():
                continue
            if isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)
        # Several clients that got their results are about to send the next request: one large batch is faster than two.
        pause = min(_PAUSE_SHARE * (time.perf_counter() - start), _MAX_PAUSE) if len(futures) > 1 else 0.0
        asyncio.get_running_loop().call_later(pause, self._continue)

    def _continue(self) -> None:
        self._busy = False
        self._start()

    def _results(self, requests: list[Request]) -> list[Result | Exception]:
        try:
            return list(self._handle(requests))
        except Exception as error:
            if len(requests) == 1:
                return [error]
        return [self._results([request])[0] for request in requests]
