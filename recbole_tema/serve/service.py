"""The recommender behind the service: loaded once, called in batches."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from recbole_tema.errors import TEMAError
from recbole_tema.recommend import History, ItemFilter, Query, Recommendation, Recommender
from recbole_tema.serve.batching import Batcher
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.item_search import ItemSearch
from recbole_tema.serve.metrics import Metrics
from recbole_tema.serve.schemas import (
    Explanation,
    RecommendationList,
    RecommendedItem,
    RecommendRequest,
    RecommendResponse,
    ServiceInfo,
)
from recbole_tema.serve.served_model import ServedModel
from recbole_tema.serve.settings import Settings

Lists = list[list[Recommendation]]
_COLLECT_DELAY = 0.1  # seconds


class Service:
    """Handles the requests of the routes.

    Parameters
    ----------
    load : callable
        Returns the recommender; called on another thread, and again for each reload.
    settings : Settings
    metrics : Metrics
    on_failure : callable
        Called with the error if the first model cannot be loaded.
    report : callable
        Called with one line for the log after each reload.
    """

    def __init__(
        self,
        load: Callable[[], Recommender],
        settings: Settings,
        metrics: Metrics,
        on_failure: Callable[[BaseException], object],
        report: Callable[[str], object],
    ) -> None:
        self._load, self._metrics, self._on_failure, self._report = load, metrics, on_failure, report
        # One thread: PyTorch uses the cores within each call.
        self._executor = ThreadPoolExecutor(1, "scoring")
        self._scoring: Batcher[tuple[ServedModel, Query], Lists] = Batcher(
            _score, self._executor, settings.batch_size, settings.max_waiting, metrics.batch_size.observe
        )
        # The time of an explanation grows with the history: scoring takes turns with single explanations.
        self._explaining: Batcher[tuple[ServedModel, History, Lists], Lists] = Batcher(
            lambda requests: [_explain(*request) for request in requests], self._executor, 1, settings.max_waiting
        )
        metrics.waiting.set_function(lambda: len(self._scoring) + len(self._explaining))
        self._model: ServedModel | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loading = asyncio.Lock()
        self._requested_reload: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Load the first model without blocking the event loop."""
        self._loop = asyncio.get_running_loop()
        async with self._loading:
            try:
                # On the thread that scores, so that settings of PyTorch apply there.
                model = await self._loop.run_in_executor(self._executor, self._prepare)
            except Exception as error:
                self._on_failure(error)
            else:
                self._use(model)

    def stop(self) -> None:
        """Release the thread."""
        self._executor.shutdown(wait=False)

    async def reload(self) -> ServiceInfo:
        """Load a new model; the previous one answers meanwhile, and is kept if this fails.

        Raises
        ------
        ApiError
            409 if the model cannot be loaded, or if one is being loaded already.
        """
        if self._loading.locked():
            raise ApiError(409, "A model is being loaded already.", headers={"Retry-After": "1"})
        async with self._loading:
            return await self._replace()

    def request_reload(self) -> None:
        """Reload soon, after a reload that is running; may be called from a signal handler."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._schedule_reload)

    def _schedule_reload(self) -> None:
        if self._requested_reload is None:
            self._requested_reload = asyncio.ensure_future(self._reload_as_requested())

    async def _reload_as_requested(self) -> None:
        async with self._loading:
            self._requested_reload = None  # the folder may change again from here on
            with suppress(ApiError):  # which is reported
                await self._replace()

    async def _replace(self) -> ServiceInfo:
        # A thread that ends with the load, since PyTorch keeps memory for each thread that used it.
        executor = ThreadPoolExecutor(1, "loading")
        try:
            model = await asyncio.get_running_loop().run_in_executor(executor, self._prepare)
        except Exception as error:
            self._metrics.reloads.labels("failed").inc()
            problem = "The new model could not be loaded; the previous one is still served."
            self._report(f"{problem} {_one_line(error)}")
            # Without the path, and without the error itself, which would keep the new model in memory.
            reason = (error.problem, error.remedy) if isinstance(error, TEMAError) else (type(error).__name__,)
            raise ApiError(409, " ".join(filter(None, [problem, *reason]))) from None
        finally:
            executor.shutdown(wait=False)
        self._use(model)
        self._metrics.reloads.labels("done").inc()
        self._report(f"A new model is served, with the weights {model.info.weights_sha256}.")
        return model.info

    def _use(self, model: ServedModel) -> None:
        if self._model is not None:
            weakref.finalize(self._model, self._collect_soon).atexit = False
        self._model = model
        self._metrics.ready.set(1)
        info = model.info
        self._metrics.model.info({"dataset": info.dataset, "model": info.model, "weights_sha256": info.weights_sha256})

    def _collect_soon(self) -> None:
        """Free the previous model after its last request; its reference cycles would otherwise keep it much longer."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            # Not at once: this is called while the model still holds its parts.
            loop.call_soon_threadsafe(lambda: loop.call_later(_COLLECT_DELAY, gc.collect))

    @property
    def items(self) -> ItemSearch:
        """The items.

        Raises
        ------
        ApiError
            503 until the model is loaded.
        """
        return self._loaded().items

    def metrics(self) -> bytes:
        """Metrics in the text format of Prometheus."""
        return self._metrics.exposition()

    def info(self) -> ServiceInfo:
        """Dataset and model of the service.

        Raises
        ------
        ApiError
            503 until the model is loaded.
        """
        return self._loaded().info

    async def recommend(self, request: RecommendRequest) -> RecommendResponse:
        """Recommendations for one request.

        Raises
        ------
        TEMAError
            If the request names an unknown user, item, domain or tag.
        ApiError
            503 while the model is loaded, or if too many requests wait.
        """
        model = self._loaded()
        recommender = model.recommender
        history, skipped = _history(recommender, request)
        domains: list[str | None] = [None] if request.domains is None else [*dict.fromkeys(request.domains)]
        filters = [
            ItemFilter(name, request.candidates, request.exclude, request.tags, request.filter_seen) for name in domains
        ]
        query = Query(history, request.k, filters)
        recommender.check(query)  # before batching, so that the other requests of the batch are not repeated
        lists = await self._scoring.submit((model, query))
        if request.explain:
            lists = await self._explaining.submit((model, history, lists))
        return RecommendResponse(
            lists=[
                RecommendationList(
                    domain=name, items=[_recommended(model.items, recommendation) for recommendation in recommendations]
                )
                for name, recommendations in zip(domains, lists)
            ],
            n_used=min(len(history.items), recommender.histories.max_length),
            skipped_items=skipped,
        )

    def _prepare(self) -> ServedModel:
        return ServedModel.of(self._load())

    def _loaded(self) -> ServedModel:
        if self._model is None:
            raise ApiError(503, "The model is being loaded.", headers={"Retry-After": "1"})
        return self._model


def _score(requests: list[tuple[ServedModel, Query]]) -> list[Lists]:
    """Lists of each request. Right after a reload, requests of two models may be in one batch."""
    queries: dict[ServedModel, list[int]] = {}
    for i, (model, _) in enumerate(requests):
        queries.setdefault(model, []).append(i)
    lists: dict[int, Lists] = {}
    for model, places in queries.items():
        lists.update(zip(places, model.recommender.recommend_batch([requests[i][1] for i in places])))
    return [lists[i] for i in range(len(requests))]


def _explain(model: ServedModel, history: History, lists: Lists) -> Lists:
    flat = [recommendation for recommendations in lists for recommendation in recommendations]
    explained = iter(model.recommender.explain(history, flat))
    return [[next(explained) for _ in recommendations] for recommendations in lists]


def _one_line(error: Exception) -> str:
    text = str(error) if isinstance(error, TEMAError) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())


def _history(recommender: Recommender, request: RecommendRequest) -> tuple[History, list[str]]:
    if request.user is not None:
        return recommender.history_of(request.user), []
    history = History(request.history or [], request.times)
    return recommender.drop_unknown(history) if request.unknown_items == "skip" else (history, [])


def _recommended(items: ItemSearch, recommendation: Recommendation) -> RecommendedItem:
    explanation = recommendation.explanation
    return RecommendedItem.model_construct(  # no validation, since these are our own values
        item_id=recommendation.item_id,
        domain=recommendation.domain,
        title=recommendation.title,
        tags=items.tags(recommendation.item_id),
        has_image=items.has_image(recommendation.item_id),
        score=recommendation.score,
        explanation=None if explanation is None else Explanation.model_validate(explanation, from_attributes=True),
    )
