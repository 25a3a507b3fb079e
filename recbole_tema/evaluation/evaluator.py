"""Ranks of the evaluation targets of a model under every protocol, from one scoring pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import numpy as np
import torch

from recbole_tema import distributed
from recbole_tema.data.domains import Domains
from recbole_tema.data.preparation import EvaluationSet
from recbole_tema.evaluation.metrics import summarise
from recbole_tema.evaluation.protocols import rank_targets, sample_negatives
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
        ``protocols``, ``mask_history``, ``eval_negatives``, ``eval_negatives_seed``, and ``eval_batch_size`` as an
        upper bound; batches are smaller if there are many items.
    fingerprint : str
        Fingerprint of the dataset, which fixes the sampled negatives for every model and epoch.

    Notes
    -----
    Processes of a `torchrun` share the targets, by whole batches; every process gets all ranks.
    """

    def __init__(self, data: EvaluationSet, domains: Domains, config: Any, fingerprint: str) -> None:
        self.data, self.domains = data, domains
        self.protocols: Sequence[str] = config["protocols"]
        self.mask_history = config["mask_history"]
        self.batch_size = min(config["eval_batch_size"], max(1, BLOCK // len(domains.of_item)))
        self.items = item_rows(data.dataset, config["ITEM_ID_FIELD"], len(domains.of_item))
        self.target_domains = domains.names_of(data.targets.items)
        self.negatives: np.ndarray | None = None
        if "sampled" in self.protocols:
            self.negatives = sample_negatives(
                data.targets,
                domains.of_item.numpy(),
                fingerprint=fingerprint,
                seed=config["eval_negatives_seed"],
                count=config["eval_negatives"],
            )

    @torch.no_grad()
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
        model.eval()
        chosen = list(protocols or self.protocols)
        size = self.batch_size
        # Histories of similar length share a batch, which is padded to the longest of them.
        order = np.argsort(self.data.targets.history_lengths, kind="stable")
        batches = [order[start : start + size] for start in range(0, len(self), size)]
        numbers = distributed.shard(list(range(len(batches))))
        with getattr(model, "frozen_items", nullcontext)():
            own_ranks = {number: self._rank_batch(model, chosen, batches[number]) for number in numbers}
        by_batch = {number: ranks for part in distributed.all_gather(own_ranks) for number, ranks in part.items()}
        back = np.argsort(order, kind="stable")
        return {
            protocol: np.concatenate([by_batch[n][protocol] for n in sorted(by_batch)])[back] for protocol in chosen
        }

    def __len__(self) -> int:
        return len(self.data.targets)

    def _rank_batch(self, model: Any, chosen: Sequence[str], index: np.ndarray) -> dict[str, np.ndarray]:
        batch = self.data.dataset[torch.from_numpy(self.data.rows[index])].to(model.device)
        return rank_targets(
            score_items(model, batch, self.items.to(model.device)),
            self.data.targets.subset(index),
            self.domains.of_item,
            chosen,
            mask_history=self.mask_history,
            negatives=None if self.negatives is None else self.negatives[index],
        )

    def summary(self, ranks: Mapping[str, np.ndarray]) -> dict[str, Any]:
        """Metrics of each protocol, overall and per domain, as ``results.json`` holds them."""
        return {
            protocol: summarise(values, list(self.target_domains), self.domains.names)
            for protocol, values in ranks.items()
        }

    def selection_score(self, model: Any, metric: str, protocol: str) -> float:
        """Mean of a metric over domains, each counted once: what chooses the checkpoint."""
        summary = self.summary(self.ranks(model, [protocol]))[protocol]
        return float(np.mean([summary[name][metric] for name in self.domains.names if name in summary]))
