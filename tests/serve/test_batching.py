"""Questions are answered together, and each as if it were alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.recommend import Choice, History, Recommender, Request
from recbole_tema.serve.batching import Batcher
from recbole_tema.serve.errors import Refusal
from recbole_tema.serve.metrics import Metrics
from recbole_tema.serve.schemas import Answer, Asked
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings


def different(recommender: Recommender) -> list[Request]:
    """Requests of different histories, k and choices."""
    made = []
    for n, user in enumerate(recommender.users):
        choices = [Choice("d0"), Choice("d1")] if n % 2 else [Choice(exclude=[f"i{n % 30}"], repeats=n % 3 == 0)]
        made.append(Request(recommender.history_of(user), 1 + n % 7, choices))
    return [*made, Request(History([]), 3, [Choice(tags=["mod-1"])])]


def test_requests_get_what_each_gets_alone(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = different(recommender)
    monkeypatch.setattr("recbole_tema.recommend.recommender.BLOCK", 9 * len(recommender.tokens))
    for request, lists in zip(requests, recommender.recommend_requests(requests)):
        for choice, found in zip(request.choices, lists):
            alone = recommender.recommend(request.history, request.k, choice)
            assert [one.item_id for one in found] == [one.item_id for one in alone]
            assert [one.score for one in found] == pytest.approx([one.score for one in alone], abs=1e-5)


def test_a_check_raises_what_the_answer_would(recommender: Recommender) -> None:
    recommender.check(Request(History(["i3"]), 2, [Choice("d0")]))
    for request, error in (
        (Request(History(["i3"]), 0), ConfigError),
        (Request(History(["zz"])), DataError),
        (Request(History([]), 1, [Choice(), Choice("d9")]), ConfigError),
    ):
        with pytest.raises(error):
            recommender.check(request)


def test_a_service_answers_many_at_once_as_one_by_one(recommender: Recommender) -> None:
    sizes: list[float] = []
    metrics = Metrics()
    metrics.batch_size.observe = sizes.append
    asked = []
    for n, request in enumerate(different(recommender)):
        history = list(request.history.items)
        asked.append(Asked(history=history, k=1 + n % 5, domains=["d1", "d0"][: 1 + n % 2], explain=n % 4 == 0))

    async def both() -> tuple[list[Answer], list[Answer]]:
        service = Service(lambda: recommender, Settings(batch=16), metrics, print)
        await service.start()
        together = await asyncio.gather(*map(service.answer, asked))
        sizes.append(0)
        alone = [await service.answer(one) for one in asked]
        service.stop()
        return together, alone

    together, alone = asyncio.run(both())
    assert sizes[: sizes.index(0)] == [16, 16, 9] and set(sizes[sizes.index(0) + 1 :]) == {1}
    for one, other in zip(together, alone):
        assert [shelf.domain for shelf in one.lists] == [shelf.domain for shelf in other.lists]
        for mine, its in zip(one.lists, other.lists):
            assert [item.item_id for item in mine.items] == [item.item_id for item in its.items]
            assert [item.score for item in mine.items] == pytest.approx([item.score for item in its.items], abs=1e-5)
            assert [item.reasons is None for item in mine.items] == [item.reasons is None for item in its.items]


def test_what_comes_meanwhile_is_answered_together() -> None:
    calls: list[list[int]] = []
    go = threading.Event()

    def double(numbers: Sequence[int]) -> list[int]:
        calls.append(list(numbers))
        go.wait(5)
        return [2 * number for number in numbers]

    async def main() -> list[int]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, int] = Batcher(double, executor, 3, 9)
            first = asyncio.create_task(batcher.ask(0))
            await asyncio.sleep(0.05)
            rest = [asyncio.create_task(batcher.ask(number)) for number in range(1, 8)]
            await asyncio.sleep(0)
            rest[1].cancel()  # its time is over: nobody waits for it any more
            await asyncio.sleep(0.05)
            go.set()
            return [await first, *[await one for i, one in enumerate(rest) if i != 1]]

    assert asyncio.run(main()) == [0, 2, 6, 8, 10, 12, 14]
    assert calls == [[0], [1, 3, 4], [5, 6, 7]]


def test_one_failure_spoils_nobody_elses_answer() -> None:
    def invert(numbers: Sequence[int]) -> list[float]:
        return [1 / number for number in numbers]

    async def main() -> list[object]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, float] = Batcher(invert, executor, 8, 8)
            return list(await asyncio.gather(*map(batcher.ask, (1, 0, 4)), return_exceptions=True))

    first, second, third = asyncio.run(main())
    assert (first, third) == (1, 0.25) and isinstance(second, ZeroDivisionError)


def test_too_many_are_refused() -> None:
    async def main() -> list[object]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, int] = Batcher(list, executor, 8, 2)
            return list(await asyncio.gather(*map(batcher.ask, range(3)), return_exceptions=True))

    first, second, third = asyncio.run(main())
    assert (first, second) == (0, 1) and isinstance(third, Refusal) and third.status == 503
