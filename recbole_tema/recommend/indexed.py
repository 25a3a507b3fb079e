"""A recommender that finds the best items of a large catalogue without scoring all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Union

import numpy as np
import torch

from recbole_tema.errors import ConfigError
from recbole_tema.experiment.saved_run import SavedRun, open_run
from recbole_tema.model.loss import first_occurrences
from recbole_tema.model.tema import TEMA
from recbole_tema.recommend.filters import Choice
from recbole_tema.recommend.history import History
from recbole_tema.recommend.index import KINDS, Index, build_index
from recbole_tema.recommend.index_files import RECORD, load_index, save_index
from recbole_tema.recommend.recommender import Recommendation, Recommender
from recbole_tema.recommend.requests import Request

# Users whose states tell an index what will be asked.
_SAMPLE = 2000
_BATCH = 64


class IndexedRecommender(Recommender):
    """TEMA with an index of each domain's items; arguments as of :class:`Recommender`.

    A choice of candidates or tags scores all items, as does :meth:`explained` those that it explains.

    Parameters
    ----------
    run : SavedRun
    kind : {"exact", "hnsw", "ivf"}
        See :mod:`recbole_tema.recommend.index`.

    Raises
    ------
    ConfigError
        If the model is not TEMA, or for another kind.
    CheckpointError
        If the run's folder holds an index that is damaged or not of this model.
    """

    def __init__(self, run: SavedRun, kind: str = "hnsw") -> None:
        super().__init__(run)
        if not isinstance(self.model, TEMA):
            raise ConfigError("only TEMA's scores can be looked up in an index.", remedy="Leave the index out.")
        if kind not in KINDS:
            raise ConfigError(f"{kind!r} is no kind of index.", remedy=f"Use {', '.join(KINDS)}.")
        self.members = [ids.cpu().numpy() for ids in self.model.members]
        with torch.no_grad():
            vectors = self.model.item_vectors(self.model.item_tables()).cpu().numpy()
        self.vectors = [vectors[ids] for ids in self.members]
        self.indexes = self._made(kind)

    @classmethod
    def load_indexed(cls, run: Union[str, Path], data_path: Union[str, Path], kind: str) -> IndexedRecommender:
        """From a run's folder: the index there is loaded, or built and written there where there is none.

        An index is a file that Faiss trusts: use it in folders of your own (:func:`.index.load_index`).
        """
        return cls(open_run(Path(run), Path(data_path)), kind)

    def _made(self, kind: str) -> list[Index]:
        """An index of each domain: that of the run's folder, or a new one that is written there."""
        folders = [self.run.folder / f"index-{kind}-{d}" for d in range(1, len(self.domains) + 1)]
        # States are asked for only where something is built, and once.
        sample = None if all((folder / RECORD).exists() for folder in folders) else self._sample()
        indexes = []
        for d, folder in enumerate(folders):
            record = {"weights": self.run.weights_sha256, "domain": self.domains[d], "kind": kind}
            if sample is None or (folder / RECORD).exists():
                indexes.append(load_index(folder, self.vectors[d], record))
            else:
                indexes.append(build_index(self.vectors[d], kind, queries=sample[:, d]))
                save_index(indexes[-1], folder, record)
        return indexes

    def _sample(self) -> np.ndarray:
        """States of some users, (n, D, W)."""
        users = self.users[:: max(1, len(self.users) // _SAMPLE)]
        asked = [self.history_of(user) for user in users]
        return np.concatenate([self._states(asked[i : i + _BATCH]) for i in range(0, len(asked), _BATCH)])

    def _at_once(self) -> int:
        return _BATCH

    @torch.no_grad()
    def _states(self, histories: Sequence[History]) -> np.ndarray:
        """Scaled states towards each domain, (B, D, W)."""
        batch = self._batch_of(*self.histories.read(histories))
        states: np.ndarray = self.model.last_states(batch, self.model.item_tables()).cpu().numpy()
        return states

    def recommend_requests(self, requests: Sequence[Request]) -> list[list[list[Recommendation]]]:
        """As of :meth:`Recommender.recommend_requests`."""
        whole = [i for i, request in enumerate(requests) if any(_filtered(choice) for choice in request.choices)]
        found = dict(zip(whole, super().recommend_requests([requests[i] for i in whole])))
        rest = [i for i in range(len(requests)) if i not in found]
        if rest:
            states = self._states([requests[i].history for i in rest])
            found.update((i, self._looked_up(state, requests[i])) for i, state in zip(rest, states))
        return [found[i] for i in range(len(requests))]

    def _looked_up(self, states: np.ndarray, request: Request) -> list[list[Recommendation]]:
        """A list for each choice, from states (D, W)."""
        numbers = [self.numbers[item] for item in request.history.items]
        gains = self._gains(torch.tensor(numbers[-int(self.model.max_seq_length) :] or [0]))
        return [self._best(states, request.k, choice, set(numbers), gains) for choice in request.choices]

    @torch.no_grad()
    def _gains(self, read: torch.Tensor) -> dict[int, float]:
        """What is added to the products of states and vectors, for the items where something is."""
        read = read.to(self.model.item_domain.device)
        numbers, gains = self.model.gaining(first_occurrences(read[None])[0])
        return dict(zip(numbers.tolist(), gains.tolist()))

    def _best(
        self, states: np.ndarray, k: int, choice: Choice, had: set[int], gains: dict[int, float]
    ) -> list[Recommendation]:
        barred = {self.numbers[item] for item in choice.exclude if item in self.numbers}
        chosen = range(len(self.domains)) if choice.domain is None else [self.shelf.number_of(choice.domain) - 1]
        scored: dict[int, float] = {}
        for d in chosen:
            own = {number: gain for number, gain in gains.items() if int(self.shelf.of_item[number]) == d + 1}
            # What loses by its gain may stand before what is to be found.
            losers = {number for number, gain in own.items() if gain < 0}
            scores, rows = self.indexes[d].search(states[d][None], k + len(had | barred | losers))
            there = rows[0] >= 0
            scored.update(zip(self.members[d][rows[0][there]].tolist(), scores[0][there].tolist()))
            scored.update(self._gained(states[d], d, own))
        left = barred if choice.repeats else barred | had
        best = sorted((-score, number) for number, score in scored.items() if number not in left)[:k]
        return [self._recommendation(number, -score) for score, number in best]

    def _gained(self, state: np.ndarray, d: int, gains: dict[int, float]) -> dict[int, float]:
        """Scores of a domain's items that gain something: near the history, or had before."""
        numbers = sorted(gains)
        rows = np.searchsorted(self.members[d], numbers)
        products = self.vectors[d][rows] @ state
        return {number: float(product) + gains[number] for number, product in zip(numbers, products)}


def load_recommender(run: Union[str, Path], data_path: Union[str, Path], index: str = "") -> Recommender:
    """A recommender from a run's folder, with an index where a kind is named: see the classes."""
    return IndexedRecommender.load_indexed(run, data_path, index) if index else Recommender.load(run, data_path)


def _filtered(choice: Choice) -> bool:
    return choice.candidates is not None or bool(choice.tags)
