"""Use a trained model: recommendations for anybody, with reasons."""

from recbole_tema.experiment.saved_run import open_run
from recbole_tema.recommend.explanation import HistoryReason, Reasons, TagReason
from recbole_tema.recommend.filters import Choice
from recbole_tema.recommend.history import History, histories_of
from recbole_tema.recommend.indexed import IndexedRecommender, load_recommender
from recbole_tema.recommend.recommender import Recommendation, Recommender
from recbole_tema.recommend.requests import Request

__all__ = [
    "Choice",
    "History",
    "HistoryReason",
    "IndexedRecommender",
    "Reasons",
    "Recommendation",
    "Recommender",
    "Request",
    "TagReason",
    "histories_of",
    "load_recommender",
    "open_run",
]
