"""``Recommender``: a trained model that recommends to anybody, known users or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union

import pandas as pd
import torch
from recbole.data.interaction import Interaction

from recbole_tema.errors import ConfigError
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.model.tema import TEMA
from recbole_tema.recommend.catalog import Shelf
from recbole_tema.recommend.cold_items import read_new_items
from recbole_tema.recommend.explanation import Explainer, Reasons
from recbole_tema.recommend.filters import Choice
from recbole_tema.recommend.history import Histories, History, histories_of
from recbole_tema.recommend.requests import Request

# Scores at a time, at most: 32 MB.
BLOCK = 1 << 23
ANY = Choice()


@dataclass(frozen=True)
class Recommendation:
    """An item that is recommended.

    Attributes
    ----------
    item_id, domain : str
    score : float
        As in evaluation: the scaled cosine, for TEMA.
    title : str
        Empty where it has none.
    reasons : Reasons, optional
        Where they were asked for.
    """

    item_id: str
    domain: str
    score: float
    title: str = ""
    reasons: Optional[Reasons] = None


class Recommender:
    """Top items for users of the dataset, or for any history of its items.

    Parameters
    ----------
    run : SavedRun
    shelf : Shelf, optional
        Its items; those of the run's dataset by default.
    model : recommender, optional
        One that knows the items of ``shelf``; the run's by default.

    Attributes
    ----------
    items : pandas.DataFrame
        The items by ``item_id``: ``domain`` and the other columns of ``.item`` as texts.
    domains : list of str
    """

    def __init__(self, run: SavedRun, shelf: Optional[Shelf] = None, model: Any = None) -> None:
        self.run, self.model = run, run.model if model is None else model
        self.shelf = Shelf.of_run(run) if shelf is None else shelf
        self.tokens, self.numbers = self.shelf.tokens, self.shelf.numbers
        self.items, self.domains = self.shelf.items, self.shelf.domains
        self.histories = Histories(run, self.numbers)
        if isinstance(self.model, TEMA):
            self.model.freeze_items()
        self.explainer = Explainer(self.model, self.tokens, self.shelf.tag_names, self._score)

    @classmethod
    def load(cls, run: Union[str, Path], data_path: Union[str, Path] = "atomic_data") -> Recommender:
        """From the folder of a run: see :func:`~recbole_tema.experiment.saved_run.open_run`.

        Raises
        ------
        TEMAError
            For a run that is damaged, changed or foreign, or a dataset that is not the run's.
        """
        return cls(open_run(Path(run), Path(data_path)))

    def with_items(self, items: pd.DataFrame) -> Recommender:
        """A recommender of more items, which are what their features tell.

        Parameters
        ----------
        items : pandas.DataFrame
            See :func:`~recbole_tema.recommend.cold_items.read_new_items`.

        Raises
        ------
        DataError
            For items that are here already, of no known domain, or with bad features or none.
        ConfigError
            If the model is not TEMA.
        """
        if not isinstance(self.model, TEMA):
            raise ConfigError("this model knows items by their ids alone.", remedy="Train TEMA.")
        new = read_new_items(items, self.shelf, self.run.data.dataset.features)
        shelf = self.shelf.extended(new.items, new.of_item, new.tags)
        return Recommender(self.run, shelf, self.model.extended(new.of_item, new.features))

    @property
    def users(self) -> list[str]:
        """Users of the dataset."""
        return list(self.histories.users)

    def title_of(self, item_id: str) -> str:
        """An item's title; empty where it has none."""
        return str(self.shelf.titles[self.numbers[item_id]])

    def history_of(self, user: str) -> History:
        """Everything that a user of the dataset had.

        Raises
        ------
        DataError
            For an unknown user.
        """
        return self.histories.of_user(user)

    def known(self, history: History) -> tuple[History, list[str]]:
        """A history less the items that the model does not know, and those."""
        return self.histories.known(history)

    def recommend(
        self, history: Union[History, Sequence[str]], k: int = 10, choice: Choice = ANY, *, explain: bool = False
    ) -> list[Recommendation]:
        """The best items for a history, the best first.

        Parameters
        ----------
        history : History or sequence of str
            The oldest first; an empty one asks what goes with nothing.
        k : int
            At most so many.
        choice : Choice
            Which items may come.
        explain : bool
            Whether to give reasons.

        Raises
        ------
        DataError
            For unknown items.
        ConfigError
            For an unknown domain or tag, or k below 1.
        """
        history = as_history(history)
        (found,) = self.recommend_many([history], k, choice)
        return self.explained(history, found) if explain else found

    def recommend_many(
        self, histories: Sequence[Union[History, Sequence[str]]], k: int = 10, choice: Choice = ANY
    ) -> list[list[Recommendation]]:
        """The best items for each of many histories: see :meth:`recommend`."""
        return [found for part in self.stream(histories, k, choice) for found in part]

    def stream(
        self, histories: Sequence[Union[History, Sequence[str]]], k: int, choice: Choice = ANY
    ) -> Iterator[list[list[Recommendation]]]:
        """The same in batches as they are done, for long lists."""
        requests = [Request(as_history(history), k, (choice,)) for history in histories]
        for request in requests[:1]:  # before any is scored; histories are checked as they are read
            self.check(request)
        size = self._at_once()
        for start in range(0, len(requests), size):
            yield [found for (found,) in self.recommend_requests(requests[start : start + size])]

    def _at_once(self) -> int:
        """Histories that are scored together."""
        return max(1, BLOCK // len(self.tokens))

    @torch.no_grad()
    def recommend_requests(self, requests: Sequence[Request]) -> list[list[list[Recommendation]]]:
        """The best items for requests that have nothing in common: for each request, a list for each choice.

        Raises
        ------
        TEMAError
            As :meth:`recommend`, for the first request that is at fault: see :meth:`check`.
        """
        size, found = self._at_once(), []
        for start in range(0, len(requests), size):
            part = requests[start : start + size]
            scores = self._score(*self.histories.read([request.history for request in part]))
            found += [self._chosen(row, request) for row, request in zip(scores, part)]
        return found

    def check(self, request: Request) -> None:
        """Raise what :meth:`recommend_requests` would raise for a request, without scoring it."""
        if request.k < 1:
            raise ConfigError(f"k is {request.k}.", remedy="Ask for 1 or more.")
        self.histories.read([request.history])
        for choice in request.choices:
            self.shelf.allowed(choice)

    def _chosen(self, scores: torch.Tensor, request: Request) -> list[list[Recommendation]]:
        """A list for each choice, of one history's scores (n_items,)."""
        had = [self.numbers[item] for item in request.history.items]
        lists = []
        for choice in request.choices:
            allowed = self.shelf.allowed(choice)
            own = scores.masked_fill(~allowed, float("-inf"))
            if not choice.repeats:
                own[had] = float("-inf")
            best, numbers = own.topk(min(request.k, int(allowed.sum())))
            lists.append(self._recommendations(numbers.tolist(), best.tolist()))
        return lists

    def _recommendations(self, numbers: list[int], scores: list[float]) -> list[Recommendation]:
        # Items of one score stand in the order of their ids.
        rows = sorted((-score, number) for number, score in zip(numbers, scores) if score != float("-inf"))
        return [self._recommendation(number, -score) for score, number in rows]

    def _recommendation(self, number: int, score: float) -> Recommendation:
        domain = self.domains[int(self.shelf.of_item[number]) - 1]
        return Recommendation(self.tokens[number], domain, score, self.shelf.titles[number])

    def explained(
        self, history: Union[History, Sequence[str]], found: Sequence[Recommendation]
    ) -> list[Recommendation]:
        """Recommendations for one history, with their reasons."""
        if not found:
            return []
        items, times, _ = self.histories.read([as_history(history)])
        candidates = torch.tensor([self.numbers[one.item_id] for one in found])
        scores = torch.tensor([one.score for one in found])
        with torch.no_grad():
            reasons = self.explainer.reasons(items, times, candidates, scores)
        return [Recommendation(one.item_id, one.domain, one.score, one.title, why) for one, why in zip(found, reasons)]

    def recommend_frame(self, frame: pd.DataFrame, k: int = 10, choice: Choice = ANY) -> pd.DataFrame:
        """The best items for each user of a table of interactions.

        Parameters
        ----------
        frame : pandas.DataFrame
            See :func:`~recbole_tema.recommend.history.histories_of`.
        k, choice
            As of :meth:`recommend`.

        Returns
        -------
        pandas.DataFrame
            ``user_id``, ``rank`` (from 1), ``item_id``, ``domain``, ``score``.
        """
        histories = histories_of(frame)
        return as_frame(list(histories), self.recommend_many(list(histories.values()), k, choice))

    def _score(self, items: torch.Tensor, times: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.model.full_sort_predict(self._batch_of(items, times, lengths))
        return scores.view(len(items), -1).float().cpu()

    def _batch_of(self, items: torch.Tensor, times: torch.Tensor, lengths: torch.Tensor) -> Interaction:
        model = self.model
        # An empty history is one padded place.
        fields = {model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: lengths.clamp_min(1), self.histories.time_list: times}
        return Interaction(fields).to(model.device)


def as_frame(users: Sequence[str], found: Sequence[Sequence[Recommendation]]) -> pd.DataFrame:
    """Recommendations of many users as a table: ``user_id``, ``rank`` (from 1), ``item_id``, ``domain``, ``score``."""
    rows = [
        (user, rank, one.item_id, one.domain, one.score)
        for user, own in zip(users, found)
        for rank, one in enumerate(own, start=1)
    ]
    return pd.DataFrame(rows, columns=["user_id", "rank", "item_id", "domain", "score"])


def as_history(history: Union[History, Sequence[str]]) -> History:
    """A history, of a list of item ids too."""
    if isinstance(history, History):
        return history
    if isinstance(history, str):
        raise ConfigError("a history is one text.", remedy="Give a list of item ids.")
    return History(list(history))
