"""Questions that wait at the same time are answered by one call.

Nothing waits for company: a call starts as soon as the one before it has ended, with whatever came meanwhile. A lone
question so waits for nobody, and under load batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Generic, TypeVar, Union

from recbole_tema.serve.errors import Refusal

Question = TypeVar("Question")
Reply = TypeVar("Reply")


# Of what a batch took, and seconds at most: how long the next one waits for more.
_SHARE, _LONGEST = 0.15, 0.01


class Batcher(Generic[Question, Reply]):
    """Collects questions on an event loop and answers them on one thread.

    Parameters
    ----------
    answer : callable
        Replies to a list of questions, one each. If it fails for a list, each question is asked alone, so that
        nobody gets another's error.
    executor : Executor
        Where it runs. Batchers that share one of a single thread take turns.
    most : int
        Questions of one call, at most.
    waiting : int
        Questions that may wait; more are refused.
    watch : callable
        Called with the number of questions of each call.
    """

    def __init__(
        self,
        answer: Callable[[list[Question]], Sequence[Reply]],
        executor: Executor,
        most: int,
        waiting: int,
        watch: Callable[[int], object] = lambda size: None,
    ) -> None:
        self.answer, self.executor, self.most, self.limit, self.watch = answer, executor, most, waiting, watch
        self._waiting: deque[tuple[Question, asyncio.Future[Reply]]] = deque()
        self._busy = False

    def __len__(self) -> int:
        return len(self._waiting)

    async def ask(self, question: Question) -> Reply:
        """The reply to a question.

        Raises
        ------
        Refusal
            503, where too many wait.
        """
        if len(self._waiting) >= self.limit:
            raise Refusal(503, "Too many requests wait.", headers={"Retry-After": "1"})
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Reply] = loop.create_future()
        self._waiting.append((question, future))
        # Not now: others may be about to ask in this turn of the loop.
        loop.call_soon(self._start)
        return await future

    def _start(self) -> None:
        if self._busy:
            return
        batch: list[tuple[Question, asyncio.Future[Reply]]] = []
        while self._waiting and len(batch) < self.most:
            question, future = self._waiting.popleft()
            if not future.done():  # given up, after its time
                batch.append((question, future))
        if not batch:
            return
        self._busy, begun = True, time.perf_counter()
        self.watch(len(batch))
        job = asyncio.get_running_loop().run_in_executor(self.executor, self._replies, [one for one, _ in batch])
        job.add_done_callback(lambda done: self._finish([future for _, future in batch], done, begun))

    def _finish(
        self, futures: Sequence[asyncio.Future[Reply]], job: asyncio.Future[list[Union[Reply, Exception]]], begun: float
    ) -> None:
        replies: Sequence[Union[Reply, BaseException]]
        if job.cancelled():
            replies = [asyncio.CancelledError()] * len(futures)
        else:
            failed = job.exception()
            replies = job.result() if failed is None else [failed] * len(futures)
        for future, reply in zip(futures, replies):
            if future.done():
                continue
            if isinstance(reply, BaseException):
                future.set_exception(reply)
            else:
                future.set_result(reply)
        # Where several ask, those who were answered are about to ask again: one large batch is sooner done than two.
        pause = min(_SHARE * (time.perf_counter() - begun), _LONGEST) if len(futures) > 1 else 0.0
        asyncio.get_running_loop().call_later(pause, self._go_on)

    def _go_on(self) -> None:
        self._busy = False
        self._start()

    def _replies(self, questions: list[Question]) -> list[Union[Reply, Exception]]:
        try:
            return list(self.answer(questions))
        except Exception as error:
            if len(questions) == 1:
                return [error]
        return [self._replies([question])[0] for question in questions]
