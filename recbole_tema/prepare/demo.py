"""The embedded default dataset: features from the package, ratings from the installed ``recbole``."""

from __future__ import annotations

import shutil
from pathlib import Path

from recbole_tema.errors import DataError
from recbole_tema.files.storage import replacing
from recbole_tema.prepare.movielens import NAME, prepare_ml100k_cross

SUFFIXES = ("txt.json", "txt", "tag.json", "tag")


def demo_features() -> Path:
    """Folder with the ``.tag`` and ``.txt`` of ``ml-100k-cross``: in the installed package, or in the checkout.

    Raises
    ------
    DataError
        If neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_demo" / NAME, package.parent / "atomic_data" / NAME):
        if folder.is_dir():
            return folder
    raise DataError(
        "the embedded features are missing.", path=package / "_demo" / NAME, remedy="Reinstall recbole-tema."
    )


def ensure_demo(folder: Path) -> Path:
    """Make ``folder/ml-100k-cross`` whole: prepare ratings and items, and copy features, where they are missing.

    Parameters
    ----------
    folder : Path
        The folder of datasets. Files that are there stay as they are.

    Returns
    -------
    Path
        The dataset's folder.
    """
    target = Path(folder) / NAME
    if not all((target / f"{NAME}.{suffix}").is_file() for suffix in ("inter", "item")):
        prepare_ml100k_cross(Path(folder))
    features = demo_features()
    for suffix in SUFFIXES:
        source, copy = features / f"{NAME}.{suffix}", target / f"{NAME}.{suffix}"
        if source.is_file() and not copy.exists():
            with replacing(copy, "wb") as out, source.open("rb") as file:
                shutil.copyfileobj(file, out)
    return target
