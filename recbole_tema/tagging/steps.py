"""Steps of a run over many items: concurrent, with progress, and with the failures of single items recorded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.concurrency import map_concurrently
from recbole_tema.tagging.inputs import Item

#: Called with the name of a step, the number of items done, and the number of items.
Progress = Callable[[str, int, int], None]
Failure = dict[str, str]


@contextmanager
def recording_failure(failures: list[Failure], step: str, **subject: str) -> Iterator[None]:
    """Record an invalid answer as the failure of one item or list; a model that is down ends the run."""
    try:
        yield
    except BackendDownError:
        raise
    except BackendError as error:
        failures.append({**subject, "step": step, "problem": str(error), "reason": error.reason})


async def for_each_item(
    step: str,
    items: Sequence[Item],
    work: Callable[[Item], Awaitable[None]],
    *,
    parallel: int,
    failures: list[Failure],
    progress: Progress,
) -> None:
    """Run a step for all items, at most ``parallel`` at a time.

    Parameters
    ----------
    step : str
        Its name, for failures and progress.
    items : sequence of Item
    work : coroutine function
    parallel : int
    failures : list of dict
        Gets the ``item_id``, ``step``, ``problem`` and ``reason`` of each item without a valid answer.
    progress : callable

    Raises
    ------
    BackendDownError
        If the model is down.
    """
    done = 0
    progress(step, done, len(items))

    async def one(item: Item) -> None:
        nonlocal done
        with recording_failure(failures, step, item_id=item.item_id):
            await work(item)
        done += 1
        progress(step, done, len(items))

    await map_concurrently(one, items, parallel)


def by_subject(failures: Sequence[Failure]) -> list[Failure]:
    """Failures ordered by step, item and domain, since the order of answers varies."""
    return sorted(failures, key=lambda one: (one["step"], one.get("item_id", ""), one.get("domain", "")))
