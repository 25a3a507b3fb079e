"""Names that columns of interactions and items have in published files."""

from __future__ import annotations

import re
from collections.abc import Mapping

# By role, without regard to case, spaces, "_" and "-". The first is ours.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "user": ("user_id", "user", "uid", "user_idx", "reviewer_id", "customer_id", "customer", "visitor_id", "member_id"),
    "item": (
        *("item_id", "item", "iid", "product_id", "product", "parent_asin", "asin", "movie_id", "article_id"),
        *("book_id", "business_id", "track_id", "artist_id", "song_id", "video_id", "news_id", "game_id", "app_id"),
        *("isbn", "sku", "stock_code", "listing_id", "recipe_id"),
    ),
    "time": (
        *("timestamp", "time", "date", "datetime", "unix_review_time", "unix_time", "t_dat", "event_time"),
        *("created_at", "time_stamp", "ts", "review_date", "rating_timestamp", "purchase_date"),
        *("invoice_date", "unix_timestamp", "timestamp_unix"),
    ),
    "rating": ("rating", "overall", "stars", "score", "review_score", "user_rating", "ratings", "book_rating"),
    "title": ("title", "name", "product_name", "prod_name", "item_name", "movie_title", "book_title", "product_title"),
    "domain": ("domain",),
}


def key_of(name: str) -> str:
    """A name without case, spaces and marks, by which names are compared."""
    return re.sub(r"[\W_]+", "", name).casefold()


_KNOWN = {key_of(name) for names in SYNONYMS.values() for name in names}


def is_known_name(name: str) -> bool:
    """Whether a column of this name may have a role."""
    return key_of(name) in _KNOWN
