"""Use a trained model: recommendations for anybody, with reasons."""

from recbole_tema.recommend.choice import Choice
from recbole_tema.recommend.histories import History, histories_of
from recbole_tema.recommend.indexed import IndexedRecommender, load_recommender
from recbole_tema.recommend.reasons import HistoryReason, Reasons, TagReason
from recbole_tema.recommend.recommender import Recommendation, Recommender
from recbole_tema.recommend.requests import Request
from recbole_tema.recommend.saved import open_run

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
