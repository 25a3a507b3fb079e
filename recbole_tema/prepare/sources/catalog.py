"""Items of several files, one per domain: unique ids, rows with domains, and texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from recbole_tema.errors import ConfigError
from recbole_tema.prepare.engine import Engine, count_rows

# Ids of Amazon are the same in all of its categories.
_ASIN = re.compile(r"[A-Z0-9]{10}")
UNIQUE_IDS_NOTE = "Items are DOMAIN-ID, except ASINs that occur in one domain only."


@dataclass(frozen=True)
class DomainFile:
    """A file, and the domain of its rows; ``""`` if none was given."""

    domain: str
    path: Path


def domain_file(source: str) -> DomainFile:
    """``DOMAIN=FILE`` or ``FILE``; spaces in the domain are written as ``_``."""
    name, equals, path = source.partition("=")
    if not equals or Path(source).exists():
        return DomainFile("", Path(source))
    return DomainFile(re.sub(r"\s+", "_", name.strip()), Path(path))


def domain_files(sources: Sequence[str], what: str) -> list[DomainFile]:
    """Files of one table each: a single one, with or without a domain, or one or several per domain.

    Raises
    ------
    ConfigError
        If one of several files has no domain.
    """
    files = [domain_file(source) for source in sources]
    for file in files:
        if len(files) > 1 and not file.domain:
            raise ConfigError(
                f"{what} {file.path} has no domain.", remedy=f"Write each of several as DOMAIN={file.path.name}."
            )
    return files


def item_ids(table: Any) -> pd.DataFrame:
    """``item_id`` of the items of a table, by first appearance."""
    ids: pd.DataFrame = table.group_by("item_id").aggregate(position=table.position.min()).to_pyarrow().to_pandas()
    return ids.sort_values(["position", "item_id"])[["item_id"]].reset_index(drop=True)


def unique_ids(catalogs: Sequence[pd.DataFrame], *, rename: bool) -> pd.DataFrame:
    """Items of all sources with ids of their own.

    Parameters
    ----------
    catalogs : sequence of pandas.DataFrame
        ``item_id`` and ``domain`` of each source.
    rename : bool
        Whether the same id in two domains is of two items.

    Returns
    -------
    pandas.DataFrame
        All items with ``source``, the number of the source, and ``unique_id``: the id, or with ``rename``
        ``DOMAIN-ID``, unless it is an ASIN that occurs in one domain only.

    Raises
    ------
    ConfigError
        If ids of two domains become the same.
    """
    catalog = pd.concat(catalogs, keys=range(len(catalogs)), names=["source"]).reset_index("source")
    if not rename:
        return catalog.assign(unique_id=catalog["item_id"])
    n_domains = catalog.drop_duplicates(["item_id", "domain"])["item_id"].value_counts()
    names = [
        item if count == 1 and _ASIN.fullmatch(item) else f"{domain}-{item}"
        for item, domain, count in zip(catalog["item_id"], catalog["domain"], catalog["item_id"].map(n_domains))
    ]
    catalog = catalog.assign(unique_id=names)
    items = catalog.drop_duplicates(["item_id", "domain"])
    if (repeated := items["unique_id"].duplicated()).any():
        row = items[repeated].iloc[0]
        raise ConfigError(
            f"two items have the id {row['unique_id']!r}, one of them in the domain {row['domain']!r}.",
            remedy="Give the domains names without '-'.",
        )
    return catalog


def joined_rows(engine: Engine, tables: Sequence[Any], catalog: pd.DataFrame) -> tuple[Any, int]:
    """Rows of all sources, one after the other, with unique ids and domains; the number of rows left out."""
    import ibis

    joined, start, n_left_out = [], 0, 0
    for source, table in enumerate(tables):
        known = catalog.loc[
            (catalog["source"] == source) & (catalog["domain"] != ""), ["item_id", "unique_id", "domain"]
        ]
        lookup = engine.from_pandas(known.rename(columns={"item_id": "known_id", "domain": "known_domain"}))
        rows = table.inner_join(lookup, table.item_id == lookup.known_id)
        rows = rows.select(
            "user_id",
            "time",
            "rating",
            item_id=rows.unique_id,
            domain=rows.known_domain,
            position=rows.position + start,
        )
        n_rows = count_rows(table)
        n_left_out += n_rows - count_rows(rows)
        start += n_rows
        joined.append(rows)
    union = ibis.union(*joined) if len(joined) > 1 else joined[0]
    return union.select("user_id", "item_id", "domain", "time", "rating", "position"), n_left_out


def describe_items(
    wanted: pd.DataFrame, catalog: pd.DataFrame, tables: Sequence[pd.DataFrame | None], first: Sequence[str]
) -> pd.DataFrame:
    """Texts of items.

    Parameters
    ----------
    wanted : pandas.DataFrame
        ``item_id``: unique ids.
    catalog : pandas.DataFrame
        Of :func:`unique_ids`.
    tables : sequence of pandas.DataFrame or None
        Texts of the items of each source, by the id that they have there.
    first : sequence of str
        Columns that come first.
    """
    of_item = catalog.drop_duplicates("unique_id").set_index("unique_id").reindex(wanted["item_id"])
    frame = pd.DataFrame(index=of_item.index)
    for source, table in enumerate(tables):
        if table is not None:
            rows = (of_item["source"] == source).to_numpy()
            cells = table.reindex(of_item.loc[rows, "item_id"])
            for name in cells:
                frame.loc[rows, name] = cells[name].to_numpy()
    leading = [name for name in first if name in frame]
    others = [name for name in frame if name not in (*leading, "item_id", "domain")]
    return frame[[*leading, *others]].fillna("")
