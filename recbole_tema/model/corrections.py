"""RecBole's models with corrections: small catalogs, ranking on the sequences that were trained, no printing."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import torch
from recbole.model import sequential_recommender


class SHAN(sequential_recommender.SHAN):  # type: ignore[misc]
    """RecBole's SHAN (Ying et al. 2018).

    RecBole trains it on sequences whose padding comes first, and ranks with sequences whose padding comes last, so that
    the latest items are padding. Here both have the padding first.
    """

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of all items, shape (B, n_items)."""
        items, lengths = interaction[self.ITEM_SEQ], interaction[self.ITEM_SEQ_LEN]
        n_positions = items.shape[1]
        source = torch.arange(n_positions, device=items.device) - (n_positions - lengths)[:, None]
        items = items.gather(1, source.clamp(min=0)) * (source >= 0)
        scores: torch.Tensor = self.forward(items, interaction[self.USER_ID]) @ self.item_embedding.weight.T
        return scores


class _SmallPartitions:
    """Reranker partitions of at most as many items as the catalog has."""

    reranker_CAN_NUM: list[int]

    def __init__(self, config: Any, dataset: Any) -> None:
        sizes = config["reranker_CAN_NUM"]
        if isinstance(sizes, (list, tuple)):  # RecBole expects text, which its command line turns into a tuple
            config["reranker_CAN_NUM"] = ",".join(map(str, sizes))
        super().__init__(config, dataset)  # type: ignore[call-arg]
        self.reranker_CAN_NUM = [min(size, dataset.item_num) for size in self.reranker_CAN_NUM]


class GRU4RecCPR(_SmallPartitions, sequential_recommender.GRU4RecCPR):  # type: ignore[misc]
    """RecBole's GRU4RecCPR (Chang et al. 2024)."""


class SASRecCPR(_SmallPartitions, sequential_recommender.SASRecCPR):  # type: ignore[misc]
    """RecBole's SASRecCPR (Chang et al. 2024)."""


class FEARec(sequential_recommender.FEARec):  # type: ignore[misc]
    """RecBole's FEARec (Du et al. 2023), which prints the frequencies of every layer."""

    def __init__(self, config: Any, dataset: Any) -> None:
        with redirect_stdout(StringIO()):
            super().__init__(config, dataset)
