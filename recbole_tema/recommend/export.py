"""Recommendations for many users as one Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from recbole_tema.files.storage import replacing
from recbole_tema.recommend.filters import ItemFilter
from recbole_tema.recommend.recommender import Recommender, to_frame

_SCHEMA = pa.schema(
    [
        ("user_id", pa.string()),
        ("rank", pa.int32()),
        ("item_id", pa.string()),
        ("domain", pa.string()),
        ("score", pa.float32()),
    ]
)


def export_recommendations(
    recommender: Recommender,
    path: str | Path,
    k: int = 10,
    domain: str | None = None,
    *,
    users: pd.DataFrame | None = None,
    filter_seen: bool = True,
    exclude: Sequence[str] = (),
    tags: Sequence[str] = (),
    on_progress: Callable[[int], None] = lambda n_users: None,
) -> int:
    """Write the recommendations of many users batch by batch; the file appears only when it is complete.

    Parameters
    ----------
    recommender : Recommender
    path : str or Path
        Parquet file with the columns ``user_id``, ``rank`` (from 1), ``item_id``, ``domain`` and ``score``.
    users : pandas.DataFrame, optional
        As for :meth:`~recbole_tema.recommend.Recommender.recommend`; all users of the dataset by default.
    k, domain, filter_seen, exclude, tags
        As for :meth:`~recbole_tema.recommend.Recommender.recommend`.
    on_progress : callable
        Called with the number of users of each batch.

    Returns
    -------
    int
        Number of rows.
    """
    item_filter = ItemFilter(domain, exclude=exclude, tags=tags, filter_seen=filter_seen)
    users = pd.DataFrame({"user_id": recommender.users}) if users is None else users
    histories = recommender.histories_of(users)
    user_ids = list(histories)
    n_rows = done = 0
    with replacing(Path(path), "wb") as file, pq.ParquetWriter(file, _SCHEMA) as writer:
        for batch in recommender.recommend_in_batches(list(histories.values()), k, item_filter):
            frame = to_frame(user_ids[done : done + len(batch)], batch)
            writer.write_table(pa.Table.from_pandas(frame, _SCHEMA, preserve_index=False))
            done, n_rows = done + len(batch), n_rows + len(frame)
            on_progress(len(batch))
    return n_rows
