"""Recommendations for many users as one Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Optional

import pyarrow as pa
import pyarrow.parquet as pq

from recbole_tema.files.storage import replacing
from recbole_tema.recommend.filters import Choice
from recbole_tema.recommend.history import History
from recbole_tema.recommend.recommender import ANY, Recommender, as_frame

SCHEMA = pa.schema(
    [
        ("user_id", pa.string()),
        ("rank", pa.int32()),
        ("item_id", pa.string()),
        ("domain", pa.string()),
        ("score", pa.float32()),
    ]
)


def export(
    recommender: Recommender,
    path: Path,
    k: int = 10,
    choice: Choice = ANY,
    *,
    histories: Optional[dict[str, History]] = None,
    on_users: Callable[[int], None] = lambda count: None,
) -> int:
    """Write the best items of many users, batch by batch, and the whole file or nothing.

    Parameters
    ----------
    recommender : Recommender
    path : Path
        The Parquet file: ``user_id``, ``rank`` (from 1), ``item_id``, ``domain``, ``score``.
    k, choice
        As of :meth:`~recbole_tema.recommend.Recommender.recommend`.
    histories : dict of str to History, optional
        By user; all users of the dataset by default, with everything that they had.
    on_users : callable
        Called with the number of users of each batch.

    Returns
    -------
    int
        Rows written.
    """
    users: Sequence[str] = recommender.users if histories is None else list(histories)
    read = [recommender.history_of(user) for user in users] if histories is None else list(histories.values())
    rows = done = 0
    with replacing(path, "wb") as file, pq.ParquetWriter(file, SCHEMA) as writer:
        for part in recommender.stream(read, k, choice):
            frame = as_frame(users[done : done + len(part)], part)
            writer.write_table(pa.Table.from_pandas(frame, SCHEMA, preserve_index=False))
            done, rows = done + len(part), rows + len(frame)
            on_users(len(part))
    return rows
