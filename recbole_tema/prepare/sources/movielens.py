"""MovieLens as GroupLens publishes it (100k, 1m, 10m, 20m and later, latest): a folder, domains by genre."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.engine import Engine, count_rows, reading
from recbole_tema.prepare.sources.base import EARLIEST, LATEST, Source, seconds

GenreRule = Mapping[str, frozenset[str]]
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


def genre_rule(texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Read a rule such as ``["action=Action,War", "rest="]``; the first domain with a genre of the film wins.

    Parameters
    ----------
    texts : sequence of str
        ``DOMAIN=GENRE,GENRE``; the last may have no genre and takes every other film. None is the default rule.

    Raises
    ------
    ConfigError
        If it is not of this form.
    """
    if not texts:
        return dict(DEFAULT_GENRES)
    rule: dict[str, frozenset[str]] = {}
    for text in texts:
        name, equals, genres = text.partition("=")
        if not equals or not name.strip():
            raise ConfigError(f"{text!r} is no genre rule.", remedy="Write it as DOMAIN=GENRE,GENRE.")
        name = re.sub(r"\s+", "_", name.strip())
        if name in rule:
            raise ConfigError(f"the domain {name!r} has two genre rules.", remedy="Write its genres in one of them.")
        rule[name] = frozenset(filter(None, (genre.strip() for genre in genres.split(","))))
    if len(rule) < 2 or any(not genres for genres in list(rule.values())[:-1]):
        raise ConfigError(
            "a genre rule needs two domains, and genres for all but the last.", remedy="The last may take the rest."
        )
    return rule


def read_movielens(engine: Engine, folder: Path, rule: GenreRule = DEFAULT_GENRES) -> Source:
    """Read a MovieLens folder.

    Parameters
    ----------
    engine : Engine
    folder : Path
        With ``u.data`` and ``u.item`` (100k), ``ratings.dat`` and ``movies.dat`` (1m, 10m) or ``ratings.csv`` and
        ``movies.csv`` (latest and 20m on).
    rule : mapping of str to frozenset of str
        From :func:`genre_rule`. A film that no domain takes is left out.

    Raises
    ------
    DataError
        If the folder holds none of these, or a file cannot be read.
    """
    ratings, movies = _files(Path(folder))
    with reading(movies):
        films = _films(movies)
    if films["movieId"].duplicated().any():
        twice = films.loc[films["movieId"].duplicated(), "movieId"].iloc[0]
        raise DataError(f"film {twice!r} has two rows.", path=movies, remedy="Keep one.")
    films["domain"] = [domain_of_genres(genres, rule) for genres in films["genres"]]
    left_out = films["domain"].eq("")
    with reading(ratings):
        raw = engine.keep(_ratings(engine, ratings), "ratings", numbered=True)
    timed = raw.filter(raw.time.notnull() & (raw.time >= EARLIEST) & (raw.time < LATEST))
    total, usable = count_rows(raw), count_rows(timed)
    lookup = engine.frame(films.loc[~left_out, ["movieId", "domain"]])
    rows = timed.inner_join(lookup, timed.item_id == lookup.movieId)
    rows = engine.keep(rows.select("user_id", "item_id", "domain", "time", "rating", "position"), "ratings")
    faults = {"a time that makes no sense": total - usable, "ratings of films in no domain": usable - count_rows(rows)}
    return Source(
        rows=rows,
        describe=lambda items: _described(items, films),
        made_by="recbole_tema.prepare.sources.movielens",
        inputs=[ratings, movies],
        options={
            "format": "movielens",
            "genres": format_genre_rule(rule),
        },
        faults={reason: count for reason, count in faults.items() if count},
        notes=["MovieLens, GroupLens Research; please cite Harper and Konstan (2015)."],
    )


def _files(folder: Path) -> tuple[Path, Path]:
    for ratings, movies in (("ratings.csv", "movies.csv"), ("ratings.dat", "movies.dat"), ("u.data", "u.item")):
        if (folder / ratings).is_file() and (folder / movies).is_file():
            return folder / ratings, folder / movies
    raise DataError(
        "is no MovieLens folder.",
        path=folder,
        remedy="It must hold ratings.csv and movies.csv, ratings.dat and movies.dat, or u.data and u.item.",
    )


def _ratings(engine: Engine, path: Path) -> Any:
    separator = {".csv": ",", ".dat": "::", ".data": "\t"}[path.suffix]
    table = engine.delimited(path, _RATINGS, separator=separator, header=path.suffix == ".csv")
    return table.select(
        user_id=table.userId,
        item_id=table.movieId,
        time=seconds(table.timestamp),
        rating=table.rating.try_cast("float64"),
    )


def _films(path: Path) -> pd.DataFrame:
    """``movieId``, ``title``, ``year`` and ``genres`` (a list) of each film."""
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        names, titles = frame["movieId"].tolist(), frame["title"].tolist()
        genres = [_genres(cell) for cell in frame["genres"]]
    else:
        # GroupLens wrote these two in Latin-1.
        separator = "::" if path.suffix == ".dat" else "|"
        text = path.read_text(encoding="latin-1" if path.suffix == ".item" else _dat_encoding(path))
        lines = [line.split(separator) for line in text.split("\n") if line]
        names, titles = [line[0] for line in lines], [line[1] for line in lines]
        if path.suffix == ".dat":
            genres = [_genres(line[2]) for line in lines]
        else:
            genres = [[name for name, flag in zip(_GENRES_100K, line[5:24]) if flag == "1"] for line in lines]
    years = [_YEAR.search(title) for title in titles]
    return pd.DataFrame(
        {
            "movieId": names,
            "title": [_YEAR.sub("", title) for title in titles],
            "year": ["" if year is None else year.group(1) for year in years],
            "genres": genres,
        }
    )


def _genres(cell: str) -> list[str]:
    """Names between bars, without ``(no genres listed)``."""
    return [genre for genre in cell.split("|") if genre and not genre.startswith("(no ")]


def _dat_encoding(path: Path) -> str:
    """1m is Latin-1, 10m is UTF-8."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def format_genre_rule(rule: GenreRule) -> list[str]:
    """A genre rule as texts that :func:`genre_rule` reads."""
    return [f"{name}={','.join(sorted(genres))}" for name, genres in rule.items()]


def domain_of_genres(genres: Sequence[str], rule: GenreRule) -> str:
    """The first domain of a rule that has a genre of a movie or takes every other movie; ``""`` if there is none."""
    for name, wanted in rule.items():
        if not wanted or not wanted.isdisjoint(genres):
            return name
    return ""


def _described(items: pd.DataFrame, films: pd.DataFrame) -> pd.DataFrame:
    known = films.set_index("movieId").reindex(items["item_id"])
    return pd.DataFrame(
        {"title": known["title"], "year": known["year"], "genre": [" ".join(genres) for genres in known["genres"]]},
        index=known.index,
    ).fillna("")
