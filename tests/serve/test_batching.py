"""Requests are handled in batches, each with the result that it gets alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.recommend import History, ItemFilter, Query, Recommender
from recbole_tema.serve.batching import Batcher
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.metrics import Metrics
from recbole_tema.serve.schemas import RecommendRequest, RecommendResponse
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings


def different(recommender: Recommender) -> list[Query]:
    """Queries with different histories, k and filters."""
    queries = []
    for n, user in enumerate(recommender.users):
        one = ItemFilter(exclude=[f"i{n % 30}"], filter_seen=n % 3 != 0)
        filters = [ItemFilter("d0"), ItemFilter("d1")] if n % 2 else [one]
        queries.append(Query(recommender.history_of(user), 1 + n % 7, filters))
    return [*queries, Query(History([]), 3, [ItemFilter(tags=["mod-1"])])]


def test_a_batch_gives_the_results_of_single_queries(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = different(recommender)
    monkeypatch.setattr("recbole_tema.recommend.recommender._MAX_SCORES", 9 * len(recommender.catalog.tokens))
    for query, lists in zip(queries, recommender.recommend_batch(queries)):
        for one_filter, found in zip(query.filters, lists):
            single = next(recommender.recommend_in_batches([query.history], query.k, one_filter))[0]
            assert [one.item_id for one in found] == [one.item_id for one in single]
            assert [one.score for one in found] == pytest.approx([one.score for one in single], abs=1e-5)


def test_check_raises_the_error_of_a_query(recommender: Recommender) -> None:
    recommender.check(Query(History(["i3"]), 2, [ItemFilter("d0")]))
    for query, error in (
        (Query(History(["i3"]), 0), ConfigError),
        (Query(History(["zz"])), DataError),
        (Query(History([]), 1, [ItemFilter(), ItemFilter("d9")]), ConfigError),
    ):
        with pytest.raises(error):
            recommender.check(query)


def test_concurrent_requests_get_the_responses_of_single_ones(recommender: Recommender) -> None:
    sizes: list[float] = []
    metrics = Metrics()
    metrics.batch_size.observe = sizes.append
    requests = []
    for n, query in enumerate(different(recommender)):
        options = {"k": 1 + n % 5, "domains": ["d1", "d0"][: 1 + n % 2], "explain": n % 4 == 0}
        requests.append(RecommendRequest(history=list(query.history.items), **options))

    async def both() -> tuple[list[RecommendResponse], list[RecommendResponse]]:
        service = Service(lambda: recommender, Settings(batch_size=16), metrics, print, print)
        await service.start()
        concurrent = await asyncio.gather(*map(service.recommend, requests))
        sizes.append(0)
        single = [await service.recommend(request) for request in requests]
        service.stop()
        return concurrent, single

    concurrent, single = asyncio.run(both())
    assert sizes[: sizes.index(0)] == [16, 16, 9] and set(sizes[sizes.index(0) + 1 :]) == {1}
    for one, other in zip(concurrent, single):
        assert [listed.domain for listed in one.lists] == [listed.domain for listed in other.lists]
        for ours, theirs in zip((listed.items for listed in one.lists), (listed.items for listed in other.lists)):
            assert [item.item_id for item in ours] == [item.item_id for item in theirs]
            assert [item.score for item in ours] == pytest.approx([item.score for item in theirs], abs=1e-5)
            assert [item.explanation is None for item in ours] == [item.explanation is None for item in theirs]


def test_requests_that_arrive_during_a_call_form_the_next_batch() -> None:
    calls: list[list[int]] = []
    go = threading.Event()

    def double(numbers: Sequence[int]) -> list[int]:
        calls.append(list(numbers))
        go.wait(5)
        return [2 * number for number in numbers]

    async def main() -> list[int]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, int] = Batcher(double, executor, 3, 9)
            first = asyncio.create_task(batcher.submit(0))
            await asyncio.sleep(0.05)
            rest = [asyncio.create_task(batcher.submit(number)) for number in range(1, 8)]
            await asyncio.sleep(0)
            rest[1].cancel()  # timed out
            await asyncio.sleep(0.05)
            go.set()
            return [await first, *[await one for i, one in enumerate(rest) if i != 1]]

    assert asyncio.run(main()) == [0, 2, 6, 8, 10, 12, 14]
    assert calls == [[0], [1, 3, 4], [5, 6, 7]]


def test_a_failure_reaches_only_its_request() -> None:
    def invert(numbers: Sequence[int]) -> list[float]:
        return [1 / number for number in numbers]

    async def main() -> list[object]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, float] = Batcher(invert, executor, 8, 8)
            return list(await asyncio.gather(*map(batcher.submit, (1, 0, 4)), return_exceptions=True))

    first, second, third = asyncio.run(main())
    assert (first, third) == (1, 0.25) and isinstance(second, ZeroDivisionError)


def test_too_many_waiting_requests_are_rejected() -> None:
    async def main() -> list[object]:
        with ThreadPoolExecutor(1) as executor:
            batcher: Batcher[int, int] = Batcher(list, executor, 8, 2)
            return list(await asyncio.gather(*map(batcher.submit, range(3)), return_exceptions=True))

    first, second, third = asyncio.run(main())
    assert (first, second) == (0, 1) and isinstance(third, ApiError) and third.status == 503
