"""Evaluation, the same for every model: metrics, ranks, significance tests and results.

Ranking itself, which needs torch, is in :mod:`recbole_tema.evaluation.protocols`.
"""

from recbole_tema.evaluation.metrics import METRICS, per_user, summarise
from recbole_tema.evaluation.ranks import PROTOCOLS, RANK_COLUMNS, read_ranks, write_ranks
from recbole_tema.evaluation.results import ExperimentResult
from recbole_tema.evaluation.significance import compare, holm

__all__ = [
    "METRICS",
    "PROTOCOLS",
    "RANK_COLUMNS",
    "ExperimentResult",
    "compare",
    "holm",
    "per_user",
    "read_ranks",
    "summarise",
    "write_ranks",
]
