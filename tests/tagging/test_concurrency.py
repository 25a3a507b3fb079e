"""Bounded concurrency: order, limit and errors."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.errors import BackendError
from recbole_tema.tagging.concurrency import map_concurrently


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_results_keep_their_order_and_the_limit_holds(waits: list[int], limit: int) -> None:
    running, peak, started = 0, 0, []

    async def work(position: int) -> int:
        nonlocal running, peak
        started.append(position)
        running += 1
        peak = max(peak, running)
        for _ in range(waits[position]):
            await asyncio.sleep(0)
        running -= 1
        return position * position

    positions = range(len(waits))
    assert asyncio.run(map_concurrently(work, positions, limit)) == [position * position for position in positions]
    assert started == list(positions)
    assert peak <= limit
    # The limit is used: as many run at once as allowed, if each takes a while.
    if all(waits):
        assert peak == min(limit, len(waits))


def test_first_error_cancels_the_rest() -> None:
    done = []

    async def work(position: int) -> None:
        await asyncio.sleep(0 if position < 2 else 0.2)  # long enough for a busy machine
        if position == 1:
            raise BackendError("down")
        done.append(position)

    async def run() -> None:
        with pytest.raises(BackendError, match="down"):
            await map_concurrently(work, range(20), 3)
        await asyncio.sleep(0.3)

    asyncio.run(run())
    assert done == [0]
