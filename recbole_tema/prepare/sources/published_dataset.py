"""Published files (ABXI, C2DSR, LLMCDSR, URLLM) as a source: their order and their split are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Optional

import numpy as np

from recbole_tema.prepare.engine import Engine
from recbole_tema.prepare.sources.base import Source
from recbole_tema.prepare.sources.published import read_published
from recbole_tema.prepare.sources.tables import need_column, read_table


def read_published_source(
    engine: Engine,
    form: str,
    folder: Path,
    domains: Optional[tuple[str, str]] = None,
    items: Optional[Path] = None,
    id_column: str = "item_id",
    drop: Sequence[str] = (),
) -> Source:
    """Read a published dataset for :func:`~recbole_tema.prepare.build.prepare_dataset`.

    Parameters
    ----------
    engine : Engine
    form : str
        One of :data:`~recbole_tema.prepare.sources.published.READERS`.
    folder : Path
        The published files.
    domains : tuple of str, optional
        Names of the two domains, where the files have none.
    items : Path, optional
        A table whose columns, titles first of all, are added to what the files tell of their items.
    id_column : str
        Its column of item ids.
    drop : sequence of str
        Columns of that table to leave out: an item's number in a published file tells what its order tells.
    """
    data = read_published(form, folder, domains=domains)
    frame = data.interactions.assign(position=np.arange(len(data.interactions), dtype=np.int64))
    frame["rating"] = np.nan
    timed = "time" in frame
    if not timed:
        frame["time"] = np.nan
    known = data.items.set_index("item_id").drop(columns="domain")
    inputs = data.inputs
    if items is not None:
        items = Path(items)
        table = read_table(items)
        for column in (id_column, *drop):
            need_column(table, column, items)
        table = table.drop(columns=list(drop))
        added = table.drop_duplicates(id_column).set_index(id_column).drop(columns="domain", errors="ignore")
        # An empty cell takes nothing away from what the files tell.
        known = added.where(added != "").combine_first(known)
        known = known[["title", *(column for column in known if column != "title")]]
        inputs = [*inputs, items]
    columns = ["user_id", "item_id", "domain", "time", "rating", "position"]
    return Source(
        rows=engine.frame(frame[columns].astype({"time": "float64", "rating": "float64"})),
        describe=lambda items: known.reindex(items["item_id"]).fillna(""),
        made_by=f"recbole_tema.prepare.sources.published.{form}",
        inputs=inputs,
        options={"format": form, "domains": list(domains or ()), "columns": {"item": id_column, "drop": list(drop)}},
        notes=[data.source, *data.notes],
        has_time=timed,
        roles=data.roles,
        catalog=data.items[["item_id", "domain"]] if data.roles is not None else None,
    )
