"""Whether the columns of a ratings file without a header are in the published order: user, movie, rating, time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine

# GroupLens publishes users with at least this many ratings in all releases without a header.
_RATINGS_PER_USER = 20
# Rated movies have a row in the table of movies; ids of users are also ids of movies by chance only.
_KNOWN_SHARE = 0.8
# MovieLens has half to five stars; times before 1973 are ratings.
_HIGHEST_RATING, _EARLIEST_TIME = 10, 1e8
_REMEDY = "Write the columns as user, movie, rating and time, or add a first line with their names."


def check_roles(engine: Engine, ratings: Any, movie_ids: pd.Series, path: Path) -> None:
    """Raise if the values of a file without a header show that its columns are in another order.

    Parameters
    ----------
    engine : Engine
    ratings : ibis.Table
        ``user_id``, ``item_id``, ``rating`` and ``time``, in the published order of columns.
    movie_ids : pandas.Series
        The movies of the table of movies.
    path : Path

    Raises
    ------
    DataError
        If most ratings or times are out of range, or users and movies are swapped: clearly more values of the first
        column than of the second are movies, or only the second column has the published number of ratings per user.
    """
    shown = _first_row(ratings)
    count = _counts(engine, ratings, movie_ids)
    if max(count["high"], count["early"]) > count["rows"] / 2:
        raise DataError(
            f"its third column must hold ratings and its fourth times ({shown}).", path=path, line=1, remedy=_REMEDY
        )
    per_user, per_movie = (_fewest(ratings, column) for column in ("user_id", "item_id"))
    if count["known_movies"] < _KNOWN_SHARE * count["known_users"] or per_user < _RATINGS_PER_USER <= per_movie:
        raise DataError(
            f"its first column must hold users and its second movies, but they are swapped ({shown}).",
            path=path,
            line=1,
            remedy=_REMEDY,
        )


def _counts(engine: Engine, ratings: Any, movie_ids: pd.Series) -> dict[str, int]:
    known = engine.from_pandas(pd.DataFrame({"known_id": movie_ids.astype(object)}))
    is_user, is_movie = known.view(), known.view()
    joined = ratings.left_join(is_user, ratings.user_id == is_user.known_id)
    joined = joined.select("item_id", "rating", "time", known_user=is_user.known_id)
    joined = joined.left_join(is_movie, joined.item_id == is_movie.known_id)
    counts = joined.aggregate(
        rows=joined.count(),
        known_users=joined.known_user.count(),
        known_movies=joined.known_id.count(),
        high=joined.count(where=joined.rating > _HIGHEST_RATING),
        early=joined.count(where=joined.time < _EARLIEST_TIME),
    )
    count: dict[str, int] = counts.to_pyarrow().to_pylist()[0]
    return count


def _fewest(ratings: Any, column: str) -> int:
    counts = ratings.group_by(column).aggregate(n=ratings.count())
    return int(counts.n.min().to_pyarrow().as_py() or 0)


def _first_row(ratings: Any) -> str:
    row = ratings.order_by("position").limit(1).to_pyarrow().to_pylist()[0]
    cells = {"user": row["user_id"], "movie": row["item_id"], "rating": row["rating"], "time": row["time"]}
    return ", ".join(f"{name} {f'{cell:.10g}' if isinstance(cell, float) else cell}" for name, cell in cells.items())
