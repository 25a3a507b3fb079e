"""MovieLens folders as GroupLens publishes them (100k, 1m, 10m, 20m and later, latest), with domains by genre."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.genres import GenreRule, domain_of_genres, format_genre_rule, parse_genre_rule
from recbole_tema.prepare.times import EARLIEST, LATEST, unix_seconds

# Ours: on MovieLens-100K these seven give 51,644 and 48,356 ratings, and 942 of 943 users rate in both domains; with
# Crime, Mystery and Fantasy, 56 % of the ratings would be on the spectacle side.
DEFAULT_GENRES: GenreRule = {
    "spectacle": frozenset({"Action", "Adventure", "Horror", "Sci-Fi", "Thriller", "War", "Western"}),
    "drama_comedy": frozenset(),
}
_RATINGS = ("userId", "movieId", "rating", "timestamp")
# The flags of u.item, in order.
_GENRES_100K = ["unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama"]
_GENRES_100K += ["Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War"]
_GENRES_100K += ["Western"]
_YEAR = re.compile(r"\s*\((\d{4})(?:[-\u2013]\d{0,4})?\)\s*$")


def read_movielens(engine: Engine, options: SourceOptions) -> Source:
    """Read a MovieLens folder.

    Parameters
    ----------
    engine : Engine
    options : SourceOptions
        One folder with ``u.data`` and ``u.item`` (100k), ``ratings.dat`` and ``movies.dat`` (1m, 10m) or
        ``ratings.csv`` and ``movies.csv`` (latest, and from 20m), and ``genres``. Movies without a domain are left
        out.

    Raises
    ------
    DataError
        If the folder holds none of these, or a file cannot be read.
    """
    rule = parse_genre_rule(options.genres) if options.genres else dict(DEFAULT_GENRES)
    ratings_path, movies_path = _files(options.path)
    with reading(movies_path):
        movies = _read_movies(movies_path)
    repeated = movies["movieId"].duplicated()
    if repeated.any():
        raise DataError(
            f"movie {movies.loc[repeated, 'movieId'].iloc[0]!r} has two rows.", path=movies_path, remedy="Remove one."
        )
    movies["domain"] = [domain_of_genres(genres, rule) for genres in movies["genres"]]
    with reading(ratings_path):
        raw = engine.materialize(_read_ratings(engine, ratings_path), "ratings", numbered=True)
    valid = raw.filter(raw.time.notnull() & (raw.time >= EARLIEST) & (raw.time < LATEST))
    n_raw, n_valid = count_rows(raw), count_rows(valid)
    lookup = engine.from_pandas(movies.loc[movies["domain"] != "", ["movieId", "domain"]])
    rows = valid.inner_join(lookup, valid.item_id == lookup.movieId)
    rows = engine.materialize(rows.select("user_id", "item_id", "domain", "time", "rating", "position"), "ratings")
    rejected = {"invalid time": n_raw - n_valid, "ratings of movies without a domain": n_valid - count_rows(rows)}
    return Source(
        rows=rows,
        describe=lambda items: _describe(items, movies),
        made_by="recbole_tema.prepare.sources.movielens",
        inputs=[ratings_path, movies_path],
        options={
            "format": "movielens",
            "genres": format_genre_rule(rule),
        },
        rejected={reason: count for reason, count in rejected.items() if count},
        notes=["MovieLens, GroupLens Research; please cite Harper and Konstan (2015)."],
    )


def _files(folder: Path) -> tuple[Path, Path]:
    for ratings, movies in (("ratings.csv", "movies.csv"), ("ratings.dat", "movies.dat"), ("u.data", "u.item")):
        if (folder / ratings).is_file() and (folder / movies).is_file():
            return folder / ratings, folder / movies
    raise DataError(
        "is not a MovieLens folder.",
        path=folder,
        remedy="It must hold ratings.csv and movies.csv, ratings.dat and movies.dat, or u.data and u.item.",
    )


def _read_ratings(engine: Engine, path: Path) -> Any:
    separator = {".csv": ",", ".dat": "::", ".data": "\t"}[path.suffix]
    table = engine.delimited(path, _RATINGS, separator=separator, header=path.suffix == ".csv")
    return table.select(
        user_id=table.userId,
        item_id=table.movieId,
        time=unix_seconds(table.timestamp),
        rating=table.rating.try_cast("float64"),
    )


def _read_movies(path: Path) -> pd.DataFrame:
    """``movieId``, ``title``, ``year`` and ``genres`` (a list) of each movie."""
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        ids, titles = frame["movieId"].tolist(), frame["title"].tolist()
        genres = [_genres(cell) for cell in frame["genres"]]
    else:
        # u.item is in Latin-1, and movies.dat of 1m.
        separator = "::" if path.suffix == ".dat" else "|"
        text = path.read_text(encoding="latin-1" if path.suffix == ".item" else _dat_encoding(path))
        lines = [line.split(separator) for line in text.split("\n") if line]
        ids, titles = [line[0] for line in lines], [line[1] for line in lines]
        if path.suffix == ".dat":
            genres = [_genres(line[2]) for line in lines]
        else:
            genres = [[name for name, flag in zip(_GENRES_100K, line[5:24]) if flag == "1"] for line in lines]
    years = [_YEAR.search(title) for title in titles]
    return pd.DataFrame(
        {
            "movieId": ids,
            "title": [_YEAR.sub("", title) for title in titles],
            "year": ["" if year is None else year.group(1) for year in years],
            "genres": genres,
        }
    )


def _genres(cell: str) -> list[str]:
    """Genres separated by ``|``, without ``(no genres listed)``."""
    return [genre for genre in cell.split("|") if genre and not genre.startswith("(no ")]


def _dat_encoding(path: Path) -> str:
    """1m is Latin-1, 10m is UTF-8."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _describe(items: pd.DataFrame, movies: pd.DataFrame) -> pd.DataFrame:
    known = movies.set_index("movieId").reindex(items["item_id"])
    return pd.DataFrame(
        {"title": known["title"], "year": known["year"], "genre": [" ".join(genres) for genres in known["genres"]]},
        index=known.index,
    ).fillna("")
