"""Any table of interactions to atomic files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Optional

import numpy as np
import pandas as pd

from recbole_tema.atomic import sha256
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.publish import check_name, inter_kinds, publish_dataset, rank_in_user, time_sorted
from recbole_tema.prepare.reading import first_line, need_column, read_table

# Before the first web shop, or after anyone will run this: a mistake in units or in parsing.
_EARLIEST, _LATEST = 0.0, 4102444800.0


def prepare_table(
    interactions: Path,
    items: Optional[Path],
    name: str,
    folder: Path,
    *,
    user: str = "user_id",
    item: str = "item_id",
    time: str = "timestamp",
    domain: str = "domain",
    title: str = "title",
    order: str = "time",
    shuffle_ties: Optional[int] = None,
    drop: Sequence[str] = (),
    duplicates: str = "error",
) -> Path:
    """Build ``folder/name`` from a table of interactions and, optionally, one of items.

    Parameters
    ----------
    interactions, items : Path
        CSV, TSV or JSON lines (also ``.gz``), or Parquet. The domain column may be in either.
    name : str
        Dataset name.
    folder : Path
        The folder of datasets.
    user, item, time, domain, title : str
        Column names. Times are Unix seconds or ISO dates; ``title`` may be missing.
    order : {"time", "file"}
        Order of a user's interactions. "time" is stable: ties keep the file's order.
    shuffle_ties : int, optional
        Seed that shuffles ties instead, where the file's order would tell something about them.
    drop : sequence of str
        Columns of ``items`` to leave out.
    duplicates : {"error", "drop"}
        What to do with rows of the same user, item and time: refuse them, or keep the first and count the rest.

    Returns
    -------
    Path
        The dataset's folder.

    Raises
    ------
    DataError
        Naming file, line and remedy: a missing column, an empty id, an item in two domains or in none, fewer than
        two domains, a repeated row, an absurd time, an empty file.
    ConfigError
        If ``order`` or ``duplicates`` is unknown, or ties are to be shuffled in file order.
    """
    check_name(name)
    if duplicates not in ("error", "drop"):
        raise ConfigError(f"duplicates {duplicates!r} is unknown.", remedy="Choose error or drop.")
    if order not in ("time", "file") or (order == "file" and shuffle_ties is not None):
        raise ConfigError(
            f"order {order!r} with shuffle_ties {shuffle_ties} makes no sense.",
            remedy="order is time or file; only ties in time can be shuffled.",
        )
    interactions = Path(interactions)
    raw = read_table(interactions)
    inter = _interactions(raw, interactions, user, item, time)
    inter = _without_repeats(inter, interactions, duplicates)
    table = None if items is None else _items(read_table(Path(items)), Path(items), item, drop)
    domains = _domains(raw, interactions, table, items, item, domain)
    item_frame, item_kinds = _item_table(inter, domains, table, title, domain)
    if shuffle_ties is not None:
        inter = inter.iloc[np.random.default_rng(shuffle_ties).permutation(len(inter))]
    inter = time_sorted(inter, "time" if order == "time" else None)
    inter.insert(2, "timestamp", rank_in_user(inter["user_id"]))
    sources = [interactions] if items is None else [interactions, Path(items)]
    provenance = {
        "made_by": "recbole_tema.prepare.table",
        "inputs": {path.name: sha256(path) for path in sources},
        "options": {
            "columns": {"user": user, "item": item, "time": time, "domain": domain, "title": title},
            "order": order,
            "shuffle_ties": shuffle_ties,
            "drop": list(drop),
            "duplicates": duplicates,
            "rows_dropped": len(raw) - len(inter),
        },
    }
    return publish_dataset(Path(folder), name, (inter, inter_kinds(inter)), (item_frame, item_kinds), provenance)


def _interactions(raw: pd.DataFrame, path: Path, user: str, item: str, time: str) -> pd.DataFrame:
    for column in (user, item, time):
        need_column(raw, column, path)
    for column in (user, item):
        if (line := first_line(raw[column] == "")) is not None:
            raise DataError(f"{column} is empty.", path=path, line=line, remedy="Give an id or remove the row.")
    frame = pd.DataFrame({"user_id": raw[user], "item_id": raw[item], "time": _seconds(raw[time], path)})
    if "rating" in raw.columns:
        rating = pd.to_numeric(raw["rating"], errors="coerce")
        if rating.notna().all():
            frame["rating"] = rating.astype(float)
    return frame


def _without_repeats(inter: pd.DataFrame, path: Path, duplicates: str) -> pd.DataFrame:
    repeated = inter.duplicated(subset=["user_id", "item_id", "time"])
    line = first_line(repeated)
    if line is not None and duplicates == "error":
        raise DataError(
            f"repeats an earlier row of the same user, item and time ({int(repeated.sum())} such rows).",
            path=path,
            line=line,
            remedy="Remove repeated rows, or choose duplicates=drop.",
        )
    return inter[~repeated]


def _seconds(cells: pd.Series, path: Path) -> pd.Series:
    seconds = pd.to_numeric(cells, errors="coerce")
    if seconds.isna().all():
        moments = pd.to_datetime(cells, errors="coerce", utc=True, format="ISO8601")
        seconds = (moments - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    bad = ~seconds.between(_EARLIEST, _LATEST)
    if (line := first_line(bad)) is not None:
        value = cells.iloc[line - 2]
        number = seconds.iloc[line - 2]
        hint = "It looks like milliseconds: divide by 1000." if number > 1e11 else "Give Unix seconds or ISO dates."
        raise DataError(f"the time {value!r} makes no sense.", path=path, line=line, remedy=hint)
    return seconds.astype(float)


def _items(table: pd.DataFrame, path: Path, item: str, drop: Sequence[str]) -> pd.DataFrame:
    need_column(table, item, path)
    for column in drop:
        need_column(table, column, path)
    if (line := first_line(table[item].duplicated())) is not None:
        raise DataError(
            f"item {table[item].iloc[line - 2]!r} has two rows.", path=path, line=line, remedy="Keep one of them."
        )
    return table.drop(columns=list(drop)).set_index(item)


def _domains(
    raw: pd.DataFrame, path: Path, table: Optional[pd.DataFrame], items: Optional[Path], item: str, domain: str
) -> pd.Series:
    """Domain of each item that occurs, in order of first appearance."""
    if domain in raw.columns:
        pairs = raw[[item, domain]].drop_duplicates()
        if (line := first_line(raw[domain] == "")) is not None:
            raise DataError(f"{domain} is empty.", path=path, line=line, remedy="Give each item a domain.")
        twice = pairs[item].duplicated()
        if twice.any():
            which, row = pairs.loc[twice, item].iloc[0], int(pairs.index[twice][0])
            raise DataError(
                f"item {which!r} is in two domains.",
                path=path,
                line=row + 2,
                remedy="An item has one domain: correct it.",
            )
        found = pairs.set_index(item)[domain]
        if table is not None and domain in table.columns:
            other = table[domain].reindex(found.index)
            differs = other.notna() & (other != "") & (other != found)
            if differs.any():
                raise DataError(
                    f"item {found.index[differs.to_numpy()][0]!r} is in another domain there than in {path.name}.",
                    path=items,
                    remedy="Correct one of the files.",
                )
    elif table is not None:
        need_column(table, domain, Path(str(items)))
        found = table[domain].reindex(pd.unique(raw[item]))
        lost = found.isna() | (found == "")
        if lost.any():
            raise DataError(
                f"item {found.index[lost.to_numpy()][0]!r} has no domain ({int(lost.sum())} such items).",
                path=items,
                remedy="Give each item that occurs a row and a domain.",
            )
    else:
        need_column(raw, domain, path)
        raise AssertionError("unreachable")
    found = found.str.replace(" ", "_")
    if found.nunique() < 2:
        raise DataError(
            f"every item is in the one domain {found.iloc[0]!r}.",
            path=path,
            remedy="Cross-domain data needs two or more.",
        )
    return found


def _item_table(
    inter: pd.DataFrame, domains: pd.Series, table: Optional[pd.DataFrame], title: str, domain: str
) -> tuple[pd.DataFrame, dict[str, str]]:
    """``.item`` of the items that occur: domain, title, and every other column that holds anything."""
    ids = pd.Index(pd.unique(inter["item_id"]))
    frame = pd.DataFrame({"item_id": ids, "domain": domains.reindex(ids).to_numpy()})
    kinds = {"item_id": "token", "domain": "token"}
    if table is None:
        return frame, kinds
    cells = table.reindex(ids).fillna("")
    columns = [c for c in cells if c == title] + [c for c in cells if c != title]
    for column in columns:
        label = "title" if column == title else re.sub(r"\W+", "_", str(column))
        values = cells[column]
        if column == domain or label in kinds or not (values != "").any():
            continue
        words = values.str.contains(" ").any() or (label.endswith("_id") and (values == "").any())
        # A title is always read word by word; an id column must have no gaps, a sequence may.
        kinds[label] = "token_seq" if label == "title" or words else "token"
        frame[label] = values.to_numpy()
    return frame, kinds
