"""Put a whole dataset in place, or nothing: a killed run never leaves half of one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional

import pandas as pd

from recbole_tema.errors import ConfigError
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.storage import utc_now, write_provenance

# What `prepare` writes into a dataset's folder; everything else there is another command's.
OWN_FILES = ("{name}.inter.json", "{name}.item", "{name}.item.json", "{name}.split", "{name}.split.json", "DATASET.md")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check_name(name: str) -> str:
    """Return ``name`` if it can name a dataset's folder and files.

    Raises
    ------
    ConfigError
        If it holds anything but letters, digits, ``.``, ``_`` and ``-``.
    """
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} cannot name a dataset.", remedy="Use letters, digits, '.', '_' and '-' only.")
    return name


def rank_in_user(users: pd.Series) -> pd.Series:
    """Rank 0, 1, 2, ... of each row among the rows of its user, in row order.

    RecBole sorts by a float32 column, in which Unix seconds tie within 128 seconds; a rank stays exact.
    """
    return users.groupby(users, sort=False).cumcount()


def counts(inter: pd.DataFrame, item: pd.DataFrame) -> dict[str, Any]:
    """Users, items and interactions, in all and by domain."""
    domain_of = item.set_index("item_id")["domain"]
    by_interaction = inter["item_id"].map(domain_of)
    return {
        "users": int(inter["user_id"].nunique()),
        "items": len(item),
        "interactions": len(inter),
        "domains": {
            str(domain): {
                "users": int(inter.loc[by_interaction == domain, "user_id"].nunique()),
                "items": int((item["domain"] == domain).sum()),
                "interactions": int((by_interaction == domain).sum()),
            }
            for domain in sorted(item["domain"].unique())
        },
    }


@contextmanager
def building(folder: Path, name: str) -> Iterator[Path]:
    """A folder beside the dataset's own, to build it in; what killed builds of this dataset left is cleared first.

    Parameters
    ----------
    folder : Path
        The folder of datasets (RecBole's ``data_path``).
    name : str
        Dataset name.

    Yields
    ------
    Path
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    # Process and random letters hold no dot: the build of a dataset called NAME.building.X is another's.
    mine = re.compile(rf"\.{re.escape(check_name(name))}\.building\.(\d+)\.[^.]+")
    for left in Path(folder).iterdir():
        found = mine.fullmatch(left.name)
        if found and not _alive(int(found.group(1))):
            shutil.rmtree(left, ignore_errors=True)
    built = Path(tempfile.mkdtemp(dir=folder, prefix=f".{name}.building.{os.getpid()}."))
    try:
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def move_in(built: Path, target: Path) -> None:
    """Put a built dataset in place.

    ``.inter`` leaves first and arrives last, so its presence means that the dataset is whole. What other commands
    made (tags, features, pictures) stays.

    Parameters
    ----------
    built : Path
        Holds ``NAME.inter`` and the other files of the dataset.
    target : Path
        The dataset's folder ``.../NAME``.
    """
    target.mkdir(parents=True, exist_ok=True)
    inter = target / f"{target.name}.inter"
    inter.unlink(missing_ok=True)
    for stale in OWN_FILES:
        path = target / stale.format(name=target.name)
        if not (built / path.name).exists():
            path.unlink(missing_ok=True)
    for file in sorted(built.iterdir(), key=lambda path: path.name == inter.name):
        if file.is_file():
            os.replace(file, target / file.name)


def publish_dataset(
    folder: Path,
    name: str,
    inter: tuple[pd.DataFrame, Mapping[str, str]],
    item: tuple[pd.DataFrame, Mapping[str, str]],
    provenance: Mapping[str, Any],
) -> Path:
    """Write ``.inter``, ``.item`` and their provenance under ``folder/name``, whole or not at all.

    Parameters
    ----------
    folder : Path
        The folder of datasets (RecBole's ``data_path``).
    name : str
        Dataset name.
    inter, item : tuple of (pandas.DataFrame, mapping)
        Table and column kinds.
    provenance : mapping
        Sources and options; the date, counts and each file's own hash are added.

    Returns
    -------
    Path
        ``folder/name``.
    """
    target = Path(folder) / check_name(name)
    with building(folder, name) as built:
        record = {**provenance, "date": utc_now(), "counts": counts(inter[0], item[0])}
        for suffix, (frame, kinds) in (("item", item), ("inter", inter)):
            file = built / f"{name}.{suffix}"
            write_atomic(frame, file, kinds)
            write_provenance(file, record)
        move_in(built, target)
    return target


def inter_kinds(frame: pd.DataFrame) -> dict[str, str]:
    """Column kinds of an ``.inter`` table: ids are tokens, the rest are numbers."""
    return {column: "token" if column in ("user_id", "item_id") else "float" for column in frame.columns}


def time_sorted(frame: pd.DataFrame, time: Optional[str]) -> pd.DataFrame:
    """Group rows by user (in order of first appearance), each user's rows by ``time``; ties keep the given order."""
    user = pd.Series(pd.factorize(frame["user_id"])[0], index=frame.index, name="__user")
    keys = pd.DataFrame({"__user": user} if time is None else {"__user": user, "__time": frame[time]})
    return frame.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)
