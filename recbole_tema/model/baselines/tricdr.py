"""Tri-CDR: triple sequence learning for cross-domain recommendation."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import torch
from recbole.model.abstract_recommender import SequentialRecommender
from torch import nn
from torch.nn import functional as F

from recbole_tema.model.attention import latest_position
from recbole_tema.model.baselines.options_tricdr import TriCDROptions, TriCDRTrainingOptions
from recbole_tema.model.baselines.tricdr_layers import (
    MIXED,
    SOURCE,
    TARGET,
    SequenceEncoder,
    TargetHead,
    similarity_loss,
)
from recbole_tema.model.sequences import WholeSequenceMixin


class TriCDR(WholeSequenceMixin, SequentialRecommender):  # type: ignore[misc]
    """Tri-CDR (Ma et al., TOIS 2024, arXiv 2304.05027) for any number of domains.

    One encoder reads the mixed sequence, and one the sequence of each domain. For a target domain, triple cross-domain
    attention weights the states of the mixed, the source and the target sequence; the query is the latest state of the
    target sequence, the global preference is the mean of the mixed states. A network fuses the three sums into the
    state of the user; a score is its cosine with the item. Two losses compare the projected sums of the users of a
    batch: coarse-grained similarity modeling (CSM, NT-Xent of every pair of sequences) and fine-grained distinction
    modeling (FDM, the source is closer to the mixed sequence than to the target). The equations are those of the
    authors' code (github.com/hulkima/Tri-CDR).

    Differences from the authors' code:

    - They train one model per target domain and store weights per target. Here every domain is the target in turn, in
      one model: encoders and item embeddings are shared by all targets, attention, fusion and projections are per
      target, and the loss is the sum over target domains. Weights and margin of the losses are the same for all
      targets, by default those of their target Toys; their target Games has 4, 5 and 20. The three pairs of CSM have
      equal weights (theirs for Toys; Games has 1000 : 1 : 1, the first for mixed and source).
    - All parts are trained together from random weights; they start from three trained SASRecs.
    - The source sequence has the items of all other domains, each encoded within its own domain. With one domain it is
      empty, and both contrastive losses are zero.
    - All sequences are those of one window, by default of 50 items; theirs have up to 200 items each.
    - Positions are counted from the start and padding is not attended to, so that a state does not depend on what comes
      later; they pad at the start, count from there and attend to the padding. An empty sequence gives a zero vector;
      theirs gives a mean over all positions, later ones included.
    - The first item of a domain is a target too, with a query of zeros. Users without items of both kinds take no part
      in the contrastive losses; theirs have both. Windows of a long history count as users in these losses, and with
      several processes, each compares the users of its part of the batch.
    - A negative that is an item of the user is left out instead of drawn again.
    - The learning rate is constant and Adam has its default betas; theirs decays by 1 % per epoch, with betas of .9 and
      .98. The epoch is selected on validation data, as for all models; theirs on test data.

    Shapes: B users, T positions, N queries, D domains, C width.

    Parameters
    ----------
    config : Config
        Keys are those of :class:`~recbole_tema.model.baselines.options_tricdr.TriCDROptions`.
    dataset : TEMADataset
        Provides sequences and domains.
    """

    options = (TriCDROptions, TriCDRTrainingOptions)

    def __init__(self, config: Any, dataset: Any) -> None:
        super().__init__(config, dataset)
        self._set_domains(config, dataset)
        self.cosine_scale = config["cosine_scale"]
        self.similarity_weight, self.temperature = config["similarity_weight"], config["contrastive_temperature"]
        self.distinction_weight, self.margin = config["distinction_weight"], config["distinction_margin"]
        width = config["hidden_size"]
        shape = (width, config["n_heads"], config["n_layers"], config["dropout"], config["MAX_ITEM_LIST_LENGTH"])
        # The encoders of domains read different items, so that they share a table, which has the candidates too.
        self.items = nn.Embedding(int(self.n_items), width, padding_idx=0)
        self.mixed_items = nn.Embedding(int(self.n_items), width, padding_idx=0)
        self.mixed_encoder = SequenceEncoder(*shape)
        self.domain_encoders = nn.ModuleList(SequenceEncoder(*shape) for _ in range(self.n_domains))
        self.heads: Any = nn.ModuleList(TargetHead(width) for _ in range(self.n_domains))
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.xavier_normal_(parameter)
        for table in (self.items, self.mixed_items):
            nn.init.zeros_(table.weight.data[0])

    def sequence_states(self, items: torch.Tensor) -> torch.Tensor:
        """States of the mixed sequence and of each position within its own domain.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
            Item ids, 0 where padded.

        Returns
        -------
        Tensor, shape (B, 2T, C)
            T mixed states, then T states of domains.
        """
        domain, x = self.item_domain[items], self.items(items)
        mixed = self.mixed_encoder(self.mixed_items(items), items > 0)
        # An encoder is zero outside of its domain.
        of_domains = [encoder(x, domain == d + 1) for d, encoder in enumerate(self.domain_encoders)]
        return torch.cat([mixed, torch.stack(of_domains).sum(dim=0)], dim=1)

    def selected(self, items: torch.Tensor, users: torch.Tensor, steps: torch.Tensor, target: int) -> torch.Tensor:
        """States that each sequence has up to the step of a query.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
        users, steps : Tensors of int64, shape (N,)
            Rows and positions of the queries.
        target : int
            Target domain, from 0.

        Returns
        -------
        Tensor of bool, shape (N, 3, 2T)
            Columns as :meth:`sequence_states` returns them; rows are mixed, source and target.
        """
        position = torch.arange(items.shape[1], device=items.device)
        past = (position <= steps[:, None]) & (items > 0)[users]
        of_target = self.item_domain[items[users]] == target + 1
        none = torch.zeros_like(past)
        mixed, domains = torch.stack([past, none, none], 1), torch.stack([none, past & ~of_target, past & of_target], 1)
        return torch.cat([mixed, domains], dim=2)

    def preferences(
        self,
        items: torch.Tensor,
        states: torch.Tensor,
        users: torch.Tensor,
        steps: torch.Tensor,
        target: int,
    ) -> torch.Tensor:
        """Sums of triple cross-domain attention, Tensor (N, 3, C), for the queries of :meth:`selected`.

        Parameters
        ----------
        items : Tensor of int64, shape (B, T)
        states : Tensor, shape (B, 2T, C)
            From :meth:`sequence_states`.
        users, steps, target
            See :meth:`selected`.
        """
        selected = self.selected(items, users, steps, target)
        states = states.index_select(0, users)  # (N, 2T, C)
        latest = latest_position(self.item_domain[items], self.n_domains)[users, steps, target]  # (N,), -1: none
        column = (latest.clamp_min(0) + items.shape[1])[:, None, None].expand(-1, 1, states.shape[2])
        query = states.gather(1, column)[:, 0] * (latest >= 0)[:, None]
        weights = selected[:, MIXED] / selected[:, MIXED].sum(dim=1, keepdim=True).clamp_min(1)
        global_preference = (weights[:, None] @ states)[:, 0]
        sums: torch.Tensor = self.heads[target].attention(query, states, global_preference, selected)
        return sums

    def calculate_loss(self, interaction: Any) -> torch.Tensor:
        """Binary cross-entropy and both contrastive losses, the sum over target domains.

        Parameters
        ----------
        interaction : Interaction
            See :meth:`~recbole_tema.model.sequences.WholeSequenceMixin.supervised`.
        """
        items, targets = self.supervised(interaction)
        states, domain = self.sequence_states(items), self.item_domain[targets]
        total = states.new_zeros(())
        for d in range(self.n_domains):
            users, steps = torch.nonzero(domain == d + 1, as_tuple=True)  # (N,) each
            if not len(users):
                continue
            sums = self.preferences(items, states, users, steps, d)
            user_states = self.heads[d].fusion(sums.flatten(1))
            known = torch.cat([items, targets], dim=1)[users]
            total = total + self._binary_cross_entropy(user_states, targets[users, steps], known, d)
            # The last step of each user that has items of both kinds.
            last = F.pad(users[1:], (0, 1), value=-1) != users
            complete = self.selected(items, users[last], steps[last], d).any(dim=2).all(dim=1)
            if complete.any():
                total = total + self.contrastive_loss(sums[last][complete], d)
        return total

    def _binary_cross_entropy(
        self, user_states: torch.Tensor, targets: torch.Tensor, known: torch.Tensor, target: int
    ) -> torch.Tensor:
        """Mean over targets (N,) plus mean over their negatives, which are not among known items (N, K)."""
        candidates = self.negatives[target].to(targets.device)
        drawn = torch.randint(len(candidates), (len(targets), self.loss_negatives), device=targets.device)
        negatives = candidates[drawn]
        counted = ~(negatives[:, :, None] == known[:, None]).any(dim=2)
        logits = self._scores(user_states, torch.cat([targets[:, None], negatives], dim=1))
        # -log sigmoid(x) of a target, -log(1 - sigmoid(x)) of a negative.
        of_negatives = (F.softplus(logits[:, 1:]) * counted).sum() / counted.sum().clamp_min(1)
        return F.softplus(-logits[:, 0]).mean() + of_negatives

    def contrastive_loss(self, sums: torch.Tensor, target: int) -> torch.Tensor:
        """Weighted sum of the coarse-grained and the fine-grained loss.

        Parameters
        ----------
        sums : Tensor, shape (U, 3, C)
            The last sums of attention of each user.
        target : int
            Target domain, from 0.

        Returns
        -------
        Tensor, shape ()
        """
        vectors = [project(sums[:, k]) for k, project in enumerate(self.heads[target].projections)]
        pairs = list(combinations(vectors, 2))
        coarse = torch.stack([similarity_loss(*pair, self.temperature) for pair in pairs]).mean()
        fine = F.triplet_margin_loss(vectors[SOURCE], vectors[MIXED], vectors[TARGET], margin=self.margin)
        return self.similarity_weight * coarse + self.distinction_weight * fine

    def _scores(self, user_states: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """Scaled cosines (N, M) of states (N, C) and items (N, M) or (M,)."""
        vectors = F.normalize(self.items(items), dim=-1)
        user_states = self.cosine_scale * F.normalize(user_states, dim=-1)
        if items.dim() == 1:
            return user_states @ vectors.T
        return (vectors @ user_states[:, :, None])[..., 0]

    def last_states(self, interaction: Any) -> torch.Tensor:
        """States after the last interaction towards every domain, Tensor (D, B, C)."""
        items = interaction[self.ITEM_SEQ]
        steps = interaction[self.ITEM_SEQ_LEN].clamp_min(1) - 1
        users, states = torch.arange(len(items), device=items.device), self.sequence_states(items)
        sums = [self.preferences(items, states, users, steps, d) for d in range(self.n_domains)]
        return torch.stack([head.fusion(of_target.flatten(1)) for head, of_target in zip(self.heads, sums)])

    def predict(self, interaction: Any) -> torch.Tensor:
        """Scores of one item per user, Tensor (B,)."""
        items: torch.Tensor = interaction[self.ITEM_ID]
        users = torch.arange(len(items), device=items.device)
        states = self.last_states(interaction)[self.item_domain[items] - 1, users]
        return self._scores(states, items[:, None])[:, 0]

    def full_sort_predict(self, interaction: Any) -> torch.Tensor:
        """Scores of every item, Tensor (B, n_items); PAD, column 0, gets minus infinity."""
        scores = torch.full((len(interaction), int(self.n_items)), float("-inf"), device=self.item_domain.device)
        for d, states in enumerate(self.last_states(interaction)):
            items = torch.nonzero(self.item_domain == d + 1)[:, 0]
            scores[:, items] = self._scores(states, items)
        return scores
