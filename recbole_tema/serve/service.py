"""The recommender behind the service: loaded once, called in batches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from recbole_tema.recommend import History, ItemFilter, Query, Recommendation, Recommender
from recbole_tema.serve.batching import Batcher
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.item_search import ItemSearch
from recbole_tema.serve.metrics import Metrics
from recbole_tema.serve.schemas import (
    DomainInfo,
    Explanation,
    RecommendationList,
    RecommendedItem,
    RecommendRequest,
    RecommendResponse,
    ServiceInfo,
)
from recbole_tema.serve.settings import Settings

Lists = list[list[Recommendation]]


class Service:
    """Handles the requests of the routes.

    Parameters
    ----------
    load : callable
        Returns the recommender. It runs on the thread that calls the recommender later.
    settings : Settings
    metrics : Metrics
    on_failure : callable
        Called with the error if the recommender cannot be loaded.
    """

    def __init__(
        self,
        load: Callable[[], Recommender],
        settings: Settings,
        metrics: Metrics,
        on_failure: Callable[[BaseException], object],
    ) -> None:
        self._load, self._metrics, self._on_failure = load, metrics, on_failure
        # One thread: PyTorch uses the cores within each call.
        self._executor = ThreadPoolExecutor(1, "scoring")
        self._scoring: Batcher[Query, Lists] = Batcher(
            lambda queries: self._loaded()[0].recommend_batch(queries),
            self._executor,
            settings.batch_size,
            settings.max_waiting,
            metrics.batch_size.observe,
        )
        # The time of an explanation grows with the history: scoring takes turns with single explanations.
        self._explaining: Batcher[tuple[History, Lists], Lists] = Batcher(
            lambda requests: [self._explain(*request) for request in requests],
            self._executor,
            1,
            settings.max_waiting,
        )
        metrics.waiting.set_function(lambda: len(self._scoring) + len(self._explaining))
        self._recommender: tuple[Recommender, ItemSearch] | None = None
        self._info: ServiceInfo | None = None

    async def start(self) -> None:
        """Load the recommender without blocking the event loop."""
        try:
            self._recommender = await asyncio.get_running_loop().run_in_executor(self._executor, self._prepare)
        except Exception as error:
            self._on_failure(error)
        else:
            self._metrics.ready.set(1)

    def stop(self) -> None:
        """Release the thread."""
        self._executor.shutdown(wait=False)

    @property
    def ready(self) -> bool:
        """Whether the recommender is loaded."""
        return self._recommender is not None

    @property
    def items(self) -> ItemSearch:
        """The items.

        Raises
        ------
        ApiError
            503 until the model is loaded.
        """
        return self._loaded()[1]

    def metrics(self) -> bytes:
        """Metrics in the text format of Prometheus."""
        return self._metrics.exposition()

    def info(self) -> ServiceInfo:
        """Dataset and model of the service."""
        recommender, items = self._loaded()
        if self._info is None:
            config = recommender.run.config
            self._info = ServiceInfo(
                dataset=config["dataset"],
                model=config["model"],
                max_history=recommender.histories.max_length,
                domains=[DomainInfo(name=name, n_items=items.n_items(name)) for name in recommender.domains],
            )
        return self._info

    async def recommend(self, request: RecommendRequest) -> RecommendResponse:
        """Recommendations for one request.

        Raises
        ------
        TEMAError
            If the request names an unknown user, item, domain or tag.
        ApiError
            503 while the model is loaded, or if too many requests wait.
        """
        recommender, items = self._loaded()
        history, skipped = _history(recommender, request)
        domains: list[str | None] = [None] if request.domains is None else [*dict.fromkeys(request.domains)]
        filters = [
            ItemFilter(name, request.candidates, request.exclude, request.tags, request.filter_seen) for name in domains
        ]
        query = Query(history, request.k, filters)
        recommender.check(query)  # before batching, so that the other requests of the batch are not repeated
        lists = await self._scoring.submit(query)
        if request.explain:
            lists = await self._explaining.submit((history, lists))
        return RecommendResponse(
            lists=[
                RecommendationList(
                    domain=name, items=[_recommended(items, recommendation) for recommendation in recommendations]
                )
                for name, recommendations in zip(domains, lists)
            ],
            n_used=min(len(history.items), recommender.histories.max_length),
            skipped_items=skipped,
        )

    def _prepare(self) -> tuple[Recommender, ItemSearch]:
        recommender = self._load()
        items = ItemSearch(recommender)
        recommender.recommend_batch([Query(History([]))])  # warm-up: the first call is the slowest
        return recommender, items

    def _loaded(self) -> tuple[Recommender, ItemSearch]:
        if self._recommender is None:
            raise ApiError(503, "The model is being loaded.", headers={"Retry-After": "1"})
        return self._recommender

    def _explain(self, history: History, lists: Lists) -> Lists:
        flat = [recommendation for recommendations in lists for recommendation in recommendations]
        explained = iter(self._loaded()[0].explain(history, flat))
        return [[next(explained) for _ in recommendations] for recommendations in lists]


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
