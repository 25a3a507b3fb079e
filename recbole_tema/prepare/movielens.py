"""The embedded default dataset: MovieLens-100K as RecBole ships it, split into two genre domains."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.prepare.write import inter_kinds, publish_dataset, rank_in_user, time_sorted

NAME = "ml-100k-cross"
SPECTACLE, DRAMA_COMEDY = "spectacle", "drama_comedy"
# The rule (ours): these seven give 51,644 and 48,356 ratings, and 942 of 943 users rate in both; adding Crime, Mystery
# and Fantasy would put 56 % of the ratings on the spectacle side.
SPECTACLE_GENRES = frozenset({"Action", "Adventure", "Horror", "Sci-Fi", "Thriller", "War", "Western"})


def ml100k_folder() -> Path:
    """Folder of the ml-100k atomic files inside the installed ``recbole`` package.

    Raises
    ------
    DataError
        If ``recbole`` is not installed, or was installed without its example data.
    """
    spec = find_spec("recbole")
    if spec is None or spec.origin is None:
        raise DataError("recbole is not installed.", remedy="Install it with: pip install recbole==1.2.1")
    folder = Path(spec.origin).parent / "dataset_example" / "ml-100k"
    if not (folder / "ml-100k.inter").is_file():
        raise DataError("no such file.", path=folder / "ml-100k.inter", remedy="Reinstall recbole==1.2.1 from PyPI.")
    return folder


def genre_domain(genres: list[str]) -> str:
    """Domain of a film: ``spectacle`` if any of its genres is in `SPECTACLE_GENRES`, else ``drama_comedy``. Ours."""
    return DRAMA_COMEDY if SPECTACLE_GENRES.isdisjoint(genres) else SPECTACLE


def prepare_ml100k_cross(folder: Path) -> Path:
    """Build the dataset ``ml-100k-cross`` from the ratings that ``recbole`` ships. The split is ours.

    Every film and every rating is kept. ``timestamp`` is the rank within the user by time; ratings of one second
    keep the source's file order, which MovieLens itself shuffled, so it tells nothing about them.

    Parameters
    ----------
    folder : Path
        The folder of datasets; ``folder/ml-100k-cross`` is made or replaced, except for features that lie there.

    Returns
    -------
    Path
        The dataset's folder.

    Raises
    ------
    DataError
        If the installed ``recbole`` lacks the source files.
    """
    source = ml100k_folder()
    item_file, inter_file = source / "ml-100k.item", source / "ml-100k.inter"
    films = read_atomic(item_file, require={"item_id": "token", "movie_title": "token_seq", "class": "token_seq"})
    ratings = read_atomic(inter_file, require={"user_id": "token", "item_id": "token", "timestamp": "float"})
    ratings = time_sorted(ratings.rename(columns={"timestamp": "time"}), "time")
    inter = pd.DataFrame(
        {
            "user_id": ratings["user_id"],
            "item_id": ratings["item_id"],
            "timestamp": rank_in_user(ratings["user_id"]),
            "time": ratings["time"],
            "rating": ratings["rating"],
        }
    )
    item = pd.DataFrame(
        {
            "item_id": films["item_id"],
            "domain": films["class"].map(genre_domain),
            "title": films["movie_title"],
            "year": films["release_year"],
            "genre": films["class"],
        }
    )
    item_kinds = {"item_id": "token", "domain": "token", "title": "token_seq", "year": "token", "genre": "token_seq"}
    provenance = {
        "made_by": "recbole_tema.prepare.movielens",
        "source": "MovieLens-100K atomic files of the recbole package; please cite Harper and Konstan (2015)",
        "inputs": {path.name: sha256(path) for path in (inter_file, item_file)},
        "domain_rule": f"{SPECTACLE}: any of {', '.join(sorted(SPECTACLE_GENRES))}; else {DRAMA_COMEDY}",
        "order": "time within the user; ties keep the source's file order",
    }
    return publish_dataset(Path(folder), NAME, (inter, inter_kinds(inter)), (item, item_kinds), provenance)
