"""Put a whole dataset in place, or nothing: a killed run never leaves half of one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional

import pandas as pd

from recbole_tema.atomic import provenance_path, sha256, write_atomic, write_json
from recbole_tema.errors import ConfigError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def now() -> str:
    """The time of making, for provenance files: UTC, to the second."""
    return datetime.now(timezone.utc).replace(microsecond=0).isoformat()


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


def publish_dataset(
    folder: Path,
    name: str,
    inter: tuple[pd.DataFrame, Mapping[str, str]],
    item: tuple[pd.DataFrame, Mapping[str, str]],
    provenance: Mapping[str, Any],
) -> Path:
    """Write ``.inter``, ``.item`` and their provenance under ``folder/name``.

    The files are built in a folder beside and then moved. ``.inter`` leaves first and arrives last, so its
    presence means that the dataset is whole. Other files of the folder (tags, features) stay.

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
    target.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=folder, prefix=f".{name}.building."))
    try:
        record = {**provenance, "date": now(), "counts": counts(inter[0], item[0])}
        for suffix, (frame, kinds) in (("item", item), ("inter", inter)):
            file = built / f"{name}.{suffix}"
            write_atomic(frame, file, kinds)
            write_json(provenance_path(file), {**record, "file": file.name, "sha256": sha256(file)})
        (target / f"{name}.inter").unlink(missing_ok=True)
        item_file, inter_file = built / f"{name}.item", built / f"{name}.inter"
        for file in (provenance_path(item_file), item_file, provenance_path(inter_file), inter_file):
            os.replace(file, target / file.name)
    finally:
        shutil.rmtree(built, ignore_errors=True)
    return target


def inter_kinds(frame: pd.DataFrame) -> dict[str, str]:
    """Column kinds of an ``.inter`` table: ids are tokens, the rest are numbers."""
    return {column: "token" if column in ("user_id", "item_id") else "float" for column in frame.columns}


def time_sorted(frame: pd.DataFrame, time: Optional[str]) -> pd.DataFrame:
    """Group rows by user (in order of first appearance), each user's rows by ``time``; ties keep the given order."""
    user = pd.Series(pd.factorize(frame["user_id"])[0], index=frame.index, name="__user")
    keys = pd.DataFrame({"__user": user} if time is None else {"__user": user, "__time": frame[time]})
    return frame.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)
