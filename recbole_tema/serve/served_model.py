"""A loaded model with all that its requests need, so that each request uses one model from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass

from recbole_tema.recommend import History, Query, Recommender
from recbole_tema.serve.item_search import ItemSearch
from recbole_tema.serve.schemas import DomainInfo, ServiceInfo


@dataclass(frozen=True, eq=False)
class ServedModel:
    """A model that is ready to answer.

    Attributes
    ----------
    recommender : Recommender
    items : ItemSearch
    info : ServiceInfo
    """

    recommender: Recommender
    items: ItemSearch
    info: ServiceInfo

    @classmethod
    def of(cls, recommender: Recommender) -> ServedModel:
        """Prepare a recommender for requests; takes time, therefore not on the event loop."""
        items, config = ItemSearch(recommender), recommender.run.config
        info = ServiceInfo(
            dataset=config["dataset"],
            model=config["model"],
            weights_sha256=recommender.run.weights_sha256,
            max_history=recommender.histories.max_length,
            domains=[DomainInfo(name=name, n_items=items.n_items(name)) for name in recommender.domains],
        )
        recommender.recommend_batch([Query(History([]))])  # warm-up: the first call is the slowest
        return cls(recommender, items, info)
