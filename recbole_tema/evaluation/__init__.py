"""Evaluation that is the same for every model: candidates, ranks, metrics and tests of significance."""

from recbole_tema.evaluation.metrics import METRICS, per_user, summarise
from recbole_tema.evaluation.protocols import PROTOCOLS, Targets, rank_targets, sample_negatives
from recbole_tema.evaluation.ranks import RANK_COLUMNS, read_ranks, write_ranks
from recbole_tema.evaluation.significance import compare, holm

__all__ = [
    "METRICS",
    "PROTOCOLS",
    "RANK_COLUMNS",
    "Targets",
    "compare",
    "holm",
    "per_user",
    "rank_targets",
    "read_ranks",
    "sample_negatives",
    "summarise",
    "write_ranks",
]
