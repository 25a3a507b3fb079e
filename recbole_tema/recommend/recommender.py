"""``Recommender``: top-k recommendations of a trained model for known and new users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import overload

import pandas as pd
import torch

from recbole_tema.errors import ConfigError
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.model.cold_start import with_cold_items
from recbole_tema.recommend.cold_items import read_cold_items
from recbole_tema.recommend.explanation import Explainer, Explanation
from recbole_tema.recommend.filters import ItemCatalog, ItemFilter
from recbole_tema.recommend.history import History, HistoryReader, histories_from_frame
from recbole_tema.recommend.index import ItemIndex, ScoredItems, index_folder

# Scores computed at once: 32 MB of float32.
_MAX_SCORES = 1 << 23


@dataclass(frozen=True)
class Recommendation:
    """A recommended item.

    Attributes
    ----------
    item_id, domain : str
    score : float
        The model's score, as in evaluation; for TEMA a scaled cosine plus bonuses.
    title : str
        Empty if the item has no title.
    explanation : Explanation, optional
        Only if it was requested.
    """

    item_id: str
    domain: str
    score: float
    title: str = ""
    explanation: Explanation | None = None


@dataclass(frozen=True)
class Query:
    """Several recommendation lists for one history, which is scored once.

    Attributes
    ----------
    history : History
    k : int
        Maximum length of each list.
    filters : sequence of ItemFilter
        One list is returned per filter.
    """

    history: History
    k: int = 10
    filters: Sequence[ItemFilter] = (ItemFilter(),)


class Recommender:
    """Top-k recommendations for users of the dataset or for any history of its items.

    Parameters
    ----------
    run : SavedRun
        A trained model with its data.
    index : str or Path, optional
        Use an approximate index instead of scoring all items: ``"ivf"`` for the index in the run's folder, or an
        existing folder that holds the index. It is built there if it is missing. Lists with ``candidates`` or
        ``tags`` are scored exhaustively all the same.
    catalog : ItemCatalog, optional
        Items of the model; those of the run's dataset by default.

    Attributes
    ----------
    items : pandas.DataFrame
        Items by ``item_id``: ``domain`` and the other columns of ``.item`` as text.
    domains : list of str
    users : list of str
        Users of the dataset.

    Raises
    ------
    ConfigError
        If the index is not available for the model, or the folder does not exist.
    CheckpointError
        If the stored index is damaged or was built from another model.

    Examples
    --------
    >>> recommender = Recommender.load("runs/my-shop/TEMA-1")
    >>> items = recommender.recommend(["p1", "p4"], k=3, domain="kitchen")
    >>> [item.domain for item in items]
    ['kitchen', 'kitchen', 'kitchen']
    >>> list(recommender.recommend(pd.DataFrame({"user_id": ["u7", "u8"]}), k=2).columns)
    ['user_id', 'item_id', 'score', 'rank', 'title', 'domain']
    """

    def __init__(
        self,
        run: SavedRun,
        index: str | Path | None = None,
        catalog: ItemCatalog | None = None,
    ) -> None:
        self.run, self.model = run, run.model
        self.catalog = ItemCatalog.of_run(run) if catalog is None else catalog
        self.items, self.domains = self.catalog.items, self.catalog.domains
        self.histories = HistoryReader(run, self.catalog.internal_ids)
        self.users = list(self.histories.users)
        if hasattr(self.model, "freeze_items"):
            self.model.freeze_items()
        self._explainer = Explainer(self.model, self.catalog, self._score)
        self._index = (
            None if index is None else ItemIndex(run, self.catalog, self.histories, index_folder(index, run.folder))
        )

    @classmethod
    def load(
        cls,
        run: str | Path,
        data_path: str | Path = "atomic_data",
        *,
        index: str | Path | None = None,
    ) -> Recommender:
        """Load a recommender from the folder of a run.

        Parameters
        ----------
        run : str or Path
            Folder of a run, see :func:`~recbole_tema.experiment.saved_run.open_run`.
        data_path : str or Path
            Folder that holds the folder of the dataset.
        index : str or Path, optional
            See the class.

        Raises
        ------
        TEMAError
            If the run is damaged, changed or of another model, or the dataset is not that of the run.
        """
        return cls(open_run(Path(run), Path(data_path)), index)

    def with_items(self, items: pd.DataFrame) -> Recommender:
        """Return a recommender that also covers the given cold-start items; it has no index.

        Parameters
        ----------
        items : pandas.DataFrame
            See :func:`~recbole_tema.recommend.cold_items.read_cold_items`.

        Raises
        ------
        DataError
            If an item is known already, its domain is unknown, or its features are missing or invalid.
        ConfigError
            If the model does not support cold items.
        """
        if not getattr(self.model, "supports_cold_items", False):
            name = type(self.model).__name__
            raise ConfigError(f"{name} cannot represent items that are added after training.", remedy="Train TEMA.")
        cold = read_cold_items(items, self.catalog, self.run.data.dataset.features)
        model = with_cold_items(self.model, cold.item_domain, cold.features)
        catalog = self.catalog.extended(cold.items, cold.item_domain, cold.tags)
        return type(self)(replace(self.run, model=model), catalog=catalog)

    def title_of(self, item_id: str) -> str:
        """Title of an item; empty if it has none."""
        return str(self.catalog.titles[self.catalog.internal_ids[item_id]])

    def history_of(self, user: str) -> History:
        """All interactions of a user of the dataset.

        Raises
        ------
        DataError
            If the user is unknown.
        """
        return self.histories.of_user(user)

    def drop_unknown(self, history: History) -> tuple[History, list[str]]:
        """Split a history into its known part and the list of items that the model does not know."""
        return self.histories.drop_unknown(history)

    @overload
    def recommend(
        self,
        users: pd.DataFrame,
        k: int = ...,
        domain: str | None = ...,
        *,
        filter_seen: bool = ...,
        candidates: Sequence[str] | None = ...,
        exclude: Sequence[str] = ...,
        tags: Sequence[str] = ...,
        explain: bool = ...,
    ) -> pd.DataFrame: ...

    @overload
    def recommend(
        self,
        users: str | History | Sequence[str],
        k: int = ...,
        domain: str | None = ...,
        *,
        filter_seen: bool = ...,
        candidates: Sequence[str] | None = ...,
        exclude: Sequence[str] = ...,
        tags: Sequence[str] = ...,
        explain: bool = ...,
    ) -> list[Recommendation]: ...

    def recommend(
        self,
        users: str | History | Sequence[str] | pd.DataFrame,
        k: int = 10,
        domain: str | None = None,
        *,
        filter_seen: bool = True,
        candidates: Sequence[str] | None = None,
        exclude: Sequence[str] = (),
        tags: Sequence[str] = (),
        explain: bool = False,
    ) -> list[Recommendation] | pd.DataFrame:
        """Recommend the top-k items to one user, or to each user of a table.

        Parameters
        ----------
        users : list of str, History, str or pandas.DataFrame
            The history as item ids, oldest first; a :class:`History` with times; the id of a user of the dataset; or
            a table with the column ``user_id``. A table with ``user_id`` and ``item_id`` holds the interactions of
            any users, see :func:`~recbole_tema.recommend.history.histories_from_frame`. An empty history gives
            non-personalised recommendations.
        k : int
            Number of recommendations; fewer are returned if fewer items are allowed.
        domain : str, optional
            Recommend only items of this domain.
        filter_seen : bool
            Leave out items of the history.
        candidates : sequence of str, optional
            Recommend only these items.
        exclude : sequence of str
            Items that must not be recommended.
        tags : sequence of str
            Recommend only items with at least one of these tags.
        explain : bool
            Explain each recommendation.

        Returns
        -------
        list of Recommendation or pandas.DataFrame
            Highest score first, ties in the order of internal ids. For a table a DataFrame with the columns
            ``user_id``, ``item_id``, ``score``, ``rank`` (from 1), ``title``, ``domain`` and, if requested,
            ``explanation``.

        Raises
        ------
        DataError
            If an item or user is unknown.
        ConfigError
            If the domain or a tag is unknown, k is below 1, or a column is missing.
        """
        item_filter = ItemFilter(domain, candidates, exclude, tags, filter_seen)
        if isinstance(users, pd.DataFrame):
            return self._recommend_to_frame(self.histories_of(users), k, item_filter, explain)
        history = self._as_history(users)
        (recommendations,) = next(self.recommend_in_batches([history], k, item_filter))
        return self.explain(history, recommendations) if explain else recommendations

    def histories_of(self, users: pd.DataFrame) -> dict[str, History]:
        """History of each user of a table, as described in :meth:`recommend`."""
        if "item_id" in users.columns or "user_id" not in users.columns:
            return histories_from_frame(users)
        return {user: self.history_of(user) for user in map(str, users["user_id"])}

    def recommend_in_batches(
        self, histories: Sequence[History], k: int, item_filter: ItemFilter
    ) -> Iterator[list[list[Recommendation]]]:
        """Recommend to many users with one filter; yields the lists of a batch of users as soon as they are ready."""
        queries = [Query(history, k, (item_filter,)) for history in histories]
        for query in queries[:1]:  # report a wrong filter before anything is scored
            self.check(query)
        size = self._batch_size if self._index is None else self._index.batch_size
        for start in range(0, len(queries), size):
            yield [lists[0] for lists in self.recommend_batch(queries[start : start + size])]

    @torch.no_grad()
    def recommend_batch(self, queries: Sequence[Query]) -> list[list[list[Recommendation]]]:
        """Answer independent queries together: for each query, one list per filter.

        Raises
        ------
        TEMAError
            If a query is invalid, see :meth:`check`.
        """
        by_index = [i for i, query in enumerate(queries) if self._can_retrieve(query)]
        by_scores = sorted(set(range(len(queries))).difference(by_index))
        answers = dict(zip(by_scores, self._score_all([queries[i] for i in by_scores])))
        if self._index is not None:
            answers.update(zip(by_index, self._index.retrieve([queries[i] for i in by_index])))
        return [
            [[self._recommendation(item, score) for item, score in scored_items] for scored_items in answers[i]]
            for i in range(len(queries))
        ]

    def check(self, query: Query) -> None:
        """Raise the error that :meth:`recommend_batch` would raise for a query, without scoring."""
        if query.k < 1:
            raise ConfigError(f"k ({query.k}) must be at least 1.", remedy="Request at least one recommendation.")
        self.histories.read([query.history])
        for item_filter in query.filters:
            self.catalog.mask(item_filter)

    def explain(self, history: History, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
        """Add explanations to the recommendations for one history."""
        if not recommendations:
            return []
        items, times, _ = self.histories.read([history])
        candidates = torch.tensor([self.catalog.internal_ids[item.item_id] for item in recommendations])
        scores = torch.tensor([item.score for item in recommendations])
        with torch.no_grad():
            explanations = self._explainer.explain(items, times, candidates, scores)
        return [replace(item, explanation=explanation) for item, explanation in zip(recommendations, explanations)]

    def _recommend_to_frame(
        self, histories: dict[str, History], k: int, item_filter: ItemFilter, explain: bool
    ) -> pd.DataFrame:
        batches = self.recommend_in_batches(list(histories.values()), k, item_filter)
        lists = [recommendations for batch in batches for recommendations in batch]
        if not explain:
            return to_frame(list(histories), lists)
        lists = [self.explain(history, listed) for history, listed in zip(histories.values(), lists)]
        frame = to_frame(list(histories), lists)
        explanations = [item.explanation for listed in lists for item in listed]
        frame["explanation"] = pd.Series(explanations, index=frame.index, dtype=object)
        return frame

    def _as_history(self, user: str | History | Sequence[str]) -> History:
        if isinstance(user, History):
            return user
        return self.history_of(user) if isinstance(user, str) else History(list(user))

    @property
    def _batch_size(self) -> int:
        """Number of histories that are scored together."""
        return max(1, _MAX_SCORES // len(self.catalog.tokens))

    def _can_retrieve(self, query: Query) -> bool:
        return self._index is not None and not any(item_filter.is_selective for item_filter in query.filters)

    def _score_all(self, queries: Sequence[Query]) -> list[list[ScoredItems]]:
        """Top items per query and filter, from the scores of all items."""
        size, answers = self._batch_size, []
        for start in range(0, len(queries), size):
            batch = queries[start : start + size]
            scores = self._score(*self.histories.read([query.history for query in batch]))
            answers += [self._top_items(row, query) for row, query in zip(scores, batch)]
        return answers

    def _top_items(self, scores: torch.Tensor, query: Query) -> list[ScoredItems]:
        """Top items of a query per filter, from its scores (n_items,)."""
        seen = [self.catalog.internal_ids[item] for item in query.history.items]
        lists = []
        for item_filter in query.filters:
            allowed = self.catalog.mask(item_filter)
            masked = scores.masked_fill(~allowed, float("-inf"))
            if item_filter.filter_seen:
                masked[seen] = float("-inf")
            top_scores, items = masked.topk(min(query.k, int(allowed.sum())))
            # Items of equal score are sorted by internal id.
            pairs = sorted((-score, item) for score, item in zip(top_scores.tolist(), items.tolist()))
            lists.append([(item, -negative) for negative, item in pairs if negative != float("inf")])
        return lists

    def _recommendation(self, item: int, score: float) -> Recommendation:
        domain = self.domains[int(self.catalog.item_domain[item]) - 1]
        return Recommendation(self.catalog.tokens[item], domain, score, self.catalog.titles[item])

    def _score(self, items: torch.Tensor, times: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.model.full_sort_predict(self.histories.interaction(items, times, lengths))
        return scores.view(len(items), -1).float().cpu()


def to_frame(users: Sequence[str], lists: Sequence[Sequence[Recommendation]]) -> pd.DataFrame:
    """Recommendations of many users as a table; columns as in :meth:`Recommender.recommend`."""
    rows = [
        (user, item.item_id, item.score, rank, item.title, item.domain)
        for user, recommendations in zip(users, lists)
        for rank, item in enumerate(recommendations, start=1)
    ]
    return pd.DataFrame(rows, columns=["user_id", "item_id", "score", "rank", "title", "domain"])
