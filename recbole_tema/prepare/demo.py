"""The embedded dataset: MovieLens-100K as RecBole ships it, split into two genre domains, with committed features."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import replacing
from recbole_tema.prepare.build import build_dataset
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.options import Rules
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.genres import domain_of_genres, format_genre_rule
from recbole_tema.prepare.sources.movielens import DEFAULT_GENRES

DEMO_NAME = "ml-100k-cross"
_FEATURE_SUFFIXES = ("txt.json", "txt", "tag.json", "tag")
_ITEM_COLUMNS = {"item_id": "token", "movie_title": "token_seq", "release_year": "token", "class": "token_seq"}
_INTER_COLUMNS = {"user_id": "token", "item_id": "token", "rating": "float", "timestamp": "float"}


def ensure_demo(folder: Path) -> Path:
    """Complete ``folder/ml-100k-cross``: prepare interactions and items, and copy the features, if they are missing.

    Parameters
    ----------
    folder : Path
        The folder of datasets. Existing files are left as they are.

    Returns
    -------
    Path
        The dataset's folder.

    Raises
    ------
    DataError
        If the installed ``recbole`` lacks its example data, or the embedded features are missing.
    """
    target = Path(folder) / DEMO_NAME
    if not all((target / f"{DEMO_NAME}.{suffix}").is_file() for suffix in ("inter", "item")):
        build_dataset(read_demo, DEMO_NAME, Path(folder), Rules())
    features = demo_features()
    for suffix in _FEATURE_SUFFIXES:
        source, copy = features / f"{DEMO_NAME}.{suffix}", target / f"{DEMO_NAME}.{suffix}"
        if source.is_file() and not copy.exists():
            with replacing(copy, "wb") as out, source.open("rb") as file:
                shutil.copyfileobj(file, out)
    return target


def read_demo(engine: Engine) -> Source:
    """Read the MovieLens-100K example data of the installed ``recbole``. The split into domains is ours.

    Every movie and every rating is kept, in the order of the files, because results were published on these bytes:
    the hash of the interactions seeds the sampled negatives. Ratings of the same second keep the file's order, which
    MovieLens shuffled, so it is uninformative.

    Raises
    ------
    DataError
        If the installed ``recbole`` lacks the files.
    """
    folder = ml100k_folder()
    inter_path, item_path = folder / "ml-100k.inter", folder / "ml-100k.item"
    movies = read_atomic(item_path, require=_ITEM_COLUMNS)
    ratings = read_atomic(inter_path, require=_INTER_COLUMNS).rename(columns={"timestamp": "time"})
    items = pd.DataFrame(
        {
            "item_id": movies["item_id"],
            "domain": [domain_of_genres(genres, DEFAULT_GENRES) for genres in movies["class"]],
            "title": movies["movie_title"].str.join(" "),
            "year": movies["release_year"],
            "genre": movies["class"].str.join(" "),
        }
    )
    known = items.set_index("item_id")
    rows = ratings.assign(domain=ratings["item_id"].map(known["domain"]), position=np.arange(len(ratings)))
    return Source(
        rows=engine.from_pandas(rows),
        describe=lambda wanted: known.drop(columns="domain").reindex(wanted["item_id"]),
        made_by="recbole_tema.prepare.demo",
        inputs=[inter_path, item_path],
        options={"genres": format_genre_rule(DEFAULT_GENRES)},
        notes=["MovieLens-100K as the recbole package ships it; please cite Harper and Konstan (2015)."],
        catalog=items[["item_id", "domain"]],
        keep_order=True,
    )


def ml100k_folder() -> Path:
    """Folder of the ml-100k atomic files inside the installed ``recbole`` package, which is not imported.

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


def demo_features() -> Path:
    """Folder with the ``.tag`` and ``.txt`` of ``ml-100k-cross``: in the installed package, or in the checkout.

    Raises
    ------
    DataError
        If there is no such folder.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_demo" / DEMO_NAME, package.parent / "atomic_data" / DEMO_NAME):
        if folder.is_dir():
            return folder
    raise DataError(
        "the embedded features are missing.", path=package / "_demo" / DEMO_NAME, remedy="Reinstall recbole-tema."
    )
