"""A recommender behind a service: loaded once, asked in batches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Optional

from recbole_tema.recommend import Choice, History, Recommendation, Recommender, Request
from recbole_tema.serve.batching import Batcher
from recbole_tema.serve.catalogue import Catalogue
from recbole_tema.serve.errors import Refusal
from recbole_tema.serve.metrics import Metrics
from recbole_tema.serve.schemas import About, Answer, Asked, Domain, Recommended, Shelf, Why
from recbole_tema.serve.settings import Settings

Lists = list[list[Recommendation]]


class Service:
    """Answers what the routes ask.

    Parameters
    ----------
    load : callable
        Makes the recommender. It runs on the thread that will ask it.
    settings : Settings
    metrics : Metrics
    on_failure : callable
        Called with the error if it cannot be loaded.
    """

    def __init__(
        self,
        load: Callable[[], Recommender],
        settings: Settings,
        metrics: Metrics,
        on_failure: Callable[[BaseException], object],
    ) -> None:
        self.load, self.metrics, self.on_failure = load, metrics, on_failure
        # One thread: PyTorch spreads each call over the cores by itself.
        self.worker = ThreadPoolExecutor(1, "scoring")
        self.scoring: Batcher[Request, Lists] = Batcher(
            lambda requests: self._loaded()[0].recommend_requests(requests),
            self.worker,
            settings.batch,
            settings.most_waiting,
            metrics.batch_size.observe,
        )
        # Reasons take as long as a history is long: between two of them, others have a turn.
        self.reasoning: Batcher[tuple[History, Lists], Lists] = Batcher(
            lambda asked: [self._explained(*one) for one in asked], self.worker, 1, settings.most_waiting
        )
        metrics.waiting.set_function(lambda: len(self.scoring) + len(self.reasoning))
        self._made: Optional[tuple[Recommender, Catalogue]] = None
        self._about: Optional[About] = None

    async def start(self) -> None:
        """Load the recommender, without holding up the event loop."""
        try:
            self._made = await asyncio.get_running_loop().run_in_executor(self.worker, self._make)
        except Exception as error:
            self.on_failure(error)
        else:
            self.metrics.ready.set(1)

    def stop(self) -> None:
        """Let go of the thread."""
        self.worker.shutdown(wait=False)

    @property
    def ready(self) -> bool:
        """Whether it can be asked."""
        return self._made is not None

    @property
    def catalogue(self) -> Catalogue:
        """The items.

        Raises
        ------
        Refusal
            503 until the model is loaded.
        """
        return self._loaded()[1]

    def about(self) -> About:
        """What is served."""
        recommender, catalogue = self._loaded()
        if self._about is None:
            config = recommender.run.config
            domains = [Domain(name=name, items=catalogue.count(name)) for name in recommender.domains]
            self._about = About(
                dataset=config["dataset"], model=config["model"], window=recommender.histories.window, domains=domains
            )
        return self._about

    async def answer(self, asked: Asked) -> Answer:
        """Recommendations for one request.

        Raises
        ------
        TEMAError
            If it names something that there is not.
        Refusal
            503 while loading, or where too many requests wait.
        """
        recommender, catalogue = self._loaded()
        history, skipped = _history(recommender, asked)
        domains: list[Optional[str]] = [None] if asked.domains is None else [*dict.fromkeys(asked.domains)]
        choices = [Choice(name, asked.candidates, asked.exclude, asked.tags, asked.repeats) for name in domains]
        request = Request(history, asked.k, choices)
        recommender.check(request)  # here, so that it spoils nobody's batch
        lists = await self.scoring.ask(request)
        if asked.explain:
            lists = await self.reasoning.ask((history, lists))
        shelves = [
            Shelf(domain=name, items=[_recommended(catalogue, one) for one in found])
            for name, found in zip(domains, lists)
        ]
        return Answer(lists=shelves, read=min(len(history.items), recommender.histories.window), skipped=skipped)

    def _make(self) -> tuple[Recommender, Catalogue]:
        recommender = self.load()
        made = recommender, Catalogue(recommender)
        recommender.recommend_requests([Request(History([]))])  # the first call is the slowest
        return made

    def _loaded(self) -> tuple[Recommender, Catalogue]:
        if self._made is None:
            raise Refusal(503, "The model is being loaded.", headers={"Retry-After": "1"})
        return self._made

    def _explained(self, history: History, lists: Lists) -> Lists:
        flat = self._loaded()[0].explained(history, [one for found in lists for one in found])
        rest = iter(flat)
        return [[next(rest) for _ in found] for found in lists]


def _history(recommender: Recommender, asked: Asked) -> tuple[History, list[str]]:
    if asked.user is not None:
        return recommender.history_of(asked.user), []
    history = History(asked.history or [], asked.times)
    return recommender.known(history) if asked.unknown == "skip" else (history, [])


def _recommended(catalogue: Catalogue, one: Recommendation) -> Recommended:
    number = catalogue.shelf.numbers[one.item_id]
    return Recommended.model_construct(  # our own values: nothing to check
        item_id=one.item_id,
        domain=one.domain,
        title=one.title,
        tags=catalogue.tags(number),
        picture=one.item_id in catalogue.pictures,
        score=one.score,
        reasons=None if one.reasons is None else Why.model_validate(one.reasons, from_attributes=True),
    )
