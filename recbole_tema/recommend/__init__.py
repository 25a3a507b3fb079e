"""Recommendations of a trained model, with filters, explanations and cold-start items."""

from recbole_tema.recommend.explanation import Explanation, HistoryEffect, TagContribution
from recbole_tema.recommend.export import export_recommendations
from recbole_tema.recommend.filters import ItemCatalog, ItemFilter
from recbole_tema.recommend.history import History
from recbole_tema.recommend.recommender import Query, Recommendation, Recommender

__all__ = [
    "Explanation",
    "History",
    "HistoryEffect",
    "ItemCatalog",
    "ItemFilter",
    "Query",
    "Recommendation",
    "Recommender",
    "TagContribution",
    "export_recommendations",
]
