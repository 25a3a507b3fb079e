"""MovieLens folders as GroupLens publishes them (100k, 1m, 10m, 20m and later, latest), with domains by genre."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.numbers import decimal_number
from recbole_tema.prepare.options import SourceOptions
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import open_table, read_frame
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.genres import GenreRule, domains_of_options, parse_genre_rule
from recbole_tema.prepare.sources.matching import (
    columns_in_file,
    join_items,
    named_file,
    refuse_mostly_rejected,
    refuse_repeated_items,
)
from recbole_tema.prepare.sources.movielens_roles import check_roles
from recbole_tema.prepare.sources.tag_genome import read_tag_genome
from recbole_tema.prepare.times import EARLIEST, LATEST, unix_seconds

# Ours: on MovieLens-100K these seven give 51,644 and 48,356 ratings, and 942 of 943 users rate in both domains; with
# Crime, Mystery and Fantasy, 56 % of the ratings would be on the spectacle side.
DEFAULT_GENRES: GenreRule = {
    "spectacle": frozenset({"Action", "Adventure", "Horror", "Sci-Fi", "Thriller", "War", "Western"}),
    "drama_comedy": frozenset(),
}
# The second pair has the names of Kaggle's copy of 20m.
_FILES = (
    *(("ratings.csv", "movies.csv"), ("rating.csv", "movie.csv")),
    *(("ratings.dat", "movies.dat"), ("u.data", "u.item")),
)
_RATINGS = ("userId", "movieId", "rating", "timestamp")
_MOVIES = ("movieId", "title", "genres")
_SEPARATORS = {".dat": "::", ".data": "\t", ".item": "|"}
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
        out. Columns are found by their names; where a file has no header, their order is checked by their values. The
        tag genome, if the folder has one, gives the items tags.

    Raises
    ------
    DataError
        If the folder holds none of these, a file cannot be read, a column is missing, or the columns of a file without
        a header are in another order.
    """
    if options.genres:
        parse_genre_rule(options.genres)  # before files are read
    ratings_path, movies_path = _files(options.path)
    movies = _read_movies(movies_path)
    refuse_repeated_items(movies["item_id"], movies_path)
    movies["domain"], rule = domains_of_options(list(movies["genres"]), options.genres, DEFAULT_GENRES)
    raw = _read_ratings(engine, ratings_path, movies, options.time_format)
    valid = raw.filter(raw.time.notnull() & (raw.time >= EARLIEST) & (raw.time < LATEST))
    n_raw, n_valid = count_rows(raw), count_rows(valid)
    refuse_mostly_rejected(n_raw - n_valid, n_raw, ratings_path, "a time in Unix seconds, the timestamp")
    rows, left_out = join_items(engine, valid, movies, ratings_path, movies_path)
    tags, tag_paths = read_tag_genome(engine, options.path)
    return Source(
        rows=rows.select("user_id", "item_id", "domain", "time", "rating", "position"),
        describe=lambda items: _describe(items, movies),
        made_by="recbole_tema.prepare.sources.movielens",
        inputs=[ratings_path, movies_path, *tag_paths],
        options={"format": "movielens", "genres": rule},
        rejected={**({"invalid time": n_raw - n_valid} if n_raw > n_valid else {}), **left_out},
        notes=["MovieLens, GroupLens Research; please cite Harper and Konstan (2015)."],
        tags=tags,
    )


def _files(folder: Path) -> tuple[Path, Path]:
    for ratings, movies in _FILES:
        if (folder / ratings).is_file() and (folder / movies).is_file():
            return folder / ratings, folder / movies
    raise DataError(
        "is not a MovieLens folder.",
        path=folder,
        remedy="It must hold ratings.csv and movies.csv, ratings.dat and movies.dat, or u.data and u.item.",
    )


def _layout(path: Path, names: Sequence[str]) -> Layout:
    """How a file is written; ``names`` are the published columns of a file whose first line begins with an id."""
    with path.open(encoding="utf-8", errors="replace") as file:
        has_header = not re.match(r'\ufeff?"?\d', file.readline())
    columns = None if has_header else names
    if path.suffix == ".csv":
        return detect_layout(path, names=columns)
    # 100k and 1m are Latin-1, 10m and many copies are UTF-8; quotes are part of a text.
    encoding = "utf-8" if _is_utf8(path) else "latin-1"
    separator = _SEPARATORS[path.suffix]
    return detect_layout(path, separator=separator, names=columns, encoding=encoding, quoted=False)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _read_ratings(engine: Engine, path: Path, movies: pd.DataFrame, time_format: str | None) -> Any:
    layout = _layout(path, _RATINGS)
    user, movie, rating, when = columns_in_file(layout, _RATINGS)
    with reading(path), named_file(path):
        table = open_table(engine, layout, [user, movie, rating, when])
        table = table.select(
            user_id=table[user],
            item_id=table[movie],
            time=unix_seconds(table[when], time_format),
            rating=decimal_number(table[rating]),
        )
        raw = engine.materialize(table, "ratings", numbered=True)
    if not layout.header:
        check_roles(engine, raw, movies["item_id"], path)
    return raw


def _read_movies(path: Path) -> pd.DataFrame:
    """``item_id``, ``title``, ``year`` and ``genres`` (a list) of each movie."""
    if path.suffix == ".item":
        names = ("movieId", "title", "release", "video_release", "url", *_GENRES_100K)
        layout = _layout(path, names)
        frame = read_frame(layout, columns_in_file(layout, names)).set_axis(list(names), axis=1)
        flags = frame[_GENRES_100K].to_numpy() == "1"
        genres = [[name for name, flag in zip(_GENRES_100K, row) if flag] for row in flags]
    else:
        layout = _layout(path, _MOVIES)
        frame = read_frame(layout, columns_in_file(layout, _MOVIES)).set_axis(list(_MOVIES), axis=1)
        genres = [_genres(cell) for cell in frame["genres"]]
    years = [_YEAR.search(title) for title in frame["title"]]
    return pd.DataFrame(
        {
            "item_id": frame["movieId"],
            "title": [_YEAR.sub("", title) for title in frame["title"]],
            "year": ["" if year is None else year.group(1) for year in years],
            "genres": genres,
        }
    )


def _genres(cell: str) -> list[str]:
    """Genres separated by ``|``, without ``(no genres listed)``."""
    return [genre for genre in cell.split("|") if genre and not genre.startswith("(no ")]


def _describe(items: pd.DataFrame, movies: pd.DataFrame) -> pd.DataFrame:
    known = movies.set_index("item_id").reindex(items["item_id"])
    return pd.DataFrame(
        {"title": known["title"], "year": known["year"], "genre": [" ".join(genres) for genres in known["genres"]]},
        index=known.index,
    ).fillna("")
