"""Encode users, items and domains as integers: rules count and sort integers many times faster than text."""

from __future__ import annotations

from dataclasses import dataclass
from sys import float_info
from typing import Any

import pyarrow as pa

from recbole_tema.errors import DataError
from recbole_tema.prepare.engine import Engine, count_rows
from recbole_tema.prepare.sources.base import Source, is_unusable_id

_HEX = "0123456789abcdef"
# The largest prime below 16 ** 7; a product of two numbers below it fits 64 bits.
_PRIME = 268_435_399


@dataclass(frozen=True)
class EncodedInteractions:
    """Interactions with integer ids.

    Attributes
    ----------
    rows : ibis.Table
        ``user_id``, ``item_id``, ``domain`` (int64), ``time``, ``rating`` (float64), ``position`` and ``tie`` (int64).
    users : ibis.Table
        ``user_id`` and ``code``, the integer id: the rank by the bytes of the name, or by the first row if the source
        keeps its order.
    items : ibis.Table
        ``item_id``, ``code`` and ``domain`` (integer).
    domains : pyarrow.Array of str
        Names by integer id, sorted by their bytes.
    """

    rows: Any
    users: Any
    items: Any
    domains: pa.Array


def encode_ids(engine: Engine, source: Source, seed: int) -> EncodedInteractions:
    """Encode the ids of a source, and reject rows whose ids cannot be used.

    ``tie`` is a hash of user, item and seed: an order by it carries no information about either.

    Parameters
    ----------
    engine : Engine
    source : Source
        Counts of rejected rows are added to its ``rejected``: ids that RecBole cannot read, and items in two domains.
    seed : int
        Seed of ``tie``.

    Raises
    ------
    DataError
        If no item can be used.
    """
    raw = source.rows
    n_raw = count_rows(raw)
    first = {"position": raw.position.min()} if source.keep_order else {}
    users = raw.group_by("user_id").aggregate(**first)
    users = users.filter(~is_unusable_id(users.user_id))
    users = _encode(engine, users, "user_id", seed, by="position" if source.keep_order else "user_id")
    items = raw.group_by("item_id").aggregate(domain_name=raw.domain.min(), domains=raw.domain.nunique())
    usable = engine.materialize(items.filter(~is_unusable_id(items.item_id)), "items")
    n_ambiguous = count_rows(usable.filter(usable.domains > 1))
    items = _encode(engine, usable.filter(usable.domains == 1), "item_id", seed, by="item_id")
    if count_rows(items) == 0:
        raise DataError("holds no usable item.", path=next(iter(source.inputs), None), remedy="Check the item ids.")
    names = items.select("domain_name").distinct().order_by("domain_name").to_pyarrow()["domain_name"]
    domains = engine.from_pandas(pa.table({"named": names, "domain": range(len(names))}).to_pandas())
    items = items.inner_join(domains, items.domain_name == domains.named)
    items = engine.materialize(items.select("item_id", "code", "hash", "domain"), "items")
    rows = engine.materialize(_replace_ids(raw, users, items), "encoded")
    if source.raw_table is not None:
        engine.drop(source.raw_table)
    _count_rejected(source, n_raw - count_rows(rows), n_ambiguous)
    return EncodedInteractions(rows, users, items, names.combine_chunks())


def _replace_ids(raw: Any, users: Any, items: Any) -> Any:
    rows = raw.drop("domain").rename(user_name="user_id", item_name="item_id")
    rows = rows.inner_join(users, rows.user_name == users.user_id)
    rows = rows.select("item_name", "time", "rating", "position", user=rows.code, user_hash=rows.hash)
    rows = rows.inner_join(items, rows.item_name == items.item_id)
    # A factor per user makes the order of two items independent from user to user. The cast matters: Spark multiplies
    # in 32 bits otherwise, and overflows without an error.
    factor = 1 + rows.user_hash.cast("int64") % (_PRIME - 1)
    return rows.select(
        "domain",
        "time",
        "position",
        rating=_finite(rows.rating),
        user_id=rows.user.cast("int64"),
        item_id=rows.code.cast("int64"),
        tie=factor * rows.hash % _PRIME,
    )


def _finite(number: Any) -> Any:
    """A number, or null if it is infinite or not a number: atomic files cannot hold those. Zero has no sign."""
    import ibis

    number = ibis.ifelse(number == 0, 0.0, number)
    return ibis.ifelse(number.between(-float_info.max, float_info.max), number, ibis.null("float64"))


def _encode(engine: Engine, names: Any, column: str, seed: int, *, by: str) -> Any:
    """Names with ``code``, their rank by a column, and ``hash``, a number below :data:`_PRIME`."""
    import ibis

    digits = names[column].concat(f"|{seed}").hexdigest("md5")
    hashed: Any = sum(ibis.literal(_HEX).find(digits.substr(place, 1)) * 16**place for place in range(7))
    return engine.rank(names.mutate(hash=hashed.cast("int64") % _PRIME), by, "names")


def _count_rejected(source: Source, n_rows: int, n_ambiguous: int) -> None:
    if n_ambiguous:
        source.rejected["items in more than one domain"] = n_ambiguous
    if n_rows:
        source.rejected["rows with an unusable id, or of such an item"] = n_rows
