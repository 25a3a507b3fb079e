"""Names of the integer ids that remain after the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from recbole_tema.prepare.encode_ids import EncodedInteractions
from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.rules import WINDOWS


@dataclass(frozen=True)
class Names:
    """Names by integer id; null for users and items without interactions.

    Attributes
    ----------
    users : pyarrow.Array of str, optional
        None if the rows hold the names of users, see :func:`name_users`.
    items, domains : pyarrow.Array of str
    domain_of : pyarrow.Array of int64
        Domain of each item.
    """

    users: pa.Array | None
    items: pa.Array
    domains: pa.Array
    domain_of: pa.Array

    def item_table(self, items: pa.Array) -> pd.DataFrame:
        """``item_id`` and ``domain`` of items given by integer id."""
        domains = self.domains.take(self.domain_of.take(items))
        table: pd.DataFrame = pa.table({"item_id": self.items.take(items), "domain": domains}).to_pandas()
        return table

    def remaining_items(self) -> pd.DataFrame:
        """``item_id`` and ``domain`` of the items with interactions."""
        return self.item_table(pa.array(np.flatnonzero(self.items.is_valid().to_numpy(zero_copy_only=False))))


def remaining_names(engine: Engine, encoded: EncodedInteractions, rows: Any, *, windows: bool) -> Names:
    """Fetch the names of items, and of users if the engine runs in this process.

    Parameters
    ----------
    engine : Engine
    encoded : EncodedInteractions
    rows : ibis.Table
        The rows that remain.
    windows : bool
        Whether users are windows of users.
    """
    table = _of_codes(encoded.items, rows.select(code=rows.item_id).distinct(), "item_id", "domain")
    codes = table["code"].to_numpy()
    users = None
    if engine.in_process:
        code = (rows.user_id // WINDOWS).cast("int64") if windows else rows.user_id
        named = _of_codes(encoded.users, rows.select(code=code).distinct(), "user_id")
        users = _by_code(named["code"].to_numpy(), named["user_id"])
    return Names(
        users=users,
        items=_by_code(codes, table["item_id"]),
        domains=encoded.domains,
        domain_of=_by_code(codes, table["domain"].cast(pa.int64())),
    )


def name_users(rows: Any, encoded: EncodedInteractions, *, windows: bool) -> Any:
    """Rows with ``user_name``, for an engine whose rows are many more than this process can hold the users of."""
    users = encoded.users.select(user_name="user_id", user_code="code")
    code = (rows.user_id // WINDOWS).cast("int64") if windows else rows.user_id
    return rows.mutate(owner=code).inner_join(users, [("owner", "user_code")]).drop("owner", "user_code")


def _of_codes(names: Any, codes: Any, *columns: str) -> pa.Table:
    return names.semi_join(codes, "code").select("code", *columns).order_by("code").to_pyarrow()


def _by_code(codes: np.ndarray, values: pa.ChunkedArray) -> pa.Array:
    """An array in which each value is at its code, and null elsewhere."""
    array = values.combine_chunks()
    size = int(codes[-1]) + 1
    if size == len(codes):
        return array
    place = np.full(size, -1, dtype=np.int64)
    place[codes] = np.arange(len(codes))
    return array.take(pa.array(place, mask=place < 0))
