"""Recommendations from an approximate index of each domain's items, without scoring the whole catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from recbole_tema.errors import ConfigError
from recbole_tema.experiment.saved_run import SavedRun
from recbole_tema.files.locks import locked, remove_dead_lock
from recbole_tema.model.loss import first_occurrences
from recbole_tema.recommend.filters import ItemCatalog, ItemFilter
from recbole_tema.recommend.history import History, HistoryReader
from recbole_tema.recommend.mips import RECORD, IVFIndex

if TYPE_CHECKING:
    from recbole_tema.recommend.recommender import Query

ScoredItems = list[tuple[int, float]]
# Users whose states are the sample that an index is built with.
_N_SAMPLED_USERS = 2000


class ItemIndex:
    """IVF indexes of the items of each domain, for a model whose scores are inner products plus a few bonuses.

    Parameters
    ----------
    run : SavedRun
        A run of TEMA.
    catalog : ItemCatalog
    histories : HistoryReader
    folder : Path
        Folder of the indexes. They are loaded, or built and saved there if they are missing.

    Attributes
    ----------
    batch_size : int
        Number of histories whose states are computed together.

    Raises
    ------
    ConfigError
        If the scores of the model are not inner products.
    CheckpointError
        If a stored index is damaged or was built from another model.
    FolderInUseError
        If another process builds the indexes.
    MissingExtraError
        If Faiss is not installed.
    """

    batch_size = 64

    def __init__(self, run: SavedRun, catalog: ItemCatalog, histories: HistoryReader, folder: Path) -> None:
        self._model, self._catalog, self._histories = run.model, catalog, histories
        if not getattr(self._model, "scores_are_products", False):
            raise ConfigError(
                "An index needs TEMA: scores of this model are not inner products.", remedy="Use no index."
            )
        with torch.no_grad():
            tables = self._model.item_tables()
            by_domain = [
                (items.cpu().numpy(), vectors.cpu().numpy())
                for items, vectors in tables.by_domain(self._model.item_domain, self._model.n_domains)
            ]
        self._domain_items = [items for items, _ in by_domain]
        folders = [folder / f"index-ivf-{d}" for d in range(1, len(catalog.domains) + 1)]
        origins = [{"weights": run.weights_sha256, "domain": name, "kind": "ivf"} for name in catalog.domains]
        complete = all((path / RECORD).exists() for path in folders)
        if complete:
            remove_dead_lock(folder, "index")
        else:
            with locked(folder, "index"):
                self._build_missing(folders, [vectors for _, vectors in by_domain], origins)
        self._indexes = [
            IVFIndex.load(path, vectors, origin) for path, (_, vectors), origin in zip(folders, by_domain, origins)
        ]

    def _build_missing(
        self, folders: Sequence[Path], vectors: Sequence[np.ndarray], origins: Sequence[Mapping[str, Any]]
    ) -> None:
        sample = self._sample_states()
        for d, path in enumerate(folders):
            if not (path / RECORD).exists():
                IVFIndex.build(vectors[d], sample[:, d]).save(path, origins[d])

    @torch.no_grad()
    def retrieve(self, queries: Sequence[Query]) -> list[list[ScoredItems]]:
        """Top items per query and filter: internal ids and scores, the highest score first.

        The filters must not be selective, see :attr:`ItemFilter.is_selective`.
        """
        answers = []
        for start in range(0, len(queries), self.batch_size):
            batch = queries[start : start + self.batch_size]
            states = self._states([query.history for query in batch])
            answers += [self._answer(row, query) for row, query in zip(states, batch)]
        return answers

    def _sample_states(self) -> np.ndarray:
        """States of a sample of users, (n, D, W)."""
        users = list(self._histories.users)
        sample = users[:: max(1, len(users) // _N_SAMPLED_USERS)]
        histories = [self._histories.of_user(user) for user in sample]
        size = self.batch_size
        return np.concatenate([self._states(histories[i : i + size]) for i in range(0, len(histories), size)])

    @torch.no_grad()
    def _states(self, histories: Sequence[History]) -> np.ndarray:
        """Scaled user states towards each domain, (B, D, W)."""
        batch = self._histories.interaction(*self._histories.read(histories))
        states: np.ndarray = self._model.last_states(batch, self._model.item_tables()).cpu().numpy()
        return states

    def _answer(self, states: np.ndarray, query: Query) -> list[ScoredItems]:
        """Top items of a query per filter, from its states (D, W)."""
        seen = [self._catalog.internal_ids[item] for item in query.history.items]
        bonuses = self._bonuses(seen[-self._histories.max_length :])
        return [self._top_items(states, query.k, item_filter, set(seen), bonuses) for item_filter in query.filters]

    def _bonuses(self, history: list[int]) -> dict[int, float]:
        """Nonzero bonuses that are added to inner products, by item."""
        read = torch.tensor([history or [0]], device=self._model.item_domain.device)
        model = self._model
        items, bonuses = model.bonus.nonzero(first_occurrences(read)[0], model.item_domain, model.scale)
        return dict(zip(items.tolist(), bonuses.tolist()))

    def _top_items(
        self, states: np.ndarray, k: int, item_filter: ItemFilter, seen: set[int], bonuses: dict[int, float]
    ) -> ScoredItems:
        excluded = set(self._catalog.known_ids(item_filter.exclude))
        if item_filter.domain is None:
            domains = list(range(len(self._indexes)))
        else:
            domains = [self._catalog.domain_id(item_filter.domain) - 1]
        scores: dict[int, float] = {}
        for d in domains:
            domain_bonuses = {
                item: bonus for item, bonus in bonuses.items() if int(self._catalog.item_domain[item]) == d + 1
            }
            # Items that are left out, or that fall behind by a negative bonus, may take places of the first k.
            displaced = seen | excluded | {item for item, bonus in domain_bonuses.items() if bonus < 0}
            products, rows = self._indexes[d].search(states[d][None], k + len(displaced))
            found = rows[0] >= 0
            scores.update(zip(self._domain_items[d][rows[0][found]].tolist(), products[0][found].tolist()))
            scores.update(self._with_bonuses(states[d], d, domain_bonuses))
        left_out = excluded | seen if item_filter.filter_seen else excluded
        top = sorted((-score, item) for item, score in scores.items() if item not in left_out)[:k]
        return [(item, -negative) for negative, item in top]

    def _with_bonuses(self, state: np.ndarray, d: int, bonuses: dict[int, float]) -> dict[int, float]:
        """Scores of the items of a domain that have a bonus."""
        items = sorted(bonuses)
        rows = np.searchsorted(self._domain_items[d], items)
        products = self._indexes[d].vectors[rows] @ state
        return {item: float(product) + bonuses[item] for item, product in zip(items, products)}


def index_folder(index: str | Path, run_folder: Path) -> Path:
    """Folder of an index: that of the run for ``"ivf"``, else the given folder.

    Raises
    ------
    ConfigError
        If the folder does not exist.
    """
    if index == "ivf":
        return run_folder
    if not Path(index).is_dir():
        raise ConfigError(f"index ({str(index)!r}) must be 'ivf' or an existing folder.", remedy="Use index='ivf'.")
    return Path(index)
