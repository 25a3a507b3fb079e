"""Users and items as whole numbers: what the rules count and sort by, many times faster than text."""

from __future__ import annotations

from dataclasses import dataclass
from sys import float_info
from typing import Any

import pandas as pd
import pyarrow as pa

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.sources.base import Source, unusable

_HEX = "0123456789abcdef"
# The largest prime below 16 ** 7; a product of two numbers below it fits 64 bits.
_PRIME = 268_435_399


@dataclass(frozen=True)
class Coded:
    """Interactions by number.

    Attributes
    ----------
    rows : ibis.Table
        ``user_id``, ``item_id``, ``domain`` (int64), ``time``, ``rating`` (float64), ``position`` and ``tie`` (int64).
    users, items, domains : pyarrow.Array of str
        Names by number, sorted by their bytes; users by their first row if the source keeps its order.
    domain_of : pyarrow.Array of int64
        Domain of each item.
    """

    rows: Any
    users: pa.Array
    items: pa.Array
    domains: pa.Array
    domain_of: pa.Array

    def named(self, items: pa.Array) -> pd.DataFrame:
        """``item_id`` and ``domain`` of items given by number."""
        domains = self.domains.take(self.domain_of.take(items))
        named: pd.DataFrame = pa.table({"item_id": self.items.take(items), "domain": domains}).to_pandas()
        return named


def encode(engine: Engine, source: Source, seed: int) -> Coded:
    """Number users, items and domains, and leave out what cannot be numbered.

    ``tie`` is a hash of user, item and seed: whoever sorts by it learns nothing about either.

    Parameters
    ----------
    engine : Engine
    source : Source
        Rows left out are added to its ``faults``: ids that RecBole cannot read, and items in two domains.
    seed : int
        Of ``tie``.

    Raises
    ------
    DataError
        If no item can be used.
    """
    raw = source.rows
    before = count_rows(raw)
    users = raw.group_by("user_id").aggregate(n=raw.count(), position=raw.position.min())
    users = users.filter(~unusable(users.user_id))
    users = _numbered(engine, users, "user_id", seed, by="position" if source.keep_order else "user_id")
    items = raw.group_by("item_id").aggregate(domain_name=raw.domain.min(), domains=raw.domain.nunique())
    usable = engine.keep(items.filter(~unusable(items.item_id)), "items")
    clashing = count_rows(usable.filter(usable.domains > 1))
    items = _numbered(engine, usable.filter(usable.domains == 1), "item_id", seed, by="item_id")
    if count_rows(items) == 0:
        raise DataError("holds no item that can be used.", path=next(iter(source.inputs), None), remedy="Check ids.")
    names = items.select("domain_name").distinct().order_by("domain_name").to_pyarrow()["domain_name"]
    domains = engine.frame(pa.table({"named": names, "domain": range(len(names))}).to_pandas())
    items = items.inner_join(domains, items.domain_name == domains.named)
    items = engine.keep(items.select("item_id", "code", "hash", "domain"), "items")
    rows = raw.drop("domain").rename(user_name="user_id", item_name="item_id")
    rows = rows.inner_join(users, rows.user_name == users.user_id)
    rows = rows.select("item_name", "time", "rating", "position", user=rows.code, user_hash=rows.hash)
    rows = rows.inner_join(items, rows.item_name == items.item_id)
    # A factor of a user's own makes the order of two items another one for every other user.
    # Spark counts in 32 bits until told otherwise, and overflows without a word.
    factor = 1 + rows.user_hash.cast("int64") % (_PRIME - 1)
    rows = rows.select(
        "domain",
        "time",
        "position",
        rating=_finite(rows.rating),
        user_id=rows.user.cast("int64"),
        item_id=rows.code.cast("int64"),
        tie=factor * rows.hash % _PRIME,
    )
    rows = engine.keep(rows, "coded")
    if source.kept is not None:
        engine.drop(source.kept)
    _add_faults(source, before - count_rows(rows), clashing)
    known = items.select("item_id", "domain", "code").order_by("code").to_pyarrow()
    return Coded(
        rows=rows,
        users=users.select("user_id", "code").order_by("code").to_pyarrow()["user_id"].combine_chunks(),
        items=known["item_id"].combine_chunks(),
        domains=names.combine_chunks(),
        domain_of=known["domain"].cast(pa.int64()).combine_chunks(),
    )


def _finite(number: Any) -> Any:
    """A number, or null where it is infinite or none: no atomic file can hold those."""
    import ibis

    return ibis.ifelse(number.between(-float_info.max, float_info.max), number, ibis.null("float64"))


def _numbered(engine: Engine, names: Any, column: str, seed: int, *, by: str) -> Any:
    """Names with ``code``, their rank by a column, and ``hash``, a number below :data:`_PRIME`."""
    import ibis

    digits = names[column].concat(f"|{seed}").hexdigest("md5")
    hashed: Any = sum(ibis.literal(_HEX).find(digits.substr(place, 1)) * 16**place for place in range(7))
    code = ibis.row_number().over(order_by=names[by])
    return engine.keep(names.mutate(code=code, hash=hashed.cast("int64") % _PRIME), "names")


def _add_faults(source: Source, lost: int, clashing: int) -> None:
    if clashing:
        source.faults["items in two domains, left out of both"] = clashing
    if lost:
        source.faults["rows of ids that cannot be used, or of such items"] = lost
