"""Ranks of the evaluation targets of a model, and its top-k lists, under every protocol, from one scoring pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import numpy as np
import torch

from recbole_tema import distributed
from recbole_tema.data.domains import Domains
from recbole_tema.data.preparation import EvaluationSet
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.lists import LIST_PROTOCOLS, list_metrics, top_items
from recbole_tema.evaluation.metrics import METRICS, is_rank_metric, parse_metric, summarise
from recbole_tema.evaluation.protocols import rank_targets, sample_negatives
from recbole_tema.evaluation.ranks import COLD
from recbole_tema.evaluation.scores import item_rows, score_items

# Maximum number of scores per batch: 8 MB, which the allocator reuses and the caches nearly hold.
BLOCK = 1 << 21


class Evaluator:
    """Scores an evaluation set with any RecBole model and ranks its targets.

    Parameters
    ----------
    data : EvaluationSet
        Validation or test.
    domains : Domains
        Domain of every item.
    config : Config
        ``protocols`` (``cold`` counts for an evaluation set with cold items only), ``mask_history``,
        ``eval_negatives``, ``eval_negatives_seed``, ``evaluation_metrics`` (those of
        :data:`~recbole_tema.evaluation.METRICS` by default), and ``eval_batch_size`` as an upper bound; batches are
        smaller if there are many items.
    fingerprint : str
        Fingerprint of the dataset, which fixes the sampled negatives for every model and epoch.
    train_counts : ndarray of int, shape (n_items,), optional
        Number of training interactions of each item; required if there are metrics of top-k lists.
    on_batch : callable, optional
        Called with the number of ranked batches and that of all batches of this process.

    Raises
    ------
    ConfigError
        If there are metrics of top-k lists and no ``train_counts``.

    Notes
    -----
    Processes of a `torchrun` share the targets, by whole batches; every process gets all ranks.
    """

    def __init__(
        self,
        data: EvaluationSet,
        domains: Domains,
        config: Any,
        fingerprint: str,
        train_counts: np.ndarray | None = None,
        on_batch: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        self.data, self.domains, self.on_batch = data, domains, on_batch
        self.metrics: Sequence[str] = config["evaluation_metrics"] or METRICS
        self.rank_metrics = [metric for metric in self.metrics if is_rank_metric(metric)]
        self.list_metrics = [metric for metric in self.metrics if not is_rank_metric(metric)]
        self.depth = max((parse_metric(metric)[1] or 0 for metric in self.list_metrics), default=0)
        if self.list_metrics and train_counts is None:
            raise ConfigError(f"{self.list_metrics[0]} needs the numbers of training interactions (train_counts).")
        self.train_counts = np.zeros(0, dtype=np.int64) if train_counts is None else train_counts
        self.protocols = [name for name in config["protocols"] if name != COLD or data.cold_items is not None]
        self.item_domain = domains.of_item
        if data.excluded_items is not None:
            self.item_domain = self.item_domain.masked_fill(torch.from_numpy(data.excluded_items), 0)
        self.mask_history = config["mask_history"]
        self.batch_size = min(config["eval_batch_size"], max(1, BLOCK // len(domains.of_item)))
        self.items = item_rows(data.dataset, config["ITEM_ID_FIELD"], len(domains.of_item))
        self.target_domains = domains.names_of(data.targets.items)
        self.negatives: np.ndarray | None = None
        if "sampled" in self.protocols:
            self.negatives = sample_negatives(
                data.targets,
                self.item_domain.numpy(),
                fingerprint=fingerprint,
                seed=config["eval_negatives_seed"],
                count=config["eval_negatives"],
            )

    def ranks(self, model: Any, protocols: Sequence[str] | None = None) -> dict[str, np.ndarray]:
        """Rank of every target.

        Parameters
        ----------
        model : recommender
            Any RecBole model; without ``full_sort_predict`` it is ranked by ``predict`` for every item.
        protocols : sequence of str, optional
            All configured ones by default.

        Returns
        -------
        dict of str to ndarray of float64, shape (n_targets,)
        """
        return self._score(model, list(protocols or self.protocols), depth=0)[0]

    def evaluate(self, model: Any) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
        """Ranks of every target, and the metrics of the configuration.

        Parameters
        ----------
        model : recommender

        Returns
        -------
        ranks : dict
            As of :meth:`ranks`.
        summary : dict
            As of :meth:`summary`, with the metrics of top-k lists.
        """
        ranks, lists = self._score(model, list(self.protocols), self.depth)
        return ranks, self.summary(ranks, lists)

    @torch.no_grad()
    def _score(
        self, model: Any, chosen: Sequence[str], depth: int
    ) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        """Ranks and, if ``depth`` is not 0, top-k lists of every target by protocol."""
        model.eval()
        size = self.batch_size
        # Histories of similar length share a batch, which is padded to the longest of them.
        order = np.argsort(self.data.targets.history_lengths, kind="stable")
        batches = [order[start : start + size] for start in range(0, len(self), size)]
        numbers = distributed.shard(list(range(len(batches))))
        self.on_batch(0, len(numbers))
        own_part = {}
        with getattr(model, "frozen_items", nullcontext)():
            for done, number in enumerate(numbers, start=1):
                own_part[number] = self._score_batch(model, chosen, batches[number], depth)
                self.on_batch(done, len(numbers))
        by_batch = {number: scored for part in distributed.all_gather(own_part) for number, scored in part.items()}
        back = np.argsort(order, kind="stable")

        def joined(kind: int) -> dict[str, np.ndarray]:
            parts = [by_batch[number][kind] for number in sorted(by_batch)]
            return {protocol: np.concatenate([part[protocol] for part in parts])[back] for protocol in parts[0]}

        return joined(0), joined(1)

    def __len__(self) -> int:
        return len(self.data.targets)

    def _score_batch(
        self, model: Any, chosen: Sequence[str], index: np.ndarray, depth: int
    ) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
        batch = self.data.dataset[torch.from_numpy(self.data.rows[index])].to(model.device)
        targets = self.data.targets.subset(index)
        scores = score_items(model, batch, self.items.to(model.device))
        ranks = rank_targets(
            scores,
            targets,
            self.item_domain,
            chosen,
            mask_history=self.mask_history,
            negatives=None if self.negatives is None else self.negatives[index],
            cold_items=self.data.cold_items,
        )
        if not depth:
            return ranks, {}
        return ranks, top_items(scores, targets, self.item_domain, chosen, depth, mask_history=self.mask_history)

    def summary(self, ranks: Mapping[str, np.ndarray], lists: Mapping[str, np.ndarray] | None = None) -> dict[str, Any]:
        """Metrics of each protocol, overall and per domain, as ``results.json`` holds them.

        Parameters
        ----------
        ranks, lists : mapping of str to ndarray
            Ranks and top-k lists by protocol; without lists, their metrics are left out.
        """
        domains = list(self.target_domains)
        table: dict[str, Any] = {
            protocol: summarise(values, domains, self.domains.names, self.rank_metrics)
            for protocol, values in ranks.items()
        }
        for protocol in LIST_PROTOCOLS:
            if lists and protocol in lists:
                for name, values in table[protocol].items():
                    values.update(self._summary_of_lists(lists[protocol], protocol, name))
                    table[protocol][name] = {key: values[key] for key in ("users", *self.metrics)}
        return table

    def _summary_of_lists(self, lists: np.ndarray, protocol: str, name: str) -> dict[str, float]:
        """Metrics of the lists of the targets of one domain, or overall; candidates are those of the protocol."""
        of_domain = np.ones(len(lists), dtype=bool) if name == "overall" else np.asarray(self.target_domains) == name
        numbers = self.item_domain
        is_one_domain = protocol == "domain" and name != "overall"
        candidates = numbers == self.domains.names.index(name) + 1 if is_one_domain else numbers > 0
        return list_metrics(lists[of_domain], int(candidates.sum()), self.train_counts, self.list_metrics)

    def selection_score(self, model: Any, metric: str, protocol: str) -> float:
        """Mean of a metric over domains, each counted once: what chooses the checkpoint."""
        ranks = self.ranks(model, [protocol])[protocol]
        summary = summarise(ranks, list(self.target_domains), self.domains.names, [metric])
        return float(np.mean([summary[name][metric] for name in self.domains.names if name in summary]))
